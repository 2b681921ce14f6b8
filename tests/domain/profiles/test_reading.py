"""A profile's file is read whole, or refused in a sentence that names the place."""

import tomllib
from dataclasses import fields, replace
from datetime import date

import pytest

from app.domain.profiles import (
    DAYS,
    HOURS,
    MONTHS,
    WORKING_DAYS,
    Body,
    Clock,
    Countdown,
    RepeatMissing,
    body_from_toml,
)
from app.domain.profiles.layout import LAYOUT
from app.errors import Refused
from app.resources import resource

LEAST = """
[body]
code = "X"
name = "A body"
short = "X"
kind = "mase"
effective_from = 2026-01-01
partnership = "P"
areas = ["North"]
chair_role = "Chair"
starts = 10:00:00
ends = 12:00:00
frequency = "monthly"

[marking]
text = "OFFICIAL"

[notice]
agenda = { n = 7, unit = "working days" }

[minutes]
circulate = { n = 2, unit = "weeks" }
"""


def test_every_rule_of_a_body_has_its_place_in_the_file() -> None:
    assert set(LAYOUT) == {field.name for field in fields(Body)}
    assert len(set(LAYOUT.values())) == len(LAYOUT)


def test_what_a_file_leaves_out_is_as_it_always_was() -> None:
    body = body_from_toml(LEAST)
    assert body.list_notice == body.agenda_notice == Clock(7, WORKING_DAYS)
    assert (body.quorum.kind, body.seats, body.pattern, body.register_notice) == ("none", (), None, None)
    assert (body.interview_hours, body.education_hours, body.top_list, body.other_list) == (72, 25.0, 10, 10)
    assert body.repeat_missing == RepeatMissing(4, Clock(3, MONTHS))
    assert (body.deadlines.strategy.clock, body.support.acknowledge.clock) == (
        Clock(3, DAYS),
        Clock(24, HOURS),
    )
    assert (body.suppression.mark, body.suppression.base) == ("<5", 10_000)
    assert (body.absent_is, body.include_placed_in, body.retired) == ("status", False, False)
    assert [band.label for band in body.age_bands] == ["Under 13", "13", "14–15", "16 and over"]
    assert all(sum(band.holds(age) for band in body.age_bands) == 1 for age in range(26))


def test_the_first_release_kept_the_repeat_rule_among_the_limits() -> None:
    body = body_from_toml(
        LEAST + "[limits]\nrepeat_missing_count = 5\nrepeat_missing_months = 2\ntop_list = 12\n"
    )
    assert (body.repeat_missing, body.top_list) == (RepeatMissing(5, Clock(2, MONTHS)), 12)


def test_a_group_changes_only_what_it_names() -> None:
    body = body_from_toml(
        LEAST
        + '[support]\nacknowledge = { n = 1, unit = "working days", from = "arrival" }\nsources = ["MASE"]\n'
        + "[suppression]\nthreshold = 10\n[body.terms_of_reference]\nreviewed_on = 2025-06-01\n"
    )
    least = body_from_toml(LEAST)
    acknowledge = Countdown(1, WORKING_DAYS, "arrival")
    assert body.support == replace(least.support, acknowledge=acknowledge, sources=("MASE",))
    assert body.suppression.mark == "<10"
    assert (body.terms_review.last, body.terms_review.years) == (date(2025, 6, 1), 1)


@pytest.mark.parametrize(
    ("frequency", "months"),
    [
        ("monthly", tuple(range(1, 13))),
        ("bi-monthly", (1, 3, 5, 7, 9, 11)),
        ("quarterly", (1, 4, 7, 10)),
        ("yearly", (1,)),
        ("5 a year", (1, 3, 5, 8, 10)),
    ],
)
def test_how_often_it_meets(frequency: str, months: tuple[int, ...]) -> None:
    body = body_from_toml(LEAST.replace('"monthly"', f'"{frequency}"'))
    assert body.meeting_months == months and body.meetings_a_year == len(months)
    assert replace(body, months=(2, 8)).meeting_months == (2, 8)
    assert len(replace(body, first_month=11).meeting_months) == len(months)


def test_meetings_may_be_counted_from_another_month_than_january() -> None:
    body = body_from_toml(LEAST)
    assert replace(body, frequency="quarterly", first_month=2).meeting_months == (2, 5, 8, 11)
    assert replace(body, frequency="quarterly", first_month=12).meeting_months == (3, 6, 9, 12)
    assert replace(body, frequency="bi-monthly", first_month=2).meeting_months == (2, 4, 6, 8, 10, 12)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('code = "X"\n', "", "lacks body.code"),
        ('short = "X"', "short = 7", "body.short must be text"),
        ("n = 7", 'n = "seven"', "notice.agenda.n must be a whole number"),
        ("n = 7", "n = true", "notice.agenda.n must be a whole number"),
        ('unit = "working days"', 'unit = "moons"', "counts in moons; it can count in working days"),
        ('unit = "working days"', 'unit = "hours"', "counts in hours"),
        ('unit = "weeks"', 'unti = "weeks"', "means nothing here: unti"),
        ('"monthly"', '"13 a year"', "the frequency is 13 a year"),
        ('"monthly"', '"often"', "the frequency is often"),
        ('"mase"', '"council"', "kind is council; it can be mase"),
        ("ends = 12:00:00", "ends = 10:00:00", "not after its start"),
        ('chair_role = "Chair"', 'chair_roll = "Chair"', "means nothing here: chair_roll"),
        (
            "[marking]",
            "[limits]\ntop_ten = 10\n[marking]",
            "limits has a key that means nothing here: top_ten",
        ),
        ("[marking]", "[marker]\nx = 1\n[marking]", "a part that means nothing here: marker"),
        (
            "[marking]",
            "[recording]\nabsent_is = 'a mood'\n[marking]",
            "absent is is a mood; it can be status",
        ),
        ("[marking]", '[body.meets]\nweek = 1\nweekday = "Frigg"\n[marking]', "must be a day of the week"),
        ("[marking]", '[body.meets]\nweek = 6\nweekday = "Friday"\n[marking]', "-1 for the last"),
        (
            "[marking]",
            "[[retention]]\nclass = 'x'\ntrigger = 'born'\nyears = 1\n[marking]",
            "retention no. 1",
        ),
        ("[marking]", "[[categories]]\ncode = 1\n[marking]", "categories no. 1 lacks label"),
        ("[marking]", "seats = 3\n[marking]", "body has a key that means nothing here: seats"),
        ("[marking]", "[marking", "not a readable TOML file"),
    ],
)
def test_what_cannot_be_used_is_refused_and_named(old: str, new: str, says: str) -> None:
    text = LEAST.replace(old, new, 1)
    assert text != LEAST
    with pytest.raises(Refused, match=says):
        body_from_toml(text)


@pytest.mark.parametrize("name", ["seats", "agenda", "categories"])
def test_nothing_stands_there_twice(name: str) -> None:
    text = resource("profiles", "kingston-richmond", "kr-mase.toml").read_text(encoding="utf-8")
    first = text.index(f"[[{name}]]")
    again = text[first : text.index("\n\n", first)] + "\n\n"
    assert tomllib.loads(text[:first] + again + text[first:])
    with pytest.raises(Refused, match="stands there 2 times"):
        body_from_toml(text[:first] + again + text[first:])
