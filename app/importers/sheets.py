"""A workbook as plain lines of cells; openpyxl is seen here alone.

Normal mode, never read_only: that one trusts the declared size of a sheet and drops rows silently.
"""

import io
import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from xml.parsers.expat import ExpatError

import openpyxl
from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.cell.cell import MergedCell
from openpyxl.utils import get_column_letter
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.dates import EPOCH_1900
from app.domain.text import clean
from app.errors import Refused

_ESCAPED = re.compile(r"_x(00[01][0-9A-Fa-f])_")
_FORMULA = re.compile(rb"<(?:[^\s<>/:]+:)?f[\s/>]")
ERRORS = frozenset(("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"))
# What openpyxl raises on files that are packed well and written wrongly.
_UNREADABLE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    ExpatError,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    AssertionError,
    EOFError,
    OSError,
    NotImplementedError,
    RecursionError,
)


@dataclass(frozen=True)
class Cell:
    """One cell: its value, its text as it arrived (dates ISO), and why the value cannot be had."""

    value: object
    text: str
    trouble: str = ""  # "error" (#REF!) or "formula" (whose result was never saved)


@dataclass(frozen=True)
class Line:
    """A row of a sheet with its cells that hold something, by column from 1."""

    row: int
    cells: Mapping[int, Cell]
    hidden: bool = False
    merged: frozenset[int] = frozenset()  # columns filled from a merged cell above
    struck: bool = False  # its first cell is struck through: somebody has crossed the row out


@dataclass(frozen=True)
class Sheet:
    """A sheet with its lines that hold something, in order."""

    title: str
    lines: tuple[Line, ...]
    hidden: bool = False
    wide: frozenset[int] = field(default_factory=frozenset)  # rows with a cell that spans several columns
    spans: Mapping[tuple[int, int], int] = field(default_factory=dict)  # its last column, by row and column


@dataclass(frozen=True)
class Book:
    """A workbook, or a text file as one; `epoch` is day 0 of its serial numbers."""

    sheets: tuple[Sheet, ...]
    epoch: date = EPOCH_1900
    is_text: bool = False


def open_book(data: bytes) -> Book:
    """The workbook of a file that has passed the gate; `Refused` if it is written wrongly."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of pictures and rules that are not read anyway
            book = openpyxl.load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
            formulas = _formulas(data)
            epoch = book.epoch.date() if isinstance(book.epoch, datetime) else EPOCH_1900
            return Book(tuple(_sheet(sheet, formulas) for sheet in book.worksheets), epoch)
    except _UNREADABLE as trouble:
        raise Refused(
            "The file looks like an Excel workbook but cannot be read. Open it in Excel and save it again."
        ) from trouble


def _formulas(data: bytes) -> frozenset[tuple[str, int, int]]:
    """Where formulas stand: sheet, row, column. The file is read a second time only if it has any."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [part for part in archive.infolist() if part.filename.startswith("xl/worksheets/")]
        if not any(_FORMULA.search(archive.read(part)) for part in parts if not part.is_dir()):
            return frozenset()
    book: Workbook = openpyxl.load_workbook(io.BytesIO(data), keep_links=False)
    return frozenset(
        (sheet.title, row, column)
        for sheet in book.worksheets
        for (row, column), cell in sheet._cells.items()
        if cell.data_type == "f"
    )


def _sheet(sheet: Worksheet, formulas: frozenset[tuple[str, int, int]]) -> Sheet:
    rows: dict[int, dict[int, Cell]] = {}
    for (row, column), raw in sheet._cells.items():
        if isinstance(raw, MergedCell):
            continue
        cell = _cell(raw, (sheet.title, row, column) in formulas)
        if cell is not None:
            rows.setdefault(row, {})[column] = cell
    merged, spans = _fill_merged(sheet, rows)
    struck = _struck(sheet, rows)
    hidden = {row for row, dimension in sheet.row_dimensions.items() if dimension.hidden}
    lines = tuple(
        Line(
            row,
            dict(sorted(rows[row].items())),
            row in hidden,
            frozenset(merged.get(row, ())),
            row in struck,
        )
        for row in sorted(rows)
    )
    wide = frozenset(row for row, _ in spans)
    return Sheet(clean(sheet.title), lines, sheet.sheet_state != "visible", wide, spans)


def _struck(sheet: Worksheet, rows: dict[int, dict[int, Cell]]) -> set[int]:
    """The rows whose first cell is struck through; a workbook without such a font has none."""
    book = sheet.parent
    if not any(font.strike for font in getattr(book, "_fonts", ())):
        return set()
    first = {row: sheet._cells[row, min(cells)] for row, cells in rows.items() if cells}
    return {row for row, cell in first.items() if cell.has_style and cell.font.strike}


def _fill_merged(
    sheet: Worksheet, rows: dict[int, dict[int, Cell]]
) -> tuple[dict[int, set[int]], dict[tuple[int, int], int]]:
    """Give a cell merged downwards to each row that has something of its own (a name over three episodes)."""
    merged: dict[int, set[int]] = {}
    spans: dict[tuple[int, int], int] = {}
    own = set(rows)
    for area in sheet.merged_cells.ranges:
        top = rows.get(area.min_row, {}).get(area.min_col)
        if top is None:
            continue
        if area.max_col > area.min_col and area.max_row == area.min_row:
            spans[area.min_row, area.min_col] = area.max_col
        for row in range(area.min_row + 1, area.max_row + 1):
            if row in own:
                rows[row][area.min_col] = top
                merged.setdefault(row, set()).add(area.min_col)
    return merged, spans


def _cell(raw: ExcelCell, is_formula: bool) -> Cell | None:
    value = raw.value
    if value is None:
        # A result that was saved as "" keeps its type "str"; one that was never worked out has none.
        return Cell(None, "", "formula") if is_formula and raw.data_type != "str" else None
    if isinstance(value, str):
        text = clean(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), value)).strip()
        if raw.data_type == "e" or text in ERRORS:
            return Cell(None, text, "error")
        return Cell(text, text) if text else None
    text = as_text(value, str(raw.number_format or ""))
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and text.startswith("0")
        and len(text) > 1
    ):
        return Cell(text if text.isdecimal() else value, text)
    return Cell(value, text)


def column_letter(column: int) -> str:
    """The letters Excel shows above a column (from 1)."""
    return str(get_column_letter(column))


def as_text(value: object, number_format: str = "") -> str:
    """A value as text: dates ISO, whole numbers without a point, with the zeros a format puts in front."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") if value.time() != time(0) else value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds()) // 3600}:{int(value.total_seconds()) % 3600 // 60:02d}"
    if isinstance(value, int | float) and value == value and abs(value) < 1e15 and value == int(value):
        whole = str(int(value))
        return whole.zfill(len(number_format)) if set(number_format) == {"0"} else whole
    return clean(str(value))
