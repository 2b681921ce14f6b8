"""The cross-check from outside: every child of the shared lists, nobody else, and its document."""

import csv
import json
from collections import Counter, defaultdict
from pathlib import Path

import docx
import openpyxl
import pytest

from app.domain.lists import ListName
from tests.commands.outside import a_store_file, brought_in, chairside, outside
from tests.shared import shared_lists


def _truth(month: str) -> dict[tuple[str, str], str]:
    with (shared_lists(month) / "truth.csv").open(encoding="utf-8") as file:
        return {(row["list"], row["row_ref"]): row["child"] for row in csv.DictReader(file)}


def _on_several(truth: dict[tuple[str, str], str]) -> dict[str, set[str]]:
    lists: dict[str, set[str]] = defaultdict(set)
    for (name, _), child in truth.items():
        lists[child].add(name)
    return {child: names for child, names in lists.items() if len(names) > 1}


def _store(folder: Path, *months: str) -> Path:
    made = a_store_file(folder)
    for month in months:
        for name in ListName:
            brought_in(made, name, next(shared_lists(month).glob(f"{name}_*.xlsx")))
    return made


@pytest.mark.parametrize(
    ("months", "count"), [(("2026-10",), 37), (("2026-11",), 39), (("2026-10", "2026-11"), 39)]
)
def test_the_shared_lists_give_every_child_and_nobody_else(
    tmp_path: Path, months: tuple[str, ...], count: int
) -> None:
    truth = {key: child for month in months for key, child in _truth(month).items()}
    wanted = _on_several(_truth(months[-1]))
    store = _store(tmp_path, *months)
    assert chairside("crosscheck", store, "--json").json == []
    rows = chairside("crosscheck", store, "--accept", "likely", "--json").json
    found: Counter[str] = Counter()
    for row in rows:
        children = {truth[one["list"], one["ref"]] for one in row["sources"]}
        assert len(children) == 1, "rows of two children in one answer"
        child = children.pop()
        found[child] += 1
        assert set(row["lists"]) == wanted.get(child), child
    assert set(found) == set(wanted) and len(rows) == count == len(wanted)
    assert set(found.values()) == {1}


def test_an_answer_has_what_the_contract_says_and_nothing_else_on_the_line(tmp_path: Path) -> None:
    store = _store(tmp_path, "2026-11")
    said = outside("crosscheck", store, "--accept", "likely", "--json")
    assert (said.status, said.err) == (0, "")
    rows = json.loads(said.out)
    assert all(list(row) == ["name", "dob", "lists", "sources", "findings"] for row in rows)
    assert all(list(one) == ["rule", "sentence", "source", "severity"] for r in rows for one in r["findings"])
    assert all(set(row["lists"]) <= {"mase", "misper", "cme"} for row in rows)
    bands = [
        len(chairside("crosscheck", store, "--accept", band, "--json").json)
        for band in ("certain", "likely", "possible")
    ]
    assert bands == sorted(bands) and bands[0] > 0
    assert chairside("crosscheck", store, "--accept", "weak").status == 2


def test_the_document_leaves_as_word_or_as_excel(tmp_path: Path) -> None:
    store = _store(tmp_path, "2026-11")
    for a, b in _pairs(store)[:3]:
        chairside("decide", store, a, b, "same", "--reason", "The same date of birth")
    meetings = {row["body"]: row["meeting"] for row in chairside("plan", store, "2026-12", "--json").json}
    assert "crosscheck" in {row["document"] for row in chairside("export", "--list", "--json").json}
    names = [row["name"] for row in chairside("crosscheck", store, "--json").json]
    assert names
    seen = ""
    for body in ("KR-MASE", "KR-MISPER", "KR-CME"):
        word, sheet = tmp_path / f"{body}.docx", tmp_path / f"{body}.xlsx"
        for out in (word, sheet):
            said = chairside(
                "export", store, "crosscheck", "--meeting", meetings[body], "--out", out, "--json"
            )
            assert list(said.json) == ["document", "file", "sha256", "missing"], said
        tables = docx.Document(str(word)).tables
        seen += "".join(cell.text for table in tables for row in table.rows for cell in row.cells)
        page = openpyxl.load_workbook(sheet).active
        assert page is not None and page.freeze_panes
    assert all(name in seen for name in names)
    refused = chairside("export", store, "minutes", "--meeting", 1, "--out", tmp_path / "m.xlsx").refused()
    assert "not been held" in refused


def _pairs(store: Path) -> list[tuple[str, str]]:
    found = chairside("candidates", store, "--json").json
    certain = [one for one in found if one["band"] == "certain" and one["a"]["list"] != one["b"]["list"]]
    return [
        (f"{one['a']['list']}:{one['a']['ref']}", f"{one['b']['list']}:{one['b']['ref']}") for one in certain
    ]
