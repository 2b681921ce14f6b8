"""Category, continue or discharge, rationale: what a meeting decides about a case."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import Decision
from app.domain.meetings import MeetingState
from app.domain.text import clean
from app.errors import Refused
from app.models import Meeting, MonthlyEntry
from app.services.clock import Clock
from app.services.months.meeting_records import BEGUN, body_of, require_unlocked, the_entry
from app.services.room.clashes import require_unchanged
from app.services.room.first_mention import require_pathway
from app.services.room.quorum_choices import NOTHING_DECIDED, on_information_only
from app.services.room.ratified import ended_here
from app.services.room.settling import settle, take_back_discharge
from app.store.store import Store

_NEEDS_RATIONALE = "A discharge needs its rationale; say why the child can leave the list, then decide."
_KEEPS_RATIONALE = "A discharge needs its rationale; the earlier one was kept. Write another one."


class Decisions:
    """One decision a case and meeting; it takes effect when the meeting is closed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def set_category(self, entry_id: int, code: int | None, initiator: str = "") -> None:
        """The category as this meeting sees it (domain §10.3, R2); None takes it back.

        Raises `Refused` for a category that the body does not use.
        """
        with self._store.transaction("set category", initiator) as session:
            entry = _changeable(session, entry_id)
            known = [category.code for category in body_of(entry.meeting).categories]
            if code is not None and known and code not in known:
                names = ", ".join(str(one) for one in known)
                raise Refused(f"This meeting has no category {code}; it uses {names}. Nothing was changed.")
            entry.category = code
            _follow(session, entry)

    def decide(self, entry_id: int, decision: str, rationale: str | None = None, initiator: str = "") -> None:
        """ "continue", "discharge", or "" to take a decision back; without `rationale` the one there stays.

        Said once more it is a new decision, as of now. Raises `Refused` for a discharge without a rationale
        (A14), and while the meeting goes on for information only.
        """
        wanted = Decision(decision) if decision else None
        with self._store.transaction("decide", initiator) as session:
            entry = _changeable(session, entry_id)
            words = entry.rationale if rationale is None else clean(rationale)
            if wanted is not None:
                require_pathway(entry)
            if wanted is Decision.DISCHARGE and not words.strip():
                raise Refused(_NEEDS_RATIONALE)
            was = entry.decision
            _may_decide(session, entry)
            entry.decision, entry.rationale = wanted or "", words
            _stamp(entry, self._clock, wanted)
            if was == Decision.DISCHARGE and wanted is not Decision.DISCHARGE and not entry.provisional:
                take_back_discharge(session, entry)
            _follow(session, entry)

    def set_rationale(
        self, entry_id: int, text: str, initiator: str = "", expected: int | None = None
    ) -> int:
        """Keep the rationale as it is typed; answers the entry's version. A discharge never loses its own.

        Raises `TextClash` where the rationale was changed after version `expected`.
        """
        words = clean(text)
        with self._store.transaction("set rationale", initiator) as session:
            entry = the_entry(session, entry_id)
            if entry.rationale != words:
                require_unlocked(entry.meeting)
                require_unchanged(
                    session,
                    entry.kind,
                    entry_id,
                    "rationale",
                    expected=expected,
                    mine=words,
                    theirs=entry.rationale,
                )
                if entry.decision == Decision.DISCHARGE and not words.strip():
                    raise Refused(_KEEPS_RATIONALE)
                entry.rationale = words
                _follow(session, entry)
                session.flush()
            return entry.version


def _may_decide(session: Session, entry: MonthlyEntry) -> None:
    meeting = entry.meeting
    if on_information_only(session, meeting):
        raise Refused(NOTHING_DECIDED)
    ended = ended_here(session, meeting, entry.case_id)
    if ended:
        raise Refused(f"{ended} To decide this case anew, take the ratification back first.")


def _stamp(entry: MonthlyEntry, clock: Clock, decision: Decision | None) -> None:
    """When it was decided; what is put right after the close was decided by its end."""
    if decision is None:
        entry.decided_at = None
        return
    entry.undecided_reason = ""
    over = MeetingState(entry.meeting.state).held
    entry.decided_at = entry.decided_at or entry.meeting.closed_at if over else clock.now()
    if over:
        entry.provisional = entry.quorate is False


def _follow(session: Session, entry: MonthlyEntry) -> None:
    """A correction after the close is carried out at once; before it, nothing has happened yet.

    Once a later meeting has taken the case, the case goes by that one, and only the minutes are corrected.
    """
    if MeetingState(entry.meeting.state).held and not _discussed_later(session, entry):
        session.flush()
        settle(session, entry)


def _changeable(session: Session, entry_id: int) -> MonthlyEntry:
    entry = the_entry(session, entry_id)
    require_unlocked(entry.meeting)
    if MeetingState(entry.meeting.state).held and _discussed_later(session, entry):
        raise Refused("A later meeting has taken this case, so this decision stands; decide anew there.")
    return entry


def _discussed_later(session: Session, entry: MonthlyEntry) -> bool:
    meeting = entry.meeting
    same_day = and_(Meeting.held_on == meeting.held_on, Meeting.id > meeting.id)
    later = or_(Meeting.held_on > meeting.held_on, same_day)
    query = (
        select(MonthlyEntry.id)
        .join(MonthlyEntry.meeting)
        .where(MonthlyEntry.case_id == entry.case_id, Meeting.state.in_(BEGUN), later)
        .limit(1)
    )
    return session.execute(query).first() is not None
