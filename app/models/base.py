"""What every mapped class shares: a numeric id, a version that finds clashes, and who wrote it when."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import DateTime, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Moment(TypeDecorator[datetime]):
    """An instant, kept as UTC; SQLite has no zone of its own, so a naive value is a bug and raises."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: object) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: object) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """The root of the mapped classes; constraint names are fixed so that migrations can name them."""

    metadata = MetaData(naming_convention=NAMING)
    kind: str = ""  # the record's name in `Changes` and in the audit

    id: Mapped[int] = mapped_column(primary_key=True)


class Editable:
    """A record people edit; `version` rises with each write, so that nobody overwrites another unseen."""

    version: Mapped[int] = mapped_column(default=1)
    edited_by: Mapped[str] = mapped_column(String(80), default="")
    edited_at: Mapped[datetime | None] = mapped_column(Moment, default=None)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805
        return {"version_id_col": cls.version}
