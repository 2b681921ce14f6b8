"""The window: the lock page, the work, the curtain; which of them shows, and when."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from app.resources import resource
from app.ui import worker
from app.ui.capture import Capture
from app.ui.frame import DeskLike, ScreenSpec
from app.ui.guard import ClipboardGuard, IdleWatch
from app.ui.native import LeaveWatch
from app.ui.screens import SCREENS
from app.ui.theme import Tone
from app.ui.unlock import UnlockPage
from app.ui.widgets.curtain import Curtain
from app.ui.widgets.privacy import privacy
from app.ui.workplace import Workplace

CURTAIN, LOCK = "F12", "Ctrl+L"


class MainWindow(QMainWindow):
    """Starts on the lock page; `set_desk` opens the desk, `lock` puts it away.

    `locked(saved)` follows each lock. Saved: the screens are gone, close the store. Not saved: they
    wait behind the lock page with what could not be stored; keep the store open and call `unlocked`.
    """

    locked = Signal(bool)

    def __init__(self, specs: Sequence[ScreenSpec] = SCREENS) -> None:
        super().__init__()
        self.setWindowTitle("Chairside")
        self.setWindowIcon(QIcon(str(resource("icons", "chairside.svg"))))
        self.setMinimumSize(800, 480)
        self.resize(1366, 768)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.idle = IdleWatch(app)
        self.clipboard = ClipboardGuard(app)
        self.capture = Capture(app)
        self.leaving = LeaveWatch(app)
        self.unlock_page = UnlockPage()
        self.work = Workplace(specs)
        self._curtain = Curtain(CURTAIN)
        self._pages = QStackedWidget()
        for page in (self.unlock_page, self.work, self._curtain):
            self._pages.addWidget(page)
        self.setCentralWidget(self._pages)
        self._held: QWidget | None = None
        self._warned = False
        self._shortcuts = self._bind(specs)
        self._show(self.unlock_page)
        self.work.lock_asked.connect(self.lock)
        self.idle.idle.connect(self.lock)
        self.leaving.left.connect(self.lock)
        self.capture.changed.connect(self.work.top.show_sharing)

    def _bind(self, specs: Sequence[ScreenSpec]) -> list[tuple[str, QShortcut]]:
        keys: dict[str, Callable[[], None]] = {
            "Ctrl+K": self.work.top.focus_search,
            "Ctrl+H": privacy.toggle,
            LOCK: self.lock,
            CURTAIN: self.toggle_curtain,
        }
        keys.update({spec.shortcut: self._goer(spec.key) for spec in specs if spec.shortcut})
        made = []
        for sequence, act in keys.items():
            shortcut = QShortcut(QKeySequence(sequence), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
            made.append((sequence, shortcut))
        return made

    def _goer(self, key: str) -> Callable[[], None]:
        return lambda: self.work.go(key)

    def set_desk(self, desk: DeskLike) -> None:
        """Show this desk, from its first screen."""
        self.unlocked()
        self.work.set_desk(desk)

    def unlocked(self) -> None:
        """Bring back the work as it was (after a lock that could not save)."""
        self.unlock_page.done()
        self._warned = False
        self._show(self.work)
        self.idle.watch(True)

    def lock(self) -> None:
        """Save, then hide every window and let go of what they show."""
        if self.work.desk() is None or self._pages.currentWidget() is self.unlock_page:
            return
        saved = self.work.save_all()
        self._show(self.unlock_page)
        self.idle.watch(False)
        self.clipboard.empty()
        self.capture.set_sharing(False)
        self.work.top.reset()
        self._close_others()
        # Painted now: ending a job below may take longer than the second a lock has.
        self.repaint()
        if saved:
            worker.stop_all()
            self.work.forget()
        self.unlock_page.ready()
        self.locked.emit(saved)

    def toggle_curtain(self) -> None:
        """Blank the window, or bring it back with the cursor where it was."""
        if self._pages.currentWidget() is self.work:
            self._held = self.focusWidget()
            self._close_others()
            self._show(self._curtain)
            self._curtain.setFocus()
        elif self._pages.currentWidget() is self._curtain:
            self._show(self.work)
            if self._held is not None:
                self._held.setFocus()
                self._held = None

    def bring(self, page: QWidget) -> None:
        """Show a page of its own in place of the lock page; `dismiss` takes it away."""
        self._pages.addWidget(page)
        self._show(page)

    def dismiss(self, page: QWidget) -> None:
        """Take such a page away; the lock page is behind it."""
        if self._pages.currentWidget() is page:
            self._show(self.unlock_page)
        self._pages.removeWidget(page)
        page.deleteLater()

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence where the user looks now: on the lock page, or above the screen."""
        locked = self._pages.currentWidget() is self.unlock_page
        (self.unlock_page if locked else self.work).say(sentence, tone)

    def _show(self, page: QWidget) -> None:
        """While the work is out of sight its keys sleep: only the curtain's own and Lock work behind it."""
        self._pages.setCurrentWidget(page)
        for sequence, shortcut in self._shortcuts:
            behind = page is self._curtain and sequence in (CURTAIN, LOCK)
            shortcut.setEnabled(page is self.work or behind)

    def _close_others(self) -> None:
        for window in QApplication.topLevelWidgets():
            if window is not self and window.isVisible():
                window.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.leaving.begin(int(self.winId()))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.work.save_all() and not self._warned:
            # Said once: a second close goes, or a full disk would hold the window open for ever.
            self._warned = True
            event.ignore()
            return
        desk = self.work.desk()
        worker.stop_all()
        self.idle.watch(False)
        self.clipboard.empty()
        self.work.forget()
        if desk is not None:
            desk.close()
        super().closeEvent(event)
