"""A month's three lists, small enough to count by hand, as the Excel files they arrive in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import openpyxl

from app.domain.lists import ListName
from app.services.clock import Clock, fixed_clock
from app.services.lists.intake import Intake
from app.store.store import Store

Row = Sequence[object]
TODAY = date(2026, 11, 21)
MISPER = (
    "Merlin ref", "Nominal", "DOB", "Sex", "Postcode", "Reported missing", "Returned / located",
    "Category", "Risk", "Responsible LA", "RHI offered", "RHI done",
)  # fmt: skip
CME = (
    "UPN", "Forename", "Surname", "Date of birth", "M/F", "Year", "Last school", "Off roll", "Hours p/w",
    "Provision", "RAG", "RAG QA'd by", "Case worker", "Post code",
)  # fmt: skip
MASE = (
    "Ref", "Name", "D.O.B", "Borough", "OOB?", "Police category", "Date referred", "Referring agency",
    "Strategy meeting", "Lead professional", "School/college", "Status", "Ethnicity", "Date added",
)  # fmt: skip
CLOSED = ("Ref", "Name", "D.O.B", "Date closed", "Reason")


def at(day: date, hour: int = 9, minute: int = 0) -> Clock:
    """A clock that stands at an hour (UTC) of a day."""
    return fixed_clock(datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC))


def take_in(store: Store, clock: Clock, list_name: ListName, path: Path) -> None:
    intake = Intake(store, clock)
    result = intake.take_in(intake.preview(list_name, path))
    assert not result.refused
    assert result.rows


def write(path: Path, sheets: Mapping[str, tuple[Row, Iterable[Row]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, (headings, rows) in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["A list of invented children"])
        sheet.append(list(headings))
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path


def episode(
    reference: str, name: str, born: date, back: datetime | None, interview: date | None = None
) -> Row:
    """A row of the return: away for the nine hours before `back`, or still missing since 20 November."""
    reported = datetime(2026, 11, 20, 18) if back is None else datetime(back.year, back.month, back.day, 0, 5)
    return (
        reference, name, born, "F", "KT1 1AA", reported, back or "Still missing", "Missing",
        "Medium", "LB Richmond", "Y", interview,
    )  # fmt: skip


def entry(upn: str, forename: str, surname: str, born: date, off_roll: date) -> Row:
    return (
        upn, forename, surname, born, "F", 9, "Holy Cross RC School", off_roll, 0, "None", "Red", "", "M Cho",
        "KT1 1AA",
    )  # fmt: skip


def case(reference: str, name: str, born: date, listed: date) -> Row:
    return (
        reference, name, born, "Kingston", "", "Cat 2", listed, "Police", listed, "B Quist",
        "Thames Meadow School", "CIN", "WBRI", listed,
    )  # fmt: skip
