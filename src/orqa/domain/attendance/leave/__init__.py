"""Leave (การลา): what was asked for and permitted, how it counts, and the accounts that it draws on."""

from orqa.domain.attendance.leave.asking import Answer, LeaveHistory, LeaveRequest, LeaveVerdict
from orqa.domain.attendance.leave.deciding import decide_leave
from orqa.domain.attendance.leave.records import Leave, LeaveState

__all__ = ["Answer", "Leave", "LeaveHistory", "LeaveRequest", "LeaveState", "LeaveVerdict", "decide_leave"]
