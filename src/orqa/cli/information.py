"""The information service at the command line: enquiries, approved texts, news (งานบริการข้อมูลข่าวสาร)."""

from datetime import date
from typing import Any

import click

from orqa.base.date_format import day_text
from orqa.base.language import Text
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, print_listing
from orqa.cli.output import print_json
from orqa.cli.visits import told

_TICKET = Text.of(en="Ticket {number}/{year}, to be answered by {due}", th="เลขที่เรื่อง {number}/{year} กำหนดตอบ {due}")
_TIMES = Text.of(
    en="{received} received, {answered} answered, {in_time} in time; median {median} days, nine in ten within {tenth}",
    th="รับ {received} เรื่อง ตอบแล้ว {answered} ทันกำหนด {in_time} มัธยฐาน {median} วัน เก้าในสิบตอบภายใน {tenth} วัน",
)
_TEXT = Text.of(en="{code}: {title} ({state})", th="{code}: {title} ({state})")
_SINCE = click.option("--first", type=Day(), help="Those that came on this day or later.")
_UNTIL = click.option("--last", type=Day(), help="Those that came on this day or before.")
_REASON = click.option("--reason", required=True, help="Why, or what is waited for.")


def _forms(thai: str, english: str) -> dict[str, str] | None:
    forms = {language: text for language, text in (("th", thai), ("en", english)) if text}
    return forms or None


@click.group()
def enquiry() -> None:
    """Take enquiries in, with tickets, and answer them (เรื่องสอบถาม)."""


@enquiry.command()
@click.argument("question")
@options(
    click.option("--kind", "enquiry_kind", default="general", show_default=True, help="Code of enquiry-kind."),
    click.option("--topic", default="", help="Code of the vocabulary enquiry-topic."),
    click.option("--language", default="th", show_default=True, help="Of whoever asks (BCP 47)."),
    click.option("--asker", default="", help="Who asks."),
    click.option("--address", default="", help="Where to answer to."),
    click.option("--received", type=Day(), help="Day on which it came; by default today."),
    click.option("--unit", default="", help="Code of the unit that answers."),
    click.option("--owner", default="", help="Staff code of the person who answers."),
    click.option("--partner", default="", help="The institution that it is about."),
    click.option("--agreement", help="Id of the agreement that it is about."),
    KEY,
)
@common_options
def add(settings: Settings, question: str, **given: Any) -> None:
    """Take the QUESTION in; it gets a ticket and a day by which to answer (รับเรื่อง)."""
    with settings.open_office() as office:
        made = office.partnerships.enquire(question, **given)
        if settings.as_json:
            print_json({"id": made.id, "number": made.number, "year": made.year, "due": made.due})
            return
        told(made, settings)
        ticket = {"number": made.number, "year": office.written_year(made.year)}
        click.echo(settings.say(_TICKET.fill(**ticket, due=day_text(made.due) if made.due else "–")))


@enquiry.command()
@click.argument("which")
@click.argument("texts", nargs=-1)
@options(
    click.option("--words", default="", help="Words of one's own in Thai."),
    click.option("--en", "english", default="", help="The same in English."),
    KEY,
)
@common_options
def answer(settings: Settings, which: str, texts: tuple[str, ...], words: str, english: str, **given: Any) -> None:
    """Answer the enquiry WHICH from approved TEXTS, by their codes, and own words (ตอบ)."""
    with settings.open_office() as office:
        done = office.partnerships.answer(which, texts, words=_forms(words, english), **given)
        if settings.as_json:
            print_json({"id": done.id, "state": done.state.value, "body": dict(done.answers[-1].body.forms)})
            return
        told(done, settings)
        click.echo(settings.say(done.answers[-1].body))


@enquiry.command()
@click.argument("which")
@options(_REASON, KEY)
@common_options
def wait(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Say that whoever asked WHICH has to say more (รอข้อมูลจากผู้ถาม)."""
    with settings.open_office() as office:
        told(office.partnerships.enquiries.wait(which, reason, key=key), settings)


@enquiry.command("hand")
@click.argument("which")
@options(
    click.option("--unit", default="", help="Code of the unit that answers from now on."),
    click.option("--owner", default="", help="Staff code of the person who answers from now on."),
    click.option("--reason", required=True, help="Why."),
    KEY,
)
@common_options
def hand(settings: Settings, which: str, reason: str, **given: Any) -> None:
    """Hand the enquiry WHICH over to another unit or person (ส่งต่อเรื่อง)."""
    with settings.open_office() as office:
        told(office.partnerships.enquiries.hand_over(which, reason, **given), settings)


@enquiry.command()
@click.argument("which")
@options(_REASON, KEY)
@common_options
def close(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """End the enquiry WHICH without an answer (ยุติเรื่อง)."""
    with settings.open_office() as office:
        told(office.partnerships.enquiries.close(which, reason, key=key), settings)


@enquiry.command("list")
@options(_SINCE, _UNTIL, click.option("--open", "is_open", is_flag=True, help="Those alone that wait."))
@common_options
def list_enquiries(settings: Settings, first: date | None, last: date | None, *, is_open: bool) -> None:
    """List enquiries by the day on which they came (ทะเบียนเรื่องสอบถาม)."""
    with settings.open_office(read_only=True) as office:
        print_listing(office.partnerships.enquiries.table(first, last, is_open=is_open), office, settings)


@enquiry.command()
@options(
    click.option("--first", type=Day(), required=True, help="First day."),
    click.option("--last", type=Day(), required=True, help="Last day."),
)
@common_options
def times(settings: Settings, first: date, last: date) -> None:
    """Tell how fast enquiries were answered (ระยะเวลาตอบ)."""
    with settings.open_office(read_only=True) as office:
        found = office.partnerships.enquiries.times(first, last)
    if settings.as_json:
        print_json(found._asdict())
        return
    shown = {name: "–" if value is None else value for name, value in found._asdict().items()}
    click.echo(settings.say(_TIMES.fill(tenth=shown.pop("slowest_tenth"), **shown)))


@click.group()
def text() -> None:
    """Keep the approved texts that answers use (ข้อความมาตรฐาน)."""


@text.command()
@click.argument("code")
@options(
    click.option("--title", required=True, help="What it is about, in Thai."),
    click.option("--title-en", required=True, help="The same in English."),
    click.option("--body", required=True, help="The text in Thai."),
    click.option("--body-en", required=True, help="The same in English."),
    click.option("--from", "valid_from", type=Day(), help="First day; by default today."),
    click.option("--to", "valid_to", type=Day(), help="Last day; by default until further notice."),
    click.option("--topic", default="", help="Code of the vocabulary enquiry-topic."),
    KEY,
)
@common_options
def write(settings: Settings, code: str, **given: Any) -> None:
    """Write the text CODE, or write it anew; it waits for approval then (ร่างข้อความ)."""
    title = {"th": given.pop("title"), "en": given.pop("title_en")}
    body = {"th": given.pop("body"), "en": given.pop("body_en")}
    with settings.open_office() as office:
        told(office.partnerships.texts.write(code, title, body, **given), settings)


@text.command()
@click.argument("code")
@options(click.option("--document", default="", help="Number of the paper, where it was approved on paper."), KEY)
@common_options
def approve(settings: Settings, code: str, document: str, key: str | None) -> None:
    """Approve the text CODE, so that answers may use it (อนุมัติ)."""
    with settings.open_office() as office:
        told(office.partnerships.texts.approve(code, document, key=key), settings)


@text.command("withdraw")
@click.argument("code")
@KEY
@common_options
def withdraw_text(settings: Settings, code: str, key: str | None) -> None:
    """Take the text CODE out of use (ยกเลิกการใช้)."""
    with settings.open_office() as office:
        told(office.partnerships.texts.withdraw(code, key=key), settings)


@text.command("list")
@ON
@common_options
def list_texts(settings: Settings, on: date | None) -> None:
    """List texts, all or those that answers of a day may use."""
    from orqa.domain.partnerships.enquiries import TEXT_STATES

    with settings.open_office(read_only=True) as office:
        found = office.partnerships.texts.list(on)
    if settings.as_json:
        print_json([{"code": one.code, "state": one.state.value, "body": dict(one.body.forms)} for one in found])
        return
    for one in found:
        click.echo(settings.say(_TEXT.fill(code=one.code, title=one.title, state=TEXT_STATES[one.state])))


@click.group()
def news() -> None:
    """Keep news of scholarships: what is open, what closes soon (ข่าวทุน)."""


_AUDIENCE = click.option("--for", "audience", default="", help="Code of the vocabulary news-audience.")


@news.command("add")
@click.argument("title")
@options(
    click.option("--en", "english", default="", help="The title in English."),
    click.option("--for", "audience", multiple=True, required=True, help="Code of news-audience; several."),
    click.option("--opens", type=Day(), help="First day of applications."),
    click.option("--closes", type=Day(), help="Last day of applications."),
    click.option("--source", default="", help="Address of the page that announces it."),
    click.option("--country", default="", help="Where to."),
    click.option("--partner", default="", help="The institution that offers it."),
    KEY,
)
@common_options
def add_news(settings: Settings, title: str, english: str, **given: Any) -> None:
    """Announce the scholarship TITLE (ประกาศข่าวทุน)."""
    with settings.open_office() as office:
        told(office.partnerships.news.announce(_forms(title, english) or {}, **given), settings)


@news.command("withdraw")
@click.argument("which")
@options(click.option("--reason", required=True, help="Why."), KEY)
@common_options
def withdraw_news(settings: Settings, which: str, reason: str, key: str | None) -> None:
    """Take the news WHICH down (ยกเลิกข่าว)."""
    with settings.open_office() as office:
        told(office.partnerships.news.withdraw(which, reason, key=key), settings)


@news.command("open")
@options(ON, _AUDIENCE)
@common_options
def open_news(settings: Settings, on: date | None, audience: str) -> None:
    """List scholarships that are open on a day, by default today (ทุนที่เปิดรับ)."""
    with settings.open_office(read_only=True) as office:
        news_service = office.partnerships.news
        print_listing(news_service.table(news_service.open_on(on, audience=audience)), office, settings)


@news.command("soon")
@options(ON, _AUDIENCE)
@common_options
def news_soon(settings: Settings, on: date | None, audience: str) -> None:
    """List scholarships that close soon (ทุนที่ใกล้ปิดรับ)."""
    with settings.open_office(read_only=True) as office:
        news_service = office.partnerships.news
        print_listing(news_service.table(news_service.closing_soon(on, audience=audience)), office, settings)
