"""``python -m orqa``: the command line."""


def _run() -> None:
    from orqa.cli import main

    main()


if __name__ == "__main__":
    _run()
