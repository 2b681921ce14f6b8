"""Reads one row of the matcher's own CSV; `COLUMNS` names its columns."""

import re
from collections.abc import Mapping
from datetime import date

from app.domain.matching.records import Record
from app.errors import Refused

COLUMNS = ("rec_id", "source", "forename", "surname", "alias", "dob", "gender", "postcode", "town")
_BETWEEN_ALIASES = re.compile(r"\s*[;,/|]\s*")


def record_from_row(row: Mapping[str, str]) -> Record:
    """A Record from a CSV row; Refused where a row has no rec_id. Empty means missing."""
    text = {column: (row.get(column) or "").strip() for column in COLUMNS}
    if not text["rec_id"]:
        raise Refused("A row has no rec_id: give every row its own and try again.")
    born = _iso_date(text["dob"])
    return Record(
        rec_id=text["rec_id"],
        source=text["source"],
        forename=text["forename"],
        surname=text["surname"],
        aliases=tuple(alias for alias in _BETWEEN_ALIASES.split(text["alias"]) if alias),
        born=born,
        sex=text["gender"],
        postcode=text["postcode"],
        town=text["town"],
        born_as_written="" if born else text["dob"],
    )


def _iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
