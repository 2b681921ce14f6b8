"""What the meetings decided about children last time, and how many actions on them are still open."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from app.domain.cases import Decision
from app.domain.meetings import MeetingState
from app.models import Action, Case, Meeting, MonthlyEntry
from app.services.many import in_batches
from app.services.months.meeting_records import body_of

_HELD = [state.value for state in MeetingState if state.held]
_OPEN = "open"


@dataclass(frozen=True)
class LastDecision:
    """What the last meeting that discussed a child came to; `open_actions` are those of every meeting."""

    meeting_id: int
    on: date
    body_short: str
    words: str
    open_actions: int
    provisional: bool = False


def last_decisions(session: Session, subject_ids: Collection[int]) -> Mapping[int, LastDecision]:
    """By subject, in a session that is already open; who was never discussed is not in it."""
    newest: dict[int, MonthlyEntry] = {}
    for entry in _entries(session, subject_ids):
        newest[entry.case.subject_id] = entry
    actions = _open_actions(session, subject_ids)
    return {subject: _decision(entry, actions[subject]) for subject, entry in newest.items()}


def the_last(decisions: Iterable[LastDecision]) -> LastDecision | None:
    """Of a child that several lists know: the newest, with the open actions of all."""
    found = sorted(decisions, key=lambda one: (one.on, one.meeting_id))
    if not found:
        return None
    last = found[-1]
    actions = sum(one.open_actions for one in found)
    return LastDecision(last.meeting_id, last.on, last.body_short, last.words, actions, last.provisional)


def _entries(session: Session, subject_ids: Collection[int]) -> Iterator[MonthlyEntry]:
    """Oldest first, so that the newest of a child stands last."""
    for part in in_batches(subject_ids):
        query = (
            select(MonthlyEntry)
            .join(MonthlyEntry.case)
            .join(MonthlyEntry.meeting)
            .where(Case.subject_id.in_(part), Meeting.state.in_(_HELD))
            .options(
                joinedload(MonthlyEntry.case), joinedload(MonthlyEntry.meeting).joinedload(Meeting.profile)
            )
            .order_by(Meeting.held_on, Meeting.id)
        )
        yield from session.execute(query).scalars()


def _open_actions(session: Session, subject_ids: Collection[int]) -> Counter[int]:
    found: Counter[int] = Counter()
    for part in in_batches(subject_ids):
        query = (
            select(Case.subject_id, func.count(Action.id))
            .join(MonthlyEntry, MonthlyEntry.case_id == Case.id)
            .join(Action, Action.entry_id == MonthlyEntry.id)
            .where(Case.subject_id.in_(part), Action.state == _OPEN)
            .group_by(Case.subject_id)
        )
        found.update({row[0]: row[1] for row in session.execute(query)})
    return found


def _decision(entry: MonthlyEntry, open_actions: int) -> LastDecision:
    body = body_of(entry.meeting)
    words = Decision(entry.decision).label if entry.decision else "Left undecided"
    if entry.category is not None:
        label = body.category_label(entry.category).partition(",")[0]
        words = f"{words}, {label[:1].lower()}{label[1:]}"
    return LastDecision(
        entry.meeting_id, entry.meeting.held_on, body.short, words, open_actions, entry.provisional
    )
