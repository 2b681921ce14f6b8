"""The plan of a month or a year: proposed, changed, kept in one go, never twice."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.findings import Severity
from app.errors import Refused
from app.models import Meeting
from app.services.areas import Areas
from app.services.months.planner import Planner
from app.services.months.plans import Choice, PlanLine, Plans
from app.store.store import Store
from tests.builders import a_store, every
from tests.services.small_lists import at

OCTOBER = at(date(2026, 10, 1))


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = a_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def plans(store: Store) -> Plans:
    return Plans(store, OCTOBER)


def first(month: int, year: int = 2027) -> date:
    return date(year, month, 1)


def days(lines: tuple[PlanLine, ...], short: str) -> list[date | None]:
    return [line.on for line in lines if line.short == short]


def test_a_year_has_the_meetings_of_each_frequency(store: Store, plans: Plans) -> None:
    lines = plans.year(2027)
    assert [len(days(lines, short)) for short in ("CME", "MisPer", "MASE")] == [12, 12, 12]
    subgroup = [line for line in lines if line.short == "Subgroup"]
    assert [line.slot.month for line in subgroup] == [1, 4, 7, 10]
    assert not any(line.on or line.to_add for line in subgroup), "it meets on no fixed day"
    assert every(store, Meeting) == [], "a plan that is looked at keeps nothing"
    made = plans.keep(2027)
    assert len(made) == 36
    assert {one.planned_for for one in every(store, Meeting) if one.body_code == "KR-CME"} == {
        first(month) for month in range(1, 13)
    }


@pytest.mark.parametrize(
    ("area", "short", "months"),
    [
        ("sutton", "MASE", list(range(1, 13))),
        ("sutton", "MASE strategic", [1, 3, 5, 7, 9, 11]),
        ("croydon", "MASE", list(range(1, 13))),
    ],
)
def test_other_areas_meet_as_often_as_their_rules_say(
    tmp_path: Path, area: str, short: str, months: list[int]
) -> None:
    store = a_store(tmp_path, area)
    names = {body.short for body in Areas(store, OCTOBER).area().bodies}
    lines = Plans(store, OCTOBER).year(2027)
    store.close()
    assert [line.slot.month for line in lines if line.short == short] == months, names


def test_a_year_is_edited_and_kept_in_one_go(store: Store, plans: Plans) -> None:
    choices = {
        ("KR-MASE", first(3)): Choice(date(2027, 3, 30)),
        ("KR-MASE", first(8)): Choice(None),
        ("KR-SUBGROUP", first(4)): Choice(date(2027, 4, 20)),
    }
    lines = plans.year(2027, choices)
    assert date(2027, 3, 30) in days(lines, "MASE") and None in days(lines, "MASE")
    made = plans.keep(2027, choices=choices)
    assert len(made) == 36  # one left out, one added
    kept = [one for one in every(store, Meeting) if one.body_code == "KR-MASE"]
    assert first(8) not in {one.planned_for for one in kept}
    assert date(2027, 3, 30) in {one.held_on for one in kept}


def test_a_day_that_is_stopped_needs_a_reason_and_nothing_is_kept_without(store: Store, plans: Plans) -> None:
    slot = ("KR-MASE", first(3))
    good_friday = date(2027, 3, 26)
    found = plans.check(slot, good_friday)
    assert [(one.rule, one.severity) for one in found] == [("bank-holiday", Severity.STOP)]
    line = next(one for one in plans.year(2027, {slot: Choice(good_friday)}) if one.chosen)
    assert line.stopped
    with pytest.raises(Refused, match="bank holiday"):
        plans.keep(2027, choices={slot: Choice(good_friday)})
    assert every(store, Meeting) == []
    reasoned = {slot: Choice(good_friday, "The only day the hall is free.")}
    assert not any(one.stopped for one in plans.year(2027, reasoned))
    plans.keep(2027, choices=reasoned)
    kept = next(one for one in every(store, Meeting) if one.held_on == good_friday)
    assert kept.date_reason == "The only day the hall is free."


def test_the_order_is_checked_against_what_else_is_planned(plans: Plans) -> None:
    rules = [one.rule for one in plans.check(("KR-MASE", first(3)), date(2027, 3, 3))]
    assert rules == ["order", "order"]
    earlier = {
        ("KR-CME", first(3)): Choice(date(2027, 3, 1)),
        ("KR-MISPER", first(3)): Choice(date(2027, 3, 2)),
    }
    assert plans.check(("KR-MASE", first(3)), date(2027, 3, 3), earlier) == ()


def test_what_was_moved_by_hand_still_stands_for_its_month(store: Store, plans: Plans) -> None:
    planner = Planner(store, OCTOBER)
    november = planner.plan(2026, 11)
    mase = next(row for row in november if row.body_short == "MASE")
    planner.move(mase.id, date(2026, 12, 3), "Half of the members are away.")
    assert {row.body_short for row in planner.plan(2026, 12) if row.on.month == 12} == {
        "CME",
        "MisPer",
        "MASE",
    }
    december = [row.on for row in planner.month(2026, 12) if row.body_short == "MASE"]
    assert december == [date(2026, 12, 3), date(2026, 12, 29)], "November's, moved, and December's own"
    assert planner.plan(2026, 11) == planner.plan(2026, 11)
    assert len(planner.meetings("KR-MASE")) == 2


def test_the_rest_of_a_month_comes_after_what_was_moved(store: Store, plans: Plans) -> None:
    planner = Planner(store, OCTOBER)
    planner.add("MisPer", date(2026, 11, 27))
    november = {row.body_short: row.on for row in planner.plan(2026, 11)}
    assert november == {"CME": date(2026, 11, 10), "MisPer": date(2026, 11, 27), "MASE": date(2026, 11, 30)}


def test_a_body_that_must_come_before_what_stands_is_planned_before_it(store: Store) -> None:
    planner = Planner(store, OCTOBER)
    planner.add("MASE", date(2026, 11, 12))
    november = {row.body_short: (row.on, row.order_note) for row in planner.plan(2026, 11)}
    assert november["MisPer"][0] == date(2026, 11, 11)
    assert "to come before the meetings after it" in november["MisPer"][1]


def test_a_year_that_has_begun_is_carried_on(store: Store, plans: Plans) -> None:
    planner = Planner(store, OCTOBER)
    planner.plan(2027, 1)
    assert len(plans.keep(2027)) == 33
    assert plans.keep(2027) == ()
    assert all(line.stands for line in plans.year(2027) if line.on)


def test_one_more_by_hand_is_an_extra_meeting_of_its_month(store: Store, plans: Plans) -> None:
    planner = Planner(store, OCTOBER)
    planner.plan(2027, 5)
    planner.add("MASE", date(2027, 5, 13), "Two new cases cannot wait.")
    assert days(plans.month(2027, 5), "MASE") == [date(2027, 5, 13), date(2027, 5, 28)]
    lines = [line for line in plans.year(2027) if line.short == "MASE" and line.slot == first(5)]
    assert len(lines) == 2 and all(line.stands for line in lines)


def test_two_meetings_of_a_body_never_fall_on_one_day(store: Store, plans: Plans) -> None:
    choices = {("KR-CME", first(3)): Choice(date(2027, 2, 9)), ("KR-CME", first(2)): Choice(date(2027, 2, 9))}
    with pytest.raises(Refused, match="already a CME on Tue 9 Feb 2027"):
        plans.keep(2027, choices=choices)
    assert every(store, Meeting) == []


def test_a_year_that_is_none_is_refused(plans: Plans) -> None:
    with pytest.raises(Refused, match="A month has a year"):
        plans.keep(1999)
