"""The pages of what came before: a file taken in earlier, and the layouts that were kept."""

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from app.services.lists.earlier_files import EarlierFile
from app.services.lists.undoing import UndoneFile
from app.ui.frame import Navigator
from app.ui.lists.file_page import FilePage
from app.ui.lists.layouts_page import LayoutsPage
from app.ui.lists.reader import Reader
from app.ui.month.words import count_words

LANDING, PREVIEW, RESULT, FILE, LAYOUTS = range(5)


class Before(QObject):
    """`asked` carries the page to turn to, `focus` the page whose place takes the keyboard; `changed` when
    the files are others now, `said` what to say about it.
    """

    asked = Signal(int)
    focus = Signal(int)
    changed = Signal()
    said = Signal(str)

    def __init__(
        self, desk: Desk, navigator: Navigator, reader: Reader, file: FilePage, layouts: LayoutsPage
    ) -> None:
        super().__init__(file)
        self._desk, self._reader = desk, reader
        self._file, self._layouts = file, layouts
        file.left.connect(self.leave)
        file.undo.connect(reader.take_back)
        file.child.connect(lambda person: navigator.go("children", person))
        layouts.left.connect(self.leave)
        reader.looked.connect(self._show_file)
        reader.undone.connect(self._undone)

    def look_at_newest(self) -> None:
        """What the file changed that came last."""
        files = self._desk.intake.imported_files()
        if files and not self._reader.busy():
            self._reader.look_at(files[0].id)

    def show_layouts(self) -> None:
        """The layouts that were kept."""
        self._layouts.refresh()
        self._turn(LAYOUTS)

    def leave(self) -> None:
        """Back to the first page."""
        self.changed.emit()
        self._turn(LANDING)

    def _turn(self, page: int) -> None:
        self.asked.emit(page)
        self.focus.emit(page)

    def _show_file(self, file: EarlierFile) -> None:
        self._file.show_file(file)
        self._turn(FILE)

    def _undone(self, undone: UndoneFile) -> None:
        self.leave()
        went = f"{undone.file_name} was taken back: {count_words(undone.rows, 'row')} of it went"
        again = count_words(undone.restored, "earlier row stands", "earlier rows stand")
        self.said.emit(f"{went}, {again} again." if undone.restored else f"{went}.")
