"""Editors of one value each; `changed` carries it as it is typed, and the form checks it at once."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from app.domain.calendar import WEEKDAYS
from app.domain.profiles import UNITS, Clock, Countdown, MeetingPattern
from app.domain.profiles.checking import NOTICE_UNITS
from app.domain.text import clean
from app.ui import theme
from app.ui.style import dress
from app.ui.widgets import DateField, FlowLayout, LineField, NoteEdit, column, label, row

NARROW, MIDDLE_WIDE = 11 * theme.GAP, 20 * theme.GAP
_MOST = 100_000
WEEKS = ((1, "First"), (2, "Second"), (3, "Third"), (4, "Fourth"), (-1, "Last"))
Options = Sequence[tuple[object, str]]


class Editor(QWidget):
    """`set_value` shows a value and announces nothing."""

    changed = Signal(object)

    def set_value(self, value: Any) -> None:
        """Show this value."""
        raise NotImplementedError


class Number(LineField):
    """A whole number in digits; `numbered` carries it as it is typed, nothing typed is 0."""

    numbered = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setValidator(QIntValidator(0, _MOST, self))
        self.setFixedWidth(NARROW)
        self.textEdited.connect(lambda _text: self.numbered.emit(self.number()))

    def number(self) -> int:
        """The number that stands there."""
        return int(self.text()) if self.text().isdecimal() else 0

    def set_number(self, number: int) -> None:
        """Show a number; announces nothing."""
        self.set_value(str(number))


class Pick(QComboBox):
    """A choice of a list; the wheel scrolls the page and changes nothing."""

    def __init__(self, name: str, options: Iterable[tuple[object, str]] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        for value, words in options:
            self.addItem(words, value)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def hold(self, value: object) -> None:
        """Show a value; one that is not offered is added as it stands."""
        at = self.findData(value)
        if at < 0 and value not in (None, ""):
            self.addItem(str(value), value)
            at = self.count() - 1
        self.setCurrentIndex(at)


class LineEditor(Editor):
    """One line of text."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.line = LineField(name, placeholder)
        self.line.textEdited.connect(lambda _text: self.changed.emit(self.line.value()))
        self.setLayout(column(self.line))
        self.setFocusProxy(self.line)

    def set_value(self, value: str) -> None:
        self.line.set_value(value)


class TextEditor(Editor):
    """A longer text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.box = NoteEdit(name, lines=3)
        self.box.typed.connect(lambda: self.changed.emit(self.box.text().strip()))
        self.setLayout(column(self.box))
        self.setFocusProxy(self.box)

    def set_value(self, value: str) -> None:
        self.box.set_text(value)


class LinesEditor(TextEditor):
    """Several texts, one on each line."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.box.typed.disconnect()
        self.box.typed.connect(lambda: self.changed.emit(_lines(self.box.text())))

    def set_value(self, value: Iterable[str]) -> None:
        self.box.set_text("\n".join(value))


class MonthsEditor(LineEditor):
    """Numbers of months, with commas; what is no number is left out."""

    def __init__(self, name: str) -> None:
        super().__init__(name, "1, 3, 5")
        self.line.textEdited.disconnect()
        self.line.textEdited.connect(lambda text: self.changed.emit(_numbers(text)))

    def set_value(self, value: Iterable[int]) -> None:  # type: ignore[override]
        self.line.set_value(", ".join(map(str, value)))


class NumberEditor(Editor):
    """A whole number, with what is counted after it."""

    def __init__(self, name: str, unit: str = "") -> None:
        super().__init__()
        self.number = Number(name)
        self.number.numbered.connect(lambda number: self.changed.emit(number))
        self.setLayout(row(self.number, label(unit, "note"), None))
        self.setFocusProxy(self.number)

    def set_value(self, value: int) -> None:
        self.number.set_number(value)


class WrittenEditor(Editor):
    """A value that is written as text; what cannot be read is marked, and the last one read holds."""

    def __init__(
        self, name: str, read: Callable[[str], object], write: Callable[[Any], str], unit: str
    ) -> None:
        super().__init__()
        self._read, self._write = read, write
        self.line = LineField(name)
        self.line.setFixedWidth(NARROW)
        self.line.textEdited.connect(lambda _text: self._typed())
        self.setLayout(row(self.line, label(unit, "note"), None))
        self.setFocusProxy(self.line)

    def _typed(self) -> None:
        value = self._read(self.line.value())
        dress(self.line, tone="red" if value is None else "")
        if value is not None:
            self.changed.emit(value)

    def set_value(self, value: Any) -> None:
        self.line.set_value(self._write(value))
        dress(self.line, tone="")


def read_hours(text: str) -> float | None:
    """Hours, halves too: "25", "12.5"."""
    return float(text) if re.fullmatch(r"\d{1,3}(\.\d{1,2})?", text) else None


def read_time(text: str) -> time | None:
    """A time of day: "9:30", "09.30"."""
    found = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", text)
    return time(int(found[1]), int(found[2])) if found else None


class SwitchEditor(Editor):
    """Yes or no."""

    def __init__(self, name: str, words: str) -> None:
        super().__init__()
        self.box = QCheckBox(words)
        self.box.setAccessibleName(f"{name}: {words}")
        self.box.toggled.connect(lambda value: self.changed.emit(value))
        self.setLayout(row(self.box, None))
        self.setFocusProxy(self.box)

    def set_value(self, value: bool) -> None:
        self.box.blockSignals(True)
        self.box.setChecked(value)
        self.box.blockSignals(False)


class PickEditor(Editor):
    """One of a few words."""

    def __init__(self, name: str, options: Options) -> None:
        super().__init__()
        self.pick = Pick(name, options)
        self.pick.activated.connect(lambda _at: self.changed.emit(self.pick.currentData()))
        self.setLayout(row(self.pick, None))
        self.setFocusProxy(self.pick)

    def set_value(self, value: object) -> None:
        self.pick.hold(value)


class OwnEditor(Editor):
    """One of a few words, or words of one's own."""

    def __init__(self, name: str, words: str, options: Options) -> None:
        super().__init__()
        self.pick = Pick(name, options)
        self.pick.setEditable(True)
        self.pick.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.pick.setFixedWidth(MIDDLE_WIDE)
        self.pick.activated.connect(lambda _at: self.changed.emit(self.pick.currentData()))
        line = self.pick.lineEdit()
        assert line is not None
        line.textEdited.connect(lambda text: self.changed.emit(clean(text).strip().lower()))
        self.setLayout(row(self.pick, label(words, "note"), None))
        self.setFocusProxy(self.pick)

    def set_value(self, value: str) -> None:
        at = self.pick.findData(value)
        self.pick.setCurrentIndex(at)
        if at < 0:
            self.pick.setEditText(value)


class TickEditor(Editor):
    """Several of a list; `inverted` ticks those that are not among the value (prompts that speak)."""

    def __init__(self, name: str, options: Mapping[str, str], *, inverted: bool = False) -> None:
        super().__init__()
        self._inverted = inverted
        self._others: tuple[str, ...] = ()
        self.boxes = {key: QCheckBox(words) for key, words in options.items()}
        holder = QWidget()
        flow = FlowLayout(holder, gap=theme.GAP) if len(options) < 8 else column(gap=2)
        for key, box in self.boxes.items():
            box.setAccessibleName(f"{name}: {options[key]}")
            box.toggled.connect(lambda _on: self.changed.emit(self._value()))
            flow.addWidget(box)
        if len(options) >= 8:
            holder.setLayout(flow)
        self.setLayout(column(holder))

    def _value(self) -> tuple[str, ...]:
        named = tuple(key for key, box in self.boxes.items() if box.isChecked() is not self._inverted)
        return (*named, *self._others)

    def set_value(self, value: Iterable[str]) -> None:
        held = tuple(value)
        self._others = tuple(key for key in held if key not in self.boxes)
        for key, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked((key in held) is not self._inverted)
            box.blockSignals(False)


class ClockEditor(Editor):
    """So many working days or weeks; one that may be absent has "not due" among its units."""

    def __init__(self, name: str, after: str = "", *, optional: bool = False, hours: bool = False) -> None:
        super().__init__()
        units: list[tuple[object, str]] = [(unit, unit) for unit in (UNITS if hours else NOTICE_UNITS)]
        if optional:
            units.append(("", "not due"))
        self.number, self.unit = Number(name), Pick(f"{name}: unit", units)
        self.unit.setFixedWidth(MIDDLE_WIDE)
        self.number.numbered.connect(lambda _n: self.changed.emit(self._value()))
        self.unit.activated.connect(lambda _at: self._unit_chosen())
        self.setLayout(row(self.number, self.unit, label(after, "note"), None))
        self.setFocusProxy(self.number)

    def _value(self) -> Clock | None:
        unit = str(self.unit.currentData() or "")
        return Clock(self.number.number(), unit) if unit else None

    def _unit_chosen(self) -> None:
        self.number.setEnabled(bool(self.unit.currentData()))
        self.changed.emit(self._value())

    def set_value(self, value: Clock | None) -> None:
        self.number.set_number(value.count if value else 0)
        self.number.setEnabled(value is not None)
        self.unit.setCurrentIndex(self.unit.findData(value.unit if value else ""))


class CountdownEditor(Editor):
    """A clock and what starts it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._held = Countdown(0, UNITS[0])
        self.clock = ClockEditor(name, "from", hours=True)
        self.starts = LineField(f"{name}: from which event", "which event")
        self.clock.changed.connect(self._clock_changed)
        self.starts.textEdited.connect(self._start_changed)
        line = row(self.clock)
        line.addWidget(self.starts, 1)
        self.setLayout(line)
        self.setFocusProxy(self.clock)

    def _clock_changed(self, clock: Clock) -> None:
        self._held = replace(self._held, count=clock.count, unit=clock.unit)
        self.changed.emit(self._held)

    def _start_changed(self, _text: str) -> None:
        self._held = replace(self._held, starts=self.starts.value())
        self.changed.emit(self._held)

    def set_value(self, value: Countdown) -> None:
        self._held = value
        self.clock.set_value(value.clock)
        self.starts.set_value(value.starts)


class DayEditor(Editor):
    """A day, or none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.day = DateField(name)
        self.day.changed.connect(self.changed)
        self.setLayout(row(self.day, None))
        self.setFocusProxy(self.day)

    def set_value(self, value: date | None) -> None:
        self.day.set_day(value)


class PatternEditor(Editor):
    """The weekday of the month on which it meets, or a day agreed each time."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.week = Pick(f"{name}: which", (*WEEKS, (0, "Agreed each time")))
        self.day = Pick(f"{name}: weekday", enumerate(WEEKDAYS[:5]))
        for pick in (self.week, self.day):
            pick.activated.connect(lambda _at: self._chosen())
        self.setLayout(row(self.week, self.day, label("of the month", "note"), None))
        self.setFocusProxy(self.week)

    def _chosen(self) -> None:
        week, day = self.week.currentData(), self.day.currentData()
        self.day.setEnabled(bool(week))
        self.changed.emit(MeetingPattern(week, day or 0) if week else None)

    def set_value(self, value: MeetingPattern | None) -> None:
        self.week.hold(value.week if value else 0)
        self.day.setCurrentIndex(self.day.findData(value.weekday if value else 0))
        self.day.setEnabled(value is not None)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in clean(text).splitlines() if line.strip())


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in clean(text).replace(",", " ").split() if part.isdigit())
