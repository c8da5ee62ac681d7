"""Every command, run by those who may not see secret letters: nothing of these comes out, and nothing is written.

A command that has no sample here fails the walk: whoever adds one says how it is asked about a secret letter.
"""
# ruff: noqa: ARG005 - a table of calls that all take the same

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click
import pytest
from attrs import evolve, frozen
from click.testing import CliRunner

import orqa
from access_samples import position
from access_world import TELLING, Secret, fill, report_names
from orqa.cli.root import orqa as command

pytestmark = pytest.mark.usefixtures("_in_november_2026")

PROFILE = "thai-public-university"
ACTORS = {"nobody": (), "without the right": ("--as", "N1"), "without the clearance": ("--as", "U1")}


@frozen
class World:
    url: str
    secrets: list[Secret]
    folder: Path


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    folder = tmp_path_factory.mktemp("walk")
    url = f"sqlite:///{folder}/office.db"
    at = datetime(2026, 11, 27, 9, 55, tzinfo=ZoneInfo("Asia/Bangkok"))
    with orqa.open_office(url, profile=PROFILE, clock=lambda: at) as office:
        secrets = fill(office)
    (folder / "a.txt").write_text("x", encoding="utf-8")
    (folder / "in.csv").write_text(
        "ที่,ลงวันที่,จาก,เรื่อง,ชนิด,ชั้นความลับ\nอว 1/1,12 มกราคม 2569,คณะ,ทดสอบ,หนังสือภายนอก,ลับ\n", encoding="utf-8"
    )
    return World(url, secrets, folder)


Arguments = Callable[[Secret, World], tuple[object, ...]]
NEW = ("--ref", "อว 1/1", "--dated", "12 มกราคม 2569", "--from", "คณะ", "--subject", "ทดสอบ", "--kind", "external")
SENT = ("--subject", "ทดสอบ", "--to", "คณะ", "--kind", "external", "--unit", "irqa")

SAMPLES: dict[str, Arguments] = {
    "draft approve": lambda s, w: (s.letter,),
    "draft check": lambda s, w: (s.letter,),
    "draft comment": lambda s, w: (s.letter, "--comment", "ลอง"),
    "draft dispatch": lambda s, w: (s.letter,),
    "draft edit": lambda s, w: (s.letter, "--part", "body=ลอง"),
    "draft file": lambda s, w: (s.letter,),
    "draft list": lambda s, w: (),
    "draft new": lambda s, w: ("--template", "letter", "--about", f"letter:{s.letter}"),
    "draft number": lambda s, w: (s.letter,),
    "draft propose": lambda s, w: (s.letter,),
    "draft recall": lambda s, w: (s.letter, "--comment", "ลอง"),
    "draft receipt": lambda s, w: (s.letter,),
    "draft reject": lambda s, w: (s.letter, "--comment", "ลอง"),
    "draft render": lambda s, w: (s.letter,),
    "draft return": lambda s, w: (s.letter, "--comment", "ลอง"),
    "draft review": lambda s, w: (s.letter,),
    "draft show": lambda s, w: (s.letter,),
    "draft sign": lambda s, w: (s.letter,),
    "draft templates": lambda s, w: (),
    "approval approve": lambda s, w: (s.approval,),
    "approval list": lambda s, w: ("--limit", "100"),
    "approval reject": lambda s, w: (s.approval, "--comment", "ลอง"),
    "approval resubmit": lambda s, w: (s.approval,),
    "approval return": lambda s, w: (s.approval, "--comment", "ลอง"),
    "approval show": lambda s, w: (s.approval,),
    "approval submit": lambda s, w: (f"letter:{s.letter}", "--route", "letter.received", "--unit", "irqa"),
    "approval withdraw": lambda s, w: (s.approval,),
    "circular acknowledge": lambda s, w: (s.circulation,),
    "circular end": lambda s, w: (s.circulation, "--reason", "ลอง"),
    "circular list": lambda s, w: (),
    "circular lists": lambda s, w: (),
    "circular remind": lambda s, w: (s.circulation, "--into", w.folder / "outbox"),
    "circular send": lambda s, w: (s.letter, "--to", "D1"),
    "circular show": lambda s, w: (s.circulation,),
    "checkpoint": lambda s, w: (w.url,),
    "deadlines": lambda s, w: ("--first", "1 ม.ค. 2569", "--last", "31 ธ.ค. 2570"),
    "desk": lambda s, w: ("D1",),
    "exchange write": lambda s, w: (
        *(s.letter, "--out", w.folder / "out.xml"),
        *("--from-department", "1", "--to-department", "2"),
    ),
    "destruction mask": lambda s, w: (s.entry, "--reason", "ลอง", "--cite", "personal-data-2562"),
    "hold lift": lambda s, w: (s.hold, "--reason", "ลอง"),
    "hold list": lambda s, w: (s.letter,),
    "hold place": lambda s, w: (s.letter, "--cause", "case", "--reason", "ลอง"),
    "import letters": lambda s, w: (w.folder / "in.csv",),
    "file-plan add": lambda s, w: ("1", "ลอง"),
    "file-plan end": lambda s, w: ("1", "2025-01-01"),
    "file-plan list": lambda s, w: (),
    "in-force add": lambda s, w: ("--letter", s.letter, "--kind", "order"),
    "in-force change": lambda s, w: (s.letter, "amends", s.letter),
    "in-force history": lambda s, w: (s.letter,),
    "in-force list": lambda s, w: ("--all",),
    "in-force undo": lambda s, w: (f"amends/{s.letter}/{s.letter}", "--reason", "ลอง"),
    "in-force withdraw": lambda s, w: (s.letter, "--reason", "ลอง"),
    "letter answer": lambda s, w: (s.letter, "--by", "31 ธ.ค. 2570"),
    "letter assign": lambda s, w: (s.letter, "--to", "D1"),
    "letter attach": lambda s, w: (s.letter, w.folder / "a.txt"),
    "letter attachments": lambda s, w: (s.letter, "--save", w.folder),
    "letter bind": lambda s, w: ("1", "--register", "secret-sent", "--kind", "external", "--subject", "ก", "--to", "ข"),
    "letter close": lambda s, w: (s.letter, "--result", "เสร็จ"),
    "letter deliver-by": lambda s, w: (s.letter, "2026-11-30", "16.30"),
    "letter doubles": lambda s, w: (s.letter,),
    "letter import": lambda s, w: (w.folder / "in.csv",),
    "letter link": lambda s, w: (s.letter, "1", "--kind", "follows"),
    "letter list": lambda s, w: ("--limit", "100"),
    "letter lower": lambda s, w: (s.letter, "open", "--order", "ลอง"),
    "letter open": lambda s, w: (s.letter,),
    "letter overdue": lambda s, w: ("--on", "31 ธ.ค. 2570"),
    "letter times": lambda s, w: (),
    "letter propose": lambda s, w: (s.letter, "--unit", "irqa"),
    "letter raise": lambda s, w: (s.letter, "ลับที่สุด", "--reason", "ลอง"),
    "letter receive": lambda s, w: (*NEW, "--secrecy", "ลับ"),
    "letter reopen": lambda s, w: (s.letter, "--reason", "ลอง"),
    "letter retention class": lambda s, w: (s.letter, "--class", "routine", "--reason", "ลอง"),
    "letter retention forecast": lambda s, w: (),
    "letter retention hand-over": lambda s, w: (s.letter, "--paper", "บัญชี 1"),
    "letter retention deposit": lambda s, w: (s.letter, "--paper", "บัญชี 1"),
    "letter retention take-back": lambda s, w: (s.letter, "--reason", "ลอง"),
    "letter retention keep-here": lambda s, w: (s.letter, "--reason", "ลอง"),
    "letter retention mark": lambda s, w: (s.letter, "--never", "--reason", "ลอง"),
    "letter retention of-age": lambda s, w: ("2589",),
    "letter retention show": lambda s, w: (s.letter,),
    "letter reserve": lambda s, w: ("--register", "secret-sent", "--unit", "irqa", "--reason", "ลอง"),
    "letter search": lambda s, w: ("ปกปิด",),
    "letter send": lambda s, w: (*SENT, "--secrecy", "ลับ"),
    "letter unshare": lambda s, w: (s.letter, "--unit", "irqa"),
    "letter share": lambda s, w: (s.letter, "--unit", "irqa"),
    "letter show": lambda s, w: (s.letter,),
    "letter stamp": lambda s, w: (s.letter,),
    "letter forward": lambda s, w: (s.letter, "--to", "irqa"),
    "letter send-back": lambda s, w: (s.letter, "--unit", "irqa", "--reason", "ลอง"),
    "letter take-in": lambda s, w: (s.letter, "--unit", "irqa"),
    "letter timeline": lambda s, w: (s.letter,),
    "letter void": lambda s, w: ("1", "--register", "secret-received", "--reason", "ลอง"),
    "letter year-end": lambda s, w: (),
    "letter withdraw": lambda s, w: (s.task, "--reason", "ลอง"),
    "loan lend": lambda s, w: (s.letter, "D1", "--purpose", "ลอง"),
    "loan list": lambda s, w: (),
    "loan overdue": lambda s, w: ("--on", "2028-01-01"),
    "loan recall": lambda s, w: (s.loan, "--reason", "ลอง"),
    "loan renew": lambda s, w: (s.loan, "2028-01-01"),
    "loan return": lambda s, w: (s.loan,),
    "loan view": lambda s, w: (s.letter, "ผู้วิจัย", "--purpose", "ลอง"),
    "metric list": lambda s, w: (),
    "metric show": lambda s, w: ("correspondence.letters_by_kind",),
    "agreement list": lambda s, w: ("ปกปิด",),
    "agreement export": lambda s, w: (w.folder / "out.csv", "--layout", "thai"),
    "partner list": lambda s, w: ("ปกปิด",),
    "partner published": lambda s, w: ("ปกปิด",),
    "partner export-published": lambda s, w: (w.folder / "out.csv", "--layout", "thai"),
    "register check": lambda s, w: ("--register", "secret-received"),
    "register continue": lambda s, w: ("9", "--register", "secret-received"),
    "register list": lambda s, w: (),
    "register show": lambda s, w: ("--register", "secret-received"),
    "report": lambda s, w: ("received-register", "--format", "text"),
    "store condition": lambda s, w: (s.letter, "damaged", "--note", "ลอง"),
    "store move": lambda s, w: (s.letter, "ตู้ 9"),
    "store put": lambda s, w: (s.letter, "--code", "1"),
    "store register": lambda s, w: (),
    "store show": lambda s, w: (s.letter,),
    "store transfer-list": lambda s, w: (),
    "secret check": lambda s, w: (),
    "secret control": lambda s, w: (s.letter,),
    "secret found": lambda s, w: (s.letter, "2"),
    "secret give": lambda s, w: (s.letter, "S1", "--permission", "ลอง"),
    "secret inspect": lambda s, w: ("--copy", f"{s.letter}:1=present", "--chair", "S1", "--member", "D1"),
    "secret list": lambda s, w: (),
    "secret lost": lambda s, w: (s.letter, "2", "--circumstances", "ลอง", "--to", "S1"),
    "secret receipt": lambda s, w: (s.letter, "2", "ร 1"),
    "secret registrars": lambda s, w: (),
    "secret return": lambda s, w: (s.letter, "2"),
    "secret tell": lambda s, w: (s.letter, "2", "--how", "ลอง"),
    "stay due": lambda s, w: (),
    "stay list": lambda s, w: ("ปกปิด",),
    "study-case list": lambda s, w: (),
    "study-case overdue": lambda s, w: (),
    "task done": lambda s, w: (s.task, "--result", "เสร็จ"),
    "task move": lambda s, w: (s.task, "--to", "irqa"),
    "verify": lambda s, w: (w.url, "--deep"),
}
"""What follows a command's name; options that they all take are added."""

OWNERS = {
    # a list of receivers is of people and units; reminders name no secret subject: tests/office/test_circulating.py
    *("circular keep-list", "remind"),
    # they read a message: tests/plugins/egif
    *("exchange show", "exchange take-in"),
    # they show, copy or rebuild the whole store: whoever can open it can read it; under --as they are for few
    *("backup", "copy", "journal", "sweep", "upgrade"),
    # they begin an office, or ask none
    *("demo", "init", "plugins", "rules list", "rules overdue", "rules show"),
    # the organization, and registers that were kept elsewhere: nothing of a letter goes in or comes out
    *(
        "import file-plan",
        "import partners",
        "import people",
        "import positions",
        "import agreements",
        "import published-agreements",
        "import register",
        "import mobilities",
        "import stays",
        "import visits",
        "import units",
    ),
    *(f"attendance {name}" for name in ("absences", "day", "late", "loads", "month")),
    *(f"attendance correction {name}" for name in ("doubtful", "file", "list")),
    *(f"attendance retention {name}" for name in ("erase", "show")),
    *(f"attendance reason {name}" for name in ("file", "list")),
    *(f"attendance event {name}" for name in ("add", "list", "ordered", "report", "withdraw")),
    *(f"attendance schedule {name}" for name in ("assign", "end", "show")),
    *(
        f"attendance bond {name}"
        for name in ("back", "breach", "check", "end", "extend", "list", "pause", "report", "sign")
    ),
    *("attendance carry-in", "attendance close-year", "attendance open-year", "attendance stats"),
    *(f"attendance leave {name}" for name in ("approve", "back", "balance", "cancel", "check", "cut-short", "give-up")),
    *(f"attendance leave {name}" for name in ("end-early", "list", "refuse", "request")),
    *(
        f"quality {name}"
        for name in ("audit", "check", "compare", "crosswalk", "evaluate", "explain", "frameworks", "inputs")
    ),
    *("quality form", *(f"quality data {name}" for name in ("check", "confirm", "list", "take-in"))),
    *(f"quality {name}" for name in ("check-framework", "keep", "list", "report", "roll-up", "show", "what-if")),
    *(f"ewp {name}" for name in ("approved", "check", "compare", "differs", "keep-copy", "read", "stands", "take-in")),
    *(f"ewp write {name}" for name in ("agreements", "approvals", "institutions", "mobilities", "units")),
    # lists of letters to be destroyed, in which secret matter never stands
    *(f"destruction {name}" for name in ("answer", "appoint", "carry-out", "check", "list", "opine", "record")),
    *(f"destruction {name}" for name in ("report", "send", "show", "submit", "survey", "take-out", "withdraw")),
    "agreement expiring",
    *(f"budget {name}" for name in ("income", "pay-bill", "receive", "remit", "reverse-income", "to-remit")),
    *(
        f"budget {name}"
        for name in ("add-line", "advance", "allot", "approve", "available", "balance", "carry-over", "enact")
    ),
    *(f"budget {name}" for name in ("cases", "clear", "close-year", "lines", "obligate", "open-year", "pay", "refund")),
    *(f"budget {name}" for name in ("release", "request", "reserve", "reverse", "show", "transfer")),
    *(f"budget {name}" for name in ("on-behalf", "report-back", "take-on")),
    *(f"budget {name}" for name in ("account", "advances", "enact", "entrust", "extend", "plan")),
    *(f"budget estimate {name}" for name in ("abroad", "meeting", "seminar", "travel")),
    *(f"budget {name}" for name in ("compare", "register", "report", "statement")),
    *(f"study-case {name}" for name in ("admit", "apply", "ask-extension", "back", "change", "check", "close")),
    *(f"study-case {name}" for name in ("depart", "extend", "fund", "link", "report", "show", "submit", "timeline")),
    "study-case withdraw",
    *(f"stay {name}" for name in ("change", "change-visa", "done", "enter", "extend", "happened", "history")),
    *(f"stay {name}" for name in ("leave", "new-passport", "reentry", "register", "report", "show", "strike")),
    *(f"agreement {name}" for name in ("add", "advance", "approve", "change", "decide-end", "drop", "history")),
    *(f"agreement {name}" for name in ("propose", "renew", "resume", "show", "sign", "submit", "supersede")),
    *(f"agreement {name}" for name in ("exchange", "places", "suspend", "tell-commission", "terminate")),
    "visit checklist",
    *(f"visit {name}" for name in ("add", "cancel", "change", "confirm", "gift", "held", "item", "list", "report")),
    *("visit show", "visit versions", "trip change", "trip versions"),
    *(f"activity {name}" for name in ("add", "cancel", "held", "list")),
    *(f"trip {name}" for name in ("ask", "cancel", "list", "permit", "report", "show", "submit")),
    *(f"{group} {name}" for group in ("agreement", "visit", "trip", "activity") for name in ("attach", "files")),
    *(f"enquiry {name}" for name in ("add", "answer", "close", "hand", "list", "times", "wait")),
    *(f"text {name}" for name in ("approve", "list", "withdraw", "write")),
    *(f"news {name}" for name in ("add", "open", "soon", "withdraw")),
    *(f"partner {name}" for name in ("add", "change", "duplicates", "history", "merge", "rename", "show")),
    *(f"mobility {name}" for name in ("accept", "account", "arrive", "award", "balance", "cancel", "decline")),
    *(f"mobility {name}" for name in ("list", "nominate-person", "report-return", "show", "step")),
    *(f"mobility {name}" for name in ("apply", "call", "calls", "nominate", "select", "selection", "withdraw")),
    *("mobility recognise", "mobility transcript"),
    *("mobility certify", "mobility change", "mobility open-stay", "mobility duration"),
    *(f"mobility grades {name}" for name in ("convert", "keep", "list")),
    *(f"mobility learning {name}" for name in ("approve", "change", "compare", "give-up", "propose", "show", "sign")),
    *(f"attendance employment {name}" for name in ("begin", "change", "list", "service")),
    *(f"attendance clock {name}" for name in ("add", "files", "list")),
    *("attendance import", *(f"attendance user {name}" for name in ("add", "end", "list", "unknown"))),
    *("act-for", "appoint", "clear", "end", "grant", "sign"),
    *("budget paper", "budget papers", "import budget", "import projects", "import quarter-plans"),
    *(f"budget {name}" for name in ("attach", "files", "link")),
    *(f"budget overtime {name}" for name in ("list", "order", "pay", "request", "submit", "withdraw")),
    *(f"project {name}" for name in ("add", "approve", "cancel", "change", "close", "done", "list", "overdue")),
    *(f"project {name}" for name in ("result", "show", "submit")),
    *(f"person {name}" for name in ("add", "correct", "list", "show")),
    *(f"position {name}" for name in ("add", "close", "list")),
    *(f"unit {name}" for name in ("add", "change", "close", "history", "list", "merge", "move", "rename", "show")),
}
OF_ALL = {"ewp write approvals", "ewp write units"}
"""They tell of units, and hashes of what was approved: what everybody may see, and partners are given."""

WHOLE = ("backup", "copy", "journal", "sweep", "upgrade", "import people", "import positions", "import units")
PLACED = {"checkpoint", "verify"}
"""They take the office as an argument."""


def commands(group: click.Command, path: tuple[str, ...] = ()) -> Iterator[str]:
    """``letter receive`` and so on."""
    if not isinstance(group, click.Group):
        yield " ".join(path)
        return
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        yield from commands(found, (*path, name))


def test_every_command_is_walked() -> None:
    known = set(commands(command))
    assert not known - SAMPLES.keys() - OWNERS, "say in SAMPLES how these are asked about a secret letter"
    assert not (SAMPLES.keys() | OWNERS) - known, "take out what is no command any more"


def said(name: str, secret: Secret, world: World, actor: tuple[str, ...]) -> tuple[str, str]:
    """All that a command prints, and that without ids."""
    given = [*name.split(), *SAMPLES[name](secret, world), *actor]
    given += [] if name in PLACED else ["--office", world.url]
    result = CliRunner().invoke(command, [str(one) for one in given], prog_name="orqa", env={"ORQA_LANG": "th"})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    printed = f"{result.exit_code}\n{result.stdout}\n{result.stderr}"
    same = printed
    for identity in (secret.letter, secret.approval, secret.task, secret.circulation, secret.hold, secret.loan):
        same = same.replace(identity, "…")
    return printed, same


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("name", SAMPLES)
def test_nothing_of_a_secret_letter_is_printed_and_nothing_is_written(world: World, name: str, who: str) -> None:
    with orqa.open_office(world.url) as office:
        before = position(office)
        for secret in (world.secrets[0], world.secrets[1]):
            printed, same = said(name, secret, world, ACTORS[who])
            assert "Usage:" not in printed, printed
            assert not [word for word in TELLING if word in printed], printed
            assert same == said(name, _like(secret), world, ACTORS[who])[1]
            assert position(office) == before, f"orqa {name} wrote"
        assert not list(world.folder.glob("*แฟ้ม*"))


@pytest.mark.parametrize("who", ACTORS)
@pytest.mark.parametrize("audience", ["internal", "public"])
def test_no_report_tells_of_secret_letters(world: World, audience: str, who: str) -> None:
    with orqa.open_office(world.url) as office:
        names = list(report_names(office))
    assert "received-register" in names
    for name in names:
        given = ["report", name, "--format", "text", "--audience", audience, "--office", world.url, *ACTORS[who]]
        result = CliRunner().invoke(command, given, prog_name="orqa", env={"ORQA_LANG": "th"})
        assert (result.exit_code, bool(result.stdout)) == (0, True), result.output
        assert not [word for word in TELLING if word in result.output], name


def _like(secret: Secret) -> Secret:
    """One that is not there, with ids of the same form."""
    names = ("letter", "approval", "task", "circulation", "hold", "loan")
    return evolve(secret, **{name: f"{getattr(secret, name)[:-1]}x" for name in names})


@pytest.mark.parametrize(
    "name", sorted(OWNERS - OF_ALL - {"demo", "init", "plugins", "rules list", "rules overdue", "rules show"})
)
def test_what_is_for_whoever_has_the_store_is_refused_to_others(world: World, name: str) -> None:
    arguments = {
        "backup": (world.url, world.folder / "backup.db"),
        "copy": (world.url, f"sqlite:///{world.folder}/copy.db"),
        "journal": (world.url,),
        "sweep": (world.url,),
        "upgrade": (world.url,),
    }.get(name, (world.folder / "in.csv", "--office", world.url))
    given = [*name.split(), *map(str, arguments), "--as", "N1"]
    result = CliRunner().invoke(command, given, prog_name="orqa")
    assert result.exit_code != 0
    assert not [word for word in TELLING if word in result.output]
    assert not list(world.folder.glob("backup*"))
