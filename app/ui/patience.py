"""How long the lock page waits after wrong passphrases: it slows a hand, the key file slows a machine."""

from collections.abc import Callable
from time import monotonic

FREE_TRIES = 3
LONGEST = 60.0


class Patience:
    """After the third wrong one 2 s, then 4, 8 … 60; a right one begins anew. `now` in seconds, monotonic."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._wrong = 0
        self._until = 0.0

    def wrong(self) -> float:
        """One more wrong try; answers the seconds to wait, 0 for the first two."""
        self._wrong += 1
        over = self._wrong - FREE_TRIES
        wait = min(2.0 ** (over + 1), LONGEST) if over >= 0 else 0.0
        self._until = self._now() + wait
        return wait

    def right(self) -> None:
        """It opened."""
        self._wrong, self._until = 0, 0.0

    @property
    def left(self) -> float:
        """Seconds still to wait."""
        return max(0.0, self._until - self._now())
