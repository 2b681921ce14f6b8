"""Long work beside the window: progress, Cancel, a result by signal, and a safe end on close."""

import gc
from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QThread, Signal
from PySide6.QtWidgets import QWidget

from app.ui.problems import attempt, sayer_of, tell
from app.ui.widgets.progress import ProgressStrip

Progress = Callable[[int, int], None]
WAIT_MS = 10_000


class Cancelled(Exception):
    """Raised inside the work by its progress call once the person pressed Cancel."""


class _Thread(QThread):
    def __init__(self, parent: QObject, work: Callable[[], None]) -> None:
        super().__init__(parent)
        self._work = work

    def run(self) -> None:
        self._work()


class Job(QObject):
    """One piece of long work. Signals arrive in the window's thread, `finished` always and last."""

    progress = Signal(int, int)
    done = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._stop = Event()
        self._outcome: Any = None
        self.over = False
        self._thread = _Thread(self, lambda: self._run(work))
        self._thread.finished.connect(self._end)

    def start(self) -> None:
        """Begin."""
        _RUNNING.add(self)
        # Python collects its rubbish in whichever thread trips over it. In this one it would take widgets
        # apart with Qt's lock in hand and wait for the interpreter, while the window has the interpreter
        # and waits for that lock: both would stand still for ever.
        gc.disable()
        self._thread.start()

    def cancel(self) -> None:
        """Ask it to stop; it does at its next call of progress."""
        self._stop.set()

    def wait(self, milliseconds: int = WAIT_MS) -> bool:
        """Block until the thread has ended (closing the program only)."""
        return self._thread.wait(milliseconds)

    def _run(self, work: Callable[[Progress], Any]) -> None:
        self._outcome = attempt(lambda: work(self._tick))

    def _tick(self, done: int, total: int) -> None:
        if self._stop.is_set():
            raise Cancelled
        self.progress.emit(done, total)

    def _end(self) -> None:
        # "finished" comes a moment before the thread is gone; let go of it only after that.
        self._thread.wait()
        _RUNNING.discard(self)
        if not _RUNNING:
            gc.enable()
        if self._outcome.problem is None:
            self.done.emit(self._outcome.result)
        elif isinstance(self._outcome.problem, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(self._outcome.problem)
        self.over = True
        self.finished.emit()


_RUNNING: set[Job] = set()


def run_job(
    parent: QWidget,
    work: Callable[[Progress], Any],
    *,
    done: Callable[[Any], object],
    failed: Callable[[Exception], object] | None = None,
    strip: ProgressStrip | None = None,
    words: str = "",
) -> Job:
    """Start work; a failure is shown in the window of `parent`, unless `failed` takes it.

    The work opens its own connection and touches no widget.
    """
    job = Job(work)
    alive = _Alive(parent)
    job.done.connect(lambda result: done(result) if alive.here else None)
    job.failed.connect(lambda problem: (failed or alive.tell)(problem) if alive.here else tell(problem, None))
    if strip is not None:
        strip.begin(words)
        strip.cancelled.connect(job.cancel)
        job.progress.connect(strip.show_progress)
        job.finished.connect(lambda: strip.end() if alive.here else None)
    job.start()
    return job


class _Alive:
    """Whether the screen that asked is still there when its answer comes."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self.here = True
        parent.destroyed.connect(self._gone)

    def _gone(self) -> None:
        self.here = False

    def tell(self, problem: Exception) -> None:
        tell(problem, sayer_of(self._parent))


def running() -> int:
    """How many jobs have not ended."""
    return len(_RUNNING)


def stop_all(milliseconds: int = WAIT_MS) -> bool:
    """Cancel every job and wait for it; False if one did not end in time."""
    jobs = tuple(_RUNNING)
    for job in jobs:
        job.cancel()
    return all([job.wait(milliseconds) for job in jobs])
