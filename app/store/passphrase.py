"""From a passphrase to a key: what is accepted, and what each guess shall cost."""

import math
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import Damaged, Refused

_MIB = 1024  # KiB
_LEAST_SIGNS = 14
_LEAST_WORDS = 4
_LEAST_WORD = 3  # letters
_MOST_SIGNS = 1000
_AIM = (0.5, 1.0)  # seconds an unlock shall take


@dataclass(frozen=True)
class Cost:
    """What Argon2id spends on one guess: `memory` in KiB, `passes` over it, `lanes` side by side."""

    memory: int
    passes: int
    lanes: int

    @classmethod
    def floor(cls) -> "Cost":
        """The least that a slot may have: 64 MiB, three passes, four lanes (about 0.1 s)."""
        return cls(64 * _MIB, 3, 4)

    def check(self) -> None:
        """Raises Damaged for a cost that this program never writes, before any memory is taken."""
        least, most = Cost.floor(), Cost(1024 * _MIB, 20, 16)
        if not least.memory <= self.memory <= most.memory or not (
            least.passes <= self.passes <= most.passes and 1 <= self.lanes <= most.lanes
        ):
            raise Damaged(
                "The key file asks for an impossible amount of work, so it was altered outside Chairside. "
                "Put back the key file of a backup, or use the recovery code."
            )


def normal(passphrase: str) -> bytes:
    """The same bytes for the same words on every keyboard: NFKC, runs of spaces as one, UTF-8."""
    return " ".join(unicodedata.normalize("NFKC", passphrase).split()).encode("utf-8", "surrogatepass")


def accept(passphrase: str) -> None:
    """Raises Refused for a passphrase that is too easy: under 14 characters and under four words."""
    text = normal(passphrase).decode("utf-8", "surrogatepass")
    if len(text) > _MOST_SIGNS:
        raise Refused(f"That passphrase is too long: use at most {_MOST_SIGNS} characters.")
    words = {word for word in text.casefold().replace("-", " ").split() if len(word) >= _LEAST_WORD}
    if len(text) < _LEAST_SIGNS and len(words) < _LEAST_WORDS:
        raise Refused(
            "That passphrase is too short: use at least four different words, "
            f"or at least {_LEAST_SIGNS} characters."
        )


def stretch(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    """A 256-bit key from the passphrase; takes as long as the cost says."""
    cost.check()
    function = Argon2id(
        salt=salt, length=32, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    )
    try:
        return function.derive(normal(passphrase))
    except MemoryError as error:
        raise Refused(
            f"Checking the passphrase needs {cost.memory // _MIB} MiB of free memory: "
            "close another program and try again."
        ) from error


def calibrated_cost() -> Cost:
    """The cost at which an unlock takes 0.5 to 1.0 s here, never below the floor; takes 1 to 2 s itself."""
    return choose_cost(_seconds)


def choose_cost(measure: Callable[[Cost], float]) -> Cost:
    """Doubles the memory up to 256 MiB, then adds passes; `measure` gives the seconds one guess takes."""
    cost = Cost.floor()
    seconds = measure(cost)
    while seconds < _AIM[0] and cost.memory < 256 * _MIB and seconds * 2.2 <= _AIM[1]:
        cost = replace(cost, memory=cost.memory * 2)
        seconds = measure(cost)
    if seconds < _AIM[0]:
        cost = replace(cost, passes=min(20, math.ceil(cost.passes * 0.7 / max(seconds, 0.001))))
    return cost


def _seconds(cost: Cost) -> float:
    """The better of two: a machine that is busy just now must not end with too low a cost."""
    return min(_once(cost), _once(cost))


def _once(cost: Cost) -> float:
    began = time.perf_counter()
    stretch("a passphrase nobody has", b"\0" * 16, cost)
    return time.perf_counter() - began
