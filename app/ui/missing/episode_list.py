"""The list of episodes, narrowed by what matters; and the queue of interviews, the least time left first."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from app.services.missing.episodes import EpisodeRow, Period
from app.ui.missing.words import RISKS, NamedPeriod, away_words, interview_mark, left_mark, moment_words
from app.ui.tables import Column, Table
from app.ui.widgets import Card, Mark, Segmented, column

ALL, REPEAT, WAITING, LONG, CARE, OTHERS = "all", "repeat", "waiting", "long", "care", "others"
_KEPT: Mapping[str, tuple[str, Callable[[EpisodeRow], bool]]] = {
    ALL: ("All", lambda _one: True),
    REPEAT: ("Repeat", lambda one: one.repeat),
    WAITING: ("Interview due", lambda one: one.standing.waits),
    LONG: ("Over a day", lambda one: one.long),
    CARE: ("From care", lambda one: one.place == "care"),
    OTHERS: ("Other authority's", lambda one: bool(one.others)),
}


def _marks(one: EpisodeRow) -> tuple[Mark, ...]:
    return (
        *((Mark("missing now", "red"),) if one.missing_now else ()),
        *((Mark("not allowed", "red"),) if one.forbidden else ()),
        *((Mark(f"{one.times}×", "red"),) if one.repeat else ()),
        *((Mark("not told" if not one.home_told else "told", "amber" if not one.home_told else "grey"),)
          if one.others else ()),
    )  # fmt: skip


def _episodes(today: date) -> tuple[Column[EpisodeRow], ...]:
    return (
        Column("Child", lambda one: one.name, 152, strong=True, wrap=True, personal=True),
        Column("Reported", lambda one: moment_words(one.reported, today), 152, sort=lambda one: one.reported),
        Column("Away", lambda one: away_words(one.hours), 72, "right", sort=lambda one: one.hours),
        Column("Risk", lambda _one: "", 88, marks=_risk, sort=lambda one: one.risk),
        Column("From", lambda one: one.place or "–", 56),
        Column("Interview", lambda _one: "", 120, marks=lambda one: (interview_mark(one),)),
        Column("", lambda _one: "", marks=_marks, least=96),
    )


def _risk(one: EpisodeRow) -> tuple[Mark, ...]:
    return (Mark(one.risk, RISKS.get(one.risk, "grey")),) if one.risk else ()


def _to_do(one: EpisodeRow) -> tuple[Mark, ...]:
    left = left_mark(one)
    return (left,) if left is not None else (Mark("pass to police", "amber"),)


def _queue(today: date) -> tuple[Column[EpisodeRow], ...]:
    return (
        Column("Time", lambda _one: "", 128, marks=_to_do, sort=lambda one: one.left),
        Column("Child", lambda one: one.name, 152, strong=True, wrap=True, personal=True),
        Column("Age", lambda one: "–" if one.age is None else str(one.age), 48, "right"),
        Column("Back", lambda one: moment_words(one.returned, today), 152, sort=lambda one: one.returned),
        Column("Due", lambda one: moment_words(one.due, today), 152, sort=lambda one: one.due),
        Column("Stands", lambda _one: "", marks=lambda one: (interview_mark(one),), least=96),
    )


class EpisodeTable(QWidget):
    """A table of episodes; `picked` carries the row under the cursor, `opened` one that was chosen."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, name: str, columns: Sequence[Column[EpisodeRow]], empty: tuple[str, str]) -> None:
        super().__init__()
        self.table = Table[EpisodeRow](name, columns, empty=empty, key=lambda one: one.episode_id)
        self.setLayout(column(Card("", "", self.table, tight=True)))
        self.table.picked.connect(self.picked)
        self.table.activated.connect(self.opened)

    def show_rows(self, rows: Sequence[EpisodeRow]) -> None:
        """Show these; the cursor stays on its episode, or goes to the next one where that is gone."""
        at = self.table.view.currentIndex().row()
        self.table.set_rows(rows)
        if self.table.current() is None and rows:
            self.table.select_at(min(max(at, 0), len(rows) - 1))
        self.picked.emit(self.table.current())


class EpisodeList(EpisodeTable):
    """Every episode of a period; `asked` when another is wanted. `period` stands beside the tabs, because
    the figures are of it too.
    """

    asked = Signal(object)

    def __init__(self, today: date) -> None:
        self.period = QComboBox()
        self.period.setAccessibleName("Period")
        self.kept = Segmented("Which episodes", ((key, words) for key, (words, _) in _KEPT.items()))
        self.kept.set_value(ALL)
        self._rows: tuple[EpisodeRow, ...] = ()
        super().__init__(
            "Episodes", _episodes(today), ("No episode here", "Choose another period, or All, to see more.")
        )
        box = self.layout()
        assert isinstance(box, QVBoxLayout)
        box.insertWidget(0, self.kept)
        self.kept.chosen.connect(lambda _value: self._fill())
        self.period.currentIndexChanged.connect(self._ask)

    def offer(self, periods: Sequence[NamedPeriod]) -> None:
        """The periods to choose from; the one that is shown stays."""
        held = self.period.currentText()
        self.period.blockSignals(True)
        self.period.clear()
        for one in periods:
            self.period.addItem(one.words, one.period)
        self.period.setCurrentIndex(max(0, self.period.findText(held)))
        self.period.blockSignals(False)

    def chosen_period(self) -> Period:
        """The days to show."""
        found = self.period.currentData()
        assert isinstance(found, Period)
        return found

    def show_all(self, rows: tuple[EpisodeRow, ...]) -> None:
        """The rows of the period; the counts stand in the filters."""
        self._rows = rows
        held = self.kept.value() or ALL
        counts = {key: sum(map(keep, rows)) for key, (_, keep) in _KEPT.items()}
        self.kept.set_options((key, f"{words} {counts[key]}") for key, (words, _) in _KEPT.items())
        self.kept.set_value(held)
        self._fill()

    def narrow(self, which: str) -> None:
        """Show only these, as if a person had chosen them."""
        self.kept.set_value(which)
        self._fill()

    def _fill(self) -> None:
        keep = _KEPT[str(self.kept.value() or ALL)][1]
        self.show_rows([one for one in self._rows if keep(one)])

    def _ask(self, _at: int) -> None:
        self.asked.emit(self.period.currentData())


class InterviewQueue(EpisodeTable):
    """Interviews to hold, the least time left first, and those to pass on."""

    def __init__(self, today: date) -> None:
        super().__init__(
            "Interviews",
            _queue(today),
            ("No interview waits", "Every child who is back was heard, or it is recorded why not."),
        )
