"""What is owed to children who go missing: interviews, reviews of plans, a word to the home authority."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, joinedload

from app.domain.missing import interview_due, interview_standing, is_ours
from app.domain.profiles import Body
from app.models import Episode, EpisodeDetail, SafetyPlan
from app.services.missing.known import known_episode
from app.services.missing.recent import of_days

INTERVIEW, PLAN, HOME_AUTHORITY = "interview", "safety plan", "home authority"
_STILL_CALLED = timedelta(days=14)  # for how long what never came is still called for


@dataclass(frozen=True)
class Owed:
    """One thing owed by a moment; `by_day` is owed by the end of that day."""

    kind: str
    what: str
    ends: datetime
    by_day: bool = True


def owed(session: Session, body: Body, on: date, now: datetime) -> Iterator[Owed]:
    """Everything owed as it stands at local time `now` of the day `on`; others can see it: short names."""
    yield from _interviews(session, body, on, now)
    yield from _plans(session)
    yield from _home_authorities(session, body, on)


def _interviews(session: Session, body: Body, on: date, now: datetime) -> Iterator[Owed]:
    """Interviews that run on the day or ran out in the fortnight before: elapsed hours, not working days."""
    oldest = now - _STILL_CALLED
    first = oldest - timedelta(hours=body.interview_hours + 1)  # the clocks may change
    last = datetime.combine(on, time.max)

    def within(column: ColumnElement[datetime | None]) -> ColumnElement[bool]:
        return column.between(first, last)

    # Each of the two returns is looked up by itself: asked together, the years before would be read too.
    ours = select(EpisodeDetail.episode_id).where(within(EpisodeDetail.returned_at.expression))
    listed = select(Episode.id).where(
        within(Episode.returned_at.expression), Episode.interview_done_on.is_(None)
    )
    query = select(Episode).where(Episode.id.in_(listed.union(ours))).options(joinedload(Episode.subject))
    for episode in session.execute(query).scalars():
        known = known_episode(episode)
        if known.returned_at is None or not first <= known.returned_at <= last:
            continue
        ends = interview_due(known.returned_at, body.interview_hours)
        if ends >= oldest and interview_standing(known, now, body.interview_hours).waits:
            name = episode.subject.identity.short_name
            yield Owed(INTERVIEW, f"Return home interview: {name}", ends, by_day=False)


def _plans(session: Session) -> Iterator[Owed]:
    """Safety plans in force by the day of their next review."""
    query = (
        select(SafetyPlan)
        .where(SafetyPlan.ended_on.is_(None), SafetyPlan.review_on.is_not(None))
        .where(SafetyPlan.reviewed_on.is_(None) | (SafetyPlan.reviewed_on < SafetyPlan.review_on))
        .options(joinedload(SafetyPlan.subject))
    )
    for plan in session.execute(query).scalars():
        assert plan.review_on is not None
        name = plan.subject.identity.short_name
        yield Owed(PLAN, f"Review of the safety plan: {name}", _end(plan.review_on))


def _home_authorities(session: Session, body: Body, on: date) -> Iterator[Owed]:
    """Another authority's child reported missing in the last fortnight, until it was told (R12)."""
    recent = of_days(on - _STILL_CALLED, on)
    named = session.execute(select(Episode.responsible_authority).where(recent).distinct()).scalars()
    others = [authority for authority in named if not is_ours(authority, body.areas)]
    query = (
        select(Episode)
        .where(recent, Episode.responsible_authority.in_(others))
        .options(joinedload(Episode.subject))
    )
    for episode in session.execute(query).scalars() if others else ():
        told = episode.detail.home_told_on if episode.detail is not None else None
        start = episode.reported_at or episode.returned_at
        if told is None and start is not None:
            name = episode.subject.identity.short_name
            words = f"Tell {episode.responsible_authority}: {name} is missing or was"
            yield Owed(HOME_AUTHORITY, words, _end(start.date()))


def _end(day: date) -> datetime:
    return datetime.combine(day, time.max)
