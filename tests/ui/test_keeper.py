"""Backups and checks: those that are asked for in the settings, and those nobody asks for."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.models import Setting
from app.services.desk import Desk, open_desk
from app.services.room.wording import Wording
from app.ui import theme
from app.ui.settings.keeping import Keeping
from app.ui.settings.moments import moment_words, size_words
from app.ui.widgets import LineRow
from tests.builders import OPERATOR, PASSPHRASE, a_store, put
from tests.ui.sitting import Sitting, press, retype, statement, words_of


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    made = Sitting(qtbot, store.path)
    yield made
    made.window.close()
    theme.apply(qapp, "light")


# Safe keeping


def keeping(sitting: Sitting) -> Keeping:
    sitting.show("keeping")
    page = sitting.settings.pages["keeping"]
    assert isinstance(page, Keeping)
    return page


def test_back_up_now_adds_a_checked_one_to_the_list(sitting: Sitting) -> None:
    sitting.open()
    page = keeping(sitting)
    before = len(page.findChildren(LineRow))
    press(page.back_up)
    assert not page.back_up.isEnabled() and page.strip.isVisible()
    sitting.rest()
    assert page.back_up.isEnabled() and not page.strip.isVisible()
    rows = [row.accessibleName() for row in page.findChildren(LineRow)]
    assert len(rows) == before + 1
    made = next(row for row in rows if "asked for" in row)
    assert "sound" in made and "KB" in made
    assert "Backed up and checked" in sitting.window.work.notice.sentence


def test_a_folder_that_takes_nothing_is_said_in_words(sitting: Sitting, tmp_path: Path) -> None:
    sitting.open()
    page = keeping(sitting)
    (tmp_path / "file").write_text("in the way")
    page._back_up(tmp_path / "file")
    sitting.rest()
    assert "could not be written" in sitting.window.work.notice.sentence
    assert page.back_up.isEnabled()


def test_the_check_lists_what_it_found(sitting: Sitting) -> None:
    sitting.open()
    page = keeping(sitting)
    press(page.check)
    sitting.rest()
    said = words_of(page)
    assert "Audit chain" in said and "Pages" in said and "1 of 1 opened and checked" in said
    assert "Who is in" in said and f"{OPERATOR} (chair), since" in said


def test_a_damaged_backup_is_named_and_blamed_on_nothing_else(sitting: Sitting) -> None:
    sitting.open()
    backup = next((sitting.path.parent / "backups").glob("*.chairside"))
    data = bytearray(backup.read_bytes())
    data[len(data) // 2] ^= 1
    backup.write_bytes(data)
    page = keeping(sitting)
    press(page.check)
    sitting.rest()
    assert "store itself is sound" in sitting.window.work.notice.sentence
    assert f"Backup {backup.stem}" in words_of(page)


@pytest.mark.parametrize(("size", "words"), [(20, "1 KB"), (282_624, "282 KB"), (1_440_000, "1.4 MB")])
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_words(size) == words


# The backups nobody asks for


def change(sitting: Sitting, key: str) -> None:
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    put(desk.store, Setting(key=key, value="x"))


def test_closing_backs_up_what_was_changed_and_only_then(sitting: Sitting, qtbot: QtBot) -> None:
    sitting.open()
    change(sitting, "one")
    sitting.window.close()
    assert not sitting.window.isVisible()
    assert sitting.backups() == ["on closing", "for the time before"]
    again = Sitting(qtbot, sitting.path)
    again.open()
    again.window.close()
    assert len(again.backups()) == 2


def test_a_backup_that_fails_does_not_stop_closing_and_is_said_next_time(
    sitting: Sitting, qtbot: QtBot
) -> None:
    sitting.open()
    change(sitting, "one")
    folder = sitting.path.parent / "backups"
    folder.rename(folder.with_name("elsewhere"))
    folder.write_text("in the way")
    sitting.window.close()
    assert not sitting.window.isVisible()
    again = Sitting(qtbot, sitting.path)
    again.open()
    assert "could not be written" in again.window.work.notice.sentence
    again.window.close()
    folder.unlink()
    last = Sitting(qtbot, sitting.path)
    last.open()
    assert "has been made now" in last.window.work.notice.sentence
    last.window.close()
    assert last.backups() == ["for the time before"]


def test_what_a_lock_left_without_a_backup_gets_one_at_the_next_start(sitting: Sitting, qtbot: QtBot) -> None:
    sitting.open()
    change(sitting, "one")
    sitting.window.lock()
    sitting.window.close()
    again = Sitting(qtbot, sitting.path)
    again.open()
    assert again.window.work.notice.sentence == ""
    again.window.close()
    assert again.backups() == ["for the time before", "for the time before"]


def test_what_is_typed_in_the_last_moment_is_in_the_last_backup(sitting: Sitting) -> None:
    sitting.open()
    page = statement(sitting)
    press(page.edit)
    retype(page.questions, "Last moment?")
    sitting.window.close()
    newest = sorted((sitting.path.parent / "backups").glob("*_quit.chairside"))[-1]
    desk = open_desk(newest, OPERATOR, PASSPHRASE)
    draft = Wording(desk.store, desk.areas).draft()
    desk.close()
    assert draft is not None and draft.questions == ("Last moment?",)


def test_moments_are_said_on_this_computers_clock() -> None:
    at = datetime(2026, 12, 4, 16, 2, tzinfo=UTC)
    assert moment_words(at).startswith(("Fri 4 Dec 2026, ", "Sat 5 Dec 2026, "))
