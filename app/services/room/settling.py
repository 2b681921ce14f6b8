"""Carrying out what was decided about a case, in the caller's transaction."""

from datetime import date

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.domain.cases import Decision
from app.domain.lists import ListName
from app.models import Case, MonthlyEntry, Spell
from app.services.months.meeting_records import body_of
from app.services.pathway.cases import plan_follow_up


def settle(session: Session, entry: MonthlyEntry, on: date | None = None) -> None:
    """The case takes the category; a discharge ends it and its spell, on the meeting's day or a later one.

    A meeting that was not quorate ends no case: its discharge is provisional, so the child stays on the
    list and comes back to the next meeting. Doing it twice changes nothing.
    """
    case, day = entry.case, on or entry.meeting.held_on
    if entry.category is not None:
        case.category = entry.category
    if entry.decision == Decision.DISCHARGE and not entry.provisional:
        case.closed_on, case.closed_reason = day, entry.rationale
        plan_follow_up(session, case, body_of(entry.meeting), day)
        for spell in _spells(session, case, or_(Spell.ended_on.is_(None), Spell.ended_on == day)):
            spell.ended_on, spell.end_reason = day, entry.rationale


def take_back_discharge(session: Session, entry: MonthlyEntry) -> None:
    """The case and its spell go on as if there had been no discharge on that day."""
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
