"""Not quorate: adjourn, go on for information only, or proceed with a reason; by whom, and when."""

from datetime import date

from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.meetings import MeetingState
from app.domain.text import clean, clean_name
from app.domain.without_quorum import Choice
from app.errors import Refused
from app.models import Meeting, QuorumChoice
from app.services.clock import Clock
from app.services.months.meeting_records import KnowsOtherLists, body_of, entries_of, the_meeting
from app.services.months.meeting_rows import MeetingRow, meeting_row, meetings_between
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME
from app.services.months.placing import place, profile_on
from app.services.room.contents import Look
from app.services.room.presence import in_hand, keep_log, quorum_of
from app.services.room.printed import keep_printed
from app.services.room.quorum_choices import ChoiceView, choices_of
from app.services.room.room_closing import finish, leave_open
from app.store.store import Store


class WithoutQuorum:
    """What the chair of a meeting that is not quorate can do; each is minuted with name and time."""

    def __init__(self, store: Store, clock: Clock, knows: KnowsOtherLists) -> None:
        self._store = store
        self._clock = clock
        self._knows = knows

    def choices(self, meeting_id: int) -> tuple[ChoiceView, ...]:
        """What was chosen at this meeting, in order."""
        with self._store.reading() as session:
            return choices_of(session, the_meeting(session, meeting_id))

    def for_information(self, meeting_id: int, by: str, initiator: str = "") -> None:
        """Go on, and decide nothing until the meeting is quorate again."""
        self._choose(meeting_id, Choice.INFORMATION, by, "", initiator)

    def proceed(self, meeting_id: int, by: str, reason: str, initiator: str = "") -> None:
        """Go on and decide, for a reason; the decisions are provisional."""
        self._choose(meeting_id, Choice.PROCEED, by, reason, initiator)

    def _choose(self, meeting_id: int, choice: Choice, by: str, reason: str, initiator: str) -> None:
        with self._store.transaction("choose without quorum", initiator) as session:
            meeting = self._not_quorate(session, meeting_id)
            session.add(self._row(session, meeting, choice, by, reason))

    def adjourn(
        self, meeting_id: int, by: str, on: date, reason: str = "", initiator: str = ""
    ) -> MeetingRow:
        """End the meeting here; what it has not decided goes to a meeting on that day. Answers that one.

        Where the body meets on that day anyway, the cases go there; else a meeting is added for them.
        """
        with self._store.reading() as session:
            case_ids = [entry.case_id for entry in entries_of(session, meeting_id)]
        known = self._knows.for_cases(case_ids) if case_ids else {}
        with self._store.transaction("adjourn meeting", initiator) as session:
            meeting = self._not_quorate(session, meeting_id)
            if on <= meeting.held_on:
                raise Refused("A meeting is adjourned to a day after it; choose a later one.")
            row = self._row(session, meeting, Choice.ADJOURN, by, reason)
            there = [
                one
                for one in meetings_between(session, on, on)
                if one.body_code == meeting.body_code and one.state in TO_COME
            ]
            if there:
                row.choice, to = Choice.NEXT, there[0]
            else:
                to = self._follow_up(session, meeting, on, row.by)
            row.to_meeting_id = to.id
            session.add(row)
            leave_open(session, meeting, f"Adjourned to {day_words(on)}.")
            finish(session, meeting, self._clock.now(), MeetingState.ADJOURNED)
            keep_printed(Look(session, meeting, self._clock, self._knows), known)
            return meeting_row(session, to, self._clock.today())

    def _not_quorate(self, session: Session, meeting_id: int) -> Meeting:
        meeting = the_meeting(session, meeting_id)
        if meeting.state != MeetingState.OPEN:
            raise Refused("This meeting is not under way, so there is nothing to choose.")
        if quorum_of(session, meeting, body_of(meeting)).met:
            raise Refused("This meeting is quorate: it can decide, and goes on as it is.")
        keep_log(session, meeting)
        return meeting

    def _row(self, session: Session, meeting: Meeting, choice: Choice, by: str, reason: str) -> QuorumChoice:
        who, why = clean_name(by), clean(reason).strip()
        if not who:
            raise Refused("Say who decided how to go on; the minutes give the name.")
        if choice.needs_reason and not why:
            raise Refused("To proceed without a quorum needs a reason; the minutes give it.")
        return QuorumChoice(
            meeting_id=meeting.id,
            at=self._clock.now(),
            choice=choice,
            by=who,
            reason=why,
            item_key=in_hand(session, meeting),
        )

    def _follow_up(self, session: Session, meeting: Meeting, on: date, by: str) -> Meeting:
        """A meeting for what was left; it needs no new notice, as its papers are out already."""
        profile = profile_on(session, self._clock, meeting.body_code, on)
        why = f"Continues the meeting of {day_words(meeting.held_on)}, which was adjourned."
        made = Meeting(notice_by=by, notice_reason=why)
        place(session, made, profile, on, why, office_calendar(session))
        made.starts, made.ends = meeting.starts, meeting.ends
        made.venue = meeting.venue or made.venue
        session.flush()
        return made
