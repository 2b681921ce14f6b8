"""Category, continue or discharge, rationale: what a meeting decides about a case."""

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import Decision
from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.domain.text import clean
from app.errors import Refused
from app.models import Case, Meeting, MonthlyEntry, Spell
from app.services.months.meeting_records import BEGUN, body_of, require_unlocked, the_entry
from app.services.pathway.cases import plan_follow_up
from app.services.room.clashes import require_unchanged
from app.services.room.first_mention import require_pathway
from app.store.store import Store

_NEEDS_RATIONALE = "A discharge needs its rationale; say why the child can leave the list, then decide."
_KEEPS_RATIONALE = "A discharge needs its rationale; the earlier one was kept. Write another one."


class Decisions:
    """One decision a case and meeting; it takes effect when the meeting is closed."""

    def __init__(self, store: Store) -> None:
        self._store = store

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

        Raises `Refused` for a discharge without a rationale (A14).
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
            entry.decision, entry.rationale = wanted or "", words
            if wanted is not None:
                entry.undecided_reason = ""
            if was == Decision.DISCHARGE and wanted is not Decision.DISCHARGE and not entry.provisional:
                _take_back_discharge(session, entry)
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


def settle(session: Session, entry: MonthlyEntry) -> None:
    """Carry out what was decided: the case takes the category; a discharge ends it and its spell.

    A meeting that was not quorate ends no case: its discharge is provisional, so the child stays on the
    list and comes back to the next meeting. Doing it twice changes nothing.
    """
    case, day = entry.case, entry.meeting.held_on
    if entry.category is not None:
        case.category = entry.category
    if entry.decision == Decision.DISCHARGE and not entry.provisional:
        case.closed_on, case.closed_reason = day, entry.rationale
        plan_follow_up(session, case, body_of(entry.meeting), day)
        for spell in _spells(session, case, or_(Spell.ended_on.is_(None), Spell.ended_on == day)):
            spell.ended_on, spell.end_reason = day, entry.rationale


def _take_back_discharge(session: Session, entry: MonthlyEntry) -> None:
    case, day = entry.case, entry.meeting.held_on
    if case.closed_on == day:
        case.closed_on, case.closed_reason = None, ""
        if case.detail is not None and case.detail.followed_up_on is None:
            case.detail.follow_up_on = None
        for spell in _spells(session, case, Spell.ended_on == day):
            spell.ended_on, spell.end_reason = None, ""


def _spells(session: Session, case: Case, condition: ColumnElement[bool]) -> list[Spell]:
    query = select(Spell).where(
        Spell.subject_id == case.subject_id, Spell.list_name == ListName.MASE, condition
    )
    return list(session.execute(query).scalars())


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
