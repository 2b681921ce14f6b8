"""Who was in the room for which item, said in sentences that the minutes can print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from itertools import groupby, pairwise

# What lasts no whole minute is a slip of the key, or somebody on their way in or out between two items.
SLIP = timedelta(minutes=1)


@dataclass(frozen=True)
class Stay:
    """A time in the room, by the room's clock. `arrived` None is from the start, `left` None to the end."""

    arrived: datetime | None = None
    left: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whether it holds at an instant; who leaves at 11:40 is not there at 11:40."""
        return (self.arrived is None or self.arrived <= at) and (self.left is None or at < self.left)

    def seconds(self, begins: datetime, ends: datetime) -> float:
        """How much of a time it takes up."""
        first = begins if self.arrived is None else max(begins, self.arrived)
        last = ends if self.left is None else min(ends, self.left)
        return max((last - first).total_seconds(), 0.0)


@dataclass(frozen=True)
class Turn:
    """An item was taken in hand at an instant; `case` is the case's number in it, 0 for the item itself."""

    number: int
    at: datetime
    case: int = 0

    @property
    def stop(self) -> tuple[int, int]:
        return (self.number, self.case)

    @property
    def words(self) -> str:
        """ "item 7", or "case 3 of item 7"."""
        return f"case {self.case} of item {self.number}" if self.case else f"item {self.number}"


class Heard(Enum):
    """How much of an item somebody was there for."""

    ALL = "all"
    PART = "part"
    NONE = "none"


def joined_up(stays: Iterable[Stay]) -> tuple[Stay, ...]:
    """The stays in order; one that ends within a minute of the next goes on as that."""
    found: list[Stay] = []
    for stay in sorted(stays, key=lambda one: (one.arrived is not None, one.arrived or datetime.min)):
        last = found[-1] if found else None
        if last and last.left and stay.arrived and stay.arrived - last.left < SLIP:
            found[-1] = Stay(last.arrived, stay.left)
        else:
            found.append(stay)
    return tuple(found)


def place_words(turns: Sequence[Turn], at: datetime) -> str:
    """Where in the meeting an instant lies: "during item 4", "before item 7", "before case 3 of item 7"."""
    if not turns:
        return ""
    current = next((turn for turn in reversed(turns) if turn.at <= at), turns[0])
    following = next((turn for turn in turns if turn.at > at), None)
    if following is not None and _minute(following.at) == _minute(at):
        return f"before {_begins(following)}"
    if _minute(current.at) == _minute(at):
        return f"before {_begins(current)}"
    return f"during {current.words}"


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)


def _begins(turn: Turn) -> str:
    """An item begins with its first case."""
    return f"item {turn.number}" if turn.case == 1 else turn.words


def heard(stays: Sequence[Stay], turns: Sequence[Turn], ends: datetime) -> dict[tuple[int, int], Heard]:
    """For each stop that was in hand, in the agenda's order, how much of it somebody heard."""
    spans: dict[tuple[int, int], list[tuple[datetime, datetime]]] = {}
    for turn, following in pairwise((*turns, None)):
        assert turn is not None
        spans.setdefault(turn.stop, []).append((turn.at, following.at if following else max(ends, turn.at)))
    return {stop: _heard(stays, spans[stop]) for stop in sorted(spans)}


def _heard(stays: Sequence[Stay], spans: Sequence[tuple[datetime, datetime]]) -> Heard:
    total = sum((ends - begins).total_seconds() for begins, ends in spans)
    there = sum(stay.seconds(begins, ends) for stay in stays for begins, ends in spans)
    if total == 0:
        begins = spans[0][0]
        return Heard.ALL if any(stay.covers(begins) for stay in stays) else Heard.NONE
    slip = SLIP.total_seconds()
    if total - there < slip and there * 2 >= total:
        return Heard.ALL
    return Heard.NONE if there < slip else Heard.PART


def numbers_words(numbers: Sequence[int]) -> str:
    """ "1 to 4, 6 and 8"."""
    runs = []
    for _, group in groupby(enumerate(sorted(set(numbers))), key=lambda pair: pair[1] - pair[0]):
        run = [number for _, number in group]
        runs.append([str(run[0])] if len(run) == 1 else [f"{run[0]} to {run[-1]}"])
        if len(run) == 2:  # two are no range
            runs[-1] = [str(number) for number in run]
    words = [word for run in runs for word in run]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def _items_words(found: dict[tuple[int, int], Heard]) -> str:
    """Which items somebody was there for: "items 1 to 6 and cases 1 to 3 of item 7"."""
    whole, parts = [], []
    for number in dict.fromkeys(number for number, _ in found):
        stops = {case: how for (item, case), how in found.items() if item == number}
        cases = [case for case, how in stops.items() if case and how is Heard.ALL]
        if all(how is Heard.ALL for how in stops.values()):
            whole.append(number)
        elif cases:
            parts.append(f"{_counted('case', cases)} of item {number}")
        elif any(how is not Heard.NONE for how in stops.values()):
            parts.append(f"part of item {number}")
    return " and ".join(([_counted("item", whole)] if whole else []) + parts)


def _counted(noun: str, numbers: Sequence[int]) -> str:
    return f"{noun}{'' if len(numbers) == 1 else 's'} {numbers_words(numbers)}"


def presence_words(stays: Sequence[Stay], turns: Sequence[Turn], ends: datetime) -> str:
    """One sentence on when somebody came and went; "" for whoever was there from beginning to end.

    "Joined at 10:25 during item 4." "Present for items 1 to 6; left before item 7 at 11:40."
    """
    times = joined_up(stays)
    if not times or times == (Stay(),):
        return ""
    said = []
    first, last = times[0], times[-1]
    if first.arrived is not None:
        said.append(_with_place(f"joined at {first.arrived:%H:%M}", turns, first.arrived))
    if last.left is not None or len(times) > 1:
        items = _items_words(heard(times, turns, ends))
        said.append(f"present for {items}" if items else "present for no item")
    for out, back in pairwise(times):
        assert out.left and back.arrived
        said.append(_with_place(f"out from {out.left:%H:%M} to {back.arrived:%H:%M}", turns, out.left))
    if last.left is not None:
        said.append(f"left {place_words(turns, last.left)} at {last.left:%H:%M}".replace("  ", " "))
    words = "; ".join(said)
    return f"{words[:1].upper()}{words[1:]}."


def _with_place(words: str, turns: Sequence[Turn], at: datetime) -> str:
    return f"{words} {place_words(turns, at)}".rstrip()
