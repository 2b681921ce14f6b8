"""Import: choose a list, look at every row before it is kept, take it in, see what changed."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from app.domain.lists import Layout, ListName
from app.errors import Refused
from app.services.desk import Desk
from app.services.lists.intake import ImportResult, Preview
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.before import FILE, LANDING, LAYOUTS, PREVIEW, RESULT, Before
from app.ui.lists.file_page import FilePage
from app.ui.lists.landing import Landing
from app.ui.lists.layouts_page import LayoutsPage
from app.ui.lists.preview_page import PreviewPage
from app.ui.lists.reader import Reader
from app.ui.lists.result_page import ResultPage
from app.ui.problems import sentence_of, tell
from app.ui.widgets import NoticeBar, ProgressStrip, column


class ImportLists(QWidget):
    """`open` takes a path, the ListName whose file is wanted next, the id of a file taken in earlier, or
    "layouts".
    """

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._path: Path | None = None
        self._waiting: list[Path] = []
        self._preview: Preview | None = None
        self._focus: QWidget | None = None
        self.notice = NoticeBar()
        self.strip = ProgressStrip()
        self.reader = Reader(desk, self, self.strip)
        self.landing = Landing(desk.clock.today())
        self.preview = PreviewPage(desk)
        self.result = ResultPage()
        self.file = FilePage(desk.clock.today())
        self.layouts = LayoutsPage(desk)
        self.before = Before(desk, navigator, self.reader, self.file, self.layouts)
        self.pages = QStackedWidget()
        for page in (self.landing, self.preview, self.result, self.file, self.layouts):
            self.pages.addWidget(page)
        self.setAcceptDrops(True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        edge = theme.MARGIN
        self._above = QWidget()
        self._above.setLayout(column(self.notice, self.strip, margins=(edge, 12, edge, 0)))
        self._above.hide()
        box = column(self._above, gap=0)
        box.addWidget(self.pages, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        reader, preview, result = self.reader, self.preview, self.result
        self.landing.wanted.connect(self.choose)
        self.landing.ask.answered.connect(self._read_as)
        preview.another_list.connect(self._read_as)
        preview.corrected.connect(self._read_with)
        preview.wanted.connect(self.take_in)
        preview.left.connect(self._leave)
        result.who.connect(lambda: self._navigator.go("crosscheck", "who"))
        result.next_file.connect(self._next)
        result.again.connect(lambda: self.choose())
        result.difference.connect(self.before.look_at_newest)
        self.landing.file.connect(reader.look_at)
        self.landing.layouts_wanted.connect(lambda: self.before.show_layouts())
        self.before.asked.connect(self.pages.setCurrentIndex)
        self.before.focus.connect(self._take_focus)
        self.before.changed.connect(self.refresh)
        self.before.said.connect(lambda words: self.notice.say(words, "green"))
        reader.began.connect(lambda: self._set_busy(True))
        reader.read.connect(self._show_new)
        reader.again.connect(lambda again: self._show(again, fresh=False))
        reader.taken.connect(self._taken)
        reader.failed.connect(self._failed)
        reader.stopped.connect(lambda: self.notice.say("Stopped before the end; nothing was kept."))
        reader.ready.connect(lambda: self._set_busy(False))
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
            self.pages.setCurrentIndex(LANDING)
            self.landing.slots.slots[argument].choose.setFocus()
        elif isinstance(argument, int) and not self.reader.busy():
            self.reader.look_at(argument)
        elif argument == "layouts":
            self.before.show_layouts()
        elif argument == "list":
            self.before.leave()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._firsts()[self.pages.currentIndex()].setFocus()

    def _firsts(self) -> dict[int, QWidget]:
        """Where the keyboard begins on each page."""
        return {
            LANDING: self.landing.files.view if self.landing.files.rows() else self.landing.choose,
            PREVIEW: self.preview.first(),
            RESULT: self.result.compare,
            FILE: self.file.first(),
            LAYOUTS: self.layouts.table.view,
        }

    # Choosing

    def choose(self, list_name: ListName | None = None) -> None:
        """Open the file dialog beside the window; several files are read one after the other."""
        if self.pages.currentIndex() == RESULT:
            self.pages.setCurrentIndex(LANDING)
        dialog = QFileDialog(self, "Choose the list", "", "Lists (*.xlsx *.csv *.txt);;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda files: self.take([Path(one) for one in files], list_name))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def take(self, files: Sequence[Path], list_name: ListName | None = None) -> None:
        """Read the first of these files and keep the others waiting."""
        if files and not self.reader.busy():
            held = [one for one in self._waiting if one not in files]
            self._waiting = [*files[1:], *held]
            self.reader.open(files[0], list_name)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and not self.reader.busy():
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

    def _read_as(self, name: ListName) -> None:
        if self._path is not None:
            self.reader.open_as(name, self._path)

    def _read_with(self, columns: Layout) -> None:
        if self._path is not None and self._preview is not None:
            self.reader.read_with(self._preview.file.list_name, self._path, columns)

    def _show_new(self, path: Path, preview: Preview | None) -> None:
        # Only now: had the file been refused, the one in sight would have stayed in work.
        self._path = path
        if preview is None:
            self._preview = None
            self.pages.setCurrentIndex(LANDING)
            self.landing.ask.ask(path)
        else:
            self._show(preview, fresh=True)

    def _show(self, preview: Preview, *, fresh: bool) -> None:
        self.landing.ask.hide()
        self._preview = preview
        self.preview.show_preview(preview, fresh=fresh)
        self.pages.setCurrentIndex(PREVIEW)
        if fresh:
            self._focus = self.preview.first()

    # Taking in

    def take_in(self) -> None:
        """Keep the file in sight."""
        preview = self.preview.to_keep()
        if self._preview is not None and preview is not None and not self.reader.busy():
            self.reader.take_in(preview)

    def _taken(self, result: ImportResult) -> None:
        assert self._preview is not None
        self.refresh()
        pairs = self._desk.who.progress()[0]
        to_come = self.landing.slots.to_come()
        self.result.show_result(result, self._preview, pairs, to_come, self._waiting)
        self._preview = None
        self.pages.setCurrentIndex(RESULT)
        self._focus = self.result.another if self._waiting else self.result.compare

    def _leave(self) -> None:
        """Put the file away; nothing of it was kept."""
        self._preview = None
        if self._waiting:
            self._next()
        else:
            self.pages.setCurrentIndex(LANDING)
            self.landing.choose.setFocus()

    def _next(self) -> None:
        if self._waiting and not self.reader.busy():
            self.reader.open(self._waiting.pop(0), None)

    # What all of it shares

    def _take_focus(self, page: int) -> None:
        """The keyboard goes to the page's own place, now or when the work has ended."""
        self._focus = self._firsts()[page]
        if not self.reader.busy():
            self._focus.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self.preview.set_busy(busy)
        self.file.set_busy(busy)
        self.landing.choose.setEnabled(not busy)
        if busy:
            self.notice.put_away()
            self._above.show()
            return
        self._fold()
        if self._focus is not None:
            self._focus.setFocus()
        self._focus = None

    def _failed(self, path: Path | None, problem: Exception) -> None:
        """Nothing else changes: the file that was in sight stays there."""
        if not isinstance(problem, Refused):
            tell(problem, None)
        sentence, tone = sentence_of(problem)
        if self._preview is not None:
            self.preview.list_name.set_value(self._preview.file.list_name)
        action = f"Read {self._waiting[0].name}" if self._waiting else ""
        self.notice.say(f"{path.name}: {sentence}" if path else sentence, tone, action)

    def _fold(self) -> None:
        self._above.setVisible(not self.notice.isHidden() or self.reader.busy())
