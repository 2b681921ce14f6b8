"""Taking a child apart: which rows are another child, what goes with them, and why; then it is done."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.people.taking_apart import Part
from app.ui import theme
from app.ui.called import called
from app.ui.widgets import (
    Badge,
    Button,
    Card,
    LineField,
    Mark,
    NameLabel,
    Segmented,
    clear,
    column,
    label,
    row,
)

STAYS, GOES = "stays", "goes"
_CHOICES = ((STAYS, "Stays"), (GOES, "Another child"))
_MEANS = (
    "Decisions that joined the two sides are taken back with your reason, and the two are not offered again "
    "until a row changes. Episodes, cases, entries and actions go with the row they came from."
)


class _Row(QWidget):
    """One row, and on which side it belongs."""

    def __init__(self, part: Part) -> None:
        super().__init__()
        self.part = part
        self.side = Segmented(f"{called(part.list_name)}: which child", _CHOICES)
        self.side.set_value(STAYS)
        holds = ", ".join(part.holds) or part.what or "nothing of its own"
        joined = f" · joined by {part.joined}" if part.joined else ""
        name = row(Badge.of(Mark(called(part.list_name), "accent")), NameLabel(part.name, "strong"), None)
        words = column(name, NameLabel(f"{holds}{joined}", "note", wrap=True), gap=2)
        line = row(gap=theme.WIDE)
        line.addLayout(words, 1)
        line.addWidget(self.side)
        self.setLayout(line)


class ApartCard(Card):
    """`wanted` carries the ids that stay, those that go, and the reason; `closed` when it is put away."""

    wanted = Signal(object, object, str)
    closed = Signal()

    def __init__(self) -> None:
        super().__init__("Take this child apart", "which rows are another child?")
        self._rows = column(gap=theme.GAP)
        self._made: list[_Row] = []
        self.reason = LineField(
            "Why they are two children", "Why they are two children; both keep the reason"
        )
        self.go = Button("Take apart", "danger", on=self._go)
        self.cancel = Button("Cancel", "quiet", on=self.put_away)
        self._says = label("", "note", wrap=True)
        foot = row(self.go, self.cancel, gap=theme.GAP)
        foot.addWidget(self._says, 1)
        self.body.addLayout(self._rows)
        self.add(self.reason, label(_MEANS, "small", wrap=True))
        self.body.addLayout(foot)
        self.hide()

    def show_parts(self, parts: Sequence[Part]) -> None:
        """Begin: everything stays together until somebody says otherwise."""
        clear(self._rows)
        self._made = [_Row(part) for part in parts]
        for made in self._made:
            made.side.chosen.connect(lambda _value: self._tell())
            self._rows.addWidget(made)
        self.reason.set_value("")
        self._tell()
        self.show()
        if self._made:
            self._made[0].side.setFocus()

    def put_away(self) -> None:
        """Leave everything as it is."""
        self.hide()
        self.closed.emit()

    def sides(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The rows that stay, and those that are another child."""
        goes = tuple(one.part.subject_id for one in self._made if one.side.value() == GOES)
        return tuple(one.part.subject_id for one in self._made if one.part.subject_id not in goes), goes

    def _tell(self) -> None:
        stay, go = self.sides()
        self.go.setEnabled(bool(stay) and bool(go))
        if not go:
            self._says.setText("Say of at least one row that it is another child.")
        elif not stay:
            self._says.setText("One row at least stays.")
        else:
            stays = "stays" if len(stay) == 1 else "stay together"
            becomes = "becomes" if len(go) == 1 else "become"
            self._says.setText(f"{_rows(len(stay))} {stays}, {_rows(len(go))} {becomes} another child.")

    def _go(self) -> None:
        if not self.reason.value():
            self.reason.setFocus()
            self._says.setText("Say why they are two children first.")
            return
        self.wanted.emit(*self.sides(), self.reason.value())


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"
