"""Shapes of lists that the shared ones do not have: two-row headings, sections, titles, slips of the pen."""

from collections.abc import Sequence
from datetime import date, datetime

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.lists import CaseFacts, EpisodeFacts, ListFile, ListName, RegisterFacts
from tests.importers.books import CME, MASE, book, book_of, read

CHILD = ["X1", "Ana", "Quill", "", date(2011, 3, 4), "F", "Y8", date(2026, 9, 1), "12.5 hrs", "Red"]
OTHER = ["B2", "Bo", "Mensah", "", date(2010, 5, 6), "M", 9, "1 Sep 2026", "10", "Amber"]


def boroughs(file: ListFile) -> list[str]:
    return [row.facts.borough for row in file.rows if isinstance(row.facts, RegisterFacts | CaseFacts)]


def merged(*areas: str):  # type: ignore[no-untyped-def]
    def change(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return change


def test_a_section_line_gives_the_borough_of_the_rows_below() -> None:
    rows: list[Sequence[object]] = [CME, ["KINGSTON"], CHILD, ["Richmond upon Thames (1)"], OTHER]
    file = read(ListName.CME, book(rows, title="Register"))
    assert boroughs(file) == ["Kingston", "Richmond"]
    assert file.refused == ()


def test_a_section_with_its_own_heading_again_and_one_of_children_out_of_borough() -> None:
    ana = ["M1", "Ana Quill", date(2011, 3, 4), None, None, "Cat 2", date(2026, 9, 1), None]
    bo = ["M2", "Bo Mensah", date(2010, 5, 6), None, None, "Cat 1", date(2026, 9, 1), None]
    cy = ["M3", "Cy Ofori", date(2010, 5, 6), None, "N", "Cat 1", date(2026, 9, 1), None]
    rows: list[Sequence[object]] = [["KINGSTON"], MASE, ana, ["Existing OOB Richmond"], MASE, bo, cy]
    file = read(ListName.MASE, book(rows))
    facts = [row.facts for row in file.rows if isinstance(row.facts, CaseFacts)]
    assert [(f.borough, f.out_of_borough) for f in facts] == [
        ("Kingston", False), ("Richmond", True), ("Richmond", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sheet", "title", "borough"),
    [
        ("Sheet1", "London Borough of Sutton: children missing education", "Sutton"),
        ("Sheet1", "Kingston and Richmond register", ""),
        ("Nov 26", "Register", ""),
        ("RBK register", "Register", "Kingston"),
        ("Merton", "London Borough of Sutton", "Merton"),
        ("Elmfield", "Register", "Elmfield"),
    ],
)
def test_the_borough_of_a_sheet_or_of_its_title(sheet: str, title: str, borough: str) -> None:
    assert boroughs(read(ListName.CME, book_of({sheet: [[title], [], CME, CHILD]}))) == [borough]


def test_a_heading_over_two_rows() -> None:
    rows: list[Sequence[object]] = [
        ["Return of missing children"],
        ["Ref", "Name", "DOB", "Dates", None, "Return home interview", None],
        [None, None, None, "Reported", "Returned", "Offered", "Done"],
        ["26MIS1", "QUILL, Ana", "04/03/2011", "01/10/2026 22:00", "02/10/2026 04:00", "Y", "03/10/2026"],
    ]
    for areas in ((), ("D2:E2", "F2:G2", "A2:A3", "B2:B3", "C2:C3")):
        file = read(ListName.MISPER, book(rows, change=merged(*areas)))
        (row,) = file.rows
        assert isinstance(row.facts, EpisodeFacts)
        assert row.facts.reported_at == datetime(2026, 10, 1, 22)
        assert row.facts.returned_at == datetime(2026, 10, 2, 4)
        assert (row.facts.interview_offered, row.facts.interview_done_on) == (True, date(2026, 10, 3))
        assert (row.reference, row.identity.name) == ("26MIS1", "Ana Quill")
        assert sorted((line.row, line.kind) for line in file.passed) == [
            (1, "title"), (2, "heading"), (3, "heading"),
        ]  # fmt: skip
        (layout,) = file.layouts
        assert (layout.first_heading_row, layout.heading_row) == (2, 3)


def test_a_slip_of_the_pen_in_a_heading_is_guessed_and_said() -> None:
    heads = ["Merlin ref", "Nominal", "Date of brith", "Date reportd missing", "Where foundd", "Officer"]
    rows: list[Sequence[object]] = [
        heads,
        ["1", "QUILL, Ana", "04/03/2011", "01/10/2026 22:00", "Home", "PC 1"],
    ]
    file = read(ListName.MISPER, book(rows))
    (layout,) = file.layouts
    assert {layout.columns[one] for one in layout.guessed} == {"born", "reported_at", "found_where"}
    assert file.rows[0].identity.born == date(2011, 3, 4)
    assert file.unread_columns == {"Sheet1": ("Officer",)}


def test_a_heading_that_is_known_is_never_guessed() -> None:
    (layout,) = read(ListName.CME, book([CME, CHILD])).layouts
    assert layout.guessed == frozenset()


@pytest.mark.parametrize(
    ("heads", "field"),
    [
        (["Occurrence no", "Missing person", "Date of birth", "Date/time missing from"], "reported_at"),
        (["Compact ref", "Name of misper", "D.O.B.", "Missing start date and time"], "reported_at"),
        (["Niche occurrence", "MP name", "DOB", "Last seen date"], "reported_at"),
    ],
)
def test_what_other_forces_call_their_columns(heads: list[str], field: str) -> None:
    file = read(ListName.MISPER, book([heads, ["1", "QUILL, Ana", "04/03/2011", "01/10/2026 22:00"]]))
    assert field in file.layouts[0].columns.values()
    assert len(file.rows) == 1


def test_totals_and_notes_under_the_table_and_hidden_columns() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.column_dimensions["E"].hidden = True

    tail: list[Sequence[object]] = [
        [],
        ["Total", 2],
        ["Note: Bo's hours rise in January"],
        ["NB provisional"],
    ]
    file = read(ListName.CME, book([CME, CHILD, OTHER, *tail], change=hide))
    assert [row.identity.born for row in file.rows] == [date(2011, 3, 4), date(2010, 5, 6)]
    assert [getattr(row.facts, "hours", None) for row in file.rows] == [12.5, 10.0]
    assert file.refused == ()
