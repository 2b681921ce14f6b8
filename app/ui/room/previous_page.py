"""What the last meeting left: a summary of its minutes, and every action that is up for review."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from app.domain.calendar import day_words
from app.domain.meetings import MeetingState
from app.services.actions import ActionRow, AgencyActions
from app.services.item_views import PreviousMinutes
from app.services.room import ItemView
from app.ui import theme
from app.ui.room.action_cards import action_marks, owner_words
from app.ui.room.item_page import Figures, ItemPage
from app.ui.room.sitting import Sitting
from app.ui.widgets import (
    BadgeRow,
    Button,
    Card,
    LineField,
    Mark,
    NameLabel,
    clear,
    column,
    label,
    row,
)


class PreviousPage(ItemPage):
    """A summary of the last meeting; circulated minutes can be agreed here."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._minutes: PreviousMinutes | None = None
        self._summary = Card("Last meeting")
        self._agree = Button("Agree these minutes", on=self._agreed, note="They are locked from then on")
        self._summary.aside.addWidget(self._agree)
        self.content.addWidget(self._summary)

    def fill(self, item: ItemView) -> None:
        last = item.previous_minutes
        if last is None:
            self._summary.set_title("No earlier meeting", "this is the first one in this store")
        else:
            self._summary.set_title(day_words(last.on), last.state.lower())
        circulated = last is not None and last.state == MeetingState.DRAFT_CIRCULATED.label
        self._agree.setVisible(circulated and self._sitting.editable)
        if last != self._minutes:
            self._minutes = last
            clear(self._summary.body)
            if last is not None:
                self._write(last)

    def _write(self, last: PreviousMinutes) -> None:
        if last.quorum_sentence:
            self._summary.add(label(last.quorum_sentence, wrap=True))
        numbers = (*last.numbers, *((("Left undecided", last.undecided),) if last.undecided else ()))
        figures = Figures()
        figures.show_numbers(numbers)
        self._summary.add(figures)
        for title, words in last.notes:
            self._summary.add(label(title, "label"), NameLabel(words, wrap=True))

    def _agreed(self) -> None:
        last, room, token = self._minutes, self._sitting.desk.room, self._sitting.token
        if last is not None:
            self._sitting.act(self, lambda: room.agree(last.meeting_id, token))


class ReviewRow(QFrame):
    """One action under review: Return keeps an update, Ctrl+Return says it is done."""

    updated = Signal(object, str)
    done_asked = Signal(object)
    moved = Signal(object, int)

    def __init__(self, action: ActionRow, *, editable: bool) -> None:
        super().__init__()
        self.action = action
        self.setAccessibleName(f"{action.text}, {owner_words(action)}, {action.state}")
        about = f"{action.about} · " if action.about else ""
        state = action_marks(action)
        badges = BadgeRow(state) if state else BadgeRow((Mark("open", "grey"),))
        head = row(gap=theme.GAP)
        head.addWidget(NameLabel(action.text, "strong", wrap=True), 1)
        head.addWidget(badges)
        parts = column(head, NameLabel(f"{about}{owner_words(action)}", "note", wrap=True), gap=2)
        if action.last_update:
            parts.addWidget(NameLabel(f"Last update: {action.last_update}", "small", wrap=True))
        self.update_line = LineField(f"Update on {action.text}", "What is reported? Return keeps it")
        self.done = Button("Not done" if action.state == "done" else "Done", on=self._done)
        self.done.setAccessibleName(f"{self.done.text()}: {action.text}")
        if editable:
            line = row(self.update_line, self.done)
            parts.addLayout(line)
        parts.setContentsMargins(0, 6, 0, 8)
        self.setLayout(parts)
        self.update_line.returnPressed.connect(lambda: self.updated.emit(action, self.update_line.value()))
        self.update_line.installEventFilter(self)

    def _done(self) -> None:
        self.done_asked.emit(self.action)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.moved.emit(self.action, step)
                return True
        return super().eventFilter(watched, event)


class ReviewPage(ItemPage):
    """Every open action of earlier meetings by agency, the most overdue agency first."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._shown: tuple[object, ...] = ()
        self._rows: dict[int, ReviewRow] = {}
        self._empty = label("Nothing is open from earlier meetings.", "note")
        self._cards = column(gap=12)
        self.content.addWidget(self._empty)
        self.content.addLayout(self._cards)

    def fill(self, item: ItemView) -> None:
        shown = (self._sitting.editable, item.previous_actions)
        if shown == self._shown:
            return
        self._shown = shown
        held = next((key for key, made in self._rows.items() if made.update_line.hasFocus()), None)
        typed = {key: made.update_line.text() for key, made in self._rows.items()}
        clear(self._cards)
        self._rows = {}
        for group in item.previous_actions:
            self._cards.addWidget(self._card(group))
        for key, words in typed.items():
            if key in self._rows:
                self._rows[key].update_line.set_value(words)
        if held in self._rows:
            self._rows[held].update_line.setFocus()
        self._empty.setVisible(not item.previous_actions)

    def _card(self, group: AgencyActions) -> Card:
        count = len(group.actions)
        card = Card(group.agency, f"{count} action{'s' if count != 1 else ''}")
        if group.overdue:
            card.aside.addWidget(BadgeRow((Mark(f"{group.overdue} overdue", "red"),)))
        card.body.setSpacing(0)
        for action in group.actions:
            made = ReviewRow(action, editable=self._sitting.editable)
            made.updated.connect(self._update)
            made.done_asked.connect(self._toggle_done)
            made.moved.connect(self._move)
            self._rows[action.id] = made
            card.add(made)
        return card

    def _update(self, action: ActionRow, words: str) -> None:
        actions, token = self._sitting.desk.actions, self._sitting.token
        line = self._rows[action.id].update_line

        def work() -> None:
            actions.update(action.id, words, token)
            line.set_value("")

        if self._sitting.act(self, work):
            self._move(action, 1)

    def _toggle_done(self, action: ActionRow) -> None:
        actions, token = self._sitting.desk.actions, self._sitting.token
        words = self._rows[action.id].update_line.value()

        def work() -> None:
            if words:
                actions.update(action.id, words, token)
                self._rows[action.id].update_line.set_value("")
            if action.state == "done":
                actions.reopen(action.id, token)
            else:
                actions.close(action.id, initiator=token)

        if self._sitting.act(self, work):
            self._move(action, 1)

    def _move(self, action: ActionRow, step: int) -> None:
        keys = list(self._rows)
        if action.id in keys:
            place = max(0, min(len(keys) - 1, keys.index(action.id) + step))
            made = self._rows[keys[place]]
            made.update_line.setFocus(Qt.FocusReason.TabFocusReason)
            self.show_widget(made)

    def focus_notes(self) -> None:
        """The first action that is not done."""
        waiting = (made for made in self._rows.values() if made.action.state != "done")
        target = next(waiting, None)
        if target is None or not self._sitting.editable:
            super().focus_notes()
        else:
            target.update_line.setFocus(Qt.FocusReason.TabFocusReason)
