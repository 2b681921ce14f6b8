"""A disk that fills up, turns read-only or goes: a bar says so, the words stay, it goes on by itself."""

import os
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.services.desk import Desk
from app.services.keeping.disk import takes_writes
from app.ui import theme
from app.ui.disk_bar import DiskBar
from tests.builders import a_store
from tests.ui.room_window import RoomWindow, room_window
from tests.ui.sitting import Sitting, press, retype, statement

MB = 1_000_000


def fill(desk: Desk, pages: int | None) -> None:
    """No page more than there are (None: as many as it likes): SQLite then says that the disk is full."""
    with desk.store.reading() as session:
        now = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {now + pages if pages is not None else 4294967294}"))


def watched(room: RoomWindow, mended: bool = False) -> DiskBar:
    bar = room.window.work.disk
    bar.free, bar.mended = lambda _folder: 5_000 * MB, lambda _folder: mended
    assert bar.watch(room.desk.store.path.parent) == ""
    assert not bar.isVisible()
    return bar


def test_a_full_disk_says_so_keeps_the_words_and_goes_on(qtbot: QtBot, tmp_path: Path) -> None:
    with room_window(qtbot, tmp_path) as room:
        bar = watched(room)
        room.open_case(0)
        fill(room.desk, 0)
        words = "what was typed while the disk was full, " * 300 + "all of it"
        room.screen.floor.pages.case.fields["victim"].edit.add_text(words)
        room.screen.floor.flush()
        qtbot.waitUntil(bar.isVisible)
        assert bar.bar.sentence == (
            "Not saved: the disk is full. What you typed is still here; it is tried again every 2 seconds."
        )
        assert room.screen.sitting.saver.waiting == 1 and room.entry(0).victim == ""
        bar.mended = lambda _folder: True
        qtbot.wait(50)
        bar.look()
        assert bar.isVisible()  # a text still waits
        fill(room.desk, None)
        qtbot.waitUntil(lambda: not bar.isVisible(), timeout=6000)
        assert room.entry(0).victim == words


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root writes everywhere")
def test_a_read_only_folder_is_seen(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not takes_writes(tmp_path)
    tmp_path.chmod(0o700)
    assert takes_writes(tmp_path)


def test_a_drive_that_is_gone_is_seen(tmp_path: Path) -> None:
    assert not takes_writes(tmp_path / "away")


def test_an_act_that_is_not_tried_again_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    with room_window(qtbot, tmp_path) as room:
        bar = watched(room)
        room.open_case(0)
        fill(room.desk, 0)
        room.screen.sitting.act(
            room.screen, lambda: room.desk.decisions.decide(room.entry(0).entry_id, "continue", "x" * 90_000)
        )
        qtbot.waitUntil(bar.isVisible)
        assert bar.bar.sentence.startswith("Not saved: the disk is full.")
        assert "do it once more" in bar.bar.sentence
        fill(room.desk, None)
        bar.mended = lambda _folder: True
        bar.look()
        assert not bar.isVisible()


@pytest.mark.parametrize(
    ("free", "warned", "shown"), [(5_000, False, False), (900, True, False), (150, False, True)]
)
def test_room_getting_short(
    qtbot: QtBot, qapp: QApplication, free: int, warned: bool, shown: bool, tmp_path: Path
) -> None:
    theme.apply(qapp, "light")
    bar = DiskBar(lambda _folder: free * MB, lambda _folder: True)
    qtbot.addWidget(bar)
    said = bar.watch(tmp_path)
    assert bool(said) is warned and bar.isHidden() is not shown
    if shown:
        assert bar.bar.sentence.startswith(f"Only {free} MB are free")
    bar.stop()
    assert not bar.isVisible()


def test_the_wording_in_the_settings_waits_too(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    sitting = Sitting(qtbot, store.path)
    sitting.open()
    page = statement(sitting)
    press(page.edit)
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    fill(desk, 0)
    page.paragraphs.add_text("word " * 20_000)
    QTest.keyClick(page.paragraphs, Qt.Key.Key_Space)
    page.paragraphs.flush()
    assert page.saver.waiting == 1
    qtbot.waitUntil(sitting.window.work.disk.isVisible)
    sitting.window.lock()
    assert sitting.window.work.desk() is desk  # locked, but nothing let go
    sitting.window.unlocked()
    assert isinstance(desk, Desk)
    fill(desk, None)
    qtbot.waitUntil(lambda: page.saver.waiting == 0, timeout=6000)
    retype(page.paragraphs, "Short.")
    sitting.window.close()
