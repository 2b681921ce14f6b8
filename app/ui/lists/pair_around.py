"""Around a pair: warnings about a chain, what was said before, what else each is on, and what follows."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.domain.findings import Severity
from app.services.people.chains import ChainWarning
from app.services.people.decided import DecisionRow
from app.services.people.pair_context import JOINED, AlsoRow, PairContext
from app.ui import theme
from app.ui.called import called
from app.ui.lists.words import DECISIONS, moment
from app.ui.month.shelf import Shelf
from app.ui.month.words import finding_mark
from app.ui.style import dress
from app.ui.widgets import (
    Badge,
    Button,
    Card,
    FindingRow,
    Mark,
    NameLabel,
    clear,
    column,
    label,
    row,
)

_STANDINGS = {JOINED: Mark("joined", "green")}
_OPEN = Mark("undecided", "amber")
_STOPS, _WARNS = Mark("kept apart", "red"), Mark("check", "amber")
_MOST = 4  # warnings and rows shown; the rest is counted


class Warnings(QWidget):
    """What joining would join besides; `look` carries the decision that keeps two rows apart."""

    look = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._rows = column(gap=theme.GAP)
        self.setLayout(self._rows)

    def show_warnings(self, warnings: Iterable[ChainWarning]) -> None:
        """Show these, the ones that stop first; nothing at all where there are none."""
        clear(self._rows)
        found = list(warnings)
        for one in found[:_MOST]:
            self._rows.addWidget(self._bar(one))
        if len(found) > _MOST:
            self._rows.addWidget(label(f"and {len(found) - _MOST} more pairs of this kind", "note"))
        self.setVisible(bool(found))

    def _bar(self, one: ChainWarning) -> QFrame:
        stops = one.finding.severity is Severity.STOP
        bar = QFrame()
        bar.setProperty("kind", "notice")
        dress(bar, tone="red" if stops else "amber")
        words = NameLabel(one.finding.sentence, wrap=True)
        line = row(Badge.of(_STOPS if stops else _WARNS), gap=12, margins=(8, 6, 8, 6))
        line.addWidget(words, 1)
        if one.decision_id is not None:
            number = one.decision_id
            line.addWidget(Button("Look at it", "quiet", on=lambda: self.look.emit(number)))
        bar.setLayout(line)
        bar.setAccessibleName(one.finding.sentence)
        return bar


class Earlier(QFrame):
    """What was answered on these very two before, and what has changed in a row since."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "notice")
        dress(self, tone="accent")
        self._badge = Badge("")
        self._said = NameLabel("", wrap=True)
        self._since = NameLabel("", "note", wrap=True)
        line = row(self._badge, gap=12, margins=(8, 6, 8, 6))
        line.addLayout(column(self._said, self._since, gap=2), 1)
        self.setLayout(line)

    def show_decision(self, one: DecisionRow | None) -> None:
        """Show the earlier answer, or hide."""
        self.setVisible(one is not None)
        if one is None:
            return
        self._badge.show_mark(DECISIONS[one.verdict])
        why = f": {one.reason}" if one.reason else ""
        self._said.set_text(f"{one.by} answered on {moment(one.at, one.at.astimezone().date())}{why}")
        back = f"Taken back by {one.undone_by}: {one.undone_reason}. " if one.undone_reason else ""
        since = f"Asked again, because a row changed. {'; '.join(one.changed)}." if one.changed else ""
        self._since.set_text(f"{back}{since}".strip())
        self._since.setVisible(bool(back or since))
        self.setAccessibleName(f"{DECISIONS[one.verdict].words}, {back}{since}")


class _Also(QWidget):
    """One side: which other rows are this child already, and which may be."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "strong")
        self._rows = column(gap=6)
        self.setLayout(column(self._title, self._rows, None, gap=6))

    def show_rows(self, title: str, rows: tuple[AlsoRow, ...]) -> None:
        self._title.setText(title)
        clear(self._rows)
        for one in rows[:_MOST]:
            self._rows.addLayout(self._line(one))
        if len(rows) > _MOST:
            self._rows.addWidget(label(f"and {len(rows) - _MOST} more", "note"))
        if not rows:
            self._rows.addWidget(label("nothing else", "note"))

    def _line(self, one: AlsoRow) -> QVBoxLayout:
        head = row(label(called(one.list_name), "strong"), gap=6)
        head.addWidget(NameLabel(one.name, elide=True), 1)
        foot = row(Badge.of(_STANDINGS.get(one.standing, _OPEN)), gap=6)
        foot.addWidget(label(one.what or "no record now", "small", wrap=True), 1)
        if one.pair_id:
            pair = one.pair_id
            button = Button("Open", "quiet", on=lambda: self.opened.emit(pair))
            button.setAccessibleName(f"Open the pair with {called(one.list_name)}")
            foot.addWidget(button)
        return column(head, foot, gap=2)


class Around(QWidget):
    """The cards under the comparison; `opened` carries the pair ("12~40") somebody wants to see."""

    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._a, self._b = _Also(), _Also()
        self._also = Card("Also on", "other rows of these two")
        sides = row(gap=theme.WIDE)
        sides.addWidget(self._a, 1)
        sides.addWidget(self._b, 1)
        self._also.body.addLayout(sides)
        self._follows = NameLabel("", "note", wrap=True)
        self._findings = column(gap=theme.GAP)
        self._then = Card("If they are the same", "", self._follows)
        self._then.body.addLayout(self._findings)
        self._then.body.addStretch(1)
        self.setLayout(column(Shelf((self._then, 1), (self._also, 1), least=720)))
        self._a.opened.connect(self.opened)
        self._b.opened.connect(self.opened)

    def show_follows(self, follows: str) -> None:
        """Say what joining does; what the rules would add comes with the context."""
        self._follows.set_text(follows)
        clear(self._findings)

    def show_context(self, names: tuple[str, str], context: PairContext) -> None:
        """Show what stands around a pair; `names` are the lists the two rows are on."""
        left, right = names if names[0] != names[1] else (f"{names[0]}, left", f"{names[1]}, right")
        self._a.show_rows(f"The child on {left}", context.also_a)
        self._b.show_rows(f"The child on {right}", context.also_b)
        clear(self._findings)
        for one in context.follows:
            self._findings.addWidget(FindingRow(finding_mark(one), one.sentence, one.rule))
