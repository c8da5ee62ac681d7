"""Leave (การลา): what was asked for and permitted, how it counts, and the accounts that it draws on.

The names below are loaded on first use.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from orqa.domain.attendance.leave.asking import Answer, LeaveHistory, LeaveRequest, LeaveVerdict
    from orqa.domain.attendance.leave.deciding import decide_leave
    from orqa.domain.attendance.leave.records import Leave, LeaveState

__all__ = ["Answer", "Leave", "LeaveHistory", "LeaveRequest", "LeaveState", "LeaveVerdict", "decide_leave"]

_HOMES = {
    **dict.fromkeys(("Answer", "LeaveHistory", "LeaveRequest", "LeaveVerdict"), "asking"),
    "decide_leave": "deciding",
    **dict.fromkeys(("Leave", "LeaveState"), "records"),
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return __all__
