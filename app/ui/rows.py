"""The rows and columns of a table: what a cell says, how wide a column is, how tall a row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt

from app.ui import theme
from app.ui.widgets.badges import Mark
from app.ui.widgets.cells import MARKS, NOTE, WEIGHT, WRAP, Heights, Index
from app.ui.widgets.privacy import masked

LEAST = 112
Row = TypeVar("Row")


def _nothing(_row: Any) -> tuple[Mark, ...]:
    return ()


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: `text` of a row, a grey note beside it, badges after it.

    `width` is in pixels; 0 takes `least` and its `share` of what is left; `wrap` breaks long text
    over lines (no note then); `personal` columns show dots while names are hidden; `sort` gives the
    key (the text without it; None as a key sorts last).
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
    least: int = LEAST
    share: int = 1

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """Unknown values after known ones."""
        value = self.sort(row) if self.sort else self.text(row).casefold()
        return (value is None, value if value is not None else 0)

    @property
    def weight(self) -> int:
        """How heavy its words are."""
        return theme.BOLD if self.strong else theme.NORMAL

    @property
    def may_be_tall(self) -> bool:
        """Whether a cell of it can need more than a line."""
        return self.wrap or self.marks is not _nothing

    def height(self, row: Row, width: int, heights: Heights) -> int:
        """Pixels its cell needs when the column is this wide."""
        text = self.text(row)
        tall = heights.wrapped(text, self.weight, width) if self.wrap else theme.ROW
        marks = self.marks(row)
        return max(tall, heights.badges(text, self.weight, marks, width)) if marks else tall


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
    WEIGHT: lambda column, _row: column.weight,
}


def shares(columns: Sequence[Column[Any]], room: int) -> list[int]:
    """Widths that fill the room: open columns share what is left, and the rest give way to them."""
    open_ones = [column for column in columns if not column.width]
    fixed, least = sum(column.width for column in columns), sum(column.least for column in open_ones)
    # Columns of one badge or figure keep their width; a badge cannot break.
    soft = sum(column.width for column in columns if column.width > LEAST)
    over = max(0, fixed + least - room)
    give = min(1.0, over / soft) if soft else 0.0
    widths = [
        max(LEAST, int(column.width * (1 - give))) if column.width > LEAST else column.width
        for column in columns
    ]
    spare, parts = max(0, room - sum(widths) - least), sum(column.share for column in open_ones)
    for at, column in enumerate(columns):
        if not column.width:
            widths[at] = column.least + spare * column.share // parts
    if not open_ones and columns and spare > 0:
        widths[-1] += spare
    return widths
