"""Safety plans: who has one, whose review is due, who ought to have one; and a panel for each child."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.missing.safety_rows import PlanRow
from app.ui.missing.words import PLANS
from app.ui.month.words import short_day
from app.ui.tables import Column, Table
from app.ui.widgets import Card, Mark, column


def _marks(one: PlanRow) -> tuple[Mark, ...]:
    number = f", v{one.number}" if one.number > 1 else ""
    return (Mark(f"{one.standing}{number}", PLANS.get(one.standing, "grey")),)


def _more(one: PlanRow) -> tuple[Mark, ...]:
    return (
        *((Mark("concern", "red"),) if one.concern else ()),
        *((Mark("grab pack", "green"),) if one.grab_pack else ()),
    )


def _columns(today: date) -> tuple[Column[PlanRow], ...]:
    def day(value: date | None) -> str:
        return short_day(value, today) if value is not None else "–"

    return (
        Column("Child", lambda one: one.name, 152, strong=True, wrap=True, personal=True),
        Column("Plan", lambda _one: "", 136, marks=_marks),
        Column("Review", lambda one: day(one.review_on), 96, sort=lambda one: one.review_on),
        Column("Why", lambda one: one.concern or one.why, wrap=True, personal=True, least=96),
        Column("", lambda _one: "", 104, marks=_more),
    )


class PlansPage(QWidget):
    """`picked` carries the child under the cursor."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self, today: date) -> None:
        super().__init__()
        self.table = Table[PlanRow](
            "Safety plans",
            _columns(today),
            empty=(
                "No safety plan and nobody who ought to have one",
                "Plans are made from an episode's child.",
            ),
            key=lambda one: one.person_id,
        )
        self.setLayout(column(Card("", "", self.table, tight=True)))
        self.table.picked.connect(self.picked)
        self.table.activated.connect(self.opened)

    def show_rows(self, rows: Sequence[PlanRow]) -> None:
        """Show these; the cursor stays on its child."""
        self.table.set_rows(rows)
        if self.table.current() is None and rows:
            self.table.select_at(0)
        self.picked.emit(self.table.current())
