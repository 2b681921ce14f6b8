"""The office's own calendar: bank holidays as they ship, days closed beyond them, holidays it works."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import OfficeCalendar
from app.models import CalendarDay


def office_calendar(session: Session) -> OfficeCalendar:
    """The working days every clock of this store counts by."""
    rows = session.execute(select(CalendarDay.day, CalendarDay.works, CalendarDay.name)).all()
    return OfficeCalendar(
        {row.day: row.name for row in rows if not row.works}, frozenset(row.day for row in rows if row.works)
    )
