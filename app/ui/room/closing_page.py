"""The close: what is still open, a reason for each case, and the button that ends the meeting."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.domain.findings import Finding, Severity
from app.services.room.actions import ActionRow
from app.services.room.room import ClosingView
from app.ui import theme
from app.ui.referrals.answer_card import AnswerCard
from app.ui.room.action_cards import owner_words
from app.ui.room.sitting import Sitting, entry_key
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    FindingRow,
    LineField,
    Mark,
    NameLabel,
    Scroller,
    clear,
    column,
    label,
    row,
)

CLOSE_KEYS = "Ctrl+Shift+Return"
_TONES: dict[Severity, tuple[str, Tone]] = {
    Severity.STOP: ("stop", "red"),
    Severity.WARN: ("check", "amber"),
    Severity.NOTE: ("note", "grey"),
}


class OpenCase(QWidget):
    """One undecided case: go to it, or say why it is left."""

    def __init__(self, entry_id: int, name: str, reason: str) -> None:
        super().__init__()
        self.entry_id = entry_id
        self.go = Button("Decide", "quiet")
        self.go.setAccessibleName(f"Go to {name} and decide")
        self.reason = LineField(f"Reason for leaving {name} undecided", "Why is it left undecided?", reason)
        who = NameLabel(name, "strong")
        who.setFixedWidth(23 * theme.GAP)
        line = row(who, gap=theme.GAP)
        line.addWidget(self.reason, 1)
        line.addWidget(self.go)
        self.setLayout(line)


class ClosingPage(Scroller):
    """`wanted` carries a stop to go to; `documents` when the papers are to be written."""

    wanted = Signal(str)
    documents = Signal()
    closed = Signal()

    def __init__(self, sitting: Sitting) -> None:
        super().__init__(name="Close the meeting")
        self._sitting = sitting
        self._shown: tuple[int, ClosingView, bool] | None = None
        self._cases: dict[int, OpenCase] = {}
        self._title = label("", "title")
        self._quorum = label("", wrap=True)
        self._close = Button("Close the meeting", key="Ctrl+Shift+Enter", bind=False, on=self.close_it)
        self._papers = Button("Write minutes and case sheets", "primary", on=self.documents.emit)
        self.answers = AnswerCard(sitting.act, lambda: sitting.desk.onward, sitting.token)
        self._story = Card("How the quorum stood", "as the minutes tell it")
        self._doubtful = Card("Decided without a quorum", "decide once more, or it is provisional")
        self._open = Card("Undecided cases", "each is decided, or left with a reason that the minutes give")
        self._actions = Card("Actions to look at")
        self._actions.body.setSpacing(0)
        self._findings = Card("Before you close")
        self._findings.body.setSpacing(12)
        self._fine = label("", "note", wrap=True)
        self.body.setContentsMargins(theme.WIDE, 12, theme.WIDE, theme.WIDE)
        self.body.setSpacing(12)
        self.body.addLayout(row(self._title, None, self._close, self._papers))
        own = (self._story, self._doubtful, self._open, self._actions, self._findings)
        for part in (self._quorum, self._fine, self.answers, *own):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_closing(self) -> None:
        """Read what stands before the close, and show it."""
        view = self._sitting.desk.room.closing(self._sitting.meeting_id)
        held = self._sitting.view.meeting.held
        self._title.setText("The meeting is closed" if held else "Close the meeting")
        self._close.setVisible(self._sitting.running)
        # Never disabled: pressed too early, it says what is still open.
        stopped = view.unexplained or any(one.severity is Severity.STOP for one in view.findings)
        dress(self._close, kind="plain" if stopped else "primary")
        self._papers.setVisible(held)
        self._quorum.setText(view.quorum.sentence)
        dress(self._quorum, kind="strong" if view.quorum.met else "wrong")
        self.answers.show_rows(self._sitting.meeting_id, view.referrals, editable=self._sitting.editable)
        shown = (self._sitting.meeting_id, view, held)
        if shown != self._shown:
            self._shown = shown
            self._fill(view, held)

    def _fill(self, view: ClosingView, held: bool) -> None:
        self._fill_cases(view)
        self._fill_quorum(view)
        clear(self._actions.body)
        doubts = [(one, "no person named") for one in view.actions_without_owner]
        doubts += [(one, "agency was not in the room") for one in view.actions_to_confirm]
        for action, words in doubts:
            self._actions.add(_doubt(action, words))
        self._actions.setVisible(bool(doubts))
        clear(self._findings.body)
        findings = () if held else view.findings
        for finding in findings:
            self._findings.add(_finding(finding))
        self._findings.setVisible(bool(findings))
        words = ""
        if held and self._sitting.editable:
            words = "Its minutes can be put right until they are agreed."
        elif held:
            words = "Its minutes are agreed and locked."
        if not held and not view.undecided:
            words = "Every case is decided." if self._sitting.has_cases() else "Nothing is left to decide."
        self._fine.setText(words)
        self._fine.setVisible(bool(words))

    def _fill_quorum(self, view: ClosingView) -> None:
        """Losses and gains; and the cases that can be decided once more, now that there is a quorum again."""
        clear(self._story.body)
        for sentence in view.log:
            self._story.add(label(sentence, wrap=True))
        self._story.setVisible(bool(view.log))
        clear(self._doubtful.body)
        for entry, name in view.doubtful:
            again = Button("Go and decide once more", "quiet")
            again.setAccessibleName(f"Go to {name} and decide once more")
            again.clicked.connect(lambda _on=False, entry=entry: self.wanted.emit(entry_key(entry)))
            line = QWidget()
            line.setLayout(row(NameLabel(name, "strong"), None, again, gap=theme.GAP))
            self._doubtful.add(line)
        self._doubtful.setVisible(bool(view.doubtful) and self._sitting.running)

    def _fill_cases(self, view: ClosingView) -> None:
        if [entry for entry, _, _ in view.undecided] == list(self._cases):
            for entry, _, reason in view.undecided:
                box = self._cases[entry].reason
                if not (box.hasFocus() and box.isModified()):
                    box.set_value(reason)
        else:
            clear(self._open.body)
            self._cases = {}
            for entry, name, reason in view.undecided:
                self._cases[entry] = made = OpenCase(entry, name, reason)
                made.reason.entered.connect(lambda words, entry=entry: self._leave(entry, words))
                made.reason.returnPressed.connect(lambda entry=entry: self._next(entry))
                made.go.clicked.connect(lambda _on=False, entry=entry: self.wanted.emit(entry_key(entry)))
                self._open.add(made)
        for made in self._cases.values():
            made.reason.setReadOnly(not self._sitting.editable)
        self._open.setVisible(bool(view.undecided))

    def _leave(self, entry_id: int, words: str) -> None:
        room, token = self._sitting.desk.room, self._sitting.token
        self._sitting.act(self, lambda: room.leave_undecided(entry_id, words, token))

    def _next(self, entry_id: int) -> None:
        keys = list(self._cases)
        after = keys[keys.index(entry_id) + 1 :] if entry_id in keys else []
        (self._cases[after[0]].reason if after else self._close).setFocus(Qt.FocusReason.TabFocusReason)

    def close_it(self) -> None:
        """End the meeting; a refusal names what is still open."""
        room, token, meeting = self._sitting.desk.room, self._sitting.token, self._sitting.meeting_id
        if self._sitting.act(self, lambda: room.close(meeting, token)):
            self.closed.emit()
            self._papers.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Store a reason that is being typed."""
        for made in self._cases.values():
            if made.reason.isModified():
                made.reason.editingFinished.emit()

    def focus_notes(self) -> None:
        """The first case without a reason, else the button."""
        waiting = (made for made in self._cases.values() if not made.reason.value())
        target = next(waiting, None)
        button = self._close if self._sitting.running else self._papers
        (target.reason if target else button).setFocus(Qt.FocusReason.TabFocusReason)


def _doubt(action: ActionRow, words: str) -> QWidget:
    made = QWidget()
    about = f"{action.about}: " if action.about else ""
    head = NameLabel(f"{about}{action.text}", "strong", wrap=True)
    note = label(f"{owner_words(action)} · {words}", "note", wrap=True)
    made.setLayout(column(head, note, gap=2, margins=(0, 4, 0, 6)))
    return made


def _finding(finding: Finding) -> QWidget:
    word, tone = _TONES[finding.severity]
    return FindingRow(Mark(word, tone), finding.sentence, finding.source)
