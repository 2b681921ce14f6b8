"""What one body asks of another about a child, and each step of the answer."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable, Moment
from app.models.meetings import Meeting
from app.models.people import Subject


class OnwardReferral(Base, Editable):
    """One body passes a child on to another: what it asks and why (domain §4.3).

    `state` is what the standing steps come to (domain/referrals.py); it is kept beside them so that those
    that wait are found without reading every step. `meeting_id` is the meeting that sent it, if one did.
    """

    __tablename__ = "onward_referrals"
    kind = "onward referral"
    __table_args__ = (Index("ix_onward_referrals_waiting", "to_body", "state"),)

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    from_body: Mapped[str] = mapped_column(String(40))
    to_body: Mapped[str] = mapped_column(String(40))
    asked: Mapped[str]
    reason: Mapped[str]
    sent_by: Mapped[str] = mapped_column(String(120))
    sent_on: Mapped[date]
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL"), default=None, index=True
    )
    item_key: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(20), default="sent")

    subject: Mapped[Subject] = relationship(passive_deletes=True)
    meeting: Mapped[Meeting | None] = relationship(passive_deletes=True)
    steps: Mapped[list["ReferralStep"]] = relationship(
        back_populates="referral", order_by="ReferralStep.id", passive_deletes=True
    )


class ReferralStep(Base):
    """One step of an onward referral, by whom and when; one that was taken back stays on record.

    `meeting_id` is the meeting at which it was answered or carried over, if it was at one.
    """

    __tablename__ = "referral_steps"
    kind = "referral step"

    referral_id: Mapped[int] = mapped_column(
        ForeignKey("onward_referrals.id", ondelete="CASCADE"), index=True
    )
    step: Mapped[str] = mapped_column(String(20))
    reason: Mapped[str] = mapped_column(default="")
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
    meeting_id: Mapped[int | None] = mapped_column(
        ForeignKey("meetings.id", ondelete="SET NULL"), default=None, index=True
    )
    undone_by: Mapped[str] = mapped_column(String(80), default="")
    undone_at: Mapped[datetime | None] = mapped_column(Moment, default=None)

    referral: Mapped[OnwardReferral] = relationship(back_populates="steps")
    meeting: Mapped[Meeting | None] = relationship(passive_deletes=True)
