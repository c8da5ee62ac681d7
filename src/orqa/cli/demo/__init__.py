"""``orqa demo``: the whole way of an office on real letters, each step told and timed."""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click
from attrs import define, field

from orqa.base.language import Text
from orqa.cli.imports import print_import
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.output import print_json
from orqa.plugins.opening import builtin_registry

if TYPE_CHECKING:
    from orqa.office.office import Office
    from orqa.office.ports import Clock
    from orqa.office.tabular.importing import ImportResult

FORMATS = ("text", "markdown", "csv", "json", "html")
_REPORT = "received-register"
_OTHERS = ("sent-register", "circular-register", "order-register", "storage-register", "in-force")
"""Further registers, which a day of the demonstration's university fills."""

_LEFT = (
    *(f"office.db{ending}" for ending in ("", "-wal", "-shm", "-queue")),
    *("not-registered.csv", *(f"{_REPORT}.{ending}" for ending in ("txt", "md", "csv", "json", "html"))),
    *(f"{name}.html" for name in _OTHERS),
    *("made-up_1_attlog.dat", "made-up-staff.csv", "leave-register.html"),
    *("half-year-attendance.html", "half-year-attendance-public.html", "attendance-register.html"),
    *("made-up-projects.csv", "made-up-quarter-plans.csv"),
    *("budget.csv", "budget-comparison.html", "budget-comparison-public.html", "budget-register.html"),
    *("made-up-agreements.csv", "published-agreements.csv", "published-agreements.html"),
    *(
        "made-up-foreigners.csv",
        "foreign-persons.html",
        "study-abroad.html",
        "exchange-balance.html",
        "mobilities.html",
    ),
    "partnership-overview.html",
    *(f"paper-{name}.txt" for name in ("letter", "memo", "order", "invitation")),
    *(f"made-up-{what}-v{version}.xml" for what in ("iia", "institution") for version in (6, 7)),
    *(f"ewp-{what}.xml" for what in ("agreements-v6", "agreements-v7", "institution", "approvals")),
    *(f"old-letters.db{ending}" for ending in ("", "-wal", "-shm", "-queue")),
    "destruction-list.html",
    *("quality-results.html", "quality-results-public.html", "quality-comparison.html"),
)
"""What an earlier demonstration leaves in its folder, and ``--again`` removes; the input is copied anew."""

_INPUT = {
    "thai-public-university": ("letters-th.csv", ("ทำลายหนังสือ", "กค 0402.2/ว 195", "ลา")),
    "example-abroad": ("letters-abroad.csv", ("agreement", "A-101/2026", "of")),
}
"""The file of letters of each profile that has one, and what is searched in it: a word, a number, two letters."""

_WITH_PEOPLE = frozenset({"thai-public-university"})
"""The profiles under which the invented university works."""

_COPY = Text.of(en="Input file", th="แฟ้มนำเข้า")
_BEGIN = Text.of(en="Begin the office", th="เปิดสำนักงาน")
_IMPORT = Text.of(en="Import the letters", th="นำเข้าหนังสือ")
_RECEIVE = Text.of(en="Receive one letter by hand", th="รับหนังสือหนึ่งฉบับ")
_ROSTERS = Text.of(en="Import units, positions and people", th="นำเข้าหน่วยงาน ตำแหน่ง และบุคลากร")
_TAKEN = Text.of(en="{file}: rows: {rows}", th="{file}: {rows} แถว")
_DAY = Text.of(en="A day of the office", th="หนึ่งวันของสำนักงาน")
_CLOCK = Text.of(en="A year of a made-up time clock", th="เครื่องลงเวลาสมมุติหนึ่งปี")
_PUNCHED = Text.of(
    en="{file}, made up: {new} punches, {doubtful} with a doubtful date, {refused} lines not read",
    th="{file} ข้อมูลสร้างขึ้น: การลงเวลา {new} ครั้ง วันเวลาน่าสงสัย {doubtful} ครั้ง อ่านไม่ได้ {refused} บรรทัด",
)
_LEAVE = Text.of(en="A year of leave", th="การลาหนึ่งปี")
_FIGURES = Text.of(en="Write the register of leave and the half year", th="เขียนทะเบียนการลาและสถิติครึ่งปี")
_BUDGET = Text.of(en="A fiscal year of a budget", th="งบประมาณหนึ่งปี")
_QUALITY = Text.of(en="Quality assurance", th="การประกันคุณภาพการศึกษา")
_PARTNERSHIPS = Text.of(en="Registers of agreements", th="ทะเบียนข้อตกลง")
_EWP = Text.of(en="Agreements by Erasmus Without Paper", th="ข้อตกลงแบบ Erasmus Without Paper")
_EXCHANGE = Text.of(en="An exchange: selected, sent, received, recognised", th="การแลกเปลี่ยน: คัดเลือก ส่ง รับ และเทียบโอน")
_DRAFTS = Text.of(en="Papers drafted, signed and sent", th="ร่าง ลงนาม และส่งหนังสือ")
_FOREIGNERS = Text.of(en="Foreigners, and a study abroad", th="ชาวต่างชาติ และการไปศึกษาต่อต่างประเทศ")
_OLD = Text.of(en="Old letters: a destruction list carried through", th="หนังสือครบอายุ: บัญชีหนังสือขอทำลายตั้งแต่ต้นจนจบ")
_WRITE = Text.of(en="Write the registers", th="เขียนทะเบียน")
_MEASURE = Text.of(en="Measure the year", th="ตัวชี้วัดของปี")
_MEASURED = Text.of(en="{title}: {value} {unit}", th="{title}: {value} {unit}")
_SEARCH = Text.of(en="Search", th="ค้นหา")
_VERIFY = Text.of(en="Verify", th="ตรวจความถูกต้อง")
_DONE = Text.of(
    en="Done. {letters} letters, {files} files in {out}",
    th="เสร็จแล้ว หนังสือ {letters} ฉบับ แฟ้ม {files} แฟ้มใน {out}",
)
_HITS = Text.of(en="{words}: letters found: {total}", th="{words}: พบ {total} ฉบับ")
_NUMBERED = Text.of(en="no. {number}: {subject}", th="เลขที่ {number}: {subject}")
_SOUND = Text.of(
    en="{entries} entries of the journal are sound; checkpoint {position}:{chain}",
    th="บันทึก {entries} รายการถูกต้องครบถ้วน จุดตรวจสอบ {position}:{chain}",
)
_REJECTS = Text.of(en="rows not registered, to mend: {path}", th="แถวที่ไม่ได้ลงทะเบียน เพื่อแก้ไข: {path}")
_SUBJECT = Text.of(en="Demonstration of the register", th="ทดลองลงทะเบียนหนังสือรับ")
_SENDER = Text.of(en="Registrar", th="งานสารบรรณกลาง")
_BY_HAND = Text.of(en="delivered without a number", th="ไม่มีเลขที่หนังสือ")
_OCCUPIED = Text.of(
    en="{out} holds an office already; choose another folder, or --again to replace an earlier demonstration",
    th="{out} มีสำนักงานอยู่แล้ว ให้เลือกโฟลเดอร์อื่น หรือใช้ --again เพื่อแทนที่การสาธิตครั้งก่อน",
)

_NO_DEMONSTRATION = Text.of(
    en="{out} holds an office with other letters than a demonstration's; it is left alone: choose another folder",
    th="{out} มีสำนักงานที่มีหนังสืออื่นนอกจากการสาธิต จึงไม่ลบ ให้เลือกโฟลเดอร์อื่น",
)
_IN_USE = Text.of(
    en="{store} holds an office with entries already; name a store that holds none",
    th="{store} มีสำนักงานที่มีข้อมูลอยู่แล้ว ให้ระบุที่เก็บที่ยังไม่มีสำนักงาน",
)
_MOST = 100
"""A demonstration registers fewer letters than this."""


@define
class _Demo:
    """What the demonstration tells, for people step by step or for programs at the end."""

    settings: Settings
    out: Path
    seconds: dict[str, float] = field(factory=dict)
    letters: int = 0

    @contextmanager
    def step(self, title: Text) -> Iterator[None]:
        """Tell a step and how long it took."""
        self.tell(click.style(f"• {self.settings.say(title)}", bold=True))
        start = time.perf_counter()
        yield
        taken = self.seconds[title.in_language("en")] = time.perf_counter() - start
        self.tell(f"  ({taken * 1000:.0f} ms)")

    def tell(self, line: str) -> None:
        """Print a line, unless a program reads."""
        if not self.settings.as_json:
            click.echo(line)

    def say(self, text: Text) -> None:
        """Print a text, indented."""
        self.tell(f"  {self.settings.say(text)}")


@click.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), default=Path("demo-out"), show_default=True)
@click.option("--profile", type=click.Choice(sorted(_INPUT)), default="thai-public-university", show_default=True)
@click.option("--again", is_flag=True, help="Replace what an earlier demonstration left in the folder.")
@click.option("--store", metavar="URL", help="Begin the office there, in a store that holds none.  [default: in OUT]")
@click.option("--on", type=Day(), help="Play on this day, at nine in the morning.  [default: now]")
@common_options
def demo(  # noqa: PLR0913, PLR0917 - the command's options
    settings: Settings, out: Path, profile: str, again: bool, store: str | None, on: date | None
) -> None:
    """Register real letters in a new office in the folder OUT, report, search and verify.

    The letters are facts of public Thai documents with their real gaps (or, for example-abroad, invented ones), so
    some rows are not registered, and the demonstration tells why. Played on a named day, the register is the same
    to the byte, whichever store holds the office.
    """
    out.mkdir(parents=True, exist_ok=True)
    database = out / "office.db"
    if store is None and database.exists():
        _make_room(database, settings, again=again)
    settings.office, settings.person = store or f"sqlite:///{database}", None
    settings.language = settings.language or builtin_registry().profile(profile).language
    run = _Demo(settings, out)
    source, searches = _INPUT[profile]
    with run.step(_COPY):
        path = _copied(source, out)
        run.tell(f"  {path}")
    with settings.open_office(profile=profile, clock=_clock(on)) as office:
        with run.step(_BEGIN):
            _check_new(office, settings)
            run.tell(f"  {office.name}: {settings.say(office.profile.title)}")
        has_people = profile in _WITH_PEOPLE
        if has_people:
            _rosters(run, office)
        result = _import(run, office, path)
        _receive(run, office)
        if has_people:
            _day(run, office)
        has_clock = has_people and store is None  # beside a named store nobody said where bytes are kept
        if has_clock:
            _punches(run, office)
            _leave(run, office)
        files = [*_budget(run, office), *_quality(run, office), *_partnerships(run, office)] if has_people else []
        files += _old_letters(run, office, path) if has_people else []
        files += _reports(run, office, _OTHERS if has_people else ())
        files += _leave_reports(run, office) if has_clock else []
        _measure(run, office)
        _search(run, office, searches)
        _verify(run, office)
    if settings.as_json:
        print_json({"out": str(out), "registered": result.registered, "files": files, "seconds": run.seconds})
    run.tell(settings.say(_DONE.fill(letters=run.letters, files=len(files), out=out)))


def _clock(on: date | None) -> "Clock | None":
    """A clock that stands still on a day, in the office's own time zone; None for the machine's."""
    return None if on is None else lambda: datetime(on.year, on.month, on.day, 9)  # noqa: DTZ001 - the office adds it


def _check_new(office: "Office", settings: Settings) -> None:
    """Refuse a store in which more than the beginning of an office was written."""
    if office.store.checkpoint().position > 1:
        raise click.UsageError(settings.say(_IN_USE.fill(store=office.name)))


def _make_room(database: Path, settings: Settings, *, again: bool) -> None:
    """Remove an earlier demonstration where that was asked for; never an office that people work with."""
    out = database.parent
    if not again:
        raise click.UsageError(settings.say(_OCCUPIED.fill(out=out)))
    if not _is_demonstration(database):
        raise click.UsageError(settings.say(_NO_DEMONSTRATION.fill(out=out)))
    for name in _LEFT:
        (out / name).unlink(missing_ok=True)
    shutil.rmtree(out / "office.db.files", ignore_errors=True)


def _is_demonstration(database: Path) -> bool:
    """Whether an office holds nothing but what a demonstration registers."""
    from orqa.cli.demo.day import SUBJECTS
    from orqa.cli.demo.drafts import SUBJECTS as DRAFTED
    from orqa.office.errors import ProfileNeeded
    from orqa.plugins.opening import open_office

    inputs = {name for name, _ in _INPUT.values()}
    by_hand = {*(form for _, form in _SUBJECT.forms), *SUBJECTS, *DRAFTED}
    try:
        with open_office(f"sqlite:///{database}", read_only=True) as office:
            found = office.correspondence.search("", limit=_MOST)
    except ProfileNeeded:
        return True  # an earlier demonstration broke off before it began an office
    own = (letter.subject in by_hand or letter.source.partition(":")[0] in inputs for letter in found.letters)
    return found.total <= _MOST and all(own)


def _copied(name: str, out: Path) -> Path:
    with as_file(files("orqa.cli.demo") / name) as packaged:
        return Path(shutil.copyfile(packaged, out / name))


def _import(run: _Demo, office: "Office", path: Path) -> "ImportResult":
    from orqa.office.correspondence.importing import TABLE, import_received

    rejects = run.out / "not-registered.csv"
    with run.step(_IMPORT):
        result = import_received(office, path, rejects=rejects, language=run.settings.language)
        if not run.settings.as_json:
            print_import(result, run.settings, TABLE)
        run.say(_REJECTS.fill(path=rejects))
    run.letters = result.registered
    return result


def _rosters(run: _Demo, office: "Office") -> None:
    from orqa.cli.demo.organization import copy_rosters, load_rosters

    with run.step(_ROSTERS):
        copied = copy_rosters(run.out)
        for path, result in zip(copied, load_rosters(office, run.out).values(), strict=True):
            run.say(_TAKEN.fill(file=path, rows=result.rows))


def _day(run: _Demo, office: "Office") -> None:
    from orqa.cli.demo.day import clerks_day
    from orqa.cli.demo.kept import letters_kept

    with run.step(_DAY):
        for what in (*clerks_day(office), *letters_kept(office)):
            run.say(what)
    run.letters = office.correspondence.search("").total


def _punches(run: _Demo, office: "Office") -> None:
    from orqa.cli.demo.clock import take_in

    with run.step(_CLOCK):
        result = take_in(office, run.out)
        counts = {"new": result.new, "doubtful": result.file.doubtful, "refused": result.file.refused}
        shown = {name: f"{count:,}" for name, count in counts.items()}
        run.say(_PUNCHED.fill(file=run.out / result.file.name, **shown))


def _leave(run: _Demo, office: "Office") -> None:
    from orqa.cli.demo.leave import year_of_leave

    with run.step(_LEAVE):
        for what in year_of_leave(office):
            run.say(what)


def _leave_reports(run: _Demo, office: "Office") -> list[str]:
    from orqa.cli.demo.leave import write_reports

    written = []
    with run.step(_FIGURES):
        for path in write_reports(office, run.out, run.settings.language):
            written.append(str(path))
            run.tell(f"  {path}")
    return written


def _budget(run: _Demo, office: "Office") -> list[str]:
    from orqa.cli.demo.budgets import write_reports, year_of_budget

    written = []
    with run.step(_BUDGET):
        for what in year_of_budget(office, run.out):
            run.say(what)
        for path in write_reports(office, run.out, run.settings.language):
            written.append(str(path))
            run.tell(f"  {path}")
    return written


def _quality(run: _Demo, office: "Office") -> list[str]:
    from orqa.cli.demo.quality import play, write_reports

    written = []
    with run.step(_QUALITY):
        for what in play(office, run.out):
            run.say(what)
        for path in write_reports(office, run.out, run.settings.language):
            written.append(str(path))
            run.tell(f"  {path}")
    return written


def _partnerships(run: _Demo, office: "Office") -> list[str]:
    from orqa.cli.demo import cooperation, drafts, exchange, foreigners, partnerships

    written = []
    parts = (
        (_PARTNERSHIPS, partnerships),
        (_FOREIGNERS, foreigners),
        (_EWP, cooperation),
        (_EXCHANGE, exchange),
        (_DRAFTS, drafts),
    )
    for title, part in parts:
        with run.step(title):
            for what in part.play(office, run.out):
                run.say(what)
            for path in part.write_reports(office, run.out, run.settings.language):
                written.append(str(path))
                run.tell(f"  {path}")
    run.letters = office.correspondence.search("").total
    return written


def _old_letters(run: _Demo, office: "Office", source: Path) -> list[str]:
    from orqa.cli.demo.destruction import REPORT, play

    with run.step(_OLD):
        for what in play(office.today(), source, run.out, office.profile.name):
            run.say(what)
        run.tell(f"  {run.out / REPORT}")
    return [str(run.out / REPORT)]


def _receive(run: _Demo, office: "Office") -> None:
    with run.step(_RECEIVE):
        say = run.settings.say
        done = office.correspondence.receive(
            subject=say(_SUBJECT),
            sender=say(_SENDER),
            dated=office.today(),
            kind="internal",
            reference_missing=say(_BY_HAND),
        )
        run.letters += 1
        run.say(_NUMBERED.fill(number=done.number, subject=done.letter.subject))


def _reports(run: _Demo, office: "Office", others: tuple[str, ...]) -> list[str]:
    written = []
    with run.step(_WRITE):
        for report, name in (*((_REPORT, name) for name in FORMATS), *((other, "html") for other in others)):
            path = run.out / f"{report}{builtin_registry().renderers[name].suffix}"
            office.reports.write(report, name, path, language=run.settings.language)
            written.append(str(path))
            run.tell(f"  {path}")
    return written


def _measure(run: _Demo, office: "Office") -> None:
    with run.step(_MEASURE):
        for row in office.metrics.table(office.year()).records():
            value = "–" if row["value"] is None else row["value"]
            run.say(_MEASURED.fill(title=row["title"], value=value, unit=row["unit"]))


def _search(run: _Demo, office: "Office", searches: tuple[str, ...]) -> None:
    with run.step(_SEARCH):
        for words in searches:
            found = office.correspondence.search(words, limit=3)
            run.say(_HITS.fill(words=words, total=found.total))
            lines = office.correspondence.entries_of(found.letters)
            for letter in found.letters:
                number = lines[letter.ref].number if letter.ref in lines else "–"
                run.tell(f"    {run.settings.say(_NUMBERED.fill(number=number, subject=letter.subject))}")


def _verify(run: _Demo, office: "Office") -> None:
    with run.step(_VERIFY):
        result = office.verify()
        end = result.checkpoint
        run.say(_SOUND.fill(entries=f"{result.entries:,}", position=end.position, chain=end.chain))
    if not result.is_sound:
        raise click.ClickException("\n".join(finding.show() for finding in result.findings))
