"""The versions of a body's rules in the store, and the meetings each holds for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.profiles import Body
from app.models import BodyProfile, Meeting
from app.services.areas import parsed
from app.services.months.meeting_records import BEGUN


@dataclass(frozen=True)
class VersionRow:
    """One version: in force from a day until the next begins (`until` is its last day, None: open)."""

    profile_id: int
    body: Body
    since: date
    until: date | None
    meetings: int
    in_force: bool


@dataclass(frozen=True)
class BodyRow:
    """One body as the settings list it: by the version in force today, else by the next one."""

    code: str
    body: Body
    retired: bool
    draft: bool


def codes_of(session: Session) -> tuple[str, ...]:
    """The codes of every body of the store, in the area's order."""
    query = select(BodyProfile.code, func.min(BodyProfile.position)).group_by(BodyProfile.code)
    return tuple(code for code, _ in sorted(session.execute(query), key=lambda pair: pair[1]))


def rows_of(session: Session, code: str) -> Sequence[BodyProfile]:
    """The stored versions of a body, the oldest first."""
    query = select(BodyProfile).where(BodyProfile.code == code).order_by(BodyProfile.effective_from)
    return session.execute(query).scalars().all()


def versions_of(session: Session, code: str, today: date) -> tuple[VersionRow, ...]:
    """Every version of a body, the newest first, with how many meetings go by it."""
    rows = rows_of(session, code)
    query = select(Meeting.profile_id, func.count(Meeting.id)).where(Meeting.body_code == code)
    meetings = {one: count for one, count in session.execute(query.group_by(Meeting.profile_id))}
    ends = [date.fromordinal(row.effective_from.toordinal() - 1) for row in rows[1:]]
    found = [
        VersionRow(
            row.id,
            parsed(row.text),
            row.effective_from,
            end,
            meetings.get(row.id, 0),
            row.effective_from <= today and (end is None or today <= end),
        )
        for row, end in zip(rows, [*ends, None], strict=True)
    ]
    return tuple(reversed(found))


def last_begun(session: Session, code: str) -> date | None:
    """The day of the body's last meeting that has begun: its rules are settled up to then."""
    query = select(func.max(Meeting.held_on)).where(Meeting.body_code == code, Meeting.state.in_(BEGUN))
    return session.execute(query).scalar_one_or_none()


def in_force_on(rows: Iterable[BodyProfile], on: date) -> BodyProfile | None:
    """Of a body's versions, oldest first, the one in force on a day."""
    return max(
        (row for row in rows if row.effective_from <= on), key=lambda row: row.effective_from, default=None
    )
