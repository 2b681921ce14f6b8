"""One action beside the table: what was reported, what can be done with it."""

from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QWidget

from app.services.clock import Clock
from app.services.desk import Desk
from app.services.room.action_rows import DONE, OPEN, OVERDUE, WITHDRAWN, ActionRow
from app.ui.frame import Navigator
from app.ui.history.fold import HistoryFold
from app.ui.month.words import count_words, short_day
from app.ui.widgets import (
    Badge,
    Button,
    DateField,
    Key,
    LineField,
    LineRow,
    Mark,
    NameLabel,
    NoteEdit,
    Scroller,
    clear,
    column,
    field,
    label,
    row,
    rule,
    subheading,
)

WIDTH = 336


_MARKS = {
    OPEN: Mark("open", "accent"),
    OVERDUE: Mark("overdue", "red"),
    DONE: Mark("done", "green"),
    WITHDRAWN: Mark("withdrawn", "grey"),
}


def action_mark(one: ActionRow) -> Mark:
    """How an action stands, in a word."""
    return _MARKS[one.state]


def _how_late(one: ActionRow, today: date) -> Mark:
    if one.state != OVERDUE:
        return action_mark(one)
    return Mark(f"{count_words((today - one.due).days, 'day')} overdue", "red")


class ChangeForm(QWidget):
    """Words, agency, owner, deadline of an action, to put right."""

    def __init__(self, agencies: tuple[str, ...]) -> None:
        super().__init__()
        self.words = LineField("Action")
        self.agency = QComboBox()
        self.agency.setEditable(True)
        self.agency.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.agency.addItems(agencies)
        self.owner = LineField("Owner", "Name, if known")
        self.due = DateField("Deadline")
        parts = (
            field("Action", self.words),
            field("Agency", self.agency),
            field("Owner", self.owner),
            field("Deadline", self.due),
        )
        self.setLayout(column(*parts, gap=10))

    def fill(self, one: ActionRow) -> None:
        """Start from what stands."""
        self.words.set_value(one.text)
        self.agency.setCurrentText(one.agency)
        self.owner.set_value(one.owner)
        self.due.set_day(one.due)


class ActionPanel(QFrame):
    """Follows the row under the cursor; what is half typed is kept for its action.

    `left` when it stands alone on a narrow window and the list is wanted back.
    """

    left = Signal()

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self._desk, self._navigator = desk, navigator
        self.action: ActionRow | None = None
        self._drafts: dict[int, str] = {}
        self._build()
        self._lay_out()
        self.show_action(None)

    def _build(self) -> None:
        self._badge = Badge("")
        self._about = NameLabel("", "lead", wrap=True)
        self._text = NameLabel("", wrap=True)
        self._facts = column(gap=0)
        self.done = Button("Done", key="D", bind=False, on=self.mark_done)
        self.back = Button("Back to the list", "quiet", key="Esc", bind=False, on=self.left.emit)
        self.back.hide()
        self.reopen = Button("Open again", on=self._reopen)
        self.note = NoteEdit("Note an update", "What was reported", lines=3, most_lines=8)
        self.keep = Button("Add the note", "primary", key="Ctrl+Return", on=self.keep_note)
        self._updates = column(gap=10)
        self.history = HistoryFold()
        agencies = {seat.agency for body in self._desk.areas.area().bodies for seat in body.seats}
        self.form = ChangeForm(tuple(sorted(agencies, key=str.casefold)))
        self.change = Button("Change", on=self._unfold_change, note="Change the words, owner or deadline")
        self.save = Button("Save the change", "primary", on=self._save)
        self._change_box = QWidget()
        self.reason = LineField("Why it is withdrawn", "Reason, kept with the action")
        self.withdraw = Button("Withdraw", "quiet", on=self._unfold_withdraw)
        self.withdraw_it = Button("Withdraw the action", "danger", on=self._withdraw)
        self._withdraw_box = QWidget()

    def _lay_out(self) -> None:
        leave = Button("Leave it", "quiet", on=self._fold)
        self._change_box.setLayout(column(rule(), self.form, row(self.save, leave, None), gap=12))
        leave = Button("Leave it", "quiet", on=self._fold)
        box = column(
            rule(), field("Why it is withdrawn", self.reason), row(self.withdraw_it, leave, None), gap=12
        )
        self._withdraw_box.setLayout(box)
        self._tools = QWidget()
        self._tools.setLayout(row(self.done, self.reopen, self.change, self.withdraw, None, gap=6))
        self._noting = QWidget()
        head = row(subheading("Note an update"), None)
        head.addWidget(Key("N"), 0, Qt.AlignmentFlag.AlignBottom)
        self._noting.setLayout(column(head, self.note, row(self.keep, None), gap=8))
        page = Scroller(plain=True, name="The action")
        page.body.setContentsMargins(16, 24, 16, 16)
        page.body.setSpacing(10)
        page.body.addLayout(row(self._badge, None, self.back))
        about: tuple[QWidget, ...] = (self._about, self._text)
        for part in about:
            page.body.addWidget(part)
        page.body.addLayout(self._facts)
        for part in (self._tools, self._change_box, self._withdraw_box, self._noting):
            page.body.addWidget(part)
        page.body.addLayout(self._updates)
        page.body.addWidget(self.history)
        page.body.addStretch(1)
        self._page = page
        self._none = label("Choose an action to see what was reported about it.", "note", wrap=True)
        self._none.setContentsMargins(16, 24, 16, 16)
        box = column(self._none, gap=0)
        box.addWidget(page, 1)
        box.addStretch(0)
        self.setLayout(box)

    # Showing

    def show_action(self, one: ActionRow | None) -> None:
        """Show this action; the note half typed for another is kept."""
        self._keep_draft()
        other = (one.id if one else None) != (self.action.id if self.action else None)
        self.action = one
        self._page.setVisible(one is not None)
        self._none.setVisible(one is None)
        if one is None:
            return
        if other:
            number, history = one.id, self._desk.history
            self.history.set_source(lambda: history.of("action", number))
            self._fold()
            self.note.set_text("")
            self.note.add_text(self._drafts.pop(one.id, ""))
        today = self._desk.clock.today()
        self._badge.show_mark(_how_late(one, today))
        self._about.set_text(one.about or one.body_short)
        self._text.set_text(one.text)
        self._show_facts(one, today)
        live = one.state in (OPEN, OVERDUE)
        for tool in (self.done, self.change, self.withdraw):
            tool.setVisible(live)
        self.reopen.setVisible(not live)
        self._show_updates(one)

    def _show_facts(self, one: ActionRow, today: date) -> None:
        clear(self._facts)
        lines = [
            ("Agency", one.agency),
            ("Owner", one.owner or "not named"),
            ("Due", short_day(one.due, today)),
        ]
        if one.closed_on is not None:
            lines.append(("Closed", short_day(one.closed_on, today)))
        for name, words in lines:
            self._facts.addWidget(LineRow(name, words))
        meeting = f"{one.body_short} {short_day(one.meeting_on, today)}"
        go = self._navigator.go
        self._facts.addWidget(
            LineRow("Agreed at", meeting, on=lambda: go("meetings", one.meeting_id), last=True)
        )

    def _show_updates(self, one: ActionRow) -> None:
        clear(self._updates)
        for when, by, text in reversed(one.updates):
            words = QWidget()
            words.setLayout(
                column(
                    label(f"{_when(when, self._desk.clock)} · {by}", "small"),
                    NameLabel(text, wrap=True),
                    gap=2,
                )
            )
            self._updates.addWidget(words)
        if not one.updates:
            self._updates.addWidget(label("Nothing has been reported yet.", "note"))

    # Doing

    def keep_note(self) -> None:
        """Add what is typed as an update."""
        if self.action is not None:
            self._desk.actions.update(self.action.id, self.note.text())
            self.note.set_text("")

    def save_all(self) -> None:
        """Every note that is half typed becomes an update, so that none is lost."""
        self._keep_draft()
        self.note.set_text("")
        for action_id, text in tuple(self._drafts.items()):
            self._desk.actions.update(action_id, text)
            del self._drafts[action_id]

    def _keep_draft(self) -> None:
        if self.action is not None:
            text = self.note.text()
            if text.strip():
                self._drafts[self.action.id] = text
            else:
                self._drafts.pop(self.action.id, None)

    def mark_done(self) -> None:
        """The action is done today."""
        if self.action is not None and self.action.state in (OPEN, OVERDUE):
            self._desk.actions.close(self.action.id)
            self._navigator.say("The action is marked as done. Under Done it can be opened again.", "green")

    def _reopen(self) -> None:
        if self.action is not None:
            self._desk.actions.reopen(self.action.id)

    def _save(self) -> None:
        form = self.form
        if self.action is not None:
            self._desk.actions.change(
                self.action.id,
                form.words.value(),
                form.agency.currentText(),
                form.owner.value(),
                form.due.day(),
            )
            self._fold()

    def _withdraw(self) -> None:
        if self.action is not None:
            self._desk.actions.withdraw(self.action.id, self.reason.value())
            self._fold()

    def _unfold_change(self) -> None:
        self._fold()
        if self.action is not None:
            self.form.fill(self.action)
        self._change_box.show()
        self.form.due.setFocus()

    def _unfold_withdraw(self) -> None:
        self._fold()
        self.reason.set_value("")
        self._withdraw_box.show()
        self.reason.setFocus()

    def _fold(self) -> None:
        self._change_box.hide()
        self._withdraw_box.hide()


def _when(at: datetime, clock: Clock) -> str:
    local = at.astimezone(clock.now().astimezone().tzinfo)
    return f"{short_day(local.date(), clock.today())}, {local:%H:%M}"
