"""What was agreed, by whom, by when, and what has become of it."""

from collections import Counter
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.action_line import ActionDraft, read_action
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import Action, ActionUpdate, Meeting
from app.services.clock import Clock
from app.services.months.meeting_records import body_of, require_unlocked, the_action, the_entry, the_meeting
from app.services.months.office import office_calendar
from app.services.room.action_rows import (
    DONE,
    OPEN,
    OVERDUE,
    WITHDRAWN,
    ActionRow,
    AgencyActions,
    AgencyOverdue,
    in_room,
    row,
    rows,
)
from app.services.room.children import the_child_note
from app.store.store import Store

__all__ = ["ActionDraft", "ActionRow", "Actions", "AgencyActions", "AgencyOverdue"]


class Actions:
    """An action has an owner agency and a deadline from the start (K&R ToR: agreed deadlines)."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def add(
        self,
        meeting_id: int,
        text: str,
        agency: str,
        owner: str,
        due: date | None,
        entry_id: int | None = None,
        item_key: str = "",
        initiator: str = "",
        child_note_id: int | None = None,
    ) -> ActionRow:
        """Agree an action, about a case, about a child that the meeting goes through, or under an item.

        Raises `Refused` without words, agency or deadline, or with a deadline before the meeting.
        """
        with self._store.transaction("add action", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            if entry_id is not None and the_entry(session, entry_id).meeting_id != meeting_id:
                raise ValueError("the case belongs to another meeting")
            action = Action(meeting_id=meeting_id, entry_id=entry_id, item_key=item_key)
            if child_note_id is not None:
                note = the_child_note(session, child_note_id)
                if note.meeting_id != meeting_id:
                    raise ValueError("the child belongs to another meeting")
                action.child_note_id, action.item_key = note.id, note.item_key
            _write(action, meeting, text, agency, owner, due)
            session.add(action)
            session.flush()
            return row(session, action.id, self._clock.today(), in_room(session, meeting))

    def from_line(self, meeting_id: int, line: str, entry_id: int | None = None) -> ActionDraft:
        """What a line typed in the minutes says of an action; what it does not say is named in `missing`.

        A slash in front is understood and not needed. Nothing is stored: `add` does that.
        """
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            if entry_id is not None:
                the_entry(session, entry_id)
            today, after = self._clock.today(), _next_date(session, meeting)
            seats, held_on, office = body_of(meeting).seats, meeting.held_on, office_calendar(session)
        draft = read_action(line, seats, today, held_on, after, office)
        return draft or read_action(f"/ {line}", seats, today, held_on, after, office) or ActionDraft("")

    def change(
        self, action_id: int, text: str, agency: str, owner: str, due: date | None, initiator: str = ""
    ) -> ActionRow:
        """Put an action right while its minutes are not agreed; afterwards only updates are added."""
        with self._store.transaction("change action", initiator) as session:
            action = the_action(session, action_id)
            require_unlocked(action.meeting)
            _write(action, action.meeting, text, agency, owner, due)
            session.flush()
            return row(session, action.id, self._clock.today(), in_room(session, action.meeting))

    def update(self, action_id: int, text: str, initiator: str = "") -> ActionRow:
        """Note what was reported about an action; earlier notes stay."""
        words = clean(text).strip()
        if not words:
            raise Refused("The update is empty; write what was reported about the action.")
        with self._store.transaction("update action", initiator) as session:
            action = the_action(session, action_id)
            self._note(session, action, words)
            return row(session, action.id, self._clock.today())

    def close(self, action_id: int, on: date | None = None, initiator: str = "") -> ActionRow:
        """The action is done, on a day (default today) not before the meeting that agreed it."""
        with self._store.transaction("close action", initiator) as session:
            action = the_action(session, action_id)
            day = on or self._clock.today()
            if day < action.meeting.held_on:
                raise Refused("An action cannot be done before the meeting that agreed it; give a later day.")
            action.state, action.closed_on = DONE, day
            session.flush()
            return row(session, action.id, self._clock.today())

    def reopen(self, action_id: int, initiator: str = "") -> ActionRow:
        """The action was not done after all, or is wanted again."""
        with self._store.transaction("reopen action", initiator) as session:
            action = the_action(session, action_id)
            action.state, action.closed_on = OPEN, None
            session.flush()
            return row(session, action.id, self._clock.today())

    def withdraw(self, action_id: int, reason: str, initiator: str = "") -> ActionRow:
        """The action is no longer wanted; it stays on record with the reason."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say why the action is withdrawn; the reason is kept with it.")
        with self._store.transaction("withdraw action", initiator) as session:
            action = the_action(session, action_id)
            action.state, action.closed_on = WITHDRAWN, self._clock.today()
            self._note(session, action, f"Withdrawn: {words}")
            return row(session, action.id, self._clock.today())

    def all(self, state: str | None = None, agency: str | None = None) -> tuple[ActionRow, ...]:
        """Every action by deadline. `state` "open" takes in those overdue; any other only itself."""
        with self._store.reading() as session:
            found = rows(session, self._clock.today())
        wanted = {OPEN: (OPEN, OVERDUE)}.get(state or "", (state,))
        return tuple(
            one
            for one in found
            if (state is None or one.state in wanted) and (agency is None or one.agency == agency)
        )

    def overdue_by_agency(self, on: date | None = None) -> tuple[AgencyOverdue, ...]:
        """Agencies with open actions, the most overdue first; overdue is from the day after."""
        with self._store.reading() as session:
            pairs = session.execute(select(Action.agency, Action.due).where(Action.state == OPEN)).all()
        total = Counter(agency for agency, _ in pairs)
        overdue = Counter(agency for agency, due in pairs if due < (on or self._clock.today()))
        order = sorted(total, key=lambda agency: (-overdue[agency], -total[agency], agency))
        return tuple(AgencyOverdue(agency, overdue[agency], total[agency]) for agency in order)

    def _note(self, session: Session, action: Action, words: str) -> None:
        note = ActionUpdate(
            action_id=action.id, text=words, noted_by=self._store.operator, noted_at=self._clock.now()
        )
        session.add(note)
        session.flush()


def _write(action: Action, meeting: Meeting, text: str, agency: str, owner: str, due: date | None) -> None:
    words, who = clean(text).strip(), clean_name(agency)
    if not words:
        raise Refused("The action has no words; write what is to be done.")
    if not who:
        raise Refused("The action has no owner; choose the agency that takes it on.")
    if due is None:
        raise Refused("The action has no deadline; agree a day.")
    if due < meeting.held_on:
        raise Refused("The deadline lies before the meeting; choose a day on or after it.")
    known = {seat.agency.casefold(): seat.agency for seat in body_of(meeting).seats}
    action.text, action.agency = words, known.get(who.casefold(), who)
    action.owner, action.due = clean_name(owner), due


def _next_date(session: Session, meeting: Meeting) -> date | None:
    query = (
        select(Meeting.held_on)
        .where(Meeting.body_code == meeting.body_code, Meeting.held_on > meeting.held_on)
        .order_by(Meeting.held_on)
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()
