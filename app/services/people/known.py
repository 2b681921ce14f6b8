"""What the lists hold about some children, read in a handful of queries whatever the number of years."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.models import Case, Episode, RegisterEntry, SourceRecord, Spell, Subject
from app.services.lists.list_records import since
from app.services.many import in_batches
from app.services.referrals.escalations import escalated_from

T = TypeVar("T", Episode, RegisterEntry, Case, Spell)


@dataclass(frozen=True)
class Known:
    """By subject. `episodes` are those since a day, those still open, and the last of whoever has neither.

    `escalated` are the subjects that the register's own meeting has passed on to another.
    """

    subjects: dict[int, Subject]
    episodes: dict[int, list[Episode]]
    entries: dict[int, list[RegisterEntry]]
    cases: dict[int, list[Case]]
    spells: dict[int, list[Spell]]
    escalated: Collection[int]


def read_known(session: Session, ids: Collection[int], first: date) -> Known:
    """Read what the lists hold about these subjects; of missing episodes what `first` and later needs."""
    subjects: dict[int, Subject] = {}
    for some in in_batches(ids):
        query = select(Subject).where(Subject.id.in_(some))
        subjects.update({subject.id: subject for subject in session.execute(query).scalars()})
    return Known(
        subjects,
        _episodes(session, [one.id for one in subjects.values() if one.list_name == ListName.MISPER], first),
        _grouped(session, RegisterEntry, ids),
        _grouped(session, Case, ids),
        _grouped(session, Spell, ids),
        escalated_from(session, ListName.CME),
    )


def on_lists(session: Session, least: int) -> set[int]:
    """The subjects of everybody who stands on so many lists now, by open spells and what was decided."""
    persons = (
        select(Subject.person_id)
        .join(Spell, Spell.subject_id == Subject.id)
        .where(Spell.ended_on.is_(None))
        .group_by(Subject.person_id)
        .having(func.count(Subject.list_name.distinct()) >= least)
    )
    return set(session.execute(select(Subject.id).where(Subject.person_id.in_(persons))).scalars())


def family_of(session: Session, ids: Collection[int]) -> set[int]:
    """These subjects, and every other that was decided to be the same person as one of them."""
    found: set[int] = set()
    for some in in_batches(ids):
        persons = select(Subject.person_id).where(Subject.id.in_(some))
        found.update(session.execute(select(Subject.id).where(Subject.person_id.in_(persons))).scalars())
    return found


def references(session: Session, ids: Collection[int]) -> dict[int, list[tuple[ListName, str]]]:
    """The rows behind each subject as list and reference, without their cells."""
    found: dict[int, list[tuple[ListName, str]]] = defaultdict(list)
    for some in in_batches(ids):
        query = (
            select(SourceRecord.subject_id, SourceRecord.list_name, SourceRecord.reference)
            .where(SourceRecord.replaced_by_id.is_(None), SourceRecord.subject_id.in_(some))
            .order_by(SourceRecord.id)
        )
        for subject, name, reference in session.execute(query):
            found[subject].append((ListName(name), reference))
    return found


def _episodes(session: Session, ids: Collection[int], first: date) -> dict[int, list[Episode]]:
    found: dict[int, list[Episode]] = defaultdict(list)
    for some in in_batches(ids):
        query = select(Episode).where(Episode.subject_id.in_(some), since(first) | Episode.still_missing)
        for episode in session.execute(query.order_by(Episode.id)).scalars():
            found[episode.subject_id].append(episode)
        for episode in _last_of(session, [one for one in some if one not in found]):
            found[episode.subject_id].append(episode)
    return found


def _last_of(session: Session, ids: Collection[int]) -> list[Episode]:
    """The newest episode of each; one without any moment only where there is no other."""
    moment = func.coalesce(Episode.reported_at, Episode.returned_at)
    place = (
        func.row_number()
        .over(partition_by=Episode.subject_id, order_by=(moment.desc().nulls_last(), Episode.id.desc()))
        .label("place")
    )
    ordered = select(Episode.id, place).where(Episode.subject_id.in_(ids)).subquery()
    newest = select(ordered.c.id).where(ordered.c.place == 1)
    return list(session.execute(select(Episode).where(Episode.id.in_(newest))).scalars())


def _grouped(session: Session, kind: type[T], ids: Collection[int]) -> dict[int, list[T]]:
    found: dict[int, list[T]] = defaultdict(list)
    for some in in_batches(ids):
        query = select(kind).where(kind.subject_id.in_(some)).order_by(kind.id)
        for record in session.execute(query).scalars():
            found[record.subject_id].append(record)
    return found
