"""One truth in many shapes: whatever the shape, each child is read as it is, and no line is lost."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from random import Random

import pytest
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from app.domain.lists import ListFile, ListName
from app.importers.read import guess_list, read_list
from tests.importers.books import HEADINGS, TODAY, book
from tests.importers.shapes import words
from tests.importers.shapes.arranging import ANY_LIST, BY_BOROUGH, Arrangement, merged_children, plain
from tests.importers.shapes.dialects import DIALECTS
from tests.importers.shapes.texts import TEXTS
from tests.importers.shapes.truth import as_it_is, as_read
from tests.importers.shapes.writing import Style, Written, written

LISTS = tuple(ListName)
ONE = Style(names="SURNAME, Forename", alias="(aka X)", days="slashes", moments="slashes")
# What these arrangements hold beside the list: a sheet of pick lists, and two rows that came a month before.
BESIDE = {"other_sheets": 1, "an_old_hidden_copy": 2}


def read(list_name: ListName, data: bytes) -> ListFile:
    name = "list.xlsx" if data.startswith(b"PK") else "list.csv"
    return read_list(list_name, name, data, today=TODAY, headings=HEADINGS)


def check(made: Written, file: ListFile, beside: int = 0) -> None:
    """Every child is there once, as the truth has it, and every other line is named."""
    assert [(one.sheet, one.row, one.reason) for one in file.refused][beside:] == []
    assert len(file.refused) == beside
    by_reference = {row.reference: row for row in file.rows}
    assert len(by_reference) == len(file.rows) == len(made.children)
    for child in made.children:
        row = by_reference[str(child.fields["reference"])]
        assert as_read(row, made.read) == as_it_is(child, made.read)
    lines = [(row.sheet, row.row) for row in file.rows] + [(line.sheet, line.row) for line in file.passed]
    assert len(lines) == len(set(lines))


def in_style(list_name: ListName, style: Style) -> None:
    made = written(list_name, style)
    check(made, read(list_name, plain(made)))


STYLES = [
    *(("days", key) for key in words.DAYS),
    *(("moments", key) for key in words.MOMENTS),
    *(("hours", key) for key in words.HOURS),
    *(("years", key) for key in words.YEARS),
    *(("categories", key) for key in words.CATEGORIES),
    *(("flags", key) for key in words.YES_NO),
    *(("sexes", key) for key in words.SEXES),
    *(("names", key) for key in words.NAMES),
    *(("alias", key) for key in words.ALIASES),
    *(("missing", key) for key in ("O/S", "Not yet returned", "MISSING", "Remains missing", "not located")),
]
OF_ONE_LIST = {"moments": ListName.MISPER, "missing": ListName.MISPER, "hours": ListName.CME,
               "years": ListName.CME, "categories": ListName.MASE}  # fmt: skip


@pytest.mark.parametrize(("habit", "key"), STYLES)
def test_each_way_of_writing(habit: str, key: str) -> None:
    for list_name in (OF_ONE_LIST[habit],) if habit in OF_ONE_LIST else LISTS:
        in_style(list_name, replace(Style(), **{habit: key}))  # type: ignore[arg-type]
        in_style(list_name, replace(Style(names="Forename SURNAME"), **{habit: key}))  # type: ignore[arg-type]


@pytest.mark.parametrize(("list_name", "dialect"), [(one, key) for one in LISTS for key in DIALECTS[one]])
def test_each_dialect_in_any_order_of_columns(list_name: ListName, dialect: str) -> None:
    for order in range(4):
        in_style(list_name, Style(dialect, order=order))
        in_style(list_name, replace(ONE, dialect=dialect, order=order))
        made = written(list_name, Style(dialect, order=order, extra=("Ward", "Our remarks")))
        check(made, read(list_name, plain(made)))
        assert guess_list(plain(made), "list.xlsx", HEADINGS) is list_name


@pytest.mark.parametrize("list_name", LISTS)
@pytest.mark.parametrize("arrange", ANY_LIST.values(), ids=ANY_LIST)
def test_each_arrangement(list_name: ListName, arrange: Arrangement) -> None:
    for style in (Style(), ONE):
        made = written(list_name, style)
        check(made, read(list_name, arrange(made)), BESIDE.get(arrange.__name__, 0))


@pytest.mark.parametrize("list_name", [ListName.CME, ListName.MASE])
@pytest.mark.parametrize("arrange", BY_BOROUGH.values(), ids=BY_BOROUGH)
def test_the_borough_comes_from_where_the_child_stands(list_name: ListName, arrange: Arrangement) -> None:
    for style in (Style(), ONE):
        made = written(list_name, style, leave=frozenset(("borough",)))
        check(replace(made, read=made.read | {"borough"}), read(list_name, arrange(made)))


@pytest.mark.parametrize("style", [Style(), ONE])
def test_a_child_merged_over_its_episodes(style: Style) -> None:
    made = written(ListName.MISPER, style)
    check(made, read(ListName.MISPER, merged_children(made)))


@pytest.mark.parametrize("list_name", LISTS)
@pytest.mark.parametrize("arrange", TEXTS.values(), ids=TEXTS)
def test_each_kind_of_text(list_name: ListName, arrange: Arrangement) -> None:
    for style in (Style(), replace(ONE, days="words", order=3)):
        made = written(list_name, style)
        check(made, read(list_name, arrange(made)))


@pytest.mark.parametrize("number", range(60))
def test_habits_together(number: int) -> None:
    pick = Random(number)
    list_name = pick.choice(LISTS)
    names = pick.choice(("two", *words.NAMES))
    style = Style(
        dialect=pick.choice(tuple(DIALECTS[list_name])),
        names=names,
        alias=pick.choice(("column", *words.ALIASES)),
        days=pick.choice(tuple(words.DAYS)),
        moments=pick.choice(tuple(words.MOMENTS)),
        hours=pick.choice(tuple(words.HOURS)),
        years=pick.choice(tuple(words.YEARS)),
        categories=pick.choice(tuple(words.CATEGORIES)),
        flags=pick.choice(tuple(words.YES_NO)),
        sexes=pick.choice(tuple(words.SEXES)),
        order=pick.randrange(100),
        extra=("Our remarks",) if number % 2 else (),
    )
    made = written(list_name, style)
    arrange = pick.choice([*ANY_LIST.values(), *TEXTS.values()])
    check(made, read(list_name, arrange(made)), BESIDE.get(getattr(arrange, "__name__", ""), 0))


def test_a_running_number_is_no_reference() -> None:
    heads = ("No.", "Name", "DOB", "Borough", "Category")
    rows = [(number, f"QUILL, Child{'ABC'[number - 1]}", "04/03/2011", "Sutton", 2) for number in (1, 2, 3)]
    file = read(ListName.MASE, book([heads, *rows]))
    assert [row.reference for row in file.rows] == ["", "", ""]
    assert file.unread_columns == {"Sheet1": ("No.",)}


def crossed_out(sheet: Worksheet) -> None:
    sheet["A3"].font = Font(strike=True)


HEADS = ("Name", "DOB", "Ref", "Hours p/w")


def rows_of(*born: object) -> list[Sequence[object]]:
    return [HEADS, *((f"QUILL, Ana{'bcdefgh'[at]}", day, f"A{at}", 10) for at, day in enumerate(born))]


def test_a_date_that_may_have_the_month_first_is_doubted_or_refused() -> None:
    one = read(ListName.CME, book(rows_of("04/25/2012", "04/05/2012", "25/04/2012")))
    assert ["has 25 where the month stands" in row.reason for row in one.refused] == [True]
    assert ["check the day and the month" in " ".join(row.notes) for row in one.rows] == [True, False]
    many = read(ListName.CME, book(rows_of("04/25/2012", "04/05/2012", "05/30/2012", "06/06/2012")))
    assert len(many.refused) == 3 and "have the month first" in many.refused[1].reason
    assert [row.identity.born for row in many.rows] == [date(2012, 6, 6)]


def test_dates_that_excel_read_by_the_month_are_doubted() -> None:
    real = (datetime(2012, 4, 5), datetime(2011, 9, 12))
    file = read(ListName.CME, book(rows_of("25/04/2012", *real, "30/05/2012")))
    assert [any("exchanged" in note for note in row.notes) for row in file.rows] == [False, True, True, False]
    plain_dates = read(ListName.CME, book(rows_of(datetime(2012, 4, 25), *real)))
    assert not any(row.notes for row in plain_dates.rows)


def test_a_row_that_is_crossed_out_and_one_that_says_as_above() -> None:
    rows = rows_of("25/04/2012", "26/04/2012", '"')
    file = read(ListName.CME, book(rows, change=crossed_out))
    assert [row.notes for row in file.rows] == [
        (),
        ("The row is struck through in the sheet; look whether it still counts.",),
        ("Part of the row says “as above” and is read from the row above.",),
    ]
    assert file.rows[2].identity.born == date(2012, 4, 26)


def test_an_episode_without_a_child_is_refused() -> None:
    heads = ("Merlin ref", "Name", "DOB", "Date went missing")
    rows = [("1", "QUILL, Ana", "04/03/2011", "01/10/2026 20:00"), ("2", None, None, "02/10/2026 20:00")]
    file = read(ListName.MISPER, book([heads, *rows]))
    assert len(file.rows) == 1 and "names no child" in file.refused[0].reason


def test_a_number_of_the_child_is_not_taken_for_the_episodes() -> None:
    heads = ("Ref", "Name", "DOB", "Date went missing")
    rows = [
        (f"P{at // 2}", f"QUILL, {'Ana' if at < 2 else 'Bo'}", "04/03/2011", f"0{at + 1}/10/2026 20:00")
        for at in range(4)
    ]
    file = read(ListName.MISPER, book([heads, *rows]))
    assert [row.reference for row in file.rows] == [""] * 4
    assert file.unread_columns == {"Sheet1": ("Ref",)}


def test_lines_that_look_like_rows_name_nobody() -> None:
    lines = [("Early Help",), ("12", "14", "16", 3), ("Example", "04/03/2011", "A9", 10)]
    file = read(ListName.CME, book([*rows_of("25/04/2012"), *lines]))
    assert len(file.rows) == 1
    assert [row.reason.split(",")[0] for row in file.refused] == [
        "Only one cell of the row is filled", "The name has no letter in it",
    ]  # fmt: skip
    assert file.passed[-1].kind == "note"
