"""A trial joins pairs as if confirmed, strongest first, and never through a chain that contradicts itself."""

from datetime import date
from typing import Any

import pytest

from app.domain.matching import compare
from app.domain.people import Identity
from app.models import Subject
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import Pair, record_of
from app.services.people.trial import trial_groups

BORN = date(2011, 3, 4)


def _subject(row: int, list_name: str, name: str, born: date | None = BORN, **more: Any) -> Subject:
    forename, _, surname = name.partition(" ")
    one = Subject(id=row, list_name=list_name, identity_key=str(row), person_id=row, home_person_id=row)
    one.take(Identity(forename, surname, born=born, postcode=more.pop("postcode", "KT1 1AA"), **more))
    return one


def _groups(
    *subjects: Subject, pairs: tuple[tuple[int, int], ...], settled: tuple[set[int], ...] = ()
) -> list[list[int]]:
    by_id = {one.id: one for one in subjects}
    scored = [
        Pair(a, b, compare(record_of(by_id[a]), record_of(by_id[b]), reference_tables()), False)
        for a, b in pairs
    ]
    alone = [{one} for one in by_id if not any(one in group for group in settled)]
    return sorted(sorted(group) for group in trial_groups(by_id, [*settled, *alone], scored))


def test_a_chain_that_agrees_is_one_child() -> None:
    one, two, three = (_subject(n, name, "Anna Quill") for n, name in enumerate(("misper", "cme", "mase"), 1))
    assert _groups(one, two, three, pairs=((1, 2), (2, 3))) == [[1, 2, 3]]


@pytest.mark.parametrize("twin", ["Beatriz Okafor", "Okafor Beatriz"], ids=["straight", "names swapped"])
def test_a_twin_is_not_joined_even_with_the_names_the_other_way_round(twin: str) -> None:
    first, other = _subject(1, "cme", "Temitope Okafor"), _subject(2, "misper", twin)
    assert _groups(first, other, pairs=((1, 2),)) == [[1], [2]]


def test_a_child_whose_own_names_are_swapped_is_joined() -> None:
    first, other = _subject(1, "cme", "Temitope Okafor"), _subject(2, "misper", "Okafor Temitope")
    assert _groups(first, other, pairs=((1, 2),)) == [[1, 2]]


def test_a_middle_row_that_fits_two_children_joins_only_one() -> None:
    anna, beth = _subject(1, "cme", "Anna Quill"), _subject(3, "mase", "Bethany Quill")
    middle = _subject(2, "misper", "Anna Quill")
    assert _groups(anna, middle, beth, pairs=((1, 2), (2, 3))) == [[1, 2], [3]]


def test_two_numbered_children_of_one_list_stay_two() -> None:
    one = _subject(1, "cme", "Anna Quill", number="A1")
    two = _subject(2, "cme", "Anna Quill", born=date(2011, 3, 5), number="B2")
    link = _subject(3, "misper", "Anna Quill")
    assert _groups(one, link, two, pairs=((1, 3), (2, 3))) == [[1, 3], [2]]


def test_what_people_have_settled_stays_settled() -> None:
    one, two = _subject(1, "cme", "Anna Quill"), _subject(2, "mase", "Zoe Tarn", born=None, postcode="")
    assert _groups(one, two, pairs=(), settled=({1, 2},)) == [[1, 2]]


def test_what_was_decided_to_be_different_is_not_joined_by_way_of_a_third() -> None:
    subjects = {n: _subject(n, name, "Anna Quill") for n, name in enumerate(("misper", "cme", "mase"), 1)}
    scored = [
        Pair(a, b, compare(record_of(subjects[a]), record_of(subjects[b]), reference_tables()), False)
        for a, b in ((1, 2), (2, 3))
    ]
    alone = [{one} for one in subjects]
    assert len(trial_groups(subjects, alone, scored)) == 1
    assert len(trial_groups(subjects, alone, scored, apart=[(1, 3)])) == 2
