"""What is owed on the way to the list and after it: strategy meetings, safety actions, follow-ups."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.calendar import OfficeCalendar
from app.domain.pathway import PathwayState, strategy_due
from app.domain.profiles import Body
from app.models import Case, CaseDetail, Referral, SafetyAction
from app.services.pathway.rows import PENDING, facts_of_referral

STRATEGY, SAFETY, FOLLOW_UP = "strategy meeting", "safety action", "follow-up"
Owed = tuple[str, str, date]  # kind, words, the day by whose end it is due


def owed(session: Session, body: Body, office: OfficeCalendar) -> Iterator[Owed]:
    """Everything owed; others can see it, so children go by their short names."""
    query = select(Referral).where(Referral.state == PathwayState.STRATEGY)
    for referral in session.execute(query.options(joinedload(Referral.subject))).scalars():
        due = strategy_due(facts_of_referral(referral), body, office)
        if due is not None:
            yield STRATEGY, f"Strategy meeting: {referral.subject.identity.short_name}", due
    safety = (
        select(SafetyAction)
        .join(SafetyAction.referral)
        .where(SafetyAction.done_on.is_(None), PENDING)
        .options(joinedload(SafetyAction.referral).joinedload(Referral.subject))
    )
    for action in session.execute(safety).scalars():
        name = action.referral.subject.identity.short_name
        yield SAFETY, f"{action.agency}: {action.text} ({name})", action.due
    later = (
        select(CaseDetail)
        .join(CaseDetail.case)
        .where(CaseDetail.follow_up_on.is_not(None), CaseDetail.followed_up_on.is_(None))
        .where(Case.closed_on.is_not(None))
        .options(joinedload(CaseDetail.case).joinedload(Case.subject))
    )
    for detail in session.execute(later).scalars():
        assert detail.follow_up_on is not None
        yield FOLLOW_UP, f"Follow-up: {detail.case.subject.identity.short_name}", detail.follow_up_on
