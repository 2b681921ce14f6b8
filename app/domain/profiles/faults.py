"""One thing that is wrong with a profile, and where."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Fault:
    """One thing that keeps a profile from being used; `place` is the field of `Body` it is about."""

    place: str
    sentence: str


def listed(words: Sequence[str]) -> str:
    """ "this, that or the other"."""
    return " or ".join(filter(None, (", ".join(words[:-1]), words[-1])))
