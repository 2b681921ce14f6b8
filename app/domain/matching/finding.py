"""Finds every pair worth a person's look in one or several lists."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from math import log2
from types import FunctionType
from typing import Literal

from rapidfuzz.distance import OSA

from app.domain.matching.blocking import Blocks
from app.domain.matching.hopeless import glances, is_hopeless
from app.domain.matching.names import NameBook
from app.domain.matching.prepare import Prepared, prepare
from app.domain.matching.records import Cancelled, Record, ScoredPair
from app.domain.matching.scoring import judge_if, to_pair
from app.domain.matching.tables import ReferenceTables

Progress = Callable[[int, int], bool]
LEAST_SCORE = -5.0  # bits, for up to _FEW records: below, a pair shares a key and nothing else
_MOST_LEAST = 2.0  # bits: still far below what anybody is shown
_FEW = 10_000
_REPORT_EVERY = 500


def least_score(records: int) -> float:
    """The score a pair must reach to be kept: ten times the rows make a hundred times the chance pairs."""
    return min(_MOST_LEAST, LEAST_SCORE + 2 * log2(max(1.0, records / _FEW)))


def find_pairs(
    records: Sequence[Record],
    tables: ReferenceTables,
    *,
    mode: Literal["link", "dedupe"],
    progress: Progress | None = None,
) -> list[ScoredPair]:
    """All pairs that share a key, best first, weak ones too; `link` pairs only different sources.

    Pairs are never joined into chains. `progress(done, total)` counts records; Cancelled if it returns False.
    """
    with _without_collecting():
        prepared = [prepare(record) for record in sorted(records, key=lambda record: record.rec_id)]
        pairs = list(_scored(prepared, tables, mode, progress))
        if progress is not None:
            progress(len(prepared), len(prepared))
        pairs.sort(key=lambda pair: (-pair.score, pair.id_a, pair.id_b))
    return pairs


def _scored(
    prepared: Sequence[Prepared], tables: ReferenceTables, mode: str, progress: Progress | None
) -> Iterator[ScoredPair]:
    book = NameBook(tables)
    looks = glances(prepared, tables)
    least = least_score(len(prepared))
    for i, partners in enumerate(Blocks(prepared, tables).earlier_partners()):
        if progress is not None and i % _REPORT_EVERY == 0 and not progress(i, len(prepared)):
            raise Cancelled
        own = prepared[i]
        for j in partners:
            other = prepared[j]
            if (mode == "link" and own.source == other.source) or is_hopeless(looks[i], looks[j]):
                continue
            judgement = judge_if(other, own, book, least)
            if judgement is not None:
                yield to_pair(other, own, judgement)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """A million pairs are made and none is in a cycle: looking for cycles costs a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def is_compiled() -> bool:
    """False where rapidfuzz has fallen back to pure Python without a word, which is many times slower."""
    return not isinstance(OSA.distance, FunctionType)
