"""The end of a meeting: what holds it open, what its decisions do, and what stays provisional."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from app.models import Case, Meeting, MonthlyEntry, Spell
from tests.builders import MEETING_DAY, a_case, a_meeting, every, get
from tests.services.room_rig import DECEMBER, Rig, a_rig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def meeting(rig: Rig) -> int:
    a_case(rig.store, "Zofia Kowalska")
    a_case(rig.store, "Ella Price")
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    rig.quorate(meeting)
    return meeting


def test_undecided_cases_hold_the_meeting_open(rig: Rig, meeting: int) -> None:
    with pytest.raises(Refused) as refused:
        rig.room.close(meeting)
    assert "2 cases are undecided" in refused.value.sentence and "reason" in refused.value.sentence
    assert "Zofia" not in refused.value.sentence
    assert get(rig.store, Meeting, meeting).state == "open"
    ids = rig.entry_ids(meeting)
    rig.decisions.decide(ids["Ella Price"], "continue", "Plan is working.")
    view = rig.room.closing(meeting)
    assert view.undecided == ((ids["Zofia Kowalska"], "Zofia Kowalska", ""),)
    assert view.unexplained == 1
    with pytest.raises(Refused, match="1 case is undecided"):
        rig.room.close(meeting)
    rig.room.leave_undecided(ids["Zofia Kowalska"], "Health was not in the room.")
    assert rig.room.closing(meeting).unexplained == 0
    row = rig.room.close(meeting)
    assert (row.state, row.quorate) == ("closed", True)


def test_a_decision_without_its_rationale_is_not_yet_one(rig: Rig, meeting: int) -> None:
    ids = rig.entry_ids(meeting)
    for entry in ids.values():
        rig.decisions.decide(entry, "continue")
    assert len(rig.room.closing(meeting).undecided) == 2
    for entry in ids.values():
        rig.decisions.set_rationale(entry, "Plan is working.")
    assert rig.room.closing(meeting).undecided == ()
    rig.room.close(meeting)


def test_leaving_a_case_open_needs_a_reason_and_no_decision(rig: Rig, meeting: int) -> None:
    entry = rig.entry_ids(meeting)["Ella Price"]
    with pytest.raises(Refused, match="Say why"):
        rig.room.leave_undecided(entry, " ")
    rig.room.leave_undecided(entry, "Adjourned.")
    rig.decisions.decide(entry, "continue", "Plan is working.")
    assert get(rig.store, MonthlyEntry, entry).undecided_reason == ""
    with pytest.raises(Refused, match="is decided"):
        rig.room.leave_undecided(entry, "Adjourned.")


def test_decisions_take_effect_at_the_close_and_not_before(rig: Rig, meeting: int) -> None:
    ids = rig.entry_ids(meeting)
    rig.decisions.set_category(ids["Ella Price"], 0)
    rig.decisions.decide(ids["Ella Price"], "discharge", "Nothing for six months.")
    rig.decisions.set_category(ids["Zofia Kowalska"], 3)
    rig.decisions.decide(ids["Zofia Kowalska"], "continue", "Two new episodes.")
    assert [(case.category, case.closed_on) for case in every(rig.store, Case)] == [(2, None), (2, None)]
    rig.room.close(meeting)
    zofia, ella = every(rig.store, Case)
    assert (zofia.category, zofia.closed_on) == (3, None)
    assert (ella.category, ella.closed_on, ella.closed_reason) == (0, MEETING_DAY, "Nothing for six months.")
    assert [(spell.ended_on, spell.end_reason) for spell in every(rig.store, Spell)] == [
        (None, ""),
        (MEETING_DAY, "Nothing for six months."),
    ]
    december = a_meeting(rig.store, DECEMBER)
    rig.on(DECEMBER).room.enter(december)
    assert list(rig.entry_ids(december)) == ["Zofia Kowalska"]


def test_not_quorate_is_provisional_and_ends_no_case(rig: Rig, meeting: int) -> None:
    for row in rig.register.rows(meeting)[1:]:
        rig.register.set_standing(row.attendance_id, Standing.APOLOGIES)
    for entry in rig.entry_ids(meeting).values():
        rig.decisions.decide(entry, "discharge", "Nothing for six months.")
    assert not rig.room.closing(meeting).quorum.met
    assert rig.room.close(meeting).quorate is False
    kept = get(rig.store, Meeting, meeting)
    assert kept.quorum_sentence.startswith("Not quorate: 1 of 11")
    assert all(entry.provisional for entry in every(rig.store, MonthlyEntry))
    assert [case.closed_on for case in every(rig.store, Case)] == [None, None]
    december = a_meeting(rig.store, DECEMBER)
    rig.on(DECEMBER).room.enter(december)
    assert len(rig.entry_ids(december)) == 2


def test_what_the_chair_sees_before_closing(rig: Rig, meeting: int) -> None:
    health = next(row for row in rig.register.rows(meeting) if row.seat_key == "health")
    rig.register.set_standing(health.attendance_id, Standing.ABSENT)
    rig.actions.add(meeting, "Ask the nurse", "Health", "", date(2026, 12, 4))
    rig.actions.add(meeting, "Review CCTV", "Police", "DS Ord", date(2026, 12, 4))
    late = rig.register.add_observer(meeting, "A Student", "University")
    view = rig.room.closing(meeting)
    assert [action.text for action in view.actions_without_owner] == ["Ask the nurse"]
    assert [action.text for action in view.actions_to_confirm] == ["Ask the nurse"]
    assert [finding.rule for finding in view.findings] == ["undecided", "statement", "signature", "P20"]
    rig.register.sign(late)
    rig.room.read_statement(meeting, "DI Hall")
    assert [finding.rule for finding in rig.room.closing(meeting).findings] == ["undecided", "P20"]


def test_from_closed_to_agreed_and_locked(rig: Rig, meeting: int) -> None:
    entry = rig.entry_ids(meeting)["Ella Price"]
    for one in rig.entry_ids(meeting).values():
        rig.decisions.decide(one, "continue", "Plan is working.")
    with pytest.raises(Refused):
        rig.room.agree(meeting)
    rig.room.close(meeting)
    with pytest.raises(Refused):
        rig.room.close(meeting)
    with pytest.raises(Refused):
        rig.room.agree(meeting)
    rig.minutes.save_notes(entry, "victim", "Put right in the draft.")
    rig.planner.minutes_sent(meeting, MEETING_DAY)
    assert rig.room.agree(meeting).state == "agreed"
    assert not rig.room.view(meeting).editable
    row = rig.register.rows(meeting)[0]
    for change in (
        lambda: rig.minutes.save_notes(entry, "victim", "Rewritten."),
        lambda: rig.minutes.save_item(meeting, "support", "Rewritten."),
        lambda: rig.decisions.set_category(entry, 1),
        lambda: rig.decisions.decide(entry, "discharge", "Rewritten."),
        lambda: rig.decisions.set_rationale(entry, "Rewritten."),
        lambda: rig.actions.add(meeting, "Late", "Police", "", date(2026, 12, 4)),
        lambda: rig.register.sign(row.attendance_id, False),
        lambda: rig.register.add_observer(meeting, "Late Comer", "Health"),
        lambda: rig.room.tick(meeting, "welcome"),
        lambda: rig.room.read_statement(meeting, "Somebody"),
    ):
        with pytest.raises(Refused, match="locked"):
            change()
    assert get(rig.store, MonthlyEntry, entry).victim == "Put right in the draft."
