"""Legal holds: what may not be destroyed, whatever its review date says."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Case, ChildNote, LegalHold, MonthlyEntry, Subject
from app.services.people.same_person import ids_of


@dataclass(frozen=True)
class RecordKey:
    """What a review is about: a child ("person", person_id), a meeting's minutes, or `EVERYTHING`."""

    kind: str
    id: int


CHILD, MEETING = "person", "meeting"
EVERYTHING = RecordKey("everything", 0)


@dataclass(frozen=True)
class Held:
    """The hold that stands in the way; `scope` ends the sentence "This is under a legal hold …"."""

    reason: str
    scope: str


def numbers_of(session: Session, record: RecordKey) -> tuple[int, ...]:
    """The numbers to write a decision under: all a child has had, so that it survives joining and parting."""
    return tuple(sorted(ids_of(session, record.id))) if record.kind == CHILD else (record.id,)


def now_called(session: Session, record: RecordKey) -> RecordKey:
    """The record under the number it has today; a child may since have been joined to another."""
    if record.kind != CHILD:
        return record
    query = select(Subject.person_id).where(Subject.home_person_id == record.id).limit(1)
    return RecordKey(CHILD, session.execute(query).scalar_one_or_none() or record.id)


def holds_over(session: Session, record: RecordKey) -> list[LegalHold]:
    """The holds in force on this very record, under any of its numbers."""
    query = select(LegalHold).where(
        LegalHold.released_at.is_(None),
        LegalHold.record_kind == record.kind,
        LegalHold.record_id.in_(numbers_of(session, record)),
    )
    return list(session.execute(query.order_by(LegalHold.id)).scalars())


def hold_on(session: Session, record: RecordKey) -> Held | None:
    """What keeps it: a hold on itself, on everything, or for a child on a meeting that discussed it."""
    for key, scope in ((record, "of its own"), (EVERYTHING, "over everything in this store")):
        holds = holds_over(session, key)
        if holds:
            return Held(holds[0].reason, scope)
    return _through_a_meeting(session, record) if record.kind == CHILD else None


def _through_a_meeting(session: Session, child: RecordKey) -> Held | None:
    as_case = (
        select(MonthlyEntry.meeting_id)
        .join(Case, Case.id == MonthlyEntry.case_id)
        .join(Subject, Subject.id == Case.subject_id)
        .where(Subject.person_id == child.id)
    )
    as_child = (
        select(ChildNote.meeting_id)
        .join(Subject, Subject.id == ChildNote.subject_id)
        .where(Subject.person_id == child.id)
    )
    query = select(LegalHold.reason).where(
        LegalHold.released_at.is_(None),
        LegalHold.record_kind == MEETING,
        LegalHold.record_id.in_(as_case) | LegalHold.record_id.in_(as_child),
    )
    reason = session.execute(query.limit(1)).scalar_one_or_none()
    return None if reason is None else Held(reason, "on a meeting that discussed this child")
