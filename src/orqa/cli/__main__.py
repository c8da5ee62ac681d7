"""``python -m orqa.cli``."""

from orqa.cli import main

main()
