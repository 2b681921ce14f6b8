"""Safety plans with versions and reviews, marks of concern, and readiness."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from app.errors import Refused
from app.models import Concern, SafetyPlan
from app.services.clock import fixed_clock
from app.services.desk import Desk
from app.services.keeping.destroying import remove_rows
from app.services.keeping.holds import RecordKey
from app.services.missing.safety_rows import the_subject
from app.services.people.subjects import SAME
from tests.builders import a_case, a_store, an_episode, every, person_of

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(a_store(tmp_path), fixed_clock(NOW))


def a_child(desk: Desk, name: str = "Tom Hale", times: int = 1, **fields: Any) -> int:
    person: int | None = None
    for day in range(1, times + 1):
        at = datetime(2026, 11, day, 20)
        number = an_episode(desk.store, at, at.replace(hour=23), name, person_id=person, **fields)
        person = desk.missing.view(number).row.person_id
    assert person is not None
    return person


def test_a_new_version_ends_the_one_before_and_keeps_it_readable(desk: Desk) -> None:
    person = a_child(desk)
    desk.safety.new_plan(person, "Ring mum first.", "A Marsh", date(2026, 12, 1), date(2026, 11, 2))
    desk.safety.new_plan(person, "Ring mum, then the police.", "A Marsh", date(2026, 12, 20))
    child = desk.safety.child(person)
    assert [(plan.number, plan.summary, plan.ended) for plan in child.plans] == [
        (2, "Ring mum, then the police.", ""),
        (1, "Ring mum first.", "replaced by a newer version on 20/11/2026"),
    ]
    assert [row.number for row in desk.safety.rows()] == [2]


def test_a_review_is_due_overdue_and_done(desk: Desk) -> None:
    person = a_child(desk)
    plan = desk.safety.new_plan(person, "Ring mum.", "A Marsh", date(2026, 11, 12), date(2026, 11, 2))
    assert [row.standing for row in desk.safety.rows()] == ["overdue"]
    assert [one.rule for one in desk.safety.child(person).findings] == ["plan-review"]
    due = [row for row in desk.planner.due(TODAY) if row.kind == "safety plan"]
    assert [(row.what, row.overdue) for row in due] == [("Review of the safety plan: Tom H.", True)]
    desk.safety.review_plan(plan, "J Bale", date(2026, 12, 12))
    assert [row.standing for row in desk.safety.rows()] == ["reviewed"]
    assert desk.safety.child(person).findings == ()
    assert [row.due for row in desk.planner.due(TODAY) if row.kind == "safety plan"] == [date(2026, 12, 12)]


def test_who_ought_to_have_a_plan_stands_among_them(desk: Desk) -> None:
    a_child(desk, "Often Gone", 4)
    a_child(desk, "Once Gone", 1)
    a_child(desk, "Placed Here", 1, responsible_authority="Surrey CC")
    assert [(row.name, row.standing, row.why) for row in desk.safety.rows()] == [
        ("Often Gone", "no plan", "4 episodes in 3 months"),
        ("Placed Here", "no plan", "Surrey CC is responsible"),
    ]


def test_a_concern_is_raised_with_a_reason_and_ended_with_one(desk: Desk) -> None:
    person = a_child(desk)
    with pytest.raises(Refused, match="what the concern is"):
        desk.safety.raise_concern(person, " ", "J Bale")
    concern = desk.safety.raise_concern(person, "Goes with older men.", "J Bale")
    assert [row.concern for row in desk.safety.rows()] == ["Goes with older men."]
    with pytest.raises(Refused, match="why the concern is over"):
        desk.safety.end_concern(concern, "")
    desk.safety.end_concern(concern, "He has moved away.")
    (kept,) = desk.safety.child(person).concerns
    assert (kept.ended_on, kept.end_reason) == (TODAY, "He has moved away.")
    assert desk.safety.rows() == ()


def test_r10_readiness_is_kept_and_judged(desk: Desk) -> None:
    person = a_child(desk)
    desk.safety.save_ready(person, "assessed_risk", "high")
    desk.safety.save_ready(person, "placed_on", date(2026, 11, 3))
    assert [one.rule for one in desk.safety.child(person).findings] == ["P35", "P35"]
    desk.safety.save_ready(person, "grab_pack", True)
    desk.safety.save_ready(person, "assessed_on", date(2026, 11, 1))
    child = desk.safety.child(person)
    assert child.findings == () and child.ready.grab_pack is True
    with pytest.raises(ValueError, match="no field"):
        desk.safety.save_ready(person, "version", "1")


@pytest.mark.parametrize(
    ("summary", "review", "made", "sentence"),
    [
        (" ", None, None, "what the safety plan says"),
        ("Ring mum.", date(2026, 11, 1), date(2026, 11, 2), "before the plan"),
    ],
)
def test_a_plan_that_says_nothing_is_refused(
    desk: Desk, summary: str, review: date | None, made: date | None, sentence: str
) -> None:
    person = a_child(desk)
    with pytest.raises(Refused, match=sentence):
        desk.safety.new_plan(person, summary, "A Marsh", review, made)
    assert every(desk.store, SafetyPlan) == []


def test_joining_and_taking_apart_leaves_both_whole(desk: Desk) -> None:
    person = a_child(desk)
    case = a_case(desk.store, "Tomas Hale")
    other = person_of(desk.store, case)
    desk.safety.new_plan(person, "Ring mum.", "A Marsh", None)
    desk.safety.raise_concern(other, "Older friends.", "J Bale")
    subjects = [desk.safety.child(one).plans for one in (person, other)]
    assert [len(plans) for plans in subjects] == [1, 0]
    with desk.store.reading() as session:
        pair = the_subject(session, person).id, the_subject(session, other).id
    decision = desk.who.decide(*pair, SAME)
    joined = desk.safety.child(min(person, other))
    assert len(joined.plans) == 1 and len(joined.concerns) == 1
    desk.who.undo(decision.id)
    assert len(desk.safety.child(person).plans) == 1 and desk.safety.child(person).concerns == ()
    assert len(desk.safety.child(other).concerns) == 1 and desk.safety.child(other).plans == ()


def test_what_is_destroyed_takes_our_own_records_along(desk: Desk) -> None:
    person = a_child(desk)
    number = next(row.episode_id for row in desk.missing.waiting())
    desk.missing_records.save(number, "circumstances", "Left by the window.")
    question = desk.missing.view(number).questions[0]
    desk.missing_records.save_answer(number, question.key, "Yes.")
    desk.safety.new_plan(person, "Ring mum.", "A Marsh", None)
    desk.safety.raise_concern(person, "Older friends.", "J Bale")
    desk.safety.save_ready(person, "grab_pack", True)
    with desk.store.transaction("destroy record") as session:
        removed = remove_rows(session, RecordKey("person", person))
    assert {"records of episodes", "answers in interviews", "return interviews", "safety plans"} <= set(
        removed.counts
    )
    assert every(desk.store, Concern) == [] and desk.history.of_child(person) == ()
