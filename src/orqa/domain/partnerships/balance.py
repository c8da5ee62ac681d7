"""The balance of an exchange (ดุลการแลกเปลี่ยน): who owes whom how much, in a named unit, and from which movements.

The sign is that of *sent minus received*. Above zero the home institution sent more, and the partner owes: so many
of its students are still to come. Below zero the home institution owes. The partner's own ledger has the opposite sign.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from orqa.base.findings import Finding, FindingKind, Severity
from orqa.base.language import Text, joined
from orqa.base.years import Year
from orqa.domain.partnerships.ledger import Balance, Credit, Line, Places, owed
from orqa.domain.partnerships.movements import (
    CIRCUMSTANCES,
    BalanceRefused,
    Clauses,
    Direction,
    EarlyReturn,
    Movement,
    Opening,
    exact,
    shown,
)

ABOVE_CAP: Final = FindingKind(
    "exchange-above-yearly-cap",
    Severity.WARNING,
    Text.of(
        en="{way} in {year}: {found}, and the agreement allows {most}; settle it with the partner",
        th="{way} ปี {year}: {found} เกินที่ข้อตกลงให้ {most} โปรดตกลงกับคู่สัญญา",
    ),
)
ABOVE_MATCH: Final = FindingKind(
    "exchange-above-match",
    Severity.WARNING,
    Text.of(
        en="{way}: {found} more than went the other way; the agreement lets these come as fee payers",
        th="{way}: มากกว่าอีกทาง {found} ข้อตกลงให้ส่วนที่เกินเป็นผู้จ่ายค่าเรียน",
    ),
)
NOT_LEVEL: Final = FindingKind(
    "exchange-not-level",
    Severity.WARNING,
    Text.of(
        en="the agreement ends with {year} and must be level then: {owed}; plan it or prolong the agreement",
        th="ข้อตกลงสิ้นสุดปี {year} และต้องสมดุล: {owed} โปรดวางแผนหรือต่ออายุ",
    ),
)


def draw(movements: Iterable[Movement], clauses: Clauses, *, through: Year, opening: Opening | None = None) -> Balance:
    """The balance of an exchange at the end of a year.

    Credits are used up the oldest first. Within a year both ways are set off against each other, so that the order of
    movements does not matter.

    Args:
        movements: of one agreement, in any order.
        clauses: of the agreement.
        through: the year; later movements are shown and do not count.
        opening: a balance that was kept elsewhere before.

    Raises:
        BalanceRefused: for mixed units or kinds of year, a movement that is there twice, and a stay that ended early
            where the agreement does not say what counts.
    """
    moved = sorted(movements, key=lambda one: (one.year.first, one.direction, one.key))
    _check(moved, clauses, through, opening)
    lines = tuple(_line(one, clauses, through, opening) for one in moved)
    nets: dict[int, Fraction] = defaultdict(Fraction)
    ways: dict[Direction, dict[int, Fraction]] = {way: defaultdict(Fraction) for way in Direction}
    for line in lines:
        nets[line.movement.year.ce] += line.signed
        ways[line.movement.direction][line.movement.year.ce] += line.counted
    brought = opening.exactly * clauses.rate(opening.unit) if opening else Fraction(0)
    start = Credit(year=opening.year.ce, units=brought) if opening and brought else None
    held, expired = _credits(nets, start, clauses, through.ce)
    sums = {way: sum(ways[way].values(), Fraction(0)) for way in Direction}
    total = _sum(held)
    limit = clauses.credit_years
    expiring = _sum(one for one in held if limit is not None and one.year + limit <= through.ce)
    since = max(clauses.first.ce, opening.year.ce + 1) if opening else clauses.first.ce
    caps = {way: _caps(ways[way], clauses, since, through.ce) for way in Direction}
    return Balance(
        unit=clauses.unit,
        through=through,
        opening=brought,
        sent=sums[Direction.SENT],
        received=sums[Direction.RECEIVED],
        credits=held,
        expired=expired,
        expiring=expiring,
        lines=lines,
        places=tuple(_places(way, total - expiring, caps[way], clauses, through) for way in Direction),
        findings=tuple(_findings(ways, caps, total, clauses, (since, through.ce))),
    )


def _sum(parts: Iterable[Credit]) -> Fraction:
    return sum((part.units for part in parts), Fraction(0))


def _check(moved: list[Movement], clauses: Clauses, through: Year, opening: Opening | None) -> None:
    twice = [key for key, times in Counter(one.key for one in moved).items() if times > 1]
    if twice:
        raise BalanceRefused(_TWICE.fill(keys=", ".join(twice[:5])))
    years = [through, clauses.last or through, *([opening.year] if opening else []), *(one.year for one in moved)]
    other = next((year for year in years if year.kind != clauses.first.kind), None)
    if other is not None:
        raise BalanceRefused(_YEARS.fill(found=other.label("en"), kind=clauses.first.title))


def _line(one: Movement, clauses: Clauses, through: Year, opening: Opening | None) -> Line:
    why = _outside(one, clauses, through, opening)
    if why is not None:
        return Line(movement=one, counted=Fraction(0), why=why)
    units = clauses.in_unit(one.units, one.unit)
    if one.attended is None:
        return Line(movement=one, counted=units, why=_COUNTS)
    if clauses.early_return is None:
        raise BalanceRefused(_EARLY.fill(key=one.key))
    counted = {
        EarlyReturn.PLANNED: units,
        EarlyReturn.ATTENDED: clauses.in_unit(one.attended, one.unit),
        EarlyReturn.NOTHING: Fraction(0),
    }[clauses.early_return]
    if counted > units:
        raise BalanceRefused(_MORE.fill(key=one.key))
    return Line(movement=one, counted=counted, why=_LEFT_EARLY[clauses.early_return])


def _outside(one: Movement, clauses: Clauses, through: Year, opening: Opening | None) -> Text | None:
    """Why a movement is none of this balance; None for one that is."""
    if one.circumstance in clauses.left_out:
        return CIRCUMSTANCES[one.circumstance]
    if one.year.ce > through.ce:
        return _LATER
    if opening and one.year.ce <= opening.year.ce:
        return _IN_OPENING
    return _BEFORE if one.year.ce < clauses.first.ce else None


def _credits(
    nets: Mapping[int, Fraction], start: Credit | None, clauses: Clauses, through: int
) -> tuple[tuple[Credit, ...], tuple[Credit, ...]]:
    """What is left by the year that it stems from, and what expired: each year's surplus uses up the oldest first."""
    held, expired, limit = [start] if start else [], [], clauses.credit_years
    for year in sorted({year for year, net in nets.items() if net} | {through}):
        if limit is not None:
            expired += [one for one in held if one.year + limit < year]
            held = [one for one in held if one.year + limit >= year]
        net = nets.get(year, Fraction(0))
        while held and net and (held[0].units > 0) != (net > 0):
            left = held[0].units + net
            if left and (left > 0) == (held[0].units > 0):
                held[0], net = Credit(year=held[0].year, units=left), Fraction(0)
            else:
                held, net = held[1:], left
        if net:
            held.append(Credit(year=year, units=net))
    return tuple(held), tuple(expired)


def _caps(used: Mapping[int, Fraction], clauses: Clauses, since: int, through: int) -> tuple[Fraction, ...]:
    """What the yearly cap allows one way in each year of the agreement, the one after ``through`` included."""
    if clauses.yearly_cap is None:
        return ()
    cap, found, unused = exact(clauses.yearly_cap, _CAP_WORD), [], list[tuple[int, Fraction]]()
    for year in range(since, max(through, since - 1) + 2):
        unused = [(own, left) for own, left in unused if left and own + clauses.carry_over >= year]
        unused.append((year, cap))
        found.append(sum((left for _, left in unused), Fraction(0)))
        need = used.get(year, Fraction(0))
        for at, (own, left) in enumerate(unused):
            taken = min(left, need)
            unused[at], need = (own, left - taken), need - taken
    return tuple(found)


def _places(way: Direction, total: Fraction, caps: tuple[Fraction, ...], clauses: Clauses, through: Year) -> Places:
    """How many may go one way next year: the one who owes may send so many more."""
    more = total if way is Direction.RECEIVED else -total
    limits = [(cap, _BY_CAP) for cap in caps[-1:]]
    if clauses.last and through.ce >= clauses.last.ce:
        limits.append((Fraction(0), _ENDED))
    if clauses.vacancies is not None:
        limits.append((max(exact(clauses.vacancies, _VACANCIES_WORD) + more, Fraction(0)), _BY_BALANCE))
    if way in clauses.matched:
        limits.append((max(more, Fraction(0)), _BY_MATCH))
    why = joined((clause.fill(most=shown(most)) for most, clause in limits), "; ") if limits else _NO_LIMIT
    return Places(direction=way, most=min((most for most, _ in limits), default=None), why=why)


def _findings(
    ways: Mapping[Direction, Mapping[int, Fraction]],
    caps: dict[Direction, tuple[Fraction, ...]],
    total: Fraction,
    clauses: Clauses,
    years: tuple[int, int],
) -> Iterator[Finding]:
    since, through = years
    for way in Direction:
        for year, most in enumerate(caps[way][:-1], since):
            found = ways[way].get(year, Fraction(0))
            if found > most:
                name, much, allowed = _WAYS[way], shown(found), shown(most)
                yield ABOVE_CAP.make(field="yearly_cap", way=name, year=year, found=much, most=allowed)
        above = -total if way is Direction.RECEIVED else total
        if way in clauses.matched and above > 0:
            yield ABOVE_MATCH.make(field="matched", way=_WAYS[way], found=shown(above))
    if clauses.level_at_end and clauses.last and through >= clauses.last.ce and total:
        yield NOT_LEVEL.make(field="level_at_end", year=clauses.last.ce, owed=owed(total, clauses.unit))


_WAYS = MappingProxyType(
    {Direction.SENT: Text.of(en="sent", th="ส่งออก"), Direction.RECEIVED: Text.of(en="received", th="รับเข้า")}
)
_COUNTS = Text.of(en="counts in full", th="นับเต็ม")
_LATER = Text.of(en="is of a later year", th="เป็นของปีถัดไป")
_IN_OPENING = Text.of(en="is in the opening balance", th="รวมอยู่ในยอดยกมาแล้ว")
_BEFORE = Text.of(en="is of a year before the agreement", th="เป็นของปีก่อนข้อตกลง")
_LEFT_EARLY = MappingProxyType(
    {
        EarlyReturn.PLANNED: Text.of(en="left early; the planned stay counts", th="กลับก่อน นับตามแผน"),
        EarlyReturn.ATTENDED: Text.of(en="left early; what was attended counts", th="กลับก่อน นับเท่าที่เรียน"),
        EarlyReturn.NOTHING: Text.of(en="left early; nothing counts", th="กลับก่อน ไม่นับ"),
    }
)
_BY_CAP = Text.of(en="yearly cap with what is carried over: {most}", th="เพดานรายปีรวมที่ยกมา: {most}")
_BY_BALANCE = Text.of(en="vacancies by the balance: {most}", th="ที่ว่างตามดุล: {most}")
_BY_MATCH = Text.of(en="as many as went the other way: {most}", th="เท่าที่ไปอีกทาง: {most}")
_ENDED = Text.of(en="the agreement has ended by then", th="ข้อตกลงสิ้นสุดแล้ว")
_NO_LIMIT = Text.of(en="no clause limits it", th="ไม่มีเงื่อนไขจำกัด")
_CAP_WORD = Text.of(en="the yearly cap", th="เพดานรายปี")
_VACANCIES_WORD = Text.of(en="the vacancies", th="ที่ว่าง")
_TWICE = Text.of(
    en="these movements are there twice: {keys}; leave one of each", th="มีรายการซ้ำ: {keys} โปรดเหลือรายการเดียว"
)
_YEARS = Text.of(
    en="{found} is of another kind of year than that of the agreement, {kind}; use one kind",
    th="{found} เป็นปีคนละชนิดกับ{kind}ของข้อตกลง โปรดใช้ชนิดเดียว",
)
_MORE = Text.of(
    en="{key} attended more than was planned; correct one of the two", th="{key} เรียนมากกว่าที่วางแผน โปรดแก้ไข"
)
_EARLY = Text.of(
    en="{key} ended early and the agreement does not say what counts; set early_return",
    th="{key} กลับก่อนและข้อตกลงไม่ได้ระบุว่านับเท่าใด โปรดกำหนด early_return",
)
