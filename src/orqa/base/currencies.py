"""Currencies and their smallest units, by ISO 4217."""

from typing import ClassVar

from orqa.base.errors import OrqaError
from orqa.base.language import Text

PUBLISHED = "2026-01-01"
"""The edition of ISO 4217 list one (SIX Financial Information, the maintenance agency) that the table follows."""

_BY_MINOR_UNITS = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW
        CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF
        IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK
        MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP
        SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG
        YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
_MINOR_UNITS = {code: units for units, codes in _BY_MINOR_UNITS.items() for code in codes.split()}


class UnknownCurrency(OrqaError, LookupError):
    """A code is no currency of ISO 4217 that has amounts (gold and test codes have none)."""

    code: ClassVar[str] = "unknown-currency"
    template: ClassVar[Text] = Text.of(
        en="{currency!r} is no currency code of ISO 4217: write three capital letters such as THB, USD or EUR",
        th="{currency!r} ไม่ใช่รหัสสกุลเงินตาม ISO 4217: เขียนอักษรใหญ่สามตัว เช่น THB, USD หรือ EUR",
    )

    currency: str


def minor_units(currency: str) -> int:
    """Decimal places of the smallest unit: 2 for THB (100 satang), 0 for JPY, 3 for KWD.

    Raises:
        UnknownCurrency: when the code is not in the table.
    """
    try:
        return _MINOR_UNITS[currency]
    except KeyError:
        raise UnknownCurrency(currency) from None
