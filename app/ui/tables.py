"""One read-only table for every list: frozen rows in, an activated row out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.widgets.badges import Mark
from app.ui.widgets.cards import EmptyState
from app.ui.widgets.cells import MARKS, NOTE, WEIGHT, WRAP, CellPainter, Index
from app.ui.widgets.privacy import masked, privacy

Row = TypeVar("Row")


def _nothing(_row: Any) -> tuple[Mark, ...]:
    return ()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `text` of a row, a grey note beside it, badges after it.

    `width` is in pixels, 0 shares what is left; `wrap` breaks long text over lines (no note then);
    `personal` columns show dots while names are hidden; `sort` gives the key (the text without it;
    None as a key sorts last).
    """

    title: str
    text: Callable[[Row], str]
    width: int = 0
    align: Literal["left", "right", "centre"] = "left"
    marks: Callable[[Row], Sequence[Mark]] = _nothing
    note: Callable[[Row], str] | None = None
    strong: bool = False
    wrap: bool = False
    personal: bool = False
    sort: Callable[[Row], Any] | None = None

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Unknown values after known ones."""
        value = self.sort(row) if self.sort else self.text(row).casefold()
        return (value is None, value if value is not None else 0)


_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "right": Qt.AlignmentFlag.AlignRight,
    "centre": Qt.AlignmentFlag.AlignHCenter,
}


class RowModel(QAbstractTableModel, Generic[Row]):
    """Rows as they were given; sorting keeps the given order among equals."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[Row] = []
        self._given: tuple[Row, ...] = ()
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace all rows, keeping the chosen order."""
        self.beginResetModel()
        self._given = tuple(rows)
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.beginResetModel()
        self._order = (column, order)
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        column, order = self._order
        self.rows = list(self._given)
        if 0 <= column < len(self.columns):
            self.rows.sort(key=self.columns[column].sort_key, reverse=order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _ALIGN[self.columns[section].align] | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        column, row = self.columns[index.column()], self.rows[index.row()]
        reader = _READERS.get(role)
        return reader(column, row) if reader else None


def _shown(column: Column[Any], row: Any) -> str:
    return masked(column.text(row)) if column.personal else column.text(row)


def _said(column: Column[Any], row: Any) -> str:
    note = column.note(row) if column.note else ""
    return ", ".join(
        part for part in (_shown(column, row), note, *(m.words for m in column.marks(row))) if part
    )


_READERS: dict[int, Callable[[Column[Any], Any], Any]] = {
    int(Qt.ItemDataRole.DisplayRole): _shown,
    int(Qt.ItemDataRole.AccessibleTextRole): lambda column, row: f"{column.title}: {_said(column, row)}",
    int(Qt.ItemDataRole.ToolTipRole): _said,
    int(Qt.ItemDataRole.TextAlignmentRole): lambda column, _row: (
        _ALIGN[column.align] | Qt.AlignmentFlag.AlignVCenter
    ),
    MARKS: lambda column, row: tuple(column.marks(row)),
    NOTE: lambda column, row: column.note(row) if column.note else "",
    WRAP: lambda column, _row: column.wrap,
    WEIGHT: lambda column, _row: theme.BOLD if column.strong else theme.NORMAL,
}


LEAST = 112


def shares(columns: Sequence[Column[Any]], room: int) -> list[int]:
    """Widths that fill the room: open columns share what is left, and the rest give way to them."""
    fixed = sum(column.width for column in columns)
    open_ones = sum(not column.width for column in columns)
    left = max(room - fixed, LEAST * open_ones)
    # Columns of one badge or figure keep their width; a badge cannot break.
    soft = sum(column.width for column in columns if column.width > LEAST)
    over = max(0, fixed + left - room) if open_ones else max(0, fixed - room)
    give = min(1.0, over / soft) if soft else 0.0
    widths = [
        max(LEAST, int(column.width * (1 - give))) if column.width > LEAST else column.width
        for column in columns
    ]
    spare = room - sum(widths)
    for at, column in enumerate(columns):
        if not column.width:
            widths[at] = max(LEAST, spare // open_ones)
    if not open_ones and columns and spare > 0:
        widths[-1] += spare
    return widths


class _View(QTableView):
    entered_row = Signal(int)
    resized = Signal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.entered_row.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class Table(QWidget, Generic[Row]):
    """`activated` carries a row on Enter or double click, `picked` the row under the cursor (or None).

    `key` says which rows are the same after a refresh, so that the cursor stays. `fit` makes the
    table as tall as its rows (in a card on a page that scrolls).
    """

    activated = Signal(object)
    picked = Signal(object)
    asked = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        *,
        empty: tuple[str, str, str] | tuple[str, str] = ("Nothing here", ""),
        key: Callable[[Row], object] | None = None,
        fit: bool = False,
        sortable: bool = True,
    ) -> None:
        super().__init__()
        self._key, self._fit = key, fit
        self.model = RowModel(columns)
        self.view = _View()
        self.view.setModel(self.model)
        self.empty = EmptyState(*empty)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.view)
        self._pages.addWidget(self.empty)
        self._dress(name, sortable)
        self._connect()
        self.set_rows(())

    def _dress(self, name: str, sortable: bool) -> None:
        view = self.view
        view.setAccessibleName(name)
        view.setItemDelegate(CellPainter(view))
        view.setShowGrid(False)
        view.setAlternatingRowColors(False)
        view.setMouseTracking(True)
        view.setTabKeyNavigation(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().hide()
        view.verticalHeader().setDefaultSectionSize(theme.ROW)
        head = view.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(sortable)
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._fit:
            view.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if sortable:
            head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            head.setSortIndicatorClearable(True)
            view.setSortingEnabled(True)

    def _connect(self) -> None:
        self.view.entered_row.connect(self._activate)
        self.view.doubleClicked.connect(lambda index: self._activate(index.row()))
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self.picked.emit(self.current()))
        self.empty.activated.connect(self.asked)
        self.view.resized.connect(self._size)
        self.model.modelReset.connect(self._size)
        privacy.changed.connect(self.view.viewport().update)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on its row when that is still there."""
        held = self.current()
        self.model.set_rows(rows)
        self._pages.setCurrentIndex(0 if rows else 1)
        if held is not None and self._key is not None:
            self.select(self._key(held))
        self._size()

    def rows(self) -> list[Row]:
        """The rows in the order shown."""
        return list(self.model.rows)

    def current(self) -> Row | None:
        """The row under the cursor."""
        at = self.view.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def select(self, key: object) -> bool:
        """Put the cursor on the row with this key; False if it is not there."""
        for at, row in enumerate(self.model.rows):
            if (self._key(row) if self._key else row) == key:
                self.select_at(at)
                return True
        return False

    def select_at(self, at: int) -> None:
        """Put the cursor on the row at this place."""
        flags = QItemSelectionModel.SelectionFlag
        self.view.selectionModel().setCurrentIndex(self.model.index(at, 0), flags.ClearAndSelect | flags.Rows)

    def _activate(self, at: int) -> None:
        if 0 <= at < len(self.model.rows):
            self.activated.emit(self.model.rows[at])

    def _size(self) -> None:
        for at, wide in enumerate(shares(self.model.columns, self.view.viewport().width())):
            self.view.setColumnWidth(at, wide)
        self.view.resizeRowsToContents()
        if self._fit and self.model.rows:
            head = self.view.horizontalHeader().sizeHint().height()
            tall = head + sum(self.view.rowHeight(at) for at in range(len(self.model.rows))) + 2
            self.setFixedHeight(tall)
        elif self._fit:
            self.setFixedHeight(self.empty.sizeHint().height())
