"""Add a child: first the search, then the record; what was found decides which of the two is shown."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from app.services.desk import Desk
from app.services.lists.hand_lines import HandLine
from app.ui.called import called
from app.ui.lists.add_record import AddRecord
from app.ui.lists.add_search import AddSearch
from app.ui.lists.asking import AddChild


class AddChildPage(QStackedWidget):
    """`added` carries the `HandMade`; `answered` (screen key, `Chosen`) goes to the screen that asked."""

    added = Signal(object)
    answered = Signal(str, object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = AddChild()
        self._from_search = True
        self.search, self.record = AddSearch(desk), AddRecord(desk)
        self.addWidget(self.search)
        self.addWidget(self.record)
        self.search.left.connect(self.left)
        self.search.known.connect(self._known)
        self.search.new.connect(self._new)
        self.record.left.connect(self._back)
        self.record.look.connect(lambda text: self.begin(self._asked, text))
        self.record.added.connect(self.added)
        self.record.chosen.connect(lambda whom: self.answered.emit(self._asked.back, whom))

    def begin(self, asked: AddChild, text: str | None = None) -> None:
        """Start with the search."""
        self._asked, self._from_search = asked, True
        self.setCurrentWidget(self.search)
        self.search.begin(
            asked.text if text is None else text, called(asked.list_name) if asked.list_name else ""
        )

    def begin_with(self, person_id: int, asked: AddChild) -> bool:
        """Start with a child who is open already; False where no list knows them any more."""
        one = self._desk.lookalikes.of_person(person_id)
        if one is None:
            return False
        self._asked, self._from_search = asked, False
        self.record.begin_known(one, asked)
        self.setCurrentWidget(self.record)
        return True

    def begin_correction(self, line: HandLine) -> None:
        """Start with a record made by hand that is to be put right."""
        self._asked, self._from_search = AddChild(line.list_name), False
        self.record.begin_correction(line)
        self.setCurrentWidget(self.record)

    def _known(self, one: object) -> None:
        self.record.begin_known(one, self._asked)  # type: ignore[arg-type]
        self.setCurrentWidget(self.record)

    def _new(self, typed: object) -> None:
        self.record.begin_new(typed, self._asked)  # type: ignore[arg-type]
        self.setCurrentWidget(self.record)

    def _back(self) -> None:
        if self._from_search:
            self.setCurrentWidget(self.search)
            self.search.search.setFocus()
        else:
            self.left.emit()
