"""How a file is read, as something that can be put right: its sheets, their heading rows and columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from app.domain.lists import Layout, ListFile, ListName, SheetLayout, SheetSeen

LEFT_OUT = "left out"


@dataclass(frozen=True)
class Sheet:
    """A sheet of the file: what was seen of it, and the headings under which it is read (none: it is not)."""

    seen: SheetSeen
    tables: tuple[SheetLayout, ...]
    rows: int
    left_out: bool

    @property
    def title(self) -> str:
        return self.seen.title

    @property
    def standing(self) -> str:
        """What becomes of it, in a few words."""
        if self.tables:
            return "read"
        return LEFT_OUT if self.left_out else "no headings" if self.seen.lines else "empty"


def sheets_of(file: ListFile) -> tuple[Sheet, ...]:
    """The sheets of a file in their order."""
    out = {line.sheet for line in file.passed if line.kind == LEFT_OUT}
    counts: dict[str, int] = {}
    for title in (*(row.sheet for row in file.rows), *(row.sheet for row in file.refused)):
        counts[title] = counts.get(title, 0) + 1
    return tuple(
        Sheet(
            seen,
            tuple(one for one in file.layouts if one.sheet == seen.title),
            counts.get(seen.title, 0),
            seen.title in out,
        )
        for seen in file.sheets
    )


def as_read(file: ListFile) -> tuple[SheetLayout, ...]:
    """How the file is read now, sheet by sheet, with those that are left out."""
    parts: list[SheetLayout] = []
    for sheet in sheets_of(file):
        parts += sheet.tables or ([_left_out(sheet.seen)] if sheet.left_out or _of_annex(file) else [])
    return tuple(parts)


def with_columns(file: ListFile, picked: Mapping[str, Mapping[int, str]]) -> tuple[SheetLayout, ...]:
    """The same with other columns, by the look of the headings."""
    return tuple(replace(one, columns=picked.get(one.look, one.columns)) for one in as_read(file))


def with_heading(file: ListFile, title: str, heading: SheetLayout) -> tuple[SheetLayout, ...]:
    """The same with another line as the heading of a sheet; its columns are found by it."""
    return (*_without(as_read(file), title), replace(heading, columns={}))


def with_sheet(file: ListFile, title: str, *, read: bool) -> tuple[SheetLayout, ...]:
    """The same with a sheet read, or left out."""
    seen = next(one for one in file.sheets if one.title == title)
    own = [one for one in file.layouts if one.sheet == title]
    part = SheetLayout(title, 0, (), {}, "") if read else _left_out(seen, own[0].look if own else "")
    return (*_without(as_read(file), title), part)


def layout(name: str, parts: Iterable[SheetLayout]) -> Layout:
    """Parts as a layout; without a name it holds for this file alone."""
    return Layout(name, tuple(parts))


def _without(parts: Iterable[SheetLayout], title: str) -> tuple[SheetLayout, ...]:
    return tuple(one for one in parts if one.sheet != title)


def _left_out(seen: SheetSeen, look: str = "") -> SheetLayout:
    return SheetLayout(seen.title, 0, (), {}, look, read=False)


def _of_annex(file: ListFile) -> bool:
    """Whether one list is looked for among others, so that what is not read is left out."""
    return file.list_name is ListName.ANNEX_A and bool(file.layouts)
