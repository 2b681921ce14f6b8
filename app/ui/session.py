"""From the first start or the lock page to the open desk and back: who is in, when the key is forgotten."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QObject

from app.errors import Refused, WrongPassphrase
from app.services.desk import Desk, open_desk, operators, prove, prove_recovery, recover_desk
from app.services.keeping import beginning, rescue
from app.services.keeping.safekeeping import Safekeeping
from app.ui import worker
from app.ui.first_start import FirstStart, Maker
from app.ui.following import Following
from app.ui.keeper import BackupKeeper
from app.ui.main_window import MainWindow
from app.ui.problems import sentence_of
from app.ui.recovery_way import RecoveryWay
from app.ui.rescue_way import RescueWay
from app.ui.theme import Tone
from app.ui.worker import run_job

OLD_CODE = "This code does not open the store: it may stand on an older sheet, or on that of another store."
TWIN = "The key file was damaged or missing; its second copy was used, and both are written anew on closing."
NOT_SAVED = "Nothing was restored, because something typed could not be saved: open the store and see to it."
PUTTING_BACK = "Checking the backup, then putting it in place; this takes a few seconds."


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
        self._rescue = RescueWay(window)
        self._recovery = RecoveryWay(window)
        self._keeper = BackupKeeper(window, window)
        self._following = Following(window)
        self._connect()

    def _connect(self) -> None:
        page = self._window.unlock_page
        page.passphrase_given.connect(self._unlock)
        page.recovery_given.connect(self._recover)
        page.store_picked.connect(self._pick)
        page.new_asked.connect(lambda: self._first.begin(can_go_back=True))
        self._first.opened.connect(self._opened_first)
        self._rescue.opened.connect(self._restored)
        self._rescue.again.connect(self._show_page)
        self._rescue.recovery.connect(lambda: self._show_lock(recovering=True))
        self._rescue.elsewhere.connect(self._show_lock)
        self._recovery.opened.connect(self._opened)
        self._recovery.given_up.connect(self._show_page)
        self._window.locked.connect(self._locked)
        self._window.work.disk.asked.connect(self._window.lock)
        self._window.work.restore_asked.connect(self._restore)
        self._window.installEventFilter(self)

    def begin(self, desk: Desk | None = None) -> None:
        """Show the lock page or the first-run page, or go straight in with a desk that is open already."""
        if self._store is None and desk is None:
            self._stores = beginning.stores()
            self._store = self._stores[0] if self._stores else None
        if self._store is None and desk is None:
            self._first.begin(can_go_back=False)
            return
        if self._stores:
            self._window.unlock_page.offer_stores([path.stem for path in self._stores])
        if desk is None:
            self._show_page()
        else:
            self._show_lock()
            self._opened(desk)

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence where the user looks now: also on a page that is not the window's own."""
        (self._first.page or self._rescue.page or self._recovery.page or self._window).say(sentence, tone)

    # The lock page

    def _show_page(self) -> None:
        """The lock page, or what is wrong with the store as far as that shows without a passphrase."""
        found = rescue.look(self._store) if self._store is not None and self._desk is None else None
        if self._store is not None and found is not None:
            self._rescue.show(self._store, found, others=len(self._stores) > 1)
        else:
            self._show_lock()

    def _show_lock(self, *, recovering: bool = False) -> None:
        self._rescue.end()
        page = self._window.unlock_page
        if self._store is None:
            return
        try:
            names = [slot.name for slot in operators(self._store)]
        except Refused:
            names = []
        page.show_store(self._store.stem, names, self._note)
        if recovering:
            page.recover()

    def _pick(self, place: int) -> None:
        self._store, self._note = self._stores[place], ""
        self._window.unlock_page.done()
        self._show_page()

    def _unlock(self, operator: str, passphrase: str) -> None:
        """After a lock that could not save the store is still open: what was typed waits on its screen."""
        store = self._held()
        if self._desk is None:
            self._run(lambda: open_desk(store, operator, passphrase), self._came_in)
        else:
            self._run(lambda: prove(store, operator, passphrase), lambda _proof: self._window.unlocked())

    def _recover(self, code: str) -> None:
        store = self._held()
        if self._desk is None:
            self._run(lambda: recover_desk(store, code), self._came_in)
        else:
            self._run(lambda: prove_recovery(store, code), lambda _proof: self._window.unlocked())

    def _held(self) -> Path:
        assert self._store is not None
        return self._store

    def _run(self, how: Callable[[], object], then: Callable[[Any], None]) -> None:
        run_job(self._window, lambda _progress: how(), done=then, failed=self._failed)

    def _failed(self, problem: Exception) -> None:
        page, store = self._window.unlock_page, self._held()
        found = rescue.trouble(store, problem) if self._desk is None else None
        if found is not None and found.kind == rescue.WRONG_KEYS and page.recovering:
            page.wrong(OLD_CODE, counts=True)
        elif found is not None:
            page.ready()
            self._rescue.show(store, found, others=len(self._stores) > 1)
        else:
            page.wrong(sentence_of(problem)[0], counts=isinstance(problem, WrongPassphrase))

    # The open desk

    def _opened_first(self, desk: Desk) -> None:
        self._store = desk.store.path
        self._note = beginning.demo_note(self._store)
        self._show_lock()
        self._opened(desk)

    def _came_in(self, desk: Desk) -> None:
        """Through the lock page: after the recovery code there is something to do first."""
        if not self._recovery.begin(desk):
            self._opened(desk)

    def _opened(self, desk: Desk) -> None:
        self._desk = desk
        self._following.begin(desk)
        self._window.set_desk(desk)
        self._window.work.top.set_who(desk.operator, desk.store.keys.role)
        self._first.end()
        self._rescue.end()
        beginning.remember(desk.store.path)
        self._keeper.begin(Safekeeping(desk.store, desk.clock))
        short = self._window.work.disk.watch(desk.store.path.parent)
        if short or desk.store.keys.used_twin:
            self._window.say(short or TWIN, "amber")

    def _restore(self, copy: Path, operator: str, passphrase: str) -> None:
        """A backup was chosen in the settings, and its passphrase is right: lock, then put it back."""
        store = self._held()
        self._window.lock()
        if self._desk is not None:
            self._window.unlock_page.say(NOT_SAVED, "amber")
            return
        self._window.unlock_page.busy(PUTTING_BACK)
        self._rescue.begin(store)
        self._rescue.restore(copy, operator, passphrase)

    def _restored(self, desk: Desk, words: str) -> None:
        self._show_lock()
        self._opened(desk)
        self._window.say(words, "green")

    def _locked(self, saved: bool) -> None:
        if saved and self._desk is not None:
            self._keeper.end()
            self._following.end()
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
        self._recovery.close()
        if self._desk is None or not self._window.work.save_all():
            return
        self._window.hide()
        worker.stop_all()
        self._keeper.leave()
