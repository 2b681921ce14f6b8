"""Figures beside the items of a meeting that decides cases, and of one that keeps a register."""

from sqlalchemy import func, select

from app.domain.cases import CaseKind
from app.domain.lists import ListName
from app.domain.missing import months_before
from app.domain.whose import footnote
from app.models import Case, RegisterEntry, Spell
from app.services.areas import labels_on
from app.services.months.meeting_records import entries_of
from app.services.room.contents.look import Look
from app.services.room.contents.missing import missing_numbers
from app.services.room.contents.rows import Content, Numbers
from app.services.room.entry_views import category_now
from app.services.room.listing import elsewhere


def case_numbers(look: Look) -> Numbers:
    """The meeting's cases by standing and by category."""
    entries = entries_of(look.session, look.meeting.id)
    codes = [category_now(entry) for entry in entries]
    return (
        ("Cases", len(entries)),
        ("New", sum(entry.standing == CaseKind.NEW for entry in entries)),
        ("Out of borough", sum(entry.case.out_of_borough for entry in entries)),
        *((category.label, codes.count(category.code)) for category in look.body.categories),
        *((("No category yet", codes.count(None)),) if None in codes else ()),
    )


def _register_label(look: Look) -> str:
    return f"{labels_on(look.session, look.on)[ListName.CME]} register"


def register_numbers(look: Look) -> Numbers:
    """Children on the register now, and how they are rated."""
    query = (
        select(RegisterEntry.rag, func.count(RegisterEntry.id))
        .join(Spell, Spell.subject_id == RegisterEntry.subject_id)
        .where(Spell.list_name == ListName.CME, Spell.ended_on.is_(None))
        .group_by(RegisterEntry.rag)
    )
    rated = {rag: count for rag, count in look.session.execute(query)}
    named = ("red", "amber", "green")
    other = sum(count for rag, count in rated.items() if rag not in named)
    return (
        (f"Children on the {_register_label(look)}", sum(rated.values())),
        *((f"Rated {rag}", rated.get(rag, 0)) for rag in named),
        ("Not rated", other),
    )


def _changes(look: Look) -> Numbers:
    """Discharges since a month before the meeting."""
    since = months_before(look.on, 1)
    query = select(func.count(Case.id)).where(Case.closed_on > since, Case.closed_on <= look.on)
    return (("Discharged in the month", look.session.execute(query).scalar_one()),)


def snapshot(look: Look) -> Content:
    """The month in figures."""
    parts = (case_numbers, _changes, missing_numbers, register_numbers)
    numbers = tuple(number for part in parts for number in part(look))
    return Content(numbers, remark=footnote(tuple(elsewhere(look.session, look.body).values()), look.body))
