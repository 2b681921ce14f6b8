"""What an earlier meeting decided without a quorum: ratified or overturned, one by one or all at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from app.domain.without_quorum import Outcome
from app.services.room.ratifying import ToRatify
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.month.words import long_day
from app.ui.room.item_page import ItemPage
from app.ui.room.sitting import Sitting
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import Badge, Button, Card, Key, LineField, Mark, NameLabel, clear, column, label, row

_MARKS: dict[str, tuple[str, Tone]] = {
    "": ("provisional", "amber"),
    Outcome.RATIFIED: ("ratified", "green"),
    Outcome.OVERTURNED: ("overturned", "red"),
    Outcome.REPLACED: ("decided anew", "grey"),
}
NOT_QUORATE = "This meeting is not quorate, so it ratifies nothing: the decisions wait for the next one."


class Decided(QFrame):
    """One decision that is provisional; R ratifies it, O overturns it with a reason, U takes that back."""

    ratified = Signal(str)
    overturned = Signal(str, str)
    taken_back = Signal(str)

    def __init__(self, one: ToRatify, *, open_: bool, quorate: bool) -> None:
        super().__init__()
        self.one = one
        self._can = open_ and quorate and not one.outcome
        word, tone = _MARKS[one.outcome]
        name = NameLabel(one.what, "strong") if one.is_child else label(one.what, "strong")
        about = " · ".join(part for part in (one.decided, one.category, long_day(one.on)) if part)
        self.ratify = Button("Ratify", "primary", on=lambda: self.ratified.emit(one.key))
        self.overturn = Button("Overturn", on=self.ask)
        self.back = Button("Take back", "quiet", on=lambda: self.taken_back.emit(one.key))
        self.reason = LineField(f"Why overturned: {one.what}", "Overturned because …; Enter keeps it")
        for button in (self.ratify, self.overturn, self.back):
            button.setAccessibleName(f"{button.text()}: {one.what}")
        head = row(
            name, Badge.of(Mark(word, tone)), None, self.ratify, self.overturn, self.back, gap=theme.GAP
        )
        said = f"Overturned: {one.reason}" if one.reason else ""
        words = column(label(about, "note", wrap=True), label(one.rationale, wrap=True), gap=2)
        told = label(said, "note", wrap=True)
        told.setVisible(bool(said))
        self.setLayout(column(head, words, self.reason, told, gap=4, margins=(0, 6, 0, 10)))
        self.ratify.setVisible(self._can)
        self.overturn.setVisible(self._can)
        self.back.setVisible(open_ and one.outcome in (Outcome.RATIFIED, Outcome.OVERTURNED))
        self.reason.hide()
        self.reason.returnPressed.connect(lambda: self.overturned.emit(one.key, self.reason.value()))

    def ask(self) -> None:
        """Ask why."""
        self.reason.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """The keyboard on what can be said of it."""
        target = self.ratify if self._can else self.back
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        acts = {Qt.Key.Key_R: self.ratify, Qt.Key.Key_O: self.overturn, Qt.Key.Key_U: self.back}
        button = acts.get(Qt.Key(event.key()))
        if button is not None and not button.isHidden() and not event.modifiers():
            button.click()
        else:
            super().keyPressEvent(event)


class RatifyPage(ItemPage):
    """Everything that waits for this meeting, the oldest first."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._rows: list[Decided] = []
        self._shown: object = None
        self._why = label("", "note", wrap=True)
        self.all = Button("Ratify all", "primary", on=self._all)
        keys = row(gap=theme.TIGHT)
        for key, words in (("R", "ratify"), ("O", "overturn"), ("U", "take back")):
            keys.addWidget(Key(key))
            keys.addWidget(label(words, "small"))
            keys.addSpacing(theme.GAP)
        keys.addStretch(1)
        keys.addWidget(self.all)
        self._card = Card("Decided without a quorum", "carried out when this meeting closes")
        self._card.body.setSpacing(0)
        self.content.addWidget(self._why)
        self.content.addLayout(keys)
        self.content.addWidget(self._card)

    def fill(self, item: ItemView) -> None:
        sitting = self._sitting
        rows = sitting.desk.ratifying.rows(sitting.meeting_id)
        quorate, open_ = sitting.view.quorum.met, sitting.running and sitting.editable
        waiting = [one for one in rows if not one.outcome]
        self._why.setText(NOT_QUORATE if open_ and not quorate else "")
        self._why.setVisible(open_ and not quorate)
        dress(self._why, kind="wrong" if open_ and not quorate else "note")
        self.all.setVisible(open_ and quorate and len(waiting) > 1)
        self.all.set_text(f"Ratify all {len(waiting)}")
        if (rows, quorate, open_) != self._shown:
            self._shown = (rows, quorate, open_)
            self._build(rows, open_=open_, quorate=quorate)

    def _build(self, rows: tuple[ToRatify, ...], *, open_: bool, quorate: bool) -> None:
        held = self._held()
        clear(self._card.body)
        self._rows = [Decided(one, open_=open_, quorate=quorate) for one in rows]
        for made in self._rows:
            self._card.add(made)
            made.ratified.connect(self._ratify)
            made.overturned.connect(self._overturn)
            made.taken_back.connect(self._take_back)
        if held is not None:
            self._next(held)

    def _held(self) -> int | None:
        focus = self.window().focusWidget()
        return next((at for at, made in enumerate(self._rows) if focus and made.isAncestorOf(focus)), None)

    def _next(self, at: int) -> None:
        after = [made for made in self._rows[at:] if not made.one.outcome]
        target = after[0] if after else (self._rows[at] if at < len(self._rows) else None)
        if target is not None:
            target.take_focus()
            self.show_widget(target)

    def _ratify(self, key: str) -> None:
        service, sitting = self._sitting.desk.ratifying, self._sitting
        sitting.act(self, lambda: service.ratify(sitting.meeting_id, key, sitting.token))

    def _overturn(self, key: str, reason: str) -> None:
        service, sitting = self._sitting.desk.ratifying, self._sitting
        sitting.act(self, lambda: service.overturn(sitting.meeting_id, key, reason, sitting.token))

    def _take_back(self, key: str) -> None:
        service, sitting = self._sitting.desk.ratifying, self._sitting
        sitting.act(self, lambda: service.take_back(sitting.meeting_id, key, sitting.token))

    def _all(self) -> None:
        service, sitting = self._sitting.desk.ratifying, self._sitting
        sitting.act(self, lambda: service.ratify_all(sitting.meeting_id, sitting.token))

    def focus_notes(self) -> None:
        """The first decision of which nothing was said."""
        waiting = next((made for made in self._rows if not made.ratify.isHidden()), None)
        if waiting is None:
            super().focus_notes()
        else:
            waiting.take_focus()
