"""One paper of a meeting: when it is due, how it stands, and the day it went out."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.deadlines import Timeliness
from app.services.months.papers import PaperRow
from app.ui.month.sent_form import SentForm
from app.ui.month.words import due_day, short_day
from app.ui.widgets import Button, LineRow, Mark, clear, column, label, row


def paper_mark(paper: PaperRow, today: date) -> Mark | None:
    """How a paper stands, in a few words; nothing while there is time."""
    if paper.again:
        return Mark("to go again", "red")
    if paper.sent_on is not None:
        sent = f"sent {short_day(paper.sent_on, today)}"
        if paper.timeliness is Timeliness.LATE:
            return Mark(f"{sent}, late", "amber")
        return Mark(f"{sent}, agreed" if paper.timeliness is Timeliness.AGREED else sent, "green")
    if paper.timeliness is Timeliness.AGREED:
        return Mark("short notice agreed", "amber")
    if paper.timeliness is Timeliness.MISSING:
        return Mark("overdue", "red")
    return Mark(paper.standing.removeprefix("due "), "amber") if paper.soon else None


class PaperLine(QWidget):
    """`unfolds` asks to be the only one that shows its form; what is typed in it stays while it is open."""

    unfolds = Signal()

    def __init__(self, what: str) -> None:
        super().__init__()
        low = what[:1].lower() + what[1:] if not what[:2].isupper() else what
        self._line = column(gap=0)
        self._said = label("", "small", wrap=True)
        self._said.setContentsMargins(8, 0, 8, 6)
        self.open = Button("Sent…", "quiet", on=self._unfold)
        self._names = {False: f"Say when the {low} went out", True: f"Correct the day the {low} went out"}
        self.form = SentForm(what)
        self.form.left.connect(self.fold)
        self._paper: PaperRow | None = None
        self._today = date.min
        self._with_it = 0
        self._may = False
        top = row(gap=0)
        top.addLayout(self._line, 1)
        top.addWidget(self.open)
        self.setLayout(column(top, self._said, self.form, gap=0))
        self.form.hide()

    def show_paper(self, paper: PaperRow, today: date, *, may: bool, with_it: int) -> None:
        """How it stands; `may` allows to say that it went out, `with_it` others with it."""
        was = self._paper
        other = was is None or (was.sent_on, was.again) != (paper.sent_on, paper.again)
        if today != self._today and paper.sent_on is None and self.form.day.day() == self._today:
            self.form.day.set_day(today)  # offered yesterday, and nobody has said otherwise
        self._paper, self._today, self._with_it, self._may = paper, today, with_it, may
        clear(self._line)
        due = short_day(paper.due, today) if paper.sent_on else due_day(paper.due, today)
        note = due if due.startswith(("due", "was")) else f"due {due}"
        mark = paper_mark(paper, today)
        self._line.addWidget(LineRow(paper.what, note, marks=(mark,) if mark else (), last=True))
        said = [paper.again_why if paper.again else "", f"To {paper.sent_to}" if paper.sent_to else ""]
        self._said.setText(" · ".join(filter(None, said)))
        self._said.setVisible(any(said))
        recorded = paper.sent_on is not None and not paper.again
        self.open.set_text("Correct" if recorded else "Sent…")
        self.open.setAccessibleName(self._names[recorded])
        if other or not may:
            self.fold()
        self.open.setVisible(may and self.form.isHidden())

    def _unfold(self) -> None:
        self.unfolds.emit()
        self.show_form()
        self.form.day.setFocus()

    def show_form(self) -> None:
        """Offer to say when it went out."""
        if self._paper is None or not self._may:
            return
        again = self._paper.again
        self.form.begin(
            None if again else self._paper.sent_on, self._paper.sent_to, self._today, with_it=self._with_it
        )
        self.form.back.setVisible(self._paper.sent_on is not None)
        self.form.show()
        self.open.hide()

    def fold(self) -> None:
        """Only the line."""
        self.form.hide()
        self.open.setVisible(self._may)
