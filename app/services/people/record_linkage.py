"""The matcher on a file of its own, without a store: for measuring it and for other programs."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Literal

from app.domain.matching import Record, find_pairs
from app.domain.matching.rows import record_from_row
from app.errors import Refused
from app.services.people.matching_tables import reference_tables

NEEDED = ("rec_id", "source", "forename", "surname", "alias", "dob", "gender", "postcode", "town")
Mode = Literal["link", "dedupe"]


@dataclass(frozen=True)
class Matched:
    """How many records and pairs, and how long the matcher took."""

    records: int
    pairs: int
    seconds: float


def match_file(records_file: Path, pairs_file: Path, mode: Mode) -> Matched:
    """Write every candidate pair of a CSV of records, weak ones too, as id_a, id_b, score, band, reasons."""
    records = _records(records_file)
    start = perf_counter()
    pairs = find_pairs(records, reference_tables(), mode=mode)
    seconds = round(perf_counter() - start, 3)
    try:
        with pairs_file.open("w", encoding="utf-8", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(("id_a", "id_b", "score", "band", "reasons"))
            for pair in pairs:
                reasons = [
                    {"field": one.field, "level": one.level, "weight": one.weight} for one in pair.reasons
                ]
                writer.writerow((pair.id_a, pair.id_b, pair.score, pair.band.value, json.dumps(reasons)))
    except OSError as error:
        raise Refused(
            "The file of pairs cannot be written; check the folder, and that it is not open."
        ) from error
    return Matched(len(records), len(pairs), seconds)


def _records(file: Path) -> list[Record]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as source:
            reader = csv.DictReader(source)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise Refused(f"The file of records lacks the columns {', '.join(missing)}.")
            return [record_from_row(row) for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise Refused("The file of records cannot be read; it must be a CSV file in UTF-8.") from error
