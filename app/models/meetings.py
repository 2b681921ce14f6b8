"""Bodies in force, meetings, who was there, and what was minuted under each item."""

from datetime import date, datetime, time

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable, Moment
from app.models.planning import MeetingPaper


class BodyProfile(Base):
    """One version of a body's profile, copied into the store, so that old minutes print under old rules."""

    __tablename__ = "body_profiles"
    kind = "profile"
    __table_args__ = (UniqueConstraint("code", "effective_from"),)

    code: Mapped[str] = mapped_column(String(40), index=True)
    position: Mapped[int]
    effective_from: Mapped[date]
    text: Mapped[str]


class Setting(Base, Editable):
    """One setting of the store, by key: the area, the statement's wording, the store's own id."""

    __tablename__ = "settings"
    kind = "setting"

    key: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str]


class Meeting(Base, Editable):
    """One meeting of a body, a state machine from planned to agreed."""

    __tablename__ = "meetings"
    kind = "meeting"

    profile_id: Mapped[int] = mapped_column(ForeignKey("body_profiles.id"))
    body_code: Mapped[str] = mapped_column(String(40), index=True)
    held_on: Mapped[date] = mapped_column(index=True)
    starts: Mapped[time]
    ends: Mapped[time]
    venue: Mapped[str] = mapped_column(default="")
    state: Mapped[str] = mapped_column(String(30), default="planned")
    date_reason: Mapped[str] = mapped_column(default="")  # why this day: the plan's words or the chair's
    planned_for: Mapped[date | None] = mapped_column(default=None)  # first day of the month it is the one of
    notice_by: Mapped[str] = mapped_column(String(120), default="")  # the chair who agreed to short notice
    notice_reason: Mapped[str] = mapped_column(default="")
    notice_on: Mapped[date | None] = mapped_column(default=None)
    opened_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    closed_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    statement_version: Mapped[str] = mapped_column(String(20), default="")
    statement_text: Mapped[str] = mapped_column(default="")
    statement_read_by: Mapped[str] = mapped_column(String(120), default="")
    statement_read_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    quorate: Mapped[bool | None] = mapped_column(default=None)
    quorum_sentence: Mapped[str] = mapped_column(default="")
    current_item: Mapped[str] = mapped_column(String(60), default="")

    profile: Mapped[BodyProfile] = relationship()
    papers: Mapped[list[MeetingPaper]] = relationship(
        back_populates="meeting",
        cascade="all, delete-orphan",
        passive_deletes=True,
        order_by="MeetingPaper.id",
    )


class Attendance(Base, Editable):
    """One person in the register of one meeting. `seat_key` is "" for an observer.

    `rank` is their own title; `virtual`: on a screen. Whoever `waits_to_sign` came late and is let in, and
    counted, once the register is signed.
    """

    __tablename__ = "attendance"
    kind = "attendance"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    seat_key: Mapped[str] = mapped_column(String(60), default="")
    name: Mapped[str] = mapped_column(String(200), default="")
    agency: Mapped[str] = mapped_column(String(200), default="")
    standing: Mapped[str] = mapped_column(String(20), default="")
    deputy_for: Mapped[str] = mapped_column(String(200), default="")
    rank: Mapped[str] = mapped_column(String(120), default="")
    virtual: Mapped[bool] = mapped_column(default=False)
    signed: Mapped[bool] = mapped_column(default=False)
    waits_to_sign: Mapped[bool] = mapped_column(default=False)
    arrived_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    left_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class ItemNote(Base, Editable):
    """What was minuted under one agenda item that is not a case, and whether it has been dealt with.

    `quorate` is whether the meeting was when it was; None before the close. What is `provisional` comes
    back to the next quorate meeting.
    """

    __tablename__ = "item_notes"
    kind = "item"
    __table_args__ = (UniqueConstraint("meeting_id", "item_key"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    item_key: Mapped[str] = mapped_column(String(60))
    notes: Mapped[str] = mapped_column(default="")
    done: Mapped[bool] = mapped_column(default=False)
    done_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    quorate: Mapped[bool | None] = mapped_column(default=None)
    provisional: Mapped[bool] = mapped_column(default=False)


class QuestionAnswer(Base, Editable):
    """The note against one of the focus questions of the statement (domain §21.2)."""

    __tablename__ = "question_answers"
    kind = "question"
    __table_args__ = (UniqueConstraint("meeting_id", "question"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    question: Mapped[int]
    asked: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[str] = mapped_column(default="")
