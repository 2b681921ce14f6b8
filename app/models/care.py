"""What the returns on looked-after children say, and what an import changed, so that it can be taken back."""

from datetime import date

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base
from app.models.lists import ImportedFile, SourceRecord
from app.models.people import Subject


class CareRecord(Base):
    """One row of SSDA903 or of Annex A, list 8: a child in care, or one episode away (domain: CareFacts).

    It goes with its row: whoever destroys a child's rows destroys this as well.
    """

    __tablename__ = "care_records"
    kind = "care record"

    source_id: Mapped[int] = mapped_column(ForeignKey("source_records.id", ondelete="CASCADE"), unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)
    record: Mapped[str] = mapped_column(String(10))
    child_id: Mapped[str] = mapped_column(String(60), index=True)
    upn: Mapped[str] = mapped_column(String(20), default="", index=True)
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    legal_status: Mapped[str] = mapped_column(String(80), default="")
    care_began_on: Mapped[date | None]
    episode_began_on: Mapped[date | None]
    episode_ended_on: Mapped[date | None]
    missing_episodes: Mapped[int | None]
    away_episodes: Mapped[int | None]
    interview_offered: Mapped[bool | None]
    interview_accepted: Mapped[bool | None]
    asylum_seeking: Mapped[bool | None]
    disabled: Mapped[bool | None]
    placement: Mapped[str] = mapped_column(default="")
    responsible_authority: Mapped[str] = mapped_column(String(120), default="")

    source: Mapped[SourceRecord] = relationship(passive_deletes=True)
    subject: Mapped[Subject] = relationship(passive_deletes=True)


class ImportStep(Base):
    """One record that an import made or changed: what a changed one held before and after, by column.

    It goes with the file, and with the child it is about.
    """

    __tablename__ = "import_steps"
    kind = "import step"
    __table_args__ = (Index("ix_import_steps_record", "record_kind", "record_id"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("imported_files.id", ondelete="CASCADE"), index=True)
    subject_id: Mapped[int | None] = mapped_column(
        ForeignKey("subjects.id", ondelete="CASCADE"), default=None, index=True
    )
    record_kind: Mapped[str] = mapped_column(String(20))
    record_id: Mapped[int]
    verb: Mapped[str] = mapped_column(String(10))
    before: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)
    after: Mapped[dict[str, object]] = mapped_column(JSON, default=dict)

    file: Mapped[ImportedFile] = relationship(passive_deletes=True)
