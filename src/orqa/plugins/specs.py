"""What plugins hand to orqa: small frozen descriptors, one class for each hook.

A descriptor says what a contribution is called and how it is made. Its ``factory`` is called late, when the thing is
first needed, so listing what is installed opens no database and reads no file.
"""

import re
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeAlias, runtime_checkable

from attrs import field, frozen
from attrs.validators import deep_iterable, is_callable, min_len, optional

from orqa.base.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date
    from importlib.resources.abc import Traversable
    from pathlib import Path

    import attrs

    from orqa.base.calendar import WorkCalendar
    from orqa.base.findings import Finding
    from orqa.domain.attendance.punches import Punch
    from orqa.office.ports import Notifier
    from orqa.office.tabular.layout import Layout
    from orqa.plugins.rows import Row
    from orqa.plugins.urls import StoreUrl
    from orqa.reporting.context import ReportBuilder
    from orqa.reporting.metrics import Metric
    from orqa.reporting.renderer import Renderer
    from orqa.storage.protocol import Store

FIRST_API = "1.0"
"""The version of the hooks that the first plugins were written for."""

_Validator: TypeAlias = "Callable[[Any, attrs.Attribute[Any], Any], None]"


def _like(pattern: str, example: str) -> _Validator:
    """A validator of text that says what it wants by an example; a pattern says little to most people."""
    matches = re.compile(pattern).fullmatch

    def check(_spec: Any, attribute: "attrs.Attribute[Any]", value: Any) -> None:
        if not isinstance(value, str) or not matches(value):
            raise ValueError(f"{attribute.name} is written like {example!r}, found {value!r}")

    return check


_NAME = _like(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", "our-report")
_METRIC = _like(r"[a-z][a-z0-9]*(-[a-z0-9]+)*(\.[a-z][a-z0-9_]*)?", "correspondence.overdue")
_SUFFIX = _like(r"\.[a-z0-9]+(\.[a-z0-9]+)*", ".csv")
_SCHEME = _like(r"[a-z][a-z0-9+.-]+", "sqlite")
_MEDIA_TYPE = _like(r"[a-z]+/[a-z0-9.+-]+(; ?[a-z]+=[A-Za-z0-9.-]+)*", "text/csv; charset=utf-8")
_VERSION = _like(r"\d+\.\d+", "1.0")


def _text(value: "str | Mapping[str, str] | Text") -> Text:
    return Text.from_value(value)


class RowReader(Protocol):
    """Reads the rows of an input file; contributed as the ``factory`` of a :class:`FormatSpec`."""

    def read(self, path: "Path") -> "Iterator[Row | Finding]":
        """The rows of the file in its order, as text; a problem of the file is a finding in between.

        The file is read as the rows are asked for, so its size does not matter.

        Raises:
            OSError: when the file cannot be opened.
        """


@runtime_checkable
class WholenessReader(RowReader, Protocol):
    """A reader that can spare an import the first of its two readings, in which it looks whether a file is whole."""

    def is_whole(self, path: "Path") -> bool:
        """Whether it is certain what stands behind the first row: no error of the file as a whole, no other columns.

        Raises:
            OSError: when the file cannot be opened.
        """


@runtime_checkable
class LayoutReader(RowReader, Protocol):
    """A reader of files in which a table may stand below a title, or on one of several sheets."""

    def read_table(self, path: "Path", layout: "Layout") -> "Iterator[Row | Finding]":
        """Like :meth:`RowReader.read`, of the table that is wanted.

        :func:`orqa.office.tabular.layout.find_head` finds its head.

        Raises:
            OSError: when the file cannot be opened.
        """


@runtime_checkable
class PunchReader(RowReader, Protocol):
    """A reader of the files of time clocks (เครื่องลงเวลา), which hold nothing but punches."""

    def read_punches(self, path: "Path") -> "Iterator[Punch | Finding]":
        """The punches of the file in its order; each line that is none is a finding in between.

        Raises:
            OSError: when the file cannot be opened.
        """


def _words(value: "str | Iterable[str]") -> tuple[str, ...]:
    """A lone text is one word, not a row of letters."""
    return (value,) if isinstance(value, str) else tuple(value)


@frozen(kw_only=True)
class Spec:
    """What every contribution has.

    Attributes:
        name: kebab-case name, unique among the contributions of its hook; people type it.
        title: what people call it, per language; text or a table of languages will do.
        requires_api: the version of the hooks it was written for, see :data:`orqa.plugins.hookspecs.HOOK_API`.
        noun: what this kind of contribution is called in messages.
    """

    noun: ClassVar[Text] = Text.of(en="contribution", th="ส่วนเสริม")

    name: str = field(validator=_NAME)
    title: Text = field(converter=_text)
    requires_api: str = field(default=FIRST_API, validator=_VERSION)


@frozen(kw_only=True)
class StoreSpec(Spec):
    """A place to keep records, chosen by the scheme of its URL.

    Attributes:
        schemes: schemes of the URLs that it opens, such as ``("sqlite",)``.
        factory: called with the URL and whether the store may only be read; gives a
            :class:`~orqa.storage.protocol.Store`. It should connect at the first use, not now.
    """

    noun: ClassVar[Text] = Text.of(en="store", th="ที่เก็บข้อมูล")

    schemes: tuple[str, ...] = field(converter=_words, validator=[min_len(1), deep_iterable(_SCHEME)])
    factory: "Callable[[StoreUrl, bool], Store]" = field(validator=is_callable())


@frozen(kw_only=True)
class RendererSpec(Spec):
    """A format that reports are written in.

    Attributes:
        media_type: IANA media type of what it writes, such as ``text/html``.
        suffix: ending of its files, with the dot.
        factory: gives a :class:`~orqa.reporting.renderer.Renderer`.
    """

    noun: ClassVar[Text] = Text.of(en="report format", th="รูปแบบรายงาน")

    media_type: str = field(validator=_MEDIA_TYPE)
    suffix: str = field(validator=_SUFFIX)
    factory: "Callable[[], Renderer]" = field(validator=is_callable())


@frozen(kw_only=True)
class ReportSpec(Spec):
    """A report that an office can make.

    Attributes:
        factory: gives a :class:`~orqa.reporting.context.ReportBuilder`.
        of_each: name of a vocabulary, for a report that there is of each of its terms, whatever profile adds them: one
            of the name ``register`` is asked for as ``petition-register``, and its factory is called with ``petition``.
    """

    noun: ClassVar[Text] = Text.of(en="report", th="รายงาน")

    factory: "Callable[..., ReportBuilder]" = field(validator=is_callable())
    of_each: str = field(default="", validator=_like(r"([a-z][a-z0-9]*(-[a-z0-9]+)*)?", "letter-kind"))


@frozen(kw_only=True)
class NotifierSpec(Spec):
    """A way to deliver reminders to people.

    Attributes:
        factory: called with a target that it understands, such as a folder or a URL; gives a
            :class:`~orqa.office.ports.Notifier`.
    """

    noun: ClassVar[Text] = Text.of(en="notifier", th="ช่องทางแจ้งเตือน")

    factory: "Callable[[str], Notifier]" = field(validator=is_callable())


@frozen(kw_only=True)
class ProfileSpec(Spec):
    """A country or an institution as data.

    Attributes:
        parent: name of the profile that it is laid over; None for one that stands alone.
        factory: gives the folder that holds ``profile.toml``: a ``pathlib.Path`` or a package's resources.
    """

    noun: ClassVar[Text] = Text.of(en="profile", th="โปรไฟล์")

    parent: str | None = field(default=None, validator=optional(_NAME))
    factory: "Callable[[], Traversable]" = field(validator=is_callable())


@frozen(kw_only=True)
class CalendarSpec(Spec):
    """A calendar of working days.

    Attributes:
        factory: called with the region (ISO 3166-2 code or name; None counts nationwide days off only) and the
            day by whose knowledge to answer (None uses all that is known); gives a
            :class:`~orqa.base.calendar.WorkCalendar`.
    """

    noun: ClassVar[Text] = Text.of(en="calendar", th="ปฏิทินวันทำการ")

    factory: "Callable[[str | None, date | None], WorkCalendar]" = field(validator=is_callable())


@frozen(kw_only=True)
class FormatSpec(Spec):
    """A format that input files are read from.

    Attributes:
        suffixes: endings of the files that it reads, with the dot, in lower case.
        factory: gives a :class:`RowReader`.
    """

    noun: ClassVar[Text] = Text.of(en="file format", th="รูปแบบแฟ้ม")

    suffixes: tuple[str, ...] = field(converter=_words, validator=[min_len(1), deep_iterable(_SUFFIX)])
    factory: "Callable[[], RowReader]" = field(validator=is_callable())


@frozen(kw_only=True)
class FrameworkSpec(Spec):
    """A framework of quality assurance as data.

    Attributes:
        name: the framework's id, such as ``aun-qa-programme-4.0``.
        level: what it assesses: programme, faculty, institution, agency.
        file: name of its file in the folder.
        factory: gives the folder of its file and of those that this one includes: a ``pathlib.Path`` or a package's
            resources.
    """

    noun: ClassVar[Text] = Text.of(en="framework", th="กรอบการประกันคุณภาพ")

    name: str = field(validator=_like(r"[a-z][a-z0-9]*([-.][a-z0-9]+)*", "aun-qa-programme-4.0"))
    level: str = field(validator=_NAME)
    file: str = field(validator=_like(r"[a-z0-9][a-z0-9.-]*\.toml", "framework.toml"))
    factory: "Callable[[], Traversable]" = field(validator=is_callable())


@frozen(kw_only=True)
class MetricSpec(Spec):
    """A named number of an office and a year.

    Attributes:
        name: area, a dot and what it is, such as ``correspondence.overdue``; a plain kebab-case name will do.
        unit: what it is measured in, per language: letters, days, percent, baht.
        factory: gives a :class:`~orqa.reporting.metrics.Metric`.
    """

    noun: ClassVar[Text] = Text.of(en="metric", th="ตัวชี้วัด")

    name: str = field(validator=_METRIC)
    unit: Text = field(converter=_text)
    factory: "Callable[[], Metric]" = field(validator=is_callable())
