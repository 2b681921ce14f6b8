"""The children or things under an item: a table to look over, and the way to each child's own page."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.room.children import ItemRow
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.room.add_child import AddChild
from app.ui.room.sitting import Sitting, child_key, tone_of
from app.ui.tables import Column, Table
from app.ui.widgets import Card, Mark, column, label

_NONE = ("No child stands under this item", "By the lists of today nobody belongs here.")


def _standing(one: ItemRow) -> tuple[Mark, ...]:
    if one.notes.strip():
        return (Mark("noted", "green"),)
    return (Mark("seen"),) if one.seen else ()


_CHILDREN: tuple[Column[ItemRow], ...] = (
    Column("Child", lambda one: one.row.name, 152, strong=True, wrap=True, personal=True),
    Column("Age", lambda one: "–" if one.row.age is None else str(one.row.age), 48, "right"),
    Column("Why the child is here", lambda one: one.row.text, wrap=True, personal=True, least=160),
    Column(
        "Lists",
        lambda _one: "",
        144,
        marks=lambda one: tuple(Mark(badge.text, tone_of(badge.tone)) for badge in one.row.badges),
    ),
    Column("", lambda _one: "", 72, marks=_standing),
)
_THINGS: tuple[Column[ItemRow], ...] = (
    Column("", lambda one: one.row.group, 128, wrap=True),
    Column("What", lambda one: one.row.name, strong=True, wrap=True, personal=True, least=144),
    Column("How often", lambda one: one.row.text, 136),
    Column("Children", lambda one: ", ".join(one.row.people), wrap=True, personal=True, least=120),
)


class ItemRows(QWidget):
    """`wanted` carries the stop of the child that was opened."""

    wanted = Signal(str)

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._shown: object = None
        self.children_table = Table[ItemRow](
            "Children under this item", _CHILDREN, key=lambda one: one.row.person_id, fit=True, empty=_NONE
        )
        self.things_table = Table[ItemRow]("Under this item", _THINGS, key=lambda one: one.row.name, fit=True)
        self.remark = label("", "note", wrap=True)
        self.add = AddChild(sitting)
        self._children = Card("Children", "", self.children_table, self.remark, self.add, tight=True)
        self._things = Card("What several have in common", "", self.things_table, tight=True)
        for part in (self.remark, self.add):
            part.setContentsMargins(theme.WIDE, theme.TIGHT, theme.WIDE, theme.TIGHT)
        self.setLayout(column(self._children, self._things, gap=12))
        self.children_table.activated.connect(self._open)
        self.add.added.connect(lambda note_id: self.wanted.emit(child_key(note_id)))

    def show_item(self, item: ItemView) -> None:
        """The rows of this item; nothing where it has none of its kind."""
        self._children.setVisible(item.takes_children)
        self.add.show_item(item)
        shown = (item.rows, item.remark)
        if shown == self._shown:
            return
        self._shown = shown
        children = [one for one in item.rows if one.row.person_id is not None]
        things = [one for one in item.rows if one.row.person_id is None]
        self.children_table.set_rows(children)
        self.things_table.set_rows(things)
        self.remark.setText(item.remark)
        self.remark.setVisible(bool(item.remark))
        self._things.setVisible(bool(things))

    def _open(self, one: ItemRow) -> None:
        if one.note_id is not None:
            self.wanted.emit(child_key(one.note_id))
