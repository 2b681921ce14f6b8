"""Waiting after wrong passphrases, locking with the system, staying out of screen capture."""

import ctypes
from collections.abc import Iterator
from ctypes import wintypes
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui import native, theme
from app.ui.capture import Capture
from app.ui.native import (
    PBT_APMSUSPEND,
    WDA_EXCLUDEFROMCAPTURE,
    WDA_NONE,
    WM_POWERBROADCAST,
    WM_WTSSESSION_CHANGE,
    WTS_SESSION_LOCK,
    LeaveWatch,
    WindowsCalls,
    _Filter,
    is_leaving,
)
from app.ui.patience import Patience
from app.ui.settings.sharing import Sharing
from app.ui.unlock import UnlockPage
from app.ui.widgets import Button
from tests.builders import OPERATOR, a_store
from tests.ui.sitting import Sitting


class Calls:
    """Windows, as far as it matters here."""

    def __init__(self, takes: bool = True) -> None:
        self.takes, self.heard, self.set = takes, list[int](), list[tuple[int, int]]()

    def hear_of_locks(self, window: int) -> bool:
        self.heard.append(window)
        return self.takes

    def set_affinity(self, window: int, affinity: int) -> bool:
        self.set.append((window, affinity))
        return self.takes


def test_from_the_third_wrong_one_on_it_waits_twice_as_long() -> None:
    now = [100.0]
    patience = Patience(lambda: now[0])
    assert [patience.wrong() for _ in range(9)] == [0, 0, 2, 4, 8, 16, 32, 60, 60]
    now[0] += 59
    assert patience.left == 1
    now[0] += 5
    assert patience.left == 0
    patience.right()
    assert patience.wrong() == 0


@pytest.fixture
def page(qtbot: QtBot, qapp: QApplication) -> UnlockPage:
    theme.apply(qapp, "light")
    made = UnlockPage()
    made.show_store("Kingston", (OPERATOR,))
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_page_counts_down_and_opens_nothing_meanwhile(page: UnlockPage, qtbot: QtBot) -> None:
    now = [0.0]
    page.patience = Patience(lambda: now[0])
    for _ in range(3):
        page.wrong("Wrong.", counts=True)
    (button,) = (one for one in page.findChildren(Button) if one.accessibleName() == "Open")
    assert not button.isEnabled()
    assert any(one.text() == "Wait 2 s after so many tries." for one in page.findChildren(QLabel))
    QTest.keyClicks(page._secret, "typed meanwhile")
    with qtbot.assertNotEmitted(page.passphrase_given, wait=0):
        QTest.keyClick(page._secret, Qt.Key.Key_Return)
    now[0] = 2.1
    qtbot.waitUntil(button.isEnabled)
    with qtbot.waitSignal(page.passphrase_given):
        QTest.keyClick(page._secret, Qt.Key.Key_Return)


def test_other_refusals_do_not_count(page: UnlockPage) -> None:
    for _ in range(5):
        page.wrong("The disk is full.")
    assert page.patience.left == 0


def test_what_the_system_says_when_it_leaves() -> None:
    assert is_leaving(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)
    assert is_leaving(WM_POWERBROADCAST, PBT_APMSUSPEND)
    assert not is_leaving(WM_WTSSESSION_CHANGE, 8)
    assert not is_leaving(WM_POWERBROADCAST, 0x12)
    assert not is_leaving(0x0100, WTS_SESSION_LOCK)


def test_a_message_of_windows_is_read_and_let_through() -> None:
    heard: list[tuple[int, int]] = []
    reader = _Filter(lambda message, what: heard.append((message, what)))
    message = wintypes.MSG()
    message.message, message.wParam = WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK
    assert reader.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert reader.nativeEventFilter(b"xcb_generic_event_t", 0) == (False, 0)
    assert heard == [(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK)]


def test_the_systems_lock_locks(qapp: QApplication, qtbot: QtBot) -> None:
    calls = Calls()
    watch = LeaveWatch(qapp, calls)
    assert watch.hears and watch.begin(7) and calls.heard == [7]
    with qtbot.waitSignal(watch.left):
        watch._hear(WM_POWERBROADCAST, PBT_APMSUSPEND)
    with qtbot.assertNotEmitted(watch.left, wait=0):
        watch._hear(WM_POWERBROADCAST, 0x12)
    qapp.removeNativeEventFilter(watch._filter)


@pytest.mark.skipif(native.system_calls() is not None, reason="this system has the calls")
def test_where_there_are_no_calls_nothing_is_claimed(qapp: QApplication) -> None:
    watch, capture = LeaveWatch(qapp), Capture(qapp)
    assert not watch.hears and not watch.begin(7) and not capture.possible
    capture.set_sharing(True)
    assert not capture.sharing
    assert not WindowsCalls().hear_of_locks(7) and not WindowsCalls().set_affinity(7, WDA_NONE)


def test_every_window_is_kept_out_as_it_shows_until_sharing_on_purpose(
    qtbot: QtBot, qapp: QApplication
) -> None:
    calls = Calls()
    capture = Capture(qapp, calls)
    window = QWidget()
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    own = int(window.winId())
    assert (own, WDA_EXCLUDEFROMCAPTURE) in calls.set
    capture.set_sharing(True)
    assert calls.set[-1] == (own, WDA_NONE) or (own, WDA_NONE) in calls.set
    second = QWidget()
    qtbot.addWidget(second)
    with qtbot.waitExposed(second):
        second.show()
    assert (int(second.winId()), WDA_NONE) in calls.set
    capture.set_sharing(False)
    assert (own, WDA_EXCLUDEFROMCAPTURE) in calls.set[-3:]
    qapp.removeEventFilter(capture)


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    made = Sitting(qtbot, store.path)
    yield made
    made.window.close()


def test_the_switch_in_the_settings(sitting: Sitting, qapp: QApplication) -> None:
    calls = Calls()
    sitting.window.capture = Capture(qapp, calls)
    sitting.window.capture.changed.connect(sitting.window.work.top.show_sharing)
    sitting.open()
    (switch,) = sitting.settings.findChildren(Sharing)
    assert switch.switch.isEnabled()
    switch.switch.click()
    assert sitting.window.capture.sharing and sitting.window.work.top._seen.isVisible()
    sitting.window.lock()
    assert not sitting.window.capture.sharing
    qapp.removeEventFilter(sitting.window.capture)


@pytest.mark.skipif(native.system_calls() is not None, reason="this system has the calls")
def test_the_switch_says_where_it_cannot_be_done(sitting: Sitting) -> None:
    sitting.open()
    (switch,) = sitting.settings.findChildren(Sharing)
    assert not switch.switch.isEnabled()
    assert "cannot be kept out" in "\n".join(one.text() for one in switch.findChildren(QLabel))


def test_the_systems_lock_puts_the_window_behind_its_lock_page(sitting: Sitting) -> None:
    sitting.open()
    sitting.window.leaving.left.emit()
    assert sitting.window.unlock_page.isVisible() and sitting.window.work.desk() is None


def test_who_is_in_stands_in_the_top_bar(sitting: Sitting) -> None:
    sitting.open()
    assert sitting.window.work.top._who.text() == f"{OPERATOR} · chair"
    assert not sitting.window.work.top._only.isVisible()
