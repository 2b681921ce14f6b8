"""Headings are known by their words, not by their points, case or strokes."""

import csv
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.importers.fields import NUMBER_KEYS, TELLING, fields_for
from app.importers.headings import load_headings, parse_headings, plain
from tests.importers.books import book, read

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


def met() -> list[tuple[ListName, str, str]]:
    with (Path(__file__).parents[1] / "fixtures" / "headings_met.csv").open(encoding="utf-8") as file:
        return [(ListName(row["list"]), row["field"], row["heading"]) for row in csv.DictReader(file)]


def test_what_forces_and_councils_call_their_columns() -> None:
    headings = load_headings()
    wrong = [(*one, got) for one in met() if (got := headings.field_of(one[0], one[2])) != one[1]]
    assert wrong == []


@pytest.mark.parametrize(
    ("list_name", "heading"),
    [
        (ListName.MISPER, "Mother's name"),
        (ListName.MISPER, "Case status"),
        (ListName.MISPER, "Number of episodes"),
        (ListName.MISPER, "Child number"),
        (ListName.CME, "Mother's DOB"),
        (ListName.CME, "Parent's surname"),
        (ListName.MASE, "POI name"),
        (ListName.MASE, "Next review date"),
        (ListName.ANNEX_A, "Start date of current legal status"),
        (ListName.ANNEX_A, "Date Ceased to be Looked After"),
        (ListName.ANNEX_A, "Number of Placements in the last 12 months"),
    ],
)
def test_what_only_looks_alike_is_not_taken_for_it(list_name: ListName, heading: str) -> None:
    headings = load_headings()
    assert (headings.field_of(list_name, heading), headings.nearly(list_name, heading)) == ("", "")


def test_of_two_columns_for_one_field_the_better_heading_is_right() -> None:
    heads = ["Officer", "Name", "Surname", "First name", "Given names", "Case worker", "UPN", "DOB"]
    file = read(ListName.CME, book([heads, ["x", "y", "Quill", "Ana", "z", "M Cho", "A1", "04/03/2011"]]))
    (row,) = file.rows
    assert (row.identity.name, getattr(row.facts, "case_worker", "")) == ("Ana Quill", "M Cho")
    assert file.unread_columns == {"Sheet1": ("Officer", "Given names")}


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
