"""Which children a meeting has taken further: an onward referral that was not refused is an escalation."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.referrals import OnwardState
from app.models import OnwardReferral, Subject

_CAME_TO_NOTHING = (OnwardState.REJECTED, OnwardState.REVOKED)


def escalated_from(session: Session, list_name: ListName) -> frozenset[int]:
    """The subjects of a list that have been passed on to another body (P25: red with no escalation)."""
    query = (
        select(OnwardReferral.subject_id)
        .join(OnwardReferral.subject)
        .where(Subject.list_name == list_name, OnwardReferral.state.not_in(_CAME_TO_NOTHING))
    )
    return frozenset(session.execute(query).scalars())
