"""Twelve months by the bodies that meet: one cell a meeting, walked through with the arrow keys."""

from collections import defaultdict
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from app.domain.calendar import MONTHS
from app.services.months.plans import PlanLine
from app.ui import theme
from app.ui.month.plan_words import cell_mark, cell_words, plan_mark, why_words
from app.ui.widgets import StepTick, clear, column, label

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}


class YearGrid(QWidget):
    """`picked` carries the `PlanLine` of the cell that was chosen."""

    picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("The year, month by month")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.TIGHT)
        self._grid.setVerticalSpacing(0)
        self.cells: dict[tuple[int, int], list[StepTick]] = {}
        self._lines: dict[QObject, PlanLine] = {}

    def show_year(self, lines: Sequence[PlanLine]) -> None:
        """Show these; the cell in hand stays in hand."""
        held = next(
            (place for place, made in self.cells.items() if any(one.hasFocus() for one in made)), None
        )
        clear(self._grid)
        self.cells, self._lines = {}, {}
        bodies = dict.fromkeys((line.body_code, line.short) for line in lines)
        for at, (_code, short) in enumerate(bodies, start=1):
            heading = label(short, "label")
            heading.setContentsMargins(theme.GAP, 0, 0, theme.TIGHT)
            self._grid.addWidget(heading, 0, at)
            self._grid.setColumnStretch(at, 1)
        places = {code: at for at, (code, _short) in enumerate(bodies, start=1)}
        cells: dict[tuple[int, int], list[PlanLine]] = defaultdict(list)
        for line in lines:
            cells[line.slot.month, places[line.body_code]].append(line)
        for month, name in enumerate(MONTHS, start=1):
            heading = label(name[:3], "strong")
            heading.setContentsMargins(0, 0, theme.GAP, 0)
            self._grid.addWidget(heading, month, 0)
            for at in places.values():
                self._fill(month, at, cells.get((month, at), []))
        self._one_stop(held)

    def _fill(self, month: int, at: int, lines: Sequence[PlanLine]) -> None:
        if not lines:
            return
        made = [self._cell(line) for line in lines]
        self.cells[month, at] = made
        box = QWidget()
        box.setLayout(column(*made, gap=0))
        self._grid.addWidget(box, month, at)

    def _cell(self, line: PlanLine) -> StepTick:
        cell = StepTick(
            cell_words(line),
            done=line.stands,
            mark=cell_mark(line),
            on=lambda: self.picked.emit(line),
        )
        cell.setAutoExclusive(False)
        cell.toggled.connect(lambda on: self._choose(cell) if on else None)
        when = f"{line.short} in {MONTHS[line.slot.month - 1]} {line.slot.year}"
        cell.setAccessibleName(f"{when}: {cell_words(line)}, {plan_mark(line).words}")
        cell.setToolTip(why_words(line))
        cell.installEventFilter(self)
        self._lines[cell] = line
        return cell

    def choose(self, line: PlanLine | None) -> None:
        """Hold the cell of this line, without announcing it."""
        for cell, its in self._lines.items():
            assert isinstance(cell, StepTick)
            cell.setChecked(line is not None and (its.body_code, its.slot) == (line.body_code, line.slot))

    def _choose(self, chosen: StepTick) -> None:
        for cell in self._lines:
            if cell is not chosen and isinstance(cell, StepTick):
                cell.setChecked(False)

    def _one_stop(self, held: tuple[int, int] | None) -> None:
        """One tab stop for the whole grid; the arrows do the rest."""
        first = held if held in self.cells else next(iter(self.cells), None)
        for place, made in self.cells.items():
            for cell in made:
                stop = place == first and cell is made[0]
                cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        if held is not None and held in self.cells:
            self.cells[held][0].setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._walk(watched, *step)
                return True
        return super().eventFilter(watched, event)

    def _walk(self, cell: QObject, down: int, right: int) -> None:
        """To the next cell that way that holds a meeting."""
        month, at = next(place for place, made in self.cells.items() if cell in made)
        month, at = month + down, at + right
        while 1 <= month <= len(MONTHS) and 1 <= at <= max(place[1] for place in self.cells):
            if (month, at) in self.cells:
                self._one_stop((month, at))
                return
            month, at = month + down, at + right
