"""Which of the children on several lists stand in the table, and in what order."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from app.services.people.crosschecking import ChildRow
from app.ui.widgets import Segmented, row

ANY = "any"
NOWHERE = "Area not known"
_KEPT: Mapping[str, Callable[[ChildRow], bool]] = {
    "all": lambda _child: True,
    "three": lambda child: len(child.lists) > 2,
    "new": lambda child: child.new,
    "not_mase": lambda child: child.case_id is None,
}
GRAVEST, BY_LISTS, BY_AREA = "gravest", "lists", "area"
_ORDERS: Mapping[str, str] = {
    GRAVEST: "Gravest first",
    BY_LISTS: "Grouped by lists",
    BY_AREA: "Grouped by area",
}


def area_of(child: ChildRow) -> str:
    """The borough as the lists have it, or that they do not say."""
    return child.borough or NOWHERE


def lists_of(child: ChildRow) -> str:
    """The lists in words: "MASE, MisPer"."""
    return ", ".join(one.label for one in child.says)


class SeveralFilter(QWidget):
    """Segments for the usual questions; a list, an area and an order to choose beside them."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.kept = Segmented("Which children")
        self.list = _Choice("List")
        self.area = _Choice("Area")
        self.order = _Choice("Order")
        self.order.offer(_ORDERS.items())
        self.setLayout(row(self.kept, None, self.list, self.area, self.order))
        self.kept.chosen.connect(lambda _value: self.changed.emit())
        for one in (self.list, self.area, self.order):
            one.chosen.connect(self.changed)

    def offer(self, children: Sequence[ChildRow], mase: str) -> None:
        """What there is to choose, with how many children each choice has; `mase` names that list here."""
        words = {"all": "All", "three": "On all three", "new": "New this month", "not_mase": f"Not on {mase}"}
        held = self.kept.value() or "all"
        self.kept.set_options(
            (key, f"{said} {sum(map(_KEPT[key], children))}") for key, said in words.items()
        )
        self.kept.set_value(held)
        labels = {one.list_name.value: one.label for child in children for one in child.says}
        counts = {key: sum(key in child.lists for child in children) for key in labels}
        self.list.offer([(ANY, "Any list"), *((key, f"{labels[key]} {counts[key]}") for key in labels)])
        areas = sorted({area_of(child) for child in children}, key=lambda name: (name == NOWHERE, name))
        found = [(name, f"{name} {sum(area_of(child) == name for child in children)}") for name in areas]
        self.area.offer([(ANY, "Any area"), *found])

    def everything(self) -> None:
        """Leave nobody out."""
        self.kept.set_value("all")
        for one in (self.list, self.area):
            one.choose(ANY)

    def of(self, children: Iterable[ChildRow]) -> list[ChildRow]:
        """Those to show, in the order chosen; children of one group stay gravest first."""
        keep, on_list, area = _KEPT[str(self.kept.value() or "all")], self.list.value(), self.area.value()
        found = [
            child
            for child in children
            if keep(child) and on_list in (ANY, *child.lists) and area in (ANY, area_of(child))
        ]
        if self.order.value() == BY_LISTS:
            found.sort(key=lambda child: (-len(child.lists), lists_of(child)))
        elif self.order.value() == BY_AREA:
            found.sort(key=lambda child: (area_of(child) == NOWHERE, area_of(child)))
        return found


class _Choice(QComboBox):
    """A choice of one that keeps its value when what it offers changes."""

    chosen = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.activated.connect(lambda _at: self.chosen.emit())

    def value(self) -> str:
        """What is chosen."""
        return str(self.currentData() or ANY)

    def choose(self, value: str) -> None:
        """Show a value without announcing it; one that is not offered means any."""
        self.setCurrentIndex(max(self.findData(value), 0))

    def offer(self, options: Iterable[tuple[str, str]]) -> None:
        """These (value, words) instead; the choice stays where it is still offered."""
        held = self.value()
        self.clear()
        for value, words in options:
            self.addItem(words, value)
        self.choose(held)
