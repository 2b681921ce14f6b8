"""What we record ourselves about children on the education register: beside the list, never over it."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Editable
from app.models.lists import RegisterEntry, SourceRecord


class EntryDetail(Base, Editable):
    """Our own record of one register entry (domain §14.2); an empty field says nothing, not "no".

    `population` is one of the three that share the register. `no_escalation` is why a red case was not taken
    further; `escalated_to` the body or panel that it was taken to.
    """

    __tablename__ = "entry_details"
    kind = "entry detail"

    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entries.id", ondelete="CASCADE"), unique=True)
    population: Mapped[str] = mapped_column(String(20), default="")
    reason: Mapped[str] = mapped_column(default="")
    identified_on: Mapped[date | None] = mapped_column(default=None)
    last_school: Mapped[str] = mapped_column(default="")
    special_needs: Mapped[str] = mapped_column(default="")
    provision_asked_on: Mapped[date | None] = mapped_column(default=None)
    provision_began_on: Mapped[date | None] = mapped_column(default=None)
    home_educated: Mapped[bool | None] = mapped_column(default=None)
    home_inspected_on: Mapped[date | None] = mapped_column(default=None)
    home_suitable: Mapped[bool | None] = mapped_column(default=None)
    screened: Mapped[bool | None] = mapped_column(default=None)
    assessed: Mapped[bool | None] = mapped_column(default=None)
    escalated_to: Mapped[str] = mapped_column(String(120), default="")
    escalated_on: Mapped[date | None] = mapped_column(default=None)
    no_escalation: Mapped[str] = mapped_column(default="")
    review_on: Mapped[date | None] = mapped_column(default=None, index=True)
    outcome: Mapped[str] = mapped_column(default="")
    notes: Mapped[str] = mapped_column(default="")

    entry: Mapped[RegisterEntry] = relationship(back_populates="detail")


class RagRating(Base, Editable):
    """One rating of one entry, in the order given. `source_id` is the row that brought it, if one did.

    Whoever assured it is never whoever gave it, where it was given here; a list may say otherwise (P26).
    """

    __tablename__ = "rag_ratings"
    kind = "rating"

    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entries.id", ondelete="CASCADE"), index=True)
    source_id: Mapped[int | None] = mapped_column(
        ForeignKey("source_records.id", ondelete="CASCADE"), default=None, index=True
    )
    value: Mapped[str] = mapped_column(String(10))
    why: Mapped[str] = mapped_column(default="")
    rated_by: Mapped[str] = mapped_column(String(120), default="")
    rated_on: Mapped[date] = mapped_column(index=True)
    assured_by: Mapped[str] = mapped_column(String(120), default="")
    assured_on: Mapped[date | None] = mapped_column(default=None)

    entry: Mapped[RegisterEntry] = relationship(back_populates="ratings")
    source: Mapped[SourceRecord | None] = relationship(passive_deletes=True)
