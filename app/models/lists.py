"""The lists as they arrived: files, rows (immutable), layouts, and the records that rows become."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Moment
from app.models.people import Subject

if TYPE_CHECKING:
    from app.models.education import EntryDetail, RagRating
    from app.models.missing import EpisodeDetail, ReturnInterview


class ImportedFile(Base):
    """One file that was taken in, with its counts; rows = accepted + unchanged + refused.

    `by_hand`: no file at all but one record that somebody typed here, kept on the same shelf.
    `reading` is how its sheets were understood, shaped as in a layout; `layout` the name of the one it had.
    """

    __tablename__ = "imported_files"
    kind = "imported file"

    list_name: Mapped[str] = mapped_column(String(10), index=True)
    file_name: Mapped[str] = mapped_column(String(260))
    sha256: Mapped[str] = mapped_column(String(64))
    imported_at: Mapped[datetime] = mapped_column(Moment)
    imported_by: Mapped[str] = mapped_column(String(80))
    rows: Mapped[int]
    accepted: Mapped[int]
    unchanged: Mapped[int]
    refused: Mapped[list[dict[str, object]]] = mapped_column(JSON, default=list)
    by_hand: Mapped[bool] = mapped_column(default=False)
    reading: Mapped[list[dict[str, Any]]] = mapped_column(JSON, default=list)
    layout: Mapped[str] = mapped_column(String(120), default="")


class SourceRecord(Base):
    """One row exactly as it arrived. Never changed: a later file's row is a new record that replaces it."""

    __tablename__ = "source_records"
    kind = "source record"
    __table_args__ = (Index("ix_source_records_list_reference", "list_name", "reference"),)

    file_id: Mapped[int] = mapped_column(ForeignKey("imported_files.id"), index=True)
    list_name: Mapped[str] = mapped_column(String(10))
    sheet: Mapped[str] = mapped_column(String(120))
    row: Mapped[int]
    reference: Mapped[str] = mapped_column(String(120))
    has_own_reference: Mapped[bool]
    cells: Mapped[dict[str, str]] = mapped_column(JSON)
    fingerprint: Mapped[str] = mapped_column(String(64))
    notes: Mapped[list[str]] = mapped_column(JSON, default=list)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    replaced_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("source_records.id"), default=None, index=True
    )
    last_seen_file_id: Mapped[int] = mapped_column(ForeignKey("imported_files.id"), index=True)

    subject: Mapped[Subject] = relationship()
    file: Mapped[ImportedFile] = relationship(foreign_keys=[file_id])


class NamedLayout(Base):
    """How the files of a list are read, under a name: its sheets, their heading rows and their columns."""

    __tablename__ = "layouts"
    kind = "layout"
    __table_args__ = (UniqueConstraint("list_name", "name"),)

    list_name: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(120))
    sheets: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(Moment)
    saved_by: Mapped[str] = mapped_column(String(80))
    used_at: Mapped[datetime | None] = mapped_column(Moment, default=None)


class Episode(Base):
    """One missing episode of a child, from the MisPer return (domain §12), as the list says it.

    What was recorded here stands beside it, in `detail` and `interview`, and is read with it.
    """

    __tablename__ = "episodes"
    kind = "episode"

    source_id: Mapped[int] = mapped_column(ForeignKey("source_records.id"), unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    reference: Mapped[str] = mapped_column(String(120), index=True)
    reported_at: Mapped[datetime | None] = mapped_column(index=True)
    returned_at: Mapped[datetime | None] = mapped_column(index=True)
    still_missing: Mapped[bool]
    classed: Mapped[str] = mapped_column(String(20))
    risk: Mapped[str] = mapped_column(String(20))
    responsible_authority: Mapped[str] = mapped_column(String(120))
    in_care: Mapped[bool | None]
    interview_offered: Mapped[bool | None]
    interview_done_on: Mapped[date | None]
    found_where: Mapped[str] = mapped_column(default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")
    age_as_written: Mapped[str] = mapped_column(String(20), default="")

    source: Mapped[SourceRecord] = relationship()
    subject: Mapped[Subject] = relationship()
    detail: Mapped["EpisodeDetail | None"] = relationship(
        back_populates="episode", lazy="joined", passive_deletes=True
    )
    interview: Mapped["ReturnInterview | None"] = relationship(
        back_populates="episode", lazy="joined", passive_deletes=True
    )


class RegisterEntry(Base):
    """One entry of the single CME register (domain §14). `left_on` is when a newer register lacked it."""

    __tablename__ = "register_entries"
    kind = "register entry"

    source_id: Mapped[int] = mapped_column(ForeignKey("source_records.id"), unique=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    school: Mapped[str] = mapped_column(default="")
    year_group: Mapped[str] = mapped_column(String(30), default="")
    off_roll_on: Mapped[date | None]
    hours: Mapped[float | None]
    provision: Mapped[str] = mapped_column(default="")
    rag: Mapped[str] = mapped_column(String(10), default="")
    assured_by: Mapped[str] = mapped_column(String(120), default="")
    case_worker: Mapped[str] = mapped_column(String(120), default="")
    comments: Mapped[str] = mapped_column(default="")
    borough: Mapped[str] = mapped_column(String(60), default="")
    ethnicity: Mapped[str] = mapped_column(String(60), default="")

    source: Mapped[SourceRecord] = relationship()
    subject: Mapped[Subject] = relationship()
    detail: Mapped["EntryDetail | None"] = relationship(
        back_populates="entry", lazy="joined", passive_deletes=True
    )
    ratings: Mapped[list["RagRating"]] = relationship(
        back_populates="entry", lazy="selectin", passive_deletes=True, order_by="RagRating.id"
    )


class Spell(Base):
    """A child on a list from a date to a date, for a reason; `ended_on` None means still on it.

    `ended_by` is the operator who took the child off by hand, "" where a file or a meeting did.
    """

    __tablename__ = "spells"
    kind = "spell"
    __table_args__ = (Index("ix_spells_list_ended", "list_name", "ended_on"),)

    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id"), index=True)
    list_name: Mapped[str] = mapped_column(String(10))
    began_on: Mapped[date]
    ended_on: Mapped[date | None] = mapped_column(default=None)
    end_reason: Mapped[str] = mapped_column(default="")
    ended_by: Mapped[str] = mapped_column(String(80), default="")
