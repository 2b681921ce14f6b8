"""A desk over a real store, and a window's part that only remembers where a screen wanted to go."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attendance import Standing
from app.services.clock import Clock
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.ui import theme
from app.ui.frame import call
from app.ui.theme import Tone
from app.ui.widgets import Button, LineRow, privacy
from app.ui.worker import stop_all
from tests.builders import a_store

W = TypeVar("W", bound=QWidget)


@dataclass
class Hand:
    """A clock that a test turns."""

    at: datetime = datetime(2026, 11, 21, 9, tzinfo=UTC)

    def clock(self) -> Clock:
        return Clock(lambda: self.at.date(), lambda: self.at)

    def turn(self, on: date, hour: int = 9) -> None:
        self.at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)


@dataclass
class Window(QWidget):
    """The `Navigator` of a screen under test: its parent, so that refusals end here too."""

    went: list[tuple[str, object]] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def go(self, screen_key: str, argument: object = None) -> None:
        self.went.append((screen_key, argument))

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        self.said.append(sentence)

    def refused(self, problem: BaseException) -> None:
        self.said.append(str(problem))

    def enter_room(self) -> None: ...
    def leave_room(self) -> None: ...


@dataclass
class Rig:
    """A desk on a day, and screens over it."""

    desk: Desk
    hand: Hand
    qtbot: QtBot

    def screen(self, kind: type[W], wide: int = 1198, tall: int = 712) -> tuple[W, Window]:
        """The screen in sight, reading again after each commit as the window has it do."""
        window = Window()
        made = kind(self.desk, window)  # type: ignore[arg-type]
        made.setParent(window)
        made.resize(wide, tall)
        window.resize(wide, tall)
        self.qtbot.addWidget(window)

        def hear(changes: object) -> None:
            if not call(made, "changed", changes):
                call(made, "refresh")

        self.desk.on_change(hear)
        with self.qtbot.waitExposed(window):
            window.show()
        call(made, "refresh")
        QApplication.processEvents()
        window.activateWindow()
        self.qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
        return made, window

    def plan(self, year: int = 2026, month: int = 11) -> dict[str, MeetingRow]:
        """The month's meetings by short name."""
        return {row.body_short: row for row in self.desk.planner.plan(year, month)}

    def hold(self, meeting_id: int, everybody: bool = True) -> None:
        """A meeting from its door to its close, every case continued."""
        desk = self.desk
        desk.room.enter(meeting_id)
        for one in desk.register.rows(meeting_id):
            if everybody and not one.invited:
                desk.register.set_name(one.attendance_id, f"Holder of {one.seat_key}")
                desk.register.set_standing(one.attendance_id, Standing.PRESENT)
                desk.register.sign(one.attendance_id)
        for group in desk.room.view(meeting_id).groups:
            for entry in group.entries:
                desk.decisions.decide(entry.entry_id, "continue", "The risk has not changed.")
        desk.room.close(meeting_id)


@contextmanager
def a_rig(folder: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    """A desk over a new store, on Saturday 21 November 2026 unless the test turns the clock."""
    theme.apply(qapp, "light")
    privacy.set_hidden(False)
    hand = Hand()
    desk = Desk(a_store(folder), hand.clock())
    yield Rig(desk, hand, qtbot)
    stop_all()  # a meeting's documents are looked at beside the window
    desk.close()


def button(within: QWidget, words: str) -> Button:
    """The button of this name that is in sight."""
    QApplication.processEvents()  # what was just laid out comes into sight
    found = [one for one in within.findChildren(Button) if one.accessibleName() == words]
    return next(one for one in found if one.isVisible())


def lines(within: QWidget) -> list[str]:
    """What the rows of a card say, from the top."""
    QApplication.processEvents()
    return [one.accessibleName() for one in within.findChildren(LineRow) if one.isVisible()]


def line(within: QWidget, start: str) -> LineRow:
    """The row that begins with these words."""
    QApplication.processEvents()
    return next(
        one
        for one in within.findChildren(LineRow)
        if one.isVisible() and one.accessibleName().startswith(start)
    )
