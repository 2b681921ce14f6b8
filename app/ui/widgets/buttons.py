"""Buttons: four kinds, with a key chip; and a row of choices of which one holds."""

from collections.abc import Callable, Iterable
from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui import theme
from app.ui.style import dress
from app.ui.widgets.badges import Key
from app.ui.widgets.layout import FlowLayout, clear

Kind = Literal["primary", "plain", "quiet", "danger"]


class Button(QPushButton):
    """`key` ("S", "Ctrl+D") shows a chip and works as a shortcut while the button is in sight."""

    def __init__(
        self,
        text: str,
        kind: Kind = "plain",
        *,
        key: str = "",
        bind: bool = True,
        on: Callable[[], object] | None = None,
        note: str = "",
    ) -> None:
        super().__init__(text.replace("&", "&&"))
        self._chip = Key(key, self) if key else None
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(text)
        if note:
            self.setToolTip(note)
            self.setAccessibleDescription(note)
        dress(self, kind=kind, keyed=bool(key))
        if key and bind:
            # Not setShortcut: a button waits 0.1 s before its own key acts, and loses it with new words.
            bound = QShortcut(QKeySequence(key), self)
            bound.activated.connect(self.click)
        if on is not None:
            self.clicked.connect(lambda: on())

    def set_text(self, text: str) -> None:
        """Change the words, also for a screen reader."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        hint.setHeight(theme.CONTROL)
        if self._chip is not None:
            hint.setWidth(hint.width() + self._chip.sizeHint().width() + theme.GAP - theme.TIGHT)
        return hint

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange and self._chip is not None:
            dress(self._chip, off=not self.isEnabled())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._chip is not None:
            size = self._chip.sizeHint()
            left = self.width() - size.width() - theme.GAP
            self._chip.setGeometry(left, (self.height() - size.height()) // 2, size.width(), size.height())


class _Choice(QPushButton):
    def __init__(self, text: str, owner: "Segmented") -> None:
        super().__init__(text.replace("&", "&&"), owner)
        self._owner = owner
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        dress(self, kind="choice")

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(max(hint.width(), theme.CONTROL + 2), theme.CONTROL)

    def nextCheckState(self) -> None:
        self._owner.pick(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._owner.step(self, step)


class Segmented(QWidget):
    """One choice of a few, all in sight; arrows move the choice, and it wraps when narrow.

    `chosen` carries the value, only when a person chose it; choosing the held one again clears it
    if `may_clear`, and `chosen` then carries None.
    """

    chosen = Signal(object)

    def __init__(
        self, name: str, options: Iterable[tuple[object, str]] = (), *, may_clear: bool = False
    ) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=6)
        self._buttons: list[tuple[object, _Choice]] = []
        self._may_clear = may_clear
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_options(options)

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Offer these (value, words) instead; nothing is chosen."""
        clear(self._flow)
        self._buttons = []
        for value, words in options:
            button = _Choice(words, self)
            button.setAccessibleDescription(self.accessibleName())
            self._buttons.append((value, button))
            self._flow.addWidget(button)
        self.set_value(None)
        self.updateGeometry()

    def value(self) -> object:
        """The value that holds, or None."""
        return next((value for value, button in self._buttons if button.isChecked()), None)

    def set_value(self, value: object) -> None:
        """Show a value without announcing it; one that is not offered clears the choice."""
        held = None
        for option, button in self._buttons:
            button.setChecked(value is not None and option == value)
            held = button if button.isChecked() else held
        # One tab stop for the group: the choice that holds, or the first.
        stop = held or (self._buttons[0][1] if self._buttons else None)
        for _option, button in self._buttons:
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if button is stop else Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(stop)  # type: ignore[arg-type]

    def pick(self, button: QPushButton) -> None:
        """As if a person had chosen this button."""
        value = next(option for option, made in self._buttons if made is button)
        if button.isChecked():
            if not self._may_clear:
                return
            value = None
        self.set_value(value)
        self.chosen.emit(value)

    def step(self, button: QPushButton, step: int) -> None:
        """Choose the neighbour, round the ends."""
        places = [made for _option, made in self._buttons]
        if not button.isChecked() and self.value() is None:
            target = button
        else:
            target = places[(places.index(button) + step) % len(places)]  # type: ignore[arg-type]
        if not target.isChecked():
            self.pick(target)
        target.setFocus(Qt.FocusReason.TabFocusReason)
