"""The police list against ours, episode by episode, without taking anything in (domain §12, R13)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.lists import EpisodeFacts


@dataclass(frozen=True)
class Listed:
    """One episode of one of the two lists; `who` is a written identity that both can be compared by."""

    key: int
    reference: str
    who: str
    name: str
    born: date | None
    facts: EpisodeFacts


@dataclass(frozen=True)
class Difference:
    """One episode in both, with what differs, as label, theirs and ours."""

    theirs: Listed
    ours: Listed
    differs: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Compared:
    """`same` counts the episodes that agree in everything compared."""

    only_theirs: tuple[Listed, ...]
    only_ours: tuple[Listed, ...]
    different: tuple[Difference, ...]
    same: int


def compare_lists(theirs: Iterable[Listed], ours: Sequence[Listed]) -> Compared:
    """Pair by the episode's own number; what is left by the child and the day it was reported.

    What has no counterpart is only on one side. `ours` holds only what the police list could hold, that is
    the days it covers.
    """
    left = list(theirs)
    pairs, left, rest = _paired(left, list(ours), lambda one: one.reference.casefold())
    more, left, rest = _paired(left, rest, _child_and_day)
    differences = [Difference(a, b, _differs(a, b)) for a, b in (*pairs, *more)]
    unlike = tuple(one for one in differences if one.differs)
    return Compared(tuple(left), tuple(rest), unlike, len(differences) - len(unlike))


def covered_days(theirs: Iterable[Listed]) -> tuple[date, date] | None:
    """From the first to the last day a list reports an episode; None for one without any day."""
    days = [one.facts.reported_at.date() for one in theirs if one.facts.reported_at is not None]
    return (min(days), max(days)) if days else None


def _child_and_day(one: Listed) -> str:
    day = one.facts.reported_at
    return f"{one.who}|{day:%Y-%m-%d}" if one.who and day else ""


def _paired(
    theirs: list[Listed], ours: list[Listed], mark: Callable[[Listed], str]
) -> tuple[list[tuple[Listed, Listed]], list[Listed], list[Listed]]:
    """Pairs with the same mark, and what is left on each side; an empty mark pairs with nothing."""
    waiting: dict[str, list[Listed]] = defaultdict(list)
    for one in ours:
        waiting[mark(one)].append(one)
    pairs, left = [], []
    for one in theirs:
        found = waiting[mark(one)] if mark(one) else []
        if found:
            pairs.append((one, found.pop(0)))
        else:
            left.append(one)
    paired = {id(other) for _, other in pairs}
    return pairs, left, [one for one in ours if id(one) not in paired]


def _moment(moment: datetime | None) -> str:
    return f"{moment:%d %b %Y %H:%M}" if moment else ""


_COMPARED: tuple[tuple[str, Callable[[Listed], str]], ...] = (
    ("Child", lambda one: one.name),
    ("Born", lambda one: f"{one.born:%d %b %Y}" if one.born else ""),
    ("Reported", lambda one: _moment(one.facts.reported_at)),
    ("Returned", lambda one: "still missing" if one.facts.still_missing else _moment(one.facts.returned_at)),
    ("Classed", lambda one: one.facts.classed),
    ("Risk", lambda one: one.facts.risk),
)


def _differs(theirs: Listed, ours: Listed) -> tuple[tuple[str, str, str], ...]:
    """The child is compared by the identity as both would write it, not by the spelling shown."""
    found = []
    for label, said in _COMPARED:
        if label == "Child" and theirs.who == ours.who:
            continue
        a, b = said(theirs), said(ours)
        if a.casefold() != b.casefold():
            found.append((label, a, b))
    return tuple(found)
