"""A receive stamp as it is printed: its lines in the office's language and digits."""

from orqa.base.digits import in_digits
from orqa.domain.correspondence.stamp import ReceiveStamp
from orqa.reporting.formatting import Style


def stamp_lines(stamp: ReceiveStamp, style: Style) -> tuple[str, ...]:
    """The agency's name, then each label with what stands behind it: ``เลขรับ ๑๒``, ``เวลา ๐๙.๓๐ น.``."""
    clock = f"{stamp.time:%H.%M} น." if style.is_thai else f"{stamp.time:%H:%M}"
    values = {
        "number": in_digits(str(stamp.number), style.digits),
        "date": style.date(stamp.date),
        "time": in_digits(clock, style.digits),
    }
    labelled = (f"{style.say(field.title)} {values[field.name]}" for field in stamp.fields if field.name in values)
    return (style.say(stamp.agency), *labelled)
