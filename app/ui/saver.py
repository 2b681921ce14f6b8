"""Typed text on its way to the store: what could not be saved is kept here and tried again until it is."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Signal

from app.errors import Refused, TextClash
from app.ui.problems import attempt, sentence_of, tell

RETRY_MS = 2000
# Takes the text and the version that was read (None: do not ask); answers the new version where there is one.
Save = Callable[[str, int | None], object]


@dataclass(frozen=True)
class _Waiting:
    """A text that is not stored; `clash` where somebody else's stands in its place."""

    text: str
    save: Save
    clash: TextClash | None = None


class Saver(QObject):
    """Each text goes by a key ("entry:12:victim"), so that it outlives the field it was typed in.

    `stored(key)` follows every success, `changed` every change of what the window should say, `clashed(key)`
    a text that somebody else changed meanwhile: it waits for `settle`, and is not tried again by itself.
    """

    stored = Signal(str)
    changed = Signal()
    clashed = Signal(str)

    def __init__(self, parent: QObject | None = None, where: str = "the meeting room") -> None:
        super().__init__(parent)
        self._where = where
        self._waiting: dict[str, _Waiting] = {}
        self._typing: set[str] = set()
        self._versions: dict[str, int | None] = {}
        self._saved_at: float | None = None
        self.problem = ""
        self._retry = QTimer(self, interval=RETRY_MS)
        self._retry.timeout.connect(self.retry)

    def typing(self, key: str) -> None:
        """Somebody typed into this text; it is not in the store yet."""
        if key not in self._typing:
            self._typing.add(key)
            self.changed.emit()

    def read(self, key: str, version: int | None, stored: str) -> None:
        """This version of the stored text was read; what is typed from now on is meant to replace it."""
        self._versions[key] = version
        held = self._waiting.get(key)
        if held is not None and held.clash is not None and held.clash.theirs != stored:
            newer = TextClash(held.text, stored, held.clash.by, held.clash.at)
            self._waiting[key] = replace(held, clash=newer)
            self.clashed.emit(key)

    def keep(self, key: str, text: str, save: Save) -> bool:
        """Store a text now. When that fails it waits here, and its latest wording is tried again."""
        self._typing.discard(key)
        held = self._waiting.get(key)
        if held is not None and held.clash is not None:
            self._waiting[key] = replace(held, text=text)  # the two wordings wait for a choice
            self.clashed.emit(key)
            self.changed.emit()
            return False
        return self._store(key, text, save, self._versions.get(key))

    def _store(self, key: str, text: str, save: Save, expected: int | None) -> bool:
        outcome = attempt(lambda: save(text, expected))
        problem = outcome.problem
        if problem is None:
            self._waiting.pop(key, None)
            self._versions[key] = outcome.result if isinstance(outcome.result, int) else None
            self._saved_at = monotonic()
            if not self.waiting:
                self.problem = ""
                self._retry.stop()
            self.stored.emit(key)
        else:
            if key not in self._waiting and not isinstance(problem, Refused):
                tell(problem, None)
            self._waiting[key] = _Waiting(text, save, problem if isinstance(problem, TextClash) else None)
            if isinstance(problem, TextClash):
                self._versions[key] = None
                self.clashed.emit(key)
            else:
                self.problem = sentence_of(problem)[0]
                if not self._retry.isActive():
                    self._retry.start()
        self.changed.emit()
        return problem is None

    def retry(self) -> None:
        """Try everything that waits for the disk once more."""
        for key, held in tuple(self._waiting.items()):
            if held.clash is None:
                self.keep(key, held.text, held.save)

    def clash(self, key: str) -> TextClash | None:
        """The clash that this text waits for, with the other wording in it."""
        held = self._waiting.get(key)
        return held.clash if held is not None else None

    def settle(self, key: str, text: str) -> bool:
        """Somebody has read both wordings and chose this one: it replaces what stands."""
        held = self._waiting.pop(key)
        return self._store(key, text, held.save, self._versions.get(key))

    def give_up(self, key: str) -> None:
        """Somebody has read both wordings and took the other: ours goes, the history has neither lost."""
        del self._waiting[key]
        self.stored.emit(key)
        self.changed.emit()

    def wording(self, key: str, stored: str) -> str:
        """What to show for a key: the text that still waits, else the stored one."""
        return self._waiting[key].text if key in self._waiting else stored

    def waits(self, key: str) -> bool:
        """Whether this text could not be stored so far."""
        return key in self._waiting

    @property
    def waiting(self) -> int:
        """How many texts the disk did not take so far."""
        return sum(held.clash is None for held in self._waiting.values())

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
        if self.waiting:
            what = "1 note is" if self.waiting == 1 else f"{self.waiting} notes are"
            raise Refused(f"{what} not saved yet and still in {self._where}; tried again every 2 seconds.")
        if self._waiting:
            raise Refused(
                f"A text in {self._where} was changed by somebody else too: look at both wordings and choose."
            )
