"""One table as an Excel workbook, in memory only: every text stays text, whatever sign it begins with."""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.documents import Heading
from app.exporters.text import clean, line, short_day

Value = str | int | float | date | None
_TEXT, _DAY = "@", "dd/mm/yyyy"
_INK, _SOFT, _TINT, _LINE = "1B2430", "5B6776", "E3F1F5", "DFE4EA"
_FONT = "Arial"
_LONGEST = 32_767  # characters that Excel holds in a cell
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_A4 = 9


@dataclass(frozen=True)
class SheetColumn:
    """One column: its title and width in characters."""

    title: str
    width: int
    align: Literal["left", "right"] = "left"


@dataclass(frozen=True)
class Sheet:
    """One table under its title; `basis` says above it what it is drawn from. A row has a value a column."""

    title: str
    heading: Heading
    basis: Sequence[str]
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[Value]]


def book(sheet: Sheet) -> bytes:
    """The workbook as bytes: heading row frozen and repeated on paper, landscape, marked at head and foot."""
    workbook = Workbook()
    page = workbook.active
    assert isinstance(page, Worksheet)
    page.title = line(_NOT_IN_NAMES.sub(" ", sheet.title))[:31] or "Table"
    top = _above(page, sheet)
    _table(page, sheet, top)
    _on_paper(page, sheet, top)
    _describe(workbook, sheet)
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _above(page: Worksheet, sheet: Sheet) -> int:
    """Title, marking and basis; answers the row of the headings."""
    heading = sheet.heading
    about = f"{heading.body_short}, {short_day(heading.meeting_on)}"
    marking = ". ".join(part for part in (heading.marking, heading.handling) if part)
    title = f"{sheet.title}: {about}"
    lines = [(title, 14, True), (marking, 10, True), *((one, 10, False) for one in sheet.basis)]
    for at, (words, size, bold) in enumerate(lines, start=1):
        cell = _write(page, at, 1, words)
        cell.font = Font(name=_FONT, size=size, bold=bold, color=_INK if bold else _SOFT)
    return len(lines) + 2


def _table(page: Worksheet, sheet: Sheet, top: int) -> None:
    under = Border(bottom=Side("thin", color=_LINE))
    for at, column in enumerate(sheet.columns, start=1):
        page.column_dimensions[get_column_letter(at)].width = column.width
        cell = _write(page, top, at, column.title)
        cell.font = Font(name=_FONT, size=10, bold=True, color=_INK)
        cell.fill = PatternFill("solid", fgColor=_TINT)
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=column.align)
    for down, row in enumerate(sheet.rows, start=top + 1):
        for at, (column, value) in enumerate(zip(sheet.columns, row, strict=True), start=1):
            cell = _write(page, down, at, value)
            cell.font = Font(name=_FONT, size=10, color=_INK)
            cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal=column.align)
            cell.border = under
    last = get_column_letter(len(sheet.columns))
    page.freeze_panes = f"B{top + 1}"
    page.auto_filter.ref = f"A{top}:{last}{top + len(sheet.rows)}"
    page.print_title_rows = f"{top}:{top}"


def _write(page: Worksheet, row: int, column: int, value: Value) -> Cell:
    """A cell; a text is forced to be text, so that neither = nor #N/A ever means anything, edited or not."""
    cell = page.cell(row, column)
    assert isinstance(cell, Cell)
    if isinstance(value, str):
        cell.value = clean(value)[:_LONGEST]
        cell.data_type = "s"
        cell.number_format = _TEXT
        cell.quotePrefix = True
    elif value is not None:
        cell.value = value
        cell.number_format = _DAY if isinstance(value, date) else "General"
    return cell


def _on_paper(page: Worksheet, sheet: Sheet, top: int) -> None:
    heading = sheet.heading
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = _A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    page.page_margins.left = page.page_margins.right = 0.5
    page.print_area = f"A1:{get_column_letter(len(sheet.columns))}{top + len(sheet.rows)}"
    head, foot = page.oddHeader, page.oddFooter
    assert head is not None
    assert foot is not None
    head.center.text = foot.center.text = _running(heading.marking)
    foot.left.text, foot.right.text = _running(heading.audit_mark), "Page &P of &N"


def _running(text: str) -> str:
    """Words in a header: there an ampersand begins a code, and two of them are one."""
    return line(text).replace("&", "&&")


def _describe(workbook: Workbook, sheet: Sheet) -> None:
    """Properties name the meeting and a role: never a person, a machine or a folder."""
    heading, about = sheet.heading, workbook.properties
    about.title = f"{line(heading.body_short)} {sheet.title.lower()}, {short_day(heading.meeting_on)}"
    about.subject = line(heading.marking)
    about.creator = about.lastModifiedBy = f"{line(heading.body_short)} business support"
    about.created = about.modified = datetime.combine(heading.written_on or heading.meeting_on, time())
