"""A page of cards with its head and a small index above them that stay in sight while the cards scroll."""

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui import theme
from app.ui.widgets import Button, FlowLayout, Scroller, column


class Sections(QWidget):
    """Ctrl+Down and Ctrl+Up go from card to card; a card that has nothing to show is not in the index."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.head = column(gap=theme.TIGHT)
        self.scroller = Scroller(plain=True, name=name)
        self.body = self.scroller.body
        self._parts: dict[str, QWidget] = {}
        self._links: dict[str, Button] = {}
        index = QWidget()
        index.setAccessibleName("Parts of this page")
        self._index = FlowLayout(index, gap=2)
        edge = theme.MARGIN
        top = column(self.head, index, gap=theme.GAP, margins=(edge, edge, edge, 0))
        box = column(gap=theme.GAP)
        box.addLayout(top)
        box.addWidget(self.scroller, 1)
        self.body.setContentsMargins(edge, 0, edge, edge)
        self.setLayout(box)
        self._down = self._bind("Ctrl+Down", 1)
        self._up = self._bind("Ctrl+Up", -1)

    def _bind(self, keys: str, step: int) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self)
        made.activated.connect(lambda: self.step(step))
        return made

    def add(self, key: str, title: str, part: QWidget, *, place: QWidget | None = None) -> None:
        """Put a part under the others; with `place` it stands inside that widget already."""
        self._parts[key] = part
        link = Button(title, "quiet", on=lambda: self.go(key))
        self._links[key] = link
        self._index.addWidget(link)
        if place is None:
            self.body.addWidget(part)

    def show_part(self, key: str, *, there: bool, count: int = 0) -> None:
        """Show a part or leave it out; its count stands in the index."""
        self._parts[key].setVisible(there)
        link = self._links[key]
        link.setVisible(there)
        title = link.accessibleName().partition(",")[0]
        link.set_text(f"{title} {count}" if count else title)
        link.setAccessibleName(f"{title}, {count}" if count else title)

    def shown(self) -> tuple[str, ...]:
        """The keys of the parts in sight, in order."""
        return tuple(key for key, part in self._parts.items() if not part.isHidden())

    def go(self, key: str) -> None:
        """Scroll to a part, and give it the keyboard."""
        part = self._parts[key]
        self.scroller.verticalScrollBar().setValue(max(self._top(part), 0))
        for inner in (part, *part.findChildren(QWidget)):
            if inner.isVisible() and inner.focusPolicy() & Qt.FocusPolicy.TabFocus:
                inner.setFocus(Qt.FocusReason.TabFocusReason)
                return

    def _top(self, part: QWidget) -> int:
        inside = self.scroller.widget()
        assert inside is not None
        return part.mapTo(inside, QPoint(0, 0)).y() - theme.GAP

    def step(self, by: int) -> None:
        """To the next part below or above what stands at the top."""
        tops = {key: self._top(self._parts[key]) for key in self.shown()}
        here = self.scroller.verticalScrollBar().value()
        below = [key for key, top in tops.items() if top > here + 1]
        above = [key for key, top in tops.items() if top < here - 1]
        if by > 0 and below:
            self.go(min(below, key=tops.__getitem__))
        elif by < 0 and above:
            self.go(max(above, key=tops.__getitem__))

    def to_top(self) -> None:
        """Back to the first card, once the cards have their heights."""
        self.scroller.verticalScrollBar().setValue(0)
        QTimer.singleShot(0, self, lambda: self.scroller.verticalScrollBar().setValue(0))
