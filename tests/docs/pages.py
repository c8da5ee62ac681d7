"""Run the code blocks of a Markdown page: ``python pages.py PAGE``, in the folder where the page may write files.

A block is run unless its info string says ``not-run="reason"`` or the line above it is
``<!-- not-run: reason -->``. What runs, in the order of the page:

- ``python``: one namespace for the page. A block that begins with ``>>>`` is run as a doctest. Where a block
  ``text output`` follows, the printed text must be the same.
- ``console``: each line that begins with ``$`` is a command; ``\\`` at its end goes on in the next line. It must
  succeed, and where output follows it must be the same. Folder and exported variables last to the end of the page.
- any language with ``file=PATH``: the block is the content of a file.

``…`` in expected output stands for anything in a line, and alone in a line for any lines or none.
"""

import contextlib
import doctest
import io
import os
import re
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FENCE = re.compile(r"^(?P<indent> *)(?P<fence>`{3,}|~{3,})(?P<info>.*)$")
_COMMENT = re.compile(r"^\s*<!--\s*not-run:\s*(?P<reason>.*?)\s*-->\s*$")
_WHERE = "pwd > {state}.pwd; env -0 > {state}.env"


class BlockFailed(Exception):
    """A block does not do what the page says."""


@dataclass(frozen=True)
class Block:
    """A fenced block: where it begins, its language, what its info string says, and its text."""

    line: int
    language: str
    marks: dict[str, str]
    text: str

    @property
    def is_run(self) -> bool:
        """Whether anything happens with it."""
        return "not-run" not in self.marks and ("file" in self.marks or self.language in {"python", "console"})


def blocks(markdown: str) -> Iterator[Block]:
    """The fenced blocks of a page in order; a fence that is never closed reaches to the end, as in Markdown."""
    lines = markdown.splitlines()
    place = 0
    while place < len(lines):
        opened = _FENCE.match(lines[place])
        if not opened:
            place += 1
            continue
        start, fence, indent = place, opened["fence"], len(opened["indent"])
        body = []
        place += 1
        while place < len(lines) and not re.match(rf"^ *{re.escape(fence[0])}{{{len(fence)},}}\s*$", lines[place]):
            body.append(lines[place][indent:] if not lines[place][:indent].strip() else lines[place])
            place += 1
        place += 1
        language, marks = _info(opened["info"])
        if start and (reason := _COMMENT.match(lines[start - 1])):
            marks["not-run"] = reason["reason"]
        yield Block(start + 1, language, marks, "".join(f"{line}\n" for line in body))


def _info(info: str) -> tuple[str, dict[str, str]]:
    words = shlex.split(info.strip())
    marks = dict(word.partition("=")[::2] for word in words[1:])
    return (words[0] if words else ""), marks


def problems(markdown: str) -> list[str]:
    """What is wrong with the marks of a page: a reason that is missing, a mark that is unknown."""
    found = []
    for block in blocks(markdown):
        if block.language.startswith("{"):
            continue
        if "not-run" in block.marks and len(block.marks["not-run"].split()) < 3:
            found.append(f"line {block.line}: say why the block is not run")
        if unknown := block.marks.keys() - {"not-run", "file", "output"}:
            found.append(f"line {block.line}: unknown mark {', '.join(sorted(unknown))}")
        if block.language in {"", "py", "python3", "pycon", "sh", "bash", "shell", "shell-session", "cmd"}:
            found.append(f"line {block.line}: write python, console, or text for what is neither")
    return found


@dataclass
class _Page:
    """A page that is being run."""

    path: Path
    namespace: dict[str, Any]
    folder: str
    variables: dict[str, str]
    printed: str = ""

    def run(self, block: Block) -> None:
        if "output" in block.marks:
            same(block.text, self.printed)
        elif not block.is_run:
            return
        elif "file" in block.marks:
            target = Path(self.folder, block.marks["file"])
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "python":
            os.chdir(self.folder)
            self.printed = self._doctest(block) if block.text.startswith(">>>") else self._python(block)
        else:
            for command, expected in commands(block.text):
                self._command(command, expected)

    def _python(self, block: Block) -> str:
        code = compile("\n" * block.line + block.text, str(self.path), "exec", dont_inherit=True)
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(code, self.namespace)  # noqa: S102 - the page's own code, under test
        return out.getvalue()

    def _doctest(self, block: Block) -> str:
        test = doctest.DocTestParser().get_doctest(block.text, self.namespace, "block", str(self.path), block.line)
        told = io.StringIO()
        runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
        runner.run(test, out=told.write, clear_globs=False)
        if runner.failures:
            raise BlockFailed(told.getvalue())
        self.namespace.update(test.globs)
        return ""

    def _command(self, command: str, expected: str) -> None:
        with tempfile.TemporaryDirectory() as state:
            script = f"{command}\nstatus=$?\n{_WHERE.format(state=shlex.quote(f'{state}/at'))}\nexit $status\n"
            done = subprocess.run(
                ["/bin/sh", "-c", script],
                cwd=self.folder,
                env=self.variables,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                encoding="utf-8",
                check=False,
            )
            if done.returncode:
                raise BlockFailed(f"$ {command}\nended with {done.returncode}:\n{done.stdout}")
            self.folder = Path(state, "at.pwd").read_text(encoding="utf-8").rstrip("\n")
            exported = Path(state, "at.env").read_bytes().decode().rstrip("\0").split("\0")
            self.variables = dict(item.partition("=")[::2] for item in exported)
        if expected:
            same(expected, done.stdout, f"$ {command}\n")


def commands(text: str) -> list[tuple[str, str]]:
    """The commands of a console block, each with the output that is expected (empty: not compared)."""
    found: list[tuple[str, str]] = []
    lines = iter(text.splitlines())
    for line in lines:
        if line.startswith("$ "):
            command = line[2:]
            while command.endswith("\\"):
                command = f"{command}\n{next(lines).removeprefix('>').lstrip()}"
            found.append((command, ""))
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}{line}\n")
        elif line.strip():
            raise BlockFailed(f"a console block begins with a command ($ …), found: {line}")
    return found


def same(expected: str, found: str, head: str = "") -> None:
    """Compare outputs; ``…`` stands for anything in a line, and alone for any lines, or none.

    Raises:
        BlockFailed: when they differ.
    """
    if not re.fullmatch("".join(map(_pattern, _tidy(expected))), "".join(f"{line}\n" for line in _tidy(found))):
        raise BlockFailed(f"{head}the page says:\n{expected}\nfound:\n{found}")


def _pattern(line: str) -> str:
    return r"(?:.*\n)*?" if line == "…" else rf"{'.*?'.join(map(re.escape, line.split('…')))}\n"


def _tidy(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").split("\n")]


def run_page(path: Path) -> int:
    """Run the blocks of a page in the working folder; the number of blocks that were run.

    Raises:
        BlockFailed: at the first block that fails; it names the line.
    """
    page = _Page(path, {"__name__": "__main__"}, str(Path.cwd()), dict(os.environ))
    done = 0
    for block in blocks(path.read_text(encoding="utf-8")):
        try:
            page.run(block)
        except (Exception, SystemExit) as error:  # noqa: BLE001 - told with the block's line, whatever it is
            told = str(error) if isinstance(error, BlockFailed) else traceback.format_exc()
            raise BlockFailed(f"{path.name}, block of line {block.line}:\n{told}") from None
        done += block.is_run
    return done


if __name__ == "__main__":
    try:
        sys.stdout.write(f"{run_page(Path(sys.argv[1]).resolve())} blocks run\n")
    except BlockFailed as failure:
        sys.exit(str(failure))
