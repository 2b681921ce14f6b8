"""Who changed what, and when: the history of a record, and of everything about a child."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, select, tuple_
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.deadlines import PAPER_NAMES
from app.models import (
    Action,
    Attendance,
    Base,
    Case,
    CaseDetail,
    ChildNote,
    Concern,
    EntryDetail,
    Episode,
    EpisodeDetail,
    FormAnswer,
    InterviewAnswer,
    ItemNote,
    MatchDecision,
    Meeting,
    MeetingPaper,
    Membership,
    MonthlyEntry,
    OnwardReferral,
    QuestionAnswer,
    RagRating,
    Ratification,
    Readiness,
    Referral,
    ReturnInterview,
    Revision,
    SafetyAction,
    SafetyPlan,
    SeatAtMeeting,
    Subject,
)
from app.models.history import ADDED, CHANGED, FIELDS, REMOVED
from app.services.keeping.history_words import LABELS, MATCH, NAMES, in_words
from app.services.people.same_person import ids_of
from app.store.ledger import plain
from app.store.store import Store

Record = tuple[str, int]
_KINDS: Mapping[str, type[Base]] = {
    kind.kind: kind
    for kind in (
        MonthlyEntry,
        Case,
        Action,
        OnwardReferral,
        Meeting,
        MeetingPaper,
        Attendance,
        Membership,
        SeatAtMeeting,
        Ratification,
        ItemNote,
        QuestionAnswer,
        ChildNote,
        EpisodeDetail,
        EntryDetail,
        RagRating,
        Referral,
        FormAnswer,
        SafetyAction,
        CaseDetail,
        ReturnInterview,
        InterviewAnswer,
        SafetyPlan,
        Concern,
        Readiness,
    )
}


@dataclass(frozen=True)
class HistoryRow:
    """One change. `at` is aware; `record` and `field` are plain words, `field` "" for a record as a whole.

    `verb` is "added", "changed" or "removed"; `number` is the audit's, 0 where the decision keeps itself.
    """

    at: datetime
    who: str
    verb: str
    record: str
    field: str
    before: str
    after: str
    kind: str
    record_id: int
    number: int


class History:
    """What was changed, never who looked; a spell of typing is one row, from its first save to its last."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, kind: str, record_id: int) -> tuple[HistoryRow, ...]:
        """The history of one record ("entry", "case", "action", "meeting", "item", …), newest first."""
        if kind not in FIELDS:
            raise ValueError(f"no history is kept of {kind!r}")
        with self._store.reading() as session:
            return _newest_first(_rows(session, [(kind, record_id)]))

    def of_meeting(self, meeting_id: int) -> tuple[HistoryRow, ...]:
        """Everything of one meeting, newest first, with the lines that were removed from it again."""
        with self._store.reading() as session:
            query = select(Revision.record_kind, Revision.record_id).where(Revision.meeting_id == meeting_id)
            found = session.execute(query.distinct()).all()
            return _newest_first(_rows(session, [(row.record_kind, row.record_id) for row in found]))

    def of_child(self, person_id: int) -> tuple[HistoryRow, ...]:
        """Everything about one child, newest first: cases, entries, actions, and who it was joined with."""
        with self._store.reading() as session:
            subjects = set(
                session.execute(
                    select(Subject.id).where(Subject.home_person_id.in_(ids_of(session, person_id)))
                ).scalars()
            )
            return _newest_first(
                [*_rows(session, records_of(session, subjects)), *_matches(session, subjects)]
            )


def records_of(session: Session, subjects: Iterable[int]) -> list[Record]:
    """Everything that is recorded about some subjects and keeps a history, as kind and id."""
    own, of_children = tuple(subjects), (OnwardReferral, SafetyPlan, Concern, Readiness)

    def found(kind: type[Base], *conditions: ColumnElement[bool]) -> list[int]:
        return list(session.execute(select(kind.id).where(*conditions)).scalars())

    cases = found(Case, Case.subject_id.in_(own))
    entries = found(MonthlyEntry, MonthlyEntry.case_id.in_(cases))
    notes = found(ChildNote, ChildNote.subject_id.in_(own))
    episodes = found(Episode, Episode.subject_id.in_(own))
    interviews = found(ReturnInterview, ReturnInterview.episode_id.in_(episodes))
    by_kind: dict[type[Base], list[int]] = {
        Case: cases,
        MonthlyEntry: entries,
        ChildNote: notes,
        Action: found(Action, Action.entry_id.in_(entries) | Action.child_note_id.in_(notes)),
        EpisodeDetail: found(EpisodeDetail, EpisodeDetail.episode_id.in_(episodes)),
        ReturnInterview: interviews,
        InterviewAnswer: found(InterviewAnswer, InterviewAnswer.interview_id.in_(interviews)),
        **{kind: found(kind, kind.subject_id.in_(own)) for kind in of_children},
    }
    return [(kind.kind, one) for kind, ids in by_kind.items() for one in ids]


def _rows(session: Session, records: Sequence[Record]) -> list[HistoryRow]:
    found: dict[Record, list[Revision]] = defaultdict(list)
    for start in range(0, len(records), 500):
        query = (
            select(Revision)
            .where(tuple_(Revision.record_kind, Revision.record_id).in_(records[start : start + 500]))
            .order_by(Revision.id)
        )
        for revision in session.execute(query).scalars():
            found[(revision.record_kind, revision.record_id)].append(revision)
    rows = []
    for (kind, record_id), revisions in found.items():
        record = session.get(_KINDS[kind], record_id)
        rows += _with_after(revisions, record, _about(kind, record))
    return rows


def _with_after(revisions: Sequence[Revision], record: Base | None, about: str) -> list[HistoryRow]:
    """Each revision with what came next: the words before the next change, or those that stand now."""
    kind = revisions[0].record_kind
    main = FIELDS[kind][0]
    after = {field: plain(getattr(record, field)) if record else "" for field in FIELDS[kind]}
    rows = []
    for revision in reversed(revisions):
        field = revision.field or main
        later = "" if revision.verb == REMOVED else after[field]
        if revision.verb != CHANGED or revision.before != later:
            rows.append(
                HistoryRow(
                    revision.until,
                    revision.by,
                    revision.verb,
                    about,
                    LABELS[revision.field] if revision.field else "",
                    in_words(field, revision.before),
                    in_words(field, later),
                    kind,
                    revision.record_id,
                    revision.audit,
                )
            )
        after[field] = revision.before
    return rows


def _about(kind: str, record: Base | None) -> str:
    if isinstance(record, MonthlyEntry):
        return f"Case at the meeting of {day_words(record.meeting.held_on)}"
    if isinstance(record, MeetingPaper):
        return (
            f"{PAPER_NAMES.get(record.key, record.key)} of the meeting of {day_words(record.meeting.held_on)}"
        )
    if isinstance(record, ChildNote):
        return f"Child at the meeting of {day_words(record.meeting.held_on)}"
    if isinstance(record, EpisodeDetail | ReturnInterview):
        return f"{NAMES[kind]} {record.episode.reference}"
    if isinstance(record, Meeting):
        return f"Meeting of {day_words(record.held_on)}"
    return f"Case {record.reference}" if isinstance(record, Case) else NAMES[kind]


def _matches(session: Session, subjects: Iterable[int]) -> list[HistoryRow]:
    """Decisions on who is the same child keep themselves, so they have no revisions."""
    ids = tuple(subjects)
    query = select(MatchDecision).where(
        MatchDecision.subject_a_id.in_(ids) | MatchDecision.subject_b_id.in_(ids)
    )
    rows = []
    for made in session.execute(query).scalars():
        said = ": ".join(part for part in (made.verdict.capitalize(), made.reason) if part)
        if made.undone_at is not None:
            rows.append(_match(made.undone_at, made.undone_by, REMOVED, said, "", made.id))
        rows.append(_match(made.decided_at, made.decided_by, ADDED, "", said, made.id))
    return rows


def _match(at: datetime, who: str, verb: str, before: str, after: str, decision: int) -> HistoryRow:
    return HistoryRow(at, who, verb, NAMES[MATCH], "Decision", before, after, MATCH, decision, 0)


def _newest_first(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    """Rows of one instant keep their order: newest first already."""
    return tuple(sorted(rows, key=lambda row: (row.at, row.number), reverse=True))
