"""Whatever words, bytes and cuts a file is made of: it is refused in a sentence, or every line is named."""

from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.utils.exceptions import IllegalCharacterError

from app.domain.lists import ListName
from app.errors import Refused
from app.importers.read import read_list
from tests.importers.books import HEADINGS, TODAY, book
from tests.importers.shapes.arranging import plain
from tests.importers.shapes.texts import TEXTS
from tests.importers.shapes.writing import Style, written

# The texts and values of security.md, section 7.
WORDS = (
    "", "   ", "\x0b", "\x0c", "\x1b", "a\x00b", "\ufeff", "\ufffe", "\u202eevil", "\u2066x\u2069",
    "\u200d", "José", "Jose\u0301", "O'Brien", "D'Arcy-Smith", "Ng", "Null", "None", "True", "=1+1",
    "+44", "-", "@", "%s {0}", "{{x}} ${x}", "'; drop table x", '" * NEAR( AND -x : ^', "<b>&amp;",
    "{ DATE }", "\\\\server\\share", "😀" * 5, "#REF!", "#N/A", "NK", "unborn", "29/02/2013",
    "29 Feb 2012", "01/02/03", "31/12/9999", "00123", "1e308", "nan", "inf", "-0", "9" * 40, "x" * 5000,
    "Total", "Kingston", "ditto", '"', "a\nb", "a\r\nb", "a\tb", "12:99", "99/99/9999",
)  # fmt: skip
LISTS = tuple(ListName)
QUIET = settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))


def accounted(list_name: ListName, data: bytes, file_name: str) -> None:
    """Refused in a sentence; or each line is a row, refused, or named, and none is two of them."""
    try:
        file = read_list(list_name, file_name, data, today=TODAY, headings=HEADINGS)
    except Refused as refused:
        assert refused.sentence.endswith(".")
        return
    rows = [(row.sheet, row.row) for row in file.rows] + [(one.sheet, one.row) for one in file.refused]
    assert len(rows) == len(set(rows))
    assert not set(rows) & {(line.sheet, line.row) for line in file.passed}
    assert all(one.reason.endswith(".") for one in file.refused)


@lru_cache
def sound(list_name: ListName, *, text: bool) -> bytes:
    made = written(list_name, Style())
    return TEXTS["comma utf-8"](made) if text else plain(made)


@QUIET
@given(st.sampled_from(LISTS), st.data())
def test_hostile_words_in_the_cells_of_a_list(list_name: ListName, data: st.DataObject) -> None:
    made = written(list_name, Style(names="SURNAME, Forename"))
    lines = [list(line) for line in made.lines]
    for _ in range(data.draw(st.integers(1, 12))):
        line = data.draw(st.sampled_from(lines))
        line[data.draw(st.integers(0, len(line) - 1))] = data.draw(st.sampled_from(WORDS))
    try:
        content = book([made.heads, *lines])
    except (IllegalCharacterError, ValueError):  # openpyxl writes no control characters; a text holds them
        content = "\n".join(",".join(map(str, line)) for line in (made.heads, *lines)).encode(
            "utf-8", "replace"
        )
    accounted(list_name, content, "list.xlsx" if content.startswith(b"PK") else "list.csv")


@QUIET
@given(
    st.sampled_from(LISTS),
    st.booleans(),
    st.lists(st.tuples(st.integers(0), st.integers(0, 255)), max_size=12),
)
def test_bytes_that_were_changed_on_the_way(
    list_name: ListName, text: bool, flips: list[tuple[int, int]]
) -> None:
    content = bytearray(sound(list_name, text=text))
    for at, value in flips:
        content[at % len(content)] = value
    accounted(list_name, bytes(content), "list.csv" if text else "list.xlsx")


@QUIET
@given(st.sampled_from(LISTS), st.booleans(), st.integers(0), st.integers(0))
def test_a_file_that_was_cut_or_has_a_hole(list_name: ListName, text: bool, start: int, length: int) -> None:
    content = sound(list_name, text=text)
    start %= len(content)
    accounted(list_name, content[:start], "list.csv" if text else "list.xlsx")
    hole = content[:start] + content[start + length % 4000 :]
    accounted(list_name, hole, "list.csv" if text else "list.xlsx")


@pytest.mark.parametrize("word", WORDS)
def test_a_heading_may_be_any_words(word: str) -> None:
    heads = f"UPN,Forename,Surname,DOB,{word!r},Hours\n".encode("utf-8", "replace")
    accounted(ListName.CME, heads + b"A1,Ana,Quill,04/03/2011,x,5\n", "list.csv")
