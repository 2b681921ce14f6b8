"""Emerging concerns, in summary: below the lowest category, not evidenced, or often missing (K&R, item 5)."""

from collections.abc import Sequence

from sqlalchemy import select

from app.domain.lists import ListName
from app.domain.missing import is_repeat_missing
from app.domain.profiles import EMERGING_COUNT
from app.models import Case, Subject
from app.services.pathway.rows import EMERGING, referral_rows
from app.services.room.contents.look import Look
from app.services.room.contents.people import people_with_cases
from app.services.room.contents.rows import ContentRow, Numbers, Pick

_HSB = "Harmful sexual behaviour"
OTHER_LISTS, WHY = "Other lists", "Why"


def emerging(look: Look) -> tuple[Pick, ...]:
    """Each child once: concerns that were not referred on, then cases not evidenced, then often missing.

    None where a body only counts those it worked with and did not bring to the meeting (Sutton).
    """
    return () if look.body.emerging_use == EMERGING_COUNT else _picked(look)


def _picked(look: Look) -> tuple[Pick, ...]:
    body, often = look.body, _often_words(look)
    picks: dict[int, str] = {}
    for row in referral_rows(look.session, look.clock, EMERGING):
        behaviour = body.term("hsb", _HSB).lower() if row.harmful_behaviour else ""
        words = "; ".join(part for part in (row.theme, behaviour, row.concern) if part)
        picks.setdefault(row.person_id, f"Not referred: {words}")
    for person in _not_evidenced(look):
        picks.setdefault(person, f"On the list, {body.category_label(0).lower()}")
    for person in _often_missing(look):
        picks.setdefault(person, f"{often} ({body.repeat_missing.words()}), and no case open")
    return tuple(Pick(person, words) for person, words in picks.items())


def emerging_numbers(look: Look) -> Numbers:
    """The three kinds in figures; the themes of concerns that were not referred stand with them."""
    if look.body.emerging_use == EMERGING_COUNT:
        return ((look.body.term("emerging", "Emerging concerns"), len(_picked(look))),)
    rows = referral_rows(look.session, look.clock, EMERGING)
    themes = sorted({row.theme for row in rows if row.theme})
    return (
        ("Concerns not referred", len(rows)),
        *((f"Theme: {theme}", sum(row.theme == theme for row in rows)) for theme in themes),
        (look.body.term("hsb", _HSB), sum(row.harmful_behaviour for row in rows)),
        (f"Cases: {look.body.category_label(0).lower()}", len(_not_evidenced(look))),
        (f"{_often_words(look)} and no case open", len(_often_missing(look))),
    )


def _often_words(look: Look) -> str:
    return look.body.term("repeat_missing", "Repeat missing")


def rows_of_emerging(look: Look, picks: Sequence[Pick]) -> tuple[ContentRow, ...]:
    """The picked children as rows; one that no list has yet is named by its referral."""
    ids = [pick.person_id for pick in picks]
    known, subjects = look.known(ids), look.subjects(ids, ListName.MASE)
    referred = {row.person_id: row for row in referral_rows(look.session, look.clock, EMERGING)}
    rows = []
    for pick in picks:
        one = known.get(pick.person_id) or referred.get(pick.person_id)
        if one is None:
            continue
        badges = known[pick.person_id].badges if pick.person_id in known else ()
        others = "; ".join(badge.text for badge in badges if badge.list_name is not ListName.MASE)
        rows.append(
            ContentRow(
                name=one.name,
                text=pick.text,
                person_id=pick.person_id,
                subject_id=subjects.get(pick.person_id),
                short_name=one.short_name,
                born=one.born,
                age=one.age,
                badges=badges,
                findings=one.findings,
                facts=((WHY, pick.text), (OTHER_LISTS, others or "None")),
                others=others,
            )
        )
    return tuple(rows)


def _not_evidenced(look: Look) -> list[int]:
    query = (
        select(Subject.person_id)
        .join(Case, Case.subject_id == Subject.id)
        .where(Case.closed_on.is_(None), Case.category < look.body.lowest_case_category)
        .order_by(Case.id)
    )
    return list(dict.fromkeys(look.session.execute(query).scalars()))


def _often_missing(look: Look) -> list[int]:
    listed = people_with_cases(look.session)
    return [
        person
        for person, episodes in look.recent.items()
        if person not in listed and is_repeat_missing(episodes, look.on, look.body)
    ]
