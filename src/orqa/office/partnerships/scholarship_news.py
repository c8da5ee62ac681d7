"""News of scholarships, for whom and until when (ข่าวทุน)."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve

from orqa.base.language import Text
from orqa.domain.partnerships.countries import read_country
from orqa.domain.partnerships.enquiries import ScholarshipNews
from orqa.domain.partnerships.errors import InformationRefused
from orqa.domain.partnerships.written import is_link
from orqa.office.partnerships.keeping import NO_REASON, Keeping, reversed_days

if TYPE_CHECKING:
    from orqa.reporting.tables import Table

NEWS: Final = "news.keep"
"""The action, as the policy has it."""

SOON_DAYS: Final = "news.soon_days"
"""The rule: what closes within how many days is told as closing soon."""

_NEWS = Text.of(en="the news", th="ข่าวทุน")
_WITHDRAWN = Text.of(en="it was withdrawn", th="ยกเลิกไปแล้ว")
_LINK = Text.of(
    en="{source!r} is no address that begins with http:// or https://",
    th="{source!r} ไม่ใช่ที่อยู่เว็บที่ขึ้นต้นด้วย http:// หรือ https://",
)
_NOBODY = Text.of(en="say for whom it is", th="ให้ระบุกลุ่มเป้าหมาย")


class News(Keeping):
    """Keep news of scholarships; reached as ``office.partnerships.news``."""

    def announce(  # noqa: PLR0913 - what news tells, by name
        self,
        title: Text | Mapping[str, str],
        *,
        audience: Iterable[str],
        body: Text | Mapping[str, str] | None = None,
        opens: date | None = None,
        closes: date | None = None,
        source: str = "",
        country: str = "",
        partner: str = "",
        key: str | None = None,
    ) -> ScholarshipNews:
        """Keep news of a scholarship (ประกาศข่าวทุน).

        Args:
            title: what it is called, by language.
            audience: codes of the vocabulary ``news-audience``.
            body: what it offers, by language.
            opens: the first day of applications.
            closes: the last day.
            source: address of the page that announces it.
            country: where to.
            partner: the institution that offers it.
            key: of the caller's choice: the same call with the same key is done once.

        Raises:
            NotFound, CountryNotUnderstood, UnknownTerm: when there is no such partner, country or audience.
            InformationRefused: when it is for nobody, the days are reversed, or the source is no address.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        office = self._office
        if opens and closes:
            _refuse(reversed_days(opens, closes))
        _refuse(None if not source or is_link(source) else _LINK.fill(source=source[:80]))
        groups = office.profile.vocabulary("news-audience")
        fields: dict[str, Any] = {
            "title": Text.from_value(title),
            "audience": tuple(groups[one].code for one in audience),
        }
        _refuse(None if fields["audience"] else _NOBODY)
        fields |= {"opens": opens, "closes": closes, "source": source, "partner": self._partner(partner)}
        fields["country"] = read_country(country).code if country else ""
        fields["body"] = None if body is None else Text.from_value(body)

        def make(at: Any) -> Any:
            return (ScholarshipNews(id=office.ids.next_id(at), **fields),), ()

        return self._keep(ScholarshipNews, _NEWS, NEWS, {"announce": fields}, key, make)

    def withdraw(self, news: ScholarshipNews | str, reason: str, *, key: str | None = None) -> ScholarshipNews:
        """Take news down (ยกเลิกข่าว).

        Raises:
            NotFound: when there is none.
            InformationRefused: without a reason, or when it was withdrawn already.
            NotAllowed: when whoever acts may not; nothing is written.
        """
        _refuse(None if reason.strip() else NO_REASON)
        identity = news if isinstance(news, str) else news.id

        def make(_at: Any) -> Any:
            now = self.get(identity)
            _refuse(_WITHDRAWN if now.withdrawn else None)
            return (evolve(now, withdrawn=reason),), ()

        asked = {"withdraw": identity, "reason": reason}
        return self._keep(ScholarshipNews, _NEWS, NEWS, asked, key, make)

    def get(self, identity: str) -> ScholarshipNews:
        """The news of an id.

        Raises:
            NotFound: when there is none.
        """
        return self._one(ScholarshipNews, identity, _NEWS)

    def open_on(self, on: date | None = None, *, audience: str = "") -> tuple[ScholarshipNews, ...]:
        """Scholarships that are open on a day, by default today, those that close first before others (ทุนที่เปิดรับ)."""
        day = on or self._office.today()
        found = (one for one in self._every(ScholarshipNews) if one.is_open(day))
        wanted = (one for one in found if not audience or audience in one.audience)
        return tuple(sorted(wanted, key=lambda one: (one.closes or date.max, one.id)))

    def closing_soon(self, on: date | None = None, *, audience: str = "") -> tuple[ScholarshipNews, ...]:
        """Of :meth:`open_on`, those that close within the days of the rule ``news.soon_days`` (ทุนที่ใกล้ปิดรับ)."""
        day = on or self._office.today()
        until = day + timedelta(days=self._office.rules(day).reading().value(SOON_DAYS))
        return tuple(one for one in self.open_on(day, audience=audience) if one.closes and one.closes <= until)

    def table(self, news: Iterable[ScholarshipNews]) -> "Table":
        """News as a table (ข่าวทุน)."""
        from orqa.office.partnerships.information_tables import news_table

        return news_table(self._office, news)


def _refuse(reason: Text | None) -> None:
    if reason is not None:
        raise InformationRefused(reason)
