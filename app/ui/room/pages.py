"""Which page shows which kind of item; each is made when it is first needed."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.ui.room.case_page import CasePage
from app.ui.room.child_page import ChildPage
from app.ui.room.closing_page import ClosingPage
from app.ui.room.item_page import ItemPage, NotesPage
from app.ui.room.previous_page import PreviousPage, ReviewPage
from app.ui.room.ratify_page import RatifyPage
from app.ui.room.register_page import RegisterPage
from app.ui.room.sitting import CLOSING, Sitting, child_of, entry_of
from app.ui.room.statement_page import StatementPage

Page = CasePage | ChildPage | ItemPage | ClosingPage
REGISTER = "welcome"
_PAGES: Mapping[str, Callable[[Sitting], ItemPage]] = {
    REGISTER: RegisterPage,
    "statement": StatementPage,
    "previous_minutes": PreviousPage,
    "actions": ReviewPage,
    "ratify": RatifyPage,
}
_NOTES = "notes"


class Pages(QStackedWidget):
    """The middle of the room. `wanted` carries a stop to go to, `warned` a sentence."""

    wanted = Signal(str)
    warned = Signal(str)
    documents = Signal()
    closed = Signal()
    action_typed = Signal(object, str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._items: dict[str, ItemPage] = {}
        self.case = CasePage(sitting)
        self.child = ChildPage(sitting)
        self.closing = ClosingPage(sitting)
        for page in (self.case, self.child, self.closing):
            self.addWidget(page)
        self.case.action_typed.connect(self.action_typed)
        self.child.action_typed.connect(self.action_typed)
        self.closing.wanted.connect(self.wanted)
        self.closing.documents.connect(self.documents)
        self.closing.closed.connect(self.closed)

    def page(self, key: str) -> Page:
        """The page of a stop."""
        if entry_of(key) is not None:
            return self.case
        if child_of(key) is not None:
            return self.child
        if key == CLOSING:
            return self.closing
        item = self._sitting.item(key)
        content = item.content if item is not None else _NOTES
        kind = content if content in _PAGES else _NOTES
        if kind not in self._items:
            made = _PAGES.get(kind, NotesPage)(self._sitting)
            made.action_typed.connect(self.action_typed)
            if isinstance(made, RegisterPage):
                made.warned.connect(self.warned)
            if isinstance(made, NotesPage):
                made.wanted.connect(self.wanted)
            self._items[kind] = made
            self.addWidget(made)
        return self._items[kind]

    def unfinished(self) -> bool:
        """Whether wording of the statement was changed and not kept yet."""
        page = self._items.get("statement")
        return isinstance(page, StatementPage) and page.form.unfinished

    def answering(self) -> bool:
        """Whether a reason for an onward referral is typed and not given yet."""
        pages: tuple[ItemPage | ClosingPage, ...] = (*self._items.values(), self.closing)
        return any(page.answers.unfinished for page in pages)

    def current(self) -> Page:
        """The page in sight."""
        page = self.currentWidget()
        assert isinstance(page, CasePage | ChildPage | ItemPage | ClosingPage)
        return page
