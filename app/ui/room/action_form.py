"""The inline form of one action: what, who, by when. Nothing that was not said is filled in."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.domain.calendar import day_words
from app.services.room.actions import ActionDraft, ActionRow
from app.ui import theme
from app.ui.room.sitting import Sitting
from app.ui.widgets import Button, LineField, column, field, label, row

_PARTS = {"text": "what is to be done", "agency": "the agency", "due": "the deadline"}
_PROBE = "x"


@dataclass(frozen=True)
class Place:
    """What an action belongs to: a case, a child, or an item."""

    entry_id: int | None = None
    item_key: str = ""
    child_note_id: int | None = None


def list_words(parts: list[str]) -> str:
    """ "the agency and the deadline"."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), parts[-1] if parts else "")))


class ActionForm(QFrame):
    """`stored` carries the action once it is in the store; `cancelled` when it is put away.

    Return stores it, Escape puts it away. Deadlines are typed as people say them: "fri", "4 dec", "04/12".
    """

    stored = Signal(object)
    cancelled = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setProperty("kind", "tinted")
        self.setAccessibleName("Action")
        self._sitting = sitting
        self._place = Place()
        self._action: ActionRow | None = None
        self._due: date | None = None
        self._work: Callable[[ActionRow], object] | None = None
        self._build()
        self._connect()
        self.hide()

    def _build(self) -> None:
        self._title = label("New action", "heading")
        self.text = LineField("What is to be done", "What is to be done")
        self.agency = QComboBox()
        self.agency.setEditable(True)
        self.agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.agency.setMinimumContentsLength(6)
        self.agency.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.owner = LineField("Owner", "Name, if known")
        self.due = LineField("Deadline", "fri, 4 dec, in 10 days")
        self._said = label("", "small", wrap=True)
        self._store = Button("Add action", "primary", on=self.store)
        self._cancel = Button("Cancel", "quiet", on=self.cancelled.emit)
        fields = (field("Action", self.text), field("Agency", self.agency))
        pair = row(field("Owner", self.owner), field("Deadline", self.due))
        buttons = row(self._store, self._cancel, None)
        edge = theme.GAP + theme.TIGHT
        self.setLayout(column(self._title, *fields, pair, self._said, buttons, margins=(edge, 10, edge, 10)))

    def _connect(self) -> None:
        for part in (self.text, self.agency, self.owner, self.due):
            part.installEventFilter(self)
        self.due.textEdited.connect(self._read_due)
        self.text.textEdited.connect(self._say_missing)
        self.agency.editTextChanged.connect(self._say_missing)

    def start(self, place: Place, draft: ActionDraft | None = None) -> None:
        """A new action; with a draft only what the line did not say is asked for."""
        self._place, self._action = place, None
        self._title.setText("New action" if draft is None else "This action needs a little more")
        self._store.set_text("Add action")
        self._fill(draft or ActionDraft(""))
        gap = next((self._field(part) for part in (draft.missing if draft else ()) if part in _PARTS), None)
        (gap or self.text).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit(self, action: ActionRow) -> None:
        """Put an action right."""
        self._place, self._action = Place(action.entry_id, action.item_key), action
        self._title.setText("Change action")
        self._store.set_text("Save action")
        self._fill(ActionDraft(action.text, action.agency, action.owner, action.due))
        self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _fill(self, draft: ActionDraft) -> None:
        self.agency.blockSignals(True)
        self.agency.clear()
        self.agency.addItems(self._sitting.agencies())
        self.agency.setCurrentIndex(-1)
        self.agency.setEditText(draft.agency)
        self.agency.blockSignals(False)
        self.text.set_value(draft.text)
        self.owner.set_value(draft.owner)
        self._due = draft.due
        self.due.set_value(f"{draft.due:%d/%m/%Y}" if draft.due else "")
        self._say_missing()
        self.show()

    @property
    def unfinished(self) -> bool:
        """Whether somebody has typed into it and neither stored it nor put it away."""
        typed = (self.text, self.owner, self.due)
        return not self.isHidden() and any(part.isModified() for part in typed)

    def _field(self, part: str) -> QWidget:
        return {"text": self.text, "agency": self.agency, "due": self.due}[part]

    def _read_due(self, typed: str) -> None:
        """Read by the same rules as a line typed in the minutes, so "fri" means the same in both."""
        draft = self._sitting.desk.actions.from_line(self._sitting.meeting_id, f"/ {_PROBE} {typed}")
        self._due = draft.due if draft.text.casefold() == _PROBE else None
        self._say_missing()

    def _draft(self) -> ActionDraft:
        return ActionDraft(
            self.text.value(), self.agency.currentText().strip(), self.owner.value(), self._due
        )

    def _say_missing(self) -> None:
        draft = self._draft()
        missing = [_PARTS[part] for part in draft.missing if part in _PARTS]
        if missing:
            words = f"Still to say: {list_words(missing)}."
            if self.due.value() and draft.due is None:
                words = f"“{self.due.value()}” is not read as a day. {words}"
        else:
            assert draft.due is not None
            words = f"{draft.agency}{', ' if draft.owner else ''}{draft.owner} by {day_words(draft.due)}"
        self._said.setText(words)

    def store(self) -> None:
        """Store it, or go to the first part that is missing."""
        draft = self._draft()
        gap = next((part for part in draft.missing if part in _PARTS), None)
        if gap is not None:
            self._say_missing()
            self._field(gap).setFocus(Qt.FocusReason.OtherFocusReason)
            return
        actions, token = self._sitting.desk.actions, self._sitting.token
        parts = (draft.text, draft.agency, draft.owner, draft.due)
        made: list[ActionRow] = []
        if self._action is None:
            place = self._place
            meeting = self._sitting.meeting_id

            def work() -> None:
                made.append(
                    actions.add(
                        meeting,
                        *parts,
                        place.entry_id,
                        place.item_key,
                        token,
                        child_note_id=place.child_note_id,
                    )
                )
        else:
            action_id = self._action.id

            def work() -> None:
                made.append(actions.change(action_id, *parts, token))

        if self._sitting.act(self, work):
            self.hide()
            self.stored.emit(made[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take_agency()
                self.store()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.cancelled.emit()
                return True
        elif event.type() == QEvent.Type.FocusOut and watched is self.agency:
            self._take_agency()
        return super().eventFilter(watched, event)

    def _take_agency(self) -> None:
        """A word or initials that name one agency stand for it ("csc", "pol")."""
        typed = self.agency.currentText().strip()
        if typed and typed not in self._sitting.agencies():
            meeting = self._sitting.meeting_id
            named = self._sitting.desk.actions.from_line(meeting, f"/ {_PROBE} @{typed}").agency
            if named:
                self.agency.setEditText(named)
