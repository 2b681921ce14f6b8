"""Actions: owner and deadline from the start, back at every meeting until they are done."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from app.models import Action, Meeting
from app.services.room.actions import ActionRow
from tests.builders import MEETING_DAY, OPERATOR, a_case, a_clock, a_meeting, every
from tests.services.room_rig import Rig, a_rig, services

OCTOBER, DECEMBER, JANUARY = date(2026, 10, 30), date(2026, 12, 18), date(2027, 1, 29)
DUE = date(2026, 12, 4)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def meeting(rig: Rig) -> int:
    a_case(rig.store)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    return meeting


def review(rig: Rig, meeting: int) -> list[tuple[str, list[str]]]:
    """What item "actions" shows: agency, and texts with their states."""
    groups = rig.room.item(meeting, "actions").previous_actions
    return [(group.agency, [f"{row.text}: {row.state}" for row in group.actions]) for group in groups]


def test_an_action_about_a_case_and_one_under_an_item(rig: Rig, meeting: int) -> None:
    entry = rig.entry_ids(meeting)["Zofia Kowalska"]
    row = rig.actions.add(meeting, " Review CCTV ", "police", " DS  Hall ", DUE, entry_id=entry)
    assert (row.text, row.agency, row.owner, row.due, row.state) == (
        "Review CCTV", "Police", "DS Hall", DUE, "open",
    )  # fmt: skip
    assert (row.about, row.meeting_on, row.body_short, row.entry_id) == (
        "Zofia K.", MEETING_DAY, "MASE", entry,
    )  # fmt: skip
    under = rig.actions.add(meeting, "List the arcades", "Business", "", DUE, item_key="locations")
    assert under.about == "Locations of interest"
    assert [one.id for one in rig.room.entry(entry).actions] == [row.id]
    assert [one.id for one in rig.room.item(meeting, "locations").actions] == [under.id]


@pytest.mark.parametrize(
    ("text", "agency", "due", "sentence"),
    [
        ("  ", "Police", DUE, "no words"),
        ("Review CCTV", " ", DUE, "no owner"),
        ("Review CCTV", "Police", None, "no deadline"),
        ("Review CCTV", "Police", date(2026, 11, 26), "before the meeting"),
    ],
)
def test_half_an_action_is_refused(
    rig: Rig, meeting: int, text: str, agency: str, due: date | None, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        rig.actions.add(meeting, text, agency, "", due)
    assert every(rig.store, Action) == []


def test_a_line_of_the_minutes_becomes_a_draft(rig: Rig, meeting: int) -> None:
    for line in ("/ Review CCTV @police fri", "Review CCTV @police fri"):
        draft = rig.actions.from_line(meeting, line)
        assert (draft.text, draft.agency, draft.due) == ("Review CCTV", "Police", DUE)
    assert rig.actions.from_line(meeting, "/ Ring the school").missing == ("agency", "owner", "due")
    assert every(rig.store, Action) == []


def test_the_owner_may_not_be_in_the_room(rig: Rig, meeting: int) -> None:
    police = next(row for row in rig.register.rows(meeting) if row.seat_key == "police")
    assert rig.actions.add(meeting, "Review CCTV", "Police", "", DUE).owner_in_room is False
    rig.register.set_standing(police.attendance_id, Standing.DEPUTY)
    entry = rig.entry_ids(meeting)["Zofia Kowalska"]
    rig.actions.add(meeting, "Visit the arcade", "Police", "", DUE, entry_id=entry)
    assert rig.room.entry(entry).actions[0].owner_in_room is True
    assert {row.owner_in_room for row in rig.actions.all()} == {None}


def test_what_becomes_of_an_action(rig: Rig, meeting: int) -> None:
    action = rig.actions.add(meeting, "Review CCTV", "Police", "DS Hall", DUE).id
    with pytest.raises(Refused, match="empty"):
        rig.actions.update(action, " ")
    rig.actions.update(action, "Asked the council.")
    row = rig.actions.update(action, "Tape is coming.")
    assert [(by, text) for _, by, text in row.updates] == [
        (OPERATOR, "Asked the council."),
        (OPERATOR, "Tape is coming."),
    ]
    assert row.last_update == "Tape is coming."
    with pytest.raises(Refused, match="before the meeting"):
        rig.actions.close(action, date(2026, 11, 26))
    assert rig.actions.close(action, DUE).state == "done"
    assert rig.actions.reopen(action).state == "open"
    changed = rig.actions.change(action, "Review all CCTV", "Police", "DS Ord", date(2026, 12, 11))
    assert (changed.text, changed.owner) == ("Review all CCTV", "DS Ord")
    with pytest.raises(Refused, match="no deadline"):
        rig.actions.change(action, "Review all CCTV", "Police", "DS Ord", None)
    with pytest.raises(Refused, match="why"):
        rig.actions.withdraw(action, "")
    row = rig.actions.withdraw(action, "The tape was wiped.")
    assert (row.state, row.last_update) == ("withdrawn", "Withdrawn: The tape was wiped.")


def test_states_and_filters(rig: Rig, meeting: int) -> None:
    rig.actions.add(meeting, "On the day", "Police", "", DUE)
    rig.actions.add(meeting, "Later", "Health", "", date(2027, 1, 4))
    done = rig.actions.add(meeting, "Done", "Police", "", DUE).id
    rig.actions.close(done)

    def states(on: date) -> list[tuple[str, str]]:
        return [(row.text, row.state) for row in services(rig.store, a_clock(on)).actions.all()]

    assert states(DUE) == [("On the day", "open"), ("Done", "done"), ("Later", "open")]
    assert states(date(2026, 12, 5))[0] == ("On the day", "overdue")
    later = services(rig.store, a_clock(date(2026, 12, 5))).actions

    def texts(rows: tuple[ActionRow, ...]) -> list[str]:
        return [row.text for row in rows]

    assert texts(later.all("overdue")) == ["On the day"]
    assert texts(later.all("open")) == ["On the day", "Later"]
    assert texts(later.all("done", "Police")) == ["Done"]
    assert texts(later.all(agency="Health")) == ["Later"]
    assert [(one.agency, one.overdue, one.total) for one in later.overdue_by_agency()] == [
        ("Police", 1, 1),
        ("Health", 0, 1),
    ]


def test_actions_come_back_until_they_are_done(rig: Rig, meeting: int) -> None:
    slow = rig.actions.add(meeting, "Slow", "Police", "", DUE).id
    quick = rig.actions.add(meeting, "Quick", "Health", "", DUE).id
    gone = rig.actions.add(meeting, "Gone", "Health", "", DUE).id
    rig.actions.close(quick)
    rig.actions.withdraw(gone, "Not needed.")
    rig.hold(meeting)
    other = a_meeting(rig.store, DECEMBER, "KR-MISPER")
    december, january = a_meeting(rig.store, DECEMBER), a_meeting(rig.store, JANUARY)
    at_december = services(rig.store, a_clock(DECEMBER))
    at_december.room.enter(december)
    assert review(at_december, december) == [("Police", ["Slow: overdue"]), ("Health", ["Quick: done"])]
    assert at_december.room.view(december).items[3].note == "1 of 2"
    at_december.room.enter(other)
    assert review(at_december, other) == []
    at_december.hold(december)
    at_january = services(rig.store, a_clock(JANUARY))
    at_january.room.enter(january)
    assert review(at_january, january) == [("Police", ["Slow: overdue"])]
    at_january.actions.close(slow, JANUARY)
    assert review(at_january, january) == [("Police", ["Slow: done"])]
    assert review(at_january, meeting) == []


def test_an_action_of_agreed_minutes_keeps_its_words_and_takes_updates(rig: Rig, meeting: int) -> None:
    action = rig.actions.add(meeting, "Review CCTV", "Police", "", DUE).id
    with rig.store.transaction("test") as session:
        found = session.get(Meeting, meeting)
        assert found is not None
        found.state = "agreed"
    with pytest.raises(Refused, match="locked"):
        rig.actions.change(action, "Something else", "Police", "", DUE)
    rig.actions.update(action, "Tape is coming.")
    assert rig.actions.close(action, DUE).state == "done"


def test_a_case_of_another_meeting_is_a_bug(rig: Rig, meeting: int) -> None:
    entry = rig.entry_ids(meeting)["Zofia Kowalska"]
    other = a_meeting(rig.store, DECEMBER)
    with pytest.raises(ValueError, match="another meeting"):
        rig.actions.add(other, "Review CCTV", "Police", "", date(2027, 1, 4), entry_id=entry)
    with pytest.raises(Refused, match="not in the store"):
        rig.actions.close(999)
