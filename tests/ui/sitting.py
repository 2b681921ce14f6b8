"""A window with the settings over a real store, for the tests of what stands in them."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk, open_desk
from app.services.keeping.safekeeping import Safekeeping
from app.ui import worker
from app.ui.main_window import MainWindow
from app.ui.screens import SCREENS
from app.ui.screens.settings import Settings
from app.ui.session import Session
from app.ui.settings.statement import Statement
from app.ui.widgets import LineRow
from tests.builders import OPERATOR, PASSPHRASE

SPECS = tuple(spec for spec in SCREENS if spec.key == "settings")


class Sitting:
    """A window, its session and its store."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self._qtbot = qtbot
        self.path = path
        self.window = MainWindow(SPECS)
        qtbot.addWidget(self.window)
        self.session = Session(self.window, path)

    def open(self, desk: Desk | None = None) -> Settings:
        """Go in, and wait until the backup of the start is made."""
        self.session.begin(desk or open_desk(self.path, OPERATOR, PASSPHRASE))
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        self.rest()
        return self.settings

    @property
    def settings(self) -> Settings:
        return next(iter(self.window.findChildren(Settings)))

    def show(self, section: str) -> None:
        self.window.work.go("settings", section)

    def rest(self) -> None:
        """Until nothing runs beside the window."""
        self._qtbot.waitUntil(lambda: worker.running() == 0, timeout=20_000)

    def unlock(self, operator: str, passphrase: str) -> None:
        """As the lock page does."""
        self.window.unlock_page.passphrase_given.emit(operator, passphrase)
        self._qtbot.waitUntil(lambda: self.window.work.desk() is not None, timeout=20_000)
        self.rest()

    def backups(self) -> list[str]:
        """Why each was made, newest first."""
        desk = open_desk(self.path, OPERATOR, PASSPHRASE)
        try:
            return [row.why for row in Safekeeping(desk.store, desk.clock).backups()]
        finally:
            desk.close()


def press(button: QAbstractButton) -> None:
    assert button.isEnabled() and button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def words_of(page: QWidget) -> str:
    """Everything a page says."""
    rows = [row.accessibleName() for row in page.findChildren(LineRow)]
    return "\n".join([*(one.text() for one in page.findChildren(QLabel)), *rows])


def statement(sitting: Sitting) -> Statement:
    sitting.show("statement")
    page = sitting.settings.pages["statement"]
    assert isinstance(page, Statement)
    return page


def retype(box: QPlainTextEdit, text: str) -> None:
    box.selectAll()
    QTest.keyClicks(box, text)
