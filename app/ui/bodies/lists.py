"""The lists of a profile as the form edits them: what one of each is called, and what it says."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.domain.profiles import (
    AgeBand,
    AgendaItem,
    CaseGroup,
    Category,
    Choice,
    Contact,
    Definition,
    Ranks,
    ReportDuty,
    Seat,
)
from app.domain.profiles.words import CONTENTS, STANDINGS
from app.domain.retention import CLASSES, TRIGGERS, RetentionRule
from app.ui.bodies.rows_editor import Part, Rows, new_key

_SEATS = (("statutory", "Statutory"), ("member", "Member"), ("invited", "By invitation"))


def _standing(seat: Seat) -> str:
    return "invited" if seat.invited else "statutory" if seat.statutory else "member"


def _set_standing(seat: Seat, value: str) -> Seat:
    return replace(seat, statutory=value == "statutory", invited=value == "invited")


def _levels(ranks: Ranks) -> tuple[str, ...]:
    return tuple("; ".join(names) for names in ranks.levels)


def _set_levels(ranks: Ranks, lines: Sequence[str]) -> Ranks:
    levels = tuple(tuple(name.strip() for name in line.split(";") if name.strip()) for line in lines)
    return replace(ranks, levels=levels)


def _items(noun: str) -> Rows:
    return Rows(
        noun,
        (
            Part("title", "Title", stretch=4),
            Part("content", "What fills it", "pick", 3, options=tuple(CONTENTS.items())),
            Part("minutes", "min", "number", 0),
        ),
        lambda held: AgendaItem(new_key(held, noun), ""),
    )


def _choices(noun: str) -> Rows:
    return Rows(noun, (Part("label", "Words"),), lambda held: Choice(new_key(held, noun), ""))


def _next_code(held: Sequence[Any]) -> int:
    return max((one.code for one in held), default=-1) + 1


LISTS: Mapping[str, Rows] = {
    "seats": Rows(
        "seat",
        (
            Part("agency", "Agency", stretch=3),
            Part("role", "Role", stretch=4),
            Part("standing", "Standing", "pick", 0, options=_SEATS, read=_standing, write=_set_standing),
            Part("borough", "Borough", stretch=2, line=1),
            Part("rank", "Least rank", stretch=2, line=1),
            Part("deputies", "Deputies, with a semicolon between", "several", 3, 1),
            Part("condition", "When invited", stretch=3, line=1),
        ),
        lambda held: Seat(new_key(held, "seat"), "", ""),
    ),
    "ranks": Rows(
        "list of ranks",
        (
            Part("agency", "Agency", stretch=2),
            Part(
                "levels",
                "One rank on each line, the lowest first",
                "lines",
                4,
                read=_levels,
                write=_set_levels,
            ),
        ),
        lambda _held: Ranks("", ()),
    ),
    "contacts": Rows(
        "contact",
        (
            Part("name", "Name", stretch=3),
            Part("days", "Days", stretch=2),
            Part("telephone", "Telephone", stretch=2, line=1),
            Part("email", "E-mail", stretch=2, line=1),
            Part("otherwise", "At other times", stretch=3, line=1),
        ),
        lambda held: Contact(new_key(held, "contact"), ""),
    ),
    "agenda": _items("agenda item"),
    "minutes_items": _items("item of the minutes"),
    "categories": Rows(
        "category",
        (
            Part("code", "code", "number", 0),
            Part("label", "Label", stretch=4),
            Part("short", "Short", stretch=2),
        ),
        lambda held: Category(_next_code(held), "", ""),
    ),
    "case_groups": Rows(
        "heading",
        (
            Part("title", "Heading", stretch=4),
            Part("borough", "Borough (empty: all)", stretch=2),
            Part("standing", "Cases", "pick", 0, options=tuple(STANDINGS.items())),
        ),
        lambda _held: CaseGroup("", "", "all"),
    ),
    "exploitation_types": _choices("kind of exploitation"),
    "missing_risks": _choices("level of risk"),
    "definitions": Rows(
        "definition",
        (
            Part("title", "Word", stretch=3),
            Part("version", "Version", stretch=1),
            Part("text", "What it means", "text", 1, 1),
        ),
        lambda held: Definition(new_key(held, "definition"), "", ""),
    ),
    "report_duties": Rows(
        "report",
        (
            Part("what", "Report", stretch=3),
            Part("period", "How often", stretch=2),
            Part("to", "To whom", stretch=3),
            Part("content", "What must be in it, a line each", "lines", 1, 1),
        ),
        lambda _held: ReportDuty("", "quarterly", ""),
    ),
    "age_bands": Rows(
        "age band",
        (
            Part("lowest", "from", "number", 0),
            Part(
                "highest",
                "to (0: up)",
                "number",
                0,
                read=lambda band: band.highest or 0,
                write=lambda band, value: replace(band, highest=value or None),
            ),
        ),
        lambda held: AgeBand((held[-1].highest or held[-1].lowest) + 1 if held else 0),
    ),
    "retention": Rows(
        "rule",
        (
            Part(
                "record_class", "Record", "pick", 2, options=tuple((one, one.capitalize()) for one in CLASSES)
            ),
            Part(
                "trigger",
                "From",
                "pick",
                2,
                options=tuple((one, f"from {one.replace('_', ' ')}") for one in TRIGGERS),
            ),
            Part("years", "years", "number", 0, write=lambda rule, years: replace(rule, years=max(years, 1))),
        ),
        lambda _held: RetentionRule("minutes", "meeting", 25),
    ),
}
