"""Rates and limits of spending (อัตราค่าใช้จ่าย) from the rules: an amount, or the plain answer that no source tells it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from orqa.base.date_format import day_text
from orqa.base.errors import NotModelled
from orqa.base.language import Text
from orqa.base.money import Money

if TYPE_CHECKING:
    from orqa.rules.views import Reading

NATIONAL: Final = "national"
"""The fund whose rates the national rules give (งบประมาณแผ่นดิน)."""

_NOT_KNOWN = Text.of(
    en="no source at hand tells it for {asked} from {day} on; set it in your own profile",
    th="ไม่มีแหล่งข้อมูลที่บอกสำหรับ {asked} ตั้งแต่ {day} โปรดกำหนดในโปรไฟล์ของตน",
)


def known(reading: "Reading", key: str, **dims: Any) -> Any:
    """The value of a rule that may say ``{unknown = true}``.

    Raises:
        NotModelled: where the rule says that it is not known, or has not begun.
        UnknownParameter: when the profile has no such rule.
        UnknownDimension: when it is not asked by its dimensions and their known values.
    """
    value = reading.value(key, **dims)
    if isinstance(value, Mapping) and value.get("unknown"):
        asked = ", ".join(str(dim) for dim in dims.values()) or key
        raise NotModelled(key, _NOT_KNOWN.fill(asked=asked, day=day_text(reading.view.first)))
    return value


def rate(reading: "Reading", key: str, **dims: Any) -> Money:
    """The amount that a rule gives, in the currency that is its unit; errors as :func:`known`."""
    return Money.of(known(reading, key, **dims), reading.view.parameter(key).unit)
