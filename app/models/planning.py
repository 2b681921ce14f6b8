"""Papers of each meeting, duties that come round, and what the office changed in the calendar."""

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable

if TYPE_CHECKING:
    from app.models.meetings import Meeting


class MeetingPaper(Base, Editable):
    """One thing that is due before or after one meeting ("agenda", "minutes", …) and the day it went out.

    `again_since` is the day on which something that it says was changed after it had gone out (the date, the
    hours, the place), and `again_why` says so; `again_on` is the day on which it was sent once more.
    """

    __tablename__ = "meeting_papers"
    kind = "paper"
    __table_args__ = (UniqueConstraint("meeting_id", "key"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    key: Mapped[str] = mapped_column(String(40))
    due: Mapped[date] = mapped_column(index=True)
    sent_on: Mapped[date | None] = mapped_column(default=None)
    sent_to: Mapped[str] = mapped_column(default="")
    again_since: Mapped[date | None] = mapped_column(default=None)
    again_why: Mapped[str] = mapped_column(default="")
    again_on: Mapped[date | None] = mapped_column(default=None)

    meeting: Mapped["Meeting"] = relationship(back_populates="papers")


class DutyDone(Base, Editable):
    """One duty of a body for one period (a report, a yearly review), done; `period_on` is its first day."""

    __tablename__ = "duties_done"
    kind = "duty"
    __table_args__ = (UniqueConstraint("body_code", "key", "period_on"),)

    body_code: Mapped[str] = mapped_column(String(40))
    key: Mapped[str] = mapped_column(String(40))
    period_on: Mapped[date]
    due: Mapped[date]
    done_on: Mapped[date]
    sent_to: Mapped[str] = mapped_column(default="")


class CalendarDay(Base, Editable):
    """A day on which the office differs from the rule: closed with its reason, or open on a bank holiday."""

    __tablename__ = "calendar_days"
    kind = "calendar"

    day: Mapped[date] = mapped_column(unique=True)
    works: Mapped[bool]
    name: Mapped[str] = mapped_column(default="")
