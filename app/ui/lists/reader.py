"""Reading a list and taking it in, beside the window: one piece of work at a time."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.lists import Layout, ListName
from app.domain.matching import ScoredPair
from app.services.desk import Desk
from app.services.lists.earlier_files import EarlierFile
from app.services.lists.intake import ImportResult, Preview
from app.services.lists.undoing import UndoneFile
from app.ui.called import called
from app.ui.widgets import ProgressStrip
from app.ui.worker import Job, Progress, run_job

INITIATOR = "import"


@contextmanager
def second(desk: Desk) -> Iterator[Desk]:
    """The desk on a connection of its own, for the length of one piece of work."""
    other = desk.second()
    try:
        yield other
    finally:
        other.close()


def going_on(progress: Progress) -> Callable[[int, int], bool]:
    """The worker stops by raising, the service by a False; it never comes to that here."""

    def tick(done: int, total: int) -> bool:
        progress(done, total)
        return True

    return tick


class Reader(QObject):
    """`read` carries a path and its preview (None: the headings do not tell which list it is), `again`
    the preview as it was picked, `taken` the result and the file's id, `looked` a file taken in earlier,
    `undone` one that was taken back, `failed` the path and the problem.
    """

    began = Signal()
    read = Signal(object, object)
    again = Signal(object)
    taken = Signal(object)
    looked = Signal(object)
    undone = Signal(object)
    failed = Signal(object, object)
    stopped = Signal()
    ready = Signal()

    def __init__(self, desk: Desk, page: QWidget, strip: ProgressStrip) -> None:
        super().__init__(page)
        self._desk, self._page, self._strip = desk, page, strip
        self._picked: tuple[ListName, Path, Layout] | None = None
        self._path: Path | None = None
        self.job: Job | None = None

    def busy(self) -> bool:
        """Whether a piece of work has not ended."""
        return self.job is not None and not self.job.over

    def open(self, path: Path, wanted: ListName | None) -> None:
        """Read a file as the list its headings tell, else as the one that was wanted."""

        def work(progress: Progress) -> Preview | None:
            name = self._desk.intake.guess(path) or wanted
            return None if name is None else self._preview(name, path, progress)

        self._run(work, lambda preview: self.read.emit(path, preview), path, f"Reading {path.name}")

    def open_as(self, name: ListName, path: Path) -> None:
        """Read a file as the list that somebody chose."""
        self._run(
            lambda progress: self._preview(name, path, progress),
            lambda preview: self.read.emit(path, preview),
            path,
            f"Reading {path.name} as {called(name)}",
        )

    def read_with(self, name: ListName, path: Path, picked: Layout) -> None:
        """Read it again as it was picked; while it is being read, when that has ended."""
        if self.busy():
            self._picked = (name, path, picked)
            return

        def work(progress: Progress) -> Preview:
            with second(self._desk) as other:
                return other.intake.preview_with(name, path, picked, going_on(progress))

        self._run(work, self.again.emit, path, "Reading it again")

    def take_in(self, preview: Preview) -> None:
        """Keep a file; Cancel leaves the store as it was."""

        def work(progress: Progress) -> tuple[ImportResult, tuple[ScoredPair, ...]]:
            with second(self._desk) as other:
                return other.intake.take_in(preview, INITIATOR, going_on(progress)), other.who.look_ahead()

        self._run(work, self._taken, None, f"Taking in {preview.file.file_name}")

    def look_at(self, file_id: int) -> None:
        """What a file taken in earlier has changed."""

        def work(_progress: Progress) -> EarlierFile:
            with second(self._desk) as other:
                return other.earlier_files.one(file_id)

        self._run(work, self.looked.emit, None, "Looking at what the file changed")

    def take_back(self, file_id: int) -> None:
        """Undo a file; nothing is undone where something depends on it."""

        def work(_progress: Progress) -> UndoneFile:
            with second(self._desk) as other:
                return other.intake.undo(file_id, INITIATOR)

        self._run(work, self.undone.emit, None, "Taking the file back")

    def _taken(self, answer: tuple[ImportResult, tuple[ScoredPair, ...]]) -> None:
        """The matcher ran in the worker too, so that the window need not wait for it."""
        result, found = answer
        self._desk.who.take_over(found)
        self.taken.emit(result)

    def _preview(self, name: ListName, path: Path, progress: Progress) -> Preview:
        with second(self._desk) as other:
            return other.intake.preview(name, path, going_on(progress), to_fix=True)

    def _run(
        self, work: Callable[[Progress], Any], done: Callable[[Any], object], path: Path | None, words: str
    ) -> None:
        self._path = path
        self.began.emit()
        self.job = run_job(self._page, work, done=done, failed=self._fail, strip=self._strip, words=words)
        self.job.cancelled.connect(self.stopped)
        self.job.finished.connect(self._end)

    def _fail(self, problem: Exception) -> None:
        self.failed.emit(self._path, problem)

    def _end(self) -> None:
        self.ready.emit()
        waiting, self._picked = self._picked, None
        if waiting is not None:
            self.read_with(*waiting)
