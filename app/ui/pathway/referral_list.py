"""Referrals as a list: those that wait for a step, emerging concerns, and those that ended."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.pathway import PathwayState
from app.services.pathway.rows import ReferralRow
from app.ui.month.words import short_day
from app.ui.tables import Column, Table
from app.ui.theme import Tone
from app.ui.widgets import Mark, column

_TONES: Mapping[PathwayState, Tone] = {
    PathwayState.CONCERN: "amber",
    PathwayState.STRATEGY: "amber",
    PathwayState.FORM: "accent",
    PathwayState.READY: "green",
    PathwayState.LISTED: "grey",
    PathwayState.EMERGING: "accent",
    PathwayState.CLOSED: "grey",
}


def state_mark(one: ReferralRow) -> Mark:
    """Where it stands, in words as well as colour."""
    return Mark(one.state.label.lower(), _TONES[one.state])


def _urgent(one: ReferralRow) -> tuple[Mark, ...]:
    rules = [found.rule for found in one.findings if found.severity != "note"]
    late = one.safety_overdue
    return (
        *((Mark(f"{late} overdue", "red"),) if late else ()),
        *((Mark("nothing done", "red"),) if "safety" in rules and not one.safety else ()),
        *((Mark("meeting late", "red"),) if "strategy" in rules else ()),
    )


def _columns(today: date) -> tuple[Column[ReferralRow], ...]:
    return (
        Column(
            "Child",
            lambda one: one.name,
            160,
            note=lambda one: "" if one.age is None else str(one.age),
            strong=True,
            wrap=True,
            personal=True,
        ),
        Column(
            "Stands", lambda _one: "", 160, marks=lambda one: (state_mark(one),), sort=lambda one: one.state
        ),
        Column("Raised", lambda one: short_day(one.raised_on, today), 96, sort=lambda one: one.raised_on),
        Column("By", lambda one: one.agency, 112, wrap=True),
        Column(
            "Strategy by",
            lambda one: (
                short_day(one.strategy_due, today)
                if one.strategy_due and one.state is PathwayState.STRATEGY
                else one.category_words.partition(",")[0]
                if one.category is not None
                else "–"
            ),
            136,
        ),
        Column("Now", lambda _one: "", marks=_urgent, least=120),
    )


class ReferralList(QWidget):
    """`picked` follows the cursor; `opened` is Enter; `asked` is the empty list's button."""

    picked = Signal(object)
    opened = Signal(object)
    asked = Signal()

    def __init__(self, today: date, empty: tuple[str, str, str] | tuple[str, str]) -> None:
        super().__init__()
        self.table = Table[ReferralRow]("Referrals", _columns(today), empty=empty, key=lambda one: one.id)
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        self.setLayout(column(sheet))
        self.table.picked.connect(self.picked)
        self.table.activated.connect(self.opened)
        self.table.asked.connect(self.asked)

    def show_rows(self, rows: Sequence[ReferralRow]) -> None:
        """Show these; the cursor stays."""
        self.table.set_rows(rows)
