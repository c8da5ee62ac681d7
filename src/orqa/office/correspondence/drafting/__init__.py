"""Drafting: a part of the service of letters (การร่างหนังสือ)."""

from orqa.office.correspondence.drafting.issuing import Issuing

__all__ = ["Drafting"]


class Drafting(Issuing):
    """Draft, check, propose, sign, number, send out and file what the office writes."""
