"""What is typed into one line, taken apart: names in any order, days, numbers, postcodes."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.typed_child import read_typed

TODAY = date(2026, 11, 21)
BORN = date(2012, 4, 3)
CASES: list[tuple[str, tuple[str, str], date | None, str, tuple[str, ...]]] = [
    ("", ("", ""), None, "", ()),
    ("zof", ("zof", ""), None, "", ()),
    ("zofia kowalska", ("zofia", "kowalska"), None, "", ()),
    ("Kowalska, Zofia", ("Zofia", "Kowalska"), None, "", ()),
    ("zosia kowalska 3/4/2012", ("zosia", "kowalska"), BORN, "", ()),
    ("3.4.12 zofia", ("zofia", ""), BORN, "", ()),
    ("zofia born 3 April 2012", ("zofia", ""), BORN, "", ()),
    ("2012-04-03", ("", ""), BORN, "", ()),
    ("dob 3rd Apr 2012", ("", ""), BORN, "", ()),
    ("X30812256190", ("", ""), None, "", ("X30812256190",)),
    ("943 476 5919 zofia", ("zofia", ""), None, "", ("943 476 5919",)),
    ("MASE-0012", ("", ""), None, "", ("MASE-0012",)),
    ("26MIS000041", ("", ""), None, "", ("26MIS000041",)),
    ("tw92dl kowalska", ("kowalska", ""), None, "TW9 2DL", ()),
    ("zofia 7", ("zofia", ""), None, "", ()),
    ("3/4/2099 zofia", ("zofia", ""), None, "", ("3/4/2099",)),
    ("O'Shea, Daniel (Danny)", ("Daniel", "O'Shea"), None, "", ()),
]


@pytest.mark.parametrize(("text", "name", "born", "postcode", "numbers"), CASES)
def test_a_line_is_taken_apart(
    text: str, name: tuple[str, str], born: date | None, postcode: str, numbers: tuple[str, ...]
) -> None:
    typed = read_typed(text, TODAY)
    who = typed.identity
    assert ((who.forename, who.surname), who.born, who.postcode, typed.numbers) == (
        name,
        born,
        postcode,
        numbers,
    )
    assert typed.is_empty == (text == "")


@given(st.text(max_size=300))
def test_nothing_that_is_typed_breaks_it(text: str) -> None:
    typed = read_typed(text, TODAY)
    assert typed.identity.born is None or typed.identity.born <= TODAY
