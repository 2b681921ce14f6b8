"""A list of the police held against ours: only theirs, only ours, and what both say differently."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.calendar import day_words
from app.domain.missing import Difference, Listed
from app.services.desk import Desk
from app.services.missing.comparing import Comparison
from app.ui.lists.reader import going_on, second
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, EmptyState, ProgressStrip, Scroller, column, label, row
from app.ui.worker import Progress, run_job

KINDS = "Lists (*.xlsx *.csv)"


def _when(one: Listed) -> str:
    at = one.facts.reported_at
    return f"{at:%d/%m/%Y %H:%M}" if at is not None else "–"


_ONE_SIDE: tuple[Column[Listed], ...] = (
    Column("Child", lambda one: one.name, 200, strong=True, personal=True),
    Column("Reported", _when, 144, sort=lambda one: one.facts.reported_at),
    Column("Reference", lambda one: one.reference or "–", 144),
    Column("Classed", lambda one: one.facts.classed or "–"),
)


def _said(one: Difference) -> str:
    return "; ".join(
        f"{label}: {theirs or 'nothing'} / {ours or 'nothing'}" for label, theirs, ours in one.differs
    )


_BOTH: tuple[Column[Difference], ...] = (
    Column("Child", lambda one: one.ours.name, 200, strong=True, personal=True),
    Column("Reference", lambda one: one.ours.reference or one.theirs.reference or "–", 144),
    Column("What differs: the file's / ours", _said, wrap=True, personal=True),
)


class ComparePage(QWidget):
    """`opened` carries one of our episodes that was chosen."""

    opened = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.choose = Button("Compare a file", "primary", on=self._choose)
        self._words = label("", "note", wrap=True)
        self.strip = ProgressStrip()
        self.only_theirs = Table[Listed]("Only in the file", _ONE_SIDE, key=lambda one: one.key, fit=True)
        self.only_ours = Table[Listed]("Only with us", _ONE_SIDE, key=lambda one: one.key, fit=True)
        self.different = Table[Difference]("Different", _BOTH, key=lambda one: one.ours.key, fit=True)
        self._start = EmptyState(
            "Hold the police's list against ours",
            "Choose their file. It is read and compared, episode by episode; nothing of it is taken in.",
        )
        self._cards = (
            Card("Only in the file", "", self.only_theirs),
            Card("Only with us", "", self.only_ours),
            Card("In both, and different", "", self.different),
        )
        self._page = Scroller(plain=True, name="Comparison")
        self._page.body.setSpacing(16)
        for card in self._cards:
            self._page.body.addWidget(card)
        self._page.body.addStretch(1)
        head = row(self.choose, gap=12)
        head.addWidget(self._words, 1)
        box = column(head, self.strip, self._start, gap=12)
        box.addWidget(self._page, 1)
        self.setLayout(box)
        self._page.hide()
        self.only_ours.activated.connect(lambda one: self.opened.emit(one.key))
        self.different.activated.connect(lambda one: self.opened.emit(one.ours.key))

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, "The police's list", "", KINDS)
        if name:
            self.compare(Path(name))

    def compare(self, path: Path) -> None:
        """Read a file beside the window and show what differs."""

        def work(progress: Progress) -> Comparison:
            with second(self._desk) as other:
                return other.comparing.compare(path, going_on(progress))

        self.choose.setEnabled(False)
        job = run_job(self, work, done=self.show_comparison, strip=self.strip, words=f"Comparing {path.name}")
        job.finished.connect(lambda: self.choose.setEnabled(True))

    def show_comparison(self, found: Comparison) -> None:
        """What a file and our list say differently."""
        compared = found.compared
        same = f"{compared.same} agree" if compared.same else "none agree in everything"
        refused = f" {found.refused} rows of the file could not be read." if found.refused else ""
        self._words.setText(
            f"{found.file_name}, {day_words(found.first)} to {day_words(found.last)}: "
            f"{count_words(found.theirs, 'episode')} in the file, {found.ours} with us, {same}.{refused}"
        )
        self._fill(self._cards[0], self.only_theirs, compared.only_theirs)
        self._fill(self._cards[1], self.only_ours, compared.only_ours)
        self._fill(self._cards[2], self.different, compared.different)
        self._start.hide()
        self._page.show()

    @staticmethod
    def _fill(card: Card, table: "Table[Listed] | Table[Difference]", rows: Sequence[object]) -> None:
        card.set_title(card.accessibleName().partition(",")[0], str(len(rows)))
        table.set_rows(rows)  # type: ignore[arg-type]
        card.setVisible(bool(rows))
