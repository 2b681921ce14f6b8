"""What the store puts beside each kind of item: one module a content, one line a content in the table.

To add one, write a function from a `Look` to a `Content` and put it here under its key in the profiles. Where
the meeting goes through children one by one, it is a `ChildKind` instead: which children, and what is said of
them. Each then has a page in the room, with notes and actions of its own, and a line in agenda and minutes.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.profiles import AgendaItem
from app.services.room.contents.education import (
    changed_register,
    provision,
    red_rated,
    register_numbers,
    rows_of_register,
)
from app.services.room.contents.emerging import emerging, emerging_numbers, rows_of_emerging
from app.services.room.contents.look import Look
from app.services.room.contents.missing import (
    known_missing,
    missing_numbers,
    other_concerns,
    placed_here,
    repeat_missing,
    rows_of,
)
from app.services.room.contents.numbers import snapshot
from app.services.room.contents.rows import NOTHING, Content, ContentRow, Numbers, Pick
from app.services.room.contents.venues import venues

__all__ = ["NOTHING", "ChildKind", "Content", "ContentRow", "Look", "Numbers", "Pick", "kind_of"]


@dataclass(frozen=True)
class Kind:
    """An item with figures, or with rows that are only looked at."""

    make: Callable[[Look], Content]


@dataclass(frozen=True)
class ChildKind:
    """An item of which each child is minuted. `pick` says who and why, `describe` what the lists say."""

    pick: Callable[[Look], Sequence[Pick]]
    describe: Callable[[Look, Sequence[Pick]], tuple[ContentRow, ...]]
    numbers: Callable[[Look], Numbers] = lambda _look: ()


CONTENTS: Mapping[str, Kind | ChildKind] = {
    "repeat_missing": ChildKind(repeat_missing, rows_of, missing_numbers),
    "known_missing": ChildKind(known_missing, rows_of),
    "placed_here": ChildKind(placed_here, rows_of),
    "other_concerns": ChildKind(other_concerns, rows_of),
    "venues": Kind(venues),
    "emerging": ChildKind(emerging, rows_of_emerging, emerging_numbers),
    "snapshot": Kind(snapshot),
    "register": ChildKind(changed_register, rows_of_register, register_numbers),
    "red_rated": ChildKind(red_rated, rows_of_register),
    "provision": ChildKind(provision, rows_of_register),
}
# Profiles of the first release called three of the contents otherwise.
_EARLIER = {
    ("misper", "cases"): "known_missing",
    ("misper", "locations"): "venues",
    ("cme", "cases"): "red_rated",
}


def kind_of(look: Look, item: AgendaItem) -> Kind | ChildKind | None:
    """The line of the table for an item; None for one that the store puts nothing beside."""
    return CONTENTS.get(_EARLIER.get((look.body.kind, item.content), item.content))
