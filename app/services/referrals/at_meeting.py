"""Onward referrals as one meeting meets them: what it must answer, what it answered, what it sent."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.findings import Finding
from app.domain.meetings import MeetingState
from app.domain.referrals import waiting_findings
from app.models import Meeting, OnwardReferral, ReferralStep
from app.services.clock import Clock
from app.services.months.meeting_records import body_of
from app.services.referrals.onward_rows import WAITING, OnwardRow, onward_rows


def at_meeting(session: Session, clock: Clock, meeting: Meeting) -> tuple[OnwardRow, ...]:
    """What stands on its first page: those that wait for it, and those it has answered or carried over.

    Once it is over, only the latter: what came since is for the next meeting.
    """
    here = select(ReferralStep.referral_id).where(
        ReferralStep.meeting_id == meeting.id, ReferralStep.undone_at.is_(None)
    )
    mine = OnwardReferral.id.in_(here)
    wanted = mine if MeetingState(meeting.state).held else or_(WAITING, mine)
    return onward_rows(session, clock, OnwardReferral.to_body == meeting.body_code, wanted)


def owed(session: Session, clock: Clock, meeting: Meeting) -> tuple[OnwardRow, ...]:
    """Those that wait and that this meeting has not carried over; none once it is over."""
    if MeetingState(meeting.state).held:
        return ()
    rows = onward_rows(session, clock, OnwardReferral.to_body == meeting.body_code, WAITING)
    return tuple(row for row in rows if not row.carried_by(meeting.id))


def owed_findings(session: Session, clock: Clock, meeting: Meeting) -> tuple[Finding, ...]:
    """What stands against closing: answer, or carry over with a reason, which is minuted."""
    return waiting_findings(len(owed(session, clock, meeting)), body_of(meeting))


def sent_from(session: Session, clock: Clock, meeting: Meeting) -> tuple[OnwardRow, ...]:
    """Those that this meeting sent to another body."""
    return onward_rows(session, clock, OnwardReferral.meeting_id == meeting.id)
