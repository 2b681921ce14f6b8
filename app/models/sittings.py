"""Who sits where and since when, and how a sitting went: comings and goings, quorum, what was ratified."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable, Moment
from app.models.cases import MonthlyEntry
from app.models.meetings import ItemNote, Meeting


class Membership(Base, Editable):
    """Somebody holds a seat of a body from a day to a day (both counted); `deputies` may come instead.

    `agency` is whom they come from where that is not the seat's own.
    """

    __tablename__ = "memberships"
    kind = "membership"
    __table_args__ = (Index("ix_memberships_seat", "body_code", "seat_key"),)

    body_code: Mapped[str] = mapped_column(String(40))
    seat_key: Mapped[str] = mapped_column(String(60))
    name: Mapped[str] = mapped_column(String(200))
    rank: Mapped[str] = mapped_column(String(120), default="")
    agency: Mapped[str] = mapped_column(String(200), default="")
    from_on: Mapped[date]
    to_on: Mapped[date | None] = mapped_column(default=None)
    deputies: Mapped[list[str]] = mapped_column(JSON, default=list)


class SeatAtMeeting(Base, Editable):
    """What one meeting noted of a seat: that its condition is met, or what it sent in writing and when.

    `written_at` is from when the written return counts, where the quorum's rule lets it count.
    """

    __tablename__ = "seats_at_meetings"
    kind = "seat"
    __table_args__ = (UniqueConstraint("meeting_id", "seat_key"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    seat_key: Mapped[str] = mapped_column(String(60))
    asked: Mapped[bool] = mapped_column(default=False)
    written_on: Mapped[date | None] = mapped_column(default=None)
    written_note: Mapped[str] = mapped_column(default="")
    written_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class Stay(Base):
    """From when to when somebody was in the room; a person who goes out and comes back has two.

    `arrived_at` None is from the start; `left_at` None is until the end.
    """

    __tablename__ = "stays"
    kind = "stay"

    attendance_id: Mapped[int] = mapped_column(ForeignKey("attendance.id", ondelete="CASCADE"), index=True)
    arrived_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    left_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class ItemTurn(Base):
    """When an item or a case was taken in hand; it stays so until the next one is."""

    __tablename__ = "item_turns"
    kind = "item turn"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    item_key: Mapped[str] = mapped_column(String(60))
    at: Mapped[datetime] = mapped_column(Moment)


class QuorumChange(Base):
    """When a meeting became quorate or ceased to be, through whom, and what was in hand then."""

    __tablename__ = "quorum_changes"
    kind = "quorum change"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    met: Mapped[bool]
    counted: Mapped[str] = mapped_column(default="")
    who: Mapped[str] = mapped_column(default="")
    item_key: Mapped[str] = mapped_column(String(60), default="")
    sentence: Mapped[str]


class QuorumChoice(Base):
    """How a meeting that was not quorate went on, by whose word; `to_meeting_id` is where it goes on."""

    __tablename__ = "quorum_choices"
    kind = "quorum choice"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(Moment)
    choice: Mapped[str] = mapped_column(String(20))
    by: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(default="")
    item_key: Mapped[str] = mapped_column(String(60), default="")
    to_meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL"), default=None, index=True
    )


class Ratification(Base, Editable):
    """What a later, quorate meeting made of a decision that was provisional: a case's or an item's."""

    __tablename__ = "ratifications"
    kind = "ratification"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(
        ForeignKey("monthly_entries.id", ondelete="CASCADE"), default=None, unique=True
    )
    item_id: Mapped[int | None] = mapped_column(
        ForeignKey("item_notes.id", ondelete="CASCADE"), default=None, unique=True
    )
    outcome: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime] = mapped_column(Moment)

    meeting: Mapped[Meeting] = relationship(passive_deletes=True)
    entry: Mapped[MonthlyEntry | None] = relationship(passive_deletes=True)
    item: Mapped[ItemNote | None] = relationship(passive_deletes=True)
