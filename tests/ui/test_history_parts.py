"""Who changed what, and apart from it who looked; a viewer looks and changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import Refused
from app.models import Look
from app.services.desk import Desk, open_desk
from app.store import keys
from app.store.keys import Cost
from app.ui import theme
from app.ui.frame import ScreenSpec
from app.ui.history.fold import HistoryFold
from app.ui.main_window import MainWindow
from app.ui.screens.children import ChildrenScreen
from app.ui.screens.meetings import Meetings
from app.ui.screens.room import RoomScreen
from app.ui.widgets import LineRow
from tests.builders import OPERATOR, a_case, a_clock, a_meeting, a_store, every, person_of
from tests.ui.room_window import RoomWindow, room_window
from tests.ui.sitting import press

SPECS = (
    ScreenSpec("children", "Children", "app.ui.screens.children:ChildrenScreen", opens=("child",)),
    ScreenSpec("meetings", "Meetings", "app.ui.screens.meetings:Meetings"),
    ScreenSpec("room", "Meeting room", "app.ui.screens.room:RoomScreen", rail=False),
)
EYES, EYES_WORDS = "Vi Ewer", "nine slow rivers turning"


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        yield made


def lines(fold: HistoryFold) -> str:
    return "\n".join(one.text() for one in fold.findChildren(QLabel))


def test_a_case_in_the_room_unfolds_its_history(room: RoomWindow) -> None:
    room.open_case(0)
    fold = room.screen.floor.pages.case.history
    assert not fold.list.isVisible()
    room.type("Seen at the arcade.")
    room.screen.floor.flush()
    room.desk.decisions.set_category(room.lines[0].entry_id, 1)
    press(fold.button)
    assert "Victim changed" in lines(fold) and "Seen at the arcade." in lines(fold)
    assert OPERATOR in lines(fold) and "Category" in lines(fold)
    room.open_case(1)
    assert not fold.list.isVisible() and "arcade" not in lines(fold)


def test_opening_a_case_notes_one_look_an_hour(room: RoomWindow, qtbot: QtBot) -> None:
    room.open_case(0)
    qtbot.waitUntil(lambda: len(every(room.desk.store, Look)) >= 1)
    before = len(every(room.desk.store, Look))
    room.open_case(1)
    room.open_case(0)
    qtbot.wait(20)
    people = [one.person_id for one in every(room.desk.store, Look)]
    assert len(people) == len(set(people)) and len(people) >= before
    assert room.entry(0).person_id in people


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = Desk(a_store(tmp_path), a_clock())
    yield made
    made.close()


def window_on(qtbot: QtBot, qapp: QApplication, desk: Desk) -> MainWindow:
    theme.apply(qapp, "light")
    window = MainWindow(SPECS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.set_desk(desk)
    with qtbot.waitExposed(window):
        window.show()
    return window


def test_a_childs_page_says_who_changed_and_who_looked(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    case = a_case(desk.store)
    meeting = a_meeting(desk.store)
    desk.room.enter(meeting)
    (entry,) = (line.entry_id for group in desk.room.view(meeting).groups for line in group.entries)
    desk.minutes.save_notes(entry, "victim", "Met an older man at the pier.")
    person = person_of(desk.store, case)
    window = window_on(qtbot, qapp, desk)
    window.work.go("children", person)
    (screen,) = window.findChildren(ChildrenScreen)
    history = screen.history
    qtbot.waitUntil(lambda: len(desk.looks.of_child(person)) == 1)
    press(history.fold.button)
    assert "Met an older man at the pier." in lines(history.fold)
    assert "look" not in lines(history.fold).casefold()
    press(history.looked)
    names = [one.accessibleName() for one in history._looks_box.findChildren(LineRow)]
    assert any(name.startswith(OPERATOR) for name in names)


def test_a_meeting_has_its_history(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    a_case(desk.store)
    meeting = a_meeting(desk.store)
    desk.room.enter(meeting)
    desk.minutes.save_item(meeting, "locations", "The pier again.")
    window = window_on(qtbot, qapp, desk)
    window.work.go("meetings", meeting)
    (screen,) = window.findChildren(Meetings)
    press(screen.page.history.button)
    assert "The pier again." in lines(screen.page.history)


def as_viewer(desk: Desk) -> Desk:
    path = desk.store.path
    keys.add_operator(path, desk.store.keys, EYES, "viewer", EYES_WORDS, Cost.floor())
    desk.close()
    return open_desk(path, EYES, EYES_WORDS, a_clock())


def test_a_viewer_reads_an_open_meeting_and_changes_nothing(
    qtbot: QtBot, qapp: QApplication, desk: Desk
) -> None:
    a_case(desk.store)
    meeting = a_meeting(desk.store)
    desk.room.enter(meeting)
    before = desk.room.view(meeting)
    eyes = as_viewer(desk)
    window = window_on(qtbot, qapp, eyes)
    window.work.go("room", meeting)
    (screen,) = window.findChildren(RoomScreen)
    assert screen.sitting.ready and not screen.sitting.editable
    for key in screen.sitting.stops():
        screen.floor.go(key)
        screen.floor.step(1)
    screen.floor.go(screen.sitting.stop("cases"))
    assert all(field.edit.isReadOnly() for field in screen.floor.pages.case.fields.values())
    assert screen.notice.sentence == "" and window.work.notice.sentence == ""
    view = eyes.room.view(meeting)
    assert (view.current, view.items) == (before.current, before.items)
    qtbot.waitUntil(lambda: [one.by for one in every(eyes.store, Look)] == [EYES])
    window.close()


def test_a_viewer_is_told_that_a_meeting_has_not_begun(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    meeting = a_meeting(desk.store)
    eyes = as_viewer(desk)
    window = window_on(qtbot, qapp, eyes)
    with pytest.raises(Refused, match="as a viewer"):
        window.work.go("room", meeting)
    assert window.work.top.isVisible() and eyes.room.view(meeting).meeting.state == "planned"
    window.close()
