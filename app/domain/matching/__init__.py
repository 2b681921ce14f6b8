"""Who may be the same child: records in, scored pairs with reasons out. Nothing merges by itself."""

from app.domain.matching.finding import find_pairs, is_compiled
from app.domain.matching.records import Band, Cancelled, Reason, Record, ScoredPair
from app.domain.matching.rows import record_from_row
from app.domain.matching.scoring import compare
from app.domain.matching.sentence import sentence
from app.domain.matching.tables import ReferenceTables, tables_from_text

__all__ = [
    "Band",
    "Cancelled",
    "Reason",
    "Record",
    "ReferenceTables",
    "ScoredPair",
    "compare",
    "find_pairs",
    "is_compiled",
    "record_from_row",
    "sentence",
    "tables_from_text",
]
