"""Onward referrals as rows: whom they are about, who asks whom, where they stand, when an answer is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import day_words
from app.domain.people import age_on
from app.domain.profiles import Body
from app.domain.referrals import (
    OnwardState,
    OnwardStep,
    Taken,
    answer_due,
    carried_at,
    next_steps,
    starts_pathway,
)
from app.models import Meeting, OnwardReferral, Person, Referral, ReferralStep, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.people.naming import best_identity

WAITING = OnwardReferral.state == OnwardState.SENT
OPEN = OnwardReferral.state.in_([state.value for state in OnwardState if state.open])
# Those for which a referral to the case list has been started.
_BEGUN = select(Referral.onward_id)


@dataclass(frozen=True)
class StepRow:
    """One step; `meeting` names where it was taken ("MASE, Fri 27 Nov 2026"), "" outside a meeting."""

    step: OnwardStep
    reason: str
    by: str
    at: datetime
    meeting: str
    meeting_id: int | None
    undone: bool


@dataclass(frozen=True)
class OnwardRow:
    """One onward referral. `due` is the day of the meeting that must answer; `days` it has waited since.

    `can` are the steps that may follow; `to_start` says that it was accepted for the case list, where a
    referral has yet to be started: it makes no case by itself.
    """

    id: int
    person_id: int
    subject_id: int
    name: str
    short_name: str
    born: date | None
    age: int | None
    from_code: str
    from_short: str
    to_code: str
    to_short: str
    asked: str
    reason: str
    sent_by: str
    sent_on: date
    meeting: str
    meeting_id: int | None
    state: OnwardState
    due: date
    overdue: bool
    days: int
    steps: tuple[StepRow, ...]
    can: tuple[OnwardStep, ...]
    can_take_back: bool
    to_start: bool
    version: int

    @property
    def line(self) -> str:
        """ "CME asks MisPer: Amina H." for a list that others can see."""
        return f"{self.from_short} asks {self.to_short}: {self.short_name}"

    @property
    def answer(self) -> StepRow | None:
        """The step that answered it, None while it waits."""
        moved = [one for one in self.steps[1:] if not one.undone and one.step is not OnwardStep.CARRY_OVER]
        return moved[-1] if moved else None

    def carried_by(self, meeting_id: int) -> str:
        """The reason with which a meeting carried it over, "" where it has not."""
        return carried_at([taken(one) for one in self.steps if not one.undone], meeting_id)


def taken(row: StepRow | ReferralStep) -> Taken:
    """A step as the rules read it."""
    return Taken(OnwardStep(row.step), row.meeting_id, row.reason)


def standing_steps(referral: OnwardReferral) -> list[ReferralStep]:
    """The steps that have not been taken back, oldest first."""
    return [one for one in referral.steps if one.undone_at is None]


def onward_rows(session: Session, clock: Clock, *conditions: ColumnElement[bool]) -> tuple[OnwardRow, ...]:
    """The referrals that meet all conditions, the longest sent first, in a session that is already open."""
    who = joinedload(OnwardReferral.subject).joinedload(Subject.person).selectinload(Person.subjects)
    at = joinedload(Meeting.profile)
    query = (
        select(OnwardReferral)
        .where(*conditions)
        .options(
            who,
            joinedload(OnwardReferral.meeting).options(at),
            selectinload(OnwardReferral.steps).joinedload(ReferralStep.meeting).options(at),
        )
        .order_by(OnwardReferral.sent_on, OnwardReferral.id)
        .execution_options(populate_existing=True)
    )
    found = list(session.execute(query).unique().scalars())
    if not found:
        return ()
    bodies = {body.code: body for body in area_in(session, clock).bodies}
    meetings = _meetings(session, found)
    begun = set(session.execute(_BEGUN.where(Referral.onward_id.in_([one.id for one in found]))).scalars())
    rows = (_row(one, bodies, meetings.get(one.to_body, ()), clock.today()) for one in found)
    return tuple(replace(row, to_start=False) if row.id in begun else row for row in rows)


def _meetings(
    session: Session, referrals: Sequence[OnwardReferral]
) -> Mapping[str, list[tuple[date, datetime | None]]]:
    """The days of the receiving bodies since the first sending, and when each of them closed."""
    query = select(Meeting.body_code, Meeting.held_on, Meeting.closed_at).where(
        Meeting.body_code.in_({one.to_body for one in referrals}),
        Meeting.held_on >= min(one.sent_on for one in referrals),
    )
    found: dict[str, list[tuple[date, datetime | None]]] = {}
    for code, day, closed in session.execute(query):
        found.setdefault(code, []).append((day, closed))
    return found


def _row(
    referral: OnwardReferral,
    bodies: Mapping[str, Body],
    meetings: Iterable[tuple[date, datetime | None]],
    today: date,
) -> OnwardRow:
    identity = best_identity(referral.subject.person.subjects)
    steps = tuple(_step(one, bodies) for one in referral.steps)
    standing, state = standing_steps(referral), OnwardState(referral.state)
    due = _due(referral, standing, meetings)
    receiver = bodies.get(referral.to_body)
    return OnwardRow(
        id=referral.id,
        person_id=referral.subject.person_id,
        subject_id=referral.subject_id,
        name=identity.name,
        short_name=identity.short_name,
        born=identity.born,
        age=age_on(identity.born, today),
        from_code=referral.from_body,
        from_short=_short(referral.from_body, bodies),
        to_code=referral.to_body,
        to_short=_short(referral.to_body, bodies),
        asked=referral.asked,
        reason=referral.reason,
        sent_by=referral.sent_by,
        sent_on=referral.sent_on,
        meeting=meeting_words(referral.meeting, bodies),
        meeting_id=referral.meeting_id,
        state=state,
        due=due,
        overdue=state is OnwardState.SENT and due < today,
        days=max((today - referral.sent_on).days, 0),
        steps=steps,
        can=next_steps(state),
        can_take_back=len(standing) > 1,
        to_start=receiver is not None and starts_pathway(state, receiver),
        version=referral.version,
    )


def _due(
    referral: OnwardReferral,
    standing: Sequence[ReferralStep],
    meetings: Iterable[tuple[date, datetime | None]],
) -> date:
    """A meeting that had closed before the sending could not answer."""
    sent_at = standing[0].at if standing else None
    days = [day for day, closed in meetings if closed is None or sent_at is None or closed > sent_at]
    carried = [one.meeting.held_on for one in standing if one.step == OnwardStep.CARRY_OVER and one.meeting]
    return answer_due(referral.sent_on, days, carried)


def _step(step: ReferralStep, bodies: Mapping[str, Body]) -> StepRow:
    return StepRow(
        OnwardStep(step.step),
        step.reason,
        step.by,
        step.at,
        meeting_words(step.meeting, bodies),
        step.meeting_id,
        step.undone_at is not None,
    )


def meeting_words(meeting: Meeting | None, bodies: Mapping[str, Body]) -> str:
    """ "MASE, Fri 27 Nov 2026", or "" where there is none."""
    return "" if meeting is None else f"{_short(meeting.body_code, bodies)}, {day_words(meeting.held_on)}"


def _short(code: str, bodies: Mapping[str, Body]) -> str:
    return bodies[code].short if code in bodies else code
