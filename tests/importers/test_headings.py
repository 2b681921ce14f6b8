"""Headings are known by their words, not by their points, case or strokes."""

import pytest

from app.domain.lists import ListName
from app.importers.fields import NUMBER_KEYS, TELLING, fields_for
from app.importers.headings import load_headings, parse_headings, plain

LINES = '[lines]\ntotals = ["total"]\nnotes = []\nsections = []\n'
EMPTY = '[every]\nborn = ["DOB"]\n[misper]\n[cme]\n[mase]\n' + LINES


@pytest.mark.parametrize(
    "heading", ["DOB", "D.O.B", "d.o.b.", " Date of\nBirth ", "DOB (dd/mm/yyyy)", "Date-of-birth"]
)
def test_one_heading_in_many_ways(heading: str) -> None:
    assert all(load_headings().field_of(name, heading) == "born" for name in ListName)


def test_a_list_may_give_a_heading_its_own_meaning() -> None:
    headings = load_headings()
    assert headings.field_of(ListName.MISPER, "Category") == "classed"
    assert headings.field_of(ListName.MASE, "Category") == "category"
    assert headings.field_of(ListName.CME, "Shoe size") == ""


def test_every_field_has_a_heading_and_telling_fields_exist() -> None:
    headings = load_headings()
    for name in ListName:
        keys = {spec.key for spec in fields_for(name)}
        assert set(headings.fields[name].values()) == keys - set(NUMBER_KEYS)
        assert TELLING[name] <= keys
    assert set(headings.numbers.values()) == set(NUMBER_KEYS)


def test_mistakes_in_the_table_are_found() -> None:
    assert parse_headings(EMPTY).field_of(ListName.CME, "dob") == "born"
    with pytest.raises(ValueError, match="no field"):
        parse_headings(EMPTY.replace("[cme]", '[cme]\nshoes = ["x"]'))
    with pytest.raises(ValueError, match="two fields"):
        parse_headings(EMPTY.replace("[cme]", '[cme]\nschool = ["D.O.B"]'))
    assert plain("RAG QA'd by") == "rag qad by"
