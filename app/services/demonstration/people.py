"""The invented children of the demo, and how its data count days."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from app.domain.calendar import AS_SHIPPED, MONTHS
from app.domain.missing import months_before
from app.resources import resource

_WRITTEN_FOR = date(2026, 11, 1)  # the month the dates of birth in demo.toml are given for
_DAYS = re.compile(r"\{d(\d+)\}")
_MONTH = re.compile(r"\{m(\d+)\}")
_BIRTHDAY = re.compile(r"\{birthday:(\w+)\}")
_SHORT = re.compile(r"\{short:(\w+)\}")


@dataclass(frozen=True)
class Child:
    """One invented child; `mase` and `cme` are the tables of demo.toml, None where they are not listed."""

    key: str
    name: str
    sex: str
    born: date | None
    address: str
    postcode: str
    ethnicity: str = ""
    mase: Mapping[str, Any] | None = None
    cme: Mapping[str, Any] | None = None
    missing: tuple[int, ...] = ()
    written: tuple[str, ...] = ()
    found: tuple[str, ...] = ("Home", "Friend's address")
    late: tuple[int, ...] = ()
    absent: tuple[int, ...] = ()
    still: tuple[int, ...] = ()
    authority: str = ""
    in_care: bool = False

    @property
    def forename(self) -> str:
        return self.name.split(" ", 1)[0]

    @property
    def surname(self) -> str:
        return self.name.split(" ", 1)[1]

    @property
    def short(self) -> str:
        """Forename and initial, as the notes of an item name a child."""
        return f"{self.forename} {self.surname[:1]}."


@dataclass(frozen=True)
class Material:
    """Everything in demo.toml; `texts` are the tables beside the children."""

    children: tuple[Child, ...]
    texts: Mapping[str, Any] = field(default_factory=dict)

    def child(self, key: str) -> Child:
        """The child with this key."""
        return next(child for child in self.children if child.key == key)

    def words(self, text: str, on: date) -> str:
        """A text as it was said on a day.

        `{d8}` is a working day 8 days before, `{m2}` the month two before, `{short:key}` a child, and
        `{birthday:key}` the month of their birthday.
        """
        text = _DAYS.sub(lambda match: _day_words(on, int(match[1])), text)
        text = _MONTH.sub(lambda match: _month(months_on(on, -int(match[1]))), text)
        text = _BIRTHDAY.sub(lambda match: _month(self.child(match[1]).born or on), text)
        return _SHORT.sub(lambda match: self.child(match[1]).short, text)


def _day_words(on: date, days: int) -> str:
    day = workday(on - timedelta(days=days))
    return f"{day.day} {MONTHS[day.month - 1][:3]}"


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def workday(day: date) -> date:
    """The day itself, or the last working day before it."""
    return AS_SHIPPED.previous(day)


def months_on(day: date, months: int) -> date:
    """The same day so many months later (earlier where negative)."""
    return months_before(day, -months)


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(resource("reference", "demo.toml").read_text(encoding="utf-8"))


def material(today: date) -> Material:
    """The demo's data with dates of birth moved by whole months, so that ages stay what they are."""
    table = _table()
    moved = (today.year - _WRITTEN_FOR.year) * len(MONTHS) + today.month - _WRITTEN_FOR.month
    children = tuple(_child(entry, moved) for entry in table["child"])
    return Material(children, {key: value for key, value in table.items() if key != "child"})


def _child(entry: Mapping[str, Any], moved: int) -> Child:
    known = {key: _fixed(value) for key, value in entry.items() if key not in ("place", "born")}
    address, postcode = entry["place"]
    born = entry.get("born")
    return Child(
        **known,
        address=address,
        postcode=postcode,
        born=months_on(born, moved) if born else None,
    )


def _fixed(value: object) -> Any:
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else value
