"""Whether a column really holds the references of its rows: a running number is none.

It is another child's next month, so that a row would follow a row it has nothing to do with.
"""

import re
from collections import defaultdict

from app.domain.lists import CARE_RETURNS, ListName, SheetLayout
from app.importers.heading_words import plain
from app.importers.sheets import Line, Sheet

_LEAST = 3
_RUNNING = frozenset(
    ("no", "nr", "number", "row", "row no", "item", "item no", "sn", "s no", "line", "line no", "n")
)
_MOST = 400
_COUNTED = re.compile(r"(\d{1,4})\s*[.):]?")
_OFTEN = 2
_PART = 4  # of four such numbers one at least comes back: a single slip is no proof


def is_no_reference(sheet: Sheet, layout: SheetLayout, column: int, list_name: ListName) -> bool:
    """Whether the values below a heading show that they are not the rows' own references."""
    lines = [line for line in sheet.lines if line.row > layout.heading_row][:_MOST]
    values = [line.cells[column].text.strip() for line in lines if column in line.cells]
    if list_name in CARE_RETURNS:
        return False  # they name nobody: the number is all that says who the child is
    heading = layout.headings[column - 1] if column <= len(layout.headings) else ""
    if plain(heading) in _RUNNING and _counts(values):
        return True
    return list_name is ListName.MISPER and _of_children(lines, layout, column)


def _counts(values: list[str]) -> bool:
    """1, 2, 3, …; it may begin again in the next section, and what stands between is no number."""
    found = [int(match[1]) for text in values if (match := _COUNTED.fullmatch(text))]
    if max(found, default=0) < _LEAST or 2 * len(found) < len(values):
        return False
    return all(now == before + 1 or now == 1 for before, now in zip([0, *found], found, strict=False))


def _of_children(lines: list[Line], layout: SheetLayout, column: int) -> bool:
    """A number that comes back with another time of report is the child's and not the episode's."""
    reported = next((one for one, key in layout.columns.items() if key == "reported_at"), 0)
    times: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if column in line.cells and reported in line.cells:
            times[line.cells[column].text.strip().casefold()].add(line.cells[reported].text)
    again = sum(len(each) > 1 for each in times.values())
    return again >= _OFTEN and again * _PART >= len(times)
