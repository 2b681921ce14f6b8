"""Finds every pair worth a person's look in one or several lists."""

from collections.abc import Callable, Sequence
from types import FunctionType
from typing import Literal

from rapidfuzz.distance import OSA

from app.domain.matching.blocking import Blocks
from app.domain.matching.hopeless import glances, is_hopeless
from app.domain.matching.names import NameBook
from app.domain.matching.prepare import prepare
from app.domain.matching.records import Cancelled, Record, ScoredPair
from app.domain.matching.scoring import judge, to_pair
from app.domain.matching.tables import ReferenceTables

Progress = Callable[[int, int], bool]
LEAST_SCORE = -4.5  # bits: below, a pair shares a key and nothing else
_REPORT_EVERY = 500


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
    prepared = [prepare(record) for record in sorted(records, key=lambda record: record.rec_id)]
    book = NameBook(tables)
    looks = glances(prepared, tables)
    pairs: list[ScoredPair] = []
    for i, partners in enumerate(Blocks(prepared, tables).earlier_partners()):
        if progress is not None and i % _REPORT_EVERY == 0 and not progress(i, len(prepared)):
            raise Cancelled
        own = prepared[i]
        for j in partners:
            other = prepared[j]
            if (mode == "link" and own.source == other.source) or is_hopeless(looks[i], looks[j]):
                continue
            judgement = judge(other, own, book)
            if judgement.score >= LEAST_SCORE:
                pairs.append(to_pair(other, own, judgement))
    if progress is not None:
        progress(len(prepared), len(prepared))
    pairs.sort(key=lambda pair: (-pair.score, pair.id_a, pair.id_b))
    return pairs


def is_compiled() -> bool:
    """False where rapidfuzz has fallen back to pure Python without a word, which is many times slower."""
    return not isinstance(OSA.distance, FunctionType)
