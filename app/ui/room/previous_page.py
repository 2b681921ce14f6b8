"""What the last meeting left: a summary of its minutes, and every action that is up for review."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame

from app.domain.calendar import day_words
from app.domain.meetings import MeetingState
from app.services.room.actions import ActionRow, AgencyActions
from app.services.room.item_views import PreviousMinutes
from app.services.room.room import ItemView
from app.ui import theme
from app.ui.room.action_cards import action_marks, owner_words
from app.ui.room.item_page import Figures, ItemPage
from app.ui.room.sitting import Sitting
from app.ui.widgets import (
    Badge,
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

DONE = "done"


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
    """One action under review: Return keeps an update, the button says it is done, Up and Down move on."""

    updated = Signal(object, str)
    done_asked = Signal(object)
    moved = Signal(object, int)

    def __init__(self, action: ActionRow) -> None:
        super().__init__()
        self.action = action
        self._text, self._who = NameLabel("", "strong", wrap=True), NameLabel("", "note", wrap=True)
        self._badges = BadgeRow()
        self._last = NameLabel("", "small", wrap=True)
        self.update_line = LineField("Update", "What is reported? Enter keeps it")
        self.done = Button("Done", on=lambda: self.done_asked.emit(self.action))
        head = row(gap=theme.GAP)
        head.addWidget(self._text, 1)
        head.addWidget(self._badges)
        line = row(self.update_line, self.done)
        self.setLayout(column(head, self._who, self._last, line, gap=2, margins=(0, 6, 0, 8)))
        self.update_line.returnPressed.connect(
            lambda: self.updated.emit(self.action, self.update_line.value())
        )
        self.update_line.installEventFilter(self)

    def show_action(self, action: ActionRow, *, editable: bool) -> None:
        """The action as it stands; an update that is being typed stays."""
        self.action = action
        about = f"{action.about} · " if action.about else ""
        self._text.set_text(action.text)
        self._who.set_text(f"{about}{owner_words(action)}")
        self._badges.set_marks(action_marks(action) or (Mark("open", "grey"),))
        self._last.set_text(f"Last update: {action.last_update}")
        self._last.setVisible(bool(action.last_update))
        self.update_line.setAccessibleName(f"Update on {action.text}")
        self.update_line.setVisible(editable)
        self.done.set_text("Not done" if action.state == DONE else "Done")
        self.done.setAccessibleName(f"{self.done.text()}: {action.text}")
        self.done.setVisible(editable)
        self.setAccessibleName(f"{action.text}, {owner_words(action)}, {action.state}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            step = steps.get(Qt.Key(event.key()))
            if step is not None:
                self.moved.emit(self.action, step)
                return True
        return super().eventFilter(watched, event)


class AgencyCard(Card):
    """The actions of one agency, and how many of them are overdue."""

    def __init__(self, agency: str) -> None:
        super().__init__(agency)
        self._agency = agency
        self._overdue = Badge("", "red")
        self.aside.addWidget(self._overdue)
        self.body.setSpacing(0)

    def show_counts(self, group: AgencyActions) -> None:
        """The figures of its heading."""
        count = len(group.actions)
        self.set_title(self._agency, f"{count} action{'s' if count != 1 else ''}")
        self._overdue.show_mark(Mark(f"{group.overdue} overdue", "red"))
        self._overdue.setVisible(bool(group.overdue))


class ReviewPage(ItemPage):
    """Every open action of earlier meetings by agency, the most overdue first.

    The order stays as it was while the room goes through it: a row that is done does not jump away.
    """

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(sitting)
        self._rows: dict[int, ReviewRow] = {}
        self._cards: dict[str, AgencyCard] = {}
        self._empty = label("Nothing is open from earlier meetings.", "note")
        self._list = column(gap=12)
        self.content.addWidget(self._empty)
        self.content.addLayout(self._list)

    def fill(self, item: ItemView) -> None:
        groups = item.previous_actions
        wanted = {(group.agency, action.id) for group in groups for action in group.actions}
        if wanted != {(made.action.agency, key) for key, made in self._rows.items()}:
            self._build(groups)
        for group in groups:
            self._cards[group.agency].show_counts(group)
            for action in group.actions:
                self._rows[action.id].show_action(action, editable=self._sitting.editable)
        self._empty.setVisible(not groups)

    def _build(self, groups: tuple[AgencyActions, ...]) -> None:
        clear(self._list)
        self._rows, self._cards = {}, {}
        for group in groups:
            self._cards[group.agency] = card = AgencyCard(group.agency)
            self._list.addWidget(card)
            for action in group.actions:
                self._rows[action.id] = made = ReviewRow(action)
                made.updated.connect(self._update)
                made.done_asked.connect(self._toggle_done)
                made.moved.connect(self._move)
                card.add(made)

    def _update(self, action: ActionRow, words: str) -> None:
        actions, token = self._sitting.desk.actions, self._sitting.token
        if self._sitting.act(self, lambda: actions.update(action.id, words, token)):
            self._rows[action.id].update_line.set_value("")

    def _toggle_done(self, action: ActionRow) -> None:
        """What was typed as an update is kept with it."""
        actions, token = self._sitting.desk.actions, self._sitting.token
        line = self._rows[action.id].update_line
        words = line.value()

        def work() -> None:
            if words:
                actions.update(action.id, words, token)
                line.set_value("")
            if action.state == DONE:
                actions.reopen(action.id, token)
            else:
                actions.close(action.id, initiator=token)

        self._sitting.act(self, work)

    def _move(self, action: ActionRow, step: int) -> None:
        keys = list(self._rows)
        if action.id in keys:
            place = max(0, min(len(keys) - 1, keys.index(action.id) + step))
            made = self._rows[keys[place]]
            made.update_line.setFocus(Qt.FocusReason.TabFocusReason)
            self.show_widget(made)

    def flush(self) -> None:
        """An update that was typed and not stored yet is not lost by going on."""
        super().flush()
        for made in tuple(self._rows.values()):
            if made.update_line.value():
                self._update(made.action, made.update_line.value())

    def focus_notes(self) -> None:
        """The first action that is not done."""
        waiting = (made for made in self._rows.values() if made.action.state != DONE)
        target = next(waiting, None)
        if target is None or not self._sitting.editable:
            super().focus_notes()
        else:
            target.update_line.setFocus(Qt.FocusReason.TabFocusReason)
            self.show_widget(target)
