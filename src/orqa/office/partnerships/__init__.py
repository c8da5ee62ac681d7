"""International relations: the service of one area, put together from its parts (งานวิเทศสัมพันธ์)."""

from orqa.office.partnerships.partners import Partners


class PartnershipService(Partners):
    """Keep the institutions that the university works with; reached as ``office.partnerships``.

    Everybody in the office may see them. Whom to write to there is personal data: it is in no public report. Who may
    keep them, the policy says.
    """
