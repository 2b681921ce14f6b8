"""What the meeting decides about one case: category, continue or discharge, rationale, or why not."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.domain.cases import Decision
from app.services.room.room import EntryView
from app.ui.problems import guarded
from app.ui.room.note_field import NoteField
from app.ui.room.sitting import Sitting
from app.ui.style import dress
from app.ui.widgets import Button, LineField, Segmented, column, label, row

_SHORT = {Decision.CONTINUE: "Continue", Decision.DISCHARGE: "Discharge"}


class DecisionBox(QWidget):
    """A discharge waits for its rationale: it is held here as wanted, and stored with the first words."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self._sitting = sitting
        self._entry: EntryView | None = None
        self._wanted = ""
        self._title = label("Decision", "heading")
        self._before = label("", "note")
        self.category = Segmented("Category", may_clear=True)
        self.decision = Segmented("Decision", tuple(_SHORT.items()), may_clear=True)
        self.rationale = NoteField(sitting.saver, "Rationale", lines=2, marks=False)
        self._need = label("", "wrong", wrap=True)
        self._confirm = Button("Decide once more", on=self._decide_again)
        self._leave = Button("Leave undecided", "quiet", on=self._ask_reason)
        self._reason = LineField("Reason for leaving it undecided", "Undecided because …; Enter keeps it")
        self._left = label("", "note", wrap=True)
        head = row(self._title, self._before, None, gap=6)
        self._open = column(self._left, row(self._leave, None), self._reason, gap=4)
        self.setLayout(
            column(
                head,
                self.category,
                self.decision,
                self.rationale,
                self._need,
                row(self._confirm, None),
                self._open,
                gap=8,
            )
        )
        self.category.chosen.connect(self._categorise)
        self.decision.chosen.connect(self._decide)
        self.rationale.edit.pause.connect(lambda _text: self._follow_up())
        self._reason.returnPressed.connect(self._keep_reason)

    def show_entry(self, entry: EntryView) -> None:
        """The decision of this case."""
        if self._entry is None or entry.entry_id != self._entry.entry_id:
            self._wanted = ""
            self._reason.hide()
        self._entry = entry
        body, editable = self._sitting.view.body, self._sitting.editable
        self._offer()
        before = body.category_label(entry.category_before).split(",")[0].lower()
        self._before.setText("" if entry.category_before is None else f"· before: {before}")
        self.category.set_value(entry.category)
        self.decision.set_value(Decision(entry.decision) if entry.decision else self._held())
        for part in (self.category, self.decision):
            part.setEnabled(editable)
        key, save = f"entry:{entry.entry_id}:rationale", partial(self._save_rationale, entry.entry_id)
        self.rationale.show_text(key, entry.rationale, save, entry.version, editable=editable)
        self._show_open(entry, editable)
        self._say_need(entry)

    def _offer(self) -> None:
        categories = tuple((one.code, one.short) for one in self._sitting.view.body.categories)
        if self.category.property("offers") != categories:
            self.category.setProperty("offers", categories)
            self.category.set_options(categories)
            self.category.setVisible(bool(categories))

    def _held(self) -> Decision | None:
        return Decision(self._wanted) if self._wanted else None

    def _show_open(self, entry: EntryView, editable: bool) -> None:
        self._left.setText(f"Left undecided: {entry.undecided_reason}" if entry.undecided_reason else "")
        self._left.setVisible(bool(entry.undecided_reason))
        undecided = not entry.decision or not entry.rationale.strip()
        self._leave.setVisible(editable and undecided)
        self._leave.set_text(
            "Change the reason" if entry.undecided_reason else "Leave undecided, with a reason"
        )
        if not undecided:
            self._reason.hide()

    def _say_need(self, entry: EntryView) -> None:
        words = ""
        if self._wanted:
            words = "A discharge needs its rationale: write it, and the discharge is recorded."
        elif entry.decision and not entry.rationale.strip():
            words = "The decision counts once it has its rationale."
        elif entry.quorum_note:
            words = entry.quorum_note
        elif entry.ratified:
            words = entry.ratified
        elif entry.provisional:
            words = "Provisional: the meeting was not quorate."
        self._confirm.setVisible(
            self._sitting.running
            and self._sitting.editable
            and entry.provisional
            and bool(entry.decision and entry.rationale.strip())
            and self._sitting.view.quorum.met
        )
        self._need.setText(words)
        self._need.setVisible(bool(words))
        dress(self.rationale.edit, tone="red" if self._wanted else "")

    def _categorise(self, code: object) -> None:
        entry = self._entry
        if entry is not None:
            decisions, token = self._sitting.desk.decisions, self._sitting.token
            value = code if isinstance(code, int) else None
            if not self._sitting.act(self, lambda: decisions.set_category(entry.entry_id, value, token)):
                self.show_entry(entry)

    def _decide(self, choice: object) -> None:
        entry = self._entry
        if entry is None:
            return
        self.rationale.edit.flush()
        words = self.rationale.edit.text()
        self._wanted = ""
        if choice == Decision.DISCHARGE and not words.strip():
            self._wanted = Decision.DISCHARGE
            self._say_need(entry)
            self.rationale.focus_end()
            return
        decisions, token = self._sitting.desk.decisions, self._sitting.token
        decision = str(choice) if choice else ""
        if not self._sitting.act(self, lambda: decisions.decide(entry.entry_id, decision, words, token)):
            self.show_entry(entry)
        elif decision and not words.strip():
            self.rationale.focus_end()

    def _decide_again(self) -> None:
        """The quorum is back: what was decided without it is decided now."""
        entry = self._entry
        if entry is not None:
            decisions, token = self._sitting.desk.decisions, self._sitting.token
            self._sitting.act(self, lambda: decisions.decide(entry.entry_id, entry.decision, None, token))

    def _follow_up(self) -> None:
        """The words of a wanted discharge have come, or those of a decision already made."""
        entry, words = self._entry, self.rationale.edit.text()
        if entry is None or self.rationale.edit.dirty():
            return
        if self._wanted and words.strip():
            decisions, token, wanted = self._sitting.desk.decisions, self._sitting.token, self._wanted
            self._wanted = ""
            if not self._sitting.act(self, lambda: decisions.decide(entry.entry_id, wanted, words, token)):
                self._wanted = wanted
        elif bool(words.strip()) != bool(entry.rationale.strip()):
            self._sitting.act(self, lambda: None)

    def _save_rationale(self, entry_id: int, text: str, expected: int | None) -> object:
        return self._sitting.desk.decisions.set_rationale(entry_id, text, self._sitting.token, expected)

    def _ask_reason(self) -> None:
        entry = self._entry
        self._reason.setVisible(not self._reason.isVisible())
        if entry is not None:
            self._reason.set_value(entry.undecided_reason)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_reason(self) -> None:
        entry = self._entry
        if entry is None:
            return
        room, token, words = self._sitting.desk.room, self._sitting.token, self._reason.value()
        if self._sitting.act(self, lambda: room.leave_undecided(entry.entry_id, words, token)):
            self._reason.hide()

    def focus_first(self) -> None:
        """The keyboard on the category, or on the decision where the body has no categories."""
        target = self.category if self._sitting.view.body.categories else self.decision
        with guarded(self):
            (target.focusProxy() or target).setFocus(Qt.FocusReason.TabFocusReason)
