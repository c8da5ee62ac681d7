"""A small invented university with faculties, programmes and the scores of one, shared by the tests of quality."""

from datetime import date
from typing import Final

from orqa.office.office import Office

FOUNDED: Final = date(2003, 4, 1)
PROGRAMME: Final = "iqa-2557-programme"
FACULTY: Final = "iqa-2557-faculty"
INSTITUTION: Final = "iqa-2557-institution"
SCORES: Final = {
    "1.1": "pass",
    "2.1": "4.21",
    "2.2": "4.55",
    "3.1": 3,
    "3.2": 3,
    "3.3": 4,
    "4.1": 3,
    "4.2": "4.44",
    "4.3": 3,
    "5.1": 3,
    "5.2": 4,
    "5.3": 3,
    "5.4": "4.75",
    "6.1": 3,
}
"""Scores of a programme whose mean is 3.61; the plain mean of its components would be 3.58."""


def with_units(office: Office) -> Office:
    """The same office with a university, a faculty, its two programmes and a third elsewhere."""
    add = office.organization.add_unit
    add("university", {"th": "มหาวิทยาลัยตัวอย่าง", "en": "Example University"}, first=FOUNDED, level="university")
    add("eng", {"th": "คณะวิศวกรรมศาสตร์", "en": "Engineering"}, first=FOUNDED, parent="university", level="faculty")
    add("art", {"th": "คณะศิลปศาสตร์", "en": "Arts"}, first=FOUNDED, parent="university", level="faculty")
    for code, parent, title in (("cpe", "eng", "คอมพิวเตอร์"), ("civil", "eng", "โยธา"), ("thai", "art", "ภาษาไทย")):
        add(code, {"th": f"หลักสูตร{title}", "en": f"Programme {code}"}, first=FOUNDED, parent=parent)
    return office
