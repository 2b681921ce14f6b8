"""The yearly return of attendance to the partnership (K&R subgroup; domain §3.4)."""

from app.domain.documents import AttendanceReturn
from app.exporters.word import fill


def write(attendance: AttendanceReturn) -> bytes:
    """The return as a Word document; it names professionals and no child."""
    return fill("attendance.docx", "attendance return", attendance.heading, attendance=attendance)
