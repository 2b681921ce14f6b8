"""A meeting that is not quorate: lost and regained, how it goes on, what is provisional, what is ratified."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.domain.without_quorum import Choice
from app.errors import Refused
from app.models import Case, ItemNote, Meeting, MonthlyEntry, Ratification
from tests.builders import MEETING_DAY, a_meeting, every, get
from tests.services.room_rig import DECEMBER
from tests.services.sitting_rig import CORE, Sitting

JANUARY = date(2027, 1, 29)
FOLLOW_UP = date(2026, 12, 4)


@pytest.fixture
def sitting(tmp_path: Path) -> Iterator[Sitting]:
    made = Sitting(tmp_path, "Zofia Kowalska", "Ella Price", "Kofi Mensah")
    made.open(*CORE)
    yield made
    made.store.close()


def lose(sitting: Sitting, at: str = "11:40") -> None:
    sitting.clock(at)
    sitting.goes("health")


def entries(sitting: Sitting) -> dict[str, MonthlyEntry]:
    found = every(sitting.store, MonthlyEntry)
    names = {one.id: name for name in NAMES if (one := get_entry(sitting, name))}
    return {names[one.id]: one for one in found if one.id in names}


NAMES = ("Zofia Kowalska", "Ella Price", "Kofi Mensah")


def get_entry(sitting: Sitting, name: str) -> MonthlyEntry:
    return get(sitting.store, MonthlyEntry, sitting.entry(name))


def close_all(sitting: Sitting) -> None:
    for name in NAMES:
        entry = get_entry(sitting, name)
        if not entry.decision and not entry.undecided_reason:
            sitting.decide(name)
    sitting.desk.room.close(sitting.id)


def test_lost_and_regained_is_minuted_with_the_time(sitting: Sitting) -> None:
    lose(sitting)
    sitting.clock("11:55")
    sitting.comes("health")
    assert sitting.log == (
        "Quorum was lost at 11:40 when Health left (5 of 11 seats).",
        "Quorate from 11:55 when Health joined (6 of 11 seats).",
    )
    close_all(sitting)
    kept = get(sitting.store, Meeting, sitting.id)
    assert kept.quorate and kept.quorum_sentence == (
        "Quorate: 6 of 11 seats present, 6 needed. Quorum was lost at 11:40 when Health left "
        "(5 of 11 seats), regained at 11:55 when Health joined."
    )


def test_each_case_knows_whether_the_meeting_was_quorate_when_it_was_decided(sitting: Sitting) -> None:
    sitting.clock("11:30")
    sitting.decide("Zofia Kowalska", "discharge")
    lose(sitting)
    sitting.clock("11:45")
    sitting.decide("Ella Price", "discharge")
    view = sitting.desk.room.entry(sitting.entry("Ella Price"))
    assert view.provisional and view.quorum_note == "Decided at 11:45 without a quorum: it is provisional."
    sitting.clock("11:55")
    sitting.comes("health")
    assert "decide once more" in sitting.desk.room.entry(sitting.entry("Ella Price")).quorum_note
    assert [name for _, name in sitting.desk.room.closing(sitting.id).doubtful] == ["Ella Price"]
    sitting.clock("12:00")
    sitting.decide("Kofi Mensah")
    sitting.desk.room.close(sitting.id)
    found = entries(sitting)
    assert {name: (one.quorate, one.provisional) for name, one in found.items()} == {
        "Zofia Kowalska": (True, False),
        "Ella Price": (False, True),
        "Kofi Mensah": (True, False),
    }
    assert [case.closed_on for case in every(sitting.store, Case)] == [MEETING_DAY, None, None]
    kept = get(sitting.store, Meeting, sitting.id)
    assert kept.quorate is False
    assert kept.quorum_sentence.endswith(
        "1 decision was taken without a quorum and is provisional until the next quorate meeting."
    )


def test_a_decision_is_confirmed_by_taking_it_once_more(sitting: Sitting) -> None:
    lose(sitting)
    sitting.decide("Ella Price", "discharge")
    sitting.clock("11:55")
    sitting.comes("health")
    sitting.desk.decisions.decide(sitting.entry("Ella Price"), "discharge")
    close_all(sitting)
    assert get(sitting.store, Meeting, sitting.id).quorate
    assert not get_entry(sitting, "Ella Price").provisional


def test_who_was_marked_too_late_was_there_when_it_was_decided(sitting: Sitting) -> None:
    """The register is put right: the decisions of that time stand."""
    sitting.comes("health", Standing.EXPECTED)
    sitting.clock("10:20")
    sitting.item("actions")
    sitting.decide("Ella Price")
    sitting.clock("10:30")
    sitting.joins("camhs")
    assert sitting.desk.room.entry(sitting.entry("Ella Price")).provisional
    sitting.desk.register.from_the_start(sitting.row("camhs").attendance_id)
    assert not sitting.desk.room.entry(sitting.entry("Ella Price")).provisional


# How it goes on


def test_only_a_meeting_without_a_quorum_has_the_choice(sitting: Sitting) -> None:
    for act in (
        lambda: sitting.desk.without_quorum.for_information(sitting.id, "DI Hall"),
        lambda: sitting.desk.without_quorum.proceed(sitting.id, "DI Hall", "Urgent."),
        lambda: sitting.desk.without_quorum.adjourn(sitting.id, "DI Hall", FOLLOW_UP),
    ):
        with pytest.raises(Refused, match="quorate"):
            act()


def test_for_information_only_nothing_is_decided(sitting: Sitting) -> None:
    lose(sitting)
    with pytest.raises(Refused, match="who decided"):
        sitting.desk.without_quorum.for_information(sitting.id, " ")
    sitting.clock("11:42")
    sitting.desk.without_quorum.for_information(sitting.id, "DI Hall")
    assert sitting.desk.room.view(sitting.id).choice is not None
    assert sitting.log[-1] == ("At 11:42 DI Hall decided to go on for information only; nothing was decided.")
    with pytest.raises(Refused, match="information only"):
        sitting.decide("Ella Price")
    assert "information only" in sitting.desk.room.entry(sitting.entry("Ella Price")).quorum_note
    sitting.desk.room.close(sitting.id)
    assert {one.undecided_reason for one in entries(sitting).values()} == {
        "Discussed for information only: the meeting was not quorate."
    }
    assert not any(one.provisional for one in entries(sitting).values())


def test_the_choice_ends_when_the_quorum_is_back(sitting: Sitting) -> None:
    lose(sitting)
    sitting.desk.without_quorum.for_information(sitting.id, "DI Hall")
    sitting.clock("11:55")
    sitting.comes("health")
    assert sitting.desk.room.view(sitting.id).choice is None
    sitting.decide("Ella Price")
    sitting.clock("12:05")
    sitting.goes("health")
    assert sitting.desk.room.view(sitting.id).choice is None  # lost anew, chosen anew


def test_the_chair_proceeds_with_a_reason(sitting: Sitting) -> None:
    lose(sitting)
    with pytest.raises(Refused, match="needs a reason"):
        sitting.desk.without_quorum.proceed(sitting.id, "DI Hall", "")
    sitting.desk.without_quorum.proceed(sitting.id, "DI Hall", "A child is at risk tonight.")
    assert sitting.log[-1] == (
        "At 11:40 DI Hall decided to proceed without a quorum: A child is at risk tonight. "
        "Decisions are provisional."
    )
    sitting.decide("Ella Price")
    assert sitting.desk.room.entry(sitting.entry("Ella Price")).provisional


def test_adjourned_to_a_meeting_of_its_own(sitting: Sitting) -> None:
    sitting.clock("11:00")
    sitting.decide("Zofia Kowalska", "discharge")
    for key in ("statement", "previous-minutes", "actions", "emerging", "snapshot"):
        sitting.desk.room.tick(sitting.id, key)
    lose(sitting)
    with pytest.raises(Refused, match="later one"):
        sitting.desk.without_quorum.adjourn(sitting.id, "DI Hall", MEETING_DAY)
    to = sitting.desk.without_quorum.adjourn(sitting.id, "DI Hall", FOLLOW_UP)
    first = get(sitting.store, Meeting, sitting.id)
    assert (first.state, first.quorate) == ("adjourned", True)
    zofia, *others = every(sitting.store, MonthlyEntry)
    assert (zofia.provisional, zofia.undecided_reason) == (False, "")
    assert {one.undecided_reason for one in others} == {"Adjourned to Fri 4 Dec 2026."}
    assert [case.closed_on for case in every(sitting.store, Case)] == [MEETING_DAY, None, None]
    (choice,) = sitting.desk.without_quorum.choices(sitting.id)
    assert (choice.choice, choice.to_meeting_id) == (Choice.ADJOURN, to.id)
    assert choice.sentence == (
        "At 11:40 DI Hall adjourned the meeting to Fri 4 Dec 2026, as it was not quorate."
    )
    assert to.on == FOLLOW_UP and "Continues the meeting of Fri 27 Nov 2026" in to.order_note
    sitting.clock("10:00", FOLLOW_UP)
    sitting.id = to.id
    sitting.open(*CORE)
    view = sitting.desk.room.view(to.id)
    keys = [item.key for item in view.items]
    assert keys[:3] == ["welcome", "statement", "cases"]
    assert not {"previous-minutes", "actions", "emerging", "snapshot"} & set(keys)
    listed = [line.name for group in view.groups for line in group.entries]
    assert sorted(listed) == ["Ella Price", "Kofi Mensah"]
    standings = {one.standing for one in every(sitting.store, MonthlyEntry) if one.meeting_id == to.id}
    assert standings == {"new"}  # the adjourned meeting never came to them
    sitting.decide("Ella Price")
    sitting.decide("Kofi Mensah")
    assert sitting.desk.room.close(to.id).quorate


def test_adjourned_to_a_day_on_which_the_body_meets_anyway(sitting: Sitting) -> None:
    lose(sitting)
    planned = sitting.desk.planner.add("KR-MASE", DECEMBER, "Before Christmas.")
    to = sitting.desk.without_quorum.adjourn(sitting.id, "DI Hall", DECEMBER)
    assert to.id == planned.id
    sitting.clock("10:00", DECEMBER)
    sitting.id = to.id
    sitting.open(*CORE)
    assert "actions" in [item.key for item in sitting.desk.room.view(to.id).items]
    assert sitting.desk.room.view(to.id).undecided == 3


# What comes back


def provisional(sitting: Sitting) -> None:
    """Two discharges and one "continue" without a quorum, and the next meeting, which has one."""
    lose(sitting, "10:30")
    sitting.desk.without_quorum.proceed(sitting.id, "DI Hall", "Two members are ill.")
    sitting.decide("Zofia Kowalska", "discharge", "Nothing for six months.")
    sitting.decide("Ella Price", "discharge", "Moved to Leeds.")
    sitting.desk.decisions.set_category(sitting.entry("Kofi Mensah"), 3)
    sitting.decide("Kofi Mensah", "continue", "Two new episodes.")
    sitting.desk.room.close(sitting.id)
    assert [case.closed_on for case in every(sitting.store, Case)] == [None, None, None]


def rows(sitting: Sitting) -> dict[str, str]:
    return {row.what: row.outcome for row in sitting.desk.ratifying.rows(sitting.id)}


def key(sitting: Sitting, name: str) -> str:
    return next(row.key for row in sitting.desk.ratifying.rows(sitting.id) if row.what == name)


def test_provisional_decisions_come_back_and_are_carried_out_when_ratified(sitting: Sitting) -> None:
    provisional(sitting)
    november = sitting.id
    sitting.next_meeting(DECEMBER)
    assert rows(sitting) == dict.fromkeys(NAMES, "")
    sitting.open(*CORE)
    items = sitting.desk.room.view(sitting.id).items
    assert [item.key for item in items[:5]] == [
        "welcome", "statement", "previous-minutes", "to-ratify", "actions",
    ]  # fmt: skip
    assert (items[3].number, items[3].note, items[3].done) == (4, "0 of 3", False)
    sitting.desk.ratifying.ratify(sitting.id, key(sitting, "Zofia Kowalska"))
    with pytest.raises(Refused, match="Say why"):
        sitting.desk.ratifying.overturn(sitting.id, key(sitting, "Ella Price"), " ")
    sitting.desk.ratifying.overturn(sitting.id, key(sitting, "Ella Price"), "She has not moved.")
    assert sitting.desk.ratifying.ratify_all(sitting.id) == 1
    assert sitting.desk.room.view(sitting.id).items[3].note == "3 of 3"
    assert [case.closed_on for case in every(sitting.store, Case)] == [None, None, None]
    zofia = get_entry(sitting, "Zofia Kowalska")
    assert zofia.undecided_reason == "The discharge of Fri 27 Nov 2026 was ratified at this meeting."
    with pytest.raises(Refused, match="take the ratification back"):
        sitting.decide("Zofia Kowalska")
    close_all(sitting)
    cases = {case.reference: case for case in every(sitting.store, Case)}
    assert [case.closed_on for case in cases.values()] == [DECEMBER, None, None]
    assert [case.category for case in cases.values()] == [2, 2, 3]
    assert not any(one.provisional for one in every(sitting.store, MonthlyEntry))
    said = [
        sitting.desk.room.entry(line.entry_id).ratified
        for group in sitting.desk.room.view(november).groups
        for line in group.entries
    ]
    assert sorted(said) == [
        "Decided without a quorum; overturned on Fri 18 Dec 2026: She has not moved.",
        "Decided without a quorum; ratified on Fri 18 Dec 2026.",
        "Decided without a quorum; ratified on Fri 18 Dec 2026.",
    ]
    sitting.next_meeting(JANUARY)
    assert rows(sitting) == {}
    sitting.open(*CORE)
    assert "to-ratify" not in [item.key for item in sitting.desk.room.view(sitting.id).items]


def test_the_next_one_is_not_quorate_either(sitting: Sitting) -> None:
    provisional(sitting)
    sitting.next_meeting(DECEMBER)
    sitting.open(*CORE[:3])
    with pytest.raises(Refused, match="not quorate"):
        sitting.desk.ratifying.ratify(sitting.id, key(sitting, "Zofia Kowalska"))
    with pytest.raises(Refused, match="not quorate"):
        sitting.desk.ratifying.ratify_all(sitting.id)
    assert "ratify" in [finding.rule for finding in sitting.desk.room.closing(sitting.id).findings]
    sitting.desk.without_quorum.for_information(sitting.id, "DI Hall")
    sitting.desk.room.close(sitting.id)
    sitting.next_meeting(JANUARY)
    sitting.open(*CORE)
    assert rows(sitting) == dict.fromkeys(NAMES, "")
    assert sitting.desk.ratifying.ratify_all(sitting.id) == 3
    close_all(sitting)
    assert [case.closed_on for case in every(sitting.store, Case)] == [JANUARY, JANUARY, None]


def test_a_ratification_can_be_taken_back_while_the_meeting_is_open(sitting: Sitting) -> None:
    provisional(sitting)
    sitting.next_meeting(DECEMBER)
    sitting.open(*CORE)
    one = key(sitting, "Zofia Kowalska")
    sitting.desk.ratifying.ratify(sitting.id, one)
    sitting.desk.ratifying.take_back(sitting.id, one)
    assert rows(sitting)["Zofia Kowalska"] == "" and not every(sitting.store, Ratification)
    assert get_entry(sitting, "Zofia Kowalska").undecided_reason == ""
    sitting.desk.ratifying.overturn(sitting.id, one, "New information.")
    sitting.desk.ratifying.ratify(sitting.id, one)
    assert rows(sitting)["Zofia Kowalska"] == "ratified"
    close_all(sitting)
    with pytest.raises(Refused, match="under way"):
        sitting.desk.ratifying.take_back(sitting.id, one)


def test_a_case_that_is_decided_anew_needs_no_ratification(sitting: Sitting) -> None:
    provisional(sitting)
    sitting.next_meeting(DECEMBER)
    sitting.open(*CORE)
    sitting.decide("Zofia Kowalska", "continue", "Seen again on Tuesday.")
    with pytest.raises(Refused, match="decided this case anew"):
        sitting.desk.ratifying.ratify(sitting.id, key(sitting, "Zofia Kowalska"))
    close_all(sitting)
    assert {one.outcome for one in every(sitting.store, Ratification)} == {"replaced"}
    sitting.next_meeting(JANUARY)
    assert rows(sitting) == {}


def test_what_a_body_without_cases_decided_comes_back_by_item(tmp_path: Path) -> None:
    sitting = Sitting(tmp_path, body="KR-SUBGROUP")
    sitting.open("police-richmond", "csc")
    sitting.desk.minutes.save_item(sitting.id, "work-plan", "Three task groups were agreed.")
    sitting.desk.minutes.save_item(sitting.id, "actions", "All done.")
    assert sitting.desk.room.close(sitting.id).quorate is False
    kept = {note.item_key: (note.quorate, note.provisional) for note in every(sitting.store, ItemNote)}
    assert kept == {"work-plan": (False, True), "actions": (False, False)}
    sitting.clock("10:00", DECEMBER)
    sitting.id = a_meeting(sitting.store, DECEMBER, "KR-SUBGROUP")
    sitting.open("police-richmond", "csc", "cait", "children", "named-nurses", "public-health")
    assert rows(sitting) == {"Work plan": ""}
    assert sitting.desk.ratifying.ratify_all(sitting.id) == 1
    sitting.desk.room.close(sitting.id)
    assert not any(note.provisional for note in every(sitting.store, ItemNote))
    sitting.store.close()
