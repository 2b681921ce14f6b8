"""The page before the desk: whose store, who works, and the passphrase. It only asks; others answer."""

from collections.abc import Sequence
from math import ceil

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QWidget

from app.ui.patience import Patience
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets.buttons import Button
from app.ui.widgets.cards import FieldLabel, NoticeBar
from app.ui.widgets.layout import column, label, row

WIDE = 384
COUNT_MS = 250
OPENING = "Opening; this takes about a second."


class UnlockPage(QWidget):
    """`passphrase_given` carries (operator, passphrase), `recovery_given` the recovery code.

    After either, call `wrong(sentence)` or, once the store is open, `done()`; both empty the field.
    After a wrong passphrase call `wrong(sentence, counts=True)`: from the third on the page waits.
    `store_picked` carries a place in what `offer_stores` was given, `new_asked` follows its other button.
    """

    passphrase_given = Signal(str, str)
    recovery_given = Signal(str)
    store_picked = Signal(int)
    new_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._recovering = False
        self.patience = Patience()
        self._counting = QTimer(self, interval=COUNT_MS)
        self._counting.timeout.connect(self._count_down)
        self._store = label("", "title", wrap=True)
        self._note = label("", "note", wrap=True)
        self._notice = NoticeBar(closable=False)
        self._stores = QComboBox()
        self._pick = QWidget()
        self._pick.setLayout(column(FieldLabel("Store", "", self._stores), self._stores, gap=4))
        self._pick.hide()
        self._new = Button("Make a new store", "quiet", on=self.new_asked.emit)
        self._new.hide()
        self._operator = QComboBox()
        self._operator_label = FieldLabel("Who is working", "", self._operator)
        self._secret = QLineEdit()
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setAccessibleName("Passphrase")
        self._secret_label = FieldLabel("Passphrase", "", self._secret)
        self._show = Button("Show", "quiet", on=self._reveal)
        self._caps = label("Capital letters are on (Caps Lock).", "wrong")
        self._caps.hide()
        self._open = Button("Open", "primary", on=self._submit)
        self._other = Button("Use the recovery code", "quiet", on=self._swap)
        self._busy = label(OPENING, "note")
        self._busy.hide()
        self._build()
        self._stores.activated.connect(self.store_picked)
        self._secret.returnPressed.connect(self._submit)
        self._secret.installEventFilter(self)

    def _build(self) -> None:
        card = QFrame()
        dress(card, kind="card")
        card.setFixedWidth(WIDE)
        line = row(self._secret, self._show, gap=4)
        card.setLayout(
            column(
                label("Chairside", "note"),
                self._store,
                self._note,
                4,
                self._notice,
                self._pick,
                column(self._operator_label, self._operator, gap=4),
                column(self._secret_label, line, self._caps, gap=4),
                4,
                row(self._open, self._busy, None, self._other),
                gap=12,
                margins=(24, 24, 24, 24),
            )
        )
        below = row(None, self._new, None)
        self.setLayout(row(None, column(None, card, below, None, None), None))
        for one, two in (
            (self._stores, self._operator),
            (self._operator, self._secret),
            (self._secret, self._show),
            (self._show, self._open),
            (self._open, self._other),
            (self._other, self._new),
        ):
            QWidget.setTabOrder(one, two)

    def show_store(self, name: str, operators: Sequence[str], note: str = "") -> None:
        """The store's name, its operators (one is shown as words), and a line beneath."""
        self._store.setText(name)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._operator.clear()
        self._operator.addItems(list(operators))
        self._recovering = False
        self._show_kind()
        self.ready()

    def offer_stores(self, names: Sequence[str], chosen: int = 0) -> None:
        """Let the user pick among several stores, or make a new one; shows the list from two on."""
        self._stores.clear()
        self._stores.addItems(list(names))
        self._stores.setCurrentIndex(chosen)
        self._pick.setVisible(len(names) > 1)
        self._new.show()

    def wrong(self, sentence: str, *, counts: bool = False) -> None:
        """It did not open: say why, and take the next try; one that counts may have to wait."""
        self._notice.say(sentence, "red")
        self.ready()
        if counts and self.patience.wrong():
            self._counting.start()
            self._count_down()

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence on this page ("Locked after five minutes")."""
        self._notice.say(sentence, tone)

    def done(self) -> None:
        """It is open: forget what was typed."""
        self._notice.put_away()
        self.patience.right()
        self._count_down()
        self.ready()

    def ready(self) -> None:
        """Empty the field and wait for input."""
        self._secret.clear()
        self._hide_secret()
        self._caps.hide()
        self._set_busy(False)
        self._secret.setFocus()

    def busy(self, words: str) -> None:
        """Something runs that ends on this page or behind it."""
        self._notice.put_away()
        self._set_busy(True, words)

    @property
    def recovering(self) -> bool:
        """Whether it asks for the recovery code now."""
        return self._recovering

    def recover(self) -> None:
        """Ask for the recovery code."""
        if not self._recovering:
            self._swap()

    def _count_down(self) -> None:
        """The field can be filled meanwhile; only opening waits."""
        left = ceil(self.patience.left)
        waiting = left > 0
        if not waiting:
            self._counting.stop()
        self._busy.setText(f"Wait {left} s after so many tries." if waiting else OPENING)
        self._busy.setVisible(waiting)
        self._other.setVisible(not waiting)
        self._open.setEnabled(not waiting)

    def _set_busy(self, busy: bool, words: str = OPENING) -> None:
        self._busy.setText(words)
        self._busy.setVisible(busy)
        self._other.setVisible(not busy)
        for widget in (self._open, self._secret, self._operator, self._show, self._stores, self._new):
            widget.setEnabled(not busy)

    def _submit(self) -> None:
        secret = self._secret.text()
        if self.patience.left > 0 and not self._recovering:
            return
        if not secret:
            what = "recovery code" if self._recovering else "passphrase"
            self._notice.say(f"Type the {what} first.", "amber")
            return
        self._notice.put_away()
        self._set_busy(True)
        if self._recovering:
            self.recovery_given.emit(secret.strip())
        else:
            self.passphrase_given.emit(self._operator.currentText(), secret)

    def _swap(self) -> None:
        self._recovering = not self._recovering
        self._notice.put_away()
        self._show_kind()
        self.ready()

    def _show_kind(self) -> None:
        recovering = self._recovering
        name = "Recovery code" if recovering else "Passphrase"
        self._secret_label.set_text(name)
        self._secret.setAccessibleName(name)
        several = self._operator.count() > 0 and not recovering
        self._operator.setVisible(several)
        self._operator_label.setVisible(several)
        self._other.set_text("Use the passphrase" if recovering else "Use the recovery code")

    def _reveal(self) -> None:
        if self._secret.echoMode() == QLineEdit.EchoMode.Password:
            self._secret.setEchoMode(QLineEdit.EchoMode.Normal)
            self._show.set_text("Hide")
        else:
            self._hide_secret()
        self._secret.setFocus()

    def _hide_secret(self) -> None:
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._show.set_text("Show")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._watch_caps(event)
        return super().eventFilter(watched, event)

    def _watch_caps(self, event: QKeyEvent) -> None:
        letter = event.text()
        if event.key() == Qt.Key.Key_CapsLock:
            self._caps.hide()
        elif len(letter) == 1 and letter.isalpha():
            # No portable way asks for the key's state: a letter against its Shift gives it away.
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._caps.setVisible(letter.isupper() != shifted and letter.lower() != letter.upper())
