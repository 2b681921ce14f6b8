"""Taking a whole imported file back, and what a file changed on its list."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, DateTime, delete, event, insert, inspect, select
from sqlalchemy.orm import InstrumentedAttribute, Session, UOWTransaction

from app.domain.lists import ListName
from app.errors import Refused
from app.models import (
    Base,
    CareRecord,
    Case,
    CaseDetail,
    ChildNote,
    Concern,
    EntryDetail,
    Episode,
    EpisodeDetail,
    ImportedFile,
    ImportStep,
    LegalHold,
    Look,
    MatchDecision,
    MonthlyEntry,
    OnwardReferral,
    Person,
    RagRating,
    Readiness,
    Referral,
    RegisterEntry,
    RetentionReview,
    ReturnInterview,
    Revision,
    SafetyPlan,
    SourceRecord,
    Spell,
    Subject,
)
from app.services.keeping.holds import CHILD
from app.store.ledger import audited

NEW, CHANGED = "new", "changed"
_KINDS: Mapping[str, type[Base]] = {
    kind.kind: kind
    for kind in (SourceRecord, Episode, RegisterEntry, RagRating, Case, CareRecord, Spell, Subject, Person)
}
# What refers to another goes before it.
_ORDER = (Episode, RagRating, RegisterEntry, Case, CareRecord, Spell, SourceRecord, Subject, Person)
# What we record ourselves beside what a file brings.
_OUR_WORDS: Mapping[type[Base], Sequence[InstrumentedAttribute[int]]] = {
    Episode: (EpisodeDetail.episode_id, ReturnInterview.episode_id),
    RegisterEntry: (EntryDetail.entry_id,),
    Case: (CaseDetail.case_id,),
    Subject: (
        Referral.subject_id,
        SafetyPlan.subject_id,
        Concern.subject_id,
        Readiness.subject_id,
        ChildNote.subject_id,
    ),
}
_NOT_OURS = {"version", "edited_by", "edited_at"}
_AT_A_TIME = 500
_PLAIN = {"synchronize_session": False}


@dataclass(frozen=True)
class UndoneFile:
    """A file that was taken back: how many rows went, and how many earlier ones stand again."""

    file_name: str
    list_name: ListName
    rows: int
    restored: int


class Journal:
    """Follows the flushes of an import and writes down what each file made and changed."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._steps: dict[tuple[str, int], dict[str, Any]] = {}
        event.listen(session, "after_flush", self._collect)

    def write(self, file_id: int) -> None:
        """Keep what happened since the last file as this one's."""
        self._session.flush()
        steps = [{"file_id": file_id, **step} for step in self._steps.values()]
        if steps:
            self._session.execute(insert(ImportStep), steps)
        self._steps = {}

    def _collect(self, session: Session, _context: UOWTransaction) -> None:
        for record in session.new:
            if isinstance(record, Base) and record.kind in _KINDS:
                self._step(record, NEW)
        for record in session.dirty:
            if isinstance(record, Base) and record.kind in _KINDS:
                self._change(record)

    def _step(self, record: Base, verb: str) -> dict[str, Any]:
        about = record.id if isinstance(record, Subject) else getattr(record, "subject_id", None)
        step: dict[str, Any] = {
            "subject_id": about, "record_kind": record.kind, "record_id": record.id, "verb": verb,
            "before": {}, "after": {},
        }  # fmt: skip
        return self._steps.setdefault((record.kind, record.id), step)

    def _change(self, record: Base) -> None:
        state = inspect(record)
        for name in state.mapper.columns.keys():  # noqa: SIM118 - not a mapping of ours
            history = state.attrs[name].history
            if name in _NOT_OURS or not history.has_changes():
                continue
            step = self._step(record, CHANGED)
            step["before"].setdefault(name, _kept(history.deleted[0] if history.deleted else None))
            step["after"][name] = _kept(getattr(record, name))


def _kept(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _typed(kind: type[Base], name: str, value: Any) -> object:
    column = inspect(kind).columns[name].type
    if value is not None and isinstance(column, DateTime):
        return datetime.fromisoformat(value)
    return date.fromisoformat(value) if value is not None and isinstance(column, Date) else value


def undo(session: Session, file_id: int) -> UndoneFile:
    """Take a file back inside an open transaction; `Refused` where something since depends on it."""
    file = session.get(ImportedFile, file_id)
    if file is None:
        raise Refused("There is no such file in this store; look at the list of files again.")
    steps = list(session.execute(select(ImportStep).where(ImportStep.file_id == file_id)).scalars())
    made: dict[type[Base], list[int]] = defaultdict(list)
    for step in steps:
        if step.verb == NEW:
            made[_KINDS[step.record_kind]].append(step.record_id)
    changed = [step for step in steps if step.verb == CHANGED]
    _check_free(session, file, steps, made, changed)
    restored = _restore(session, changed)
    for kind in _ORDER:
        _remove(session, kind, made[kind])
    done = UndoneFile(file.file_name, ListName(file.list_name), file.rows, restored)
    session.delete(file)
    session.flush()
    return done


def _check_free(
    session: Session,
    file: ImportedFile,
    steps: Sequence[ImportStep],
    made: Mapping[type[Base], Sequence[int]],
    changed: Sequence[ImportStep],
) -> None:
    later = select(ImportedFile.id).where(
        ImportedFile.list_name == file.list_name, ImportedFile.id > file.id, ~ImportedFile.by_hand
    )
    if not file.by_hand and session.execute(later.limit(1)).first() is not None:
        raise Refused("A later file of this list has come in since; take that one back first.")
    if _any(session, SourceRecord.subject_id, made[Subject], SourceRecord.file_id != file.id):
        raise Refused("A record was added to a child of this file since; take that record back first.")
    if not steps and file.accepted + file.unchanged:
        raise Refused("The file came in with an earlier version of Chairside, which kept no way back.")
    touched = {*made[Subject], *(one.record_id for one in changed if one.record_kind == Subject.kind)}
    if _any_decision(session, file, made[Subject], touched):
        raise Refused(
            "Somebody has decided since whether a child of this file is a child of another list. "
            "Take that decision back first."
        )
    if _any(session, MonthlyEntry.case_id, made[Case]):
        raise Refused("A meeting has a case of this file on its list, so the file can no longer be undone.")
    _check_own_words(session, made)
    held = (LegalHold.record_kind == CHILD, LegalHold.released_at.is_(None))
    if _any(session, LegalHold.record_id, made[Person], *held):
        raise Refused("A child of this file is under a legal hold, so the file cannot be undone.")
    for step in changed:
        record = session.get(_KINDS[step.record_kind], step.record_id)
        if record and any(_kept(getattr(record, name)) != value for name, value in step.after.items()):
            raise Refused(
                "Something that this file brought has been changed since, for instance by a meeting, "
                "so the file can no longer be undone."
            )


def _any_decision(
    session: Session, file: ImportedFile, made: Collection[int], touched: Collection[int]
) -> bool:
    """A standing decision on a child the file brought, or, since then, on one whose writing it changed."""
    query = select(MatchDecision).where(MatchDecision.undone_at.is_(None))
    new, all_of_them = set(made), set(touched)
    for one in session.execute(query).scalars():
        pair = {one.subject_a_id, one.subject_b_id}
        if pair & new or (pair & all_of_them and one.decided_at >= file.imported_at):
            return True
    return False


def _check_own_words(session: Session, made: Mapping[type[Base], Sequence[int]]) -> None:
    """What was said of a child in this store would go with the child."""
    if _any(session, OnwardReferral.subject_id, made[Subject]):
        raise Refused(
            "A child of this file has been referred from one meeting to another, so the file can no longer "
            "be undone."
        )
    if _any_own_record(session, made):
        raise Refused(
            "Something has been recorded since about an episode or a child of this file, for instance a "
            "return interview or a safety plan, so the file can no longer be undone."
        )


def _any_own_record(session: Session, made: Mapping[type[Base], Sequence[int]]) -> bool:
    """Whether words of our own hang on what the file brought; they would go with it."""
    return _any(session, RagRating.entry_id, made[RegisterEntry], RagRating.source_id.is_(None)) or any(
        _any(session, column, made[kind]) for kind, columns in _OUR_WORDS.items() for column in columns
    )


def _any(session: Session, column: InstrumentedAttribute[int], ids: Sequence[int], *and_: Any) -> bool:
    return any(
        session.execute(select(column).where(column.in_(part), *and_).limit(1)).first() is not None
        for part in _parts(ids)
    )


def _restore(session: Session, changed: Iterable[ImportStep]) -> int:
    """Each changed record as it was; answers how many earlier rows stand again."""
    rows = 0
    for step in changed:
        kind = _KINDS[step.record_kind]
        record = session.get(kind, step.record_id)
        if record is None:
            continue  # destroyed since, with a certificate
        for name, value in step.before.items():
            setattr(record, name, _typed(kind, name, value))
        rows += step.record_kind == SourceRecord.kind and "replaced_by_id" in step.before
    session.flush()
    return rows


def _remove(session: Session, kind: type[Base], ids: Sequence[int]) -> None:
    """Delete what the file made; a person somebody has looked at or reviewed keeps the number."""
    if kind is Person:
        kept = set(_holding(session, Look.person_id, ids))
        kept |= set(_holding(session, RetentionReview.record_id, ids))
        kept |= set(_holding(session, LegalHold.record_id, ids))
        ids = [one for one in ids if one not in kept]
    for part in _parts(ids):
        if kind is Subject:
            _forget_decisions(session, part)
        history = (Revision.record_kind == kind.kind, Revision.record_id.in_(part))
        session.execute(delete(Revision).where(*history), execution_options=_PLAIN)
        session.execute(delete(kind).where(kind.id.in_(part)), execution_options=_PLAIN)
        for one in part:
            audited(session, "gone", kind.kind, one, {}, touched=True)


def _holding(session: Session, column: InstrumentedAttribute[int], ids: Sequence[int]) -> Iterable[int]:
    for part in _parts(ids):
        yield from session.execute(select(column).where(column.in_(part))).scalars()


def _forget_decisions(session: Session, subjects: Sequence[int]) -> None:
    """Decisions that were taken back already go with the child they were about."""
    for column in (MatchDecision.subject_a_id, MatchDecision.subject_b_id):
        session.execute(delete(MatchDecision).where(column.in_(subjects)), execution_options=_PLAIN)


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _AT_A_TIME] for start in range(0, len(ids), _AT_A_TIME))
