"""Missing or absent, at entry: what the rules do not let anybody record (domain §12, R1 and R2)."""

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.missing import class_findings
from app.domain.people import age_on
from app.domain.profiles import Body
from app.errors import Refused
from app.models import Case, Episode, EpisodeDetail, Subject


def people_at_risk(session: Session, people: Collection[int]) -> set[int]:
    """Of these people, those at risk of exploitation: a case is open, or it was a concern once (R1)."""
    cases = (
        select(Subject.person_id)
        .join(Case, Case.subject_id == Subject.id)
        .where(Subject.person_id.in_(people), Case.closed_on.is_(None))
    )
    flagged = (
        select(Subject.person_id)
        .join(Episode, Episode.subject_id == Subject.id)
        .join(EpisodeDetail, EpisodeDetail.episode_id == Episode.id)
        .where(Subject.person_id.in_(people), EpisodeDetail.exploitation_concern.is_(True))
    )
    return {person for query in (cases, flagged) for person in session.execute(query).scalars()}


def require_class(session: Session, body: Body | None, classed: str, person_id: int, on: date | None) -> None:
    """Raises `Refused` where an episode of this child, begun on a day, cannot be recorded as "absent"."""
    if body is None:
        return
    births = select(Subject.born).where(Subject.person_id == person_id, Subject.born.is_not(None))
    born = session.execute(births.order_by(Subject.id).limit(1)).scalar_one_or_none()
    age = age_on(born, on) if on is not None else None
    found = class_findings(classed, age, bool(people_at_risk(session, [person_id])), body)
    if found:
        raise Refused(f"{found[0].sentence} Nothing was changed.")
