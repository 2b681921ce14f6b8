"""Two tables that stand side by side on one sheet become two sheets, or the right one would be lost."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from app.domain.lists import ListName
from app.importers.fields import IDENTIFYING
from app.importers.headings import Headings
from app.importers.sheets import Sheet, column_letter

_SEARCHED = 30
_SHARED = 3
_SIDE = re.compile(r" \(from column [A-Z]+\)$")


def each_side(sheets: Sequence[Sheet], list_name: ListName, headings: Headings) -> tuple[Sheet, ...]:
    """The sheets, each table beside another on a sheet of its own, named by the column it begins in."""
    return tuple(part for sheet in sheets for part in _parts(sheet, list_name, headings))


def title_of_whole(title: str) -> str:
    """The name of the sheet as the workbook has it."""
    return _SIDE.sub("", title)


def _parts(sheet: Sheet, list_name: ListName, headings: Headings) -> Iterator[Sheet]:
    start = _second_table(sheet, list_name, headings)
    if not start:
        yield sheet
        return
    yield _cut(sheet, sheet.title, lambda column: column < start)
    right = _cut(
        sheet, f"{title_of_whole(sheet.title)} (from column {column_letter(start)})", lambda c: c >= start
    )
    yield from _parts(right, list_name, headings)


def _second_table(sheet: Sheet, list_name: ListName, headings: Headings) -> int:
    """The column in which the headings begin again; 0 where they do not."""
    for line in sheet.lines[:_SEARCHED]:
        keys = {
            column: headings.field_of(list_name, cell.text)
            for column, cell in line.cells.items()
            if isinstance(cell.value, str)
        }
        first = next((key for key in keys.values() if key), "")
        for start in [column for column, key in keys.items() if key and key == first][1:]:
            left = {key for column, key in keys.items() if key and column < start}
            right = {key for column, key in keys.items() if key and column >= start}
            if len(left & right) >= _SHARED and IDENTIFYING & left & right:
                return start
    return 0


def _cut(sheet: Sheet, title: str, keep: Callable[[int], bool]) -> Sheet:
    lines = []
    for line in sheet.lines:
        cells = {column: cell for column, cell in line.cells.items() if keep(column)}
        if cells:
            lines.append(replace(line, cells=cells, merged=frozenset(filter(keep, line.merged))))
    spans = {place: end for place, end in sheet.spans.items() if keep(place[1])}
    return Sheet(title, tuple(lines), sheet.hidden, frozenset(row for row, _ in spans), spans)
