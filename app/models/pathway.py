"""Referrals on their way to the MASE list, and what we record of a case beside its list."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable, Moment
from app.models.cases import Case
from app.models.people import Subject
from app.models.referrals import OnwardReferral


class Referral(Base, Editable):
    """One concern about one child, from the front door to the list, or to an end (domain §5, §7).

    `state` is what the standing steps come to (domain/pathway); it is kept beside them so that pending ones
    are found without reading every step. `pre_mase` are keys, one a line. `case_id` is the case it became.
    """

    __tablename__ = "referrals"
    kind = "referral"

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    body_code: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(30), default="concern", index=True)
    concern: Mapped[str] = mapped_column(default="")
    raised_on: Mapped[date]
    referrer: Mapped[str] = mapped_column(String(120), default="")
    agency: Mapped[str] = mapped_column(String(200), default="")
    referrer_role: Mapped[str] = mapped_column(String(120), default="")
    referrer_contact: Mapped[str] = mapped_column(default="")
    referrer_told_on: Mapped[date | None] = mapped_column(default=None)
    assessed_on: Mapped[date | None] = mapped_column(default=None)
    referred_on: Mapped[date | None] = mapped_column(default=None)
    police_form_on: Mapped[date | None] = mapped_column(default=None)
    borough: Mapped[str] = mapped_column(String(60), default="")
    lead_professional: Mapped[str] = mapped_column(String(200), default="")
    strategy_summary: Mapped[str] = mapped_column(default="")
    theme: Mapped[str] = mapped_column(String(120), default="")
    harmful_behaviour: Mapped[bool] = mapped_column(default=False)
    consulted_on: Mapped[date | None] = mapped_column(default=None)
    consultation: Mapped[str] = mapped_column(default="")
    pre_mase: Mapped[str] = mapped_column(default="")
    pre_mase_summary: Mapped[str] = mapped_column(default="")
    views: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    onward_id: Mapped[int | None] = mapped_column(
        ForeignKey("onward_referrals.id", ondelete="SET NULL"), default=None
    )
    case_id: Mapped[int | None] = mapped_column(
        ForeignKey("cases.id", ondelete="SET NULL"), default=None, index=True
    )

    subject: Mapped[Subject] = relationship(passive_deletes=True)
    case: Mapped[Case | None] = relationship(passive_deletes=True)
    onward: Mapped[OnwardReferral | None] = relationship(passive_deletes=True)
    steps: Mapped[list["PathwayStepTaken"]] = relationship(
        back_populates="referral", order_by="PathwayStepTaken.id", lazy="selectin", passive_deletes=True
    )
    answers: Mapped[list["FormAnswer"]] = relationship(
        back_populates="referral", order_by="FormAnswer.id", passive_deletes=True
    )
    safety: Mapped[list["SafetyAction"]] = relationship(
        back_populates="referral", order_by="SafetyAction.due, SafetyAction.id", lazy="selectin",
        passive_deletes=True,
    )  # fmt: skip


class PathwayStepTaken(Base):
    """One step of a referral, by whom and when; one that was taken back stays on record."""

    __tablename__ = "pathway_steps"
    kind = "pathway step"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id", ondelete="CASCADE"), index=True)
    step: Mapped[str] = mapped_column(String(30))
    on: Mapped[date] = mapped_column("happened_on")
    category: Mapped[int | None] = mapped_column(default=None)
    decided_by: Mapped[str] = mapped_column(String(120), default="")
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
    undone_by: Mapped[str] = mapped_column(String(80), default="")
    undone_at: Mapped[datetime | None] = mapped_column(Moment, default=None)

    referral: Mapped[Referral] = relationship(back_populates="steps")


class FormAnswer(Base, Editable):
    """What stands under one heading of one of the two forms (domain/pathway/forms.py)."""

    __tablename__ = "form_answers"
    kind = "form answer"
    __table_args__ = (UniqueConstraint("referral_id", "form", "key"),)

    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id", ondelete="CASCADE"), index=True)
    form: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(40))
    answer: Mapped[str] = mapped_column(default="")

    referral: Mapped[Referral] = relationship(back_populates="answers")


class SafetyAction(Base, Editable):
    """What somebody does to keep the child safe before any meeting; nobody waits for one."""

    __tablename__ = "safety_actions"
    kind = "safety action"

    referral_id: Mapped[int] = mapped_column(ForeignKey("referrals.id", ondelete="CASCADE"), index=True)
    text: Mapped[str]
    agency: Mapped[str] = mapped_column(String(200))
    owner: Mapped[str] = mapped_column(String(200), default="")
    due: Mapped[date]
    done_on: Mapped[date | None] = mapped_column(default=None)
    outcome: Mapped[str] = mapped_column(default="")

    referral: Mapped[Referral] = relationship(back_populates="safety")


class CaseDetail(Base, Editable):
    """Whose child, living where, watched by which panel: three facts (domain §4.4); and how a case ended.

    `exploitation_types` are codes of the profile, one a line. `discharge_reason` is one of a few; the
    rationale stands with the meeting's decision.
    """

    __tablename__ = "case_details"
    kind = "case detail"

    case_id: Mapped[int] = mapped_column(ForeignKey("cases.id", ondelete="CASCADE"), unique=True)
    responsible_authority: Mapped[str] = mapped_column(String(120), default="")
    living_in: Mapped[str] = mapped_column(String(120), default="")
    monitored_by: Mapped[str] = mapped_column(String(120), default="")
    moved_in_on: Mapped[date | None] = mapped_column(default=None)
    home_told_on: Mapped[date | None] = mapped_column(default=None)
    exploitation_types: Mapped[str] = mapped_column(default="")
    learning_disability: Mapped[str] = mapped_column(String(20), default="")
    discharge_reason: Mapped[str] = mapped_column(String(40), default="")
    onward_support: Mapped[str] = mapped_column(default="")
    step_down_on: Mapped[date | None] = mapped_column(default=None)
    follow_up_on: Mapped[date | None] = mapped_column(default=None, index=True)
    followed_up_on: Mapped[date | None] = mapped_column(default=None)
    follow_up: Mapped[str] = mapped_column(default="")

    case: Mapped[Case] = relationship(back_populates="detail")
