"""Attendance at one body's meetings over a period, and the return to the partnership in Word."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app.domain.attendance_return import AgencyLine, Figures, PersonLine, Unrepresented
from app.services.bodies.attendance_figures import AttendanceView
from app.ui import theme
from app.ui.month.words import short_day
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, DateField, Mark, column, field, label, row

_FILTER = "Word documents (*.docx)"
NO_MEETING = "No meeting was held in this period."
Line = AgencyLine | PersonLine


def _percent(figures: Figures) -> str:
    return "–" if figures.percent is None else f"{figures.percent} %"


def _numbers() -> tuple[Column[Line], ...]:
    return (
        Column("Meetings", lambda one: str(one.figures.meetings), 84, "right"),
        Column("Present", lambda one: str(one.figures.present), 76, "right"),
        Column("Deputy", lambda one: str(one.figures.deputy), 72, "right"),
        Column("Apologies", lambda one: str(one.figures.apologies), 84, "right"),
        Column("Absent", lambda one: str(one.figures.absent), 72, "right"),
        Column("There", lambda one: _percent(one.figures), 72, "right", strong=True),
    )


def _level(one: Line) -> Sequence[Mark]:
    below = one.below_level if isinstance(one, AgencyLine) else 0
    return (Mark(f"not at the right level: {below}", "amber"),) if below else ()


def _capital(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}"


def _about(one: Line) -> str:
    if isinstance(one, AgencyLine):
        return one.agency
    return f"{one.name} · {one.agency}, {one.role}"


class AttendancePart(QWidget):
    """`period` says that another period is wanted; `document` carries the file to write the return to."""

    period = Signal()
    document = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.since, self.until = DateField("Attendance from"), DateField("Attendance until")
        self.write = Button("Write the return in Word…", "primary", on=self._ask_place)
        self._said = label("", "note", wrap=True)
        self.agencies: Table[Line] = Table(
            "Attendance by agency",
            (Column("Agency", _about, marks=_level, least=200), *_numbers()),
            empty=("No meeting", NO_MEETING),
            fit=True,
        )
        self.missed: Table[Unrepresented] = Table(
            "Agencies not represented at the right level",
            (
                Column("Meeting", lambda one: short_day(one.on), 120, sort=lambda one: one.on),
                Column("Agency", lambda one: one.what.agency, 220),
                Column("What was amiss", lambda one: _capital(one.what.words), wrap=True),
            ),
            empty=("Nothing to report", "Every statutory agency was there at the right level."),
            fit=True,
        )
        self.people: Table[Line] = Table(
            "Attendance by person",
            (Column("Person", _about, wrap=True, least=200), *_numbers()),
            empty=("Nobody yet", NO_MEETING),
            fit=True,
        )
        self._lay()
        for day in (self.since, self.until):
            day.changed.connect(lambda _day: self.period.emit())

    def _lay(self) -> None:
        head = row(field("From", self.since), field("Until", self.until), None, self.write, gap=12)
        cards = column(gap=theme.WIDE)
        self._cards = QWidget()
        self._cards.setLayout(cards)
        told = "statutory agencies that were not there, or not at the right level"
        for title, note, table in (
            ("By agency", "", self.agencies),
            ("For the partnership", told, self.missed),
            ("By person since they joined", "", self.people),
        ):
            cards.addWidget(Card(title, note, table))
        self.setLayout(column(head, self._said, self._cards, gap=theme.WIDE))

    def show_view(self, view: AttendanceView) -> None:
        """The figures of this period."""
        count = len(view.meetings)
        without = sum(one.quorate is False for one in view.meetings)
        quorum = f", {without} of them not quorate throughout" if without else ""
        meetings = "1 meeting was" if count == 1 else f"{count} meetings were"
        self._said.setText(f"{meetings} held{quorum}." if count else NO_MEETING)
        self.agencies.set_rows(view.agencies)
        self.missed.set_rows(view.unrepresented)
        self.people.set_rows(view.people)
        self.write.setEnabled(bool(count))
        self._cards.setVisible(bool(count))

    def show_nothing(self, words: str) -> None:
        """Why there are no figures."""
        self._said.setText(words)
        self.write.setEnabled(False)
        self._cards.hide()

    def _ask_place(self) -> None:
        chosen, _ = QFileDialog.getSaveFileName(self, "Attendance return", "", _FILTER)
        if chosen:
            path = Path(chosen)
            self.document.emit(path if path.suffix else path.with_suffix(".docx"))
