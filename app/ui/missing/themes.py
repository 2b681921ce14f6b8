"""The themes of an interview: as many as apply, each a button that stays down."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.style import dress
from app.ui.widgets import FlowLayout, clear, column, label


class Themes(QWidget):
    """`changed` carries every theme that is down, in the order offered, those of before last."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offered: tuple[str, ...] = ()
        self._buttons: dict[str, QPushButton] = {}
        inner = QWidget()
        self._flow = FlowLayout(inner, gap=6)
        policy = inner.sizePolicy()
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        self.setLayout(column(label("Themes", "label"), inner, gap=4))
        self.setAccessibleName("Themes")

    def show_themes(self, offered: Sequence[str], picked: Sequence[str], *, editable: bool) -> None:
        """Offer these; one that was picked and is offered no more stays in sight."""
        every = tuple(dict.fromkeys((*offered, *picked)))
        if every != self._offered:
            self._offered = every
            clear(self._flow)
            self._buttons = {theme: self._button(theme) for theme in every}
            for button in self._buttons.values():
                self._flow.addWidget(button)
            self.updateGeometry()
        for theme, button in self._buttons.items():
            button.setChecked(theme in picked)
            button.setEnabled(editable)

    def _button(self, theme: str) -> QPushButton:
        made = QPushButton(theme.replace("&", "&&"))
        made.setCheckable(True)
        made.setAutoDefault(False)
        made.setAccessibleName(f"Theme: {theme}")
        dress(made, kind="choice")
        made.clicked.connect(lambda _on=False: self.changed.emit(self.picked()))
        return made

    def picked(self) -> tuple[str, ...]:
        """Every theme that is down."""
        return tuple(theme for theme, button in self._buttons.items() if button.isChecked())
