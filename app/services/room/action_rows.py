"""Actions as rows: for the log, for the case they belong to, and for the review at the next meetings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.attendance import Standing, in_the_room
from app.domain.profiles import Body
from app.models import Action, Case, ChildNote, Meeting, MonthlyEntry
from app.services.months.meeting_records import before, body_of, items_of, previous_meeting, standings_of

OPEN, DONE, OVERDUE, WITHDRAWN = "open", "done", "overdue", "withdrawn"


@dataclass(frozen=True)
class ActionRow:
    """One action as screens and documents show it.

    `state` is "open", "overdue", "done" or "withdrawn"; `updates` are (when, by whom noted, text), oldest
    first. `owner_in_room` is None where no meeting is under way to be in (P18).
    """

    id: int
    meeting_id: int
    meeting_on: date
    body_short: str
    entry_id: int | None
    about: str
    text: str
    agency: str
    owner: str
    due: date
    state: str
    last_update: str
    updates: tuple[tuple[datetime, str, str], ...]
    owner_in_room: bool | None = None
    closed_on: date | None = None
    item_key: str = ""
    child_note_id: int | None = None


@dataclass(frozen=True)
class AgencyActions:
    """One agency's actions under the review of actions (P19)."""

    agency: str
    overdue: int
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class AgencyOverdue:
    """How many actions an agency still has open, and how many of these are overdue."""

    agency: str
    overdue: int
    total: int


@dataclass(frozen=True)
class InRoom:
    """Who is present at the meeting that looks at the actions."""

    body: Body
    standings: Mapping[str, Standing]

    def has(self, agency: str) -> bool:
        return in_the_room(agency, self.body.seats, self.standings)


def in_room(session: Session, meeting: Meeting) -> InRoom:
    """Who is at this meeting now, for `ActionRow.owner_in_room`."""
    body = body_of(meeting)
    return InRoom(body, standings_of(session, meeting, body))


def rows(
    session: Session, today: date, *conditions: ColumnElement[bool], here: InRoom | None = None
) -> tuple[ActionRow, ...]:
    """The actions that meet all conditions, by deadline, in a session that is already open."""
    query = (
        select(Action)
        .join(Action.meeting)
        .where(*conditions)
        .options(
            joinedload(Action.meeting).joinedload(Meeting.profile),
            joinedload(Action.entry).joinedload(MonthlyEntry.case).joinedload(Case.subject),
            joinedload(Action.child_note).joinedload(ChildNote.subject),
            selectinload(Action.updates),
        )
        .order_by(Action.due, Action.id)
        .execution_options(populate_existing=True)
    )
    return tuple(_as_row(action, today, here) for action in session.execute(query).unique().scalars())


def row(session: Session, action_id: int, today: date, here: InRoom | None = None) -> ActionRow:
    """One action by its id, in a session that is already open."""
    return rows(session, today, Action.id == action_id, here=here)[0]


def _as_row(action: Action, today: date, here: InRoom | None) -> ActionRow:
    body = body_of(action.meeting)
    updates = tuple((note.noted_at, note.noted_by, note.text) for note in action.updates)
    return ActionRow(
        action.id,
        action.meeting_id,
        action.meeting.held_on,
        body.short,
        action.entry_id,
        _about(action, body),
        action.text,
        action.agency,
        action.owner,
        action.due,
        OVERDUE if action.state == OPEN and action.due < today else action.state,
        updates[-1][2] if updates else "",
        updates,
        here.has(action.agency) if here else None,
        action.closed_on,
        action.item_key,
        action.child_note_id,
    )


def _about(action: Action, body: Body) -> str:
    if action.entry is not None:
        return action.entry.case.subject.identity.short_name
    if action.child_note is not None:
        return action.child_note.subject.identity.short_name
    return next((item.title for item in items_of(body) if item.key == action.item_key), "")


def to_review(
    session: Session, meeting: Meeting, today: date, here: InRoom | None = None
) -> tuple[ActionRow, ...]:
    """What comes back for review: all of the last meeting, and of earlier ones what is not done.

    Those dealt with on the day of this meeting or later still show, so that the review does not shrink.
    """
    last = previous_meeting(session, meeting)
    if last is None:
        return ()
    unfinished = or_(Action.closed_on.is_(None), Action.closed_on >= meeting.held_on)
    wanted = or_(Action.meeting_id == last.id, unfinished)
    return rows(session, today, before(meeting), wanted, Action.state != WITHDRAWN, here=here)


def by_agency(actions: Iterable[ActionRow]) -> tuple[AgencyActions, ...]:
    """Actions under their agency, the most overdue agency first, then by name (P19)."""
    groups: dict[str, list[ActionRow]] = {}
    for action in actions:
        groups.setdefault(action.agency, []).append(action)
    made = [
        AgencyActions(name, sum(one.state == OVERDUE for one in own), tuple(own))
        for name, own in groups.items()
    ]
    return tuple(sorted(made, key=lambda group: (-group.overdue, group.agency)))
