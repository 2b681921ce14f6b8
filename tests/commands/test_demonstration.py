"""`chairside demo`: makes the store once, and says who may open it."""

import json
from pathlib import Path

import pytest

from app.cli import main
from app.services.demonstration.demo import DEMO_NAME, DEMO_OPERATOR, DEMO_PASSPHRASE
from app.services.desk import open_desk


def test_the_demo_is_made_once_and_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "new" / "folder"
    assert main(["demo", str(folder), "--no-window", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said == {
        "store": str(folder / DEMO_NAME),
        "operator": DEMO_OPERATOR,
        "passphrase": DEMO_PASSPHRASE,
    }
    desk = open_desk(Path(said["store"]), said["operator"], said["passphrase"])
    children = len(desk.crosscheck.children())
    desk.close()
    assert children
    before = (folder / DEMO_NAME).read_bytes()
    assert main(["demo", str(folder), "--no-window"]) == 0
    assert (folder / DEMO_NAME).read_bytes() == before
    assert DEMO_PASSPHRASE in capsys.readouterr().out


def test_without_a_folder_it_goes_to_the_users_own(
    user_folders: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["demo", "--no-window", "--json"]) == 0
    store = Path(json.loads(capsys.readouterr().out)["store"])
    assert store.name == DEMO_NAME
    assert store.is_relative_to(user_folders)


def test_a_file_of_that_name_that_is_not_the_demo_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / DEMO_NAME).write_bytes(b"something else")
    assert main(["demo", str(tmp_path), "--no-window"]) == 1
    said = capsys.readouterr()
    assert "name another folder" in said.err
    assert said.out == ""
    assert (tmp_path / DEMO_NAME).read_bytes() == b"something else"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["demo", str(tmp_path / "file" / "below"), "--no-window"]) == 1
    assert "cannot be made" in capsys.readouterr().err
