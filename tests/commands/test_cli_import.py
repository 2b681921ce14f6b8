"""Import from outside the process: every list, several files, a refused one, and the shape of the answer."""

from pathlib import Path

import pytest

from tests.commands.outside import a_store_file, chairside, outside
from tests.importers.books import CME, MASE, MISPER, book, book_of, episode
from tests.importers.test_care import HEADER, LIST_8, MISSING, ROW

FILES = {
    "misper": ("return.xlsx", book([MISPER, episode(1), episode(2)]), 2, 0),
    "cme": ("register.xlsx", book([CME, ["X1", "Ana", "Quill", "", "04/03/2011"]]), 1, 0),
    "mase": ("tracker.xlsx", book([MASE, ["M1", "Ana Quill", "04/03/2011", "Sutton"]]), 1, 0),
    "ssda903": ("header.csv", HEADER, 2, 1),
    "annex-a": ("annex.xlsx", book_of({"Cover": [["Annex A"]], "List_8": [LIST_8, ROW]}), 1, 0),
}


def file_of(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize("name", FILES)
def test_each_list(tmp_path: Path, name: str) -> None:
    store = a_store_file(tmp_path / "store")
    file_name, content, accepted, refused = FILES[name]
    path = file_of(tmp_path, file_name, content)
    (one,) = chairside("import", store, name, path, "--json").json["files"]
    assert set(one) == {"file", "list", "rows", "accepted", "unchanged", "refused"}
    assert (one["file"], one["list"], one["rows"]) == (str(path), name, accepted + refused)
    assert (one["accepted"], one["unchanged"], len(one["refused"])) == (accepted, 0, refused)
    assert all(set(row) == {"sheet", "row", "reason"} for row in one["refused"])
    again = chairside("import", store, name, path, "--json").json["files"][0]
    assert (again["accepted"], again["unchanged"]) == (0, accepted)


def test_a_delivery_of_several_files_is_whole_or_nothing(tmp_path: Path) -> None:
    store = a_store_file(tmp_path / "store")
    header, missing = (
        file_of(tmp_path, f"{n}.csv", c) for n, c in (("header", HEADER), ("missing", MISSING))
    )
    wrong = file_of(tmp_path, "episodes.csv", b"CHILD,DOB,RNE,DECOM\n1,01/02/2012,S,01/02/2020\n")
    said = chairside("import", store, "ssda903", header, wrong).refused()
    assert said.startswith("episodes.csv: This is another file") and "Nothing was imported" in said
    both = outside("import", store, "ssda903", header, missing, "--json")
    assert (both.status, both.err) == (0, "")
    assert [one["accepted"] for one in both.json["files"]] == [2, 2]
