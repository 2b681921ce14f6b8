"""Home, the cross-check and the agendas on a store of one year and of five, each against one bare count.

The month in sight is the same in both, so what is shown is the same; only what lies behind it grows.
"""

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from app.services.clock import fixed_clock
from app.services.desk import Desk
from benchmarks.timing import Turns, in_turn, line
from benchmarks.years_store import FIVE_YEARS, ONE_YEAR, Size, make

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
ROUNDS = 5
HOME_MS, AGENDA_MS = 300, 500


def report(folder: Path) -> list[str]:
    """The lines of this benchmark, with the figure that each is to reach after five years."""
    one, five = (dict(_measured(folder, size)) for size in (ONE_YEAR, FIVE_YEARS))
    return [_line(what, one[what][0], *five[what]) for what in five]


def _measured(folder: Path, size: Size) -> Iterator[tuple[str, tuple[Turns, Turns]]]:
    desk = make(folder / f"{size.years}.chairside", size, fixed_clock(NOW))
    desk.who.take_over(())  # the matcher has a benchmark of its own

    def count(_number: int) -> None:
        with desk.store.reading() as session:
            session.connection().exec_driver_sql("SELECT count(*) FROM episodes").fetchall()

    for what, act in _acts(desk).items():
        yield what, in_turn(partial(_call, act), count, ROUNDS)
    desk.close()


def _call(act: Callable[[], object], _number: int) -> None:
    act()


def _acts(desk: Desk) -> Mapping[str, Callable[[], object]]:
    acts: dict[str, Callable[[], object]] = {
        "Home": lambda: desk.home.month(NOW.year, NOW.month),
        "Cross-check": desk.crosscheck.children,
        "All children": desk.children.all,
        "All meetings": desk.planner.meetings,
    }
    for meeting in desk.planner.month(NOW.year, NOW.month):
        acts[f"Agenda {meeting.body_short}"] = lambda number=meeting.id: desk.documents.record(
            "agenda", number
        )  # type: ignore[misc]
    return acts


def _line(what: str, one: Turns, five: Turns, bare: Turns) -> str:
    limit = AGENDA_MS if what.startswith("Agenda") else HOME_MS if what == "Home" else None
    growth = f"{five.median / one.median:.1f} x one year"
    goal = "" if limit is None else f"; to reach: {limit} ms"
    missed = limit is not None and five.median * 1000 > limit
    words = line(f"{what}, five years", five, bare, "counting the episodes bare")
    return f"{words}; {growth}{goal}{'  NOT REACHED' if missed else ''}"
