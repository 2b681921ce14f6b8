"""The bar at the top: search with its results, the area, the marking."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.domain.roles import VIEWER
from app.ui import theme
from app.ui.style import dress
from app.ui.widgets.badges import Badge
from app.ui.widgets.fields import SearchField
from app.ui.widgets.layout import label, row
from app.ui.widgets.privacy import masked

MOST, ROW_TALL = 10, 32


class Found(Protocol):
    """What a result shows."""

    @property
    def title(self) -> str: ...
    @property
    def note(self) -> str: ...


class Results(QListView):
    """The list under the search line; it never takes the keyboard from it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        dress(self, kind="results")
        self._over = parent
        self.setAccessibleName("Found")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self._items = QStandardItemModel(self)
        self.setModel(self._items)
        self.hide()

    def show_hits(self, hits: Sequence[Found], below: QWidget) -> None:
        """Show hits under a widget; none says so."""
        self._items.clear()
        lines = [f"{masked(hit.title)}   {hit.note}".rstrip() for hit in hits] or ["Nothing found"]
        for words in lines:
            item = QStandardItem(words)
            item.setEnabled(bool(hits))
            self._items.appendRow(item)
        if hits:
            self.setCurrentIndex(self._items.index(0, 0))
        spot = below.mapTo(self._over, QPoint(0, below.height() + 4))
        wide = max(below.width(), theme.FIELD_WIDTH)
        self.setGeometry(spot.x(), spot.y(), wide, len(lines) * ROW_TALL + 10)
        self.show()
        self.raise_()

    def step(self, step: int) -> None:
        """Up or down by one, round the ends."""
        count = self._items.rowCount()
        if count:
            self.setCurrentIndex(self._items.index((self.currentIndex().row() + step) % count, 0))

    def forget(self) -> None:
        """Hide, and hold nothing."""
        self._items.clear()
        self.hide()


class TopBar(QFrame):
    """`wanted` carries the text to search for (after a short pause); `opened` the hit chosen."""

    wanted = Signal(str)
    opened = Signal(object)

    def __init__(self, results_in: QWidget) -> None:
        super().__init__()
        dress(self, kind="topbar")
        self.setFixedHeight(theme.BAR_HEIGHT)
        self._hits: Sequence[Found] = ()
        self.search = SearchField("Find a child, action, place…")
        self.search.setMaximumWidth(420)
        self.results = Results(results_in)
        self._area = label("", "note")
        self._who = label("", "note")
        self._only = Badge("you can look, not change", "amber")
        self._only.hide()
        self._seen = Badge("shown to screen sharing", "red")
        self._seen.hide()
        self._marking = label("", "marking")
        self._pause = QTimer(self, singleShot=True, interval=120)
        line = row(gap=12, margins=(theme.MARGIN, 0, theme.MARGIN, 0))
        line.addWidget(self.search, 2)
        line.addWidget(self._area)
        line.addStretch(1)
        for part in (self._seen, self._only, self._who, self._marking):
            line.addWidget(part)
        self.setLayout(line)
        self._connect()

    def _connect(self) -> None:
        self.search.searched.connect(lambda _text: self._pause.start())
        self._pause.timeout.connect(self._ask)
        self.search.stepped.connect(self.results.step)
        self.search.returnPressed.connect(self._open)
        self.search.left.connect(self.reset)
        self.results.clicked.connect(lambda _index: self._open())
        self.search.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.results.hide()
        return super().eventFilter(watched, event)

    def set_words(self, area: str, marking: str) -> None:
        """Whose desk this is, and how its papers are marked."""
        self._area.setText(area)
        self._marking.setText(marking.upper())
        self._marking.setAccessibleName(f"Marking: {marking}")

    def set_who(self, name: str, role: str) -> None:
        """Who is in, and in which role; a viewer is told that nothing can be changed."""
        self._who.setText(f"{name} · {role}")
        self._who.setAccessibleName(f"In now: {name}, {role}")
        self._only.setVisible(role == VIEWER)

    def show_sharing(self, sharing: bool) -> None:
        """Whether screen sharing and screen shots can see the windows now."""
        self._seen.setVisible(sharing)

    def focus_search(self) -> None:
        """The keyboard to the search line."""
        self.search.setFocus()
        self.search.selectAll()

    def show_hits(self, hits: Sequence[Found]) -> None:
        """Answer `wanted`."""
        self._hits = tuple(hits)[:MOST]
        self.results.show_hits(self._hits, self.search)

    def reset(self) -> None:
        """Empty search and results."""
        self._pause.stop()
        self._hits = ()
        self.search.reset()
        self.results.forget()

    def _ask(self) -> None:
        text = self.search.text_value()
        if text:
            self.wanted.emit(text)
        else:
            self.results.forget()

    def _open(self) -> None:
        if self._pause.isActive():
            self._pause.stop()
            self._ask()
        at = self.results.currentIndex().row()
        if 0 <= at < len(self._hits):
            hit = self._hits[at]
            self.reset()
            self.opened.emit(hit)
