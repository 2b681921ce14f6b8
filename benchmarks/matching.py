"""The matcher on invented rows, against comparing as many names with rapidfuzz alone."""

from rapidfuzz.distance import JaroWinkler

from app.domain.matching import find_pairs
from app.services.people.matching_tables import reference_tables
from benchmarks.linkage import invented
from benchmarks.timing import in_turn, line

SIZES = (1_000, 5_000)


def report() -> list[str]:
    """The lines of this benchmark."""
    return [_of(rows) for rows in SIZES]


def _of(rows: int) -> str:
    tables = reference_tables()
    records = invented(rows, tables)
    pairs = find_pairs(records, tables, mode="link")
    by_id = {record.rec_id: f"{record.forename} {record.surname}" for record in records}
    names = [(by_id[pair.id_a], by_id[pair.id_b]) for pair in pairs]
    turns = in_turn(
        lambda _n: find_pairs(records, tables, mode="link"),
        lambda _n: [JaroWinkler.similarity(a, b) for a, b in names],
        3,
    )
    return line(f"Matching {rows:,} rows, {len(pairs):,} pairs", *turns, "one name comparison a pair")
