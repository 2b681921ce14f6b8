"""The page before the desk."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.unlock import UnlockPage
from app.ui.widgets import Button, NoticeBar


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> UnlockPage:
    theme.apply(qapp, "light")
    made = UnlockPage()
    made.show_store("Kingston & Richmond", ("A. Chair", "B. Minutes"))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def secret(page: UnlockPage) -> QLineEdit:
    """The field."""
    found = page.findChild(QLineEdit)
    assert found is not None
    return found


def button(page: UnlockPage, words: str) -> Button:
    """The button that says this."""
    return next(b for b in page.findChildren(Button) if b.accessibleName() == words)


def test_a_passphrase_goes_out_with_its_operator(page: UnlockPage, qtbot: QtBot) -> None:
    pick = page.findChild(QComboBox)
    assert pick is not None
    pick.setCurrentIndex(1)
    QTest.keyClicks(secret(page), " four words here ")
    with qtbot.waitSignal(page.passphrase_given) as heard:
        QTest.keyClick(secret(page), Qt.Key.Key_Return)
    assert heard.args == ["B. Minutes", " four words here "]
    assert not button(page, "Open").isEnabled()


def test_a_wrong_one_says_why_and_empties_the_field(page: UnlockPage, qtbot: QtBot) -> None:
    QTest.keyClicks(secret(page), "wrong")
    QTest.keyClick(secret(page), Qt.Key.Key_Return)
    page.wrong("This passphrase does not open the store.")
    notice = page.findChild(NoticeBar)
    assert notice is not None and notice.sentence == "This passphrase does not open the store."
    assert secret(page).text() == ""
    assert button(page, "Open").isEnabled()


def test_nothing_typed_sends_nothing(page: UnlockPage, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(page.passphrase_given, wait=0):
        QTest.mouseClick(button(page, "Open"), Qt.MouseButton.LeftButton)
    notice = page.findChild(NoticeBar)
    assert notice is not None and notice.sentence == "Type the passphrase first."


def test_the_recovery_code_has_a_way_in_and_back(page: UnlockPage, qtbot: QtBot) -> None:
    QTest.mouseClick(button(page, "Use the recovery code"), Qt.MouseButton.LeftButton)
    assert secret(page).accessibleName() == "Recovery code"
    QTest.keyClicks(secret(page), "ABCD-EFGH ")
    with qtbot.waitSignal(page.recovery_given) as heard:
        QTest.keyClick(secret(page), Qt.Key.Key_Return)
    assert heard.args == ["ABCD-EFGH"]
    page.ready()
    QTest.mouseClick(button(page, "Use the passphrase"), Qt.MouseButton.LeftButton)
    assert secret(page).accessibleName() == "Passphrase"


def test_paste_is_allowed_and_the_text_is_dots_until_asked(page: UnlockPage, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("from the manager")
    secret(page).paste()
    assert secret(page).text() == "from the manager"
    assert secret(page).echoMode() == QLineEdit.EchoMode.Password
    QTest.mouseClick(button(page, "Show"), Qt.MouseButton.LeftButton)
    assert secret(page).echoMode() == QLineEdit.EchoMode.Normal
    page.done()
    assert secret(page).echoMode() == QLineEdit.EchoMode.Password
    assert secret(page).text() == ""


def test_caps_lock_is_noticed(page: UnlockPage, qtbot: QtBot) -> None:
    hint = next(label for label in page.findChildren(QLabel) if "Caps Lock" in label.text())
    QTest.keyClicks(secret(page), "A")
    assert hint.isVisible()
    QTest.keyClicks(secret(page), "a")
    assert not hint.isVisible()
    QTest.keyClicks(secret(page), "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hint.isVisible()
