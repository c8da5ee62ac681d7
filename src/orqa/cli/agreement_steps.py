"""What is done with an agreement, at the command line: from its text to its end (วงจรของข้อตกลง)."""

from typing import Any

import click

from orqa.base.language import Text
from orqa.cli.agreements import COUNCIL, NOTE, agreement
from orqa.cli.options import Day, Settings, common_options
from orqa.cli.organization import KEY, ON, options, tell
from orqa.cli.output import print_json

__all__ = ["agreement"]

_ASKED = Text.of(en="Asked along the route {route}: {request}", th="เสนอตามเส้นทาง {route}: {request}")
DOCUMENT = click.option("--document", default="", help="Number of the paper.")


@agreement.command()
@click.argument("which")
@click.argument("stage", type=click.Choice(["drafting", "legal_review", "outside_opinion"]))
@options(ON, NOTE, KEY)
@common_options
def advance(settings: Settings, which: str, stage: str, **how: Any) -> None:
    """Bring the text of WHICH to a further STAGE before approval (ยกร่าง ตรวจร่าง ขอความเห็น)."""
    with settings.open_office() as office:
        tell(office.partnerships.advance(which, stage, **how), settings)


@agreement.command()
@click.argument("which")
@options(click.option("--unit", default="", help="Code of the unit that asks; by default the one that keeps it."), ON)
@common_options
def submit(settings: Settings, which: str, **how: Any) -> None:
    """Put WHICH to whoever approves it, along its route (เสนอขออนุมัติข้อตกลง)."""
    with settings.open_office() as office:
        asked = office.partnerships.submit_agreement(which, **how)
        if settings.as_json:
            print_json({"request": asked.id, "route": asked.route, "about": str(asked.about)})
            return
        click.echo(settings.say(_ASKED.fill(route=asked.route, request=asked.id)))


@agreement.command()
@click.argument("which")
@options(DOCUMENT, COUNCIL, ON, NOTE, KEY)
@common_options
def approve(settings: Settings, which: str, **how: Any) -> None:
    """Enter that WHICH was approved, along its route or by a paper (อนุมัติข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.approve(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("party", type=click.IntRange(1), required=False)
@options(
    ON,
    click.option("--name", default="", help="Who signed."),
    click.option("--post", default="", help="As what."),
)
@options(DOCUMENT, KEY)
@common_options
def sign(settings: Settings, which: str, party: int | None, **how: Any) -> None:
    """Enter that PARTY of WHICH signed, 1 being the university; without it, all that had not (ลงนาม)."""
    with settings.open_office() as office:
        tell(office.partnerships.sign(which, party, **how), settings)


@agreement.command()
@click.argument("which")
@options(
    click.option("--until", type=Day(), help="New last day."), click.option("--term", default="", help="Or a length.")
)
@options(ON, DOCUMENT, KEY)
@common_options
def renew(settings: Settings, which: str, **how: Any) -> None:
    """Prolong WHICH itself; a new agreement in its place is “supersede” (ต่ออายุข้อตกลงฉบับเดิม)."""
    with settings.open_office() as office:
        tell(office.partnerships.renew(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(click.option("--last", type=Day(), help="Its last day; by default the end of the stated notice."))
@options(ON, DOCUMENT, KEY)
@common_options
def terminate(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Enter that notice to end WHICH was given, and the REASON (บอกเลิกข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.terminate(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(ON, KEY)
@common_options
def suspend(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Put WHICH out of use for a time, for a REASON (ระงับข้อตกลงชั่วคราว)."""
    with settings.open_office() as office:
        tell(office.partnerships.suspend(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@options(ON, NOTE, KEY)
@common_options
def resume(settings: Settings, which: str, **how: Any) -> None:
    """Put WHICH, which was suspended, in use again (กลับมาใช้ข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.resume(which, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("reason")
@options(ON, KEY)
@common_options
def drop(settings: Settings, which: str, reason: str, **how: Any) -> None:
    """Give up WHICH, an agreement in the making, for a REASON (ยุติการจัดทำข้อตกลง)."""
    with settings.open_office() as office:
        tell(office.partnerships.drop(which, reason, **how), settings)


@agreement.command()
@click.argument("which")
@click.argument("new")
@options(ON, KEY)
@common_options
def supersede(settings: Settings, which: str, new: str, **how: Any) -> None:
    """Say that the agreement NEW takes the place of WHICH (มีฉบับใหม่แทน)."""
    with settings.open_office() as office:
        tell(office.partnerships.supersede(which, new, **how), settings)


@agreement.command("decide-end")
@click.argument("which")
@click.argument("intention", type=click.Choice(["renew", "lapse"]))
@options(ON, NOTE, KEY)
@common_options
def decide_end(settings: Settings, which: str, intention: str, **how: Any) -> None:
    """Decide whether WHICH is to be renewed or lapses at its end (ตัดสินใจเมื่อใกล้สิ้นสุด)."""
    with settings.open_office() as office:
        tell(office.partnerships.decide_end(which, intention, **how), settings)


@agreement.command("tell-commission")
@click.argument("which")
@options(ON, DOCUMENT, KEY)
@common_options
def tell_commission(settings: Settings, which: str, **how: Any) -> None:
    """Enter that the commission was told of the council's approval of WHICH (แจ้งคณะกรรมการการอุดมศึกษา)."""
    with settings.open_office() as office:
        tell(office.partnerships.tell_commission(which, **how), settings)
