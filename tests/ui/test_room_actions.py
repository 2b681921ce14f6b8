"""Actions in the meeting room: from a line of the minutes, from the form, changed, done, withdrawn."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.services.room.actions import ActionRow
from app.ui.widgets import NoteEdit
from tests.ui.room_window import CTRL, RoomWindow, room_window


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        made.open_case(0)
        yield made


def agreed(room: RoomWindow) -> tuple[ActionRow, ...]:
    return room.entry(0).actions


def victim(room: RoomWindow) -> NoteEdit:
    return room.screen.floor.pages.case.fields["victim"].edit


def test_a_whole_line_becomes_an_action_and_leaves_the_notes(room: RoomWindow) -> None:
    room.type("Seen at school.")
    room.press(Qt.Key.Key_Return)
    room.type("/ Police to review CCTV at the station fri")
    room.press(Qt.Key.Key_Return)
    (made,) = agreed(room)
    assert (made.text, made.agency, made.due) == ("Review CCTV at the station", "Police", date(2026, 12, 4))
    assert made.owner == ""
    assert victim(room).toPlainText() == "Seen at school."
    assert victim(room).hasFocus()
    room.screen.save_now()
    assert room.entry(0).victim == "Seen at school."


def test_what_a_line_does_not_say_is_asked_for_and_nothing_is_invented(room: RoomWindow) -> None:
    room.type("/ Find a school place")
    room.press(Qt.Key.Key_Return)
    assert agreed(room) == ()
    assert room.screen.floor.side.cards.form.isVisible()
    assert room.screen.floor.side.cards.form.agency.hasFocus()
    room.type("educ")
    room.press(Qt.Key.Key_Return)
    assert room.named == "Deadline"
    room.type("11/12")
    room.press(Qt.Key.Key_Return)
    (made,) = agreed(room)
    assert (made.text, made.due) == ("Find a school place", date(2026, 12, 11))
    assert made.agency == "Education"
    assert victim(room).toPlainText() == "" and victim(room).hasFocus()


def test_escape_leaves_the_line_where_it_was_typed(room: RoomWindow) -> None:
    room.type("/ Find a school place")
    room.press(Qt.Key.Key_Return)
    room.press(Qt.Key.Key_Escape)
    assert not room.screen.floor.side.cards.form.isVisible()
    assert agreed(room) == ()
    assert victim(room).toPlainText() == "/ Find a school place" and victim(room).hasFocus()


def test_the_line_is_found_again_when_the_cursor_has_moved(room: RoomWindow) -> None:
    room.type("First line")
    room.press(Qt.Key.Key_Return)
    room.type("/ Find a school place @education")
    room.press(Qt.Key.Key_Return)
    assert room.named == "Deadline"
    cursor = victim(room).textCursor()
    cursor.setPosition(0)
    victim(room).setTextCursor(cursor)
    room.type("in 10 days")
    room.press(Qt.Key.Key_Return)
    assert [made.due for made in agreed(room)] == [date(2026, 12, 7)]
    assert victim(room).toPlainText() == "First line"


def test_ctrl_return_opens_the_form_and_it_names_what_is_missing(room: RoomWindow) -> None:
    room.press(Qt.Key.Key_Return, CTRL)
    assert room.named == "What is to be done"
    room.type("Offer a health check")
    room.press(Qt.Key.Key_Return)
    assert room.screen.floor.side.cards.form.agency.hasFocus()
    words = [made.text() for made in room.screen.floor.side.cards.form.findChildren(QLabel)]
    assert "Still to say: the agency and the deadline." in words
    room.press(Qt.Key.Key_Escape)
    assert room.named == "Victim" and agreed(room) == ()


def test_the_window_does_not_let_go_of_an_action_in_the_making(room: RoomWindow) -> None:
    room.press(Qt.Key.Key_Return, CTRL)
    room.screen.save_now()
    room.type("Offer a health check")
    with pytest.raises(Refused, match="not added yet"):
        room.screen.save_now()
    room.window.lock()
    room.window.unlocked()
    assert room.screen.floor.side.cards.form.text.value() == "Offer a health check"
    room.press(Qt.Key.Key_Escape)
    room.screen.save_now()


def test_a_deadline_that_is_no_day_is_said(room: RoomWindow) -> None:
    room.press(Qt.Key.Key_Return, CTRL)
    form = room.screen.floor.side.cards.form
    form.due.setFocus()
    room.type("soonish")
    words = [made.text() for made in form.findChildren(QLabel)]
    assert any(text.startswith("“soonish” is not read as a day.") for text in words)


def test_change_done_and_withdraw(room: RoomWindow) -> None:
    entry = room.lines[0].entry_id
    room.desk.actions.add(room.meeting, "Ring the school", "Health", "", date(2026, 12, 1), entry_id=entry)
    room.button("Change: Ring the school").click()
    room.press(Qt.Key.Key_A, CTRL)
    room.type("Visit the school")
    room.press(Qt.Key.Key_Return)
    assert agreed(room)[0].text == "Visit the school"
    room.button("Done: Visit the school").click()
    assert agreed(room)[0].state == "done"
    room.button("Not done: Visit the school").click()
    assert agreed(room)[0].state == "open"
    room.button("Withdraw: Visit the school").click()
    assert room.named == "Reason for withdrawing"
    room.type("The school rang itself")
    room.press(Qt.Key.Key_Return)
    assert agreed(room)[0].state == "withdrawn"


def test_an_owner_who_is_not_in_the_room_is_marked(room: RoomWindow) -> None:
    room.type("/ @health to offer a check 4 dec")
    room.press(Qt.Key.Key_Return)
    assert [made.owner_in_room for made in agreed(room)] == [False]
    shown = [made.text() for made in room.screen.floor.side.findChildren(QLabel) if made.isVisible()]
    assert "not in the room" in shown


def test_an_item_has_actions_of_its_own(room: RoomWindow) -> None:
    room.go("locations")
    room.type("/ Police to visit the arcade fri")
    room.press(Qt.Key.Key_Return)
    assert [made.text for made in room.desk.room.item(room.meeting, "locations").actions] == [
        "Visit the arcade"
    ]
    assert agreed(room) == ()
