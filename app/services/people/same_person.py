"""The numbers one child has had: each list's child is born with a person, and joining moves it to another."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import Subject


def ids_of(session: Session, person_id: int) -> frozenset[int]:
    """The person's own number and those of everybody joined to it, so that what was said of either counts."""
    homes = session.execute(select(Subject.home_person_id).where(Subject.person_id == person_id)).scalars()
    return frozenset({person_id, *homes})
