"""The university's own register of agreements, written as universities publish theirs (ส่งออกทะเบียนข้อตกลง)."""

from pathlib import Path

from orqa.domain.partnerships.agreements import Agreement
from orqa.office.partnerships.agreement_reading import AgreementReading
from orqa.office.partnerships.layouts import write_layout
from orqa.office.partnerships.own_lines import own_lines


class OwnRegisters(AgreementReading):
    """Write the university's own register; a part of ``office.partnerships``."""

    def export_agreements(self, path: Path, layout: str, agreements: tuple[Agreement, ...] | None = None) -> int:
        """Write agreements in the columns of a layout that universities use; answers how many.

        What was written so can be imported again (``orqa import agreements``) and says the same, as far as the layout
        has columns for it.

        Args:
            path: of the file, whose ending tells the format: ``.csv``, ``.json``, ``.jsonl``, ``.xlsx``.
            layout: code of the vocabulary ``agreement-register-layout``.
            agreements: which, as of ``agreements``; all by default.

        Raises:
            UnknownTerm: when there is no such layout.
            EndingUnknown, MissingExtra, OSError: when the file cannot be written.
        """
        office, language = self._office, self._office.profile.language
        chosen = self.agreements() if agreements is None else agreements
        today = office.today()
        spans = ((code, unit.on(today)) for code, unit in office.organization.structure.units.items())
        units = {code: span.title.in_language(language) for code, span in spans if span is not None}
        lines = tuple(own_lines(chosen, self.partners_of(chosen), units))
        write_layout(path, layout, lines, office.profile)
        return len(lines)
