"""The window: going about, being told, locking, blanking, closing; and its two watchers."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QListView, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.changes import Changes
from app.domain.list_labels import USUAL, ListLabels
from app.errors import Refused
from app.ui import theme
from app.ui.frame import Navigator, ScreenSpec
from app.ui.guard import ClipboardGuard, IdleWatch
from app.ui.main_window import MainWindow
from app.ui.screens import SCREENS
from app.ui.widgets import NoteEdit, privacy
from app.ui.widgets.rail import RailButton


@dataclass(frozen=True)
class Hit:
    """A search result."""

    kind: str
    id: int
    title: str
    note: str


class Desk:
    """As much of the services as the frame asks for, over two figures kept in memory."""

    area_name = "Kingston & Richmond"
    marking = "Official-Sensitive"

    def __init__(self) -> None:
        self.figures = {"overdue": 14}
        self.labels: ListLabels = USUAL
        self.callbacks: list[Callable[[Changes], None]] = []
        self.closed = False

    def search(self, text: str) -> Sequence[Hit]:
        """Finds two for a z, refuses a star, else nothing."""
        if text == "*":
            raise Refused("Type at least one letter.")
        both = (Hit("child", 7, "Zofia Kowalska", "14"), Hit("second", 8, "Zara B.", "action"))
        return both if "z" in text else ()

    def on_change(self, callback: Callable[[Changes], None]) -> None:
        """Keep it."""
        self.callbacks.append(callback)

    def commit(self, *kinds: str) -> None:
        """As after a transaction."""
        for callback in self.callbacks:
            callback(Changes("test", "", frozenset((kind, 1) for kind in kinds)))

    @property
    def list_labels(self) -> ListLabels:
        """What the lists are called."""
        return self.labels

    def counts(self) -> Mapping[str, int]:
        """The figures."""
        return self.figures

    def close(self) -> None:
        """Remember it."""
        self.closed = True


class First(QWidget):
    """A screen with a note in it."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.navigator, self.heard = navigator, list[Any]()
        self.note = NoteEdit("Victim")
        self.refuses = False
        QVBoxLayout(self).addWidget(self.note)

    def refresh(self) -> None:
        """Remember it."""
        self.heard.append("refresh")

    def open(self, argument: object) -> None:
        """Remember it."""
        self.heard.append(argument)

    def changed(self, changes: Changes) -> None:
        """Remember it."""
        self.heard.append(changes.act)

    def save_now(self) -> None:
        """Remember it, or fail as asked."""
        self.heard.append("saved")
        if self.refuses:
            raise Refused("The disk is full; free some space.")


class Second(QWidget):
    """A screen that knows nothing but to read again."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.reads = 0

    def refresh(self) -> None:
        """Count it."""
        self.reads += 1


SPECS = (
    ScreenSpec("first", "This month", f"{__name__}:First", "Ctrl+1", opens=("child",)),
    ScreenSpec("second", "Actions", f"{__name__}:Second", "Ctrl+2", badge="overdue"),
    ScreenSpec("third", "Settings", f"{__name__}:Second", foot=True),
)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk) -> MainWindow:
    theme.apply(qapp, "light")
    privacy.set_hidden(False)
    made = MainWindow(SPECS)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.set_desk(desk)
    return made


def first(window: MainWindow) -> First:
    """The first screen."""
    found = window.work.findChild(First)
    assert found is not None
    return found


def test_every_listed_screen_can_be_named() -> None:
    keys = [spec.key for spec in SCREENS]
    assert len(keys) == len(set(keys))
    assert all(":" in spec.path for spec in SCREENS)


def test_an_empty_registry_still_opens(qtbot: QtBot, desk: Desk) -> None:
    made = MainWindow(())
    qtbot.addWidget(made)
    made.set_desk(desk)
    made.show()
    assert made.work.isVisible()


class TestGoing:
    def test_it_starts_on_the_first_screen(self, window: MainWindow) -> None:
        assert first(window).isVisible()
        assert first(window).heard == ["refresh"]
        assert window.work.findChild(Second) is None

    def test_keys_and_rail_go_and_leaving_saves(self, window: MainWindow, qtbot: QtBot) -> None:
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        second = window.work.findChild(Second)
        assert second is not None and second.isVisible()
        assert first(window).heard[-1] == "saved"
        button = next(b for b in window.findChildren(RailButton) if b.text() == "This month")
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert first(window).isVisible()
        window.work.go("second")
        assert second.reads == 1

    def test_an_argument_reaches_open(self, window: MainWindow) -> None:
        window.work.go("child", 7)
        assert first(window).heard[-1] == 7

    def test_an_unknown_place_is_a_bug(self, window: MainWindow) -> None:
        with pytest.raises(LookupError):
            window.work.go("nowhere")

    def test_the_room_takes_the_whole_window(self, window: MainWindow) -> None:
        window.work.enter_room()
        assert not window.work.rail.isVisible() and not window.work.top.isVisible()
        window.work.go("second")
        assert window.work.rail.isVisible() and window.work.top.isVisible()


class TestBeingTold:
    def test_the_screen_in_sight_hears_the_others_read_when_shown(
        self, window: MainWindow, desk: Desk
    ) -> None:
        window.work.go("second")
        second = window.work.findChild(Second)
        assert second is not None
        window.work.go("first")
        desk.commit("action")
        assert first(window).heard[-1] == "test"
        assert second.reads == 1
        window.work.go("second")
        assert second.reads == 2
        desk.commit("action")
        assert second.reads == 3

    def test_counts_follow(self, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
        button = next(b for b in window.findChildren(RailButton) if b.text() == "Actions")
        qtbot.waitUntil(lambda: button.accessibleName() == "Actions, 14")
        desk.figures["overdue"] = 0
        desk.commit("action")
        qtbot.waitUntil(lambda: button.accessibleName() == "Actions")

    def test_a_sentence_is_shown_and_put_away(self, window: MainWindow) -> None:
        window.work.refused(Refused("Give a rationale first."))
        assert window.work.notice.isVisible()
        assert window.work.notice.sentence == "Give a rationale first."
        window.work.notice.put_away()
        assert not window.work.notice.isVisible()


class TestSearch:
    def results(self, window: MainWindow) -> QListView:
        """The list of results."""
        found = window.work.findChild(QListView)
        assert found is not None
        return found

    def test_keyboard_alone_finds_and_opens(self, window: MainWindow, qtbot: QtBot) -> None:
        QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        search = window.work.top.search
        assert search.hasFocus()
        QTest.keyClicks(search, "z")
        qtbot.waitUntil(self.results(window).isVisible)
        QTest.keyClick(search, Qt.Key.Key_Down)
        QTest.keyClick(search, Qt.Key.Key_Return)
        second = window.work.findChild(Second)
        assert second is not None and second.isVisible()
        assert search.text() == "" and not self.results(window).isVisible()

    def test_return_does_not_wait_for_the_pause(self, window: MainWindow, qtbot: QtBot) -> None:
        QTest.keyClicks(window.work.top.search, "z")
        QTest.keyClick(window.work.top.search, Qt.Key.Key_Return)
        assert first(window).heard[-1] == 7

    def test_nothing_found_says_so(self, window: MainWindow, qtbot: QtBot) -> None:
        QTest.keyClicks(window.work.top.search, "q")
        qtbot.waitUntil(self.results(window).isVisible)
        model = self.results(window).model()
        assert model is not None and model.index(0, 0).data() == "Nothing found"
        QTest.keyClick(window.work.top.search, Qt.Key.Key_Escape)
        assert not self.results(window).isVisible()

    def test_a_refused_search_is_a_sentence(self, window: MainWindow, qtbot: QtBot) -> None:
        QTest.keyClicks(window.work.top.search, "*")
        qtbot.waitUntil(lambda: window.work.notice.sentence == "Type at least one letter.")


class TestLocking:
    def test_it_saves_hides_everything_and_forgets(
        self, window: MainWindow, qtbot: QtBot, desk: Desk
    ) -> None:
        screen = first(window)
        screen.note.set_text("secret")
        dialog = QDialog(window)
        dialog.show()
        heard = screen.heard
        began = time.monotonic()
        with qtbot.waitSignal(window.locked) as locked:
            QTest.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert time.monotonic() - began < 1
        assert locked.args == [True]
        assert heard[-1] == "saved"
        assert window.unlock_page.isVisible() and not window.work.isVisible()
        assert not dialog.isVisible()
        qtbot.waitUntil(lambda: window.work.findChild(First) is None)
        assert window.work.desk() is None

    def test_a_lock_that_cannot_save_keeps_the_words(self, window: MainWindow, qtbot: QtBot) -> None:
        screen = first(window)
        screen.refuses = True
        screen.note.set_text("secret")
        with qtbot.waitSignal(window.locked) as locked:
            window.lock()
        assert locked.args == [False]
        assert window.unlock_page.isVisible() and not screen.isVisible()
        window.unlocked()
        assert screen.isVisible() and screen.note.text() == "secret"
        assert window.work.notice.sentence == "The disk is full; free some space."

    def test_while_locked_no_key_reaches_the_work(self, window: MainWindow) -> None:
        window.lock()
        for key in (Qt.Key.Key_2, Qt.Key.Key_K):
            QTest.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_F12)
        assert window.unlock_page.isVisible()
        window.say("Locked after five minutes.")
        assert "Locked after five minutes." in [label.text() for label in window.findChildren(QLabel)]

    def test_another_desk_opens_after_it(self, window: MainWindow) -> None:
        window.lock()
        other = Desk()
        window.set_desk(other)
        other.commit("action")
        assert first(window).isVisible()

    def test_idling_locks(self, window: MainWindow) -> None:
        window.idle.idle.emit()
        assert window.unlock_page.isVisible()


class TestCurtain:
    def test_it_blanks_and_gives_the_cursor_back(self, window: MainWindow) -> None:
        note = first(window).note
        note.setFocus()
        QTest.keyClick(window, Qt.Key.Key_F12)
        assert not note.isVisible()
        shown = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
        assert "F12" in shown and "Kingston & Richmond" not in shown
        QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClick(window, Qt.Key.Key_F12)
        assert note.isVisible() and note.hasFocus()

    def test_names_hide_with_a_key(self, window: MainWindow) -> None:
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        assert privacy.hidden
        QTest.keyClick(window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        assert not privacy.hidden


class TestClosing:
    def test_it_saves_and_closes_the_desk(self, window: MainWindow, desk: Desk) -> None:
        heard = first(window).heard
        assert window.close()
        assert heard[-1] == "saved" and desk.closed

    def test_unsaved_work_holds_it_once(self, window: MainWindow, desk: Desk) -> None:
        first(window).refuses = True
        assert not window.close()
        assert not desk.closed and window.work.notice.sentence
        assert window.close()
        assert desk.closed


class TestWatchers:
    def test_idle_after_its_time_and_not_before_a_key(self, qapp: QApplication, qtbot: QtBot) -> None:
        watch = IdleWatch(qapp, 5)
        assert watch._timer.interval() == 300_000
        watch.set_minutes(99)
        assert watch._timer.interval() == 900_000
        watch._timer.setInterval(150)
        widget = QWidget()
        qtbot.addWidget(widget)
        widget.show()
        with qtbot.waitSignal(watch.idle, timeout=2000):
            watch.watch(True)
            left = watch._timer.remainingTime()
            qtbot.waitUntil(lambda: watch._timer.remainingTime() < left - 50)
            QTest.keyClick(widget, Qt.Key.Key_A)
            assert watch._timer.remainingTime() > left - 50
        watch.watch(False)

    def test_waking_from_sleep_counts_as_idle(self, qapp: QApplication, qtbot: QtBot) -> None:
        watch = IdleWatch(qapp)
        watch.watch(True)
        watch._tick()
        with qtbot.waitSignal(watch.idle, timeout=200):
            watch._seen -= 60_000
            watch._tick()
        watch.watch(False)

    def test_our_copy_leaves_the_clipboard(self, qapp: QApplication, qtbot: QtBot) -> None:
        guard = ClipboardGuard(qapp, 50, ours=lambda: True)
        board = QGuiApplication.clipboard()
        board.setText("Zofia")
        assert board.text() == "Zofia"
        assert any("ExcludeClipboardContent" in name for name in board.mimeData().formats())
        qtbot.waitUntil(lambda: board.text() == "", timeout=2000)
        board.setText("again")
        guard.empty()
        assert board.text() == ""

    def test_the_copy_of_another_program_stays(self, qapp: QApplication, qtbot: QtBot) -> None:
        held = True
        guard = ClipboardGuard(qapp, ours=lambda: held)
        board = QGuiApplication.clipboard()
        board.setText("ours")
        held = False
        board.setText("theirs")
        assert not guard._timer.isActive()
        guard.empty()
        assert board.text() == "theirs"
