"""Reports of agreements with other institutions; each has a public edition without decisions and without people."""

from typing import TYPE_CHECKING

from orqa.office.partnerships.agreement_reports import (
    overview_report,
    profile_report,
    radar_report,
    register_report,
)
from orqa.office.snapshots import office_of
from orqa.reporting.context import ReportContext
from orqa.reporting.model import Report

if TYPE_CHECKING:
    from datetime import date


class AgreementRegisterReport:
    """Builds the register of agreements as it stands at the end of the period, or today."""

    def build(self, context: ReportContext) -> Report:
        """As :func:`orqa.office.partnerships.agreement_reports.register_report` gives it."""
        return register_report(office_of(context), _until(context), context.audience, context.language)


class AgreementExpiryReport:
    """Builds the radar: what ends and what must be noticed in the six months from the end of the period, or today."""

    def build(self, context: ReportContext) -> Report:
        """As :func:`orqa.office.partnerships.agreement_reports.radar_report` gives it."""
        office = office_of(context)
        radar = office.partnerships.expiring(on=_until(context))
        return radar_report(office, radar, context.audience, context.language)


class PartnershipOverviewReport:
    """Builds the one page for the head of the office, of the end of the period, or today."""

    def build(self, context: ReportContext) -> Report:
        """As :func:`orqa.office.partnerships.agreement_reports.overview_report` gives it."""
        office = office_of(context)
        radar = office.partnerships.expiring(on=_until(context))
        return overview_report(office, radar, context.audience, context.language)


class InternationalisationProfileReport:
    """Builds the table of countries with agreements and how many of them are active."""

    def build(self, context: ReportContext) -> Report:
        """As :func:`orqa.office.partnerships.agreement_reports.profile_report` gives it."""
        return profile_report(office_of(context), context.period, context.audience, context.language)


def _until(context: ReportContext) -> "date":
    return min(context.period.last, context.at.date())
