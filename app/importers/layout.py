"""Finding the heading row under title lines, and telling rows from lines that are no child."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.dates import EPOCH_1900, is_unknown, read_day
from app.domain.lists import ListName, PassedLine, SheetLayout
from app.domain.text import clean_name
from app.importers.fields import IDENTIFYING, TELLING, fields_for
from app.importers.headings import Headings, plain
from app.importers.sheets import Line, Sheet, column_letter

SEARCHED = 30
"""How many filled lines at the top of a sheet are looked at."""

_LEAST = 3
_FEW = 3
_REFERENCE = re.compile(r"\S*\d\S*")
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Table:
    """A sheet with its heading found: its rows, and what was passed over."""

    sheet: Sheet
    layout: SheetLayout
    labels: Mapping[int, str]
    rows: tuple[Line, ...]
    passed: tuple[PassedLine, ...]
    unread: tuple[str, ...]


def find_layout(
    sheet: Sheet, list_name: ListName, headings: Headings, remembered: Mapping[str, Mapping[int, str]]
) -> SheetLayout | None:
    """The best heading row near the top; a row whose look is remembered is taken at once."""
    best: SheetLayout | None = None
    for line in sheet.lines[:SEARCHED]:
        layout = _layout(sheet, line, list_name, headings)
        if layout.look in remembered:
            known = {spec.key for spec in fields_for(list_name)}
            columns = {column: key for column, key in remembered[layout.look].items() if key in known}
            return SheetLayout(sheet.title, line.row, layout.headings, columns, layout.look)
        fields = set(layout.columns.values())
        enough = len(fields) >= _LEAST or len(fields) == 2 == len(line.cells)
        if (
            enough
            and fields & IDENTIFYING
            and (best is None or len(fields) > len(set(best.columns.values())))
        ):
            best = layout
    return best


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
    scores = {name: telling_fields(sheets, name, headings) for name in ListName}
    best = max(scores.values())
    winners = [name for name, score in scores.items() if score == best]
    return winners[0] if best[0] and len(winners) == 1 else None


def make_table(sheet: Sheet, layout: SheetLayout, headings: Headings) -> Table:
    """Sort the lines of a sheet: each is a row, or passed over by name."""
    rows: list[Line] = []
    passed: list[PassedLine] = []
    at = 0
    for line in sheet.lines:
        passed += [PassedLine(sheet.title, row, "empty") for row in range(at + 1, line.row)]
        at = line.row
        kind = _kind(sheet, line, layout, headings)
        if kind:
            passed.append(PassedLine(sheet.title, line.row, kind))
        else:
            rows.append(line)
    columns = {column for line in rows for column in line.cells}
    columns |= {column for column, heading in enumerate(layout.headings, 1) if heading}
    labels = _labels(sorted(columns), layout)
    unread = tuple(label for column, label in labels.items() if column not in layout.columns)
    return Table(sheet, layout, labels, tuple(rows), tuple(passed), unread)


def _layout(sheet: Sheet, line: Line, list_name: ListName, headings: Headings) -> SheetLayout:
    texts = [clean_name(line.cells[c].text) if c in line.cells else "" for c in range(1, max(line.cells) + 1)]
    columns: dict[int, str] = {}
    for column, text in enumerate(texts, 1):
        key = headings.field_of(list_name, text)
        if key and key not in columns.values():
            columns[column] = key
    look = hashlib.sha256("\x1f".join(map(plain, texts)).encode()).hexdigest()[:16]
    return SheetLayout(sheet.title, line.row, tuple(texts), columns, look)


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


def _kind(sheet: Sheet, line: Line, layout: SheetLayout, headings: Headings) -> str:
    """What a line is if it is no row; "" for a row."""
    if line.row == layout.heading_row:
        return "heading"
    if line.row < layout.heading_row:
        return "title"
    if _repeats_heading(line, layout):
        return "heading"
    own = {column: cell for column, cell in line.cells.items() if column not in line.merged}
    if len(own) > _FEW or not own or _has_birth(line, layout) or own[min(own)].trouble:
        return ""
    first = plain(own[min(own)].text)
    if _begins(first, headings.totals) and not _is_name(own[min(own)].text):
        return "total"
    if _begins(first, headings.notes) and not _is_name(own[min(own)].text):
        return "note"
    return "note" if len(own) == 1 and _is_remark(sheet, line, min(own), layout, headings) else ""


def _repeats_heading(line: Line, layout: SheetLayout) -> bool:
    return len(line.cells) > 1 and all(
        column <= len(layout.headings) and plain(cell.text) == plain(layout.headings[column - 1])
        for column, cell in line.cells.items()
    )


def _has_birth(line: Line, layout: SheetLayout) -> bool:
    born = next((column for column, key in layout.columns.items() if key == "born"), 0)
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
