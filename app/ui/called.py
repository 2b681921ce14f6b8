"""What the lists are called in this store; the window sets it, and whoever names a list asks here (A20)."""

from PySide6.QtCore import QObject, Signal

from app.domain.list_labels import USUAL, ListLabels
from app.domain.lists import ListName


class Called(QObject):
    """`changed` follows a rename, once everybody who asks is told the new names."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._labels = USUAL

    def set_labels(self, labels: ListLabels) -> bool:
        """Call the lists so from now on; answers whether that is new."""
        new = dict(labels) != dict(self._labels)
        self._labels = labels
        if new:
            self.changed.emit()
        return new

    def forget(self) -> None:
        """Back to the usual names: no store is open."""
        self.set_labels(USUAL)

    def __call__(self, name: ListName) -> str:
        """What this list is called."""
        return self._labels[name]


called = Called()
