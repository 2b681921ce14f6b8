from dataclasses import replace
from datetime import date

import pytest

from app.domain.calendar import AS_SHIPPED
from app.domain.findings import Finding
from app.domain.prompts import (
    BY_ID,
    PROMPTS,
    Month,
    Situation,
    case_prompts,
    in_force,
    order_prompts,
    person_prompts,
    place_prompts,
)
from tests.domain.kingston import body

MASE = body("MASE")
TODAY = date(2026, 11, 21)
STILL = Month(2, False)
SIX_SIGNS = frozenset("absent family gangs gifts distrust emotional".split())


def born(age: int) -> date:
    return date(2026 - age, 3, 4)


def rules(child: Situation) -> list[str]:
    return [one.rule for one in case_prompts(child, MASE, TODAY)]


@pytest.mark.parametrize(
    ("child", "found"),
    [
        (Situation(), []),
        (Situation(exploited=True, relatives=1), ["P8"]),
        (Situation(exploited=True), []),
        (Situation(relatives=2), []),
        (Situation(signs=frozenset({"gifts"})), ["P10"]),
        (Situation(signs=frozenset({"gifts"}), vulnerabilities=frozenset({"loss"})), []),
        (Situation(signs=frozenset({"gifts"}), learning_disability="suspected"), ["P9", "P10"]),
        (Situation(signs=frozenset({"gifts"}), learning_disability="none"), ["P10"]),
        (Situation(learning_disability="diagnosed"), []),
        (Situation(signs=SIX_SIGNS, vulnerabilities=frozenset({"loss"})), ["P11"]),
        (Situation(born(12), frozenset({"sexual"}), frozenset({"loss"})), ["P12"]),
        (Situation(born(13), frozenset({"sexual"}), frozenset({"loss"})), ["P13"]),
        (Situation(born(15), frozenset({"sexual"}), frozenset({"loss"})), ["P13"]),
        (Situation(born(16), frozenset({"sexual"}), frozenset({"loss"})), ["P14"]),
        (Situation(born(17), frozenset({"sexual"}), frozenset({"loss"})), ["P14"]),
        (Situation(born(18), frozenset({"sexual"}), frozenset({"loss"})), []),
        (Situation(None, frozenset({"sexual"}), frozenset({"loss"})), []),
        (Situation(shared_image=True), ["P15"]),
        (Situation(attendances=7), ["P16"]),
        (Situation(attendances=6), []),
        (Situation(status="CP"), ["P33"]),
        (Situation(status="CP plan", case_open=False), []),
        (Situation(status="CIN"), []),
        (Situation(months=(STILL, STILL, STILL)), ["P37"]),
        (Situation(months=(STILL, STILL)), []),
        (Situation(months=(STILL, STILL, Month(3, False))), []),
        (Situation(months=(STILL, Month(2, True), STILL)), []),
        (Situation(months=(STILL, Month(2, False, "She is at school again"), STILL)), []),
    ],
)
def test_each_prompt_about_a_case(child: Situation, found: list[str]) -> None:
    assert rules(child) == found


def test_signs_alone_never_weigh_less_than_signs_with_a_vulnerability() -> None:
    """The source: indicators without vulnerability still count, so no score may come out low."""
    alone = case_prompts(Situation(signs=SIX_SIGNS), MASE, TODAY)
    both = case_prompts(Situation(signs=SIX_SIGNS, vulnerabilities=frozenset({"loss"})), MASE, TODAY)
    assert {one.rule for one in both} <= {one.rule for one in alone}


def test_how_many_signs_and_meetings_comes_from_the_profile() -> None:
    strict = replace(MASE, prompting=replace(MASE.prompting, high_risk_signs=1, unchanged_meetings=1))
    child = Situation(signs=frozenset({"gifts"}), vulnerabilities=frozenset({"loss"}), months=(STILL,))
    assert [one.rule for one in case_prompts(child, strict, TODAY)] == ["P11", "P37"]


@pytest.mark.parametrize(
    ("age", "children", "found"),
    [(16, 0, ["P27"]), (17, 2, ["P27", "P38"]), (18, 2, ["P38"]), (40, 1, [])],
)
def test_persons_of_interest(age: int, children: int, found: list[str]) -> None:
    assert [one.rule for one in person_prompts(born(age), children, TODAY)] == found


@pytest.mark.parametrize(
    ("new", "children", "found"),
    [(True, 1, ["P28"]), (False, 3, ["P38"]), (True, 2, ["P28", "P38"]), (False, 0, [])],
)
def test_places(new: bool, children: int, found: list[str]) -> None:
    assert [one.rule for one in place_prompts(new, children)] == found


@pytest.mark.parametrize(
    ("expires", "found"),
    [
        (date(2026, 12, 21), ["P29"]),  # thirty days
        (date(2026, 12, 22), []),
        (date(2026, 11, 1), ["P29"]),
        (None, []),
    ],
)
def test_orders_that_run_out(expires: date | None, found: list[str]) -> None:
    assert [
        one.rule for one in order_prompts("The warning notice", expires, MASE, TODAY, AS_SHIPPED)
    ] == found


def test_the_table_has_all_thirty_eight() -> None:
    assert [one.id for one in PROMPTS] == [f"P{number}" for number in range(1, 39)]
    assert BY_ID["P22"].where == "meeting"


def test_a_body_switches_a_prompt_off_and_each_sentence_stands_once() -> None:
    quiet = replace(MASE, prompting=replace(MASE.prompting, off=("P10",)))
    child = Situation(signs=frozenset({"gifts"}), learning_disability="suspected")
    found = case_prompts(child, quiet, TODAY)
    assert [one.rule for one in in_force((*found, *found), quiet)] == ["P9"]
    other = Finding("order", "A sentence.", "Somewhere")
    assert in_force([other], quiet) == (other,)
