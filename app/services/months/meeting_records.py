"""What the services of the meeting room look up in a session that is already open."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.attendance import Attendee, Standing, seat_standings
from app.domain.crosscheck import Badge
from app.domain.findings import Finding
from app.domain.list_says import ListSays
from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.domain.profiles import AgendaItem, Body
from app.errors import Refused
from app.models import Action, Attendance, Case, Meeting, MonthlyEntry
from app.services.areas import parsed

# States in which something was said: the meeting is under way or over.
BEGUN = (MeetingState.OPEN, *(state for state in MeetingState if state.held))
MASE = "mase"
_LARGEST = 2**63 - 1  # of SQLite's whole numbers
DEFAULT_AGENDA = (
    AgendaItem("welcome", "Welcome and apologies", "welcome"),
    AgendaItem("statement", "Confidentiality statement", "statement"),
    AgendaItem("previous-minutes", "Minutes of the previous meeting", "previous_minutes"),
    AgendaItem("actions", "Review of actions", "actions"),
    AgendaItem("business", "Business of this meeting", "notes"),
    AgendaItem("any-other", "Any other business", "notes"),
)


class KnownChild(Protocol):
    """What the meeting needs of the cross-check's answer for one child."""

    @property
    def lists(self) -> tuple[ListName, ...]: ...
    @property
    def badges(self) -> tuple[Badge, ...]: ...
    @property
    def findings(self) -> tuple[Finding, ...]: ...
    @property
    def says(self) -> tuple[ListSays, ...]: ...


class KnownPerson(KnownChild, Protocol):
    """The same with who the child is."""

    @property
    def name(self) -> str: ...
    @property
    def short_name(self) -> str: ...
    @property
    def born(self) -> date | None: ...
    @property
    def age(self) -> int | None: ...


class KnowsOtherLists(Protocol):
    """The cross-check, as far as the meeting asks it.

    `for_cases` is a look of its own, outside any other session; `for_people` looks inside the one given.
    """

    def for_cases(self, case_ids: Collection[int], /) -> Mapping[int, KnownChild]: ...
    def for_people(self, session: Session, person_ids: Collection[int], /) -> Mapping[int, KnownPerson]: ...


def the_meeting(session: Session, meeting_id: int) -> Meeting:
    """The meeting with its profile; `Refused` where it is no longer there."""
    known = abs(meeting_id) <= _LARGEST  # no larger number can be asked for
    meeting = session.get(Meeting, meeting_id, options=[joinedload(Meeting.profile)]) if known else None
    if meeting is None:
        raise Refused("This meeting is not in the store; look at the list of meetings again.")
    return meeting


def the_entry(session: Session, entry_id: int) -> MonthlyEntry:
    """What a meeting recorded about a case, with its meeting; `Refused` where it is no longer there."""
    with_rules = joinedload(MonthlyEntry.meeting).joinedload(Meeting.profile)
    entry = session.get(MonthlyEntry, entry_id, options=[with_rules])
    if entry is None:
        raise Refused("This case is not on the list of this meeting; open the meeting again.")
    return entry


def the_action(session: Session, action_id: int) -> Action:
    """The action with its meeting; `Refused` where it is no longer there."""
    action = session.get(Action, action_id, options=[joinedload(Action.meeting)])
    if action is None:
        raise Refused("This action is not in the store; look at the list of actions again.")
    return action


def require_unlocked(meeting: Meeting) -> None:
    """Agreed minutes are locked (A18)."""
    if MeetingState(meeting.state).locked:
        raise Refused(
            "These minutes are agreed and locked, so nothing was changed; write an addendum instead."
        )


def body_of(meeting: Meeting) -> Body:
    """The body under the rules that were in force for this meeting, not those of today."""
    return parsed(meeting.profile.text)


def agenda_of(body: Body) -> tuple[AgendaItem, ...]:
    """The profile's agenda, or one that any meeting can be held by."""
    return body.agenda or DEFAULT_AGENDA


def items_of(body: Body) -> tuple[AgendaItem, ...]:
    """What is noted in the room: the agenda, then the items that only the minutes have."""
    agenda = agenda_of(body)
    known = {item.key for item in agenda}
    return (*agenda, *(item for item in body.minutes_items if item.key not in known))


def minutes_of(body: Body) -> tuple[AgendaItem, ...]:
    """The headings of the minutes in their order: the profile's own, else those of the agenda."""
    return body.minutes_items or agenda_of(body)


def takes_cases(body: Body) -> bool:
    """Whether this body decides cases one by one; the others note what was said under each item."""
    return body.kind == MASE


def before(meeting: Meeting) -> ColumnElement[bool]:
    """A condition: an earlier meeting of the same body that has begun."""
    earlier = or_(
        Meeting.held_on < meeting.held_on, and_(Meeting.held_on == meeting.held_on, Meeting.id < meeting.id)
    )
    return and_(Meeting.body_code == meeting.body_code, Meeting.state.in_(BEGUN), earlier)


def previous_meeting(session: Session, meeting: Meeting) -> Meeting | None:
    """The last meeting of the body before this one that took place."""
    query = (
        select(Meeting).where(before(meeting)).order_by(Meeting.held_on.desc(), Meeting.id.desc()).limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def entries_of(session: Session, meeting_id: int) -> list[MonthlyEntry]:
    """The meeting's cases in the order of its agenda, with who each is about."""
    query = (
        select(MonthlyEntry)
        .where(MonthlyEntry.meeting_id == meeting_id)
        .options(joinedload(MonthlyEntry.meeting), joinedload(MonthlyEntry.case).joinedload(Case.subject))
        .order_by(MonthlyEntry.position, MonthlyEntry.id)
    )
    return list(session.execute(query).scalars())


def attendance_of(session: Session, meeting_id: int) -> list[Attendance]:
    """The lines of the register in the order they were seated."""
    query = select(Attendance).where(Attendance.meeting_id == meeting_id).order_by(Attendance.id)
    return list(session.execute(query).scalars())


def standing_of(row: Attendance) -> Standing:
    """What the register says of one person; who has left is not in the room, nor is who has yet to sign."""
    standing = Standing(row.standing or Standing.EXPECTED)
    if row.waits_to_sign:
        return Standing.EXPECTED
    return Standing.ABSENT if row.left_at is not None else standing


def standings_of(session: Session, meeting: Meeting, body: Body) -> dict[str, Standing]:
    """One standing for each seat of the body, now."""
    return seat_standings(body.seats, people_of(session, meeting))


def people_of(session: Session, meeting: Meeting) -> tuple[Attendee, ...]:
    """Everybody in the register, as they stand now."""
    return tuple(
        Attendee(row.name, standing_of(row), row.seat_key, row.agency, row.rank, row.virtual)
        for row in attendance_of(session, meeting.id)
    )


def clock_words(at: datetime) -> str:
    """An instant as the clock on the wall showed it."""
    return f"{at.astimezone():%H:%M}"
