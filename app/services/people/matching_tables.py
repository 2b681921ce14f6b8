"""The matcher's tables, read once from the shipped reference files."""

from functools import lru_cache

from app.domain.matching import ReferenceTables, tables_from_text
from app.resources import resource


@lru_cache(maxsize=1)
def reference_tables() -> ReferenceTables:
    """Nicknames, variants and how common names are."""
    names = ("nicknames", "forename_frequency", "surname_frequency")
    return tables_from_text(
        *(resource("reference", f"{name}.toml").read_text(encoding="utf-8") for name in names)
    )
