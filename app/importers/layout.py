"""Finding the heading rows of a sheet: under title lines, over one row or two, and further down again."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from app.domain.dates import EPOCH_1900, read_day
from app.domain.lists import EVERY_LIST, ListName, SheetLayout
from app.domain.text import clean_name
from app.importers.chosen import Chosen
from app.importers.fields import IDENTIFYING, TELLING, fields_for
from app.importers.headings import Headings, plain
from app.importers.references import is_no_reference
from app.importers.sheets import Cell, Line, Sheet

SEARCHED = 30
"""How many filled lines at the top of a sheet are looked at."""

_LEAST = 3
_RANK = {"upn": 0, "": 1}  # a UPN is the child's own; of other numbers only where there is no reference
_PEEKED = 4  # cells of a line that are looked at before it is taken for a heading further down


def find_headings(
    sheet: Sheet,
    list_name: ListName,
    headings: Headings,
    chosen: Chosen | None = None,
    choices: Sequence[SheetLayout] | None = None,
) -> tuple[SheetLayout, ...]:
    """The heading of each table of a sheet, from above; what somebody chose before comes first."""
    choices = possible_headings(sheet, list_name, headings) if choices is None else choices
    first = chosen.heading(sheet.title, choices) if chosen else None
    if chosen is not None and first is not None and chosen.finds_columns(sheet.title, first):
        first = _guess(first, list_name, headings)
    first = first or _with_reference(sheet, _first(sheet, choices, list_name, headings), list_name, headings)
    return () if first is None else (first, *_further(sheet, first, list_name, headings, chosen))


def _with_reference(
    sheet: Sheet, heading: SheetLayout | None, list_name: ListName, headings: Headings
) -> SheetLayout | None:
    """The same without a reference that is none (a running number); another column may then be it."""
    skipped: set[int] = set()
    while heading is not None:
        column = next((one for one, key in heading.columns.items() if key == "reference"), 0)
        if not column or not is_no_reference(sheet, heading, column, list_name):
            return heading
        skipped.add(column)
        again = _layout(
            sheet,
            heading.heading_row,
            heading.headings,
            list_name,
            headings,
            heading.first_heading_row,
            skipped,
        )
        heading = replace(_guess(again, list_name, headings, skipped), look=heading.look)
    return None


def possible_headings(sheet: Sheet, list_name: ListName, headings: Headings) -> list[SheetLayout]:
    """Each line near the top as a heading, and with the line above it where that may be a part of it."""
    return list(_candidates(sheet, sheet.lines[:SEARCHED], list_name, headings))


def plausible(choices: Sequence[SheetLayout]) -> tuple[SheetLayout, ...]:
    """The lines that somebody may pick as the heading: of several words, most of which are no values."""
    return tuple(one for one in choices if _words(one) >= _LEAST - 1 and 2 * _words(one) > _filled(one))


def _filled(heading: SheetLayout) -> int:
    return sum(map(bool, heading.headings))


def _words(heading: SheetLayout) -> int:
    texts = (text for text in heading.headings if text and not text[0].isdecimal())
    return sum(read_day(text, epoch=EPOCH_1900).day is None for text in texts)


def _first(
    sheet: Sheet, choices: Sequence[SheetLayout], list_name: ListName, headings: Headings
) -> SheetLayout | None:
    """The heading that knows the most fields, unless a table with a heading of its own stands above it."""
    fitting = [_guess(one, list_name, headings) for one in choices if _identifies(one)]
    fitting = [one for one in fitting if _is_enough(one)]
    best = max(fitting, key=lambda one: len(one.columns), default=None)
    if best is None:
        return None
    above = [one for one in fitting if one.heading_row < best.first_heading_row]
    if above and _has_rows(sheet, above[0].heading_row, best.first_heading_row):
        end = next(one for one in fitting if one.heading_row > above[0].heading_row).first_heading_row
        best = max((one for one in above if one.heading_row < end), key=lambda one: len(one.columns))
    return best


def _identifies(heading: SheetLayout) -> bool:
    return bool(IDENTIFYING & set(heading.columns.values()))


def _is_enough(heading: SheetLayout) -> bool:
    return len(heading.columns) >= _LEAST or len(heading.columns) == 2 == sum(map(bool, heading.headings))


def _has_rows(sheet: Sheet, after: int, before: int) -> bool:
    """Whether rows of a list stand between two lines: something with a day or a number in it."""
    between = (line for line in sheet.lines if after < line.row < before)
    return any(len(line.cells) >= _LEAST and any(map(_is_value, line.cells.values())) for line in between)


def _further(
    sheet: Sheet, first: SheetLayout, list_name: ListName, headings: Headings, chosen: Chosen | None
) -> Iterator[SheetLayout]:
    """The headings of other tables below the first; one that only repeats the last begins no new table."""
    last = first
    for line in sheet.lines:
        if line.row <= first.heading_row or not _may_be_heading(line, list_name, headings):
            continue
        found = _layout(sheet, line.row, texts_of(line), list_name, headings)
        if found.look == last.look or tuple(map(plain, found.headings)) == tuple(map(plain, last.headings)):
            continue
        if _identifies(found) and 2 * len(found.columns) >= len(line.cells) and _is_enough(found):
            own = chosen.columns_of(found) if chosen else None
            last = (
                own
                or _with_reference(sheet, _guess(found, list_name, headings), list_name, headings)
                or found
            )
            yield last


def _may_be_heading(line: Line, list_name: ListName, headings: Headings) -> bool:
    """A quick look that lets nearly every row of a child pass by."""
    if len(line.cells) < 2:
        return False
    peeked = [cell for _, cell in zip(range(_PEEKED), line.cells.values(), strict=False)]
    if any(not isinstance(cell.value, str) for cell in peeked):
        return False
    known = sum(bool(headings.field_of(list_name, cell.text)) for cell in peeked)
    return 2 * known >= len(peeked) and not any(map(_is_value, line.cells.values()))


def _candidates(
    sheet: Sheet, lines: Sequence[Line], list_name: ListName, headings: Headings
) -> Iterator[SheetLayout]:
    """Each line as a heading; and with the line above it where that alone says less (Dates | Reported)."""
    above: Line | None = None
    for line in lines:
        yield _layout(sheet, line.row, texts_of(line), list_name, headings)
        if above is not None and above.row == line.row - 1 and not any(map(_is_value, line.cells.values())):
            joined = _joined(sheet, above, line, list_name, headings)
            yield _layout(sheet, line.row, joined, list_name, headings, above.row)
        above = line


def _is_value(cell: Cell) -> bool:
    """Whether a cell holds what no heading says: a number, a day."""
    return not isinstance(cell.value, str) or read_day(cell.value, epoch=EPOCH_1900).day is not None


def _joined(
    sheet: Sheet, above: Line, line: Line, list_name: ListName, headings: Headings
) -> tuple[str, ...]:
    """The headings of two rows: the lower one with the upper over it, or either alone, as it is known."""
    texts = []
    top, reach = "", 0
    for column in range(1, max((*above.cells, *line.cells)) + 1):
        if column in above.cells:
            top = clean_name(above.cells[column].text)
            reach = sheet.spans.get((above.row, column), column)
        over = top if column <= reach else ""
        low = clean_name(line.cells[column].text) if column in line.cells else ""
        if column in line.merged:
            low = ""  # one heading merged over both rows
        choices = [f"{over} {low}".strip(), low, f"{top} {low}".strip() if low else ""]
        known = (one for one in choices if one and headings.field_of(list_name, one))
        texts.append(next(known, choices[0]))
    return tuple(texts)


def _guess(
    layout: SheetLayout, list_name: ListName, headings: Headings, skipped: Collection[int] = ()
) -> SheetLayout:
    """Give the columns that are left to the fields that are left, where a heading is nearly a known one."""
    columns = dict(layout.columns)
    guessed = set()
    for column, text in enumerate(layout.headings, 1):
        if column in columns or not text or column in skipped:
            continue
        key = headings.nearly(list_name, text)
        if key and key not in columns.values():
            columns[column] = key
            guessed.add(column)
    return replace(layout, columns=columns, guessed=frozenset(guessed))


def telling_fields(sheets: tuple[Sheet, ...], list_name: ListName, headings: Headings) -> tuple[int, int]:
    """How many of a list's own fields (hours, Merlin, category) the best sheet has, and of all its fields."""
    best = (0, 0)
    for sheet in sheets:
        found = _first(sheet, possible_headings(sheet, list_name, headings), list_name, headings)
        fields = set(found.columns.values()) if found else set()
        best = max(best, (len(fields & TELLING[list_name]), len(fields)))
    return best


def guess_from(sheets: tuple[Sheet, ...], headings: Headings) -> ListName | None:
    """The list whose own headings are there; None if none is, or two equally."""
    scores = {name: telling_fields(sheets, name, headings) for name in EVERY_LIST}
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best[0] and len(winners) == 1 else None


def texts_of(line: Line) -> tuple[str, ...]:
    """The texts of a line from column 1 to its last, "" where nothing stands."""
    return tuple(
        clean_name(line.cells[c].text) if c in line.cells else "" for c in range(1, max(line.cells) + 1)
    )


def _layout(
    sheet: Sheet,
    row: int,
    texts: tuple[str, ...],
    list_name: ListName,
    headings: Headings,
    first_row: int = 0,
    skipped: Collection[int] = (),
) -> SheetLayout:
    best: dict[str, tuple[int, int]] = {}
    for column, text in enumerate(texts, 1):
        key, rank = headings.fit(list_name, text) if text and column not in skipped else ("", 0)
        if key and key != "reference" and (key not in best or rank < best[key][0]):
            best[key] = (rank, column)
    columns = {column: key for key, (_, column) in best.items()}
    columns.update(_references(texts, list_name, headings, set(columns.values()), skipped))
    look = hashlib.sha256("\x1f".join(map(plain, texts)).encode()).hexdigest()[:16]
    return SheetLayout(sheet.title, row, texts, columns, look, first_heading_row=first_row or row)


def _references(
    texts: tuple[str, ...],
    list_name: ListName,
    headings: Headings,
    taken: set[str],
    skipped: Collection[int],
) -> dict[int, str]:
    """The column of the list's own reference: the UPN, else one that is no other number of the child."""
    found, ranks = {}, {}
    for column, text in enumerate(texts, 1):
        key, ranks[column] = headings.fit(list_name, text) if text else ("", 0)
        if key == "reference" and column not in skipped:
            found[column] = headings.number_of(text)
    possible = {spec.key for spec in fields_for(list_name)} - taken
    columns: dict[int, str] = {}
    for column in sorted(found, key=lambda one: (_RANK.get(found[one], 2), ranks[one], one)):
        key = found[column] if columns else "reference"
        if key in possible:
            columns[column] = key
            possible.discard(key)
    return columns
