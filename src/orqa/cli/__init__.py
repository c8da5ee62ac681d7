"""The ``orqa`` command. Commands are loaded when they are asked for, so that each starts fast."""


def main() -> None:
    """Run the command line."""
    from orqa.cli.root import orqa

    orqa(prog_name="orqa")
