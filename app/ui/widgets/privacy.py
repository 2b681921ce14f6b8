"""One switch that hides every name on the screen, for when someone walks past (Ctrl+H)."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QSizePolicy

from app.ui.widgets.elided import END, Elided

HIDDEN = "••••••"


class Privacy(QObject):
    """`changed` carries whether names are hidden now."""

    changed = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.hidden = False

    def set_hidden(self, hidden: bool) -> None:
        """Hide or show names everywhere."""
        if hidden != self.hidden:
            self.hidden = hidden
            self.changed.emit(hidden)

    def toggle(self) -> None:
        """The other way round."""
        self.set_hidden(not self.hidden)


privacy = Privacy()


def masked(text: str) -> str:
    """The text, or dots of one length while names are hidden (a length would be a clue)."""
    return HIDDEN if privacy.hidden and text else text


class NameLabel(Elided):
    """A label with personal words in it; shows dots while names are hidden."""

    def __init__(self, text: str = "", kind: str = "", *, wrap: bool = False, elide: bool = False) -> None:
        super().__init__("", kind, elide=END if elide else None)
        self._whole = text
        self.setWordWrap(wrap)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        privacy.changed.connect(self._show)
        self._show()

    def set_text(self, text: str) -> None:
        """Change the words (use this, not setText)."""
        self._whole = text
        self._show()

    def _show(self) -> None:
        self.setText(masked(self._whole))
