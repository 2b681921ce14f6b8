"""From the lock page to the open desk and back: who is in, and when the key is forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from app.errors import Refused
from app.services.desk import Desk, open_desk, operators, prove, prove_recovery, recover_desk
from app.ui.main_window import MainWindow
from app.ui.problems import sentence_of
from app.ui.worker import run_job


class Session(QObject):
    """Opens the store of one window; unlocking runs beside it, for stretching a passphrase takes a second."""

    def __init__(self, window: MainWindow, store: Path, note: str = "") -> None:
        super().__init__(window)
        self._window = window
        self._store = store
        self._note = note
        self._desk: Desk | None = None
        page = window.unlock_page
        page.passphrase_given.connect(self._unlock)
        page.recovery_given.connect(self._recover)
        window.locked.connect(self._locked)

    def begin(self, desk: Desk | None = None) -> None:
        """Show the lock page, or go straight in with a desk that is open already (the demo)."""
        self._show_page()
        if desk is not None:
            self._opened(desk)

    def _show_page(self) -> None:
        page = self._window.unlock_page
        try:
            names = [slot.name for slot in operators(self._store)]
        except Refused as problem:
            page.show_store(self._store.stem, (), self._note)
            page.wrong(problem.sentence)
            return
        page.show_store(self._store.stem, names, self._note)

    def _unlock(self, operator: str, passphrase: str) -> None:
        if self._desk is None:
            self._run(lambda: open_desk(self._store, operator, passphrase), self._opened)
        else:
            self._run(lambda: prove(self._store, operator, passphrase), self._back)

    def _recover(self, code: str) -> None:
        if self._desk is None:
            self._run(lambda: recover_desk(self._store, code), self._opened)
        else:
            self._run(lambda: prove_recovery(self._store, code), self._back)

    def _run(self, how: Callable[[], object], then: Callable[[Any], None]) -> None:
        run_job(self._window, lambda _progress: how(), done=then, failed=self._failed)

    def _back(self, _proof: object) -> None:
        """The lock could not save, so the store stayed open and what was typed still waits on its screen."""
        self._window.unlocked()

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        self._window.set_desk(desk)

    def _failed(self, problem: Exception) -> None:
        self._window.unlock_page.wrong(sentence_of(problem)[0])

    def _locked(self, saved: bool) -> None:
        if saved and self._desk is not None:
            self._desk.close()
            self._desk = None
        self._show_page()
