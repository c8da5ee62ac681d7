"""Agreements are proposed, entered and mended (การจัดทำและบันทึกข้อตกลง)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.base.refs import RecordRef
from orqa.domain.partnerships.agreement_parts import (
    AgreementMove,
    Party,
    PrintedDate,
    Quota,
    Scope,
)
from orqa.domain.partnerships.agreement_states import AgreementState
from orqa.domain.partnerships.agreements import Agreement, changed_agreement, new_agreement
from orqa.domain.partnerships.errors import AgreementRefused
from orqa.domain.partnerships.isced import education_field
from orqa.domain.partnerships.terms import LastDay
from orqa.office.organizing import Changed
from orqa.office.partnerships.agreement_findings import changed_otherwise, findings_of
from orqa.office.partnerships.agreement_given import Day, notice_of, parties_of, printed, refuse_to_come, term_of
from orqa.office.partnerships.agreement_reading import AgreementReading
from orqa.office.partnerships.exchange_given import checked_quota_unit
from orqa.office.partnerships.partners import Partners
from orqa.office.service import Asked

if TYPE_CHECKING:
    from orqa.domain.organization.units import Unit
    from orqa.domain.partnerships.agreement_parts import ExchangeTerms
    from orqa.office.recorder import Save

KEEP_AGREEMENT: Final = "agreement.keep"
"""The action, as the policy has it."""

_BACKWARDS = Text.of(en="it would end before it begins", th="วันสิ้นสุดอยู่ก่อนวันเริ่มมีผล")
_CIRCLE = Text.of(
    en="an agreement neither stands under itself nor takes its own place, not even by way of others",
    th="ข้อตกลงอยู่ภายใต้ตัวเองหรือแทนตัวเองไม่ได้ แม้ผ่านฉบับอื่น",
)
_NO_FIELD = Text.of(
    en="{code!r} is no field of education of ISCED-F 2013; write it with its zeros, as 0610",
    th="{code!r} ไม่ใช่รหัสสาขาการศึกษา ISCED-F 2013 โปรดเขียนพร้อมเลขศูนย์นำหน้า เช่น 0610",
)
_PLAIN: Final = ("title", "number", "kind_printed", "counterpart", "note", "source")


class Agreements(Partners, AgreementReading):
    """Keep agreements; a part of ``office.partnerships``."""

    def propose(self, kind: str, partners: Iterable[Party | str], **facts: Any) -> Changed[Agreement]:
        """Propose an agreement (เสนอจัดทำข้อตกลง); it goes on by ``advance``, approval and signatures.

        Args:
            kind: a code of the vocabulary ``agreement-kind``.
            partners: as of :meth:`add_agreement`.
            facts: as of :meth:`add_agreement`, but ``signed``; and ``on``, the day, by default today.

        Raises:
            AgreementRefused, UnknownTerm, NotFound, PartnerRefused, NotAllowed: as of :meth:`add_agreement`.
        """
        day = facts.pop("on", None) or self._office.today()
        move = AgreementMove(act="propose", on=day)
        fields = {"state": AgreementState.PROPOSED, "requested": PrintedDate.of(day), "moves": (move,)}
        return self._entered(kind, partners, facts, fields)

    def add_agreement(self, kind: str, partners: Iterable[Party | str], **facts: Any) -> Changed[Agreement]:
        """Enter an agreement that was signed already (บันทึกข้อตกลงที่ลงนามแล้ว).

        Args:
            kind: a code of the vocabulary ``agreement-kind``, such as ``mou``.
            partners: parties, or what finds a partner (``NAME#UNIT`` for a unit of it); the university is added.
            facts: what else is known of it, by name: ``title``, ``number``, ``kind_printed``, ``counterpart`` (a code),
                ``by_unit`` (code of our unit that makes it; none for the university), ``unit`` (code of the unit that
                keeps it), ``person`` (id or staff number), ``signed``, ``in_force`` and ``ends`` (a day, or a date as
                printed), ``term`` (as printed: ``5 years``), ``notice`` (``6 months``), ``last_day`` (``day_before`` or
                ``anniversary``), ``parent`` (an agreement), ``fields`` (ISCED-F), ``levels``, ``activities``,
                ``quotas``, ``exchange`` (:class:`~orqa.domain.partnerships.agreement_parts.ExchangeTerms`),
                ``concerns`` (records that made it), ``council`` (whether the council approved it), ``source``,
                ``note``, and ``key`` of the caller's choice: the same call with the same key is done once.

        Raises:
            AgreementRefused: when it has no partner or one twice, ends before it begins, was signed on a day that is
                still to come, or is of a field of education that there is not.
            MobilityRefused: when places are counted in a unit that is none.
            UnknownTerm: when the profile has no such kind, counterpart, level or activity.
            NotFound, PartnerRefused: when there is no such partner, parent, unit or person.
            TermNotUnderstood, DateNotUnderstood: when a term or a date has no one meaning.
            TypeError: when there is no such fact.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        return self._entered(kind, partners, facts, {"state": AgreementState.SIGNED})

    def change_agreement(
        self, which: Agreement | str, *, on: date | None = None, key: str | None = None, **facts: Any
    ) -> Changed[Agreement]:
        """Mend what is kept of an agreement (แก้ไขข้อมูลข้อตกลง); what is not given stays.

        Args:
            which: the agreement, or what ``agreement`` finds it by.
            on: the day; by default today.
            key: as of :meth:`add_agreement`.
            facts: as of :meth:`add_agreement`; ``fields``, ``levels``, ``activities`` and ``quotas`` take the place of
                those before, ``concerns`` are added.

        Raises:
            AgreementRefused, UnknownTerm, NotFound, TypeError, NotAllowed: as of :meth:`add_agreement`.
        """
        told = self._facts(facts)
        asked = {"change": self._agreement_of(which).id, "on": on, "facts": tuple(sorted(facts.items(), key=str))}

        def change(known: Agreement) -> Agreement:
            scope = evolve(known.scope, **told.get("scope", {}))
            fields = {name: value for name, value in told.items() if name not in {"scope", "concerns", "by_unit"}}
            fields["concerns"] = tuple(dict.fromkeys((*known.concerns, *told.get("concerns", ()))))
            if "by_unit" in told:
                fields["parties"] = (evolve(known.parties[0], unit=told["by_unit"]), *known.parties[1:])
            move = AgreementMove(act="change", on=on or self._office.today())
            return changed_agreement(known, **fields, scope=scope, moves=(*known.moves, move))

        before = self._agreement_of(which)
        made = self._agreement_changed(before, asked, change, key)
        found = tuple(changed_otherwise(before, made.record, self._office.today()))
        return evolve(made, findings=(*found, *made.findings))

    # ------------------------------------------------------------------ inside

    def _entered(
        self, kind: str, partners: Iterable[Party | str], facts: Mapping[str, Any], fields: dict[str, Any]
    ) -> Changed[Agreement]:
        given = dict(facts)
        key = given.pop("key", None)
        _ = self._office.rules().vocabulary("agreement-kind")[kind]
        told = self._facts(given)
        by_unit, scope = told.pop("by_unit", ""), Scope(**told.pop("scope", {}))
        told.setdefault("last_day", LastDay(self._office.rules().reading().value("agreement.last_day")))
        parties, known = parties_of(self, tuple(partners), by_unit)
        names = tuple(dict.fromkeys(text for one in known for text in one.known_as))
        asked = {"agreement": kind, "parties": parties, "facts": tuple(sorted(given.items(), key=str))}

        def make(save: "Save") -> Changed[Agreement]:
            at = self._office.now()
            made = new_agreement(
                id=self._office.ids.next_id(at),
                agreement_kind=kind,
                parties=parties,
                scope=scope,
                names=names,
                **{"title": "", **told, **fields},
            )
            return self._agreement_written(made, save)

        return self._agreement_once(key, asked, make)

    def _facts(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """What was told of an agreement, as it is kept."""
        facts = dict(given)
        told: dict[str, Any] = {name: facts.pop(name) for name in _PLAIN if name in facts}
        if "counterpart" in told:
            _ = self._office.rules().vocabulary("counterpart")[told["counterpart"]]
        told |= _dates(facts)
        refuse_to_come(told.get("signed"), self._office.today())
        if "parent" in facts:
            parent = facts.pop("parent")
            told["parent"] = self._agreement_of(parent).id if parent else None
        told |= self._organized(facts)
        if scope := self._scope(facts):
            told["scope"] = scope
        return told | _checked(facts)

    def _scope(self, facts: dict[str, Any]) -> dict[str, Any]:
        """What the agreement is about, as far as it was told."""
        told: dict[str, Any] = {
            name: tuple(facts.pop(name)) for name in ("fields", "levels", "activities") if name in facts
        }
        if "quotas" in facts:
            told["quotas"] = tuple(one if isinstance(one, Quota) else Quota(**one) for one in facts.pop("quotas"))
            for quota in told["quotas"]:
                checked_quota_unit(self._office, quota.unit)
        for code in told.get("fields", ()):
            if education_field(code) is None:
                raise AgreementRefused(_NO_FIELD.fill(code=str(code)[:20]))
        for name, vocabulary in (("levels", "study-level"), ("activities", "agreement-activity")):
            for code in told.get(name, ()):
                _ = self._office.rules().vocabulary(vocabulary)[code]
        return told

    def _organized(self, facts: dict[str, Any]) -> dict[str, Any]:
        """The units and the person that were told."""
        organization = self._office.organization
        told: dict[str, Any] = {}
        for name in ("by_unit", "unit"):
            if name in facts:
                code = facts.pop(name)
                found: Unit | None = organization.unit(code) if code else None
                told[name] = found.id if found else ""
        if "person" in facts:
            who = facts.pop("person")
            told["person"] = organization.person(who).id if who else ""
        return told

    def _agreement_of(self, which: Agreement | str) -> Agreement:
        return self.agreement(which if isinstance(which, str) else which.id)

    def _agreement_changed(
        self,
        which: Agreement | str,
        asked: Mapping[str, object],
        change: Callable[[Agreement], Agreement],
        key: str | None,
    ) -> Changed[Agreement]:
        identity = self._agreement_of(which).id

        def make(save: "Save") -> Changed[Agreement]:
            return self._agreement_written(change(self._agreement_of(identity)), save)

        return self._agreement_once(key, asked, make)

    def _agreement_written(self, made: Agreement, save: "Save") -> Changed[Agreement]:
        self._refuse_circle(made)
        if made.starts_on is not None and made.ends_on is not None and made.ends_on < made.starts_on:
            raise AgreementRefused(_BACKWARDS)
        parent = self._kept_agreement(made.parent) if made.parent else None
        today = self._office.today()
        findings = tuple(findings_of(made, parent, self._office.rules(today).reading(), today))
        save(KEEP_AGREEMENT, self._office.now(), (made,))
        return Changed(record=evolve(made, version=made.version + 1), findings=findings)

    def _refuse_circle(self, made: Agreement) -> None:
        """Go on where an agreement neither stands under itself nor takes its own place, by whatever steps."""
        for field in ("parent", "superseded_by"):
            at, seen = getattr(made, field), {made.id}
            while at is not None:
                if at in seen:
                    raise AgreementRefused(_CIRCLE)
                seen.add(at)
                known = self._kept_agreement(at)
                at = None if known is None else getattr(known, field)

    def _agreement_once(
        self, key: str | None, asked: Mapping[str, object], make: "Callable[[Save], Changed[Agreement]]"
    ) -> Changed[Agreement]:
        self._office.require(KEEP_AGREEMENT)
        return self._recorder.once(
            key, KEEP_AGREEMENT, Asked(asked), make, lambda done: Changed(record=self.agreement(done[0].id))
        )


def _dates(facts: dict[str, Any]) -> dict[str, Any]:
    """The dates that were told, and how long it holds."""
    told: dict[str, Any] = {name: printed(facts.pop(name)) for name in ("signed", "in_force") if name in facts}
    if "term" in facts or "ends" in facts:
        told |= _term(facts.pop("term", ""), facts.pop("ends", None))
    if "notice" in facts:
        told["notice"] = notice_of(facts.pop("notice"))
    if "last_day" in facts:
        told["last_day"] = LastDay(facts.pop("last_day"))
    return told


def _term(term: str, ends: Day) -> dict[str, Any]:
    told: dict[str, Any] = {"term": term_of(term, ends), "term_printed": term.strip()}
    if isinstance(ends, str):
        told["ends_printed"] = ends.strip()
    return told


def _checked(facts: dict[str, Any]) -> dict[str, Any]:
    """Facts that are kept as they are given, where they are of their type."""
    told: dict[str, Any] = {}
    if "concerns" in facts:
        told["concerns"] = tuple(RecordRef.parse(one) if isinstance(one, str) else one for one in facts.pop("concerns"))
    if "exchange" in facts:
        exchange: ExchangeTerms | None = facts.pop("exchange")
        told["exchange"] = exchange
    if "council" in facts:
        told["council"] = bool(facts.pop("council"))
    if facts:
        raise TypeError(f"an agreement has no {', '.join(sorted(facts))}")
    return told
