"""What a file changed on its list: who is new on it, whom it no longer carries, what is written otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.lists import ListName
from app.errors import Refused
from app.importers.read import fields_for
from app.models import ImportedFile, ImportStep, SourceRecord, Spell, Subject
from app.services.lists.deliveries import newest_delivery
from app.services.many import in_batches

Change = tuple[str, str, str]


@dataclass(frozen=True)
class DifferenceRow:
    """One row of a list that is new, gone or changed; `changes` are field, before and after.

    `first`: the child was never on this list before; a new row may also be another episode of a known child.
    """

    subject_id: int
    person_id: int
    reference: str
    name: str
    born: date | None
    changes: tuple[Change, ...] = ()
    first: bool = False


@dataclass(frozen=True)
class Difference:
    """A file against the delivery before: who is new, whom the list no longer carries, what changed.

    `before` is the newest earlier file of the list and when it came; None for a first file. `rewritten` are
    rows that came under other headings and say the same.
    """

    new: tuple[DifferenceRow, ...]
    gone: tuple[DifferenceRow, ...]
    changed: tuple[DifferenceRow, ...]
    before: tuple[str, datetime] | None = None
    rewritten: int = 0


def difference(session: Session, file_id: int) -> Difference:
    """What a file changed; who is gone is known for the whole delivery (a file a borough)."""
    file = session.get(ImportedFile, file_id)
    if file is None:
        raise Refused("There is no such file in this store; look at the list of files again.")
    query = select(SourceRecord).where(SourceRecord.file_id == file_id).order_by(SourceRecord.id)
    rows = list(session.execute(query.options(joinedload(SourceRecord.subject))).scalars())
    before = _replaced(session, rows)
    known = _known_before(session, file, {row.subject_id for row in rows})
    words = _Words(session, ListName(file.list_name))
    pairs = [(row, words.changes(before[row.id], row)) for row in rows if row.id in before]
    delivery = _delivery(session, file)
    return Difference(
        new=tuple(_row(row, first=row.subject_id not in known) for row in rows if row.id not in before),
        gone=_gone(session, delivery),
        changed=tuple(_row(row, changes) for row, changes in pairs if changes),
        before=_file_before(session, file, delivery),
        rewritten=sum(not changes for _, changes in pairs),
    )


def _replaced(session: Session, rows: Iterable[SourceRecord]) -> Mapping[int | None, SourceRecord]:
    """The row that each of these took the place of."""
    found: dict[int | None, SourceRecord] = {}
    for some in in_batches([row.id for row in rows]):
        replaced = select(SourceRecord).where(SourceRecord.replaced_by_id.in_(some))
        found.update({old.replaced_by_id: old for old in session.execute(replaced).scalars()})
    return found


def _known_before(session: Session, file: ImportedFile, subjects: Iterable[int]) -> set[int]:
    """Who of these had a row of the list before the file."""
    found: set[int] = set()
    for some in in_batches(list(subjects)):
        query = select(SourceRecord.subject_id).where(
            SourceRecord.subject_id.in_(some), SourceRecord.file_id < file.id
        )
        found |= set(session.execute(query).scalars())
    return found


class _Words:
    """The fields behind the headings of each file, so that a renamed column is no change."""

    def __init__(self, session: Session, list_name: ListName) -> None:
        self._session = session
        self._labels = {spec.key: spec.label for spec in fields_for(list_name)}
        self._fields: dict[tuple[int, str], Mapping[str, str]] = {}

    def changes(self, old: SourceRecord, new: SourceRecord) -> tuple[Change, ...]:
        """Each field that is written otherwise, in the order of the newer row's columns."""
        before, after = self._by_field(old), self._by_field(new)
        both = ((name, before.get(name, ""), after.get(name, "")) for name in {**after, **before})
        return tuple(one for one in both if _same(one[1]) != _same(one[2]))

    def _by_field(self, row: SourceRecord) -> dict[str, str]:
        place = (row.file_id, row.sheet)
        if place not in self._fields:
            self._fields[place] = self._read_as(row)
        known = self._fields[place]
        return {known.get(heading, heading): text for heading, text in row.cells.items()}

    def _read_as(self, row: SourceRecord) -> Mapping[str, str]:
        """The label of the field that each heading of a sheet was read as."""
        file = self._session.get(ImportedFile, row.file_id)
        parts = [part for part in (file.reading if file else []) if part["sheet"] == row.sheet]
        return {
            part["headings"][int(column) - 1]: self._labels[key]
            for part in parts
            for column, key in part["columns"].items()
            if key in self._labels and 0 < int(column) <= len(part["headings"])
        }


def _same(text: str) -> str:
    return " ".join(text.split()).casefold()


def _row(row: SourceRecord, changes: tuple[Change, ...] = (), *, first: bool = False) -> DifferenceRow:
    who = row.subject
    return DifferenceRow(who.id, who.person_id, row.reference, who.identity.name, who.born, changes, first)


def _delivery(session: Session, file: ImportedFile) -> frozenset[int]:
    moment = file.imported_at + timedelta(microseconds=1)
    return newest_delivery(session, ListName(file.list_name), before=moment) | {file.id}


def _file_before(
    session: Session, file: ImportedFile, delivery: frozenset[int]
) -> tuple[str, datetime] | None:
    query = select(ImportedFile).where(
        ImportedFile.list_name == file.list_name, ~ImportedFile.by_hand, ImportedFile.id < min(delivery)
    )
    last = session.execute(query.order_by(ImportedFile.id.desc()).limit(1)).scalar_one_or_none()
    return None if last is None else (last.file_name, last.imported_at)


def _gone(session: Session, delivery: frozenset[int]) -> tuple[DifferenceRow, ...]:
    """Children whose spell on the list the delivery ended: absent from it, or closed by it."""
    steps = session.execute(
        select(ImportStep).where(ImportStep.file_id.in_(delivery), ImportStep.record_kind == Spell.kind)
    ).scalars()
    ended = {step.subject_id for step in steps if step.subject_id is not None and step.after.get("ended_on")}
    found: list[Subject] = []
    newest: dict[int, str] = {}
    for some in in_batches(list(ended)):
        found += session.execute(select(Subject).where(Subject.id.in_(some))).scalars()
        last = (
            select(SourceRecord.subject_id, func.max(SourceRecord.id).label("last"))
            .where(SourceRecord.subject_id.in_(some), SourceRecord.replaced_by_id.is_(None))
            .group_by(SourceRecord.subject_id)
            .subquery()
        )
        rows = select(SourceRecord.subject_id, SourceRecord.reference).join(
            last, SourceRecord.id == last.c.last
        )
        newest.update({row.subject_id: row.reference for row in session.execute(rows)})
    return tuple(
        DifferenceRow(one.id, one.person_id, newest.get(one.id, ""), one.identity.name, one.born)
        for one in sorted(found, key=lambda one: one.id)
    )
