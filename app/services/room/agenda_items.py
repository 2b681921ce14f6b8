"""The items of one meeting: its profile's agenda, with what an earlier meeting left for it."""

from collections.abc import Sequence

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session, joinedload

from app.domain.meetings import MeetingState
from app.domain.profiles import AgendaItem
from app.domain.without_quorum import Choice
from app.models import Case, ItemNote, Meeting, MonthlyEntry, QuorumChoice, Ratification
from app.services.months.meeting_records import before, body_of, items_of

RATIFY = AgendaItem("to-ratify", "Decisions to ratify", "ratify")
# What opens every sitting, and so the one in which an adjourned meeting goes on.
OPENING = ("welcome", "statement")
# What is only gone through: nothing is decided under these.
PROCEDURE = (*OPENING, "previous_minutes", "actions", RATIFY.content)


def items_at(session: Session, meeting: Meeting) -> tuple[AgendaItem, ...]:
    """What is noted at this meeting, in order."""
    return arranged(session, meeting, items_of(body_of(meeting)))


def arranged(session: Session, meeting: Meeting, items: Sequence[AgendaItem]) -> tuple[AgendaItem, ...]:
    """The items of a profile as this meeting has them, with what waits to be ratified.

    Where it goes on with an adjourned one, only those that one left.
    """
    first = continues(session, meeting)
    if first is not None:
        left = _left(session, first)
        items = [item for item in items if item.content in OPENING or item.key in left]
    if not has_to_ratify(session, meeting):
        return tuple(items)
    before_it = (*OPENING, "previous_minutes")
    place = 1 + max((at for at, item in enumerate(items) if item.content in before_it), default=-1)
    return (*items[:place], RATIFY, *items[place:])


def continues(session: Session, meeting: Meeting) -> Meeting | None:
    """The adjourned meeting whose business this one takes up; None for a meeting of its own."""
    query = (
        select(Meeting)
        .join(QuorumChoice, QuorumChoice.meeting_id == Meeting.id)
        .where(QuorumChoice.to_meeting_id == meeting.id, QuorumChoice.choice == Choice.ADJOURN)
        .options(joinedload(Meeting.profile))
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none()


def _left(session: Session, adjourned: Meeting) -> set[str]:
    """Items that the adjourned meeting had not dealt with."""
    done = select(ItemNote.item_key).where(ItemNote.meeting_id == adjourned.id, ItemNote.done)
    dealt_with = set(session.execute(done).scalars())
    return {
        item.key
        for item in items_at(session, adjourned)
        if item.key not in dealt_with and (item.content != "cases" or undecided_at(session, adjourned))
    }


def undecided_at(session: Session, meeting: Meeting) -> tuple[int, ...]:
    """The cases that a meeting left without a decision, in its order."""
    query = (
        select(MonthlyEntry.case_id)
        .join(MonthlyEntry.case)
        .where(MonthlyEntry.meeting_id == meeting.id, Case.closed_on.is_(None))
        .where(or_(MonthlyEntry.decision == "", MonthlyEntry.rationale == ""))
        .order_by(MonthlyEntry.position, MonthlyEntry.id)
    )
    return tuple(session.execute(query).scalars())


def provisional_entries(meeting: Meeting) -> Select[MonthlyEntry]:
    """Cases that earlier meetings of the body decided without a quorum, and nobody has ratified since."""
    return (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .where(before(meeting), Meeting.quorate.is_(False))
        .where(MonthlyEntry.provisional, MonthlyEntry.decision != "")
        .order_by(Meeting.held_on, Meeting.id, MonthlyEntry.position, MonthlyEntry.id)
    )


def provisional_items(meeting: Meeting) -> Select[ItemNote]:
    """The same of items that are no cases."""
    return (
        select(ItemNote)
        .join(Meeting, ItemNote.meeting_id == Meeting.id)
        .where(before(meeting), Meeting.quorate.is_(False), ItemNote.provisional)
        .order_by(Meeting.held_on, Meeting.id, ItemNote.id)
    )


def has_to_ratify(session: Session, meeting: Meeting) -> bool:
    """Whether decisions wait for this meeting, or have been ratified at it."""
    queries: Sequence[Select[int]] = (
        select(Ratification.id).where(Ratification.meeting_id == meeting.id),
        select(ItemNote.id).where(
            and_(ItemNote.meeting_id == meeting.id, ItemNote.item_key == RATIFY.key, ItemNote.notes != "")
        ),
    )
    if not MeetingState(meeting.state).held:
        queries = (
            *queries,
            provisional_entries(meeting).with_only_columns(MonthlyEntry.id),
            provisional_items(meeting).with_only_columns(ItemNote.id),
        )
    return any(session.execute(query.limit(1)).first() is not None for query in queries)
