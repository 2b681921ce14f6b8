"""Who is on a list now, in one question each."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.models import Case, Spell, Subject


def people_with_cases(session: Session) -> set[int]:
    """Everybody of whom a case is open."""
    query = (
        select(Subject.person_id).join(Case, Case.subject_id == Subject.id).where(Case.closed_on.is_(None))
    )
    return set(session.execute(query).scalars())


def people_on_list(session: Session, list_name: ListName) -> set[int]:
    """Everybody whose spell on a list has not ended."""
    query = (
        select(Subject.person_id)
        .join(Spell, Spell.subject_id == Subject.id)
        .where(Spell.list_name == list_name, Spell.ended_on.is_(None))
    )
    return set(session.execute(query).scalars())
