"""Import: choose a list, look at every row before it is kept, take it in, see what changed."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.lists import ListName
from app.errors import Refused
from app.services.desk import Desk
from app.services.intake import Columns, ImportResult, Preview
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.landing import Landing
from app.ui.lists.preview_page import PreviewPage
from app.ui.lists.result_page import ResultPage
from app.ui.problems import sentence_of, tell
from app.ui.widgets import NoticeBar, ProgressStrip, column
from app.ui.worker import Job, Progress, run_job

LANDING, PREVIEW, RESULT = 0, 1, 2
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


class ImportLists(QWidget):
    """`open` takes a path, or the ListName whose file is wanted next."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._path: Path | None = None
        self._waiting: list[Path] = []
        self._reading: Path | None = None
        self._preview: Preview | None = None
        self._focus: QWidget | None = None
        self._columns: Columns | None = None
        self.job: Job | None = None
        self.notice = NoticeBar()
        self.strip = ProgressStrip()
        self.landing = Landing(desk.clock.today())
        self.preview = PreviewPage(desk)
        self.result = ResultPage()
        self._stack = QStackedWidget()
        for page in (self.landing, self.preview, self.result):
            self._stack.addWidget(page)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        edge = theme.MARGIN
        self._above = QWidget()
        self._above.setLayout(column(self.notice, self.strip, margins=(edge, 12, edge, 0)))
        self._above.hide()
        box = column(self._above, gap=0)
        box.addWidget(self._stack, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.landing.wanted.connect(self.choose)
        self.landing.ask.answered.connect(self._read_as)
        self.preview.another_list.connect(self._read_as)
        self.preview.corrected.connect(self._read_with)
        self.preview.wanted.connect(self.take_in)
        self.preview.left.connect(self._leave)
        self.result.who.connect(lambda: self._navigator.go("crosscheck", "who"))
        self.result.next_file.connect(self._next)
        self.result.again.connect(self._choose_again)
        self.notice.activated.connect(self._next)
        self.notice.closed.connect(self._fold)

    # What the window calls

    def refresh(self) -> None:
        """Read again what has come."""
        self.landing.show_files(self._desk.intake.imported_files())

    def open(self, argument: object) -> None:
        """Read a file, or ask for the file of a list."""
        if isinstance(argument, Path):
            self.take((argument,))
        elif isinstance(argument, ListName):
            self._turn(LANDING)
            self.landing.slots.slots[argument].choose.setFocus()

    # Choosing

    def choose(self, list_name: ListName | None = None) -> None:
        """Open the file dialog beside the window; several files are read one after the other."""
        dialog = QFileDialog(self, "Choose the list", "", "Excel lists (*.xlsx *.xlsm);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.take([Path(one) for one in files], list_name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, files: Sequence[Path], list_name: ListName | None = None) -> None:
        """Read the first of these files and keep the others waiting."""
        if files and not self._busy():
            held = [one for one in self._waiting if one not in files]
            self._waiting = [*files[1:], *held]
            self._begin(files[0], list_name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self._busy():
            event.acceptProposedAction()
            self.landing.drop.set_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.landing.drop.set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self.landing.drop.set_over(False)
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        self.take(files)

    # Reading

    def _begin(self, path: Path, list_name: ListName | None) -> None:
        desk = self._desk
        self._reading = path

        def work(progress: Progress) -> Preview | None:
            name = desk.intake.guess(path) or list_name
            if name is None:
                return None
            with second(desk) as other:
                return other.intake.preview(name, path, going_on(progress))

        self._run(work, lambda preview: self._show_new(path, preview), f"Reading {path.name}")

    def _read_as(self, name: ListName) -> None:
        path, desk = self._path, self._desk
        if path is None:
            return

        def work(progress: Progress) -> Preview:
            with second(desk) as other:
                return other.intake.preview(name, path, going_on(progress))

        self._run(work, lambda preview: self._show_new(path, preview), f"Reading {path.name} as {name.label}")

    def _read_with(self, columns: Columns) -> None:
        path, held, desk = self._path, self._preview, self._desk
        if path is None or held is None:
            return
        if self._busy():
            self._columns = columns
            return

        def work(progress: Progress) -> Preview:
            with second(desk) as other:
                return other.intake.preview_with(held.file.list_name, path, columns, going_on(progress))

        self._run(work, lambda preview: self._show(preview, fresh=False), "Reading with these columns")

    def _show_new(self, path: Path, preview: Preview | None) -> None:
        # Only now: had the file been refused, the one in sight would have stayed in work.
        self._path = path
        if preview is None:
            self._preview = None
            self._turn(LANDING)
            self.landing.ask.ask(path)
        else:
            self._show(preview, fresh=True)

    def _show(self, preview: Preview, *, fresh: bool) -> None:
        self.landing.ask.hide()
        self._preview = preview
        self.preview.show_preview(preview, fresh=fresh)
        self._turn(PREVIEW)
        if fresh:
            self._focus = self.preview.take_in

    # Taking in

    def take_in(self) -> None:
        """Keep the file in sight, in a worker; Cancel leaves the store as it was."""
        held, desk = self._preview, self._desk
        if held is None or self._busy():
            return

        def work(progress: Progress) -> ImportResult:
            with second(desk) as other:
                return other.intake.take_in(held, INITIATOR, going_on(progress))

        self._run(work, self._taken, f"Taking in {held.file.file_name}")

    def _taken(self, result: ImportResult) -> None:
        assert self._preview is not None
        self.refresh()
        pairs = self._desk.who.progress()[0]
        to_come = self.landing.slots.to_come()
        self.result.show_result(result, self._preview, pairs, to_come, self._waiting)
        self._preview = None
        self._turn(RESULT)
        self._focus = self.result.another if self._waiting else self.result.compare

    def _leave(self) -> None:
        """Put the file away; nothing of it was kept."""
        self._preview = None
        if self._waiting:
            self._next()
        else:
            self._turn(LANDING)
            self.landing.choose.setFocus()

    def _next(self) -> None:
        if self._waiting:
            self._begin(self._waiting.pop(0), None)

    def _choose_again(self) -> None:
        self._turn(LANDING)
        self.choose()

    # What they share

    def _run(self, work: Callable[[Progress], Any], done: Callable[[Any], object], words: str) -> None:
        self.notice.put_away()
        self._above.show()
        self.preview.set_busy(True)
        self.landing.choose.setEnabled(False)
        self.job = run_job(self, work, done=done, failed=self._failed, strip=self.strip, words=words)
        self.job.cancelled.connect(self._stopped)
        self.job.finished.connect(self._ready)

    def _ready(self) -> None:
        self.preview.set_busy(False)
        self.landing.choose.setEnabled(True)
        self._fold()
        if self._focus is not None:
            self._focus.setFocus()
        self._focus = None
        columns, self._columns = self._columns, None
        if columns is not None:
            self._read_with(columns)

    def _failed(self, problem: Exception) -> None:
        """Nothing else changes: the file that was in sight stays there."""
        if not isinstance(problem, Refused):
            tell(problem, None)
        sentence, tone = sentence_of(problem)
        of_file = f"{self._reading.name}: " if self._reading is not None else ""
        action = f"Read {self._waiting[0].name}" if self._waiting else ""
        self.notice.say(f"{of_file}{sentence}", tone, action)

    def _stopped(self) -> None:
        self.notice.say("Stopped before the end; nothing was kept.")

    def _fold(self) -> None:
        self._above.setVisible(not self.notice.isHidden() or self._busy())

    def _busy(self) -> bool:
        return self.job is not None and not self.job.over

    def _turn(self, page: int) -> None:
        self._stack.setCurrentIndex(page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        firsts = {LANDING: self.landing.choose, PREVIEW: self.preview.take_in, RESULT: self.result.compare}
        firsts[self._stack.currentIndex()].setFocus()
