"""The meeting room: open a meeting, see where it is, go through its items and cases, close it."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.meetings import MeetingState, require
from app.domain.profiles import AgendaItem
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import ItemNote, Meeting, QuestionAnswer
from app.services.areas import Areas
from app.services.clock import Clock
from app.services.months.meeting_records import (
    KnowsOtherLists,
    body_of,
    entries_of,
    previous_meeting,
    require_unlocked,
    takes_cases,
    the_entry,
    the_meeting,
)
from app.services.months.meeting_rows import MeetingRow, meeting_row
from app.services.referrals.at_meeting import at_meeting, owed
from app.services.room.agenda_items import items_at
from app.services.room.child_views import ChildView, child_view
from app.services.room.children import ChildStop, add_child, list_children, stops, the_child_note
from app.services.room.contents import Look
from app.services.room.entry_views import EntryView, entry_view
from app.services.room.item_notes import notes_of
from app.services.room.item_views import ItemView, item_view
from app.services.room.listing import cases_to_list, list_cases
from app.services.room.presence import in_hand, keep_log, quorum_of, take_in_hand
from app.services.room.printed import keep_printed
from app.services.room.quorum_choices import choice_now, quorum_story
from app.services.room.register_rows import seat_register
from app.services.room.room_closing import ClosingView, close_meeting, closing_view, is_decided
from app.services.room.room_views import (
    ALL_LISTS,
    EntryLine,
    RoomGroup,
    RoomItem,
    RoomView,
    room_groups,
    room_items,
    with_children,
    with_waiting,
)
from app.services.room.statement import read_words, statement_of
from app.store.store import Store

__all__ = [
    "ChildStop",
    "ChildView",
    "ClosingView",
    "EntryLine",
    "EntryView",
    "ItemView",
    "Room",
    "RoomGroup",
    "RoomItem",
    "RoomView",
]


class Room:
    """Each step of a meeting, from its door to its close."""

    def __init__(self, store: Store, clock: Clock, knows: KnowsOtherLists, areas: Areas) -> None:
        self._store = store
        self._clock = clock
        self._knows = knows
        self._areas = areas

    def enter(self, meeting_id: int, initiator: str = "") -> None:
        """Open a planned meeting: seat its register and list its cases. A meeting that is open is resumed,
        with whatever came on the list meanwhile; one that is over is only looked at."""
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            waiting = cases_to_list(session, meeting) if takes_cases(body_of(meeting)) else ()
        on_all = self._on_all_lists(waiting)
        with self._store.transaction("enter meeting", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            state, body = MeetingState(meeting.state), body_of(meeting)
            if state.held:
                return
            if state is not MeetingState.OPEN:
                require(state, MeetingState.OPEN)
                _require_its_day(meeting, self._clock.today())
                _require_last_closed(session, meeting)
                meeting.state, meeting.opened_at = MeetingState.OPEN, self._clock.now()
                meeting.current_item = items_at(session, meeting)[0].key
                take_in_hand(session, meeting, meeting.current_item, meeting.opened_at)
            seat_register(session, meeting, body)
            list_cases(session, meeting, body, waiting, on_all)
            list_children(self._look(session, meeting))
            keep_log(session, meeting)

    def view(self, meeting_id: int) -> RoomView:
        """The whole room at a glance."""
        with self._store.reading() as session:
            case_ids = [entry.case_id for entry in entries_of(session, meeting_id)]
        on_all = self._on_all_lists(case_ids)
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            body, entries = body_of(meeting), entries_of(session, meeting_id)
            state = MeetingState(meeting.state)
            children = stops(self._look(session, meeting))
            items = with_children(room_items(session, meeting, body, entries, self._clock.today()), children)
            waiting = len(owed(session, self._clock, meeting))
            return RoomView(
                meeting_row(session, meeting, self._clock.today()),
                body,
                quorum_of(session, meeting, body),
                with_waiting(items, waiting),
                room_groups(entries, body, on_all),
                read_words(meeting),
                meeting.current_item or items[0].key,
                state is MeetingState.OPEN or (state.held and not state.locked),
                sum(not is_decided(entry) for entry in entries),
                waiting,
                children,
                choice_now(session, meeting) if state is MeetingState.OPEN else None,
                quorum_story(session, meeting),
                in_hand(session, meeting),
            )

    def entry(self, entry_id: int) -> EntryView:
        """One case with everything the meeting needs to decide it."""
        with self._store.reading() as session:
            case_id = the_entry(session, entry_id).case_id
        known = self._knows.for_cases([case_id])
        with self._store.reading() as session:
            return entry_view(session, the_entry(session, entry_id), self._clock.today(), known.get(case_id))

    def item(self, meeting_id: int, item_key: str) -> ItemView:
        """One item that is not a case."""
        wording = self._areas.statement()
        with self._store.reading() as session:
            meeting = the_meeting(session, meeting_id)
            view = item_view(self._look(session, meeting), _item(session, meeting, item_key), wording)
            first = item_key == items_at(session, meeting)[0].key
            return replace(view, referrals=at_meeting(session, self._clock, meeting)) if first else view

    def child(self, note_id: int) -> ChildView:
        """One child that the meeting goes through, where it decides no cases."""
        with self._store.reading() as session:
            note = the_child_note(session, note_id)
            return child_view(self._look(session, note.meeting), note)

    def add_child(self, meeting_id: int, item_key: str, person_id: int, initiator: str = "") -> int:
        """Put a child somebody raises on the list under an item; answers the id of its note.

        A child that is listed already stays where it is.
        """
        with self._store.transaction("add child", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            return add_child(self._look(session, meeting), _item(session, meeting, item_key), person_id).id

    def set_current(self, meeting_id: int, item_key: str, initiator: str = "") -> None:
        """Where the meeting is now, so that the window reopens there. Moves nothing once it is over."""
        with self._store.transaction("go to item", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            if meeting.state == MeetingState.OPEN:
                meeting.current_item = item_key
                take_in_hand(session, meeting, item_key, self._clock.now())

    def tick(self, meeting_id: int, item_key: str, done: bool = True, initiator: str = "") -> None:
        """Whether an item has been dealt with."""
        with self._store.transaction("tick item", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            item = _item(session, meeting, item_key)
            note = notes_of(session, meeting_id).get(item.key)
            if note is None:
                note = ItemNote(meeting_id=meeting_id, item_key=item.key)
                session.add(note)
            note.done, note.done_at = done, self._clock.now() if done else None

    def mark_seen(self, entry_id: int, initiator: str = "") -> None:
        """The room has looked at this case; that alone decides nothing."""
        with self._store.transaction("see case", initiator) as session:
            entry = the_entry(session, entry_id)
            if not entry.seen and entry.meeting.state == MeetingState.OPEN:
                entry.seen = True

    def mark_child_seen(self, note_id: int, initiator: str = "") -> None:
        """The room has looked at this child."""
        with self._store.transaction("see child", initiator) as session:
            note = the_child_note(session, note_id)
            if not note.seen and note.meeting.state == MeetingState.OPEN:
                note.seen = True

    def read_statement(self, meeting_id: int, by: str, initiator: str = "") -> None:
        """The statement was read aloud: its wording, version, reader and time stay with the meeting."""
        reader = clean_name(by)
        if not reader:
            raise Refused("Say who read the confidentiality statement.")
        now = self._areas.statement()
        with self._during("read statement", meeting_id, initiator) as (_, meeting):
            statement = statement_of(meeting, now)
            meeting.statement_text, meeting.statement_version = statement.as_json(), statement.version
            meeting.statement_read_by, meeting.statement_read_at = reader, self._clock.now()

    def answer_question(
        self, meeting_id: int, index: int, asked: bool, answer: str = "", initiator: str = ""
    ) -> int:
        """Note one of the focus questions (domain §21.2); answers the version of the note."""
        wording = self._areas.statement()
        with self._during("answer question", meeting_id, initiator) as (session, meeting):
            if not 0 <= index < len(statement_of(meeting, wording).questions):
                raise ValueError("the statement has no such question")
            query = select(QuestionAnswer).where(
                QuestionAnswer.meeting_id == meeting_id, QuestionAnswer.question == index
            )
            row = session.execute(query).scalar_one_or_none()
            if row is None:
                row = QuestionAnswer(meeting_id=meeting_id, question=index)
                session.add(row)
            row.asked, row.answer = asked, clean(answer)
            session.flush()
            return row.version

    def closing(self, meeting_id: int) -> ClosingView:
        """What stands before the close."""
        with self._store.reading() as session:
            return closing_view(session, the_meeting(session, meeting_id), self._clock)

    def leave_undecided(self, entry_id: int, reason: str, initiator: str = "") -> None:
        """Leave a case open with a reason, which the minutes say."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say why the case is left undecided; the minutes give the reason.")
        with self._store.transaction("leave undecided", initiator) as session:
            entry = the_entry(session, entry_id)
            require_unlocked(entry.meeting)
            if is_decided(entry):
                raise Refused("This case is decided; take the decision back before leaving it open.")
            entry.undecided_reason = words

    def close(self, meeting_id: int, initiator: str = "") -> MeetingRow:
        """End the meeting and carry out its decisions; see `close_meeting` for what is refused.

        What the lists say now is kept with each case, so that the minutes print the same for ever.
        """
        with self._store.reading() as session:
            case_ids = [entry.case_id for entry in entries_of(session, meeting_id)]
        known = self._knows.for_cases(case_ids) if case_ids else {}
        with self._store.transaction("close meeting", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            close_meeting(session, meeting, self._clock)
            keep_printed(self._look(session, meeting), known)
            return meeting_row(session, meeting, self._clock.today())

    def agree(self, meeting_id: int, initiator: str = "") -> MeetingRow:
        """The circulated draft was agreed: from now on the minutes are locked (A18)."""
        with self._store.transaction("agree minutes", initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require(MeetingState(meeting.state), MeetingState.AGREED)
            meeting.state = MeetingState.AGREED
            session.flush()
            return meeting_row(session, meeting, self._clock.today())

    def _look(self, session: Session, meeting: Meeting) -> Look:
        return Look(session, meeting, self._clock, self._knows)

    def _on_all_lists(self, case_ids: Collection[int]) -> set[int]:
        known = self._knows.for_cases(case_ids) if case_ids else {}
        return {case for case, child in known.items() if len(child.lists) == ALL_LISTS}

    @contextmanager
    def _during(self, act: str, meeting_id: int, initiator: str) -> Iterator[tuple[Session, Meeting]]:
        """A change to a meeting that has begun and is not locked."""
        with self._store.transaction(act, initiator) as session:
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            if meeting.state in (MeetingState.PLANNED, MeetingState.PAPERS_OUT):
                raise Refused("This meeting has not begun; open it first.")
            yield session, meeting


def _require_its_day(meeting: Meeting, today: date) -> None:
    """Opening cannot be taken back, so a meeting does not open by a slip of the hand days before."""
    if today < meeting.held_on:
        raise Refused(
            f"This meeting is on {day_words(meeting.held_on)} and opens on its day. "
            "If it is held earlier, change its date first."
        )


def _require_last_closed(session: Session, meeting: Meeting) -> None:
    """What the last meeting decided is carried out at its close; a later one builds on it."""
    last = previous_meeting(session, meeting)
    if last is not None and last.state == MeetingState.OPEN:
        raise Refused(
            f"The meeting of {day_words(last.held_on)} is still open; close it before this one begins."
        )


def _item(session: Session, meeting: Meeting, key: str) -> AgendaItem:
    found = next((item for item in items_at(session, meeting) if item.key == key), None)
    if found is None:
        raise Refused("This item is not on the agenda of this meeting; choose another.")
    return found
