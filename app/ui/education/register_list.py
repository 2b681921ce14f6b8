"""The register as a list, narrowed by what needs somebody: red, not assured, too few hours, waiting."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.education import RED, current_rating, hours_words
from app.services.education.register import RegisterRow
from app.ui.tables import Column, Table
from app.ui.widgets import Mark, Segmented, column

ALL, RED_ONLY, UNASSURED, FEW, WAITING, AT_HOME = "all", "red", "unassured", "few", "waiting", "home"
TONES = {"red": "red", "amber": "amber", "green": "green"}


def _unassured(one: RegisterRow) -> bool:
    rating = current_rating(one.entry)
    return rating is None or not rating.assured_by.strip()


def _few(one: RegisterRow) -> bool:
    return any(found.rule == "P24" and found.severity != "note" for found in one.findings)


_KEPT: Mapping[str, tuple[str, Callable[[RegisterRow], bool]]] = {
    ALL: ("All", lambda _one: True),
    RED_ONLY: ("Red", lambda one: one.entry.rag == RED),
    UNASSURED: ("Not assured", _unassured),
    FEW: ("Too few hours", _few),
    WAITING: ("Waiting for provision", lambda one: bool(one.waiting) and not one.entry.provision_began_on),
    AT_HOME: ("At home", lambda one: bool(one.entry.home_educated)),
}


def rating_mark(one: RegisterRow) -> Mark:
    """The rating as a badge, in words as well as colour."""
    rating = current_rating(one.entry)
    return Mark("not rated", "grey") if rating is None else Mark(rating.value, TONES[rating.value])  # type: ignore[arg-type]


def _marks(one: RegisterRow) -> tuple[Mark, ...]:
    rules = {found.rule for found in one.findings}
    waits = one.waiting and not one.entry.provision_began_on
    return (
        *((Mark("not taken further", "red"),) if "P25" in rules else ()),
        *((Mark("rater assured", "amber"),) if "P26" in rules else ()),
        *((Mark("not assured", "amber"),) if "C2" in rules else ()),
        *((Mark(f"{one.waiting} days", "amber"),) if waits else ()),
    )


_COLUMNS: tuple[Column[RegisterRow], ...] = (
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
        "Rating", lambda _one: "", 96, marks=lambda one: (rating_mark(one),), sort=lambda one: one.entry.rag
    ),
    Column(
        "Hours",
        lambda one: "–" if one.entry.hours is None else hours_words(one.entry.hours),
        64,
        "right",
        sort=lambda one: one.entry.hours,
    ),
    Column("Provision", lambda one: one.entry.provision or "–", 128, wrap=True),
    Column("Borough", lambda one: one.borough or "–", 88),
    Column("To do", lambda _one: "", marks=_marks, least=120),
)


class RegisterList(QWidget):
    """`picked` follows the cursor; `opened` is Enter or a double click."""

    picked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[RegisterRow] = ()
        self.kept = Segmented("Which entries")
        self.table = Table[RegisterRow](
            "The register",
            _COLUMNS,
            empty=("Nobody is on the register", "Take in the register, and everybody on it stands here."),
            key=lambda one: one.entry_id,
        )
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        sheet.setLayout(column(self.table, margins=(1, 6, 1, 6)))
        box = column(self.kept, gap=12)
        box.addWidget(sheet, 1)
        self.setLayout(box)
        self.kept.chosen.connect(lambda _value: self._fill())
        self.table.picked.connect(self.picked)
        self.table.activated.connect(self.opened)

    def show_all(self, rows: Sequence[RegisterRow]) -> None:
        """Everybody on the register; the counts stand in the filters."""
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
        self.table.set_rows([one for one in self._rows if keep(one)])
