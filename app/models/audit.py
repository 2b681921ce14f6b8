"""The chain of what was done: one row a transaction, each sealed with the one before."""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Base, Moment


class AuditEntry(Base):
    """`body` names records, fields and lengths, never a person's words; `mac` seals it to the row before."""

    __tablename__ = "audit"
    kind = "audit"

    at: Mapped[datetime] = mapped_column(Moment)
    who: Mapped[str] = mapped_column(String(80))
    act: Mapped[str] = mapped_column(String(80))
    body: Mapped[str]
    mac: Mapped[bytes] = mapped_column(LargeBinary(32))
