"""Lists from outside: import, candidates, decide, crosscheck, match: their JSON and their sentences."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from tests.commands.outside import a_store_file, brought_in, chairside, copied, outside
from tests.importers.books import book
from tests.services.small_lists import CME, MASE, MISPER, case, entry, episode, write

ANNA, BEN = ("Anna Quill", date(2011, 3, 4)), ("Łukasz Tarn", date(2012, 5, 6))
LISTED = date(2026, 9, 1)
UPN = "A123456789012"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[ListName, Path]:
    folder = tmp_path_factory.mktemp("files")
    episodes = [episode(f"26MIS0{n}", *ANNA, datetime(2026, 11, n, 9)) for n in (5, 6)]
    return {
        ListName.MISPER: write(
            folder / "m.xlsx", {"Return": (MISPER, [*episodes, episode("26MIS07", *BEN, None)])}
        ),
        ListName.CME: write(
            folder / "c.xlsx", {"Richmond": (CME, [entry(UPN, "Anna", "Quill", ANNA[1], LISTED)])}
        ),
        ListName.MASE: write(folder / "t.xlsx", {"Current": (MASE, [case("MASE-0001", *ANNA, LISTED)])}),
    }


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, files: dict[ListName, Path]) -> Path:
    store = a_store_file(tmp_path_factory.mktemp("store"))
    for name, file in files.items():
        one = brought_in(store, name, file)[0]
        assert list(one) == ["file", "list", "rows", "accepted", "unchanged", "refused"]
        assert (one["file"], one["list"], one["accepted"], one["refused"]) == (
            str(file),
            name,
            one["rows"],
            [],
        )
    return store


@pytest.fixture
def store(filled: Path, tmp_path: Path) -> Path:
    return copied(filled, tmp_path / "copy")


def test_the_same_file_again_is_unchanged(store: Path, files: dict[ListName, Path]) -> None:
    one = brought_in(store, ListName.MISPER, files[ListName.MISPER])[0]
    assert (one["rows"], one["accepted"], one["unchanged"]) == (3, 0, 3)


def test_a_row_is_refused_with_its_place_and_reason(store: Path, tmp_path: Path) -> None:
    rows = [
        entry("B123456789012", "Cara", "Vale", date(2030, 1, 1), LISTED),
        entry(UPN, "Anna", "Quill", ANNA[1], LISTED),
    ]
    one = brought_in(store, ListName.CME, write(tmp_path / "c.xlsx", {"Richmond": (CME, rows)}))[0]
    assert one["rows"] == one["accepted"] + one["unchanged"] + len(one["refused"]) == 2
    refusal = one["refused"][0]
    assert list(refusal) == ["sheet", "row", "reason"]
    assert (refusal["sheet"], refusal["row"]) == ("Richmond", 3) and "date of birth" in refusal["reason"]
    assert "Cara" not in refusal["reason"]


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.xlsx", b"", "empty"),
        ("plain.xlsx", b"a,b,c\n1,2,3\n", "plain text (CSV)"),
        ("blank.xlsx", book([]), "empty"),
        ("other.xlsx", book([("x", "y", "z"), (1, 2, 3)]), "heading"),
        (
            "locked.xlsx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
    ],
)
def test_a_file_that_is_no_list_takes_none_of_the_files_in(
    filled: Path, files: dict[ListName, Path], tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    bad = tmp_path / name
    bad.write_bytes(data)
    assert word in chairside("import", filled, "misper", files[ListName.MISPER], bad, "--json").refused()


def test_candidates_name_rows_that_can_be_decided(store: Path) -> None:
    pairs = chairside("candidates", store, "--json").json
    assert {(p["a"]["list"], p["a"]["ref"], p["b"]["list"], p["b"]["ref"]) for p in pairs} == {
        ("misper", "26MIS05", "cme", UPN), ("misper", "26MIS06", "cme", UPN),
        ("cme", UPN, "mase", "MASE-0001"),
        ("misper", "26MIS05", "mase", "MASE-0001"), ("misper", "26MIS06", "mase", "MASE-0001"),
    }  # fmt: skip
    assert all(list(p) == ["a", "b", "score", "band", "reasons"] for p in pairs)
    assert all(list(reason) == ["field", "level", "weight"] for p in pairs for reason in p["reasons"])
    assert "misper:26MIS05 ~ cme:" in chairside("candidates", store).out


def test_a_decision_joins_and_another_takes_it_back(store: Path) -> None:
    assert chairside("crosscheck", store, "--json").json == []
    words = ("decide", store, "misper:26MIS06", "mase:MASE-0001")
    said = chairside(*words, "same", "--reason", "seen together", "--json")
    assert said.err == "" and {"a", "b", "decision", "reason", "by"} <= set(said.json)
    assert (said.json["decision"], said.json["reason"]) == ("same", "seen together")
    rows = chairside("crosscheck", store, "--json").json
    assert [list(row) for row in rows] == [["name", "dob", "lists", "sources", "findings"]]
    assert (rows[0]["name"], rows[0]["dob"], rows[0]["lists"]) == (
        "Anna Quill",
        "2011-03-04",
        ["mase", "misper"],
    )
    assert {"list": "misper", "ref": "26MIS05"} in rows[0]["sources"] and len(rows[0]["sources"]) == 3
    assert {tuple(pair["b"].values()) for pair in chairside("candidates", store, "--json").json} >= {
        ("cme", UPN)
    }
    assert chairside(*words, "different", "--reason", "they were two").status == 0
    assert chairside("crosscheck", store, "--json").json == []


@pytest.mark.parametrize(
    ("a", "b", "reason", "word"),
    [
        ("misper:26MIS05", "mase:MASE-0001", "  ", "reason"),
        ("misper:NOPE", "mase:MASE-0001", "x", "no row"),
        ("26MIS05", "mase:MASE-0001", "x", "list:reference"),
        ("misper:26MIS05", "misper:26MIS06", "x", "same child"),
    ],
)
def test_what_cannot_be_decided_is_refused(filled: Path, a: str, b: str, reason: str, word: str) -> None:
    assert word in chairside("decide", filled, a, b, "same", "--reason", reason).refused()


def test_a_trial_answers_and_keeps_nothing(filled: Path) -> None:
    rows = chairside("crosscheck", filled, "--accept", "likely", "--json").json
    assert [sorted(row["lists"]) for row in rows] == [["cme", "mase", "misper"]]
    assert all(set(one) == {"rule", "sentence", "source", "severity"} for one in rows[0]["findings"])
    assert chairside("crosscheck", filled, "--json").json == []


def test_letters_that_a_terminal_lacks_do_not_stop_an_answer(filled: Path) -> None:
    assert outside("crosscheck", filled, "--accept", "likely", PYTHONIOENCODING="ascii").status == 0
    said = outside("candidates", filled, "--json", PYTHONIOENCODING="ascii")
    assert (said.status, said.err) == (0, "") and len(said.json) == 5


def test_the_matcher_alone_needs_no_store(tmp_path: Path) -> None:
    records, pairs = tmp_path / "r.csv", tmp_path / "p.csv"
    with records.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([
            "rec_id,source,forename,surname,alias,dob,gender,postcode,town".split(","),
            ("1", "a", "Łukasz", "Tarn", "", "2012-05-06", "M", "KT1 1AA", ""),
            ("2", "b", "Lukasz", "Tarn", "", "06/05/2012", "M", "", ""),
        ])  # fmt: skip
    said = outside("match", records, "--out", pairs, "--mode", "link", "--json", passphrase=None)
    assert set(said.json) == {"records", "pairs", "seconds"} and said.json["records"] == 2 and said.err == ""
    with pairs.open(encoding="utf-8", newline="") as made:
        assert [row[:2] for row in csv.reader(made)] == [["id_a", "id_b"], ["1", "2"]]
    assert "cannot be read" in chairside("match", tmp_path / "no.csv", "--out", pairs).refused()
