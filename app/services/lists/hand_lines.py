"""The records of a child that were made by hand, as rows of the child's page."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from app.domain.lists import Facts, ListName
from app.domain.people import Identity
from app.models import Case, Episode, ImportedFile, RegisterEntry, SourceRecord
from app.services.lists.list_records import facts_of
from app.services.lists.summaries import summary
from app.services.missing.known import listed_facts

_RECORDS: Mapping[str, type[Any]] = {
    ListName.MISPER: Episode,
    ListName.CME: RegisterEntry,
    ListName.MASE: Case,
}


@dataclass(frozen=True)
class HandLine:
    """One record made by hand; `corrects` says that it replaced an earlier one.

    Once a file has carried it, it is no longer here: it is put right in the list that the file came from.
    """

    source_id: int
    subject_id: int
    list_name: ListName
    reference: str
    what: str
    by: str
    at: datetime
    corrects: bool
    identity: Identity
    facts: Facts


def hand_lines(session: Session, subject_ids: Collection[int]) -> tuple[HandLine, ...]:
    """Those that can still be corrected or taken back, newest first."""
    earlier = aliased(SourceRecord)
    query = (
        select(SourceRecord, earlier.id)
        .join(SourceRecord.file)
        .outerjoin(earlier, earlier.replaced_by_id == SourceRecord.id)
        .where(
            SourceRecord.subject_id.in_(subject_ids),
            SourceRecord.replaced_by_id.is_(None),
            SourceRecord.last_seen_file_id == SourceRecord.file_id,
            ImportedFile.by_hand,
        )
        .order_by(SourceRecord.id.desc())
        .options(joinedload(SourceRecord.subject), joinedload(SourceRecord.file))
    )
    return tuple(
        _line(session, source, corrected is not None) for source, corrected in session.execute(query)
    )


def _line(session: Session, source: SourceRecord, corrects: bool) -> HandLine:
    kind = _RECORDS[source.list_name]
    record = session.execute(select(kind).where(kind.source_id == source.id)).scalar_one()
    # What was typed, without what we recorded beside it since: that is not what a correction puts right.
    facts = listed_facts(record) if isinstance(record, Episode) else facts_of(record)
    return HandLine(
        source.id,
        source.subject_id,
        ListName(source.list_name),
        source.reference if source.has_own_reference else "",
        summary(facts),
        source.file.imported_by,
        source.file.imported_at,
        corrects,
        source.subject.identity,
        facts,
    )
