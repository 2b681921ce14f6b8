"""A child as one list knows them, with the rows behind: one side of a pair, one column of a child's page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.people import Identity, age_on
from app.models import SourceRecord, Subject
from app.services.areas import labels_on
from app.services.lists.hand_row import SHEET as BY_HAND
from app.services.people.side_by_side import what_lists_say


class RowPlace(NamedTuple):
    """Where a row stands, without its cells."""

    reference: str
    sheet: str
    row: int


@dataclass(frozen=True)
class SideRow:
    """One side of a pair: a child as one list knows them, with the rows behind it."""

    subject_id: int
    list_name: ListName
    refs: tuple[str, ...]
    name: str
    where: str
    identity: Identity
    age: int | None
    what: str
    list_label: str


def side_rows(session: Session, ids: Collection[int], today: date) -> Mapping[int, SideRow]:
    """The subjects with these ids, each with the newest rows behind it."""
    refs: dict[int, list[RowPlace]] = {}
    query = select(
        SourceRecord.subject_id, SourceRecord.reference, SourceRecord.sheet, SourceRecord.row
    ).where(SourceRecord.replaced_by_id.is_(None), SourceRecord.subject_id.in_(ids))
    for row in session.execute(query.order_by(SourceRecord.id)):
        refs.setdefault(row.subject_id, []).append(RowPlace(row.reference, row.sheet, row.row))
    subjects = list(session.execute(select(Subject).where(Subject.id.in_(ids))).scalars())
    says = what_lists_say(session, subjects)
    labels = labels_on(session, today)
    return {
        one.id: _side(one, refs.get(one.id, []), says[one.id], today, labels[ListName(one.list_name)])
        for one in subjects
    }


def _side(subject: Subject, records: Sequence[RowPlace], what: str, today: date, label: str) -> SideRow:
    newest = records[-1] if records else None
    where = f"{label}, {_place(newest)}" if newest else ""
    return SideRow(
        subject.id,
        ListName(subject.list_name),
        tuple(record.reference for record in records),
        subject.identity.name,
        where,
        subject.identity,
        age_on(subject.born, today),
        what,
        label,
    )


def _place(row: RowPlace) -> str:
    return BY_HAND.lower() if row.sheet == BY_HAND else f"{row.sheet}, row {row.row}"
