"""Make pictures of what people see: ``python tests/look/pictures.py [FOLDER]``.

Every ``*.html`` of the folder is drawn by a browser without a window, wide and narrow, light and dark; without a
folder the demonstration is run first, for the Thai office and for the one abroad. Look at the pictures: no test
can say whether a page is good to read.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PROFILES = ("thai-public-university", "example-abroad")
SECONDS = 120
VIEWS = {
    "wide": ("--window-size=1280,1600",),
    "narrow": ("--window-size=500,1600",),  # the narrowest window that the browser makes
    "dark": ("--window-size=1280,1600", "--blink-settings=preferredColorScheme=0"),
}


class LookError(Exception):
    """No picture can be made; the message says what to do."""


def browser() -> str:
    """The browser to draw with: ``ORQA_BROWSER``, else the first that is installed.

    Raises:
        LookError: when there is none.
    """
    wanted = os.environ.get("ORQA_BROWSER")
    found = next(filter(None, map(shutil.which, [wanted] if wanted else BROWSERS)), None)
    if not found:
        missing = wanted or "chromium"
        raise LookError(
            f"pictures need a browser, and {missing} was not found: on Debian, apt-get install chromium fonts-thai-tlwg"
            " (or set ORQA_BROWSER to the program)"
        )
    return found


def demonstrations(out: Path) -> Iterator[Path]:
    """Run the demonstration for each profile that has one; the folders of their reports."""
    for profile in PROFILES:
        folder = out / profile
        command = [sys.executable, "-m", "orqa", "demo", "--out", str(folder), "--profile", profile]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        yield folder


def draw(program: str, page: Path, picture: Path, options: tuple[str, ...]) -> None:
    """Draw one page into one file.

    Raises:
        LookError: when the browser did not draw it.
    """
    with tempfile.TemporaryDirectory(prefix="orqa-look-", ignore_cleanup_errors=True) as profile:
        command = [
            *(program, "--headless", "--disable-gpu", "--no-sandbox", "--hide-scrollbars", "--no-first-run"),
            *(f"--user-data-dir={profile}", f"--screenshot={picture}", *options, page.resolve().as_uri()),
        ]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise LookError(f"{program} did not draw {page} within {SECONDS} seconds") from None
    if done.returncode or not picture.exists():
        raise LookError(f"{program} did not draw {page}:\n{done.stderr.strip()[-1000:]}")


def pictures(program: str, folder: Path) -> Iterator[Path]:
    """Draw every page of a folder in every view.

    Raises:
        LookError: when there is no page, or the browser did not draw one.
    """
    pages = sorted(folder.glob("*.html"))
    if not pages:
        raise LookError(f"{folder} holds no .html file to draw")
    for page in pages:
        for view, options in VIEWS.items():
            picture = (folder / f"{page.stem}-{view}.png").resolve()
            picture.unlink(missing_ok=True)
            draw(program, page, picture, options)
            yield picture


def main(arguments: list[str] | None = None) -> int:
    """Make the pictures and print where they are; 1 where that cannot be done."""
    parser = argparse.ArgumentParser(description="Make pictures of HTML reports.")
    parser.add_argument("folder", nargs="?", type=Path, help="of the pages; by default the demonstration is run")
    asked = parser.parse_args(arguments)
    try:
        program = browser()
        folders = [asked.folder] if asked.folder else demonstrations(Path(tempfile.mkdtemp(prefix="orqa-look-")))
        for folder in folders:
            for picture in pictures(program, folder):
                print(picture)
    except LookError as error:
        print(f"look: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
