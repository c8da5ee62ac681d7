"""Messages of the government exchange of letters (การแลกเปลี่ยนหนังสือราชการอิเล็กทรอนิกส์, TH e-GIF).

What is known of the format was seen in programs that talk to the exchange; no standard of it was found in public. So
reading is liberal and tells what it finds, and writing keeps to the elements and the order that were seen.
"""

from orqa.plugins.builtin.formats.egif.messages import (
    ExchangeFile,
    ExchangeLetter,
    ExchangeNotice,
    ExchangeParty,
    ExchangeReference,
    NoticeKind,
)
from orqa.plugins.builtin.formats.egif.reading import Message, read_message
from orqa.plugins.builtin.formats.egif.writing import write_letter, write_notice

__all__ = [
    "ExchangeFile",
    "ExchangeLetter",
    "ExchangeNotice",
    "ExchangeParty",
    "ExchangeReference",
    "Message",
    "NoticeKind",
    "read_message",
    "write_letter",
    "write_notice",
]
