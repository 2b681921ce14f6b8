"""A child that somebody raises: found by name as one types, and put on the list under the item in hand."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.services.people.finder import Hit
from app.services.room.room import ItemView
from app.ui.problems import guarded
from app.ui.room.sitting import Sitting
from app.ui.theme import FIELD_WIDTH
from app.ui.widgets import Button, LineField, clear, column, label, row

LEAST_LETTERS, MOST = 2, 5
CHILD = "child"


class AddChild(QWidget):
    """`added` carries the id of the child's note, new or found on the list already."""

    added = Signal(int)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._item_key = ""
        self._hits: tuple[Hit, ...] = ()
        self.ask = Button("Add a child", "quiet", on=self._unfold)
        self.name = LineField("Name of the child", "Name, other name or number")
        self.name.setMaximumWidth(FIELD_WIDTH)
        self._found = column(gap=2)
        self._said = label("", "note")
        self._form = QWidget()
        leave = Button("Leave it", "quiet", on=self._fold)
        self._form.setLayout(column(row(self.name, leave, None), self._found, self._said, gap=4))
        self._form.hide()
        self.setLayout(column(row(self.ask, None), self._form, gap=4))
        self.name.textChanged.connect(self._look)
        self.name.returnPressed.connect(self._take_first)

    def show_item(self, item: ItemView) -> None:
        """Under which item; only while its minutes may change."""
        if item.key != self._item_key:
            self._fold()
        self._item_key = item.key
        self.setVisible(item.takes_children and self._sitting.editable)

    def _unfold(self) -> None:
        self.ask.hide()
        self._form.show()
        self.name.clear()
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold(self) -> None:
        self._form.hide()
        self.ask.show()

    def _look(self, text: str) -> None:
        clear(self._found)
        self._said.setText("")
        if len(text.strip()) < LEAST_LETTERS:
            return
        with guarded(self):
            self._hits = tuple(hit for hit in self._sitting.desk.search(text) if hit.kind == CHILD)[:MOST]
            for hit in self._hits:
                words = f"{hit.title} · {hit.note}" if hit.note else hit.title
                self._found.addWidget(Button(words, "quiet", on=partial(self._take, hit.id)))
            if not self._hits:
                self._said.setText("Nobody of that name is on a list; add the child under Children first.")

    def _take_first(self) -> None:
        if self._hits and self.name.value():
            self._take(self._hits[0].id)

    def _take(self, person_id: int) -> None:
        sitting, made = self._sitting, []

        def work() -> None:
            room = sitting.desk.room
            made.append(room.add_child(sitting.meeting_id, self._item_key, person_id, sitting.token))

        if sitting.act(self, work):
            self._fold()
            self.added.emit(made[0])
