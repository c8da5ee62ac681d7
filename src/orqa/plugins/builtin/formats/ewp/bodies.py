"""What stands in institutions, units and approvals, in which order, how often and in what form.

The institutions interface 2, the one of organisational units 2, and that of approvals of agreements 2.
"""

from typing import Final

from orqa.base.language import Text
from orqa.domain.partnerships.cooperation_bodies import Address, AgreementApproval, HeiUnit, Institution, OtherId
from orqa.plugins.builtin.formats.ewp.schema import (
    ADDRESSES,
    ANY,
    CODE,
    CONTACTS,
    HASH,
    HEI,
    ID,
    Form,
    Part,
    contact,
    pattern,
    worded,
)

_PLACE: Final = "https://github.com/erasmus-without-paper/ewp-specs-api-{}/tree/stable-v2"
INSTITUTIONS: Final = (_PLACE.format("institutions"), "institutions-response")
UNITS: Final = (_PLACE.format("ounits"), "ounits-response")
APPROVALS: Final = (_PLACE.format("iias-approval"), "iias-approval-response")

WEB: Final = pattern(
    "https?://.+", "an address on the web with https:// or http://", "ที่อยู่เว็บที่ขึ้นต้นด้วย https:// หรือ http://"
)
_SECURE: Final = pattern("https://.+", "an address on the web with https://", "ที่อยู่เว็บที่ขึ้นต้นด้วย https://")
COUNTRY: Final = pattern("[A-Z][A-Z]", "a country of two letters such as TH", "รหัสประเทศสองตัวอักษร เช่น TH")
NAME: Final = Form(Text.of(en="a name", th="ชื่อ"), str.strip, free=True)


def _text(name: str, field: str, most: int | None = 1, form: Form = ANY) -> Part:
    return Part(name, 0, most, form, field=field)


def _address(name: str, field: str) -> Part:
    parts = (
        _text("recipientName", "recipients", None),
        _text("addressLine", "lines", 4),
        _text("buildingNumber", "building_number"),
        _text("buildingName", "building"),
        _text("streetName", "street"),
        _text("unit", "room"),
        _text("floor", "floor"),
        _text("postOfficeBox", "box"),
        _text("deliveryPointCode", "delivery_points", None),
        _text("postalCode", "postal_code"),
        _text("locality", "locality"),
        _text("region", "region"),
        _text("country", "country", form=COUNTRY),
    )
    return Part(name, 0, 1, parts=parts, namespace=ADDRESSES, within=ADDRESSES, field=field, of=Address)


ADDRESS_PARTS: Final = (_address("street-address", "street"), _address("mailing-address", "mailing"))
_SITES: Final = (
    worded("website-url", 0, "websites", WEB),
    _text("logo-url", "logo", form=_SECURE),
    worded("mobility-factsheet-url", 0, "factsheets", WEB),
)
_CONTACTS: Final = contact("contact", None, "contacts", CONTACTS)

INSTITUTION: Final = Part(
    "hei",
    0,
    None,
    parts=(
        Part("hei-id", 1, 1, HEI, field="hei"),
        Part("other-id", 0, None, CODE, field="other_ids", text_of=OtherId, mark="type"),
        worded("name", 1, "names", NAME),
        _text("abbreviation", "abbreviation"),
        *ADDRESS_PARTS,
        *_SITES,
        worded("course-catalogue-url", 0, "catalogues", WEB),
        _CONTACTS,
        Part("root-ounit-id", 0, 1, ID, field="root_unit"),
        Part("ounit-id", 0, None, ID, field="units"),
    ),
    of=Institution,
    located=True,
)
UNIT: Final = Part(
    "ounit",
    0,
    None,
    parts=(
        Part("ounit-id", 1, 1, ID, field="id"),
        Part("ounit-code", 1, 1, CODE, field="code"),
        worded("name", 1, "names", NAME),
        _text("abbreviation", "abbreviation"),
        Part("parent-ounit-id", 0, 1, ID, field="parent"),
        *ADDRESS_PARTS,
        *_SITES,
        _CONTACTS,
    ),
    of=HeiUnit,
    located=True,
)
APPROVAL: Final = Part(
    "approval",
    0,
    None,
    parts=(
        Part("iia-id", 1, 1, ID, field="agreement_id"),
        Part("iia-hash", 1, 1, HASH, field="approved_hash"),
        _text("pdf-file", "pdf"),
    ),
    of=AgreementApproval,
    located=True,
)
