"""A meeting room in a real window over a real store, with a real keyboard."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.room.room import EntryLine, EntryView
from app.ui import theme
from app.ui.frame import ScreenSpec
from app.ui.main_window import MainWindow
from app.ui.screens.room import RoomScreen
from app.ui.widgets import Button, privacy
from tests.builders import a_case, a_clock, a_meeting, a_store

CHILDREN = (
    ("Zofia Kowalska", "Richmond", None),
    ("Tiago Santos", "Richmond", date(2026, 9, 1)),
    ("Ifrah Warsame", "Kingston", None),
)
Keys = Qt.KeyboardModifier
CTRL = Keys.ControlModifier


class Elsewhere(QWidget):
    """Any other screen: the room leaves to it."""

    def __init__(self, desk: Desk, navigator: object) -> None:
        super().__init__()
        self.argument: object = None

    def open(self, argument: object) -> None:
        self.argument = argument


SPECS = (
    ScreenSpec("room", "Meeting room", "app.ui.screens.room:RoomScreen", rail=False),
    ScreenSpec("meetings", "Meetings", f"{__name__}:Elsewhere"),
)


@dataclass
class RoomWindow:
    """The window with the room in sight; `meeting` is the meeting that is open in it."""

    window: MainWindow
    desk: Desk
    meeting: int

    @property
    def screen(self) -> RoomScreen:
        found = self.window.findChild(RoomScreen)
        assert isinstance(found, RoomScreen)
        return found

    @property
    def lines(self) -> tuple[EntryLine, ...]:
        return tuple(line for group in self.desk.room.view(self.meeting).groups for line in group.entries)

    def entry(self, at: int = 0) -> EntryView:
        return self.desk.room.entry(self.lines[at].entry_id)

    def go(self, key: str) -> None:
        self.screen.floor.go(key)

    def open_case(self, at: int = 0) -> None:
        self.go(f"entry:{self.lines[at].entry_id}")

    @property
    def here(self) -> str:
        return self.screen.floor.current

    @property
    def focus(self) -> QWidget:
        found = self.window.focusWidget()
        assert found is not None
        return found

    @property
    def named(self) -> str:
        """What a screen reader says of where the keyboard is."""
        return self.focus.accessibleName()

    def press(self, key: Qt.Key, *modifiers: Keys) -> None:
        held = Keys.NoModifier
        for one in modifiers:
            held |= one
        QTest.keyClick(self.focus, key, held)

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus, text)

    def button(self, words: str) -> Button:
        found = [b for b in self.screen.findChildren(Button) if b.accessibleName() == words and b.isVisible()]
        assert found, words
        return found[0]


@contextmanager
def room_window(qtbot: QtBot, folder: Path, body: str = "KR-MASE") -> Iterator[RoomWindow]:
    """A planned meeting of a body with three cases, opened in the room."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    privacy.set_hidden(False)
    store = a_store(folder)
    for name, borough, listed in CHILDREN:
        a_case(store, name, borough, listed_on=listed)
    meeting = a_meeting(store, body_code=body)
    desk = Desk(store, a_clock())
    window = MainWindow(SPECS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    with qtbot.waitExposed(window):
        window.show()
    window.set_desk(desk)
    window.work.go("room", meeting)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    # The window closes the desk when it closes; a test that locks it closes the desk itself.
    yield RoomWindow(window, desk, meeting)
