"""Telling the rows of a list from the lines that are no child: titles, totals, notes, headings again."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.domain.dates import EPOCH_1900, is_unknown, read_day
from app.domain.lists import PassedLine, SheetLayout
from app.importers.headings import Headings, plain, says_out_of_borough
from app.importers.layout import texts_of
from app.importers.sheets import Line, Sheet, column_letter

_FEW = 3
_SECTION = 80
_MAY_BE_SECTION = ("note", "title")
_REFERENCE = re.compile(r"\S*\d\S*")
_DIGIT = re.compile(r"\d")
_EXAMPLES = frozenset(("example", "eg", "e g", "example only", "for example", "sample", "example row"))


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


def make_tables(sheet: Sheet, layouts: Sequence[SheetLayout], headings: Headings) -> tuple[Table, ...]:
    """Sort the lines of a sheet, one table a heading: each line is a row, or passed over by name."""
    tables: list[Table] = []
    section: Section | None = None
    for number, layout in enumerate(layouts):
        start = layout.first_heading_row if number else 0
        end = layouts[number + 1].first_heading_row if number + 1 < len(layouts) else None
        lines = [one for one in sheet.lines if start <= one.row and (end is None or one.row < end)]
        before = max((one.row for one in sheet.lines if one.row < start), default=0)
        sorter = _Sorter(sheet, layout, headings, before, section)
        tables.append(sorter.sort(lines))
        section = sorter.section
    return tuple(tables)


class _Sorter:
    """Sorts the lines of one table; `section` is the last one that began."""

    def __init__(
        self, sheet: Sheet, layout: SheetLayout, headings: Headings, before: int, section: Section | None
    ) -> None:
        self._sheet, self._layout, self._headings = sheet, layout, headings
        self._at = before
        self.section = section
        self._heads = _heads(sheet, layout)
        self._born = next((column for column, key in layout.columns.items() if key == "born"), 0)

    def sort(self, lines: Sequence[Line]) -> Table:
        """The table of these lines, which go from above its heading to the heading of the next."""
        rows: list[Line] = []
        passed: list[PassedLine] = []
        sections: dict[int, Section] = {}
        titles: list[str] = []
        title = self._sheet.title
        for line in lines:
            passed += [PassedLine(title, row, "empty") for row in range(self._at + 1, line.row)]
            self._at = line.row
            kind = _kind(self._sheet, line, self._layout, self._headings, self._heads, self._born)
            if kind in _MAY_BE_SECTION:
                self._begin_section(line, kind)
                titles += [cell.text for cell in line.cells.values()] if kind == "title" else []
            if kind:
                passed.append(PassedLine(title, line.row, kind))
                continue
            rows.append(line)
            if self.section is not None:
                sections[line.row] = self.section
        labels = _labels(self._columns(rows), self._layout)
        unread = tuple(label for column, label in labels.items() if column not in self._layout.columns)
        borough = self._headings.borough_in(" / ".join(titles))
        return Table(self._sheet, self._layout, labels, tuple(rows), tuple(passed), unread, sections, borough)

    def _begin_section(self, line: Line, kind: str) -> None:
        named = kind == "title" and self._headings.borough_in(self._sheet.title)
        self.section = self.section if named else _section(line, self._headings) or self.section

    def _columns(self, rows: Sequence[Line]) -> list[int]:
        columns = {column for line in rows for column in line.cells}
        columns |= {column for column, heading in enumerate(self._layout.headings, 1) if heading}
        return sorted(columns)


def _section(line: Line, headings: Headings) -> Section | None:
    """The section a line begins; None where it is another remark."""
    if len(line.cells) - len(line.merged) != 1:
        return None
    text = next(cell.text for column, cell in line.cells.items() if column not in line.merged)
    borough = headings.section(text) if len(text) <= _SECTION else None
    return None if borough is None else Section(borough, says_out_of_borough(text))


def _heads(sheet: Sheet, layout: SheetLayout) -> tuple[tuple[str, ...], ...]:
    """The rows of the heading as they stand, by which a repeated one is known."""
    rows = {layout.first_heading_row, layout.heading_row}
    return tuple(tuple(map(plain, texts_of(line))) for line in sheet.lines if line.row in rows)


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
    first = plain(own[min(own)].text) if own else ""
    if first in _EXAMPLES:
        return "note"
    if len(own) > _FEW or not own or own[min(own)].trouble:
        return ""
    if _has_birth(line, born):
        return "note" if " " in first and any(first == word for word in headings.notes) else ""
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
