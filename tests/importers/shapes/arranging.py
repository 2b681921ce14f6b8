"""The same table laid out in many ways: each arrangement makes the bytes of a file of it."""

import io
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from tests.importers.shapes.truth import BOROUGHS
from tests.importers.shapes.writing import Written

Arrangement = Callable[[Written], bytes]
Row = Sequence[object]
TITLES: tuple[Row, ...] = (
    ["OFFICIAL-SENSITIVE"],
    ["Monthly list for the panel", None, None, "Produced", "20/11/2026"],
    ["Period", "01/10/2026 to 31/10/2026"],
    [],
)
_ALL_AT = 3


def _saved(book: Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _book(*sheets: tuple[str, Sequence[Row]]) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets:
        sheet: Worksheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book


def _of(written: Written, title: str = "List") -> tuple[Workbook, Worksheet]:
    book = _book((title, [written.heads, *written.lines]))
    return book, book[title]


def plain(written: Written) -> bytes:
    return _saved(_of(written)[0])


def under_titles(written: Written) -> bytes:
    return _saved(_book(("Nov 26", [*TITLES, written.heads, *written.lines])))


def far_down(written: Written) -> bytes:
    labels: list[Row] = [[], *([f"Line {n}", f"of the cover {n}"] for n in range(10)), [], []]
    return _saved(_book(("Return", [*labels, written.heads, *written.lines])))


def away_from_the_corner(written: Written) -> bytes:
    rows = [[None, None, None, *row] for row in (written.heads, *written.lines)]
    return _saved(_book(("List", [[], [], [], [], *rows])))


def grouped_headings(written: Written) -> bytes:
    """A row of merged groups over the headings."""
    book = _book(("List", [["The list"], [], written.heads, *written.lines]))
    sheet = book["List"]
    width = len(written.heads)
    for text, first, last in (("CHILD'S DETAILS", 1, width // 2), ("INFORMATION", width // 2 + 1, width)):
        sheet.cell(2, first, text)
        sheet.merge_cells(start_row=2, end_row=2, start_column=first, end_column=last)
    return _saved(book)


def headings_merged_downwards(written: Written) -> bytes:
    book = _book(("List", [written.heads, [], *written.lines]))
    for column in range(1, len(written.heads) + 1):
        book["List"].merge_cells(start_row=1, end_row=2, start_column=column, end_column=column)
    return _saved(book)


def repeated_headings(written: Written) -> bytes:
    rows: list[Row] = []
    for at, line in enumerate(written.lines):
        rows += [written.heads, line] if at % _ALL_AT == 0 else [line]
    return _saved(_book(("List", rows)))


def blank_rows(written: Written) -> bytes:
    rows: list[Row] = [written.heads]
    for line in written.lines:
        rows += [line, [], [" ", None, "\u00a0"]]
    return _saved(_book(("List", rows)))


def totals_and_notes(written: Written) -> bytes:
    count = len(written.lines)
    tail: list[Row] = [
        [],
        ["Total", count],
        [None, "Grand total:", count],
        ["Notes"],
        ["1. Figures are provisional and may change."],
        ["* denotes a child of another borough"],
        ["Prepared by", "J Bell", "20/11/2026"],
        ["OFFICIAL-SENSITIVE"],
        ["Page 1 of 1"],
    ]
    return _saved(_book(("List", [written.heads, *written.lines, *tail])))


def hidden_and_filtered(written: Written) -> bytes:
    book, sheet = _of(written)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(written.heads))}{len(written.lines) + 1}"
    sheet.auto_filter.add_filter_column(0, ["x"])
    sheet.freeze_panes = "C2"
    for row in (2, 4):
        sheet.row_dimensions[row].hidden = True
    sheet.column_dimensions["B"].hidden = True
    return _saved(book)


def empty_formatted_rows(written: Written) -> bytes:
    book, sheet = _of(written)
    fill = PatternFill("solid", fgColor="FFFFEE")
    for row in range(len(written.lines) + 2, 1200):
        for column in range(1, 12):
            sheet.cell(row, column).fill = fill
    for column in range(1, 300):
        sheet.cell(1, column).font = Font(bold=True)
    return _saved(book)


def numbered(written: Written) -> bytes:
    rows: list[Row] = [["No.", *written.heads]]
    rows += [[number, *line] for number, line in enumerate(written.lines, 1)]
    return _saved(_book(("List", rows)))


def very_wide(written: Written) -> bytes:
    heads = [*written.heads, *(f"Month {n} figure" for n in range(120))]
    return _saved(_book(("List", [heads, *([*line, *range(120)] for line in written.lines)])))


def two_tables(written: Written) -> bytes:
    """Half of the children under one heading, the others below with the columns the other way round."""
    half = len(written.lines) // 2
    rows: list[Row] = [["Existing cases"], written.heads, *written.lines[:half], [], ["New cases"]]
    rows += [written.heads[::-1], *(line[::-1] for line in written.lines[half:])]
    return _saved(_book(("List", rows)))


def side_by_side(written: Written) -> bytes:
    half = (len(written.lines) + 1) // 2
    left, right = written.lines[:half], written.lines[half:]
    none = [None] * len(written.heads)
    rows: list[Row] = [["Existing", *none, "New"], [*written.heads, None, *written.heads]]
    for at, line in enumerate(left):
        rows.append([*line, None, *(right[at] if at < len(right) else none)])
    return _saved(_book(("List", rows)))


def excel_table(written: Written) -> bytes:
    book, sheet = _of(written)
    end = f"{get_column_letter(len(written.heads))}{len(written.lines) + 1}"
    sheet.add_table(Table(displayName="Children", ref=f"A1:{end}"))
    return _saved(book)


def decorated_headings(written: Written) -> bytes:
    marks = ("*", " :", "\n(please complete)", " ", "\u00a0", "?")
    heads = [f" {head}{marks[at % len(marks)]}" for at, head in enumerate(written.heads)]
    return _saved(_book(("List", [heads, *written.lines])))


def other_sheets(written: Written) -> bytes:
    guide: list[Row] = [["How to fill this in"], ["Write one child a line."], ["Dates as dd/mm/yyyy."]]
    picks: list[Row] = [["Risk", "Sex", "Y/N"], ["High", "F", "Y"], ["Medium", "M", "N"], ["Low"]]
    counts: list[Row] = [["Borough", "Children"], ["Kingston", 5], ["Richmond", 7], ["Total", 12]]
    sheets = (
        ("Guidance", guide),
        ("List", [written.heads, *written.lines]),
        ("Lookups", picks),
        ("Summary", counts),
    )
    return _saved(_book(*sheets, ("Sheet5", [])))


def padded(written: Written) -> bytes:
    lines = [
        [f"  {cell}\u00a0 " if isinstance(cell, str) else cell for cell in line] for line in written.lines
    ]
    return _saved(_book(("List", [written.heads, *lines])))


def calendar_of_1904(written: Written) -> bytes:
    book, _ = _of(written)
    book.epoch = __import__("openpyxl").utils.datetime.CALENDAR_MAC_1904
    return _saved(book)


def an_old_hidden_copy(written: Written) -> bytes:
    """The list of a month before on a hidden sheet in front: what is in sight counts."""
    book = _book(("Old", [written.heads, *written.lines[:2]]), ("List", [written.heads, *written.lines]))
    book["Old"].sheet_state = "hidden"
    return _saved(book)


def a_sheet_a_borough(written: Written) -> bytes:
    return _saved(_book(*((name, [written.heads, *lines]) for name, lines in _by_borough(written).items())))


def a_section_a_borough(written: Written) -> bytes:
    rows: list[Row] = [written.heads]
    for name, lines in _by_borough(written).items():
        rows += [[f"{name.upper()} ({len(lines)})"], *lines, []]
    return _saved(_book(("Register", rows)))


def a_heading_a_borough(written: Written) -> bytes:
    rows: list[Row] = []
    for name, lines in _by_borough(written).items():
        rows += [[f"London Borough of {name}"], written.heads, *lines, [], ["Total", len(lines)], []]
    return _saved(_book(("Register", rows)))


def a_title_a_borough(written: Written) -> bytes:
    sheets = []
    for at, (name, lines) in enumerate(_by_borough(written).items(), 1):
        sheets.append((f"Sheet{at}", [[f"CME register: LB {name}"], [], written.heads, *lines]))
    return _saved(_book(*sheets))


def _by_borough(written: Written) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {name: [] for name in BOROUGHS}
    for child, line in zip(written.children, written.lines, strict=True):
        found[str(child.fields["borough"])].append(line)
    return found


def merged_children(written: Written) -> bytes:
    """What is the same of a child in rows that follow each other is one cell over them (MisPer)."""
    book, sheet = _of(written)
    of_child = {"name", "forename", "surname", "known_as", "born", "sex", "responsible_authority", "in_care"}
    start = 0
    for at in range(1, len(written.children) + 1):
        same = at < len(written.children) and written.children[at].born == written.children[start].born
        if same:
            continue
        for column, key in enumerate(written.keys, 1):
            if key in of_child and at - start > 1:
                sheet.merge_cells(start_row=start + 2, end_row=at + 1, start_column=column, end_column=column)
        start = at
    return _saved(book)


ANY_LIST: Mapping[str, Arrangement] = {
    one.__name__: one
    for one in (
        plain, under_titles, far_down, away_from_the_corner, grouped_headings, headings_merged_downwards,
        repeated_headings, blank_rows, totals_and_notes, hidden_and_filtered, empty_formatted_rows, numbered,
        very_wide, two_tables, side_by_side, excel_table, decorated_headings, other_sheets, padded,
        calendar_of_1904, an_old_hidden_copy,
    )
}  # fmt: skip
BY_BOROUGH: Mapping[str, Arrangement] = {
    one.__name__: one
    for one in (a_sheet_a_borough, a_section_a_borough, a_heading_a_borough, a_title_a_borough)
}
TODAY = date(2026, 11, 21)
