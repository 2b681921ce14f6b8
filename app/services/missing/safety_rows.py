"""Who has a safety plan, who ought to have one, and of whom somebody is worried: a line a child."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload

from app.domain.lists import ListName
from app.domain.missing import is_ours, is_repeat_missing, window
from app.domain.people import Identity
from app.domain.profiles import Body
from app.errors import Refused
from app.models import Concern, Readiness, SafetyPlan, Subject
from app.services.clock import Clock
from app.services.missing.recent import light_episodes
from app.services.months.due import misper_body
from app.services.people.naming import best_identity

NO_PLAN, OVERDUE, DUE, REVIEWED, NO_REVIEW = "no plan", "overdue", "due", "reviewed", "no review agreed"


R = TypeVar("R", SafetyPlan, Concern, Readiness)


@dataclass(frozen=True)
class PlanRow:
    """One child's newest safety plan, or that there is none; `plan_id` None where nobody recorded one.

    `why` says why a child without a plan stands here. `standing` is one of the words above.
    """

    person_id: int
    name: str
    born: date | None
    plan_id: int | None
    number: int
    made_on: date | None
    made_by: str
    review_on: date | None
    reviewed_on: date | None
    standing: str
    concern: str
    grab_pack: bool | None
    why: str


def records_of(session: Session, kind: type[R], subjects: Collection[int]) -> list[R]:
    """The records of a child, the newest first."""
    query = select(kind).where(kind.subject_id.in_(subjects)).order_by(kind.id.desc())
    return list(session.execute(query).scalars())


def subjects_of(session: Session, people: Collection[int]) -> list[Subject]:
    query = select(Subject).where(Subject.person_id.in_(people)).order_by(Subject.id)
    return list(session.execute(query).scalars())


def the_subject(session: Session, person_id: int) -> Subject:
    """The child as the missing list knows it, else as the oldest list does; `Refused` where none does."""
    found = sorted(
        subjects_of(session, [person_id]), key=lambda one: (one.list_name != ListName.MISPER, one.id)
    )
    if not found:
        raise Refused("This child is on no list any more, or is one with another child now.")
    return found[0]


_WORST = (OVERDUE, NO_PLAN, NO_REVIEW, DUE, REVIEWED)


def plan_rows(session: Session, clock: Clock) -> tuple[PlanRow, ...]:
    body, today = misper_body(session, clock), clock.today()
    plans = _by_person(session, _with_child(SafetyPlan).where(SafetyPlan.ended_on.is_(None)))
    concerns = _by_person(session, _with_child(Concern).where(Concern.ended_on.is_(None)))
    ready = _by_person(session, _with_child(Readiness))
    wanted = _who_should(session, body, today) if body is not None else {}
    people = {*plans, *concerns, *wanted}
    names = {person: best_identity(own) for person, own in _grouped(subjects_of(session, people)).items()}
    rows = [
        _row(person, names[person], plans.get(person), concerns.get(person), ready.get(person), wanted, today)
        for person in people
    ]
    return tuple(sorted(rows, key=lambda row: (_WORST.index(row.standing), row.review_on or today, row.name)))


def _row(
    person: int,
    who: Identity,
    plan: SafetyPlan | None,
    concern: Concern | None,
    pack: Readiness | None,
    wanted: Mapping[int, str],
    today: date,
) -> PlanRow:
    return PlanRow(
        person_id=person,
        name=who.name,
        born=who.born,
        plan_id=plan.id if plan is not None else None,
        number=plan.number if plan is not None else 0,
        made_on=plan.made_on if plan is not None else None,
        made_by=plan.made_by if plan is not None else "",
        review_on=plan.review_on if plan is not None else None,
        reviewed_on=plan.reviewed_on if plan is not None else None,
        standing=_standing(plan, today),
        concern=concern.reason if concern is not None else "",
        grab_pack=pack.grab_pack if pack is not None else None,
        why=wanted.get(person, ""),
    )


def _standing(plan: SafetyPlan | None, today: date) -> str:
    if plan is None:
        return NO_PLAN
    if plan.review_on is None:
        return REVIEWED if plan.reviewed_on is not None else NO_REVIEW
    if plan.review_on < today:
        return OVERDUE
    return DUE if plan.reviewed_on is None or plan.review_on == today else REVIEWED


def _with_child(kind: type[R]) -> Select[R]:
    return select(kind).options(joinedload(kind.subject)).order_by(kind.id)


def _by_person(session: Session, query: Select[R]) -> dict[int, R]:
    found = session.execute(query).scalars()
    return {one.subject.person_id: one for one in found}


def _grouped(subjects: Iterable[Subject]) -> dict[int, list[Subject]]:
    own: dict[int, list[Subject]] = {}
    for subject in subjects:
        own.setdefault(subject.person_id, []).append(subject)
    return own


def _who_should(session: Session, body: Body, today: date) -> Mapping[int, str]:
    """Children of the body's window who ought to have a plan: repeat missing, or another authority's."""
    first = window(today, body.repeat_missing.window)[0]
    found = {}
    for person, own in light_episodes(session, first, today).items():
        authority = next(
            (one.responsible_authority for one in reversed(own) if one.responsible_authority), ""
        )
        if is_repeat_missing(own, today, body):
            found[person] = f"{len(own)} episodes in {body.repeat_missing.window.words()}"
        elif not is_ours(authority, body.areas):
            found[person] = f"{authority} is responsible"
    return found
