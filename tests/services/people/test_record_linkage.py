"""The matcher on a file of its own: every candidate with its reasons, and plain words for a bad file."""

import csv
import json
from pathlib import Path
from typing import Literal

import pytest

from app.errors import Refused
from app.services.people.record_linkage import NEEDED, match_file

ROWS = (
    ("a1", "police", "Zoë", "Quill", "Zee", "2011-03-04", "F", "KT1 1AA", "Kingston"),
    ("b1", "school", "Zoe", "Quill", "", "04/03/2011", "F", "KT1 1AA", ""),
    ("b2", "school", "Zoe", "Quil", "", "2011-03-04", "F", "", ""),
    ("c1", "school", "Marek", "Nowak", "", "", "M", "", ""),
)


def _file(folder: Path, head: tuple[str, ...] = NEEDED, encoding: str = "utf-8") -> Path:
    path = folder / "records.csv"
    with path.open("w", encoding=encoding, newline="") as out:
        csv.writer(out).writerows((head, *ROWS))
    return path


@pytest.mark.parametrize(
    ("mode", "pairs"),
    [("link", {("a1", "b1"), ("a1", "b2")}), ("dedupe", {("a1", "b1"), ("a1", "b2"), ("b1", "b2")})],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_pairs_of_a_file(
    tmp_path: Path, mode: Literal["link", "dedupe"], pairs: set[tuple[str, str]], encoding: str
) -> None:
    out = tmp_path / "pairs.csv"
    done = match_file(_file(tmp_path, encoding=encoding), out, mode)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["id_a", "id_b", "score", "band", "reasons"]
    assert {tuple(sorted((row["id_a"], row["id_b"]))) for row in rows} >= pairs
    assert (done.records, done.pairs) == (4, len(rows)) and done.seconds >= 0
    assert {"field", "level", "weight"} == set(json.loads(rows[0]["reasons"])[0])
    assert [float(row["score"]) for row in rows] == sorted(
        (float(row["score"]) for row in rows), reverse=True
    )


def test_a_file_of_records_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "pairs.csv"
    with pytest.raises(Refused, match="lacks the columns town"):
        match_file(_file(tmp_path, NEEDED[:-1]), out, "link")
    with pytest.raises(Refused, match="UTF-8"):
        match_file(_file(tmp_path, encoding="utf-16"), out, "link")
    with pytest.raises(Refused, match="cannot be read"):
        match_file(tmp_path / "nowhere.csv", out, "link")
    with pytest.raises(Refused, match="cannot be written"):
        match_file(_file(tmp_path), tmp_path / "no folder" / "pairs.csv", "link")
    assert not out.exists()
