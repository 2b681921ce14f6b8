"""The rows of one table: each is read whole, or refused with one sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from app.domain.lists import CARE_RETURNS, Facts, ListName, ListRow, RefusedRow, SheetLayout
from app.errors import Refused
from app.importers import care, cme, mase, misper
from app.importers.doubts import Doubts, doubts_of
from app.importers.entry import Entry, Unfit
from app.importers.headings import Headings
from app.importers.lines import Section, Table
from app.importers.numbers import numbers_of
from app.importers.person import identity
from app.importers.sheets import Book, Cell, Line

READERS: Mapping[ListName, Callable[[Entry], tuple[str, str, Facts]]] = {
    ListName.MISPER: misper.read,
    ListName.CME: cme.read,
    ListName.MASE: mase.read,
    ListName.SSDA903: care.read_ssda903,
    ListName.ANNEX_A: care.read_annex_a,
}
_NO_SECTION = Section()
_OF_CHILD = ("name", "forename", "surname", "known_as", "born")
_STEP = 100
_SAME_AS_ABOVE = frozenset(
    ('"', "\u201d", "\u201c", "\u3003", "''", '""', "ditto", "as above", "same as above")
)


@dataclass(frozen=True)
class Around:
    """What is the same for every row of a file."""

    book: Book
    list_name: ListName
    today: date
    headings: Headings


@dataclass
class Gathered:
    """What has been read so far; `seen` knows each reference, `total` counts the rows of all sheets."""

    total: int
    rows: list[ListRow] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    seen: dict[str, ListRow] = field(default_factory=dict)


class _TableReader:
    """Reads the rows of one table one after the other; a row may say "as above"."""

    def __init__(self, table: Table, around: Around) -> None:
        self._table, self._around = table, around
        self._labels = {key: table.labels.get(column, "") for column, key in table.layout.columns.items()}
        self._borough = around.headings.borough_in(table.sheet.title)
        self._reference_is = _which_number(table.layout, around.headings)
        self._doubts: Mapping[int, Doubts] = doubts_of(table)
        self._above: dict[int, Cell] = {}

    def read(self, line: Line) -> ListRow:
        """The row of a line; `Unfit` with the reason where it is none."""
        line, repeats = self._with_repeats(line)
        self._above.update(line.cells)
        entry = self._entry(line)
        self._check(line, entry)
        reference, number, facts = READERS[self._around.list_name](entry)
        numbers = numbers_of(entry, reference, self._reference_is, facts)
        any_number = reference or "".join(value for _, value in numbers)
        nameless = self._around.list_name in CARE_RETURNS
        who = care.identity(entry, number) if nameless else identity(entry, number, any_number)
        self._note(line, entry, repeats=repeats)
        written = {
            label: line.cells[column].text if column in line.cells else ""
            for column, label in self._table.labels.items()
        }
        return ListRow(
            self._around.list_name,
            self._table.sheet.title,
            line.row,
            reference,
            replace(who, numbers=numbers),
            facts,
            written,
            tuple(sorted(entry.notes)),
        )

    def _with_repeats(self, line: Line) -> tuple[Line, bool]:
        """A cell that only says "as above" has what stands above it."""
        again = {
            column: self._above[column]
            for column, cell in line.cells.items()
            if cell.text.casefold() in _SAME_AS_ABOVE and column in self._above
        }
        return (replace(line, cells={**line.cells, **again}), True) if again else (line, False)

    def _entry(self, line: Line) -> Entry:
        table = self._table
        section = table.sections.get(line.row, _NO_SECTION)
        return Entry(
            {key: line.cells[c] for c, key in table.layout.columns.items() if c in line.cells},
            self._labels,
            sheet=table.sheet.title,
            today=self._around.today,
            epoch=self._around.book.epoch,
            section=section.borough,
            out_of_borough=section.outside,
            title_borough=table.title_borough,
            sheet_borough=self._borough,
            is_text=self._around.book.is_text,
        )

    def _check(self, line: Line, entry: Entry) -> None:
        """What is no row of a child, or cannot be told which child it is of."""
        doubts = self._doubts.get(line.row)
        if doubts is not None and doubts.reason:
            raise Unfit(doubts.reason)
        if len(line.cells) - len(line.merged) == 1:
            raise Unfit(
                "Only one cell of the row is filled, so it cannot be told whether it is a child; fill in the "
                "rest of it, or take it out."
            )
        if self._around.list_name is ListName.MISPER and not any(map(entry.value, _OF_CHILD)):
            raise Unfit(
                "The row names no child; if it is of the child above, write the name and the date of birth "
                "in this row too."
            )

    def _note(self, line: Line, entry: Entry, *, repeats: bool) -> None:
        doubts = self._doubts.get(line.row)
        for note in doubts.notes if doubts is not None else ():
            entry.note(note)
        for holds, note in (
            (line.hidden, "The row is hidden in the sheet."),
            (self._table.sheet.hidden, "The sheet is hidden in the workbook."),
            (bool(line.merged), "Part of the row comes from a merged cell above."),
            (line.struck, "The row is struck through in the sheet; look whether it still counts."),
            (repeats, "Part of the row says “as above” and is read from the row above."),
        ):
            if holds:
                entry.note(note)


def read_table(
    table: Table, around: Around, gathered: Gathered, progress: Callable[[int, int], bool] | None
) -> None:
    """Add the rows of a table to those gathered so far, each accepted or refused."""
    reader = _TableReader(table, around)
    for line in table.rows:
        done = len(gathered.rows) + len(gathered.refused)
        if progress and done % _STEP == 0 and not progress(done, gathered.total):
            raise Refused("The reading was stopped before the end; nothing was imported.")
        try:
            row = reader.read(line)
            _check_new(row, gathered.seen)
        except Unfit as unfit:
            reference = _reference_of(table, line)
            gathered.refused.append(RefusedRow(table.sheet.title, line.row, unfit.reason, reference))
            continue
        gathered.rows.append(row)
        if row.reference:
            gathered.seen[row.reference.casefold()] = row


def _which_number(layout: SheetLayout, headings: Headings) -> str:
    """The number of the child that the references of a sheet are, by their heading; or ""."""
    own = (column for column, key in layout.columns.items() if key == "reference")
    return next((headings.number_of(layout.headings[c - 1]) for c in own if c <= len(layout.headings)), "")


def _reference_of(table: Table, line: Line) -> str:
    """A refused row's own reference, as far as its cell can be read."""
    column = next((one for one, key in table.layout.columns.items() if key == "reference"), None)
    cell = line.cells.get(column) if column is not None else None
    return cell.text.strip() if cell is not None else ""


def _check_new(row: ListRow, seen: Mapping[str, ListRow]) -> None:
    """A reference stands for one row; a second one would overwrite the first."""
    first = seen.get(row.reference.casefold()) if row.reference else None
    if first is None:
        return
    same = (first.identity, first.facts) == (row.identity, row.facts)
    raise Unfit(
        f"The reference stands already in row {first.row} of the sheet {first.sheet!r}, "
        + ("with the same content." if same else "with other content; correct one of the two.")
    )
