from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.education import (
    RATINGS,
    KnownEntry,
    Population,
    Rating,
    changes,
    current_rating,
    figures,
    register_findings,
    require_assurance,
    require_rating,
    same_person,
    waiting_days,
)
from app.domain.lists import RegisterFacts
from app.errors import Refused
from tests.domain.kingston import body

CME = body("CME")
TODAY = date(2026, 11, 21)
ENTRY = KnownEntry(
    hours=25,
    provision="Tuition",
    rag="green",
    assured_by="P Hale",
    ratings=(Rating("green", "M Cho", date(2026, 11, 2), "P Hale", date(2026, 11, 3)),),
)


@pytest.mark.parametrize(
    ("entry", "rules"),
    [
        (ENTRY, []),
        (replace(ENTRY, provision_asked_on=date(2026, 11, 1)), ["P24"]),
        (replace(ENTRY, provision_asked_on=date(2026, 11, 1), provision_began_on=date(2026, 11, 9)), []),
        (replace(ENTRY, home_educated=True), ["C7"]),
        (replace(ENTRY, home_educated=True, home_inspected_on=TODAY), []),
        (replace(ENTRY, home_educated=True, home_inspected_on=TODAY, home_suitable=False), ["C7"]),
        (replace(ENTRY, review_on=date(2026, 11, 20)), ["C8"]),
        (replace(ENTRY, review_on=TODAY), []),
        (replace(ENTRY, review_on=date(2026, 11, 20), outcome="Place found"), []),
        (replace(ENTRY, screened=False, assessed=False), ["C9", "C9"]),
    ],
)
def test_what_our_own_record_says(entry: KnownEntry, rules: list[str]) -> None:
    assert [item.rule for item in register_findings(entry, CME, today=TODAY)] == rules


@pytest.mark.parametrize(
    ("ours", "passed", "asked"),
    [
        ({}, False, True),
        ({}, True, False),
        ({"escalated_to": "Pupil panel"}, False, False),
        ({"no_escalation": "A place starts on Monday"}, False, False),
        ({"no_escalation": "  "}, False, True),
    ],
)
def test_a_red_child_is_taken_further_or_somebody_says_why_not(
    ours: dict[str, str], passed: bool, asked: bool
) -> None:
    red = replace(ENTRY, rag="red", ratings=(Rating("red", "M Cho", TODAY, "P Hale"),), **ours)  # type: ignore[arg-type]
    assert ("P25" in [one.rule for one in register_findings(red, CME, passed, today=TODAY)]) is asked


def test_the_newest_rating_counts_and_a_list_without_a_history_speaks_for_itself() -> None:
    again = replace(ENTRY, ratings=(*ENTRY.ratings, Rating("red", "P Hale", TODAY)))
    newest = current_rating(again)
    assert newest is not None and newest.value == "red"
    listed = current_rating(RegisterFacts(rag="amber", assured_by="P Hale", case_worker="M Cho"))
    assert listed == Rating("amber", "M Cho", None, "P Hale", None, listed=True)
    assert current_rating(RegisterFacts(rag="blue")) is None


def test_the_history_names_each_change_once() -> None:
    days = [date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 1), date(2026, 11, 8)]
    given_in_turn = ("amber", "amber", "red", "green")
    found = changes(Rating(value, "M Cho", on) for value, on in zip(given_in_turn, days, strict=True))
    assert [(one.words, one.on, one.worse) for one in found] == [
        ("Rated amber", days[0], None),
        ("Amber to red", days[2], True),
        ("Red to green", days[3], False),
    ]


@given(st.lists(st.sampled_from(RATINGS), max_size=12))
def test_a_history_never_repeats_itself_and_ends_as_it_stands(values: list[str]) -> None:
    found = changes(Rating(value) for value in values)
    assert all(one.before != one.after for one in found)
    assert [one.before for one in found[1:]] == [one.after for one in found[:-1]]
    assert not values or found[-1].after == values[-1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("M Cho", "m  cho ", True), ("", "", False), ("M Cho", "M Chow", False)],
)
def test_whether_two_names_are_one_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same


@pytest.mark.parametrize(
    ("by", "on", "fine"),
    [
        ("P Hale", date(2026, 11, 21), True),
        (" m  CHO ", date(2026, 11, 21), False),
        ("", date(2026, 11, 21), False),
        ("P Hale", date(2026, 11, 22), False),
        ("P Hale", date(2026, 11, 1), False),
    ],
)
def test_nobody_assures_their_own_rating(by: str, on: date, fine: bool) -> None:
    rating = Rating("red", "M Cho", date(2026, 11, 2))
    if fine:
        require_assurance(rating, by, on, TODAY)
        return
    with pytest.raises(Refused):
        require_assurance(rating, by, on, TODAY)


@pytest.mark.parametrize(
    ("value", "by", "on"),
    [("blue", "M Cho", TODAY), ("red", " ", TODAY), ("red", "M Cho", date(2026, 12, 1))],
)
def test_a_rating_that_cannot_be_given(value: str, by: str, on: date) -> None:
    with pytest.raises(Refused):
        require_rating(value, by, on, TODAY)


@pytest.mark.parametrize(
    ("asked", "began", "days"),
    [
        (None, None, None),
        (date(2026, 11, 1), None, 20),
        (date(2026, 11, 1), date(2026, 11, 11), 10),
        (date(2026, 12, 1), None, None),
    ],
)
def test_how_long_provision_is_waited_for(asked: date | None, began: date | None, days: int | None) -> None:
    assert waiting_days(KnownEntry(provision_asked_on=asked, provision_began_on=began), TODAY) == days


def test_the_register_in_figures() -> None:
    red = replace(ENTRY, hours=0, rag="red", ratings=(Rating("red", "M Cho", TODAY),))
    unrated = KnownEntry(population=Population.AT_RISK, provision_asked_on=TODAY)
    found = figures([(ENTRY, False), (red, False), (red, True), (unrated, False)], CME)
    assert (found.total, found.rated, found.assured, found.assured_percent) == (4, 3, 1, 33)
    assert found.by_rating == {"red": 2, "amber": 0, "green": 1, "": 1}
    assert found.by_population[Population.AT_RISK] == 1 and found.by_population[Population.UNSAID] == 3
    assert (found.few_hours, found.hours_unknown, found.provision_waiting, found.red_waiting) == (2, 1, 1, 1)
    assert figures([], CME).assured_percent is None
