"""Options that every command takes, and what they lead to."""

import errno
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

import click
from attrs import define

from orqa.base.errors import OrqaError
from orqa.base.language import Text

if TYPE_CHECKING:
    from orqa.base.money import Money
    from orqa.office.office import Office
    from orqa.office.ports import Clock

LANGUAGES = ("th", "en")

YEAR = click.IntRange(1000, 3000)
"""A year in either era, of which there are calendars."""

LIMIT = click.IntRange(1, 1_000_000)
"""How many lines are shown at most."""


class Day(click.ParamType[date, str]):
    """A day as people print it: 2026-01-31, 31/01/2569, ๓๑ มกราคม ๒๕๖๙."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day; a usage error that shows candidates where it is not understood."""
        from orqa.base.dates import DateNotUnderstood, parse_thai_date

        if isinstance(value, date):
            return value
        try:
            return parse_thai_date(str(value))
        except DateNotUnderstood as error:
            settings = ctx.find_object(Settings) if ctx else None
            self.fail((settings or Settings()).say(error.messages), param, ctx)


class Amount(click.ParamType["Money", str]):
    """Money as people print it, with its currency: 1,500 THB."""

    name = "amount"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> "Money":
        """The money; a usage error where it is none."""
        from orqa.base.money import Money

        if isinstance(value, Money):
            return value
        try:
            return Money.parse(str(value))
        except OrqaError as error:
            settings = ctx.find_object(Settings) if ctx else None
            self.fail((settings or Settings()).say(error.messages), param, ctx)


class FileUnusable(OrqaError):
    """A file or folder that was named cannot be read or written; ``reason`` is the system's own word."""

    code: ClassVar[str] = "file-unusable"
    template: ClassVar[Text] = Text.of(en="{file}: {reason}", th="ใช้ {file} ไม่ได้: {reason}")

    file: str
    reason: str


_NO_OFFICE = Text.of(
    en="which office? Name its store with --office URL or ORQA_OFFICE, e.g. --office sqlite:///office.db",
    th="สำนักงานใด ให้ระบุที่เก็บด้วย --office URL หรือ ORQA_OFFICE เช่น --office sqlite:///office.db",
)


@define
class Settings:
    """What was asked for before and after the command's name; the later one wins.

    Attributes:
        office: URL of the office's store.
        attachments: where the bytes of its attachments are; None for their usual place.
        language: language of what is printed; None for the office's own.
        as_json: print JSON for programs.
        person: staff code of the person who acts; None for whoever has the store.
    """

    office: str | None = None
    attachments: str | None = None
    language: str | None = None
    as_json: bool = False
    person: str | None = None

    def update(self, office: str | None, language: str | None, person: str | None, *, as_json: bool) -> None:
        """Take over what was given."""
        self.person = person or self.person
        self.office = office or self.office
        self.language = language or self.language
        self.as_json = as_json or self.as_json

    @contextmanager
    def open_office(
        self, *, read_only: bool = False, profile: str | None = None, clock: "Clock | None" = None
    ) -> Iterator["Office"]:
        """The office that was asked for, for the person who acts.

        From here on its language is the one to print in unless another was asked.
        """
        with self.unopened_office(read_only=read_only, profile=profile, clock=clock) as office:
            self.language = self.language or office.profile.language
            yield office

    def _acting(self, office: "Office") -> "Office":
        """An office for the person who acts; the same where nobody was named."""
        if not self.person:
            return office
        self.language = self.language or office.profile.language
        return office.acting(self.person)

    @contextmanager
    def unopened_office(
        self, *, read_only: bool = False, profile: str | None = None, clock: "Clock | None" = None
    ) -> Iterator["Office"]:
        """The office that was asked for, its store not yet looked at: it may be one that cannot be opened now.

        For a person who acts it must be opened, to see who they are.
        """
        from orqa.plugins.opening import open_office
        from orqa.plugins.registry import Registry

        if not self.office:
            raise click.UsageError(self.say(_NO_OFFICE))
        registry = Registry(discover=True)
        with open_office(
            self.office,
            profile=profile,
            read_only=read_only,
            clock=clock,
            registry=registry,
            attachments=self.attachments,
        ) as office:
            yield self._acting(office)

    def speak_as(self, office: "Office") -> None:
        """From here on print in the office's language, unless another was asked for or the office cannot be opened."""
        with suppress(OrqaError):
            self.language = self.language or office.profile.language

    def say(self, text: Text) -> str:
        """A text in the language to print in."""
        return text.in_language(self.language or "en")


def common_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Hand :class:`Settings` to a command, with ``--office``, ``--as``, ``--lang`` and ``--json`` after its name.

    An :class:`OrqaError`, and a file that cannot be used, become a message on standard error and exit code 1.
    """

    @click.option("--office", metavar="URL", help="Store of the office (or ORQA_OFFICE).")
    @click.option("--as", "acting_as", metavar="PERSON", help="Staff code of the one who acts (or ORQA_AS).")
    @click.option("--lang", type=click.Choice(LANGUAGES), help="Language of what is printed (or ORQA_LANG).")
    @click.option("--json", "as_json", is_flag=True, help="Print JSON.")
    @click.pass_context
    @wraps(command)
    def wrapper(context: click.Context, /, **options: Any) -> Any:
        settings = context.ensure_object(Settings)
        settings.update(*map(options.pop, ("office", "lang", "acting_as")), as_json=options.pop("as_json"))
        try:
            return command(settings, **options)
        except OrqaError as error:
            fail(error, settings)
        except OSError as error:
            if error.errno == errno.EPIPE:  # whoever read the output has seen enough; click leaves quietly
                raise
            fail(FileUnusable(_path(error), error.strerror or str(error)), settings)

    return wrapper


def _path(error: OSError) -> str:
    return ", ".join(str(name) for name in (error.filename, error.filename2) if name) or "–"


def fail(error: OrqaError, settings: Settings) -> NoReturn:
    """Tell an error and leave with exit code 1."""
    click.echo(f"orqa: {settings.say(error.messages)} [{error.code}]", err=True)
    sys.exit(1)
