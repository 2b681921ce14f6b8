"""A second folder gets a copy of every backup, and catches up on what it missed."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.models import Setting
from app.services.desk import Desk, open_desk
from app.services.keeping.rescue import operators_of
from app.services.keeping.safekeeping import Safekeeping
from app.store.keys import key_path
from tests.builders import OPERATOR, PASSPHRASE, a_clock, a_store, put


@pytest.fixture
def keeping(tmp_path: Path) -> Safekeeping:
    (tmp_path / "stick").mkdir()
    return Safekeeping(a_store(tmp_path), a_clock())


def change(keeping: Safekeeping, key: str) -> None:
    put(keeping._store, Setting(key=key, value="x"))


def test_each_backup_is_copied_and_the_copy_opens(keeping: Safekeeping, tmp_path: Path) -> None:
    second = keeping.second_folder
    assert second.state().folder is None and second.catch_up() == 0
    second.choose(tmp_path / "stick")
    before = len(keeping.backups())  # a store of an older schema had one made before its upgrade
    made = keeping.back_up()
    copy = tmp_path / "stick" / made.path.name
    assert copy.read_bytes() == made.path.read_bytes() and key_path(copy).is_file()
    state = second.state()
    assert (state.there, state.copies, state.missing) == (True, before + 1, 0)
    assert operators_of(copy) == (OPERATOR,)
    open_desk(copy, OPERATOR, PASSPHRASE).close()
    keeping.close()


def test_a_stick_that_was_away_gets_what_it_missed(keeping: Safekeeping, tmp_path: Path) -> None:
    second = keeping.second_folder
    second.choose(tmp_path / "stick")
    (tmp_path / "stick").rmdir()
    count = len(keeping.backups()) + 2
    for key in ("one", "two"):
        change(keeping, key)
        assert keeping.back_up().sound  # the backup itself does not suffer
    assert (second.state().there, second.state().missing) == (False, count)
    with pytest.raises(Refused, match="not there now"):
        second.catch_up()
    (tmp_path / "stick").mkdir()
    assert second.catch_up() == count and second.state().missing == 0
    assert second.catch_up() == 0
    keeping.close()


def test_the_choice_stays_with_the_store(keeping: Safekeeping, tmp_path: Path) -> None:
    keeping.second_folder.choose(tmp_path / "stick")
    path = keeping._store.path
    keeping.close()
    desk: Desk = open_desk(path, OPERATOR, PASSPHRASE)
    again = Safekeeping(desk.store, desk.clock).second_folder
    assert again.folder() == tmp_path / "stick"
    again.choose(None)
    assert again.folder() is None
    desk.close()


def test_the_own_folder_is_no_second_one(keeping: Safekeeping) -> None:
    with pytest.raises(Refused, match="already"):
        keeping.second_folder.choose(keeping._store.backups)
    keeping.close()


def test_a_folder_that_takes_nothing_is_said(keeping: Safekeeping, tmp_path: Path) -> None:
    keeping.back_up()
    keeping.second_folder.choose(tmp_path / "stick")
    made = keeping.backups()[0]
    (tmp_path / "stick" / f"{made.path.name}.part").mkdir()
    with pytest.raises(Refused, match="did not take"):
        keeping.second_folder.catch_up()
    assert keeping.second_folder.state().missing >= 1
    keeping.close()
