"""What a whole column shows that no cell of it does: that day and month may be the wrong way round.

04/25/2012 can only have the month first; then 04/05/2012 beside it may mean 5 April. And where each date with
a day above 12 is text and no other is, Excel has read the others by the month first.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from app.importers.lines import Table

_WRITTEN = re.compile(r"\s*'?(\d{1,2})[/.\-](\d{1,2})[/.\-](?:\d{4}|\d{2})\b")
_DAYS = frozenset(
    "born reported_at returned_at interview_done_on off_roll_on referred_on strategy_meeting_on listed_on "
    "closed_on care_began_on episode_began_on episode_ended_on".split()
)
_MONTHS = 12
_ENOUGH = 2
_DAY, _MONTH, _EITHER = "day first", "month first", "either"


@dataclass(frozen=True)
class Doubts:
    """What is doubtful in a row for what other rows show; `reason` stops it."""

    notes: tuple[str, ...] = ()
    reason: str = ""


def doubts_of(table: Table) -> Mapping[int, Doubts]:
    """The doubts by row, from each of the table's columns of days."""
    notes: dict[int, list[str]] = defaultdict(list)
    reasons: dict[int, str] = {}
    for column, key in table.layout.columns.items():
        if key not in _DAYS:
            continue
        for row, sentence, stops in _of_column(table, column, key):
            if stops:
                reasons.setdefault(row, sentence)
            else:
                notes[row].append(sentence)
    return {row: Doubts(tuple(notes[row]), reasons.get(row, "")) for row in {*notes, *reasons}}


def _of_column(table: Table, column: int, key: str) -> Iterator[tuple[int, str, bool]]:
    orders: dict[int, str] = {}
    dated: dict[int, date] = {}
    for line in table.rows:
        value = line.cells[column].value if column in line.cells else None
        if isinstance(value, date | datetime):
            dated[line.row] = value
        elif isinstance(value, str) and (match := _WRITTEN.match(value)):
            orders[line.row] = _order(int(match[1]), int(match[2]))
    counts = list(orders.values())
    label = table.labels.get(column, "date")
    if _MONTH in counts:
        sure = key == "born" and counts.count(_MONTH) >= _ENOUGH and _DAY not in counts
        for row in (row for row, order in orders.items() if order == _EITHER):
            yield row, _month_first(label, sure=sure), sure
    elif _swapped(counts, dated):
        for row in dated:
            yield row, f"Excel may have exchanged the day and the month under “{label}”; check them.", False


def _month_first(label: str, *, sure: bool) -> str:
    if sure:
        return (
            f"Other dates under “{label}” have the month first, so it cannot be told which part of this one "
            "is the month; put the whole column right and import the file again."
        )
    return f"Another date under “{label}” has the month first; check the day and the month of this one."


def _order(first: int, second: int) -> str:
    if first == second or not (first >= 1 and second >= 1):
        return ""
    if first > _MONTHS >= second:
        return _DAY
    if second > _MONTHS >= first:
        return _MONTH
    return _EITHER if max(first, second) <= _MONTHS else ""


def _swapped(written: list[str], dated: Mapping[int, date]) -> bool:
    """Every date that is text has a day above 12, and every one that is a date has none."""
    return (
        len(written) >= _ENOUGH
        and len(dated) >= _ENOUGH
        and all(order == _DAY for order in written)
        and all(day.day <= _MONTHS for day in dated.values())
    )
