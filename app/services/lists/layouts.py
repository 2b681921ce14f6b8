"""Named layouts: how the files of a list are read, saved once and used again next month."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import MONTHS
from app.domain.lists import EVERY_LIST, Layout, ListName, SheetLayout
from app.domain.text import clean_name
from app.errors import Refused
from app.models import NamedLayout
from app.services.clock import Clock
from app.store.store import Store

_LONGEST = 120
_WORDS = re.compile(r"[^\W\d_]+")
_MONTH_NAMES = frozenset(
    name for month in MONTHS for name in (month.casefold(), month[:3].casefold(), "sept")
)


@dataclass(frozen=True)
class LayoutRow:
    """One named layout; `used_at` is when a file was last taken in under it, None if none was."""

    id: int
    list_name: ListName
    name: str
    sheets: tuple[SheetLayout, ...]
    saved_at: datetime
    saved_by: str
    used_at: datetime | None

    @property
    def layout(self) -> Layout:
        """The layout as a file is read under it."""
        return Layout(self.name, self.sheets)


class Layouts:
    """The layouts of this store, by list."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def all(self) -> tuple[LayoutRow, ...]:
        """Every layout, list by list, by name."""
        with self._store.reading() as session:
            rows = [_row(one) for one in session.execute(select(NamedLayout)).scalars()]
        place = {name: at for at, name in enumerate(EVERY_LIST)}
        return tuple(sorted(rows, key=lambda row: (place[row.list_name], row.name.casefold())))

    def of(self, list_name: ListName) -> tuple[LayoutRow, ...]:
        """The layouts of one list, the one used last first."""
        with self._store.reading() as session:
            return tuple(_row(one) for one in newest_first(session, list_name))

    def rename(self, layout_id: int, name: str, initiator: str = "") -> LayoutRow:
        """Give a layout another name; `Refused` if it is empty or another layout of the list has it."""
        with self._store.transaction("rename layout", initiator) as session:
            layout = _found(session, layout_id)
            wanted = fit_name(name)
            other = _named(session, ListName(layout.list_name), wanted)
            if other is not None and other.id != layout_id:
                raise Refused("Another layout of this list has that name; choose a different one.")
            layout.name = wanted
            session.flush()
            return _row(layout)

    def forget(self, layout_id: int, initiator: str = "") -> None:
        """Take a layout away; files that were read with it stay as they are."""
        with self._store.transaction("forget layout", initiator) as session:
            session.delete(_found(session, layout_id))

    def suggest(self, list_name: ListName, file_name: str) -> str:
        """A free name for the layout of a file: its own, without the month."""
        words = [
            word
            for word in _WORDS.findall(PurePath(file_name).stem.replace("_", " "))
            if word.casefold() not in _MONTH_NAMES
        ]
        base = " ".join(words)[: _LONGEST - 4] or "Layout"
        taken = {row.name.casefold() for row in self.of(list_name)}
        names = (base, *(f"{base} {number}" for number in range(2, len(taken) + 3)))
        return next(name for name in names if name.casefold() not in taken)


def newest_first(session: Session, list_name: ListName) -> list[NamedLayout]:
    """The layouts of a list inside an open session, the one used or saved last first."""
    query = select(NamedLayout).where(NamedLayout.list_name == list_name)
    rows = session.execute(query).scalars()
    return sorted(rows, key=lambda one: (one.used_at or one.saved_at, one.id), reverse=True)


def keep(session: Session, list_name: ListName, layout: Layout, by: str, now: datetime) -> None:
    """Save a layout under its name, in the caller's transaction; what it said of other sheets stays."""
    name = fit_name(layout.name)
    kept = _named(session, list_name, name)
    if kept is None:
        kept = NamedLayout(list_name=list_name, name=name, sheets=[])
        session.add(kept)
    looks = {part.look for part in layout.sheets if part.look}
    titles = {part.sheet for part in layout.sheets}
    others = [one for one in kept.sheets if one["look"] not in looks and one["sheet"] not in titles]
    kept.sheets = [*(part_to_json(part) for part in layout.sheets), *others]
    kept.saved_at, kept.saved_by, kept.used_at = now, by, now


def mark_used(session: Session, list_name: ListName, name: str, now: datetime) -> None:
    """Note that a file was taken in under a layout."""
    kept = _named(session, list_name, name)
    if kept is not None:
        kept.used_at = now


def fit_name(name: str) -> str:
    """A name as it is kept; `Refused` if there is nothing left of it or it is too long."""
    fit = clean_name(name)
    if not fit or len(fit) > _LONGEST:
        raise Refused(f"A layout needs a name of 1 to {_LONGEST} letters.")
    return fit


def part_to_json(part: SheetLayout) -> dict[str, Any]:
    """A sheet of a layout as it is kept; which columns were guessed is not."""
    return {
        "sheet": part.sheet,
        "read": part.read,
        "look": part.look,
        "heading_row": part.heading_row,
        "first_heading_row": part.first_heading_row,
        "headings": list(part.headings),
        "columns": {str(column): key for column, key in part.columns.items()},
    }


def part_from_json(kept: Mapping[str, Any]) -> SheetLayout:
    """The same, read back."""
    return SheetLayout(
        kept["sheet"],
        kept["heading_row"],
        tuple(kept["headings"]),
        {int(column): key for column, key in kept["columns"].items()},
        kept["look"],
        first_heading_row=kept["first_heading_row"],
        read=kept["read"],
    )


def layouts_from(rows: Iterable[NamedLayout]) -> tuple[Layout, ...]:
    """Mapped layouts as values."""
    return tuple(_row(one).layout for one in rows)


def _row(kept: NamedLayout) -> LayoutRow:
    return LayoutRow(
        kept.id,
        ListName(kept.list_name),
        kept.name,
        tuple(map(part_from_json, kept.sheets)),
        kept.saved_at,
        kept.saved_by,
        kept.used_at,
    )


def _found(session: Session, layout_id: int) -> NamedLayout:
    layout = session.get(NamedLayout, layout_id)
    if layout is None:
        raise Refused("That layout is no longer there; look at the list of layouts again.")
    return layout


def _named(session: Session, list_name: ListName, name: str) -> NamedLayout | None:
    """The layout of this name, whatever its capitals."""
    wanted = name.casefold()
    rows = session.execute(select(NamedLayout).where(NamedLayout.list_name == list_name)).scalars()
    return next((one for one in rows if one.name.casefold() == wanted), None)
