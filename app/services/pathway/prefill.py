"""What the store knows already for the headings of a form: nobody types an episode twice (domain §8)."""

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.education import hours_words
from app.domain.pathway import FORMS
from app.models import Episode, Referral, RegisterEntry, Subject
from app.services.missing.known import known_episode
from app.store.store import Store

_MOST = 6  # of the newest episodes; the rest is on the child's page


class Prefill:
    """Offers, never writes: the lead professional takes what fits."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, referral_id: int) -> Mapping[tuple[str, str], str]:
        """Words by form and key, for headings of which the lists say something."""
        with self._store.reading() as session:
            referral = session.get(Referral, referral_id)
            if referral is None:
                return {}
            mine = list(
                session.execute(
                    select(Subject.id).where(Subject.person_id == referral.subject.person_id)
                ).scalars()
            )
            said = {name: make(session, mine) for name, make in _FILLS.items()}
        return {
            (form, one.key): said[one.fills]
            for form, questions in FORMS.items()
            for one in questions
            if one.fills and said.get(one.fills)
        }


def _episodes(session: Session, subjects: list[int]) -> str:
    query = select(Episode).where(Episode.subject_id.in_(subjects)).order_by(Episode.reported_at.desc())
    known = [known_episode(one) for one in session.execute(query.limit(_MOST)).unique().scalars()]
    lines = []
    for one in known:
        when = _moment(one.reported_at or one.returned_at)
        back = "still missing" if one.still_missing else f"back {_moment(one.returned_at)}"
        found = f", found {one.found_where}" if one.found_where else ""
        lines.append(f"{one.classed.capitalize() or 'Missing'} {when}, {back}{found}.")
    return "\n".join(lines)


def _education(session: Session, subjects: list[int]) -> str:
    query = select(RegisterEntry).where(RegisterEntry.subject_id.in_(subjects)).order_by(RegisterEntry.id)
    lines = []
    for one in session.execute(query).scalars():
        since = f"off roll since {day_words(one.off_roll_on)}" if one.off_roll_on else "on the register"
        hours = "" if one.hours is None else f", {hours_words(one.hours)} hours a week"
        provision = f", {one.provision}" if one.provision else ""
        lines.append(f"{since[:1].upper()}{since[1:]}{hours}{provision}.")
    return "\n".join(lines)


def _authorities(session: Session, subjects: list[int]) -> str:
    query = select(Episode.responsible_authority).where(
        Episode.subject_id.in_(subjects), Episode.responsible_authority != ""
    )
    named = sorted(set(session.execute(query).scalars()))
    return f"Named as responsible: {', '.join(named)}." if len(named) > 1 else ""


def _moment(at: datetime | None) -> str:
    return f"{day_words(at.date())}, {at:%H:%M}" if at else "at a time not known"


_FILLS: Mapping[str, Callable[[Session, list[int]], str]] = {
    "episodes": _episodes,
    "education": _education,
    "authorities": _authorities,
}
