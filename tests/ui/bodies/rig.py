"""The page of the bodies in the real window, on a day, and ways to press and type in it."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QWidget,
)

from app.services.clock import fixed_clock
from app.services.desk import Desk, open_desk
from app.ui.bodies.editors import LineEditor
from app.ui.bodies.form import BodyForm
from app.ui.bodies.sections import SECTIONS
from app.ui.settings.bodies import Bodies
from app.ui.widgets import Button
from tests.builders import OPERATOR, PASSPHRASE
from tests.domain.profiles.shipped import bodies
from tests.ui.sitting import press as press_now

SUPPORT, SUPPORT_PASSPHRASE = "Sam Okafor", "seven green bottles standing"
TODAY, NEXT = date(2026, 11, 2), date(2026, 12, 1)
MASE = next(body for _, body in bodies() if body.code == "KR-MASE")


def a_desk(path: Path, operator: str = OPERATOR, passphrase: str = PASSPHRASE) -> Desk:
    return open_desk(path, operator, passphrase, fixed_clock(datetime(2026, 11, 2, 9).astimezone()))


def press(button: QAbstractButton) -> None:
    """Press it once what was just laid out has come into sight."""
    QApplication.processEvents()
    press_now(button)


def choose(page: Bodies, short: str) -> None:
    press(next(one for one in page.choice.findChildren(QAbstractButton) if one.accessibleName() == short))


def section(form: BodyForm, key: str) -> None:
    title = next(one.title for one in SECTIONS if one.key == key)
    buttons = form.steps.findChildren(QAbstractButton)
    press(next(one for one in buttons if one.accessibleName().split(" (")[0] == title))


def retype(line: QLineEdit, text: str) -> None:
    line.selectAll()
    QTest.keyClicks(line, text) if text else QTest.keyClick(line, Qt.Key.Key_Delete)


def line(form: BodyForm, place: str) -> QLineEdit:
    editor = form.editors[place]
    assert isinstance(editor, LineEditor)
    return editor.line


def named(within: QWidget, name: str) -> Button:
    return next(one for one in within.findChildren(Button) if one.accessibleName() == name)


def set_day(page: Bodies, day: date) -> None:
    field = page.page.day
    retype(field._line, f"{day:%d/%m/%Y}")
    QTest.keyClick(field._line, Qt.Key.Key_Return)
