"""What we record ourselves about children who go missing: beside what the police list says, never over it."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable
from app.models.lists import Episode
from app.models.people import Subject


class EpisodeDetail(Base, Editable):
    """Our own record of one episode (domain §12); a field that is empty leaves what the list says standing.

    Times are local wall-clock times. `exploitation_considered` is the question of R11, asked each time.
    """

    __tablename__ = "episode_details"
    kind = "episode detail"

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id", ondelete="CASCADE"), unique=True)
    classed: Mapped[str] = mapped_column(String(20), default="")
    risk: Mapped[str] = mapped_column(String(20), default="")
    missing_from: Mapped[str] = mapped_column(String(20), default="")
    reported_by: Mapped[str] = mapped_column(default="")
    began_at: Mapped[datetime | None] = mapped_column(default=None)
    last_seen_at: Mapped[datetime | None] = mapped_column(default=None)
    last_seen_where: Mapped[str] = mapped_column(default="")
    circumstances: Mapped[str] = mapped_column(default="")
    returned_at: Mapped[datetime | None] = mapped_column(default=None)
    found_where: Mapped[str] = mapped_column(default="")
    found_with: Mapped[str] = mapped_column(default="")
    merlin: Mapped[str] = mapped_column(String(60), default="")
    safe_well_on: Mapped[date | None] = mapped_column(default=None)
    safe_well_by: Mapped[str] = mapped_column(default="")
    harm: Mapped[str] = mapped_column(default="")
    exploitation_considered: Mapped[bool | None] = mapped_column(default=None)
    exploitation_concern: Mapped[bool | None] = mapped_column(default=None)
    exploitation_note: Mapped[str] = mapped_column(default="")
    plan_reviewed_on: Mapped[date | None] = mapped_column(default=None)
    home_told_on: Mapped[date | None] = mapped_column(default=None)
    home_told_by: Mapped[str] = mapped_column(default="")
    people: Mapped[str] = mapped_column(default="")
    places: Mapped[str] = mapped_column(default="")
    left_borough: Mapped[bool | None] = mapped_column(default=None)
    means_to_travel: Mapped[str] = mapped_column(default="")
    travel_reason: Mapped[str] = mapped_column(default="")

    episode: Mapped[Episode] = relationship(back_populates="detail")


class ReturnInterview(Base, Editable):
    """The return home interview of one episode (domain §13). `outcome` "" is one nobody has acted on yet.

    `themes` are the words picked, one a line. `done_at` is when the child was heard, as local time.
    """

    __tablename__ = "return_interviews"
    kind = "interview"

    episode_id: Mapped[int] = mapped_column(ForeignKey("episodes.id", ondelete="CASCADE"), unique=True)
    outcome: Mapped[str] = mapped_column(String(20), default="")
    offered_on: Mapped[date | None] = mapped_column(default=None)
    done_at: Mapped[datetime | None] = mapped_column(default=None)
    reason: Mapped[str] = mapped_column(default="")
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    interviewer: Mapped[str] = mapped_column(String(120), default="")
    independent: Mapped[bool | None] = mapped_column(default=None)
    carer_offered: Mapped[bool | None] = mapped_column(default=None)
    carer_said: Mapped[str] = mapped_column(default="")
    themes: Mapped[str] = mapped_column(default="")
    soft_intelligence: Mapped[str] = mapped_column(default="")
    passed_on: Mapped[date | None] = mapped_column(default=None)
    passed_by: Mapped[str] = mapped_column(String(120), default="")

    episode: Mapped[Episode] = relationship(back_populates="interview")
    answers: Mapped[list["InterviewAnswer"]] = relationship(
        back_populates="interview", order_by="InterviewAnswer.id", passive_deletes=True
    )


class InterviewAnswer(Base, Editable):
    """What the child answered to one question; the question stays as it was worded then."""

    __tablename__ = "interview_answers"
    kind = "interview answer"
    __table_args__ = (UniqueConstraint("interview_id", "key"),)

    interview_id: Mapped[int] = mapped_column(
        ForeignKey("return_interviews.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[str] = mapped_column(String(40))
    question: Mapped[str] = mapped_column(default="")
    answer: Mapped[str] = mapped_column(default="")

    interview: Mapped[ReturnInterview] = relationship(back_populates="answers")


class SafetyPlan(Base, Editable):
    """One version of a child's safety plan; a new one is a new record, the earlier ones stay readable."""

    __tablename__ = "safety_plans"
    kind = "safety plan"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    number: Mapped[int]
    made_on: Mapped[date]
    made_by: Mapped[str] = mapped_column(String(120), default="")
    summary: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None] = mapped_column(default=None, index=True)
    reviewed_on: Mapped[date | None] = mapped_column(default=None)
    reviewed_by: Mapped[str] = mapped_column(String(120), default="")
    ended_on: Mapped[date | None] = mapped_column(default=None)
    end_reason: Mapped[str] = mapped_column(default="")

    subject: Mapped[Subject] = relationship(passive_deletes=True)


class Concern(Base, Editable):
    """The interview manager is worried about a child, with the reason (K&R MisPer, the second top list)."""

    __tablename__ = "concerns"
    kind = "concern"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    reason: Mapped[str]
    raised_by: Mapped[str] = mapped_column(String(120), default="")
    raised_on: Mapped[date]
    ended_on: Mapped[date | None] = mapped_column(default=None)
    end_reason: Mapped[str] = mapped_column(default="")

    subject: Mapped[Subject] = relationship(passive_deletes=True)


class Readiness(Base, Editable):
    """Whether we are ready should the child go missing: the risk before a move, and the grab pack (§13)."""

    __tablename__ = "readiness"
    kind = "readiness"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), unique=True)
    grab_pack: Mapped[bool | None] = mapped_column(default=None)
    grab_pack_on: Mapped[date | None] = mapped_column(default=None)
    placed_on: Mapped[date | None] = mapped_column(default=None)
    assessed_on: Mapped[date | None] = mapped_column(default=None)
    assessed_risk: Mapped[str] = mapped_column(String(20), default="")

    subject: Mapped[Subject] = relationship(passive_deletes=True)
