"""A list as one office would write it: its own headings, its own ways with names, days and hours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from random import Random

from app.domain.lists import ListName
from tests.importers.shapes import words
from tests.importers.shapes.dialects import DIALECTS, Dialect
from tests.importers.shapes.truth import TRUTH, Child

TWO, ONE = "two", "one"
_DAYS = frozenset(
    ("born", "off_roll_on", "referred_on", "strategy_meeting_on", "listed_on", "interview_done_on")
)
_MOMENTS = frozenset(("reported_at", "returned_at"))
_FLAGS = frozenset(("in_care", "interview_offered", "out_of_borough"))


@dataclass(frozen=True)
class Style:
    """One office's habits; the keys are those of the tables in `words`."""

    dialect: str = "plain"
    names: str = TWO
    alias: str = "column"
    days: str = "real"
    moments: str = "real"
    hours: str = "number"
    years: str = "number"
    categories: str = "Cat"
    flags: str = "letters"
    sexes: str = "letters"
    missing: str = "Still missing"
    order: int = 0
    extra: tuple[str, ...] = ()


@dataclass(frozen=True)
class Written:
    """The table as it is written: its headings, a line a child, and which fields it has."""

    list_name: ListName
    keys: tuple[str, ...]
    heads: tuple[str, ...]
    lines: tuple[tuple[object, ...], ...]
    children: tuple[Child, ...]
    read: frozenset[str] = field(default_factory=frozenset)


def written(
    list_name: ListName,
    style: Style,
    children: Sequence[Child] | None = None,
    leave: frozenset[str] = frozenset(),
) -> Written:
    """The children of a list, in a style; `leave` are fields that have no column."""
    children = TRUTH[list_name] if children is None else tuple(children)
    dialect = DIALECTS[list_name][style.dialect]
    keys = [key for key in _keys(dialect, style) if key not in leave]
    if style.order:
        Random(style.order).shuffle(keys)
    lines = [tuple(_cell(child, key, style) for key in keys) for child in children]
    heads = [dialect[key] for key in keys]
    for number, extra in enumerate(style.extra):
        at = (number * 5 + 2) % (len(keys) + 1)
        heads.insert(at, extra)
        keys.insert(at, "")
        lines = [(*line[:at], f"{extra} of {row}", *line[at:]) for row, line in enumerate(lines, 1)]
    read = {key for key in keys if key} - {"name"} | {"forename", "surname", "known_as"}
    return Written(
        list_name, tuple(keys), tuple(heads), tuple(lines), tuple(children), frozenset(read - leave)
    )


def _keys(dialect: Dialect, style: Style) -> list[str]:
    """The fields in their order; a name in one column or in two, other names in a column or in the name."""
    dropped = {"forename", "surname"} if style.names != TWO else {"name"}
    if style.alias != "column":
        dropped.add("known_as")
    return [key for key in dialect if key not in dropped]


def _cell(child: Child, key: str, style: Style) -> object:
    if key == "name":
        return _with_alias(words.NAMES[style.names](child), child, style)
    if key == "forename":
        return _with_alias(child.forename, child, style)
    value = child.value(key)
    if key == "returned_at" and value is None:
        return style.missing
    if value is None:
        return None
    return _written(key, value, style)


def _written(key: str, value: object, style: Style) -> object:
    if key in _DAYS and isinstance(value, date):
        return words.DAYS[style.days](value)
    if key in _MOMENTS and isinstance(value, datetime):
        return words.MOMENTS[style.moments](value)
    if key in _FLAGS:
        return words.YES_NO[style.flags][0 if value else 1]
    if key == "sex":
        return words.SEXES[style.sexes][0 if value == "F" else 1]
    return _of_a_list(key, value, style)


def _of_a_list(key: str, value: object, style: Style) -> object:
    if key == "hours" and isinstance(value, float):
        return words.HOURS[style.hours](value)
    if key == "year_group" and isinstance(value, str):
        return words.YEARS[style.years](value)
    if key == "category" and isinstance(value, int):
        return words.CATEGORIES[style.categories](value)
    return value.capitalize() if key in ("risk", "rag", "classed") and isinstance(value, str) else value


def _with_alias(name: str, child: Child, style: Style) -> str:
    if style.alias == "column" or not child.known_as:
        return name
    return words.ALIASES[style.alias](name, child.known_as)


def each(table: Mapping[str, object]) -> tuple[str, ...]:
    """The names of a table of styles."""
    return tuple(table)
