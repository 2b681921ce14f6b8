"""The actions agreed under the case or item in hand: a card each, and the form to add or change one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.calendar import day_words
from app.services.room.actions import ActionRow
from app.ui import theme
from app.ui.room.action_form import ActionForm, Place
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting
from app.ui.widgets import BadgeRow, Button, LineField, Mark, NameLabel, clear, column, label, row

_YEAR = 5


def owner_words(action: ActionRow) -> str:
    """ "Police, DS Hall · Fri 4 Dec"; the year only where it is not the meeting's."""
    who = f"{action.agency}, {action.owner}" if action.owner else action.agency
    day = day_words(action.due)
    return f"{who} · {day[:-_YEAR] if action.due.year == action.meeting_on.year else day}"


def action_marks(action: ActionRow) -> tuple[Mark, ...]:
    """What to know about an action beyond its words."""
    states = {
        "overdue": (Mark("overdue", "red"),),
        "done": (Mark("done", "green"),),
        "withdrawn": (Mark("withdrawn", "grey"),),
    }
    here = action.owner_in_room is False and action.state in ("open", "overdue")
    return (*states.get(action.state, ()), *((Mark("not in the room", "amber"),) if here else ()))


class ActionCard(QFrame):
    """One action; `change_asked` and `done_asked` carry it, `withdrawn` carries the reason too."""

    change_asked = Signal(object)
    done_asked = Signal(object)
    withdrawn = Signal(object, str)

    def __init__(self, action: ActionRow, *, editable: bool) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self.setAccessibleName(f"Action: {action.text}, {owner_words(action)}")
        self._action = action
        parts: list[QWidget] = [
            NameLabel(action.text, "strong", wrap=True),
            label(owner_words(action), "note", wrap=True),
        ]
        marks = action_marks(action)
        if marks:
            parts.append(BadgeRow(marks))
        box: QVBoxLayout = column(*parts, gap=2, margins=(12, 8, 12, 6 if editable else 8))
        if editable and action.state != "withdrawn":
            box.addLayout(self._buttons())
            box.addWidget(self._reason)
        self.setLayout(box)

    def _buttons(self) -> QVBoxLayout:
        action = self._action
        words = "Not done" if action.state == "done" else "Done"
        made = (
            Button(words, "quiet", on=partial(self.done_asked.emit, action)),
            Button("Change", "quiet", on=partial(self.change_asked.emit, action)),
            Button("Withdraw", "quiet", on=self._ask_reason),
        )
        for button, verb in zip(made, (words, "Change", "Withdraw"), strict=True):
            button.setAccessibleName(f"{verb}: {action.text}")
        self._reason = LineField("Reason for withdrawing", "Why is it withdrawn? Enter stores it")
        self._reason.hide()
        self._reason.returnPressed.connect(self._withdraw)
        line = row(*made, None, gap=0)
        line.setContentsMargins(-theme.GAP, 0, 0, 0)
        return column(line)

    def take_focus(self) -> None:
        """The keyboard on its first button."""
        first = self.findChild(Button)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_reason(self) -> None:
        self._reason.setVisible(not self._reason.isVisible())
        self._reason.setFocus()

    def _withdraw(self) -> None:
        self.withdrawn.emit(self._action, self._reason.value())


class ActionCards(QWidget):
    """The actions of one place. `finished` when the form closes: back to the notes."""

    finished = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._place = Place()
        self._shown: tuple[object, ...] = ()
        self._line: tuple[NoteField, str] | None = None
        self._cards: dict[int, ActionCard] = {}
        self._title = label("Actions", "heading")
        self._count = label("", "note")
        self.add_button = Button("Add action", "quiet", on=self.add)
        self.form = ActionForm(sitting)
        self._list = column()
        head = row(self._title, self._count, None, self.add_button, gap=6)
        self.setLayout(column(head, self.form, self._list))
        self.form.stored.connect(self._stored)
        self.form.cancelled.connect(self.cancel)

    def show_actions(self, place: Place, actions: Sequence[ActionRow]) -> None:
        """The actions of this place; another place puts away a form that was open."""
        if place != self._place:
            self._line = None
            self.form.hide()
        editable = self._sitting.editable
        self._place = place
        shown = (place, editable, tuple(actions))
        if shown == self._shown:
            return
        self._shown = shown
        self._count.setText(f"· {len(actions)}" if actions else "· none yet")
        self.add_button.setVisible(editable)
        held = next((key for key, card in self._cards.items() if card.isAncestorOf(_focus(self))), None)
        clear(self._list)
        self._cards = {action.id: self._card(action, editable) for action in actions}
        if held in self._cards:
            self._cards[held].take_focus()

    def _card(self, action: ActionRow, editable: bool) -> ActionCard:
        card = ActionCard(action, editable=editable)
        card.change_asked.connect(self._change)
        card.done_asked.connect(self._done)
        card.withdrawn.connect(self._withdraw)
        self._list.addWidget(card)
        # Shown at once, not with the next round of events, or the keyboard could not go to it now.
        card.show()
        return card

    def add(self) -> None:
        """An empty form, the keyboard in it."""
        if self._sitting.editable:
            self._line = None
            self.form.start(self._place)

    def from_line(self, field: NoteField, line: str) -> None:
        """A line of the minutes becomes an action; the form asks for what the line does not say.

        The line stays in the minutes until its action is stored.
        """
        if not self._sitting.editable:
            return
        sitting, place = self._sitting, self._place
        draft = sitting.desk.actions.from_line(sitting.meeting_id, line, place.entry_id)
        if {"text", "agency", "due"} & set(draft.missing):
            self._line = (field, line)
            self.form.start(place, draft)
            return

        def work() -> None:
            sitting.desk.actions.add(
                sitting.meeting_id,
                draft.text,
                draft.agency,
                draft.owner,
                draft.due,
                place.entry_id,
                place.item_key,
                sitting.token,
                child_note_id=place.child_note_id,
            )

        if sitting.act(self, work):
            field.take_line(line)

    def cancel(self) -> None:
        """Put the form away; a line typed in the minutes stays there as it was typed."""
        self.form.hide()
        line, self._line = self._line, None
        if line is not None:
            line[0].edit.setFocus()
        else:
            self.finished.emit()

    def _stored(self, _action: object) -> None:
        line, self._line = self._line, None
        if line is None:
            self.finished.emit()
            return
        field, words = line
        field.take_line(words)
        field.edit.setFocus()

    def _change(self, action: ActionRow) -> None:
        self._line = None
        self.form.edit(action)

    def _done(self, action: ActionRow) -> None:
        actions, token = self._sitting.desk.actions, self._sitting.token
        if action.state == "done":
            self._sitting.act(self, lambda: actions.reopen(action.id, token))
        else:
            self._sitting.act(self, lambda: actions.close(action.id, initiator=token))

    def _withdraw(self, action: ActionRow, reason: str) -> None:
        actions, token = self._sitting.desk.actions, self._sitting.token
        self._sitting.act(self, lambda: actions.withdraw(action.id, reason, token))


def _focus(widget: QWidget) -> QWidget:
    """Where the keyboard is in this window; the widget itself where it is nowhere."""
    return widget.window().focusWidget() or widget
