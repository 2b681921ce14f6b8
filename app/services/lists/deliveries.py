"""Which files of a list came together: a month's list may be one file, or a file a borough."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from app.domain.calendar import LONDON
from app.domain.lists import ListName
from app.models import ImportedFile, SourceRecord


def newest_delivery(session: Session, list_name: ListName, before: datetime | None = None) -> frozenset[int]:
    """The ids of the newest files of a list, taken in on one day; empty where there is none.

    A file of that day that the newest one repeats is an earlier return, and no part of it. `before` looks
    at what had come by then.
    """
    query = select(ImportedFile).where(ImportedFile.list_name == list_name, ~ImportedFile.by_hand)
    query = query.order_by(ImportedFile.id.desc())
    if before is not None:
        query = query.where(ImportedFile.imported_at < before)
    files = list(session.execute(query).scalars())
    if not files:
        return frozenset()
    newest = files[0]
    repeated = _repeated(session, newest.id)
    same_day = (file for file in files if file.imported_at.date() == newest.imported_at.date())
    return frozenset(file.id for file in same_day if file.id not in repeated)


def delivered_on(session: Session, list_name: ListName) -> date | None:
    """The day on which the newest file of a list was taken in, None where none has been."""
    query = select(func.max(ImportedFile.imported_at)).where(
        ImportedFile.list_name == list_name, ~ImportedFile.by_hand
    )
    at = session.execute(query).scalar_one()
    return None if at is None else at.astimezone(LONDON).date()


def added_since(session: Session, list_name: ListName, delivery: Collection[int]) -> frozenset[int]:
    """The shelves of the records made by hand since the delivery before this one."""
    files = select(func.max(ImportedFile.id)).where(
        ImportedFile.list_name == list_name, ~ImportedFile.by_hand, ImportedFile.id < min(delivery, default=0)
    )
    before = session.execute(files).scalar_one() or 0
    query = select(ImportedFile.id).where(
        ImportedFile.list_name == list_name, ImportedFile.by_hand, ImportedFile.id > before
    )
    return frozenset(session.execute(query).scalars())


def _repeated(session: Session, file_id: int) -> frozenset[int]:
    """The earlier files some of whose rows this one brings again, as they were or changed."""
    newer = aliased(SourceRecord)
    seen_again = select(SourceRecord.file_id).where(
        SourceRecord.last_seen_file_id == file_id, SourceRecord.file_id != file_id
    )
    replaced = (
        select(SourceRecord.file_id)
        .join(newer, SourceRecord.replaced_by_id == newer.id)
        .where(newer.file_id == file_id, SourceRecord.file_id != file_id)
    )
    return frozenset(session.execute(seen_again.union(replaced)).scalars())
