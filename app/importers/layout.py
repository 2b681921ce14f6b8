"""Finding the heading row under title lines, and telling rows from lines that are no child."""

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.dates import EPOCH_1900, is_unknown, read_day
from app.domain.lists import EVERY_LIST, ListName, PassedLine, SheetLayout
from app.domain.text import clean_name
from app.importers.fields import IDENTIFYING, TELLING, fields_for
from app.importers.headings import Headings, plain, says_out_of_borough
from app.importers.sheets import Cell, Line, Sheet, column_letter

SEARCHED = 30
"""How many filled lines at the top of a sheet are looked at."""

_LEAST = 3
_FEW = 3
_SECTION = 80
_MAY_BE_SECTION = ("note", "title")
_REFERENCE = re.compile(r"\S*\d\S*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Section:
    """What a section line says of the rows below it: their borough, and whether they are out of borough."""

    borough: str = ""
    outside: bool = False


@dataclass(frozen=True)
class Table:
    """A sheet with its heading found: its rows, and what was passed over.

    `sections` has, for each row, the section line above it; `title_borough` is the one the title names.
    """

    sheet: Sheet
    layout: SheetLayout
    labels: Mapping[int, str]
    rows: tuple[Line, ...]
    passed: tuple[PassedLine, ...]
    unread: tuple[str, ...]
    sections: Mapping[int, Section]
    title_borough: str


def find_layout(
    sheet: Sheet, list_name: ListName, headings: Headings, remembered: Mapping[str, Mapping[int, str]]
) -> SheetLayout | None:
    """The best heading near the top, of one row or of two; one whose look is remembered is taken at once."""
    best: SheetLayout | None = None
    lines = sheet.lines[:SEARCHED]
    for line, layout in _candidates(sheet, lines, list_name, headings):
        if layout.look in remembered:
            known = {spec.key for spec in fields_for(list_name)}
            columns = {column: key for column, key in remembered[layout.look].items() if key in known}
            return replace(layout, columns=columns)
        if not IDENTIFYING & set(layout.columns.values()):
            continue
        layout = _guess(layout, list_name, headings)
        fields = set(layout.columns.values())
        enough = len(fields) >= _LEAST or len(fields) == 2 == len(line.cells)
        if enough and (best is None or len(fields) > len(set(best.columns.values()))):
            best = layout
    return best


def _candidates(
    sheet: Sheet, lines: Sequence[Line], list_name: ListName, headings: Headings
) -> Iterator[tuple[Line, SheetLayout]]:
    """Each line as a heading; and with the line above it where that alone says less (Dates | Reported)."""
    above: Line | None = None
    for line in lines:
        texts = _texts(line)
        yield line, _layout(sheet, line.row, texts, list_name, headings)
        if above is not None and above.row == line.row - 1 and not any(map(_is_value, line.cells.values())):
            joined = _joined(sheet, above, line, list_name, headings)
            yield line, _layout(sheet, line.row, joined, list_name, headings, above.row)
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


def _guess(layout: SheetLayout, list_name: ListName, headings: Headings) -> SheetLayout:
    """Give the columns that are left to the fields that are left, where a heading is nearly a known one."""
    columns = dict(layout.columns)
    guessed = set()
    for column, text in enumerate(layout.headings, 1):
        if column in columns or not text:
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
        layout = find_layout(sheet, list_name, headings, {})
        fields = set(layout.columns.values()) if layout else set()
        best = max(best, (len(fields & TELLING[list_name]), len(fields)))
    return best


def guess_from(sheets: tuple[Sheet, ...], headings: Headings) -> ListName | None:
    """The list whose own headings are there; None if none is, or two equally."""
    scores = {name: telling_fields(sheets, name, headings) for name in EVERY_LIST}
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best[0] and len(winners) == 1 else None


def make_table(sheet: Sheet, layout: SheetLayout, headings: Headings) -> Table:
    """Sort the lines of a sheet: each is a row, or passed over by name."""
    rows: list[Line] = []
    passed: list[PassedLine] = []
    sections: dict[int, Section] = {}
    section: Section | None = None
    titles: list[str] = []
    heads = _heads(sheet, layout)
    born = next((column for column, key in layout.columns.items() if key == "born"), 0)
    at = 0
    for line in sheet.lines:
        passed += [PassedLine(sheet.title, row, "empty") for row in range(at + 1, line.row)]
        at = line.row
        kind = _kind(sheet, line, layout, headings, heads, born)
        if kind in _MAY_BE_SECTION:
            named = kind == "title" and headings.borough_in(sheet.title)
            section = section if named else _section(line, headings) or section
            titles += [cell.text for cell in line.cells.values()] if kind == "title" else []
        if kind:
            passed.append(PassedLine(sheet.title, line.row, kind))
            continue
        rows.append(line)
        if section is not None:
            sections[line.row] = section
    columns = {column for line in rows for column in line.cells}
    columns |= {column for column, heading in enumerate(layout.headings, 1) if heading}
    labels = _labels(sorted(columns), layout)
    unread = tuple(label for column, label in labels.items() if column not in layout.columns)
    title = headings.borough_in(" / ".join(titles))
    return Table(sheet, layout, labels, tuple(rows), tuple(passed), unread, sections, title)


def _section(line: Line, headings: Headings) -> Section | None:
    """The section a line begins; None where it is another remark."""
    if len(line.cells) - len(line.merged) != 1:
        return None
    text = next(cell.text for column, cell in line.cells.items() if column not in line.merged)
    borough = headings.section(text) if len(text) <= _SECTION else None
    return None if borough is None else Section(borough, says_out_of_borough(text))


def _texts(line: Line) -> tuple[str, ...]:
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
) -> SheetLayout:
    columns: dict[int, str] = {}
    for column, text in enumerate(texts, 1):
        key = headings.field_of(list_name, text)
        if key and key not in columns.values():
            columns[column] = key
    look = hashlib.sha256("\x1f".join(map(plain, texts)).encode()).hexdigest()[:16]
    return SheetLayout(sheet.title, row, texts, columns, look, first_heading_row=first_row or row)


def _heads(sheet: Sheet, layout: SheetLayout) -> tuple[tuple[str, ...], ...]:
    """The rows of the heading as they stand, by which a repeated one is known."""
    rows = {layout.first_heading_row, layout.heading_row}
    return tuple(tuple(map(plain, _texts(line))) for line in sheet.lines if line.row in rows)


def _labels(columns: list[int], layout: SheetLayout) -> dict[int, str]:
    """A name of its own for each column: a second "DOB" is "DOB (2)", one without a heading "Column F"."""
    labels: dict[int, str] = {}
    for column in columns:
        heading = layout.headings[column - 1] if column <= len(layout.headings) else ""
        label = base = heading or f"Column {column_letter(column)}"
        count = 1
        while label in labels.values():
            count += 1
            label = f"{base} ({count})"
        labels[column] = label
    return labels


def _kind(
    sheet: Sheet,
    line: Line,
    layout: SheetLayout,
    headings: Headings,
    heads: tuple[tuple[str, ...], ...],
    born: int,
) -> str:
    """What a line is if it is no row; "" for a row."""
    if layout.first_heading_row <= line.row <= layout.heading_row:
        return "heading"
    if line.row < layout.heading_row:
        return "title"
    if any(_repeats_heading(line, head) for head in heads):
        return "heading"
    own = line.cells
    if line.merged:
        own = {column: cell for column, cell in own.items() if column not in line.merged}
    if len(own) > _FEW or not own or own[min(own)].trouble or _has_birth(line, born):
        return ""
    first = plain(own[min(own)].text)
    if _begins(first, headings.totals) and not _is_name(own[min(own)].text):
        return "total"
    if _begins(first, headings.notes) and not _is_name(own[min(own)].text):
        return "note"
    return "note" if len(own) == 1 and _is_remark(sheet, line, min(own), layout, headings) else ""


def _repeats_heading(line: Line, head: tuple[str, ...]) -> bool:
    return len(line.cells) > 1 and all(
        column <= len(head) and plain(cell.text) == head[column - 1] for column, cell in line.cells.items()
    )


def _has_birth(line: Line, born: int) -> bool:
    return born in line.cells and read_day(line.cells[born].value, epoch=EPOCH_1900).day is not None


def _begins(text: str, words: tuple[str, ...]) -> bool:
    return any(text == word or text.startswith(word + " ") for word in words)


def _is_name(text: str) -> bool:
    """ "TOTAL, Jane" is a child."""
    surname, comma, forename = text.partition(",")
    return (
        bool(comma) and len(surname.split()) == 1 and forename.strip().istitle() and not _DIGIT.search(text)
    )


def _is_remark(sheet: Sheet, line: Line, column: int, layout: SheetLayout, headings: Headings) -> bool:
    """Whether a line with one cell is a section or a remark; a lone name or number is a row."""
    text = line.cells[column].text
    if line.row in sheet.wide or plain(text) in headings.sections:
        return True
    key = layout.columns.get(column, "")
    if key == "reference":
        return not _REFERENCE.fullmatch(text) or is_unknown(text)
    if key in ("name", "forename", "surname"):
        return len(text.split()) > 5 or bool(_DIGIT.search(text)) or text.rstrip().endswith((".", ":", "*"))
    return True
