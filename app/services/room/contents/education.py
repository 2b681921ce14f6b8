"""The children of the education meeting: what changed, who is rated red, who waits."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import select

from app.domain.calendar import day_words
from app.domain.education import RED, Change, current_rating, hours_words
from app.domain.lists import ListName
from app.models import Spell, Subject
from app.services.education.register import RegisterRow, register_figures
from app.services.months.meeting_records import KnownPerson
from app.services.room.contents.look import Look
from app.services.room.contents.rows import ContentRow, Numbers, Pick

HOURS, RATING, PROVISION, FURTHER, OTHER_LISTS = (
    "Hours",
    "Rating",
    "Provision",
    "Taken further",
    "Other lists",
)
_YEAR = 5  # " 2026" at the end of a day in words


def changed_register(look: Look) -> tuple[Pick, ...]:
    """Who is new on the register, whose rating changed, and who left it since the last meeting."""
    began, ended = _spells(look)
    picks = []
    for row in _by_person(look).values():
        change = _since(row, look.since)
        if row.person_id in began:
            picks.append(Pick(row.person_id, f"New on the register; {_rating(row).lower()}"))
        elif change is not None:
            arrow = {True: ", worse", False: ", better", None: ""}[change.worse]
            picks.append(Pick(row.person_id, f"{change.words}{arrow}"))
    left = [
        Pick(person, f"Left the register {_short(on)}") for person, on in ended.items() if person not in began
    ]
    return (*picks, *left)


def red_rated(look: Look) -> tuple[Pick, ...]:
    """Every child rated red, those not taken further first (P25)."""
    red = [row for row in _by_person(look).values() if row.entry.rag == RED]
    return tuple(Pick(row.person_id, _further(row)) for row in sorted(red, key=_is_further))


def provision(look: Look) -> tuple[Pick, ...]:
    """Who waits for alternative provision, the longest first, and who is educated at home."""
    rows = _by_person(look).values()
    waiting = sorted(
        (row for row in rows if row.waiting is not None and row.entry.provision_began_on is None),
        key=lambda row: -(row.waiting or 0),
    )
    at_home = [row for row in rows if row.entry.home_educated and row not in waiting]
    return (
        *(Pick(row.person_id, f"Waiting for provision for {_days(row.waiting or 0)}") for row in waiting),
        *(Pick(row.person_id, _at_home(row)) for row in at_home),
    )


def register_numbers(look: Look) -> Numbers:
    """The register in figures: how many, how rated, how many assured, below the hours, waiting."""
    found = register_figures(look.session, look.clock)
    return (
        ("Children on the register", found.total),
        *((f"Rated {value}" if value else "Not rated", count) for value, count in found.by_rating.items()),
        ("Ratings assured", found.assured),
        (f"Fewer than {hours_words(look.body.education_hours)} hours a week", found.few_hours),
        ("Waiting for provision", found.provision_waiting),
        ("Red and not taken further", found.red_waiting),
    )


def rows_of_register(look: Look, picks: Sequence[Pick]) -> tuple[ContentRow, ...]:
    """The picked children as rows, in the order given; who has left is named by the cross-check alone."""
    ids = [pick.person_id for pick in picks]
    known, register = look.known(ids), _by_person(look)
    subjects = look.subjects(ids, ListName.CME)
    return tuple(
        _row(pick, known.get(pick.person_id), register.get(pick.person_id), subjects.get(pick.person_id))
        for pick in picks
        if pick.person_id in known or pick.person_id in register
    )


def _row(pick: Pick, known: KnownPerson | None, row: RegisterRow | None, subject: int | None) -> ContentRow:
    badges = known.badges if known else ()
    others = "; ".join(badge.text for badge in badges if badge.list_name is not ListName.CME)
    entry = row.entry if row else None
    return ContentRow(
        name=row.name if row else known.name if known else "",
        text=pick.text,
        person_id=pick.person_id,
        subject_id=row.subject_id if row else subject,
        short_name=row.short_name if row else known.short_name if known else "",
        born=row.born if row else known.born if known else None,
        age=row.age if row else known.age if known else None,
        badges=badges,
        findings=row.findings if row else known.findings if known else (),
        facts=(
            (HOURS, "Not known" if entry is None or entry.hours is None else hours_words(entry.hours)),
            (RATING, _rating(row) if row else "No longer on the register"),
            (PROVISION, (entry.provision if entry else "") or "None"),
            (FURTHER, _further(row) if row and row.entry.rag == RED else "–"),
            (OTHER_LISTS, others or "None"),
        ),
        others=others,
    )


def _by_person(look: Look) -> Mapping[int, RegisterRow]:
    return {row.person_id: row for row in look.register}


def _spells(look: Look) -> tuple[Mapping[int, date], Mapping[int, date]]:
    """Whose spell on the register began, and whose ended, since the last meeting."""
    query = (
        select(Subject.person_id, Spell.began_on, Spell.ended_on)
        .join(Subject, Subject.id == Spell.subject_id)
        .where(Spell.list_name == ListName.CME)
        .where((Spell.began_on > look.since) | (Spell.ended_on > look.since))
    )
    began, ended = {}, {}
    for person, first, last in look.session.execute(query):
        if first > look.since:
            began[person] = first
        if last is not None and last <= look.on:
            ended[person] = last
    return began, ended


def _since(row: RegisterRow, day: date) -> Change | None:
    """The newest change of the rating after a day; a first rating is none."""
    after = [one for one in row.history if one.before and one.on is not None and one.on > day]
    return after[-1] if after else None


def _rating(row: RegisterRow) -> str:
    rating = current_rating(row.entry)
    if rating is None:
        return "Not rated"
    assured = f", assured by {rating.assured_by}" if rating.assured_by.strip() else ", not assured"
    return f"{rating.value.capitalize()}{assured}"


def _is_further(row: RegisterRow) -> bool:
    return bool(row.passed_on or row.entry.escalated_to.strip() or row.entry.no_escalation.strip())


def _further(row: RegisterRow) -> str:
    entry = row.entry
    if entry.escalated_to.strip():
        when = f" {_short(entry.escalated_on)}" if entry.escalated_on else ""
        return f"Taken to {entry.escalated_to}{when}"
    if row.passed_on:
        return "Passed on to another meeting"
    return (
        f"Not taken further: {entry.no_escalation}"
        if entry.no_escalation.strip()
        else "Not taken further yet"
    )


def _at_home(row: RegisterRow) -> str:
    entry = row.entry
    seen = f"last visit {_short(entry.home_inspected_on)}" if entry.home_inspected_on else "no visit recorded"
    found = {True: ", found suitable", False: ", found unsuitable", None: ""}[entry.home_suitable]
    return f"Educated at home, {seen}{found}"


def _days(count: int) -> str:
    return f"{count} day{'' if count == 1 else 's'}"


def _short(day: date) -> str:
    return day_words(day)[:-_YEAR]
