"""Reports and their files: one snapshot, one builder, one renderer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from orqa.base.years import Period
from orqa.office.access import SCOPES, SHEETS, UNNAMED
from orqa.office.files import replacing
from orqa.reporting.audience import Audience
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report
from orqa.storage.protocol import SYSTEM, Access

if TYPE_CHECKING:
    from orqa.office.office import Office


class Reports:
    """Make reports and write them; reached as ``office.reports``."""

    def __init__(self, office: "Office") -> None:
        self._office = office

    @contextmanager
    def open(
        self,
        name: str,
        period: Period | None = None,
        *,
        language: str | None = None,
        audience: Audience | str = Audience.INTERNAL,
    ) -> Iterator[Report]:
        """A report over one snapshot, to look at or to render more than once; its tables stream while it is open.

        Args:
            name: of the report, such as ``received-register``.
            period: what time it is about; by default this calendar year.
            language: of its text; by default the office's own.
            audience: ``internal``, or ``public`` for what may be published.

        Raises:
            UnknownContribution: when no plugin offers the report.
        """
        office = self._office
        builder = office.contributions.report(name)
        scopes = tuple(SCOPES.values())
        tokens = frozenset(token for token in office.rights.personal.tokens if token.startswith(scopes)) | {SHEETS}
        # one state of the store: what everybody may see, with what whoever acts may see of persons, and all there is,
        # to count what is left out; secret matter is in no report, whoever makes it
        with office.store.snapshot(Access(tokens), SYSTEM, UNNAMED) as (reader, counter, unnamed):
            yield builder.build(
                ReportContext(
                    reader=reader,
                    profile=office.profile,
                    period=period or office.year(),
                    at=office.now(),
                    audience=Audience(audience),
                    language=language,
                    counter=counter,
                    unnamed=unnamed,
                    open_framework=office.contributions.framework,
                    tokens=tokens,
                    open_calendar=office.calendars.of_region,
                )
            )

    def render(self, report: Report, format_name: str, out: BinaryIO) -> None:
        """Write an open report to a binary file in one format (``html``, ``csv`` …)."""
        self._office.contributions.renderer(format_name).render(report, out)

    def write(  # noqa: PLR0913 - what, how, where to and for whom
        self,
        name: str,
        format_name: str,
        path: str | Path,
        period: Period | None = None,
        *,
        language: str | None = None,
        audience: Audience | str = Audience.INTERNAL,
    ) -> Path:
        """Make a report and write it to a file; the file appears whole or not at all.

        Args:
            name: of the report.
            format_name: of the renderer, such as ``html``.
            path: where to; a file that is there is replaced.
            period: what time it is about; by default this calendar year.
            language: of its text; by default the office's own.
            audience: ``internal`` or ``public``.
        """
        with self.open(name, period, language=language, audience=audience) as report, replacing(Path(path)) as out:
            self.render(report, format_name, out)
        return Path(path)
