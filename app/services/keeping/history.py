"""Who changed what, and when: the history of a record, and of everything about a child."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.cases import Decision
from app.domain.deadlines import PAPER_NAMES
from app.models import (
    Action,
    Attendance,
    Base,
    Case,
    ItemNote,
    MatchDecision,
    Meeting,
    MeetingPaper,
    Membership,
    MonthlyEntry,
    OnwardReferral,
    QuestionAnswer,
    Ratification,
    Revision,
    SeatAtMeeting,
    Subject,
)
from app.models.history import ADDED, CHANGED, FIELDS, REMOVED
from app.services.people.same_person import ids_of
from app.store.ledger import plain
from app.store.store import Store

Record = tuple[str, int]
_MATCH = "match decision"
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
        ItemNote,
        QuestionAnswer,
        Membership,
        SeatAtMeeting,
        Ratification,
    )
}
_NAMES = {
    "entry": "Case at a meeting",
    "case": "Case",
    "action": "Action",
    "onward referral": "Onward referral",
    "meeting": "Meeting",
    "attendance": "Register of attendance",
    "item": "Notes under an item",
    "question": "Focus question",
    "paper": "Paper",
    "membership": "Member",
    "seat": "Seat at a meeting",
    "ratification": "Ratification",
    _MATCH: "Same child or not",
}
LABELS: Mapping[str, str] = {
    "agency": "Agency",
    "again_on": "Sent again",
    "answer": "Answer",
    "asked": "Asked",
    "borough": "Borough",
    "category": "Category",
    "closed_on": "Closed",
    "closed_reason": "Reason for closing",
    "date_reason": "Reason for the day",
    "decision": "Decision",
    "deputy_for": "Deputy for",
    "done": "Dealt with",
    "due": "Deadline",
    "ends": "Ends",
    "ethnicity": "Ethnicity",
    "from_on": "From",
    "held_on": "Day",
    "impact": "Impact of the plan so far",
    "key": "Paper",
    "lead_professional": "Lead professional",
    "listed_on": "Listed",
    "location": "Location",
    "name": "Name",
    "notes": "Notes",
    "notice_by": "Short notice agreed by",
    "notice_reason": "Reason for the short notice",
    "offender": "Offender",
    "other_agencies": "Other agencies managing the risk",
    "out_of_borough": "Out of borough",
    "outcome": "Outcome",
    "overview": "Overview, intervention and disruption",
    "owner": "Owner",
    "placement": "Placement",
    "provisional": "Provisional",
    "quorate": "Quorate",
    "quorum_sentence": "Quorum",
    "rank": "Rank or title",
    "rationale": "Rationale",
    "reason": "Reason",
    "referred_on": "Referred",
    "referring_agency": "Referring agency",
    "school": "School",
    "seat_key": "Seat",
    "sent_on": "Sent",
    "sent_to": "Sent to",
    "signed": "Signed",
    "standing": "Attendance",
    "starts": "Starts",
    "state": "State",
    "statement_read_by": "Statement read by",
    "statement_version": "Version of the statement",
    "status": "Status",
    "strategy_meeting_on": "Strategy meeting",
    "text": "Action",
    "themes": "Themes",
    "to_on": "To",
    "undecided_reason": "Reason for leaving it open",
    "venue": "Venue",
    "victim": "Victim",
    "virtual": "On a screen",
    "written_note": "Sent in writing",
    "written_on": "Sent in writing on",
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
    """The cases, entries, actions and onward referrals about some subjects, as kind and id."""
    cases = list(session.execute(select(Case.id).where(Case.subject_id.in_(tuple(subjects)))).scalars())
    entries = list(session.execute(select(MonthlyEntry.id).where(MonthlyEntry.case_id.in_(cases))).scalars())
    actions = session.execute(select(Action.id).where(Action.entry_id.in_(entries))).scalars()
    referrals = session.execute(
        select(OnwardReferral.id).where(OnwardReferral.subject_id.in_(tuple(subjects)))
    ).scalars()
    return [
        *(("case", one) for one in cases),
        *(("entry", one) for one in entries),
        *(("action", one) for one in actions),
        *((OnwardReferral.kind, one) for one in referrals),
    ]


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
                    _words(field, revision.before),
                    _words(field, later),
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
    if isinstance(record, Meeting):
        return f"Meeting of {day_words(record.held_on)}"
    return f"Case {record.reference}" if isinstance(record, Case) else _NAMES[kind]


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


_DAYS = (
    "due closed_on held_on sent_on again_on referred_on listed_on strategy_meeting_on from_on to_on "
    "written_on".split()
)
_AS_WORDS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys(_DAYS, _day),
    "decision": lambda text: Decision(text).label,
    "starts": lambda text: text[:5],
    "ends": lambda text: text[:5],
    "state": str.capitalize,
    "standing": str.capitalize,
}


def _words(field: str, text: str) -> str:
    return _AS_WORDS[field](text) if text and field in _AS_WORDS else text


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
    return HistoryRow(at, who, verb, _NAMES[_MATCH], "Decision", before, after, _MATCH, decision, 0)


def _newest_first(rows: Iterable[HistoryRow]) -> tuple[HistoryRow, ...]:
    """Rows of one instant keep their order: newest first already."""
    return tuple(sorted(rows, key=lambda row: (row.at, row.number), reverse=True))
