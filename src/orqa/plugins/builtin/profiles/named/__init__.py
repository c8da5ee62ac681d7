"""Offices of which some rules were read: overlays with these figures and nothing else.

Each is laid over the profile that the office belongs to. Who works there opens an office under it, or lays a profile of
its own over it; everybody else finds in it how others set what no law sets.
"""

from typing import Final

OFFICES: Final = (
    ("chulalongkorn", "thai-public-university", "จุฬาลงกรณ์มหาวิทยาลัย", "Chulalongkorn University"),
    ("khon-kaen", "thai-public-university", "มหาวิทยาลัยขอนแก่น", "Khon Kaen University"),
    ("thammasat", "thai-public-university", "มหาวิทยาลัยธรรมศาสตร์", "Thammasat University"),
    (
        "rmut-thanyaburi",
        "thai-public-university",
        "มหาวิทยาลัยเทคโนโลยีราชมงคลธัญบุรี",
        "Rajamangala University of Technology Thanyaburi",
    ),
    (
        "nida",
        "thai-public-university",
        "สถาบันบัณฑิตพัฒนบริหารศาสตร์",
        "National Institute of Development Administration",
    ),
    ("mahidol", "thai-public-university", "มหาวิทยาลัยมหิดล", "Mahidol University"),
    ("ramkhamhaeng", "thai-public-university", "มหาวิทยาลัยรามคำแหง", "Ramkhamhaeng University"),
    (
        "kmutt",
        "thai-public-university",
        "มหาวิทยาลัยเทคโนโลยีพระจอมเกล้าธนบุรี",
        "King Mongkut's University of Technology Thonburi",
    ),
    ("uttaradit", "thai-public-university", "มหาวิทยาลัยราชภัฏอุตรดิตถ์", "Uttaradit Rajabhat University"),
    (
        "rmut-phra-nakhon",
        "thai-public-university",
        "มหาวิทยาลัยเทคโนโลยีราชมงคลพระนคร",
        "Rajamangala University of Technology Phra Nakhon",
    ),
    (
        "psu-natural-resources",
        "thai-public-university",
        "คณะทรัพยากรธรรมชาติ มหาวิทยาลัยสงขลานครินทร์",
        "Faculty of Natural Resources, Prince of Songkla University",
    ),
    (
        "psu-engineering",
        "thai-public-university",
        "คณะวิศวกรรมศาสตร์ มหาวิทยาลัยสงขลานครินทร์",
        "Faculty of Engineering, Prince of Songkla University",
    ),
    (
        "psu-science",
        "thai-public-university",
        "คณะวิทยาศาสตร์ มหาวิทยาลัยสงขลานครินทร์",
        "Faculty of Science, Prince of Songkla University",
    ),
    (
        "psu-library",
        "thai-public-university",
        "สำนักทรัพยากรการเรียนรู้ มหาวิทยาลัยสงขลานครินทร์",
        "Library of Prince of Songkla University",
    ),
    (
        "chandrakasem-education",
        "thai-public-university",
        "คณะศึกษาศาสตร์ มหาวิทยาลัยราชภัฏจันทรเกษม",
        "Faculty of Education, Chandrakasem Rajabhat University",
    ),
    ("public-works", "national", "กรมโยธาธิการและผังเมือง", "Department of Public Works and Town Planning"),
    ("health-department", "national", "กรมด้านสาธารณสุขแห่งหนึ่ง", "A health department"),
    ("other-department", "national", "กรมแห่งหนึ่งตามสรุปของตน", "A department, by its own summary"),
    ("defence-office", "national", "หน่วยงานด้านกลาโหมแห่งหนึ่ง", "A defence office"),
    ("basic-education", "national", "หน่วยงานการศึกษาขั้นพื้นฐาน", "Offices of basic education"),
    ("vocational-college", "national", "วิทยาลัยอาชีวศึกษาแห่งหนึ่ง", "A vocational college"),
)
"""Name, parent, and title in Thai and English of each."""
