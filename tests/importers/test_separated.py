"""Lists saved as text are read as the workbooks are: same headings, same gate, no row lost."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.lists import CaseFacts, EpisodeFacts, ListFile, ListName, RegisterFacts
from app.errors import Refused
from app.importers.read import guess_list, read_list
from app.importers.separated import separator_of
from tests.importers.books import CME, HEADINGS, MASE, MISPER, TODAY

MISPER_ROW = (
    "26MIS000001",
    "CLARKE, Aoife",
    "01/10/2011",
    "15",
    "F",
    "08/10/2026 22:30",
    "09/10/2026 04:30",
    "Medium",
)
CME_ROW = ("X851898040305", "Zoë", "Núñez", "", "8 April 2012", "f", "Y8", "21.07.26", "12.5 hrs", "Red")


def text_of(rows: Sequence[Sequence[object]], mark: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue().encode(encoding)


def read(name: ListName, data: bytes, file_name: str = "list.csv") -> ListFile:
    return read_list(name, file_name, data, today=TODAY, headings=HEADINGS)


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_separator_and_encoding(mark: str, encoding: str) -> None:
    data = text_of([["CME register"], [], CME, CME_ROW], mark, encoding)
    file = read(ListName.CME, data)
    (row,) = file.rows
    assert (row.identity.forename, row.identity.surname) == ("Zoë", "Núñez")
    assert (row.identity.born, row.row, row.sheet) == (date(2012, 4, 8), 4, "list")
    assert isinstance(row.facts, RegisterFacts)
    assert (row.facts.hours, row.facts.year_group, row.facts.off_roll_on) == (12.5, "8", date(2026, 7, 21))
    assert guess_list(data, "list.csv", HEADINGS) is ListName.CME


def test_a_return_with_commas_in_its_names() -> None:
    (row,) = read(ListName.MISPER, text_of([MISPER, MISPER_ROW])).rows
    assert row.identity.name == "Aoife Clarke"
    assert isinstance(row.facts, EpisodeFacts)
    assert row.facts.reported_at == datetime(2026, 10, 8, 22, 30)


def test_what_excel_says_of_the_separator_is_believed_and_numbers_kept_as_text_are_read() -> None:
    data = b'sep=;\r\nRef;Name;D.O.B;Borough\r\n="007";Ana, Quill;04/03/2011;Sutton\r\n'
    (row,) = read(ListName.MASE, data).rows
    assert (row.reference, row.facts.borough) == ("007", "Sutton")  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("lines", "mark"),
    [
        (["Ref,Name,DOB", "1,A,B"], ","),
        (["Ref;Address", "1;2, High Street, Sutton", "2;Flat 1, 3, Low Road"], ";"),
        (["a\tb\tc", "1,5\t2\t3"], "\t"),
    ],
)
def test_the_separator_is_the_regular_one(lines: list[str], mark: str) -> None:
    assert separator_of("\n".join(lines)) == mark


@pytest.mark.parametrize(
    "body",
    [
        'Ref,Name,D.O.B,Borough\n1,"Ana,04/03/2011,Sutton\n2,Bo,05/03/2011,Sutton\n',
        'Ref,Name,D.O.B,Borough\n1,"Ana,04/03/2011,Sutton\n2,Bo",05/03/2011,Sutton\n',
    ],
)
def test_an_open_quotation_mark_swallows_no_row(body: str) -> None:
    with pytest.raises(Refused, match="quotation mark"):
        read(ListName.MASE, body.encode())


def test_a_comment_of_several_lines_is_one_cell() -> None:
    rows = [[*CME, "Comments"], [*CME_ROW, "Seen twice.\nMother agrees, school too."]]
    (row,) = read(ListName.CME, text_of(rows)).rows
    assert isinstance(row.facts, RegisterFacts)
    assert row.facts.comments == "Seen twice.\nMother agrees, school too."


def test_the_borough_of_a_file_a_borough_is_in_its_name() -> None:
    for name, borough in (("CME Kingston Nov 2026.csv", "Kingston"), ("november_list.csv", "")):
        (row,) = read(ListName.CME, text_of([CME, CME_ROW]), name).rows
        assert row.facts.borough == borough  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"a,b\n" * 400_000, "more than"),
        (b"a,b," * 5_000_000 + b"\n" * 2_000_000, "larger than"),
        (b"Ref,Name,DOB\n1," + b"A" * 300_000, "far longer"),
    ],
)
def test_a_text_far_beyond_a_list_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read(ListName.MASE, data)


CELLS = st.one_of(
    st.just(""),
    st.sampled_from([*MISPER, *CME, "Total", "NK", "#REF!", "=1+1", "Cat 2", "Kingston", 'a "b" c', "A, B"]),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=10),
    st.integers(-10, 100_000).map(str),
    st.dates(date(1990, 1, 1), date(2030, 1, 1)).map(str),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from([(ListName.MISPER, MISPER), (ListName.CME, CME), (ListName.MASE, MASE)]),
    st.lists(st.lists(CELLS, max_size=9), max_size=9),
    st.booleans(),
    st.sampled_from(",;\t"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_grid_is_refused_or_accounted_for_line_by_line(
    kind: tuple[ListName, tuple[str, ...]], grid: list[list[str]], headed: bool, mark: str, encoding: str
) -> None:
    rows: list[list[str]] = [[*kind[1]], *grid] if headed else grid
    try:
        file = read(kind[0], text_of(rows, mark, encoding))
    except Refused as refused:
        assert refused.sentence.endswith(".")
        return
    lines = [row.row for row in file.rows] + [row.row for row in file.refused]
    lines += [line.row for line in file.passed]
    assert len(lines) == len(set(lines))
    filled = {at for at, row in enumerate(rows, 1) if any(_shows(cell) for cell in row)}
    assert filled <= set(lines)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300))
def test_any_bytes_under_a_heading_are_refused_or_read(noise: bytes) -> None:
    try:
        read(ListName.MISPER, b"Merlin ref,Nominal,DOB,Reported missing\r\n" + noise)
    except Refused as refused:
        assert refused.sentence.endswith(".")


def _shows(cell: str) -> bool:
    return any(letter.isalnum() and letter.isascii() for letter in cell)


def test_a_case_with_no_reference_is_named_by_its_place() -> None:
    (row,) = read(ListName.MASE, text_of([MASE, ["", "Cher", "4 Mar 2009", "Sutton"]]), "mase.csv").rows
    assert row.ref == "mase!2"
    assert isinstance(row.facts, CaseFacts) and row.facts.borough == "Sutton"
