"""A referral as screens and documents show it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.findings import Finding
from app.domain.pathway import (
    INFORMATION,
    REFERRAL_FIELDS,
    SAFEGUARD,
    PathwayState,
    PathwayStep,
    ReferralFacts,
    SafetyStep,
    Taken,
    next_steps,
    pathway_findings,
    strategy_due,
)
from app.domain.people import age_on
from app.domain.profiles import Body
from app.models import FormAnswer, PathwayStepTaken, Person, Referral, SafetyAction, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.months.office import office_calendar
from app.services.people.naming import best_identity

PENDING = Referral.state.in_([one.value for one in PathwayState if one.pending])
EMERGING = Referral.state == PathwayState.EMERGING


@dataclass(frozen=True)
class StepRow:
    """One step that stands; `decided_by` is who set the category or agreed, `by` who recorded it."""

    id: int
    step: PathwayStep
    on: date
    category: int | None
    decided_by: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True)
class SafetyRow:
    """One safety action; `overdue` is judged today."""

    id: int
    text: str
    agency: str
    owner: str
    due: date
    done_on: date | None
    outcome: str
    overdue: bool
    version: int


@dataclass(frozen=True)
class ReferralRow:
    """One referral with everything that a chair asks about it.

    `strategy_due` is the last day in time, None while no category is likely. `can` are the steps that may
    follow. `safety_overdue` counts safety actions that are late.
    """

    id: int
    person_id: int
    subject_id: int
    case_id: int | None
    onward_id: int | None
    name: str
    short_name: str
    born: date | None
    age: int | None
    body_code: str
    body_short: str
    state: PathwayState
    concern: str
    raised_on: date
    referrer: str
    agency: str
    borough: str
    lead_professional: str
    theme: str
    harmful_behaviour: bool
    category: int | None
    category_words: str
    strategy_due: date | None
    steps: tuple[StepRow, ...]
    safety: tuple[SafetyRow, ...]
    can: tuple[PathwayStep, ...]
    findings: tuple[Finding, ...]
    version: int
    fields: Mapping[str, object]
    pre_mase: tuple[str, ...]

    @property
    def safety_overdue(self) -> int:
        return sum(one.overdue for one in self.safety)


def referral_rows(
    session: Session, clock: Clock, *conditions: ColumnElement[bool]
) -> tuple[ReferralRow, ...]:
    """Referrals that meet all conditions, the oldest first, in a session that is already open."""
    query = (
        select(Referral)
        .where(*conditions)
        .options(
            joinedload(Referral.subject).joinedload(Subject.person).selectinload(Person.subjects),
            selectinload(Referral.answers),
        )
        .order_by(Referral.raised_on, Referral.id)
        .execution_options(populate_existing=True)
    )
    bodies = {body.code: body for body in area_in(session, clock).bodies}
    found = session.execute(query).unique().scalars().all()
    return tuple(_row(session, clock, one, bodies[one.body_code]) for one in found if one.body_code in bodies)


def standing(referral: Referral) -> list[PathwayStepTaken]:
    """The steps that have not been taken back, oldest first."""
    return [one for one in referral.steps if one.undone_at is None]


def taken(referral: Referral) -> tuple[Taken, ...]:
    """The same as the rules read them."""
    return tuple(Taken(PathwayStep(one.step), one.on, one.reason, one.category) for one in standing(referral))


def facts_of_referral(referral: Referral) -> ReferralFacts:
    """A referral as the rules read it."""
    said = {(one.form, one.key): one.answer for one in referral.answers}
    return ReferralFacts(
        taken(referral),
        tuple(SafetyStep(one.text, one.agency, one.due, one.done_on) for one in referral.safety),
        referral.referred_on,
        referral.agency,
        tuple(referral.pre_mase.splitlines()),
        referral.pre_mase_summary,
        referral.harmful_behaviour,
        said.get((INFORMATION, "trafficking"), ""),
        said.get((INFORMATION, "radicalisation"), ""),
        referral.referrer_told_on,
    )


def answers_of(referral: Referral) -> dict[tuple[str, str], FormAnswer]:
    """The answers of both forms by form and key."""
    assert {one.form for one in referral.answers} <= {SAFEGUARD, INFORMATION}
    return {(one.form, one.key): one for one in referral.answers}


def _row(session: Session, clock: Clock, referral: Referral, body: Body) -> ReferralRow:
    today, office = clock.today(), office_calendar(session)
    facts, state = facts_of_referral(referral), PathwayState(referral.state)
    who = best_identity(referral.subject.person.subjects)
    return ReferralRow(
        referral.id,
        referral.subject.person_id,
        referral.subject_id,
        referral.case_id,
        referral.onward_id,
        who.name,
        who.short_name,
        who.born,
        age_on(who.born, today),
        body.code,
        body.short,
        state,
        referral.concern,
        referral.raised_on,
        referral.referrer,
        referral.agency,
        referral.borough,
        referral.lead_professional,
        referral.theme,
        referral.harmful_behaviour,
        facts.category(),
        body.category_label(facts.category()),
        strategy_due(facts, body, office),
        tuple(_step(one) for one in standing(referral)),
        tuple(_safety(one, today) for one in referral.safety),
        next_steps(state),
        pathway_findings(facts, body, today, office),
        referral.version,
        {one.name: getattr(referral, one.name) for one in REFERRAL_FIELDS},
        facts.pre_mase,
    )


def _step(one: PathwayStepTaken) -> StepRow:
    return StepRow(
        one.id, PathwayStep(one.step), one.on, one.category, one.decided_by, one.reason, one.by, one.at
    )


def _safety(one: SafetyAction, today: date) -> SafetyRow:
    late = one.done_on is None and one.due < today
    return SafetyRow(
        one.id, one.text, one.agency, one.owner, one.due, one.done_on, one.outcome, late, one.version
    )
