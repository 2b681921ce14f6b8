"""What the chair of the missing persons meeting checks before its close: interviews done, plans in place."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.findings import Finding, Severity
from app.domain.missing import InterviewStanding, interview_standing, window
from app.domain.profiles import Body
from app.models import ChildNote, Meeting, SafetyPlan, Subject
from app.services.clock import Clock
from app.services.missing.recent import full_episodes

_DUTY = "K&R terms of reference, MisPer: the chair"


def chair_findings(session: Session, meeting: Meeting, body: Body, clock: Clock) -> tuple[Finding, ...]:
    """Of the children this meeting went through: whose interview is overdue, and who has no safety plan."""
    if body.kind != "misper":
        return ()
    listed = (
        select(Subject.person_id)
        .join(ChildNote, ChildNote.subject_id == Subject.id)
        .where(ChildNote.meeting_id == meeting.id)
    )
    people = set(session.execute(listed).scalars())
    first, last = window(meeting.held_on, body.repeat_missing.window)
    own = full_episodes(session, first, last, people)
    overdue = sum(
        any(
            interview_standing(one, clock.local(), body.interview_hours) is InterviewStanding.OVERDUE
            for one in own.get(person, ())
        )
        for person in people
    )
    planned = (
        select(Subject.person_id)
        .join(SafetyPlan, SafetyPlan.subject_id == Subject.id)
        .where(Subject.person_id.in_(people), SafetyPlan.ended_on.is_(None))
    )
    without = len(people - set(session.execute(planned).scalars()))
    return (*_said(overdue, "a return interview that is overdue"), *_said(without, "no safety plan"))


def _said(count: int, what: str) -> tuple[Finding, ...]:
    if not count:
        return ()
    who = "1 child of this meeting has" if count == 1 else f"{count} children of this meeting have"
    return (Finding("chair-check", f"{who} {what}.", _DUTY, Severity.WARN),)
