"""From a store that does not open, or a backup chosen in the settings, back to an open desk."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.errors import Refused
from app.services.desk import Desk
from app.services.keeping import rescue
from app.services.keeping.rescue import Trouble
from app.ui.main_window import MainWindow
from app.ui.problems import sentence_of
from app.ui.trouble_page import TroublePage
from app.ui.worker import run_job


class RescueWay(QObject):
    """`opened` carries a desk over the backup that was put back, and what to say; `again` looks once more.

    `recovery` when the recovery code is to be asked for, `elsewhere` when another store is to be chosen.
    `page` is in sight or None.
    """

    opened = Signal(object, str)
    again = Signal()
    recovery = Signal()
    elsewhere = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._store = Path()
        self._found: Trouble | None = None
        self.page: TroublePage | None = None

    def show(self, store: Path, found: Trouble, *, others: bool) -> None:
        """Say what is wrong with a store."""
        if self.page is None:
            page = self.page = TroublePage()
            page.again.connect(self.again)
            page.recovery.connect(self.recovery)
            page.elsewhere.connect(self.elsewhere)
            page.keys_wanted.connect(self._use_keys)
            page.restore_wanted.connect(self.restore)
            self._window.bring(page)
        self._store, self._found = store, found
        self.page.show_trouble(store, found, others=others)

    def end(self) -> None:
        """Take the page away."""
        if self.page is not None:
            page, self.page = self.page, None
            page.forget()
            self._window.dismiss(page)

    def begin(self, store: Path) -> None:
        """A backup of this store is to be put back, asked for in the settings."""
        self._store = store

    def restore(self, copy: Path, operator: str, passphrase: str) -> None:
        """Check and put back, beside the window; the desk is closed."""
        store = self._store

        def work() -> tuple[Desk, str]:
            return rescue.restore_and_open(copy, store, operator, passphrase)

        run_job(self._window, lambda _progress: work(), done=self._restored, failed=self._failed)

    def _restored(self, made: tuple[Desk, str]) -> None:
        desk, aside = made
        where = f" The file that was here before lies beside it as {aside}." if aside else ""
        self.opened.emit(desk, f"The backup is in place.{where}")

    def _failed(self, problem: Exception) -> None:
        if self.page is not None:
            self.page.wrong(sentence_of(problem)[0])
        else:
            self._window.unlock_page.wrong(sentence_of(problem)[0])

    def _use_keys(self, copy: Path) -> None:
        try:
            rescue.use_keys_of(copy, self._store)
        except Refused as problem:
            self._failed(problem)
            return
        self.again.emit()
