"""Puts widgets into a window that has the keyboard."""

from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

_KEPT: list[QWidget] = []


def shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    """The widgets, under one another, in a window of their own; it lives as long as the test."""
    window = QWidget()
    box = QVBoxLayout(window)
    for widget in widgets:
        box.addWidget(widget)
    box.addStretch(1)
    window.resize(600, 400)
    # Without a name of its own a window is gone with the call that made it.
    _KEPT.append(window)
    qtbot.addWidget(window, before_close_func=_KEPT.remove)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window
