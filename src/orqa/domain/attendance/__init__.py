"""Attendance and leave (การลงเวลาและการลา): who works when, what a day came to, who is away by which right."""
