"""From the first start or the lock page to the open desk and back: who is in, when the key is forgotten."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.changes import Changes
from app.errors import Refused
from app.services import beginning
from app.services.desk import Desk, open_desk, operators, prove, prove_recovery, recover_desk
from app.services.preferences import CHANGE, Preferences
from app.services.safekeeping import Safekeeping
from app.ui import theme, worker
from app.ui.first_start import FirstStart, Maker
from app.ui.keeper import BackupKeeper
from app.ui.main_window import MainWindow
from app.ui.problems import sentence_of
from app.ui.theme import Choice, Tone
from app.ui.worker import run_job

LOOKS: Mapping[str, Choice] = {"system": "system", "light": "light", "dark": "dark", "contrast": "contrast"}


class Session(QObject):
    """Opens the store of one window; unlocking runs beside it, for stretching a passphrase takes a second.

    Without a store it offers those of this computer, or the first-run page where there is none; `make`
    makes a store and `demo` opens the demo, both beside the window.
    """

    def __init__(
        self,
        window: MainWindow,
        store: Path | None = None,
        note: str = "",
        *,
        make: Maker = beginning.make,
        demo: Callable[[], Desk] = beginning.open_demo,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._note = note
        self._stores: tuple[Path, ...] = ()
        self._desk: Desk | None = None
        self._first = FirstStart(window, make, demo)
        self._keeper = BackupKeeper(window, window)
        self._connect()

    def _connect(self) -> None:
        page = self._window.unlock_page
        page.passphrase_given.connect(self._unlock)
        page.recovery_given.connect(self._recover)
        page.store_picked.connect(self._pick)
        page.new_asked.connect(lambda: self._first.begin(can_go_back=True))
        self._first.opened.connect(self._opened_first)
        self._window.locked.connect(self._locked)
        self._window.work.bus.changed.connect(self._changed)
        self._window.installEventFilter(self)

    def begin(self, desk: Desk | None = None) -> None:
        """Show the lock page or the first-run page, or go straight in with a desk that is open already."""
        if self._store is None and desk is None:
            self._stores = beginning.stores()
            self._store = self._stores[0] if self._stores else None
        if self._store is None and desk is None:
            self._first.begin(can_go_back=False)
            return
        self._show_page()
        if self._stores:
            self._window.unlock_page.offer_stores([path.stem for path in self._stores])
        if desk is not None:
            self._opened(desk)

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence where the user looks now: also on the first-run page."""
        (self._first.page or self._window).say(sentence, tone)

    # The lock page

    def _show_page(self) -> None:
        page = self._window.unlock_page
        if self._store is None:
            return
        try:
            names = [slot.name for slot in operators(self._store)]
        except Refused as problem:
            page.show_store(self._store.stem, (), self._note)
            page.wrong(problem.sentence)
            return
        page.show_store(self._store.stem, names, self._note)

    def _pick(self, place: int) -> None:
        self._store, self._note = self._stores[place], ""
        self._window.unlock_page.done()
        self._show_page()

    def _unlock(self, operator: str, passphrase: str) -> None:
        store = self._held()
        if self._desk is None:
            self._run(lambda: open_desk(store, operator, passphrase), self._opened)
        else:
            self._run(lambda: prove(store, operator, passphrase), self._back)

    def _recover(self, code: str) -> None:
        store = self._held()
        if self._desk is None:
            self._run(lambda: recover_desk(store, code), self._opened)
        else:
            self._run(lambda: prove_recovery(store, code), self._back)

    def _held(self) -> Path:
        assert self._store is not None
        return self._store

    def _run(self, how: Callable[[], object], then: Callable[[Any], None]) -> None:
        run_job(self._window, lambda _progress: how(), done=then, failed=self._failed)

    def _failed(self, problem: Exception) -> None:
        self._window.unlock_page.wrong(sentence_of(problem)[0])

    # The open desk

    def _opened_first(self, desk: Desk) -> None:
        self._store = desk.store.path
        self._note = beginning.demo_note(self._store)
        self._show_page()
        self._opened(desk)

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        self._follow_preferences(desk)
        self._window.set_desk(desk)
        self._first.end()
        beginning.remember(desk.store.path)
        self._keeper.begin(Safekeeping(desk.store, desk.clock))

    def _back(self, _proof: object) -> None:
        """The lock could not save, so the store stayed open and what was typed still waits on its screen."""
        self._window.unlocked()

    def _follow_preferences(self, desk: Desk) -> None:
        mine = Preferences(desk.store).mine()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, LOOKS[mine.look])
        self._window.idle.set_minutes(mine.lock_minutes)

    def _changed(self, changes: Changes) -> None:
        if changes.act == CHANGE and self._desk is not None:
            self._follow_preferences(self._desk)

    def _locked(self, saved: bool) -> None:
        if saved and self._desk is not None:
            self._keeper.end()
            self._desk.close()
            self._desk = None
        self._show_page()

    # The end

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Close:
            self._leave()
        return False

    def _leave(self) -> None:
        """Before the window closes the desk: the last backup, out of the user's sight."""
        self._first.close()
        if self._desk is None or not self._window.work.save_all():
            return
        self._window.hide()
        worker.stop_all()
        self._keeper.leave()
