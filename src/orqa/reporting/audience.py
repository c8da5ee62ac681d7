"""Who a report is for."""

from enum import StrEnum


class Audience(StrEnum):
    """``internal``: all columns; ``public``: only what is marked public, an allow-list.

    The Personal Data Protection Act B.E. 2562 (พ.ร.บ. คุ้มครองข้อมูลส่วนบุคคล พ.ศ. 2562) is why nothing is public
    by default.
    """

    INTERNAL = "internal"
    PUBLIC = "public"
