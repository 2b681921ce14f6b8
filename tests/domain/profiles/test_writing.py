"""A body is written as a file that reads back to the same body, whatever was put into it."""

import tomllib
from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.profiles import (
    DAYS,
    MONTHS,
    UNITS,
    WEEKS,
    AgeBand,
    AgendaItem,
    Body,
    Category,
    Choice,
    Clock,
    Contact,
    Countdown,
    Definition,
    MeetingPattern,
    RepeatMissing,
    ReportDuty,
    Seat,
    Suppression,
    body_from_toml,
    body_to_toml,
)
from app.domain.profiles.checking import CHOICES
from app.domain.wordings import StatementText
from tests.domain.profiles.shipped import bodies

BODIES = [pytest.param(body, id=body.code) for _, body in bodies()]
MASE = next(body for _, body in bodies() if body.code == "KR-MASE")


@pytest.mark.parametrize("body", BODIES)
def test_every_shipped_body_comes_back(body: Body) -> None:
    written = body_to_toml(body)
    assert body_from_toml(written) == body
    assert body_to_toml(body_from_toml(written)) == written


@pytest.mark.parametrize("body", BODIES)
def test_every_number_is_written_out(body: Body) -> None:
    """So that a later release with other defaults changes nothing for meetings under this profile."""
    table = tomllib.loads(body_to_toml(body))
    assert table["limits"]["interview_hours"] == body.interview_hours
    assert table["limits"]["include_placed_in"] is body.include_placed_in
    assert table["support"]["cases_at_once"] == body.support.cases_at_once
    assert table["suppression"]["threshold"] == body.suppression.threshold
    assert table["deadlines"]["strategy"]["n"] == body.deadlines.strategy.count
    assert table["recording"]["absent_is"] == body.absent_is


def test_a_list_that_is_empty_on_purpose_stays_empty() -> None:
    empty = replace(MASE, age_bands=(), missing_risks=(), single_points=(), seats=(), agenda=())
    assert body_from_toml(body_to_toml(empty)) == empty


words = st.text(max_size=30)
named = st.text(min_size=1, max_size=20).filter(lambda text: text.strip() != "")
counts = st.integers(0, 400)
clocks = st.builds(Clock, counts, st.sampled_from(UNITS))
notices = st.builds(Clock, counts, st.sampled_from(UNITS[:4]))
windows = st.builds(Clock, counts, st.sampled_from((DAYS, WEEKS, MONTHS)))
keys = st.text("abcdefgh-", min_size=1, max_size=8)


def several(one: st.SearchStrategy[object], key: str = "key") -> st.SearchStrategy[tuple[object, ...]]:
    found = st.lists(one, max_size=3, unique_by=lambda value: getattr(value, key))
    return found.map(tuple)


texts = st.lists(words, max_size=3).map(tuple)
CHANGES = {
    "name": named,
    "short": named,
    "effective_from": st.dates(date(1000, 1, 1), date(9999, 12, 31)),
    "retired": st.booleans(),
    "parent_bodies": texts,
    "areas": texts,
    "chair_role": words,
    "frequency": st.sampled_from(["monthly", "bi-monthly", "quarterly", "yearly", "7 a year"]),
    "pattern": st.none() | st.builds(MeetingPattern, st.sampled_from([1, 2, 3, 4, -1]), st.integers(0, 6)),
    "months": st.lists(st.integers(1, 12), max_size=4).map(tuple),
    "agenda_notice": notices,
    "list_notice": notices,
    "register_notice": st.none() | notices,
    "action_circulation": st.none() | notices,
    "repeat_missing": st.builds(RepeatMissing, st.integers(1, 20), windows),
    "education_hours": st.floats(0, 60, allow_nan=False),
    "include_placed_in": st.booleans(),
    "terms": st.dictionaries(words, words, max_size=4),
    "statement": st.none() | st.builds(StatementText, words, words, texts, texts),
    "definitions": several(st.builds(Definition, keys, words, words, words)),
    "contacts": several(st.builds(Contact, keys, words, st.none() | st.times())),
    "report_duties": st.lists(st.builds(ReportDuty, words, words, words, texts), max_size=2).map(tuple),
    "seats": several(st.builds(Seat, keys, words, words, st.booleans(), st.booleans(), deputies=texts)),
    "agenda": several(st.builds(AgendaItem, keys, words, words, counts)),
    "categories": several(st.builds(Category, st.integers(0, 9), words, words), "code"),
    "exploitation_types": several(st.builds(Choice, keys, words)),
    "age_bands": st.lists(
        st.builds(AgeBand, st.integers(0, 25), st.none() | st.integers(0, 25)), max_size=3
    ).map(tuple),
    "suppression": st.builds(Suppression, counts, counts, counts, words, words, counts),
    "deadlines": st.builds(
        lambda start, meetings: replace(MASE.deadlines, strategy=start, provider_meetings=meetings),
        st.builds(Countdown, counts, st.sampled_from(UNITS), words),
        st.none() | clocks,
    ),
    "prompting": st.builds(
        lambda off, on: replace(MASE.prompting, off=off, historic_orders=on), texts, st.booleans()
    ),
    **{field: st.sampled_from(allowed) for field, allowed in CHOICES.items()},
}


@given(st.fixed_dictionaries({}, optional=CHANGES))
def test_any_edit_comes_back(changes: dict[str, object]) -> None:
    body = replace(MASE, **changes)  # type: ignore[arg-type]
    assert body_from_toml(body_to_toml(body)) == body


def test_hours_and_days_are_written_as_they_are() -> None:
    body = replace(MASE, starts=time(9, 30), ends=time(12, 45, 30), effective_from=date(2027, 1, 4))
    assert body_from_toml(body_to_toml(body)) == body
