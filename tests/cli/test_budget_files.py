"""Files and links of spending cases at the command line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import orqa

Runner = Callable[..., Any]


def test_files_are_kept_listed_and_saved(run: Runner, url: str, tmp_path: Path) -> None:
    with orqa.open_office(url) as office:
        office.budgets.add_line("P1", "งบสัมมนา", office.year("fiscal"))
        office.budgets.allot("P1", 10_000, granted=False)
        case, other = (office.budgets.reserve("P1", 10, title) for title in ("ก", "ข"))
    bill, folder = tmp_path / "bill.pdf", tmp_path / "out"
    bill.write_bytes(b"%PDF")
    folder.mkdir()

    def do(*arguments: Any) -> Any:
        return run("--office", url, "--lang", "en", "budget", *arguments)

    made = do("attach", f"spending-case:{case.id}", bill, "--json")
    assert made.json[0]["name"] == "bill.pdf", made.err
    assert "bill.pdf, 4 bytes" in do("files", f"spending-case:{case.id}", "--save", folder).out
    assert (folder / "bill.pdf").read_bytes() == b"%PDF"
    assert f"spending-case:{other.id}" in do("link", case.id, f"spending-case:{other.id}").out
    shown = do("show", case.id)
    assert f"Goes back to: spending-case:{other.id} (ข)" in shown.out
    assert "Files: bill.pdf" in shown.out
    assert [one["name"] for one in do("show", case.id, "--json").json["files"]] == ["bill.pdf"]
    assert "bill.pdf" in do("files", case.id).out
    refused = do("link", case.id, "letter:no-such")
    assert (refused.code, "[not-found]" in refused.err) == (1, True)
    assert (do("files", "no-such").code, do("files", "spending-case:").code) == (1, 2)
