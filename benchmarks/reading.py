"""A list of 10,000 rows through the gate and the importer, against openpyxl alone."""

import io
from datetime import date, datetime, timedelta

import openpyxl

from app.domain.lists import ListName
from app.importers.headings import load_headings
from app.importers.read import read_list
from benchmarks.timing import in_turn, line

ROWS = 10_000
HEADINGS = (
    "Merlin ref",
    "Nominal",
    "DOB",
    "Sex",
    "Postcode",
    "Reported missing",
    "Returned / located",
    "Category",
    "Risk",
)


def report() -> list[str]:
    """The lines of this benchmark."""
    data, headings = _book(), load_headings()
    ours, bare = in_turn(
        lambda _n: read_list(
            ListName.MISPER, "bench.xlsx", data, today=date(2026, 11, 21), headings=headings
        ),
        lambda _n: [list(sheet.values) for sheet in openpyxl.load_workbook(io.BytesIO(data))],
        3,
    )
    return [line(f"Reading a list of {ROWS:,} rows", ours, bare, "openpyxl alone")]


def _book() -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Missing")
    sheet.append(HEADINGS)
    start = datetime(2026, 8, 1, 20, 0)
    for number in range(ROWS):
        away = start + timedelta(minutes=number * 11)
        sheet.append(
            (
                f"26MIS{number:06}",
                f"SURNAME{number % 997}, Forename{number % 211}",
                f"{number % 28 + 1:02}/{number % 12 + 1:02}/20{number % 8 + 8:02}",
                "FM"[number % 2],
                f"KT{number % 9 + 1} {number % 9}AB",
                away,
                away + timedelta(hours=number % 90),
                "Missing",
                "Medium",
            )
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
