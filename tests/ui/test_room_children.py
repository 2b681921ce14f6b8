"""A missing persons meeting in a real window: its children are gone through and noted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models import ChildNote
from app.services.desk import Desk
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.room.child_page import ChildPage
from app.ui.room.item_page import NotesPage
from app.ui.widgets import privacy
from tests.builders import a_clock, every
from tests.services.room.test_children import an_afternoon
from tests.services.room_rig import a_rig
from tests.ui.room_window import CTRL, SPECS, RoomWindow


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path, qapp: QApplication) -> Iterator[RoomWindow]:
    theme.apply(qapp, "light")
    privacy.set_hidden(False)
    rig = a_rig(tmp_path)
    meeting = an_afternoon(rig)
    desk = Desk(rig.store, a_clock())
    window = MainWindow(SPECS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.set_desk(desk)
    window.work.go("room", meeting)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield RoomWindow(window, desk, meeting)


def note_id(room: RoomWindow, item: str) -> int:
    return room.desk.room.view(room.meeting).children[item][0].note_id


def notes(room: RoomWindow) -> dict[int, str]:
    return {note.id: note.notes for note in every(room.desk.store, ChildNote) if note.notes}


def page(room: RoomWindow) -> ChildPage:
    found = room.screen.floor.pages.current()
    assert isinstance(found, ChildPage)
    return found


def test_the_keyboard_goes_from_item_to_child_and_on(room: RoomWindow) -> None:
    room.go("repeat-missing")
    room.press(Qt.Key.Key_Down, CTRL)
    child = note_id(room, "repeat-missing")
    assert room.here == f"child:{child}"
    assert room.named == "What was said and agreed"
    room.type("Stays with her aunt.")
    room.press(Qt.Key.Key_Down, CTRL)
    assert room.here == "known"
    assert notes(room) == {child: "Stays with her aunt."}
    room.press(Qt.Key.Key_Up, CTRL)
    assert page(room).notes.edit.text() == "Stays with her aunt."
    shown = room.desk.room.view(room.meeting)
    assert {item.key: item.note for item in shown.items}["repeat-missing"] == "1 of 1"
    assert shown.current == f"child:{child}"


def test_a_line_after_a_slash_is_an_action_about_the_child(room: RoomWindow) -> None:
    child = note_id(room, "known")
    room.go(f"child:{child}")
    room.type("/ Police to visit the aunt fri")
    room.press(Qt.Key.Key_Return)
    (made,) = room.desk.room.child(child).actions
    assert (made.text, made.agency, made.about) == ("Visit the aunt", "Police", "Tiago S.")
    assert room.desk.room.item(room.meeting, "known").actions == ()


def test_the_form_gives_the_child_an_action(room: RoomWindow) -> None:
    child = note_id(room, "known")
    room.go(f"child:{child}")
    room.type("/ Ask the school")
    room.press(Qt.Key.Key_Return)
    assert room.screen.floor.side.cards.form.isVisible()
    room.type("health")
    room.press(Qt.Key.Key_Return)
    room.type("11/12")
    room.press(Qt.Key.Key_Return)
    assert [one.text for one in room.desk.room.child(child).actions] == ["Ask the school"]


def test_enter_on_the_table_opens_the_child(room: RoomWindow) -> None:
    room.go("known")
    shown = room.screen.floor.pages.current()
    assert isinstance(shown, NotesPage)
    table = shown.rows.children_table
    table.view.setFocus()
    table.select_at(0)
    room.press(Qt.Key.Key_Return)
    assert room.here == f"child:{note_id(room, 'known')}"


def test_a_child_that_is_raised_is_found_by_name_and_opened(room: RoomWindow) -> None:
    room.go("other-concerns")
    room.button("Add a child").click()
    room.type("nobody")
    room.press(Qt.Key.Key_Return)
    assert room.here == f"child:{room.desk.room.view(room.meeting).children['other-concerns'][-1].note_id}"
    assert page(room).accessibleName() == "Child"
    assert room.desk.room.child(int(room.here.removeprefix("child:"))).row.name == "Nobody Atall"


def test_names_can_be_hidden_here_too(room: RoomWindow) -> None:
    room.go("repeat-missing")
    privacy.set_hidden(True)
    QApplication.processEvents()
    shown = room.screen.floor.agenda
    assert not any("Zofia" in step.text() for step in shown._steps.values())
    privacy.set_hidden(False)


def test_the_meeting_reopens_at_the_child_where_it_was(room: RoomWindow, qtbot: QtBot) -> None:
    child = note_id(room, "placed-here")
    room.go(f"child:{child}")
    room.screen.sitting.look()
    room.screen.floor.enter()
    assert room.here == f"child:{child}"
