"""Before a store is open."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.services.desk import recover_desk
from app.services.keeping import beginning
from app.services.keeping.beginning import NewStore, advice, is_last_group, remember, stores, suggested_place
from app.store.keys import Cost

PASSPHRASE = "quiet harbour lantern tuesday"


def touch(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).write_bytes(b"x")


def test_backups_the_demo_and_stores_set_aside_are_not_offered(tmp_path: Path) -> None:
    touch(
        tmp_path,
        "b.chairside",
        "a.chairside",
        "a.keys",
        "demo.chairside",
        "a_2026-11-21T034200Z_no12-0a1b2c3d_quit.chairside",
        "a_set-aside_2026-11-21T034200Z.chairside",
    )
    assert [path.name for path in stores(tmp_path)] == ["a.chairside", "b.chairside"]


def test_the_last_used_comes_first_wherever_it_lies(tmp_path: Path) -> None:
    home, other = tmp_path / "home", tmp_path / "other"
    home.mkdir()
    other.mkdir()
    touch(home, "a.chairside", "b.chairside")
    touch(other, "c.chairside")
    remember(home / "b.chairside", home)
    assert [path.name for path in stores(home)] == ["b.chairside", "a.chairside"]
    remember(other / "c.chairside", home)
    assert [path.name for path in stores(home)] == ["c.chairside", "a.chairside", "b.chairside"]
    (other / "c.chairside").unlink()
    assert [path.name for path in stores(home)] == ["a.chairside", "b.chairside"]


@pytest.mark.parametrize("note", [b"", b"\xff\xfe", b"/nowhere/at/all.chairside", b"a.keys"])
def test_a_spoilt_note_of_the_last_one_is_no_hindrance(tmp_path: Path, note: bytes) -> None:
    touch(tmp_path, "a.chairside")
    (tmp_path / "last-store").write_bytes(note)
    assert [path.name for path in stores(tmp_path)] == ["a.chairside"]


def test_the_note_holds_the_path_and_nothing_else(tmp_path: Path) -> None:
    touch(tmp_path, "a.chairside")
    remember(tmp_path / "a.chairside", tmp_path)
    assert (tmp_path / "last-store").read_text("utf-8") == str(tmp_path / "a.chairside")


def test_a_folder_that_is_not_there_has_no_stores(tmp_path: Path) -> None:
    assert stores(tmp_path / "nowhere") == ()


def test_a_new_store_gets_a_free_name(tmp_path: Path) -> None:
    assert suggested_place("sutton", tmp_path).name == "sutton.chairside"
    touch(tmp_path, "sutton.chairside", "sutton-2.chairside")
    assert suggested_place("sutton", tmp_path).name == "sutton-3.chairside"


@pytest.mark.parametrize(
    ("first", "second", "ok", "words"),
    [
        ("", "", False, "At least four different words"),
        ("short", "", False, "too short"),
        ("short", "short", False, "too short"),
        (PASSPHRASE, "", False, "once more"),
        (PASSPHRASE, "quiet harbour", False, "not the same"),
        (PASSPHRASE, PASSPHRASE, True, "both are the same"),
        (PASSPHRASE, f" {PASSPHRASE}  ", True, "both are the same"),
        ("one two four five", "one two four five", True, "both are the same"),
    ],
)
def test_advice_on_a_passphrase(first: str, second: str, ok: bool, words: str) -> None:
    said = advice(first, second)
    assert said.ok is ok
    assert words in said.words


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("N5F0", True), ("n5fo", True), (" N5F0 ", True), ("N5F1", False), ("", False), ("ABCD-N5F0", False)],
)
def test_the_last_group_is_read_back(typed: str, fits: bool) -> None:
    assert is_last_group(typed, "ABCD-EFGH-N5F0") is fits


def test_a_store_is_made_in_a_data_folder_that_was_not_there() -> None:
    path = suggested_place("kingston-richmond")
    assert not path.parent.exists()
    desk, code = beginning.make(
        NewStore(path, "kingston-richmond", " Priya  Nair ", PASSPHRASE), Cost.floor()
    )
    assert desk.operator == "Priya Nair"
    assert len(beginning.groups(code)) == 14
    desk.close()
    again = recover_desk(path, code)
    assert again.area_name == "Kingston & Richmond"
    again.close()


@pytest.mark.parametrize(
    ("name", "operator", "words"),
    [("a.chairside", " ", "Type your name"), ("a.docx", "Priya", "ends in .chairside")],
)
def test_what_cannot_be_made_is_refused_in_words(
    tmp_path: Path, name: str, operator: str, words: str
) -> None:
    with pytest.raises(Refused, match=words):
        beginning.make(NewStore(tmp_path / name, "kingston-richmond", operator, PASSPHRASE), Cost.floor())
    assert list(tmp_path.iterdir()) == []


def test_a_strange_file_of_the_demos_name_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "demo.chairside")
    with pytest.raises(Refused, match="is not the demo"):
        beginning.open_demo(tmp_path)
    assert beginning.demo_note(tmp_path / "demo.chairside") == ""
