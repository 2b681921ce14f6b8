"""One read-only table for every list: frozen rows in, an activated row out."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QTableView,
    QWidget,
)

from app.ui import theme
from app.ui.rows import Column, RowModel, shares
from app.ui.widgets.cards import EmptyState
from app.ui.widgets.cells import CellPainter, Heights
from app.ui.widgets.privacy import privacy

__all__ = ["Column", "Table", "shares"]
Row = TypeVar("Row")


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
        self._widths: tuple[int, ...] = ()
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
        self.view.selectionModel().currentRowChanged.connect(lambda *_rows: self._pick())
        self.empty.activated.connect(self.asked)
        self.view.resized.connect(self._size)
        self.model.modelReset.connect(self._measure)
        privacy.changed.connect(self.view.viewport().update)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the cursor stays on its row when that is still there."""
        held = self.current()
        self._pages.setCurrentIndex(0 if rows else 1)
        self.model.set_rows(rows)
        if held is not None and self._key is not None:
            self.select(self._key(held))

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

    def _pick(self) -> None:
        """Qt puts a cursor on the first row when the keyboard arrives, but does not mark it."""
        at = self.view.currentIndex()
        if at.isValid() and not self.view.selectionModel().isSelected(at):
            self.select_at(at.row())
        self.picked.emit(self.current())

    def _measure(self) -> None:
        """New rows: nothing measured before holds."""
        self._widths = ()
        self._size()

    def _size(self) -> None:
        widths = tuple(shares(self.model.columns, self.view.viewport().width()))
        if widths != self._widths:
            self._widths = widths
            for at, wide in enumerate(widths):
                self.view.setColumnWidth(at, wide)
            self._size_rows(widths)
        if self._fit and self.model.rows:
            head = self.view.horizontalHeader().sizeHint().height()
            self.setFixedHeight(head + self.view.verticalHeader().length() + 2)
        elif self._fit:
            self.setFixedHeight(self.empty.sizeHint().height())

    def _size_rows(self, widths: tuple[int, ...]) -> None:
        """Row by row here, because Qt asks each cell for everything it has: seconds for a long list."""
        heights, head = Heights(), self.view.verticalHeader()
        columns = [
            (column, wide)
            for column, wide in zip(self.model.columns, widths, strict=True)
            if column.may_be_tall
        ]
        for at, row in enumerate(self.model.rows):
            tall = max((one.height(row, wide, heights) for one, wide in columns), default=theme.ROW)
            if head.sectionSize(at) != tall:
                head.resizeSection(at, tall)
