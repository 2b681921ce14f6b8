"""What a care return says, beside the three lists: looked up by number and date of birth, never merged."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.lists import CareFacts, ListName
from app.models import CareRecord, SourceRecord, Subject
from app.services.lists.list_records import facts_of
from app.store.store import Store

_KINDS = {"child": "in care", "missing": "missing from care", "away": "away without authorisation"}


@dataclass(frozen=True)
class CareLine:
    """A child's line in a care return; `confirmed` once somebody decided that it is the child.

    Otherwise the number and the date of birth agree, and the screen says "also in the care return?".
    """

    list_name: ListName
    reference: str
    facts: CareFacts
    confirmed: bool
    words: str


def care_words(facts: CareFacts) -> str:
    """A row of a care return in a few words, without a number of the child."""
    days = (facts.episode_began_on, facts.episode_ended_on)
    when = " to ".join(f"{day:%d %b %Y}" for day in days if day is not None)
    parts = [f"{_KINDS[facts.record]} {when}".strip(), facts.legal_status]
    if facts.missing_episodes is not None:
        parts.append(f"missing {facts.missing_episodes} times in 12 months")
    if facts.interview_offered is not None:
        parts.append(f"return interview {_interview(facts)}")
    return ", ".join(part for part in parts if part)


def _interview(facts: CareFacts) -> str:
    if not facts.interview_offered:
        return "not offered"
    return {True: "offered and accepted", False: "offered and declined", None: "offered"}[
        facts.interview_accepted
    ]


class CareReturns:
    """Who of the lists also stands in a care return."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def for_person(self, person_id: int) -> tuple[CareLine, ...]:
        """The lines of the returns on one child, oldest first."""
        with self._store.reading() as session:
            return self.for_people(session, (person_id,)).get(person_id, ())

    def for_people(self, session: Session, ids: Collection[int]) -> Mapping[int, tuple[CareLine, ...]]:
        """The same for several at once, inside a session that is already open."""
        subjects = list(session.execute(select(Subject).where(Subject.person_id.in_(ids))).scalars())
        records = _standing(session, subjects)
        found: dict[int, tuple[CareLine, ...]] = {}
        for person in ids:
            own = [subject for subject in subjects if subject.person_id == person]
            lines = tuple(_line(record, person) for record in records if _agrees(record, own, person))
            if lines:
                found[person] = lines
        return found


def _standing(session: Session, subjects: Iterable[Subject]) -> list[CareRecord]:
    """The records that no newer row replaced, of these people or with a number of theirs."""
    numbers = {subject.number for subject in subjects if subject.number}
    people = {subject.person_id for subject in subjects}
    query = (
        select(CareRecord)
        .join(CareRecord.subject)
        .join(CareRecord.source)
        .where(SourceRecord.replaced_by_id.is_(None))
        .where(
            or_(Subject.person_id.in_(people), Subject.number.in_(numbers), CareRecord.child_id.in_(numbers))
        )
        .options(joinedload(CareRecord.subject), joinedload(CareRecord.source))
        .order_by(CareRecord.id)
    )
    return list(session.execute(query).scalars())


def _agrees(record: CareRecord, own: Iterable[Subject], person: int) -> bool:
    """Whether it was decided that the record is this child's, or a number and the date of birth agree."""
    if record.subject.person_id == person:
        return True
    numbers = {record.subject.number, record.child_id} - {""}
    return any(
        subject.number in numbers and _same_birth(subject.born, record.subject.born) for subject in own
    )


def _same_birth(one: date | None, other: date | None) -> bool:
    return one is not None and one == other


def _line(record: CareRecord, person: int) -> CareLine:
    facts = facts_of(record)
    assert isinstance(facts, CareFacts)
    return CareLine(
        ListName(record.source.list_name),
        record.source.reference,
        facts,
        record.subject.person_id == person,
        care_words(facts),
    )
