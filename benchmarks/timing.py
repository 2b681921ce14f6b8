"""Two things timed in turn, so that a machine that slows down slows both."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True)
class Turns:
    """Seconds of each turn."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)

    @property
    def p99(self) -> float:
        return sorted(self.seconds)[max(0, round(len(self.seconds) * 0.99) - 1)]


def in_turn(ours: Callable[[int], object], bare: Callable[[int], object], rounds: int) -> tuple[Turns, Turns]:
    """Time `ours` and `bare`, A B A B …, after one turn of each that is not counted."""
    times: tuple[list[float], list[float]] = ([], [])
    for number in range(rounds + 1):
        for kept, act in zip(times, (ours, bare), strict=True):
            start = perf_counter()
            act(number)
            if number:
                kept.append(perf_counter() - start)
    return Turns(tuple(times[0])), Turns(tuple(times[1]))


def line(what: str, ours: Turns, bare: Turns, baseline: str) -> str:
    """One line of the report: our median and p99, and the ratio to the baseline's median."""
    ratio = ours.median / bare.median
    return (
        f"{what:34} median {ours.median * 1000:8.2f} ms  p99 {ours.p99 * 1000:8.2f} ms  "
        f"{ratio:6.1f} x {baseline} ({bare.median * 1000:.2f} ms)"
    )
