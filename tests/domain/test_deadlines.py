from datetime import date

import pytest

from app.domain.calendar import AS_SHIPPED, OfficeCalendar
from app.domain.deadlines import (
    Timeliness,
    deadlines_for,
    due_after,
    due_before,
    due_words,
    is_overdue,
    late_words,
    standing,
    timeliness,
)
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
    assert due_before(TUESDAY, clock, AS_SHIPPED) == before
    assert due_after(TUESDAY, clock, AS_SHIPPED) == after


@pytest.mark.parametrize(
    ("short", "expected"),
    [
        (
            "MASE",
            {
                "agenda": date(2026, 4, 30),
                "list": date(2026, 4, 30),
                "minutes": date(2026, 5, 26),
                "actions": date(2026, 5, 26),
                "report:agencies-not-represented-at-the": date(2026, 5, 26),
            },
        ),
        (
            "CME",
            {
                "agenda": date(2026, 4, 30),
                "list": date(2026, 4, 30),
                "register": date(2026, 4, 30),
                "assurance": date(2026, 4, 30),
                "minutes": date(2026, 5, 26),
                "actions": date(2026, 5, 26),
            },
        ),
        ("Subgroup", {"agenda": date(2026, 5, 5), "minutes": date(2026, 6, 2)}),
    ],
)
def test_deadlines_for(short: str, expected: dict[str, date]) -> None:
    found = deadlines_for(body(short), TUESDAY, AS_SHIPPED)
    assert {item.key: item.due for item in found} == expected
    assert all(item.body_short == short and item.meeting_on == TUESDAY for item in found)


def test_closed_days_move_notice() -> None:
    agenda = deadlines_for(body("MASE"), TUESDAY, OfficeCalendar({date(2026, 5, 11): "Closed"}))[0]
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
    assert standing(due, today, AS_SHIPPED, done_on) == words
    assert is_overdue(due, today, done_on) == (words == "overdue")


def test_standing_over_a_weekend_counts_days() -> None:
    assert standing(date(2026, 11, 22), date(2026, 11, 20), AS_SHIPPED) == "due in 2 days"


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 19), "due today"),
        (date(2026, 11, 18), "due tomorrow"),
        (date(2026, 11, 13), "due Thursday"),
        (date(2026, 11, 12), "due Thu 19 Nov"),  # that same weekday, a week before
        (date(2025, 12, 1), "due Thu 19 Nov 2026"),
        (date(2026, 11, 20), "was due yesterday"),
        (date(2026, 11, 25), "was due Thursday"),
        (date(2026, 11, 26), "was due Thu 19 Nov"),
    ],
)
def test_due_words(today: date, words: str) -> None:
    assert due_words(date(2026, 11, 19), today) == words


def test_late_words() -> None:
    due = date(2026, 11, 20)
    assert late_words(due, date(2026, 11, 24), AS_SHIPPED) == "2 working days late"
    assert late_words(due, date(2026, 11, 22), AS_SHIPPED) == "2 days late"


@pytest.mark.parametrize(
    ("sent_on", "today", "agreed", "expected"),
    [
        (None, date(2026, 11, 19), False, Timeliness.WAITING),
        (None, date(2026, 11, 20), False, Timeliness.MISSING),
        (None, date(2026, 11, 20), True, Timeliness.AGREED),
        (date(2026, 11, 19), date(2026, 12, 1), False, Timeliness.IN_TIME),
        (date(2026, 11, 20), date(2026, 12, 1), False, Timeliness.LATE),
        (date(2026, 11, 20), date(2026, 12, 1), True, Timeliness.AGREED),
        (date(2026, 11, 19), date(2026, 12, 1), True, Timeliness.IN_TIME),
    ],
)
def test_timeliness(sent_on: date | None, today: date, agreed: bool, expected: Timeliness) -> None:
    assert timeliness(date(2026, 11, 19), today, sent_on, agreed=agreed) is expected
