"""Scores the matcher: an adapter for a scoring harness, and a speed test of its own.

As a callable for a harness: `--callable benchmarks.linkage:link`.
Alone: `python -m benchmarks.linkage RECORDS.csv [--mode link|dedupe]` prints counts by band and the seconds;
`python -m benchmarks.linkage --speed 5000` measures that many invented rows.
"""

import argparse
import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from app.domain.matching import (
    Record,
    ReferenceTables,
    ScoredPair,
    compare,
    find_pairs,
    record_from_row,
)
from app.services.people.matching_tables import reference_tables

Mode = Literal["link", "dedupe"]


def pairs_of(rows: Iterable[Mapping[str, str]], mode: Mode) -> list[ScoredPair]:
    """Every scored pair of the rows of a CSV."""
    return find_pairs([record_from_row(row) for row in rows], reference_tables(), mode=mode)


def link(records: Iterable[Mapping[str, str]], mode: Mode) -> Iterator[tuple[str, str, float]]:
    """What a harness wants: the two ids and the score."""
    return ((pair.id_a, pair.id_b, pair.score) for pair in pairs_of(records, mode))


def score_pair(a: Mapping[str, str], b: Mapping[str, str]) -> float:
    """The score of one pair."""
    return compare(record_from_row(a), record_from_row(b), reference_tables()).score


def invented(rows: int, tables: ReferenceTables, seed: int = 7) -> list[Record]:
    """Rows of two sources drawn by the tables' own shares; a fifth occur in both, some with a slip."""
    chance = random.Random(seed)
    forenames, surnames = (
        _drawn(tables.forename_shares, rows, chance),
        _drawn(tables.surname_shares, rows, chance),
    )
    records: list[Record] = []
    for i in range(rows):
        if i % 5 == 4:
            earlier = records[chance.randrange(len(records))]
            records.append(_slipped(earlier, i, chance))
            continue
        born = date(2008, 1, 1) + timedelta(days=chance.randrange(6500))
        postcode = (
            f"{chance.choice(('KT', 'TW', 'SM', 'SW'))}{chance.randrange(1, 20)} {chance.randrange(1, 10)}AB"
        )
        records.append(
            Record(
                f"r{i}",
                "ab"[i % 2],
                forenames[i],
                surnames[i] + _ending(chance),
                born=born,
                postcode=postcode,
            )
        )
    return records


def _drawn(shares: Mapping[str, float], count: int, chance: random.Random) -> list[str]:
    return chance.choices(list(shares), weights=list(shares.values()), k=count)


def _ending(chance: random.Random) -> str:
    """Half the surnames are rare ones that no table holds."""
    return (
        ""
        if chance.random() < 0.5
        else chance.choice(("ford", "ley", "wick", "by", "shaw", "ton")) + chance.choice("aeiou")
    )


def _slipped(record: Record, i: int, chance: random.Random) -> Record:
    surname = record.surname
    if chance.random() < 0.3 and len(surname) > 4:
        at = chance.randrange(1, len(surname) - 1)
        surname = surname[:at] + surname[at + 1 :]
    return Record(f"r{i}", "b" if record.source == "a" else "a", record.forename, surname, born=record.born)


def _report(pairs: Sequence[ScoredPair], rows: int, seconds: float) -> None:
    bands = Counter(pair.band.value for pair in pairs)
    sys.stdout.write(f"{rows} rows, {len(pairs)} pairs {dict(bands)}, {seconds:.2f} s\n")


def main() -> None:
    """The command line of the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", nargs="?", type=Path)
    parser.add_argument("--mode", choices=("link", "dedupe"), default="link")
    parser.add_argument("--speed", type=int, metavar="ROWS")
    asked = parser.parse_args()
    tables = reference_tables()
    if asked.records:
        with asked.records.open(encoding="utf-8", newline="") as file:
            records = [record_from_row(row) for row in csv.DictReader(file)]
    else:
        records = invented(asked.speed or 5_000, tables)
    start = time.perf_counter()
    pairs = find_pairs(records, tables, mode=asked.mode)
    _report(pairs, len(records), time.perf_counter() - start)


if __name__ == "__main__":
    main()
