"""Makes the backups nobody asks for: on closing, daily, and for what the last session left without one."""

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.services.keeping.safekeeping import DAILY, LATE, QUIT, BackupRow, Safekeeping, stop_after
from app.ui.problems import Sayer, attempt, sentence_of, tell
from app.ui.worker import Progress, run_job

LOOK_MS = 15 * 60_000
# A closing program is not kept alive for longer than this; the next start makes up for it.
MOST_SECONDS = 20.0
MADE_UP = "The backup that could not be made when Chairside last closed has been made now."
UNSOUND = "A backup was made but did not pass its checks: open Settings, Safe keeping, and check the store."


class BackupKeeper(QObject):
    """Works for one open store at a time; a backup that fails is said and never stops anything."""

    def __init__(self, window: QWidget, sayer: Sayer, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__(window)
        self._window, self._sayer, self._now = window, sayer, now
        self._keeping: Safekeeping | None = None
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self.look)

    def begin(self, keeping: Safekeeping) -> None:
        """Watch over this store; what the last session left without a backup gets one now."""
        self._keeping = keeping
        self._timer.start()
        found = attempt(lambda: (keeping.due(), keeping.failed_last_time()))
        if found.problem is not None:
            tell(found.problem, self._sayer)
        elif found.result is not None and found.result[0]:
            self._start(LATE, MADE_UP if found.result[1] else "")

    def look(self) -> None:
        """Make the daily backup if it is due."""
        keeping = self._keeping
        if keeping is not None and attempt(keeping.due_today).result:
            self._start(DAILY, "")

    def end(self) -> None:
        """The store is being locked."""
        self._timer.stop()
        self._keeping = None

    def leave(self, seconds: float = MOST_SECONDS) -> None:
        """The backup on closing, if anything was changed; blocks for so long at most."""
        keeping = self._keeping
        self.end()
        if keeping is None:
            return
        tick = stop_after(seconds, self._now)
        done = attempt(lambda: keeping.back_up(QUIT, progress=tick) if keeping.due() else None)
        if done.problem is not None:
            tell(done.problem, None)  # nobody looks any more: the store has noted it for the next start

    def _start(self, label: str, words: str) -> None:
        keeping = self._keeping
        assert keeping is not None

        def work(progress: Progress) -> BackupRow:
            own = keeping.second()
            try:
                return own.back_up(label, progress=progress)
            finally:
                own.close()

        run_job(self._window, work, done=lambda made: self._made(made, words), failed=self._failed)

    def _made(self, made: BackupRow, words: str) -> None:
        if not made.sound:
            self._sayer.say(UNSOUND, "red")
        elif words:
            self._sayer.say(words, "green")

    def _failed(self, problem: Exception) -> None:
        if self._keeping is not None:
            self._sayer.say(*sentence_of(problem))
