"""Typed text on its way to the store: what could not be saved is kept here and tried again until it is."""

from collections.abc import Callable
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refused
from app.ui.problems import attempt, sentence_of, tell

RETRY_MS = 2000
Save = Callable[[str], object]


class Saver(QObject):
    """Each text goes by a key ("entry:12:victim"), so that it outlives the field it was typed in.

    `stored(key)` follows every success, `changed` every change of what the strip should say.
    """

    stored = Signal(str)
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: dict[str, tuple[str, Save]] = {}
        self._typing: set[str] = set()
        self._saved_at: float | None = None
        self.problem = ""
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.retry)

    def typing(self, key: str) -> None:
        """Somebody typed into this text; it is not in the store yet."""
        if key not in self._typing:
            self._typing.add(key)
            self.changed.emit()

    def keep(self, key: str, text: str, save: Save) -> bool:
        """Store a text now. When that fails it waits here, and its latest wording is tried again."""
        self._typing.discard(key)
        outcome = attempt(lambda: save(text))
        if outcome.problem is None:
            self._waiting.pop(key, None)
            self._saved_at = monotonic()
            if not self._waiting:
                self.problem = ""
                self._retry.stop()
            self.stored.emit(key)
        else:
            if key not in self._waiting and not isinstance(outcome.problem, Refused):
                tell(outcome.problem, None)
            self._waiting[key] = (text, save)
            self.problem = sentence_of(outcome.problem)[0]
            if not self._retry.isActive():
                self._retry.start()
        self.changed.emit()
        return outcome.problem is None

    def retry(self) -> None:
        """Try everything that waits once more."""
        for key, (text, save) in tuple(self._waiting.items()):
            self.keep(key, text, save)

    def wording(self, key: str, stored: str) -> str:
        """What to show for a key: the text that still waits, else the stored one."""
        return self._waiting[key][0] if key in self._waiting else stored

    def waits(self, key: str) -> bool:
        """Whether this text could not be stored so far."""
        return key in self._waiting

    @property
    def waiting(self) -> int:
        """How many texts could not be stored so far."""
        return len(self._waiting)

    @property
    def busy(self) -> bool:
        """Whether somebody is typing a text that is not stored yet."""
        return bool(self._typing)

    @property
    def age(self) -> float | None:
        """Seconds since the last text was stored; None before the first."""
        return None if self._saved_at is None else monotonic() - self._saved_at

    def done(self) -> None:
        """Raise `Refused` if anything still waits after another try: the window must not let go of it."""
        self.retry()
        if self._waiting:
            count = len(self._waiting)
            what = "1 note is" if count == 1 else f"{count} notes are"
            raise Refused(
                f"{what} not saved yet and still in the meeting room; they are tried again every 2 seconds."
            )
