"""What was decided about keeping a record: reviews, legal holds, and certificates of what was destroyed.

They name a record by kind and id and not by a foreign key: a certificate outlives what it is about.
"""

from datetime import date, datetime

from sqlalchemy import JSON, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Moment


class RetentionReview(Base):
    """A record came up for review and was kept, for a reason, until the next review."""

    __tablename__ = "retention_reviews"
    kind = "review"
    __table_args__ = (Index("ix_retention_reviews_record", "record_kind", "record_id"),)

    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    reason: Mapped[str]
    next_review: Mapped[date]
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)


class LegalHold(Base):
    """A record (or with the kind "everything" the whole store) that must not be destroyed until released."""

    __tablename__ = "legal_holds"
    kind = "hold"
    __table_args__ = (Index("ix_legal_holds_record", "record_kind", "record_id"),)

    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    reason: Mapped[str]
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
    released_by: Mapped[str] = mapped_column(String(80), default="")
    released_at: Mapped[datetime | None] = mapped_column(Moment, default=None)
    release_reason: Mapped[str] = mapped_column(default="")


class Certificate(Base):
    """That a record was destroyed: its class and number, how many rows, by whom, when, why. No personal data.

    SQLite itself refuses a changed or deleted certificate.
    """

    __tablename__ = "certificates"
    kind = "certificate"

    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int] = mapped_column(index=True)
    record_class: Mapped[str] = mapped_column(String(120))
    counts: Mapped[dict[str, int]] = mapped_column(JSON)
    backups: Mapped[int]
    reason: Mapped[str]
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)
