from datetime import date

import pytest

from app.domain.deadlines import deadlines_for, due_after, due_before, is_overdue, standing
from app.domain.profiles import DAYS, WEEKS, WORKING_DAYS, Clock
from tests.domain.kingston import body

TUESDAY = date(2026, 5, 12)


@pytest.mark.parametrize(
    ("clock", "before", "after"),
    [
        (Clock(7, WORKING_DAYS), date(2026, 4, 30), date(2026, 5, 21)),  # A6
        (Clock(2, WEEKS), date(2026, 4, 28), date(2026, 5, 26)),
        (Clock(14, DAYS), date(2026, 4, 28), date(2026, 5, 26)),
    ],
)
def test_clocks(clock: Clock, before: date, after: date) -> None:
    assert due_before(TUESDAY, clock) == before
    assert due_after(TUESDAY, clock) == after


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        ("MASE", {"agenda": date(2026, 4, 30), "list": date(2026, 4, 30), "minutes": date(2026, 5, 26)}),
        (
            "CME",
            {
                "agenda": date(2026, 4, 30),
                "list": date(2026, 4, 30),
                "register": date(2026, 4, 30),
                "assurance": date(2026, 4, 30),
                "minutes": date(2026, 5, 26),
            },
        ),
        ("Subgroup", {"agenda": date(2026, 5, 5), "minutes": date(2026, 6, 2)}),
    ],
)
def test_deadlines_for(short: str, expected: dict[str, date]) -> None:
    found = deadlines_for(body(short), TUESDAY)
    assert {item.key: item.due for item in found} == expected
    assert all(item.body_short == short and item.meeting_on == TUESDAY for item in found)


def test_closed_days_move_notice() -> None:
    agenda = deadlines_for(body("MASE"), TUESDAY, {date(2026, 5, 11)})[0]
    assert agenda.due == date(2026, 4, 29)


@pytest.mark.parametrize(
    ("today", "done_on", "words"),
    [
        (date(2026, 4, 20), date(2026, 4, 28), "done"),
        (date(2026, 5, 20), date(2026, 5, 1), "done late"),
        (date(2026, 4, 30), None, "due today"),
        (date(2026, 5, 1), None, "overdue"),
        (date(2026, 4, 29), None, "due in 1 working day"),
        (date(2026, 4, 27), None, "due in 3 working days"),
    ],
)
def test_standing(today: date, done_on: date | None, words: str) -> None:
    due = date(2026, 4, 30)
    assert standing(due, today, done_on) == words
    assert is_overdue(due, today, done_on) == (words == "overdue")


def test_standing_over_a_weekend_counts_days() -> None:
    assert standing(date(2026, 11, 22), date(2026, 11, 20)) == "due in 2 days"
