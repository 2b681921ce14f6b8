"""Who holds which seat on a day, looked up in a session that is already open."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.models import Membership


def seats_with_members(session: Session, body_code: str) -> frozenset[str]:
    """The seats of which members are kept, whoever holds them now."""
    query = select(Membership.seat_key).where(Membership.body_code == body_code).distinct()
    return frozenset(session.execute(query).scalars())


def deputies_on(session: Session, body_code: str, day: date) -> Mapping[str, frozenset[str]]:
    """Who is named to sit in for the members of that day, by seat."""
    return {
        key: frozenset(name for one in members for name in one.deputies)
        for key, members in sitting_on(session, body_code, day).items()
    }


def sitting_on(session: Session, body_code: str, day: date) -> Mapping[str, Sequence[Membership]]:
    """The members of a body on a day by seat, the longest there first."""
    query = (
        select(Membership)
        .where(Membership.body_code == body_code, Membership.from_on <= day)
        .where(or_(Membership.to_on.is_(None), Membership.to_on >= day))
        .order_by(Membership.from_on, Membership.id)
    )
    found: dict[str, list[Membership]] = {}
    for one in session.execute(query).scalars():
        found.setdefault(one.seat_key, []).append(one)
    return found
