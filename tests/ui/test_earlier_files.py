"""Files of before: what each changed on its list, and taking one back, from the window."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.desk import Desk
from app.ui.lists.before import FILE, LANDING, RESULT
from app.ui.lists.file_page import CHANGED, GONE, NEW, REFUSED
from app.ui.screens.import_lists import ImportLists
from tests.services.small_lists import CME, entry, write
from tests.ui.list_desk import (
    GRACE,
    IFRAH,
    TYRESE,
    ZOFIA,
    Guide,
    a_desk,
    join_certain,
    on_screen,
    take_in_all,
    the_files,
)
from tests.ui.test_import_lists import page, read, ready, take_in, words

OFF = date(2026, 9, 1)
ZOFIAS = entry("X30812256190", "Zofia", "Kowalska", ZOFIA, OFF)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def newer(tmp_path: Path) -> Path:
    """Next month's register: Zofia has hours now, Tyrese has gone, Grace is new, one row cannot be read."""
    zofia = [*ZOFIAS[:8], 12.5, *ZOFIAS[9:]]
    grace = entry("G80812256193", "Grace", "Holloway", GRACE, OFF)
    bad = entry("B90812256194", "Bad", "Date", IFRAH, OFF)
    bad = (*bad[:3], "31/02/2012", *bad[4:])
    return write(tmp_path / "register dec.xlsx", {"Kingston": (CME, [zofia, grace, bad])})


def show(qtbot: QtBot, desk: Desk) -> tuple[ImportLists, Guide]:
    return on_screen(qtbot, desk, ImportLists)


def october(desk: Desk, tmp_path: Path) -> None:
    rows = [ZOFIAS, entry("T40812256191", "Tyrese", "Campbell", TYRESE, OFF)]
    path = write(tmp_path / "register nov.xlsx", {"Kingston": (CME, rows)})
    desk.intake.take_in(desk.intake.preview(ListName.CME, path))


def counts(screen: ImportLists) -> list[str]:
    return [one.accessibleName() for one in screen.file.figures.figures]


def names(screen: ImportLists, value: str) -> list[str]:
    screen.file.figures.set_value(value)
    screen.file.figures.chosen.emit(value)
    return [row.name for row in screen.file.table.rows()]


def test_what_changed_is_seen_after_taking_in_and_later(
    qtbot: QtBot, desk: Desk, tmp_path: Path, newer: Path
) -> None:
    october(desk, tmp_path)
    screen, guide = show(qtbot, desk)
    read(qtbot, screen, newer)
    take_in(qtbot, screen)
    assert page(screen) == RESULT
    QTest.keyClick(screen.result.compare, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    ready(qtbot, screen)
    assert page(screen) == FILE
    assert counts(screen) == ["1 new on the list", "1 gone from the list", "1 changed", "1 refused, see why"]
    assert "Compared with register nov.xlsx" in words(screen.file)
    assert names(screen, NEW) == ["Grace Holloway"]
    assert names(screen, GONE) == ["Tyrese Campbell"]
    assert names(screen, CHANGED) == ["Zofia Kowalska"]
    assert screen.file.table.model.index(0, 3).data() == "Hours a week: 0 → 12.5"
    QTest.keyClick(screen.file.table.view, Qt.Key.Key_Return)
    assert guide.went[-1] == ("children", screen.file.table.rows()[0].person_id)
    names(screen, REFUSED)
    assert "does not exist" in screen.file.refused.rows()[0].reason
    QTest.keyClick(screen.file.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page(screen) == LANDING)
    screen.landing.files.select_at(1)
    QTest.keyClick(screen.landing.files.view, Qt.Key.Key_Return)
    ready(qtbot, screen)
    assert "nothing before it to compare it with" in words(screen.file)


def test_undo_takes_the_whole_file_back_once_it_was_asked(
    qtbot: QtBot, desk: Desk, tmp_path: Path, newer: Path
) -> None:
    october(desk, tmp_path)
    desk.intake.take_in(desk.intake.preview(ListName.CME, newer))
    screen, _ = show(qtbot, desk)
    screen.landing.file.emit(desk.intake.imported_files()[0].id)
    ready(qtbot, screen)
    QTest.keyClick(screen.file.table.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "Take back all of register dec.xlsx?" in screen.file.sure.sentence
    assert len(desk.intake.imported_files()) == 2
    QTest.keyClick(screen.focusWidget(), Qt.Key.Key_Space)
    ready(qtbot, screen)
    assert page(screen) == LANDING
    assert screen.notice.sentence == (
        "register dec.xlsx was taken back: 3 rows of it went, 1 earlier row stands again."
    )
    assert [one.file_name for one in desk.intake.imported_files()] == ["register nov.xlsx"]
    assert len(screen.landing.files.rows()) == 1


def test_a_file_that_something_depends_on_stays_and_says_why(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    take_in_all(desk, the_files(tmp_path))
    assert join_certain(desk)
    screen, _ = show(qtbot, desk)
    screen.landing.file.emit(desk.intake.imported_files()[0].id)
    ready(qtbot, screen)
    screen.file.undo.emit(desk.intake.imported_files()[0].id)
    ready(qtbot, screen)
    assert page(screen) == FILE and screen.notice.isVisible()
    assert "Take that decision back first" in screen.notice.sentence
    assert len(desk.intake.imported_files()) == 3
