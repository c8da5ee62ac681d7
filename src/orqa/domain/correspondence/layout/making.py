"""From a draft to a laid-out paper: words by its form, measures by the profile."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from attrs import frozen

from orqa.base.date_format import format_thai_date
from orqa.base.date_names import ENGLISH_MONTHS
from orqa.base.digits import Digits
from orqa.base.eras import Era, buddhist_year
from orqa.domain.correspondence.drafting.addressing import Address, address_of
from orqa.domain.correspondence.drafting.forms import FormPart, form_of
from orqa.domain.correspondence.layout.digits import official_digits
from orqa.domain.correspondence.layout.model import (
    FONT,
    MEASURE,
    STYLE,
    Block,
    BlockKind,
    BlockStyle,
    Page,
    PaperLayout,
)
from orqa.domain.correspondence.terms import unmarked

if TYPE_CHECKING:
    from orqa.domain.correspondence.drafting.records import Draft
    from orqa.rules.profile import Profile
    from orqa.rules.views import Reading

OPEN: Final = "……"
"""What stands for a number, a date or a name that is not known yet."""

_THAI: Final = "th"
_SLOTS: Final = frozenset({"garuda", "seal", "photo"})
_ALWAYS: Final = frozenset({"garuda", "seal", "divider"})
"""Parts that stand there without any words; a photograph does where the draft says so."""

_NUMBERED: Final = {"th": {"plain": "{n}. ", "article": "ข้อ {n} "}, "en": {"plain": "{n}. ", "article": "Clause {n} "}}
_LISTS: Final = frozenset({"enclosures", "copies", "references"})
"""Parts whose items are numbered only where there are several."""


@frozen(kw_only=True)
class PaperFacts:
    """What the office knows of a paper besides the draft.

    Attributes:
        agency: whose paper it is, in its language.
        unit: the unit in charge of it.
        address: of the agency.
        number: as it is printed; empty where it has none.
        dated: its date; None where it has none yet.
        signer: name under the signature.
        position: the lines below it.
    """

    agency: str = ""
    unit: str = ""
    address: tuple[str, ...] = ()
    number: str = ""
    dated: date | None = None
    signer: str = ""
    position: tuple[str, ...] = ()


def lay_out(profile: "Profile", reading: "Reading", draft: "Draft", facts: PaperFacts) -> PaperLayout:
    """A draft on its page.

    Raises:
        UnknownDimension: when the profile has no such form.
        UnknownParameter: when it has no forms at all.
    """
    writer = _Writer(profile, reading, draft, facts)
    return PaperLayout(
        form=draft.form,
        language=draft.language,
        page=_page(reading),
        blocks=tuple(writer.blocks()),
        mark=writer.secrecy(),
    )


def _page(reading: "Reading") -> Page:
    names = ("width_mm", "height_mm", "left_mm", "right_mm", "top_mm", "bottom_mm", "size_pt", "pitch_pt")
    return Page(**{name: reading.value(MEASURE, measure=name) for name in names}, font=reading.value(FONT))


def style_of(reading: "Reading", name: str) -> BlockStyle:
    """A style by its name."""
    return BlockStyle(name=name, **reading.value(STYLE, style=name))


class _Writer:
    """Writes the blocks of one paper."""

    def __init__(self, profile: "Profile", reading: "Reading", draft: "Draft", facts: PaperFacts) -> None:
        self._profile = profile
        self._reading = reading
        self._draft = draft
        self._facts = facts
        self._lang = draft.language
        self._address: Address | None = None

    @property
    def _digits(self) -> Digits:
        return "thai" if self._lang == _THAI and self._profile.digits == "thai" else "arabic"

    def blocks(self) -> Iterator[Block]:
        """The parts of the form that the paper has, in order."""
        for part in form_of(self._reading, self._draft.form):
            lines = self._lines(part)
            if lines or part.name in _ALWAYS:
                yield self._block(part, tuple(self._shown(line) for line in lines))

    def secrecy(self) -> Block | None:
        """The mark of its secrecy; None for one that is open."""
        terms = self._reading.view.vocabulary("secrecy")
        term = terms.get(self._draft.secrecy)
        if term is None or not term.extra["rank"]:
            return None
        words = (term.title.in_language(self._lang),)
        return Block(part="secrecy", kind=BlockKind.LINES, style=style_of(self._reading, "secrecy"), lines=words)

    def _block(self, part: FormPart, lines: tuple[str, ...]) -> Block:
        label = part.label.in_language(self._lang) if part.label else ""
        if part.name == "salutation" and self._lang == _THAI:
            label = self._draft.text("salutation") or self._speaks.salutation
        if label and (part.joined or part.bracketed):
            words = f"{label}{'' if part.joined and self._lang == _THAI else ' '}{' '.join(lines)}"
            label, lines = "", (f"({words})" if part.bracketed else words,)
        return Block(
            part=part.name, kind=_kind(part), style=style_of(self._reading, part.style), label=label, lines=lines
        )

    def _shown(self, line: str) -> str:
        return official_digits(line) if self._digits == "thai" else line

    # ------------------------------------------------------------------ words

    @property
    def _speaks(self) -> Address:
        if self._address is None:
            self._address = address_of(self._reading, self._draft)
        return self._address

    def _lines(self, part: FormPart) -> tuple[str, ...]:
        if part.fixed is not None:
            return (self._filled(part.fixed.in_language(self._lang)),)
        own = self._draft.lines(part.name)
        made = getattr(self, f"_of_{part.name}", None)
        lines: tuple[str, ...] = made(part) if made else own
        if part.before is not None and lines:
            lines = (self._filled(part.before.in_language(self._lang)) + lines[0], *lines[1:])
        several = len(lines) > 1 or part.name not in _LISTS
        return tuple(self._items(part, lines)) if part.numbered and several else lines

    def _items(self, part: FormPart, lines: tuple[str, ...]) -> Iterator[str]:
        pattern = _NUMBERED.get(self._lang, _NUMBERED["en"])[part.numbered]
        yield from (f"{pattern.format(n=n)}{line}" for n, line in enumerate(lines, 1))

    def _filled(self, words: str) -> str:
        values = {"agency": self._agency(), "recipient": self._draft.recipient, "meeting": self._draft.text("meeting")}
        for name, value in values.items():
            words = words.replace(f"{{{name}}}", value)
        return words

    def _agency(self) -> str:
        return self._draft.text("agency") or self._facts.agency or OPEN

    def _of_urgency(self, _part: FormPart) -> tuple[str, ...]:
        terms = self._reading.view.vocabulary("urgency")
        code = self._draft.urgency
        return (terms[code].title.in_language(self._lang),) if code and code != unmarked(terms) else ()

    def _of_agency(self, part: FormPart) -> tuple[str, ...]:
        phone = self._draft.lines("contact") if part.style == "label" else ()
        return ("  ".join((self._agency(), *phone)),)

    def _of_contact_unit(self, _part: FormPart) -> tuple[str, ...]:
        own = self._draft.lines("contact_unit")
        return own or ((self._facts.unit,) if self._facts.unit else ())

    def _of_address(self, _part: FormPart) -> tuple[str, ...]:
        return self._draft.lines("address") or self._facts.address

    def _of_number(self, _part: FormPart) -> tuple[str, ...]:
        return (self._facts.number,) if self._facts.number else ()

    def _of_subject(self, _part: FormPart) -> tuple[str, ...]:
        return (self._draft.subject,) if self._draft.subject else ()

    def _of_recipient(self, _part: FormPart) -> tuple[str, ...]:
        return (self._draft.recipient,) if self._draft.recipient else ()

    def _of_salutation(self, _part: FormPart) -> tuple[str, ...]:
        if self._lang == _THAI:
            return self._of_recipient(_part)
        return self._draft.lines("salutation") or (self._speaks.salutation,)

    def _of_closing(self, _part: FormPart) -> tuple[str, ...]:
        own = self._draft.lines("closing")
        return own or ((self._speaks.closing,) if self._speaks.closing else ())

    def _of_inside_address(self, _part: FormPart) -> tuple[str, ...]:
        own = self._draft.lines("inside_address")
        recipient, honorific = self._draft.recipient, self._speaks.honorific
        name = recipient if recipient.startswith(honorific) else f"{honorific} {recipient}"
        return own or ((name,) if self._draft.recipient else ())

    def _of_date(self, part: FormPart) -> tuple[str, ...]:
        day = self._facts.dated
        return (OPEN,) if day is None else (self._day(day, era=part.era),)

    def _of_year(self, _part: FormPart) -> tuple[str, ...]:
        day = self._facts.dated
        if self._lang != _THAI or self._profile.era != Era.BUDDHIST:
            return (OPEN if day is None else str(day.year),)
        return (f"พ.ศ. {OPEN if day is None else buddhist_year(day.year, day.month)}",)

    def _day(self, day: date, *, era: bool) -> str:
        if self._lang == _THAI and self._profile.era == Era.BUDDHIST:
            return format_thai_date(day, era=era)
        return f"{day.day} {ENGLISH_MONTHS[day.month - 1]} {day.year}"

    def _of_signature(self, _part: FormPart) -> tuple[str, ...]:
        named = self._draft.lines("signer")
        name, position = self._facts.signer, self._facts.position
        if not name and named:
            name, position = named[0], named[1:]
        return (f"({name or OPEN})", *position)


def _kind(part: FormPart) -> BlockKind:
    if part.name in _SLOTS:
        return BlockKind.SLOT
    if part.name in {"divider", "signature"}:
        return BlockKind(part.name)
    if part.style == "paragraph":
        return BlockKind.PARAGRAPHS
    return BlockKind.ITEMS if part.numbered else BlockKind.LINES
