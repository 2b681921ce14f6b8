"""The episodes of some days, child by child, in one query that is bounded by its days."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, time

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from app.domain.missing import Interview, KnownEpisode
from app.models import Episode, EpisodeDetail, ReturnInterview, Subject
from app.services.missing.known import known_episode

Episodes = Mapping[int, list[KnownEpisode]]


def of_days(first: date, last: date) -> ColumnElement[bool]:
    """A condition: episodes that count for these days (when reported, else when ended), both counted."""
    start, end = datetime.combine(first, time.min), datetime.combine(last, time.max)
    return or_(
        Episode.reported_at.between(start, end),
        and_(Episode.reported_at.is_(None), Episode.returned_at.between(start, end)),
    )


def full_episodes(session: Session, first: date, last: date, people: Collection[int]) -> Episodes:
    """All that is known of these children's episodes, oldest first."""
    query = (
        select(Subject.person_id, Episode)
        .join(Episode.subject)
        .where(Subject.person_id.in_(people), of_days(first, last))
        .order_by(Episode.reported_at, Episode.id)
    )
    found: dict[int, list[KnownEpisode]] = defaultdict(list)
    for person, episode in session.execute(query):
        found[person].append(known_episode(episode))
    return found


def _put_right(ours: ColumnElement[str], listed: ColumnElement[str]) -> ColumnElement[str]:
    return func.coalesce(func.nullif(ours, ""), listed)


def light_episodes(session: Session, first: date, last: date) -> Episodes:
    """Everybody's episodes, with what choosing and counting needs and no more: there may be thousands."""
    detail, interview = EpisodeDetail, ReturnInterview
    query = (
        select(
            Subject.person_id,
            Episode.reported_at,
            func.coalesce(detail.returned_at, Episode.returned_at, type_=Episode.returned_at.type),
            _put_right(detail.risk.expression, Episode.risk.expression),
            Episode.responsible_authority,
            Episode.in_care,
            _put_right(detail.found_where.expression, Episode.found_where.expression),
            func.coalesce(detail.found_with, ""),
            func.coalesce(detail.places, ""),
            func.coalesce(detail.people, ""),
            func.coalesce(interview.themes, ""),
        )
        .join(Episode.subject)
        .outerjoin(detail, detail.episode_id == Episode.id)
        .outerjoin(interview, interview.episode_id == Episode.id)
        .where(of_days(first, last))
        .order_by(Episode.reported_at, Episode.id)
    )
    found: dict[int, list[KnownEpisode]] = defaultdict(list)
    for person, *columns, themes in session.execute(query):
        heard = Interview(themes=tuple(themes.splitlines())) if themes else _NONE
        found[person].append(KnownEpisode(interview=heard, **dict(zip(_LIGHT, columns, strict=True))))
    return found


_LIGHT = (
    "reported_at",
    "returned_at",
    "risk",
    "responsible_authority",
    "in_care",
    "found_where",
    "found_with",
    "places",
    "people",
)
_NONE = Interview()
