"""Which row of an earlier file each row of a new one continues."""

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.lists import EpisodeFacts, ListName, ListRow
from app.models import Episode, SourceRecord
from app.services.people.subjects import identity_key

Continued = tuple[ListRow, SourceRecord | None]
Key = Callable[[ListRow], object]


def fingerprint(row: ListRow) -> str:
    """What makes a row the same as last time: what was written and how it was read.

    How it was read, because a file taken in again under corrected columns is not the same. A row without a
    reference of its own is named by where it stands, so that counts as well.
    """
    place = [] if row.reference else [row.sheet, row.row]
    text = json.dumps([place, sorted(row.cells.items()), row.identity.wording, repr(row.facts)])
    return hashlib.sha256(text.encode()).hexdigest()


class KnownRows:
    """The newest source record of each row that a list already had.

    `delivery` are the ids of files that came together: two rows without a reference are then two rows.
    """

    def __init__(self, session: Session, list_name: ListName, delivery: Collection[int] = ()) -> None:
        query = (
            select(SourceRecord)
            .where(SourceRecord.list_name == list_name, SourceRecord.replaced_by_id.is_(None))
            .order_by(SourceRecord.last_seen_file_id.desc(), SourceRecord.id)
            .options(joinedload(SourceRecord.subject))
        )
        self._records = list(session.execute(query).scalars())
        self._delivery = delivery
        self._reported = _reported(session) if list_name is ListName.MISPER else {}

    def pair(self, rows: Sequence[ListRow]) -> list[Continued]:
        """Each row with the record it continues, or None for a new one; no record is given to two rows.

        By the row's own reference first. Of the rest, by the very same row in the same place, then by the
        very same written identity, for episodes reported on the same day: another day is another episode.
        """
        found: dict[int, SourceRecord] = {}
        own = {one.reference: one for one in reversed(self._records) if one.has_own_reference}
        for number, row in enumerate(rows):
            if row.reference in own:
                found[number] = own.pop(row.reference)
        rest = [one for one in own.values() if one.list_name != ListName.MISPER]
        rest += [one for one in self._records if not one.has_own_reference]
        free = [one for one in rest if one.last_seen_file_id not in self._delivery]
        self._claim(rows, found, free, fingerprint, lambda one: one.fingerprint)
        self._claim(rows, found, free, self._moment, self._moment_of)
        self._claim(rows, found, free, self._day, self._day_of)
        return [(row, found.get(number)) for number, row in enumerate(rows)]

    @staticmethod
    def _claim(
        rows: Sequence[ListRow],
        found: dict[int, SourceRecord],
        free: list[SourceRecord],
        key: Key,
        key_of: Callable[[SourceRecord], object],
    ) -> None:
        taken = {one.id for one in found.values()}
        waiting: dict[object, list[SourceRecord]] = {}
        for record in free:
            if record.id not in taken:
                waiting.setdefault(key_of(record), []).append(record)
        for number, row in enumerate(rows):
            if number in found:
                continue
            fitting = [one for one in waiting.get(key(row), ()) if _may_continue(row, one)]
            if fitting:
                found[number] = fitting[0]
                waiting[key(row)].remove(fitting[0])

    def _moment(self, row: ListRow) -> object:
        at = row.facts.reported_at if isinstance(row.facts, EpisodeFacts) else None
        return identity_key(row.identity), at

    def _moment_of(self, record: SourceRecord) -> object:
        return record.subject.identity_key, self._reported.get(record.id)

    def _day(self, row: ListRow) -> object:
        key, at = identity_key(row.identity), getattr(row.facts, "reported_at", None)
        return key, at.date() if at else None

    def _day_of(self, record: SourceRecord) -> object:
        at = self._reported.get(record.id)
        return record.subject.identity_key, at.date() if at else None


def _may_continue(row: ListRow, record: SourceRecord) -> bool:
    """Two references of one list are two rows; one that was missing may have been added, or left out."""
    return not (row.reference and record.has_own_reference)


def _reported(session: Session) -> dict[int, datetime | None]:
    return {
        one.source_id: one.reported_at
        for one in session.execute(select(Episode.source_id, Episode.reported_at))
    }


def continuing_first(pairs: Iterable[Continued]) -> list[Continued]:
    """Rows that continue an earlier one first: a corrected identity then keeps its subject."""
    return sorted(pairs, key=lambda pair: pair[1] is None)
