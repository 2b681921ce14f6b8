"""The window follows what whoever is in prefers: its look, and after how long it locks."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.changes import Changes
from app.services.desk import Desk
from app.services.keeping.preferences import CHANGE, Preferences
from app.ui import theme
from app.ui.main_window import MainWindow
from app.ui.theme import Choice

LOOKS: Mapping[str, Choice] = {"system": "system", "light": "light", "dark": "dark", "contrast": "contrast"}


class Following(QObject):
    """Follows one desk at a time."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        window.work.bus.changed.connect(self._changed)

    def begin(self, desk: Desk) -> None:
        """From now on this desk's operator."""
        self._desk = desk
        mine = Preferences(desk.store).mine()
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, LOOKS[mine.look])
        self._window.idle.set_minutes(mine.lock_minutes)

    def end(self) -> None:
        """The desk is closed."""
        self._desk = None

    def _changed(self, changes: Changes) -> None:
        if changes.act == CHANGE and self._desk is not None:
            self.begin(self._desk)
