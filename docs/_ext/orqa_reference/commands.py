"""The page of the ``orqa`` command, read from its definition."""

from collections.abc import Iterator

import click

from orqa.cli.root import orqa
from orqa_reference.markdown import anchor, code, page, plain, table

Path = tuple[str, ...]


def pages() -> Iterator[tuple[str, str]]:
    """One page for all commands."""
    yield "command.md", page("The command `orqa`", *(_command(path, found) for path, found in commands()))


def commands() -> Iterator[tuple[Path, click.Command]]:
    """Every command and group, each with the words that call it."""
    return _walk(("orqa",), orqa)


def _walk(path: Path, command: click.Command) -> Iterator[tuple[Path, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command, info_name=path[-1])
        for name in command.list_commands(context):
            found = command.get_command(context, name)
            if found is not None:
                yield from _walk((*path, name), found)


def _command(path: Path, command: click.Command) -> str:
    # click keeps what a command's help option is called from the first time that it is asked
    context = click.Context(command, info_name=" ".join(path), **orqa.context_settings)
    usage = " ".join(command.collect_usage_pieces(context))
    options = [param for param in command.params if isinstance(param, click.Option)]
    parts = (
        anchor(*path),
        f"## {' '.join(path)}",
        "",
        f"```text\n{' '.join(path)} {usage}\n```",
        "",
        plain(command.help or ""),
        "",
        table(("Option", "Meaning"), [_option(option, context) for option in options]) if options else "",
    )
    return "\n".join(parts)


def _option(option: click.Option, context: click.Context) -> tuple[str, str]:
    names = ", ".join(code(name) for name in (*option.opts, *option.secondary_opts))
    value = "" if option.is_flag else code(option.make_metavar(context))
    told = [plain(option.help or "")]
    if option.required:
        told.append("Required.")
    if option.show_default and option.default not in {None, ""}:
        told.append(f"By default {code(str(option.default))}.")
    if option.envvar:
        told.append(f"Or {code(str(option.envvar))} of the environment.")
    return f"{names} {value}".strip(), " ".join(filter(None, told))
