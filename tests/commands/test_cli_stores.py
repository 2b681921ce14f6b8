"""Stores from outside: new, verify, backup and restore; what is damaged is never called sound."""

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest

from app.store.keys import key_path, twin_path
from tests.builders import AREA, PASSPHRASE
from tests.commands.outside import a_store_file, chairside, copied, outside

PAGE = 4096
Change = Callable[[bytes], bytes]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_store_file(tmp_path_factory.mktemp("stores"))


def _flip(place: int) -> Change:
    def change(whole: bytes) -> bytes:
        at = place % len(whole)
        return whole[:at] + bytes([whole[at] ^ 4]) + whole[at + 1 :]

    return change


def test_a_new_store_says_its_recovery_code_once(tmp_path: Path) -> None:
    path = tmp_path / "new.chairside"
    said = outside("new", path, "--profile", AREA, "--json")
    assert (said.status, said.err) == (0, "") and list(said.json) == ["store", "operator", "recovery_code"]
    assert (said.json["store"], said.json["operator"]) == (str(path), getpass.getuser())
    code = said.json["recovery_code"]
    assert len(code) > 40 and not any(code.encode() in file.read_bytes() for file in tmp_path.iterdir())
    assert "nothing was overwritten" in chairside("new", path, "--profile", AREA).refused()
    assert chairside("meetings", path, "--json").json == []


@pytest.mark.parametrize(
    ("profile", "passphrase", "word"), [("atlantis", PASSPHRASE, AREA), (AREA, "short", "passphrase")]
)
def test_a_store_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, profile: str, passphrase: str, word: str
) -> None:
    said = chairside("new", tmp_path / "a.chairside", "--profile", profile, passphrase=passphrase)
    assert word in said.refused()
    assert [one.name for one in tmp_path.iterdir() if not one.name.endswith((".lock", ".owner"))] == []


def test_a_sound_store_is_sound_and_looking_changes_nothing(sound: Path) -> None:
    before = sound.read_bytes()
    said = chairside("verify", sound, "--json")
    assert (
        (said.status, said.err) == (0, "") and list(said.json) == ["ok", "checks"] and said.json["ok"] is True
    )
    assert all(list(check) == ["name", "ok", "detail"] and check["ok"] for check in said.json["checks"])
    assert {"Pages", "Structure", "Key file", "audit chain"} <= {
        check["name"] for check in said.json["checks"]
    }
    assert sound.read_bytes() == before
    assert "passphrase" in chairside("verify", sound, passphrase="not the right words").refused()


@pytest.mark.parametrize(
    "change",
    [
        *(_flip(3), _flip(100), _flip(PAGE + 7), _flip(-PAGE * 20), _flip(-1)),
        *(lambda whole: whole[: -PAGE * 2], lambda whole: whole[:-1], lambda _: b""),
        *(lambda whole: whole + b"x", lambda whole: whole + bytes(PAGE)),
    ],
    ids=[
        "salt",
        "page 1",
        "page 2",
        "middle",
        "end",
        "cut a page",
        "cut a byte",
        "emptied",
        "a byte more",
        "a page more",
    ],
)
def test_a_damaged_store_ends_with_3(sound: Path, tmp_path: Path, change: Change) -> None:
    store = copied(sound, tmp_path)
    store.write_bytes(change(sound.read_bytes()))
    said = chairside("verify", store, "--json")
    assert said.status == 3 and said.json["ok"] is False and said.err == ""
    assert [check for check in said.json["checks"] if not check["ok"]]


def test_a_damaged_store_is_not_written_into(sound: Path, tmp_path: Path) -> None:
    store = copied(sound, tmp_path)
    store.write_bytes(_flip(PAGE + 7)(sound.read_bytes()))
    damaged = store.read_bytes()
    assert "damaged" in outside("plan", store, "2026-12").refused(3)
    assert outside("verify", store, "--json").json["ok"] is False
    assert store.read_bytes() == damaged


@pytest.mark.parametrize("both", [True, False])
def test_a_damaged_key_file_is_told_from_a_wrong_passphrase(sound: Path, tmp_path: Path, both: bool) -> None:
    store = copied(sound, tmp_path)
    for file in (key_path(store), twin_path(store))[: 2 if both else 1]:
        file.write_bytes(_flip(100)(file.read_bytes()))
    said = chairside("verify", store, "--json")
    assert said.status == 3 and said.json["ok"] is False and "key file" in said.out
    assert chairside("meetings", store).status == (3 if both else 0)


def test_a_plain_database_is_no_store(sound: Path, tmp_path: Path) -> None:
    store = copied(sound, tmp_path)
    store.write_bytes(b"SQLite format 3\0" + bytes(2 * PAGE - 16))
    assert "plain database" in chairside("verify", store).refused()


def test_a_backup_comes_back_and_the_old_store_is_kept(sound: Path, tmp_path: Path) -> None:
    store = copied(sound, tmp_path / "live")
    made = chairside("backup", store, tmp_path / "safe", "--json")
    assert list(made.json) == ["backup", "ok"] and made.json["ok"] is True and made.err == ""
    chairside("plan", store, "2026-12")
    back = chairside("restore", made.json["backup"], store, "--json")
    assert (back.status, back.json["ok"]) == (0, True)
    assert chairside("meetings", store, "--json").json == []
    assert len([one for one in store.parent.iterdir() if one.stat().st_size > 100_000]) == 2
    assert chairside("restore", tmp_path / "nothing.chairside", store).refused()
