"""A16 in the room: a first mention stops until the chair goes on with a reason, and the sheet says so."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.models import Case, MonthlyEntry
from app.ui.room.first_mention import FirstMentionBox
from tests.builders import get
from tests.ui.room_window import RoomWindow, room_window


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        yield made


@pytest.fixture
def raised(room: RoomWindow) -> int:
    entry_id = room.lines[0].entry_id
    case_id = room.entry(0).case_id
    with room.desk.store.transaction("test") as session:
        session.get_one(MonthlyEntry, entry_id).standing = "new"
        session.get_one(Case, case_id).strategy_meeting_on = None
    room.open_case(0)
    return entry_id


def test_the_chair_goes_on_with_a_reason(room: RoomWindow, raised: int) -> None:
    box = _box(room)
    assert box.isVisible()
    box.reason.setText("Came up last night")
    box.go_on()
    assert get(room.desk.store, MonthlyEntry, raised).first_mention_reason == "", "a name is needed too"
    box.by.setText("D Marsh")
    box.reason.setText("Came up last night")
    box.go_on()
    assert get(room.desk.store, MonthlyEntry, raised).first_mention_by == "D Marsh"
    assert "D Marsh went on" in box._says.text()
    room.desk.decisions.decide(raised, "continue", "Seen tomorrow.")
    sheet = room.desk.documents.record("case-sheets", room.meeting).cases[0]  # type: ignore[union-attr]
    assert sheet.first_mention == "First raised here: D Marsh went on. Came up last night"


def test_a_case_that_came_by_the_pathway_shows_nothing(room: RoomWindow) -> None:
    room.open_case(1)
    assert not _box(room).isVisible()


def _box(room: RoomWindow) -> FirstMentionBox:
    made = room.screen.findChild(FirstMentionBox)
    assert made is not None
    return made
