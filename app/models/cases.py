"""Cases on the MASE list, what each meeting recorded about them, and the actions that were agreed."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable, Moment
from app.models.lists import SourceRecord
from app.models.meetings import Meeting
from app.models.people import Subject

if TYPE_CHECKING:
    from app.models.pathway import CaseDetail


class Case(Base, Editable):
    """One spell of a child on the MASE list; a re-opened child is a new case (domain §4.6)."""

    __tablename__ = "cases"
    kind = "case"

    source_id: Mapped[int] = mapped_column(ForeignKey("source_records.id"), unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    reference: Mapped[str] = mapped_column(String(120), index=True)
    borough: Mapped[str] = mapped_column(String(60), default="")
    out_of_borough: Mapped[bool] = mapped_column(default=False)
    category: Mapped[int | None]
    category_at_entry: Mapped[int | None]
    referred_on: Mapped[date | None]
    referring_agency: Mapped[str] = mapped_column(String(200), default="")
    strategy_meeting_on: Mapped[date | None]
    lead_professional: Mapped[str] = mapped_column(String(200), default="")
    school: Mapped[str] = mapped_column(default="")
    status: Mapped[str] = mapped_column(String(80), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    listed_on: Mapped[date | None]
    themes: Mapped[str] = mapped_column(default="")
    placement: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None] = mapped_column(default=None)
    closed_reason: Mapped[str] = mapped_column(default="")

    source: Mapped[SourceRecord] = relationship()
    subject: Mapped[Subject] = relationship()
    detail: Mapped["CaseDetail | None"] = relationship(back_populates="case", passive_deletes=True)


class MonthlyEntry(Base, Editable):
    """What one meeting recorded about one case: victim, offender, location, themes, decision, rationale.

    `quorate` is whether the meeting was at `decided_at`; None before the close. What is `provisional` comes
    back to the next quorate meeting and is carried out when that one ratifies it.
    `first_mention_by` let a child be raised here who had not come by the referral pathway (P17), and why.
    `printed` is what the lists said when the meeting closed (services/room/printed.py), so that its minutes
    print the same for ever; empty before the close, and for meetings closed before it was kept.
    """

    __tablename__ = "monthly_entries"
    kind = "entry"
    __table_args__ = (UniqueConstraint("meeting_id", "case_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id"), index=True)
    group_title: Mapped[str] = mapped_column(String(120))
    standing: Mapped[str] = mapped_column(String(20))  # new, existing, out of borough
    position: Mapped[int]
    victim: Mapped[str] = mapped_column(default="")
    offender: Mapped[str] = mapped_column(default="")
    location: Mapped[str] = mapped_column(default="")
    themes: Mapped[str] = mapped_column(default="")
    overview: Mapped[str] = mapped_column(default="")
    impact: Mapped[str] = mapped_column(default="")
    other_agencies: Mapped[str] = mapped_column(default="")
    category_before: Mapped[int | None]
    category: Mapped[int | None] = mapped_column(default=None)
    decision: Mapped[str] = mapped_column(String(20), default="")  # continue, discharge
    rationale: Mapped[str] = mapped_column(default="")
    undecided_reason: Mapped[str] = mapped_column(default="")
    first_mention_by: Mapped[str] = mapped_column(default="")
    first_mention_reason: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    quorate: Mapped[bool | None] = mapped_column(default=None)
    provisional: Mapped[bool] = mapped_column(default=False)
    seen: Mapped[bool] = mapped_column(default=False)
    printed: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)

    meeting: Mapped[Meeting] = relationship()
    case: Mapped[Case] = relationship()


class ChildNote(Base, Editable):
    """What one meeting noted about one child of one of its items, where the body decides no cases.

    `facts` is what stood beside the child when the meeting closed, as label and words, so that its minutes
    print the same for ever; it is empty while the meeting runs.
    """

    __tablename__ = "child_notes"
    kind = "child note"
    __table_args__ = (UniqueConstraint("meeting_id", "subject_id"),)

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    item_key: Mapped[str] = mapped_column(String(60))
    position: Mapped[int]
    notes: Mapped[str] = mapped_column(default="")
    seen: Mapped[bool] = mapped_column(default=False)
    facts: Mapped[list[list[str]]] = mapped_column(JSON, default=list)

    meeting: Mapped[Meeting] = relationship()
    subject: Mapped[Subject] = relationship(passive_deletes=True)


class Action(Base, Editable):
    """What somebody agreed to do by a day; it always has an owner and a deadline (K&R: agreed deadlines)."""

    __tablename__ = "actions"
    kind = "action"

    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("monthly_entries.id"), default=None, index=True)
    child_note_id: Mapped[int | None] = mapped_column(ForeignKey("child_notes.id"), default=None, index=True)
    item_key: Mapped[str] = mapped_column(String(60), default="")
    text: Mapped[str]
    agency: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date]
    state: Mapped[str] = mapped_column(String(20), default="open")  # open, done, withdrawn
    closed_on: Mapped[date | None] = mapped_column(default=None)

    meeting: Mapped[Meeting] = relationship()
    entry: Mapped[MonthlyEntry | None] = relationship()
    child_note: Mapped[ChildNote | None] = relationship()
    updates: Mapped[list["ActionUpdate"]] = relationship(back_populates="action", order_by="ActionUpdate.id")


class ActionUpdate(Base):
    """What was said about an action later, and by whom it was noted."""

    __tablename__ = "action_updates"
    kind = "action update"

    action_id: Mapped[int] = mapped_column(ForeignKey("actions.id"), index=True)
    text: Mapped[str]
    noted_by: Mapped[str] = mapped_column(String(80))
    noted_at: Mapped[datetime] = mapped_column(Moment)

    action: Mapped[Action] = relationship(back_populates="updates")
