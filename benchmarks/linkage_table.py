"""The matcher's figures on labelled sets, Splink's beside them where it is installed."""

import csv
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from benchmarks.linkage import link
from benchmarks.linkage_hard import hard_sets
from benchmarks.linkage_made import Row, Set, made_sets
from benchmarks.linkage_splink import is_installed, splink_link

THRESHOLD = 12.5  # bits: where the band "likely" begins; one for all lists
_OPEN = ("families_dev", "uk_lists_dev", "febrl4")
_HEAD = (
    f"{'set':15} {'candidates':>10} {'best F1':>8} {'R at P≥.99':>10} {'read for 95 %':>13} {'98 %':>6}"
    f" {'at 12.5: P':>11} {'R':>5} {'F1':>5} {'seconds':>8}"
)
Key = tuple[str, str]


class Figures(NamedTuple):
    """Shares, 0 to 1; `to_see` are pairs read per true pair to see 95 % and 98 % of them (inf: never)."""

    candidates: float
    best_f1: float
    recall_at_99: float
    to_see: tuple[float, float]
    fixed: tuple[float, float, float]


def truth_of(rows: Iterable[Row]) -> set[Key]:
    """Every two rows of one entity on different lists, the lesser id first."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        groups[row["entity_id"]].append(row)
    return {
        (min(a["rec_id"], b["rec_id"]), max(a["rec_id"], b["rec_id"]))
        for group in groups.values()
        for i, a in enumerate(group)
        for b in group[:i]
        if a["source"] != b["source"]
    }


def figures(scores: Mapping[Key, float], truth: set[Key], threshold: float = THRESHOLD) -> Figures:
    """Precision and recall at every score; pairs of one score are taken together."""
    ranked = sorted(scores.items(), key=lambda pair: -pair[1])
    true = read = 0
    best = at_99 = 0.0
    to_see = [float("inf"), float("inf")]
    for _, same in groupby(ranked, key=lambda pair: pair[1]):
        level = [key in truth for key, _ in same]
        read, true = read + len(level), true + sum(level)
        best = max(best, 2 * true / (read + len(truth)))
        at_99 = max(at_99, true / len(truth) if true >= 0.99 * read else 0.0)
        for i, share in enumerate((0.95, 0.98)):
            if true >= share * len(truth):
                to_see[i] = min(to_see[i], read / len(truth))
    above = [key in truth for key, score in scores.items() if score >= threshold]
    p, r = sum(above) / max(1, len(above)), sum(above) / len(truth)
    return Figures(
        len(truth & scores.keys()) / len(truth),
        best,
        at_99,
        (to_see[0], to_see[1]),
        (p, r, 2 * p * r / (p + r) if p + r else 0.0),
    )


def open_sets() -> list[Set]:
    """The open labelled sets where they lie at hand: $CHAIRSIDE_SHARED or ../shared."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("CHAIRSIDE_SHARED") or beside) / "data" / "linkage"
    found = []
    for name in _OPEN:
        path = folder / f"{name}.csv"
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as file:
                found.append(Set(name, list(csv.DictReader(file))))
    return found


def report(sets: Sequence[Set] | None = None) -> list[str]:
    """The lines of this benchmark."""
    lines = [_HEAD]
    for one in sets if sets is not None else [*open_sets(), *made_sets(), *hard_sets()]:
        truth = truth_of(one.rows)
        bare = [{key: value for key, value in row.items() if key != "entity_id"} for row in one.rows]
        start = time.perf_counter()
        scores = {(a, b): score for a, b, score in link(bare, "link")}
        lines.append(_line(one.name, figures(scores, truth), time.perf_counter() - start))
        if is_installed():
            start = time.perf_counter()
            theirs = splink_link(one.rows)
            lines.append(_line("  Splink", figures(theirs, truth), time.perf_counter() - start))
    return lines


def _line(name: str, f: Figures, seconds: float) -> str:
    p, r, f1 = f.fixed
    return (
        f"{name:15} {f.candidates:10.3f} {f.best_f1:8.3f} {f.recall_at_99:10.3f}"
        f" {f.to_see[0]:13.3f} {f.to_see[1]:6.2f} {p:11.3f} {r:5.3f} {f1:5.3f} {seconds:8.1f}"
    )
