"""Decisions that were taken without a quorum: which wait for a meeting, and carrying out what it ratifies."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.cases import Decision
from app.domain.findings import Finding, Severity
from app.domain.without_quorum import Outcome, ratified_words
from app.models import ItemNote, Meeting, MonthlyEntry, Ratification
from app.services.months.meeting_records import entries_of
from app.services.room.agenda_items import provisional_entries, provisional_items
from app.services.room.settling import settle

_SOURCE = "K&R terms of reference: quorum"


def ratifications_at(session: Session, meeting: Meeting) -> list[Ratification]:
    """What this meeting has made of earlier decisions, in the order in which it took them."""
    query = select(Ratification).where(Ratification.meeting_id == meeting.id).order_by(Ratification.id)
    return list(session.execute(query).scalars())


def waiting_for(session: Session, meeting: Meeting) -> tuple[list[MonthlyEntry], list[ItemNote]]:
    """Provisional decisions of earlier meetings of which this one has said nothing yet."""
    taken = ratifications_at(session, meeting)
    entries, items = {one.entry_id for one in taken}, {one.item_id for one in taken}
    return (
        [one for one in session.execute(provisional_entries(meeting)).scalars() if one.id not in entries],
        [one for one in session.execute(provisional_items(meeting)).scalars() if one.id not in items],
    )


def unratified(session: Session, meeting: Meeting) -> tuple[Finding, ...]:
    """What the chair should know before the close: earlier decisions that stay provisional."""
    left = sum(len(some) for some in waiting_for(session, meeting))
    if not left:
        return ()
    decisions = "1 earlier decision is" if left == 1 else f"{left} earlier decisions are"
    sentence = f"{decisions} still provisional: ratify or overturn, or leave that to the next meeting."
    return (Finding("ratify", sentence, _SOURCE, Severity.WARN),)


def carry_out_ratified(session: Session, meeting: Meeting) -> None:
    """At the close: what was ratified takes effect from today; what was overturned never does."""
    for one in ratifications_at(session, meeting):
        if one.entry is not None:
            _carry_out(session, one.entry, Outcome(one.outcome), meeting)
        elif one.item is not None:
            one.item.provisional = False


def replaced(session: Session, meeting: Meeting, now: datetime) -> None:
    """Earlier provisional decisions on cases that this meeting has decided anew are done with."""
    anew = {one.case_id for one in entries_of(session, meeting.id) if one.decision and one.quorate}
    for entry in waiting_for(session, meeting)[0]:
        if entry.case_id in anew:
            entry.provisional = False
            session.add(
                Ratification(
                    meeting_id=meeting.id, entry_id=entry.id, outcome=Outcome.REPLACED, reason="", at=now
                )
            )


def _carry_out(session: Session, entry: MonthlyEntry, outcome: Outcome, meeting: Meeting) -> None:
    if not entry.provisional:
        return
    entry.provisional = False
    case = entry.case
    if outcome is Outcome.RATIFIED:
        settle(session, entry, meeting.held_on)
    elif entry.category is not None and case.category == entry.category:
        case.category = entry.category_before


def ratified_note(session: Session, entry: MonthlyEntry) -> str:
    """What became of a decision that was provisional, "" where nobody has said yet."""
    query = select(Ratification).where(Ratification.entry_id == entry.id)
    one = session.execute(query).scalar_one_or_none()
    if one is None:
        return ""
    return ratified_words(Outcome(one.outcome), one.meeting.held_on, one.reason)


def still_provisional(session: Session, meeting: Meeting) -> bool:
    """Whether a meeting without a quorum reads as provisional: not once all of it has been dealt with."""
    if meeting.quorate is not False:
        return False
    entries = select(MonthlyEntry.id).where(MonthlyEntry.meeting_id == meeting.id)
    items = select(ItemNote.id).where(ItemNote.meeting_id == meeting.id)
    said = (
        entries.where(MonthlyEntry.quorate.is_(False), MonthlyEntry.decision != ""),
        items.where(ItemNote.quorate.is_(False)),
    )
    waiting = (entries.where(MonthlyEntry.provisional), items.where(ItemNote.provisional))

    def some(queries: Iterable[Select[int]]) -> bool:
        return any(session.execute(query.limit(1)).first() is not None for query in queries)

    return some(waiting) or not some(said)


def ended_here(session: Session, meeting: Meeting, case_id: int) -> str:
    """Why a case is not decided anew here: a discharge of an earlier meeting was ratified at this one."""
    query = (
        select(MonthlyEntry)
        .join(Ratification, Ratification.entry_id == MonthlyEntry.id)
        .where(Ratification.meeting_id == meeting.id, Ratification.outcome == Outcome.RATIFIED)
        .where(MonthlyEntry.case_id == case_id, MonthlyEntry.decision == Decision.DISCHARGE)
        .limit(1)
    )
    earlier = session.execute(query).scalar_one_or_none()
    return discharge_ratified(earlier) if earlier else ""


def discharge_ratified(entry: MonthlyEntry) -> str:
    """What the list of cases says of a child whose discharge was ratified a few items before."""
    return f"The discharge of {day_words(entry.meeting.held_on)} was ratified at this meeting."
