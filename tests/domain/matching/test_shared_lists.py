"""The three open labelled sets, where they are at hand: floors that a change must not sink below."""

import csv
from collections import defaultdict
from pathlib import Path

import pytest

from app.domain.matching import Band, find_pairs, record_from_row
from app.domain.matching.records import BAND_ORDER
from tests.domain.matching.reference import shipped
from tests.shared import shared_lists

# At LIKELY and above: least recall, least precision; then least recall of all candidates.
FLOORS = {"families_dev": (0.85, 0.97, 0.985), "uk_lists_dev": (0.90, 0.97, 0.99)}


@pytest.mark.parametrize("name", FLOORS)
def test_floor(name: str) -> None:
    path: Path = shared_lists().parents[1] / "linkage" / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    truth = _truth(rows)
    pairs = find_pairs([record_from_row(row) for row in rows], shipped(), mode="link")
    found = {(pair.id_a, pair.id_b) for pair in pairs}
    likely = {(p.id_a, p.id_b) for p in pairs if BAND_ORDER.index(p.band) >= BAND_ORDER.index(Band.LIKELY)}
    certain = {(p.id_a, p.id_b) for p in pairs if p.band is Band.CERTAIN}
    recall, precision, candidates = FLOORS[name]
    assert len(likely & truth) / len(truth) >= recall
    assert len(likely & truth) / len(likely) >= precision
    assert len(found & truth) / len(truth) >= candidates
    assert len(certain & truth) / len(certain) >= 0.99


def _truth(rows: list[dict[str, str]]) -> set[tuple[str, str]]:
    groups: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in rows:
        groups[row["entity_id"]].append(row)
    return {
        (min(a["rec_id"], b["rec_id"]), max(a["rec_id"], b["rec_id"]))
        for group in groups.values()
        for i, a in enumerate(group)
        for b in group[:i]
        if a["source"] != b["source"]
    }
