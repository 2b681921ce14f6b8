"""Two people at one text in the room: both wordings are shown, nothing is overwritten unseen (R11)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services.desk import Desk
from app.ui.room.note_field import NoteField
from app.ui.room.two_texts import TwoTexts, both
from tests.builders import OPERATOR
from tests.ui.room_window import RoomWindow, room_window
from tests.ui.sitting import press

MINE, THEIRS = "Zebrastone by me", "Yaffle by them"


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        made.open_case(0)
        yield made


@pytest.fixture
def other(room: RoomWindow) -> Iterator[Desk]:
    """A second window on the same store."""
    made = room.desk.second()
    yield made
    made.close()


def field(room: RoomWindow) -> NoteField:
    return room.screen.floor.pages.case.fields["victim"]


def clash(room: RoomWindow, other: Desk) -> TwoTexts:
    """I type; before it is saved, they save."""
    room.type(MINE)
    other.minutes.save_notes(room.lines[0].entry_id, "victim", THEIRS)
    field(room).edit.flush()
    panel = field(room).findChild(TwoTexts)
    assert isinstance(panel, TwoTexts) and panel.isVisible()
    return panel


def test_both_are_shown_with_whose_and_when_and_theirs_stands(room: RoomWindow, other: Desk) -> None:
    panel = clash(room, other)
    said = [one.text() for one in panel.findChildren(QLabel)]
    assert MINE in said and THEIRS in said
    assert any(words.startswith(f"{OPERATOR}, ") for words in said)
    assert room.entry(0).victim == THEIRS
    assert field(room).edit.toPlainText() == MINE


@pytest.mark.parametrize(
    ("choice", "stands"), [("mine", MINE), ("theirs", THEIRS), ("both", f"{THEIRS}\n{MINE}")]
)
def test_each_choice_holds_and_typing_goes_on(
    room: RoomWindow, other: Desk, choice: str, stands: str
) -> None:
    panel = clash(room, other)
    press(getattr(panel, choice))
    assert not panel.isVisible()
    assert room.entry(0).victim == stands == field(room).edit.toPlainText()
    room.type(" and on")
    field(room).edit.flush()
    assert room.entry(0).victim == f"{stands} and on"
    assert not panel.isVisible() and not room.screen.sitting.saver._waiting


def test_typing_goes_on_while_both_stand_and_is_what_keeping_mine_keeps(
    room: RoomWindow, other: Desk
) -> None:
    panel = clash(room, other)
    room.type(" more")
    field(room).edit.flush()
    assert room.entry(0).victim == THEIRS
    press(panel.mine)
    assert room.entry(0).victim == f"{MINE} more"


def test_a_third_change_before_the_choice_is_shown_too(room: RoomWindow, other: Desk) -> None:
    panel = clash(room, other)
    other.minutes.save_notes(room.lines[0].entry_id, "victim", f"{THEIRS} again")
    assert f"{THEIRS} again" in [one.text() for one in panel.findChildren(QLabel)]
    press(panel.both)
    assert room.entry(0).victim == f"{THEIRS} again\n{MINE}"


def test_the_window_does_not_let_go_of_it(room: RoomWindow, other: Desk) -> None:
    clash(room, other)
    with pytest.raises(Refused, match="look at both"):
        room.screen.save_now()
    room.window.lock()
    assert room.window.work.desk() is room.desk
    room.window.unlocked()
    press(field(room).findChild(TwoTexts).mine)  # type: ignore[union-attr]
    room.screen.save_now()


def test_going_away_and_back_finds_both_again(room: RoomWindow, other: Desk) -> None:
    clash(room, other)
    room.open_case(1)
    assert not any(one.isVisible() for one in room.window.findChildren(TwoTexts))
    room.open_case(0)
    panel = field(room).findChild(TwoTexts)
    assert isinstance(panel, TwoTexts) and panel.isVisible()
    assert field(room).edit.toPlainText() == MINE


def test_another_field_of_the_same_case_does_not_clash(room: RoomWindow, other: Desk) -> None:
    room.type(MINE)
    other.minutes.save_notes(room.lines[0].entry_id, "offender", THEIRS)
    field(room).edit.flush()
    assert room.entry(0).victim == MINE and room.entry(0).offender == THEIRS


def test_an_item_and_the_rationale_clash_too(room: RoomWindow, other: Desk) -> None:
    side = room.screen.floor.side.decision.rationale
    side.edit.setFocus()
    room.type(MINE)
    other.decisions.set_rationale(room.lines[0].entry_id, THEIRS)
    side.edit.flush()
    panel = side.findChild(TwoTexts)
    assert isinstance(panel, TwoTexts) and panel.isVisible() and room.entry(0).rationale == THEIRS
    press(panel.theirs)
    room.go("locations")
    notes = room.screen.floor.pages.current().notes  # type: ignore[union-attr]
    notes.edit.setFocus()
    room.type(MINE)
    other.minutes.save_item(room.meeting, "locations", THEIRS)
    notes.edit.flush()
    assert room.desk.room.item(room.meeting, "locations").notes == THEIRS
    panel = notes.findChild(TwoTexts)
    assert isinstance(panel, TwoTexts)
    press(panel.mine)
    assert room.desk.room.item(room.meeting, "locations").notes == MINE


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [("a", "b", "b\na"), ("part", "whole with part", "whole with part"), ("", "b", "b"), ("a b", "a", "a b")],
)
def test_both_in_one(mine: str, theirs: str, stands: str) -> None:
    assert both(mine, theirs) == stands
