"""Names and places that a disk cannot hold, or holds as something else: one sentence, nothing moved."""

import os
from pathlib import Path

import pytest

from app.errors import Refused
from app.exporters.protect import write_file
from app.importers.gate import MAX_FILE
from app.store.places import fits_any_disk
from tests.builders import PASSPHRASE
from tests.commands.outside import a_store_file, chairside, copied

LONG = "x" * 300
ODD = ("CON", "con.docx", "aux", "a:b.docx", "a?.docx", "dot.", "space ", "bad\udc80.docx")


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_store_file(tmp_path_factory.mktemp("places"))


@pytest.fixture
def backup(closed: Path, tmp_path: Path) -> Path:
    return copied(closed, tmp_path / "kept")


@pytest.mark.parametrize("name", [f"{LONG}.xlsx", "loop", f"no/{LONG}", "d/" * 2500 + "x.xlsx"])
def test_a_list_at_an_impossible_place_is_not_there(closed: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "no file of that name" in chairside("import", closed, "misper", tmp_path / name).refused()


def test_of_a_giant_file_only_the_beginning_is_read(closed: Path, tmp_path: Path) -> None:
    with (tmp_path / "giant.xlsx").open("wb") as file:
        file.write(b"PK")
        file.truncate(MAX_FILE * 400)
    assert "larger than" in chairside("import", closed, "misper", tmp_path / "giant.xlsx").refused()


@pytest.mark.parametrize("command", ["verify", "meetings", "candidates"])
@pytest.mark.parametrize("name", [f"{LONG}.chairside", "loop", "."])
def test_a_store_at_an_impossible_place_is_not_there(tmp_path: Path, command: str, name: str) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert "no store at that place" in chairside(command, tmp_path / name).refused()


@pytest.mark.parametrize("name", [LONG, "y" * 200, "a:b", "CON", "bad\udc80"])
def test_a_new_store_has_a_name_that_every_disk_and_its_backups_can_have(tmp_path: Path, name: str) -> None:
    said = chairside(
        "new", tmp_path / f"{name}.chairside", "--profile", "kingston-richmond", "--operator", "A Marsh"
    )
    assert "choose" in said.refused()
    assert not list(tmp_path.iterdir())


def test_a_backup_goes_into_no_folder_that_cannot_be(closed: Path, tmp_path: Path) -> None:
    assert "could not be written" in chairside("backup", closed, tmp_path / LONG).refused()


def test_a_folder_in_the_place_of_a_store_is_never_moved(backup: Path, tmp_path: Path) -> None:
    folder = tmp_path / "Documents"
    folder.mkdir()
    (folder / "letter.docx").write_text("mine")
    for place in (folder, "."):
        assert "That is a folder" in chairside("restore", backup, place).refused()
    assert (folder / "letter.docx").read_text() == "mine"


@pytest.mark.parametrize("name", [".", "", "none.chairside", f"{LONG}.chairside", "kept"])
def test_what_is_no_backup_is_said_to_be_none(closed: Path, tmp_path: Path, name: str) -> None:
    (tmp_path / "kept").mkdir()
    before = closed.read_bytes()
    place = tmp_path / name if name not in (".", "") else name
    assert "no backup at that place" in chairside("restore", place, closed).refused()
    assert closed.read_bytes() == before


@pytest.mark.parametrize("size", [0, 100, 9000])
def test_a_backup_that_is_cut_is_not_put_back(backup: Path, closed: Path, tmp_path: Path, size: int) -> None:
    before = closed.read_bytes()
    backup.write_bytes(backup.read_bytes()[:size])
    assert "damaged" in chairside("restore", backup, closed).refused(status=3)
    assert closed.read_bytes() == before


@pytest.mark.parametrize("name", ODD)
def test_no_document_gets_a_name_that_hides_it_on_windows(tmp_path: Path, name: str) -> None:
    assert not fits_any_disk(name)
    with pytest.raises(Refused, match="Choose another name"):
        write_file(tmp_path / name, b"words")
    assert not list(tmp_path.iterdir())


def test_a_document_never_takes_the_place_of_a_device(tmp_path: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no such files")
    os.mkfifo(tmp_path / "pipe.docx")
    with pytest.raises(Refused, match="Choose another name"):
        write_file(tmp_path / "pipe.docx", b"words")
    assert (tmp_path / "pipe.docx").is_fifo()


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_passphrase_file_may_begin_with_a_mark(closed: Path, tmp_path: Path, mark: str) -> None:
    (tmp_path / "secret.txt").write_bytes(f"{mark}{PASSPHRASE}\r\nmore".encode())
    said = chairside("meetings", closed, "--passphrase-file", tmp_path / "secret.txt", passphrase=None)
    assert (said.status, said.err) == (0, "")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("due", "--on", "0001-01-01"), "A day has a year"),
        (("due", "--on", "9999-12-31"), "A day has a year"),
        (("plan", "9999-12"), "A month has a year"),
        (("export", "agenda", "--meeting", "9" * 20, "--out", "x.docx"), "not in the store"),
        (("decide", "misper:x\udc80", "cme:y\ud800", "same", "--reason", "r"), "no row with that reference"),
    ],
)
def test_numbers_days_and_words_that_no_store_holds(closed: Path, words: tuple[str, ...], says: str) -> None:
    assert says in chairside(words[0], closed, *words[1:]).refused()
