"""Category, continue or discharge, rationale."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.models import Case, MonthlyEntry, Spell
from tests.builders import MEETING_DAY, a_case, a_meeting, every, get
from tests.services.room_rig import DECEMBER, Rig, a_rig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def entry(rig: Rig) -> int:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    rig.quorate(meeting)
    return rig.entry_ids(meeting)["Zofia Kowalska"]


def entry_of(rig: Rig, entry: int) -> MonthlyEntry:
    return get(rig.store, MonthlyEntry, entry)


@pytest.mark.parametrize("rationale", [None, "", "  \n "])
def test_a_discharge_without_a_rationale_is_blocked(rig: Rig, entry: int, rationale: str | None) -> None:
    with pytest.raises(Refused, match="needs its rationale"):
        rig.decisions.decide(entry, "discharge", rationale)
    assert entry_of(rig, entry).decision == ""


def test_the_rationale_can_be_there_first(rig: Rig, entry: int) -> None:
    rig.decisions.set_rationale(entry, "Nothing for six months.")
    rig.decisions.decide(entry, "discharge")
    kept = entry_of(rig, entry)
    assert (kept.decision, kept.rationale) == ("discharge", "Nothing for six months.")
    with pytest.raises(Refused, match="earlier one was kept"):
        rig.decisions.set_rationale(entry, " ")
    assert entry_of(rig, entry).rationale == "Nothing for six months."


def test_a_decision_can_be_changed_and_taken_back(rig: Rig, entry: int) -> None:
    rig.decisions.decide(entry, "discharge", "Nothing for six months.")
    rig.decisions.decide(entry, "continue")
    assert (entry_of(rig, entry).decision, entry_of(rig, entry).rationale) == (
        "continue", "Nothing for six months.",
    )  # fmt: skip
    rig.decisions.decide(entry, "")
    assert entry_of(rig, entry).decision == ""
    with pytest.raises(ValueError, match="adjourn"):
        rig.decisions.decide(entry, "adjourn")


@pytest.mark.parametrize("code", [0, 1, 2, 3, None])
def test_categories_of_the_body(rig: Rig, entry: int, code: int | None) -> None:
    rig.decisions.set_category(entry, code)
    assert entry_of(rig, entry).category == code
    assert entry_of(rig, entry).category_before == 2


def test_a_category_the_body_does_not_use(rig: Rig, entry: int) -> None:
    with pytest.raises(Refused, match="0, 1, 2, 3"):
        rig.decisions.set_category(entry, 7)


def test_advice_on_a_discharge_above_the_threshold(rig: Rig, entry: int) -> None:
    rig.decisions.decide(entry, "discharge", "Moved away.")
    assert "P22" in [finding.rule for finding in rig.room.entry(entry).findings]
    rig.decisions.set_category(entry, 0)
    assert rig.room.entry(entry).findings == ()


def test_a_correction_after_the_close_is_carried_out(rig: Rig, entry: int) -> None:
    meeting = entry_of(rig, entry).meeting_id
    rig.decisions.decide(entry, "discharge", "Nothing for six months.")
    rig.room.close(meeting)
    rig.decisions.decide(entry, "continue", "Agreed to wait another month.")
    rig.decisions.set_category(entry, 3)
    (case,), (spell,) = every(rig.store, Case), every(rig.store, Spell)
    assert (case.closed_on, case.closed_reason, case.category, spell.ended_on) == (None, "", 3, None)
    rig.decisions.decide(entry, "discharge", "It was a discharge.")
    rig.decisions.set_rationale(entry, "It was a discharge after all.")
    (case,), (spell,) = every(rig.store, Case), every(rig.store, Spell)
    assert (case.closed_on, case.closed_reason) == (MEETING_DAY, "It was a discharge after all.")
    assert (spell.ended_on, spell.end_reason) == (MEETING_DAY, "It was a discharge after all.")


def test_a_later_meeting_makes_the_decision_stand(rig: Rig, entry: int) -> None:
    rig.decisions.decide(entry, "continue", "Plan is working.")
    rig.room.close(entry_of(rig, entry).meeting_id)
    rig.on(DECEMBER).room.enter(a_meeting(rig.store, DECEMBER))
    with pytest.raises(Refused, match="later meeting"):
        rig.decisions.decide(entry, "discharge", "Too late.")
    rig.decisions.set_rationale(entry, "Plan is working well.")  # words can still be put right in the draft
    assert entry_of(rig, entry).rationale == "Plan is working well."


def test_words_put_right_in_an_old_draft_leave_what_a_later_meeting_decided(rig: Rig, entry: int) -> None:
    rig.decisions.set_category(entry, 3)
    rig.decisions.decide(entry, "continue", "Plan is new.")
    rig.room.close(entry_of(rig, entry).meeting_id)
    december = a_meeting(rig.store, DECEMBER)
    rig.on(DECEMBER).room.enter(december)
    rig.decisions.set_category(rig.entry_ids(december)["Zofia Kowalska"], 1)
    rig.hold(december)
    rig.decisions.set_rationale(entry, "The plan is new.")
    (case,) = every(rig.store, Case)
    assert case.category == 1
