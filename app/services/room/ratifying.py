"""Ratifying or overturning what an earlier meeting decided without a quorum."""

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from app.domain.cases import Decision
from app.domain.meetings import MeetingState
from app.domain.text import clean
from app.domain.without_quorum import Outcome
from app.errors import Refused
from app.models import ItemNote, Meeting, MonthlyEntry, Ratification
from app.services.clock import Clock
from app.services.months.meeting_records import agenda_of, body_of, entries_of, the_meeting
from app.services.room.entry_views import category_now, decision_words, identity_of
from app.services.room.presence import quorum_of
from app.services.room.ratified import discharge_ratified, ratifications_at, waiting_for
from app.store.store import Store


@dataclass(frozen=True)
class ToRatify:
    """One decision that was taken without a quorum. `key` is "entry:12" or "item:7".

    `what` is the child's name or the item's title; `outcome` "" while nobody has said.
    """

    key: str
    on: date
    what: str
    is_child: bool
    decided: str
    category: str
    rationale: str
    born: date | None = None
    outcome: str = ""
    reason: str = ""


class Ratifying:
    """Only a quorate meeting ratifies; what it says is carried out when it closes."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self, meeting_id: int) -> tuple[ToRatify, ...]:
        """What waits for this meeting and what it has said already, the oldest first."""
        with self._store.reading() as session:
            return ratify_rows(session, the_meeting(session, meeting_id))

    def ratify(self, meeting_id: int, key: str, initiator: str = "") -> None:
        """The decision stands."""
        self._say(meeting_id, key, Outcome.RATIFIED, "", initiator)

    def ratify_all(self, meeting_id: int, initiator: str = "") -> int:
        """Every decision of which nothing was said yet stands; answers how many."""
        with self._store.transaction("ratify all", initiator) as session:
            meeting = self._quorate(session, meeting_id)
            waiting = [row for row in ratify_rows(session, meeting) if not row.outcome]
            for row in waiting:
                self._put(session, meeting, row.key, Outcome.RATIFIED, "")
            return len(waiting)

    def overturn(self, meeting_id: int, key: str, reason: str, initiator: str = "") -> None:
        """The decision does not stand, for a reason."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say why the decision is overturned; the minutes of both meetings give the reason.")
        self._say(meeting_id, key, Outcome.OVERTURNED, words, initiator)

    def take_back(self, meeting_id: int, key: str, initiator: str = "") -> None:
        """Nothing was said about it after all, while the meeting is open."""
        with self._store.transaction("take back ratification", initiator) as session:
            meeting = _open(session, meeting_id)
            _free(session, meeting, key)

    def _say(self, meeting_id: int, key: str, outcome: Outcome, reason: str, initiator: str) -> None:
        with self._store.transaction(f"decision {outcome}", initiator) as session:
            meeting = self._quorate(session, meeting_id)
            _free(session, meeting, key)
            self._put(session, meeting, key, outcome, reason)

    def _quorate(self, session: Session, meeting_id: int) -> Meeting:
        meeting = _open(session, meeting_id)
        if not quorum_of(session, meeting, body_of(meeting)).met:
            raise Refused(
                "This meeting is not quorate, so it ratifies nothing; the decisions wait for the next one."
            )
        return meeting

    def _put(self, session: Session, meeting: Meeting, key: str, outcome: Outcome, reason: str) -> None:
        entries, items = waiting_for(session, meeting)
        entry = next((one for one in entries if _key(one) == key), None)
        item = next((one for one in items if _key(one) == key), None)
        if entry is None and item is None:
            raise Refused("This decision no longer waits to be ratified; look at the list again.")
        session.add(
            Ratification(
                meeting_id=meeting.id,
                entry_id=entry.id if entry else None,
                item_id=item.id if item else None,
                outcome=outcome,
                reason=reason,
                at=self._clock.now(),
            )
        )
        if entry is not None and outcome is Outcome.RATIFIED and entry.decision == Decision.DISCHARGE:
            _leave_out(session, meeting, entry)
        session.flush()


def ratify_rows(session: Session, meeting: Meeting) -> tuple[ToRatify, ...]:
    """The block "to ratify" of one meeting, in a session that is already open."""
    taken = ratifications_at(session, meeting)
    said = {_key(one.entry or one.item): one for one in taken}
    entries, items = waiting_for(session, meeting)
    rows = [_case(one) for one in (*(one.entry for one in taken if one.entry), *entries)]
    rows += [_item(session, one) for one in (*(one.item for one in taken if one.item), *items)]
    found = [
        replace(row, outcome=said[row.key].outcome, reason=said[row.key].reason) if row.key in said else row
        for row in rows
    ]
    # In the order in which they were decided, whatever has been said of them meanwhile.
    return tuple(sorted(found, key=lambda row: (row.on, not row.is_child, int(row.key.split(":")[1]))))


def _key(one: MonthlyEntry | ItemNote | None) -> str:
    assert one is not None
    return f"{'entry' if isinstance(one, MonthlyEntry) else 'item'}:{one.id}"


def _case(entry: MonthlyEntry) -> ToRatify:
    return ToRatify(
        _key(entry),
        entry.meeting.held_on,
        entry.case.subject.identity.name,
        True,
        decision_words(entry),
        body_of(entry.meeting).category_label(category_now(entry)),
        entry.rationale,
        identity_of(entry.case).born,
    )


def _item(session: Session, note: ItemNote) -> ToRatify:
    meeting = the_meeting(session, note.meeting_id)
    title = next((item.title for item in agenda_of(body_of(meeting)) if item.key == note.item_key), "")
    return ToRatify(_key(note), meeting.held_on, title or note.item_key, False, "Noted", "", note.notes)


def _open(session: Session, meeting_id: int) -> Meeting:
    meeting = the_meeting(session, meeting_id)
    if meeting.state != MeetingState.OPEN:
        raise Refused("Decisions are ratified while a meeting is under way; this one is not.")
    return meeting


def _free(session: Session, meeting: Meeting, key: str) -> None:
    for one in ratifications_at(session, meeting):
        if _key(one.entry or one.item) == key:
            if one.entry is not None:
                _take_in(session, meeting, one.entry)
            session.delete(one)
    session.flush()


def _same_case(session: Session, meeting: Meeting, earlier: MonthlyEntry) -> MonthlyEntry | None:
    return next((one for one in entries_of(session, meeting.id) if one.case_id == earlier.case_id), None)


def _leave_out(session: Session, meeting: Meeting, earlier: MonthlyEntry) -> None:
    """The case is on this meeting's list too; with its discharge ratified there is nothing left to decide."""
    here = _same_case(session, meeting, earlier)
    if here is None:
        return
    if here.decision:
        raise Refused(
            "This meeting has decided this case anew, and that replaces the earlier decision. "
            "To ratify the earlier one, take the new one back first."
        )
    here.undecided_reason = discharge_ratified(earlier)


def _take_in(session: Session, meeting: Meeting, earlier: MonthlyEntry) -> None:
    here = _same_case(session, meeting, earlier)
    if here is not None and here.undecided_reason == discharge_ratified(earlier):
        here.undecided_reason = ""
