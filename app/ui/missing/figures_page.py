"""The figures of missing children for a period, each with what it is of; counted beside the window."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.missing import InterviewStanding
from app.services.missing.figures import BreachRow, Figures, MonthLine
from app.ui import theme
from app.ui.month.words import short_day
from app.ui.room.item_page import Figures as Tiles
from app.ui.tables import Column, Table
from app.ui.widgets import Card, Scroller, clear, column, label

_SAID = (InterviewStanding.IN_TIME, InterviewStanding.DONE)
_MONTHS: tuple[Column[MonthLine], ...] = (
    Column("Month", lambda one: one.words, 104, strong=True, sort=lambda one: one.first),
    Column("Episodes", lambda one: str(one.episodes), 88, "right", sort=lambda one: one.episodes),
    Column("Children", lambda one: str(one.children), 88, "right", sort=lambda one: one.children),
    Column("Interviews", lambda one: str(one.interviews), 96, "right", sort=lambda one: one.interviews),
    Column("", lambda _one: "", 24),
    Column("In time, of those judged", lambda one: one.in_time.words),
)


def _breaches(today: date) -> tuple[Column[BreachRow], ...]:
    return (
        Column("Child", lambda one: one.name, 168, strong=True, personal=True),
        Column("On", lambda one: short_day(one.on, today) if one.on else "–", 104),
        Column("What is wrong", lambda one: " ".join(f.sentence for f in one.findings), wrap=True),
    )


def correlation_words(value: float | None) -> str:
    """How interviews follow episodes, child by child, in a sentence."""
    if value is None:
        return "Too few children, or too much alike, to say whether interviews follow episodes."
    if value > 0.6:
        said = "The more often a child was missing, the more interviews were held"
    elif value > 0.2:
        said = "Interviews follow episodes only loosely"
    else:
        said = "Interviews do not follow episodes: those most often missing were not heard more often"
    return f"{said} (correlation {value:.2f}, child by child)."


class FiguresPage(Scroller):
    """`opened` carries the episode of a breach that was chosen."""

    opened = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__(plain=True, name="Figures")
        self.tiles = Tiles()
        self._interviews = Tiles()
        self._grid = QGridLayout()
        self._said = label("", "note", wrap=True)
        self.months = Table[MonthLine]("Months", _MONTHS, key=lambda one: one.first, fit=True)
        self.breaches = Table[BreachRow](
            "Absences that break a rule",
            _breaches(today),
            empty=("No absence breaks a rule", "By the rules of the body nothing was recorded wrongly."),
            key=lambda one: one.episode_id,
            fit=True,
        )
        holder = QWidget()
        holder.setLayout(self._grid)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._period = Card("Episodes", "", self.tiles)
        self._heard = Card("Return interviews", "", self._interviews, self._said)
        self._bands = Card("By place, age and how often", "", holder)
        self._year = Card("Month by month", "episodes against interviews", self.months)
        self._audit = Card("Recorded as absent", "", self.breaches)
        self.body.setSpacing(16)
        for card in (self._period, self._heard, self._bands, self._year, self._audit):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.breaches.activated.connect(lambda one: self.opened.emit(one.episode_id))

    def show_figures(self, found: Figures, words: str) -> None:
        """The figures of a period."""
        one, heard = found.figures, found.figures.interviews
        self._period.set_title("Episodes", words)
        self.tiles.show_numbers(
            (
                ("Episodes", one.episodes),
                ("Children", one.children),
                (f"Longer than {found.long_hours} hours, of {one.long.of}", one.long.count),
                (
                    f"Missing more than once, of {one.repeat.of} ({_percent(one.repeat.percent)})",
                    one.repeat.count,
                ),
                (f"Exploitation considered, of {one.considered.of}", one.considered.count),
            )
        )
        self._heard.set_title("Return interviews", f"{heard.required} required, {heard.judged} judged")
        self._interviews.show_numbers(
            (
                (f"Held in time, of {heard.judged} ({_percent(heard.in_time.percent)})", heard.in_time.count),
                (f"Held, of {heard.judged} ({_percent(heard.completed.percent)})", heard.completed.count),
                (f"Offered, of {heard.judged} ({_percent(heard.offered.percent)})", heard.offered.count),
                (f"Passed to the police, of {heard.passed.of} held", heard.passed.count),
                ("Overdue", heard.overdue),
                ("Still running", heard.running),
                *(
                    (standing.value.capitalize(), count)
                    for standing, count in heard.counts
                    if not standing.waits and standing not in _SAID
                ),
            )
        )
        self._said.setText(correlation_words(one.correlation))
        self._show_bands(found)
        self.months.set_rows([line for line in found.months if line.episodes or line is found.months[0]])
        absent = found.audit
        self._audit.set_title(
            "Recorded as absent",
            f"{absent.absences} of {absent.episodes} episodes, {len(absent.breaches)} against a rule",
        )
        self.breaches.set_rows(found.breaches)

    def _show_bands(self, found: Figures) -> None:
        one = found.figures
        clear(self._grid)
        columns: Sequence[tuple[str, list[tuple[str, str]]]] = (
            (
                "From where",
                [(place.words, f"{place.episodes} · long {place.long.words}") for place in one.places],
            ),
            (
                "Repeat, by where from",
                [(place.words, place.repeat.words) for place in one.places if place.children],
            ),
            ("Age", [(band, f"{episodes} · {_children(children)}") for band, episodes, children in one.ages]),
            ("How often", [(band, _children(children)) for band, children in one.often]),
            ("Classed", [(word.capitalize(), str(count)) for word, count in one.classes]),
        )
        for at, (title, lines) in enumerate(columns):
            parts = [
                label(title, "strong"),
                *(label(f"{name}: {words}", "", wrap=True) for name, words in lines),
            ]
            box = column(*parts, gap=4)
            box.addStretch(1)
            self._grid.addLayout(box, at // 3, at % 3)
        for at in range(3):
            self._grid.setColumnStretch(at, 1)
        self._grid.setHorizontalSpacing(theme.WIDE)
        self._grid.setVerticalSpacing(theme.WIDE)


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value}%"


def _children(count: int) -> str:
    return f"{count} child{'' if count == 1 else 'ren'}"
