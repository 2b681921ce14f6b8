"""Which documents have left the room, and which children each of them contained."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Base, Moment
from app.models.meetings import Meeting


class PaperOut(Base):
    """One document that was written to a disk; `audit` numbers its entry, `mark` stands at its foot."""

    __tablename__ = "papers_out"
    kind = "paper out"

    document: Mapped[str] = mapped_column(String(60))
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meetings.id"), default=None, index=True)
    audit: Mapped[int] = mapped_column(unique=True)
    mark: Mapped[str] = mapped_column(String(40))
    by: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(Moment)

    meeting: Mapped[Meeting | None] = relationship()


class ChildInPaper(Base):
    """That a document contained a child, as the list knows the child; goes with the child."""

    __tablename__ = "children_in_papers"
    kind = "child in paper"

    paper_id: Mapped[int] = mapped_column(ForeignKey("papers_out.id", ondelete="CASCADE"), index=True)
    subject_id: Mapped[int] = mapped_column(ForeignKey("subjects.id", ondelete="CASCADE"), index=True)

    paper: Mapped[PaperOut] = relationship(passive_deletes=True)
