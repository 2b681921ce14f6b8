"""Workbooks made on the spot, and the same workbooks with their parts tampered with."""

import io
import zipfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.lists import ListFile, ListName
from app.importers.headings import load_headings
from app.importers.read import read_list

TODAY = date(2026, 11, 21)
HEADINGS = load_headings()
MISPER = ("Merlin ref", "Nominal", "DOB", "Age", "Sex", "Reported missing", "Returned / located", "Risk")
CME = (
    "UPN",
    "Forename",
    "Surname",
    "Known as",
    "Date of birth",
    "M/F",
    "Year",
    "Off roll",
    "Hours p/w",
    "RAG",
)
MASE = ("Ref", "Name", "D.O.B", "Borough", "OOB?", "Police category", "Date referred", "Themes")
CLOSED = ("Ref", "Name", "D.O.B", "Date closed", "Reason")
REPORTED = datetime(2026, 10, 8, 22, 30)
RETURNED = datetime(2026, 10, 9, 4, 30)


def episode(number: int = 1, name: str = "CLARKE, Aoife", born: object = "01/10/2011") -> list[object]:
    """A row under the headings MISPER."""
    return [f"26MIS{number:06d}", name, born, 15, "F", REPORTED, RETURNED, "Medium"]


def book(
    rows: Iterable[Sequence[object]],
    *,
    title: str = "Sheet1",
    change: Callable[[Worksheet], None] | None = None,
) -> bytes:
    """One sheet with these rows from row 1."""
    return book_of({title: rows}, change=change)


def book_of(
    sheets: dict[str, Iterable[Sequence[object]]], *, change: Callable[[Worksheet], None] | None = None
) -> bytes:
    """A workbook of these sheets; `change` may do to each what a user does in Excel."""
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for title, rows in sheets.items():
        sheet: Worksheet = workbook.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        if change:
            change(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """The parts of a packed file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Parts packed again."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def tampered(old: bytes, new: bytes, part: str = "xl/worksheets/sheet1.xml") -> bytes:
    """A sound list with one part changed."""
    parts = parts_of(book([MISPER, episode()]))
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new, 1)
    return packed(parts)


def read(list_name: ListName, data: bytes, **options: object) -> ListFile:
    """Read on the tests' day."""
    return read_list(list_name, "list.xlsx", data, today=TODAY, headings=HEADINGS, **options)  # type: ignore[arg-type]
