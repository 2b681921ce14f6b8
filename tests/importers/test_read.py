"""Each row of a file is accepted or refused, and every other line is named."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.lists import CaseFacts, EpisodeFacts, Layout, ListFile, ListName, RegisterFacts
from app.errors import Refused
from app.importers.read import fields_for, guess_list
from tests.importers.books import (
    CLOSED,
    CME,
    HEADINGS,
    MASE,
    MISPER,
    REPORTED,
    RETURNED,
    book,
    book_of,
    episode,
    packed,
    parts_of,
    read,
    tampered,
)
from tests.shared import shared_lists

MISPER_, CME_, MASE_ = ListName.MISPER, ListName.CME, ListName.MASE


def kinds(file: ListFile) -> Counter[str]:
    return Counter(line.kind for line in file.passed)


def with_value(heading: str, value: object) -> list[object]:
    row = episode()
    row[MISPER.index(heading)] = value
    return row


def test_a_return_under_title_lines_with_gaps_and_a_total() -> None:
    rows: list[list[object]] = [
        ["OFFICIAL-SENSITIVE"],
        ["Missing children", None, "monthly"],
        [],
        list(MISPER),
    ]
    rows += [episode(1), [], episode(2), [], ["Total episodes", 2]]
    file = read(MISPER_, book(rows, title="Missing Nov 26"))
    assert [row.ref for row in file.rows] == ["26MIS000001", "26MIS000002"]
    assert not file.refused
    assert kinds(file) == {"title": 2, "empty": 3, "heading": 1, "total": 1}
    row = file.rows[0]
    assert (row.identity.name, row.identity.born, row.identity.sex) == (
        "Aoife Clarke",
        date(2011, 10, 1),
        "F",
    )
    assert isinstance(row.facts, EpisodeFacts)
    assert (row.facts.reported_at, row.facts.returned_at, row.facts.risk) == (REPORTED, RETURNED, "medium")
    assert row.cells["Reported missing"] == "2026-10-08 22:30"
    assert row.cells["Nominal"] == "CLARKE, Aoife"
    assert row.notes == ()


@pytest.mark.parametrize(
    ("written", "still", "note"),
    [
        ("still missing", True, ""),
        ("O/S", True, ""),
        ("Outstanding", True, ""),
        (None, False, "not said"),
        ("NK", False, "not said"),
        ("next week", False, "cannot be read"),
        (REPORTED.replace(day=1), False, "before"),
    ],
)
def test_returned(written: object, still: bool, note: str) -> None:
    (row,) = read(MISPER_, book([MISPER, with_value("Returned / located", written)])).rows
    assert isinstance(row.facts, EpisodeFacts)
    assert row.facts.still_missing is still
    assert note in " ".join(row.notes)
    assert bool(row.notes) is bool(note)


@pytest.mark.parametrize(
    ("heading", "written", "reason"),
    [
        ("DOB", "22/11/2026", "in the future"),
        ("DOB", "29/02/2013", "does not exist"),
        ("DOB", "#REF!", "Excel error"),
        ("DOB", "=TODAY()-5000", "never saved"),
        ("Nominal", '="A"&"B"', "never saved"),
        ("Reported missing", None, "not given"),
        ("Reported missing", "last week", "cannot be read"),
    ],
)
def test_refused_rows_say_why_and_nothing_of_the_child(heading: str, written: object, reason: str) -> None:
    file = read(MISPER_, book([MISPER, episode(2), with_value(heading, written)]))
    assert len(file.rows) == 1
    (refused,) = file.refused
    assert (refused.sheet, refused.row) == ("Sheet1", 3)
    assert reason in refused.reason
    assert "CLARKE" not in refused.reason
    assert refused.reason.endswith(".")


def test_an_unknown_birth_is_accepted_with_a_note() -> None:
    for written in ("NK", "unk", "", None):
        (row,) = read(MISPER_, book([MISPER, with_value("DOB", written)])).rows
        assert row.identity.born is None
        assert row.notes == ("The date of birth is not known.",)


def test_an_unsaved_formula_or_an_error_elsewhere_is_noted() -> None:
    for written, note in (("=1+1", "never saved"), ("#N/A", "Excel error")):
        (row,) = read(MISPER_, book([MISPER, with_value("Age", written)])).rows
        assert note in row.notes[0]


def test_a_formula_with_a_saved_result_is_read() -> None:
    parts = parts_of(book([MISPER, with_value("DOB", "=DATE(2011,10,1)")]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    for empty in (b"<v></v>", b"<v />", b"<v/>"):
        sheet = sheet.replace(b"</f>" + empty, b"</f><v>40817</v>")
    assert b"40817" in sheet
    (row,) = read(MISPER_, packed({**parts, "xl/worksheets/sheet1.xml": sheet})).rows
    assert row.identity.born == date(2011, 10, 1)


def test_a_reference_that_stands_twice_is_refused_and_said() -> None:
    same = read(MISPER_, book([MISPER, episode(1), episode(1)]))
    other = read(MISPER_, book([MISPER, episode(1), episode(1, name="KIM, Alexandra")]))
    assert "row 2 of the sheet 'Sheet1', with the same content" in same.refused[0].reason
    assert "with other content" in other.refused[0].reason
    assert len(same.rows) == len(other.rows) == 1


def test_nobody_is_refused_and_a_number_alone_is_noted() -> None:
    nameless = with_value("Nominal", "unknown")
    file = read(MISPER_, book([MISPER, nameless, [None, *nameless[1:]]]))
    assert file.rows[0].notes == ("The name is not given.",)
    assert "neither a name nor a number" in file.refused[0].reason


def test_the_register_by_borough() -> None:
    row = [
        "x851898040305",
        "Ahmed",
        "ABDI",
        "Muhammad",
        datetime(2009, 4, 8),
        "m",
        "Y8",
        "21.07.26",
        "12.5 hrs",
        "Red",
    ]
    blank = [None, "Ella", "Harris", None, "NK", "?", "Reception", None, "none", "purple"]
    file = read(CME_, book_of({"Kingston": [["Register"], CME, row], "Sheet2": [CME, blank]}))
    first, second = file.rows
    assert isinstance(first.facts, RegisterFacts) and isinstance(second.facts, RegisterFacts)
    assert (first.reference, first.identity.number) == ("X851898040305", "X851898040305")
    assert (first.identity.name, first.identity.aliases) == ("Ahmed Abdi", ("Muhammad",))
    assert (first.facts.borough, first.facts.year_group, first.facts.hours) == ("Kingston", "8", 12.5)
    assert (first.facts.off_roll_on, first.facts.rag) == (date(2026, 7, 21), "red")
    assert second.ref == "Sheet2!2"
    assert (second.facts.borough, second.facts.year_group, second.facts.hours) == ("", "R", 0.0)
    assert len(second.notes) == 2


def test_the_tracker_and_its_closed_cases() -> None:
    current = [
        "MASE-0001",
        "Ferreira Isabella",
        date(2009, 3, 4),
        "Richmond",
        "Y",
        "Cat 3",
        date(2026, 9, 1),
        "x; y",
    ]
    below = ["MASE-0002", "Cher", "4 Mar 2009", "OOB - Kingston", None, "CSE not evidenced", "1/9/26", None]
    closed = ["MASE-0003", "Kavya Boateng", "27/08/2013", date(2026, 9, 25), "CSE not evidenced"]
    file = read(MASE_, book_of({"Current list": [MASE, current, below], "Closed": [CLOSED, closed]}))
    facts = [row.facts for row in file.rows if isinstance(row.facts, CaseFacts)]
    assert [(f.category, f.out_of_borough, f.borough) for f in facts] == [
        (3, True, "Richmond"), (0, True, "Kingston"), (None, False, ""),
    ]  # fmt: skip
    assert (file.rows[0].identity.forename, file.rows[0].identity.surname) == ("Ferreira", "Isabella")
    assert facts[1].referred_on == date(2026, 9, 1)
    assert (facts[2].closed_on, facts[2].closed_reason) == (date(2026, 9, 25), "CSE not evidenced")


def test_a_corrected_mapping_is_taken_by_the_look_of_the_headings() -> None:
    odd = ("Merlin ref", "Nominal", "DOB", "When it began", "Sex")
    data = book([odd, ["1", "CLARKE, Aoife", "01/10/2011", REPORTED, "F"]])
    before = read(MISPER_, data)
    assert "choose that column" in before.refused[0].reason
    assert before.unread_columns == {"Sheet1": ("When it began",)}
    (layout,) = before.layouts
    corrected = replace(layout, columns={**layout.columns, 4: "reported_at"})
    again = read(MISPER_, data, layouts=[Layout("Odd", (corrected,))])
    (row,) = again.rows
    assert again.layout == "Odd"
    assert isinstance(row.facts, EpisodeFacts) and row.facts.reported_at == REPORTED
    assert {spec.key for spec in fields_for(MISPER_)} >= set(corrected.columns.values())


def test_every_column_is_kept_and_the_unread_ones_are_named() -> None:
    heads = [*MISPER, "Officer", None, "DOB"]
    (row,) = (file := read(MISPER_, book([heads, [*episode(), "PC 1", "loose", "x"]]))).rows
    assert file.unread_columns == {"Sheet1": ("Officer", "Column J", "DOB (2)")}
    assert (row.cells["Officer"], row.cells["Column J"], row.cells["DOB (2)"]) == ("PC 1", "loose", "x")
    assert row.cells["DOB"] == "01/10/2011"


def test_hidden_rows_and_sheets_are_read_and_noted() -> None:
    def hide(sheet: Worksheet) -> None:
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    file = read(MISPER_, book([MISPER, episode(1), episode(2)], change=hide))
    assert [row.notes for row in file.rows] == [("The row is hidden in the sheet.",), ()]
    assert file.rows[0].identity.surname == "Clarke"


def test_merged_cells_give_their_value_to_the_rows_they_cover() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:B3")
        sheet.merge_cells("A4:H4")

    second = with_value("Nominal", None)
    second[0] = "26MIS000002"
    file = read(MISPER_, book([MISPER, episode(), second, ["Kingston upon Thames area"]], change=merge))
    assert [row.identity.name for row in file.rows] == ["Aoife Clarke"] * 2
    assert file.rows[1].notes == ("Part of the row comes from a merged cell above.",)
    assert kinds(file)["note"] == 1


def test_lines_that_are_no_child_are_passed_over_by_name() -> None:
    lines = [
        ["Kingston"],
        MISPER,
        ["Grand total", 3],
        ["Note: figures are provisional"],
        ["Prepared by", "J Bell"],
    ]
    children: list[Sequence[object]] = [["TOTAL-1", "TOTAL, Jane", "NK", None, "F", REPORTED], [None, "Cher"]]
    file = read(MISPER_, book([MISPER, *lines, *children]))
    assert kinds(file) == {"heading": 2, "note": 3, "total": 1}
    assert [row.identity.name for row in file.rows] == ["Jane Total"]
    assert [refused.row for refused in file.refused] == [8]


def test_a_sheet_without_headings_beside_one_with_is_never_silent() -> None:
    file = read(
        MISPER_, book_of({"List": [MISPER, episode()], "Guide": [["Read me"]], "Old": [[1, 2, 3], [4, 5, 6]]})
    )
    assert [(refused.sheet, refused.row) for refused in file.refused] == [("Old", 1)]
    assert {(line.sheet, line.row) for line in file.passed} >= {("Guide", 1), ("Old", 1), ("Old", 2)}


@pytest.mark.parametrize(
    ("sheets", "says"),
    [
        ({"A": [["some", "thing"], [1, 2]]}, "No heading row of the list of missing episodes"),
        ({"A": []}, "is empty"),
        ({"A": [CME, ["X1", "A", "B"]]}, "the education register"),
        ({"A": [MASE, ["X1", "A"]]}, "the tracker of cases"),
    ],
)
def test_files_that_are_not_this_list(sheets: dict[str, list[list[object]]], says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(MISPER_, book_of(dict(sheets)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"<sheetData>", b"<sheetData><row r='x'><c r='A1' t='s'><v>999</v></c></row>"),
        (b'r="A2" t=', b'r="A2" s="9999" t='),
        (b"</sheetData>", b""),
        (b"<worksheet", b"<worksheet bad"),
    ],
)
def test_a_workbook_that_is_written_wrongly_is_refused(old: bytes, new: bytes) -> None:
    with pytest.raises(Refused):
        read(MISPER_, tampered(old, new))


def test_a_false_dimension_loses_no_row() -> None:
    parts = parts_of(book([MISPER, *(episode(n) for n in range(50))]))
    sheet = parts["xl/worksheets/sheet1.xml"]
    start, end = sheet.index(b"<dimension"), sheet.index(b"<sheetViews")
    lying = sheet[:start] + b'<dimension ref="A1:A3"/>' + sheet[end:]
    assert len(read(MISPER_, packed({**parts, "xl/worksheets/sheet1.xml": lying})).rows) == 50


def test_the_1904_calendar() -> None:
    parts = parts_of(book([MISPER, with_value("DOB", 39355)]))
    book_part = parts["xl/workbook.xml"]
    changed = book_part.replace(b"<workbookPr/>", b'<workbookPr date1904="1"/>')
    assert changed != book_part
    (row,) = read(MISPER_, packed({**parts, "xl/workbook.xml": changed})).rows
    assert row.identity.born == date(2011, 10, 1)


def test_reading_can_be_watched_and_stopped() -> None:
    data = book([MISPER, *(episode(n) for n in range(250))])
    seen: list[tuple[int, int]] = []

    def watch(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 200

    with pytest.raises(Refused, match="stopped"):
        read(MISPER_, data, progress=watch)
    assert seen == [(0, 250), (100, 250), (200, 250)]


CELLS = st.one_of(
    st.none(),
    st.sampled_from(
        [*MISPER, *CME, *CLOSED, "Total", "NK", "#REF!", "=1+1", "Cat 2", "Kingston", "A, B (aka C)"]
    ),
    st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=12),
    st.integers(-10, 100_000),
    st.floats(-1e6, 1e6),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(list(zip(ListName, (MISPER, CME, MASE), strict=True))),
    st.lists(st.lists(CELLS, max_size=9), max_size=9),
    st.booleans(),
)
def test_any_grid_is_refused_or_accounted_for_line_by_line(
    kind: tuple[ListName, tuple[str, ...]], grid: list[list[object]], headed: bool
) -> None:
    rows: list[list[object]] = [[*kind[1]], *grid] if headed else grid
    data = book(rows)
    try:
        file = read(kind[0], data)
    except Refused as refused:
        assert refused.sentence.endswith(".")
        return
    lines = [(row.sheet, row.row) for row in file.rows] + [(row.sheet, row.row) for row in file.refused]
    lines += [(line.sheet, line.row) for line in file.passed]
    assert len(lines) == len(set(lines))
    filled = {("Sheet1", at) for at, row in enumerate(rows, 1) if any(str(c or "").strip() for c in row)}
    assert filled <= set(lines)


COUNTS = [
    ("2026-10", MISPER_, "misper_return.xlsx", {"Missing Oct 26": 115}),
    ("2026-10", CME_, "cme_register.xlsx", {"Kingston": 36, "Richmond": 22}),
    ("2026-10", MASE_, "mase_tracker.xlsx", {"Current list": 23, "Closed": 9}),
    ("2026-11", MISPER_, "misper_return.xlsx", {"Missing Nov 26": 129}),
    ("2026-11", CME_, "cme_register.xlsx", {"Kingston": 38, "Richmond": 23}),
    ("2026-11", MASE_, "mase_tracker.xlsx", {"Current list": 27, "Closed": 9}),
]


@pytest.mark.parametrize(("month", "name", "file_name", "counts"), COUNTS)
def test_the_lists_of_two_months_are_read_whole(
    month: str, name: ListName, file_name: str, counts: dict[str, int]
) -> None:
    folder = shared_lists(month)
    data = (folder / file_name).read_bytes()
    file = read(name, data)
    assert Counter(row.sheet for row in file.rows) == counts
    assert (file.refused, file.unread_columns) == ((), {})
    assert all(row.identity.born and row.identity.name for row in file.rows)
    truth = (folder / "truth.csv").read_text(encoding="utf-8").split()
    wanted = {line.split(",")[1] for line in truth if line.startswith(f"{name},")}
    assert wanted <= {row.ref for row in file.rows}
    assert guess_list(data, file_name, HEADINGS) is name
