"""When a record comes up for review."""

from datetime import date

import pytest

from app.domain.profiles import body_from_toml
from app.domain.retention import RetentionRule, Review, TriggerDates, review_of_all, review_on, years_after
from app.errors import Refused
from app.resources import resource
from tests.domain.kingston import AREA, body

BORN = date(2012, 4, 3)
CASE = RetentionRule("case", "born", 75)
ENTRY = RetentionRule("register entry", "born", 25)
CLOSED = RetentionRule("case", "discharged", 35)


@pytest.mark.parametrize(
    ("rules", "dates", "expected"),
    [
        ((CASE,), TriggerDates(born=BORN), Review(date(2087, 4, 3), "case", "75 years after birth")),
        ((CLOSED,), TriggerDates(born=BORN), None),  # an open case: its clock has not started
        (
            (CLOSED,),
            TriggerDates(discharged=date(2026, 11, 27)),
            Review(date(2061, 11, 27), "case", "35 years after discharge"),
        ),
        (
            (CASE, CLOSED),
            TriggerDates(born=BORN, discharged=date(2026, 1, 1)),
            Review(date(2087, 4, 3), "case", "75 years after birth"),
        ),
        (
            (CASE,),
            TriggerDates(last_activity=date(2026, 11, 1)),
            Review(date(2101, 11, 1), "case", "75 years after the last entry"),
        ),
        ((CASE,), TriggerDates(), None),
        ((ENTRY,), TriggerDates(born=BORN), None),
        ((), TriggerDates(born=BORN), None),
    ],
)
def test_review(rules: tuple[RetentionRule, ...], dates: TriggerDates, expected: Review | None) -> None:
    assert review_on("case", dates, rules) == expected


def test_a_child_of_several_classes_is_reviewed_once_at_the_last_day() -> None:
    dates = TriggerDates(born=BORN)
    whole = review_of_all(["case", "register entry"], dates, [CASE, ENTRY])
    assert whole is not None and whole.on == date(2087, 4, 3)
    assert review_of_all(["register entry"], dates, [CASE, ENTRY]) == review_on(
        "register entry", dates, [ENTRY]
    )
    assert review_of_all(["case", "episode"], dates, [CASE]) is None  # no rule for a part keeps the whole
    assert review_of_all([], dates, [CASE]) is None


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [
        (date(2012, 2, 29), 75, date(2087, 3, 1)),
        (date(2012, 2, 29), 4, date(2016, 2, 29)),
        (date(2012, 12, 31), 1, date(2013, 12, 31)),
    ],
)
def test_leap_days(day: date, years: int, expected: date) -> None:
    assert years_after(day, years) == expected


def test_the_shipped_rules() -> None:
    rules = {
        of.short: {rule.record_class: (rule.trigger, rule.years) for rule in of.retention}
        for of in AREA.bodies
    }
    minutes = {"minutes": ("meeting", 25)}
    assert rules == {
        "MASE": {"case": ("born", 75), **minutes},
        "MisPer": {"episode": ("born", 75), **minutes},
        "CME": {"register entry": ("born", 25), **minutes},
        "Subgroup": minutes,
    }
    assert body("MASE").retention[0] == CASE


@pytest.mark.parametrize(("trigger", "years"), [("full moon", 5), ("born", 0)])
def test_a_rule_that_cannot_be_used_is_refused_with_the_profile(trigger: str, years: int) -> None:
    text = resource("profiles", "kingston-richmond", "kr-mase.toml").read_text(encoding="utf-8")
    text += f'\n[[retention]]\nclass = "case"\ntrigger = "{trigger}"\nyears = {years}\n'
    with pytest.raises(Refused, match="cannot be used"):
        body_from_toml(text)
