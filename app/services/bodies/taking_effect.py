"""What follows when rules are put in force: the version kept, the names that follow, the meetings to come."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.profiles import Body, body_to_toml, renamed
from app.domain.profiles.editing import mentions
from app.models import BodyProfile, Meeting
from app.services.areas import parsed
from app.services.bodies.versions import codes_of, in_force_on, last_begun, rows_of
from app.services.months.office import office_calendar
from app.services.months.papers import TO_COME, set_papers

_FIRST_DAY = date(2000, 1, 1)  # of which the planner knows


def earliest_day(session: Session, code: str) -> date:
    """The first day from which new rules of a body may hold: after its last meeting that has begun."""
    last = last_begun(session, code)
    return last + timedelta(days=1) if last is not None else _FIRST_DAY


def meetings_to_come(session: Session) -> Mapping[Meeting, Body]:
    """Every meeting that has not begun, with the rules it goes by so far."""
    query = select(Meeting).where(Meeting.state.in_(TO_COME))
    return {meeting: parsed(meeting.profile.text) for meeting in session.execute(query).scalars()}


def keep_version(session: Session, body: Body) -> None:
    """Keep the body as the version of its day; one of the same day is put right, for no meeting began."""
    text, rows = body_to_toml(body), rows_of(session, body.code)
    same = next((row for row in rows if row.effective_from == body.effective_from), None)
    if same is not None:
        same.text = text
    else:
        last = session.execute(select(func.max(BodyProfile.position))).scalar_one_or_none()
        position = rows[0].position if rows else (last or 0) + 1
        session.add(
            BodyProfile(code=body.code, position=position, effective_from=body.effective_from, text=text)
        )
    session.flush()


def follow_name(session: Session, body: Body, old: str) -> tuple[str, ...]:
    """The other bodies whose texts name this one say its new name, from the same day; answers their codes."""
    followed = []
    for code in codes_of(session):
        row = in_force_on(rows_of(session, code), body.effective_from)
        if code == body.code or row is None or not mentions(parsed(row.text), old):
            continue
        day = max(body.effective_from, earliest_day(session, code))
        keep_version(session, replace(renamed(parsed(row.text), old, body.short), effective_from=day))
        followed.append(code)
    return tuple(followed)


def take_over(session: Session, before: Mapping[Meeting, Body]) -> int:
    """Meetings to come go by the rules of their day; answers how many changed.

    A retired body's stay as they were planned. Hours and place that were set for one meeting stay too.
    """
    versions = {code: rows_of(session, code) for code in codes_of(session)}
    office = office_calendar(session)
    changed = 0
    for meeting, old in before.items():
        new = in_force_on(versions[meeting.body_code], meeting.held_on)
        if new is None or parsed(new.text).retired or parsed(new.text) == old:
            continue
        body = parsed(new.text)
        for part in ("starts", "ends", "venue"):
            if getattr(meeting, part) == getattr(old, part):
                setattr(meeting, part, getattr(body, part))
        meeting.profile = new
        set_papers(meeting, office)
        changed += 1
    return changed
