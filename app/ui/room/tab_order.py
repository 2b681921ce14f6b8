"""The way of the Tab key: by where things stand, because cards and rows come and go while a meeting runs."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from app.ui import theme

LINE = 2 * theme.GAP  # what stands within so many pixels of height is on one line


def _reached(widget: QWidget) -> bool:
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def tab_stops(zones: Iterable[QWidget]) -> list[QWidget]:
    """Everything Tab reaches, zone after zone; in a zone line by line, each from the left."""
    stops: list[QWidget] = []
    for zone in zones:

        def place(widget: QWidget, zone: QWidget = zone) -> tuple[int, int]:
            middle = widget.mapTo(
                zone, QPoint(0, widget.height() // 2 if widget.height() < 4 * LINE else LINE)
            )
            return (round(middle.y() / LINE), middle.x())

        found = [zone, *zone.findChildren(QWidget)] if _reached(zone) else zone.findChildren(QWidget)
        stops += sorted(filter(_reached, found), key=place)
    return stops


def next_stop(zones: Iterable[QWidget], held: QWidget | None, *, forward: bool) -> QWidget | None:
    """The stop after or before the one that holds the keyboard, round the ends; None where there is none."""
    stops = tab_stops(zones)
    if not stops:
        return None
    if held not in stops:
        return stops[0 if forward else -1]
    return stops[(stops.index(held) + (1 if forward else -1)) % len(stops)]
