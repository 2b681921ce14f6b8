"""What happens when a backup is put in the store's place, and the last press that does it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.errors import Refused
from app.services.keeping import rescue
from app.services.keeping.safekeeping import BackupRow
from app.ui import theme
from app.ui.passphrase_pair import secret
from app.ui.settings.facts import Facts
from app.ui.settings.moments import moment_words
from app.ui.widgets import Button, Card, NoticeBar, column, field, label, row

STEPS = (
    ("The store", "is saved and closed, then this backup is opened and checked as a whole."),
    ("Today's file", "stays beside it under another name, with its key file. Nothing is deleted."),
    ("What comes back", "is everything as it was at that moment."),
    ("What is missing", "is what was typed after it: it stays in the file that was put aside."),
)
ASK = "Passphrases are those of that time. Type one to show that you can open this backup."


class RestorePanel(Card):
    """`wanted` carries the backup, an operator and a passphrase of that time; `left` goes back."""

    wanted = Signal(object, str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__("Put a backup in the store's place", " ")
        self._copy = Path()
        self._facts = Facts(STEPS)
        self.notice = NoticeBar(closable=False)
        self.operator = QComboBox()
        self.passphrase = secret("Passphrase of that time")
        self.go_on = Button("Go on", "primary", on=self._go_on)
        self.restore = Button("Restore now", "danger", on=self._restore)
        self.back = Button("Leave everything as it is", "quiet", on=self.left.emit)
        self._busy = label("", "note", wrap=True)
        self._ask = QWidget()
        who = field("Who was an operator then", self.operator)
        what = field("Passphrase of that time", self.passphrase)
        for part in (who, what):
            part.setMaximumWidth(theme.FIELD_WIDTH)
        self._ask.setLayout(column(label(ASK, wrap=True), who, what, gap=10))
        foot = row(self.go_on, self.restore, self.back, None)
        self.add(self._facts, self.notice, self._ask, self._busy)
        self.body.addSpacing(theme.TIGHT)
        self.body.addLayout(foot)
        self.body.setSpacing(12)
        self.passphrase.returnPressed.connect(self._restore)

    def show_backup(self, one: BackupRow) -> None:
        """Begin with what will happen."""
        self._copy = one.path
        self.set_title(f"Put the backup of {moment_words(one.at)} in the store's place", one.why)
        self.notice.put_away()
        self.operator.clear()
        try:
            self.operator.addItems(list(rescue.operators_of(one.path)))
        except Refused as problem:
            self.notice.say(problem.sentence, "amber")
        self.passphrase.clear()
        self.set_busy("")
        self._step(asking=False)

    def wrong(self, sentence: str) -> None:
        """It was not restored: say why."""
        self.set_busy("")
        self.passphrase.clear()
        self.notice.say(sentence, "amber")
        self.passphrase.setFocus()

    def set_busy(self, words: str) -> None:
        """What is being done meanwhile; "" when nothing is."""
        self._busy.setText(words)
        self._busy.setVisible(bool(words))
        for part in (self.go_on, self.restore, self.back, self.operator, self.passphrase):
            part.setEnabled(not words)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.passphrase.clear()

    def _step(self, *, asking: bool) -> None:
        self._ask.setVisible(asking)
        self.restore.setVisible(asking)
        self.go_on.setVisible(not asking)
        self.go_on.setEnabled(self.operator.count() > 0)
        (self.passphrase if asking else self.go_on).setFocus()

    def _go_on(self) -> None:
        self._step(asking=True)

    def _restore(self) -> None:
        if not self.passphrase.text():
            self.notice.say("Type a passphrase of that time first.", "amber")
            return
        self.notice.put_away()
        self.set_busy("Checking the backup, then putting it in place; this takes a few seconds.")
        self.wanted.emit(self._copy, self.operator.currentText(), self.passphrase.text())
