"""A button in the corner of a card, beside its heading, which takes no height of its own."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject

from app.ui import theme
from app.ui.widgets import Button, Card


class CornerButton(Button):
    """Stands at the top right of its card, level with the heading."""

    def __init__(self, card: Card, text: str, on: Callable[[], object]) -> None:
        super().__init__(text, "quiet", on=on)
        self._card = card
        self.setParent(card)
        card.installEventFilter(self)
        self.show()

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        size = self.sizeHint()
        self.setGeometry(self._card.width() - size.width() - theme.GAP, 6, size.width(), size.height())
