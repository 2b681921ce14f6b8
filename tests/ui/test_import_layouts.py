"""Import: sheets, heading row and columns are put right by picking, and kept under a name."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.desk import Desk
from app.ui.lists.before import LANDING, LAYOUTS, PREVIEW
from app.ui.screens.import_lists import ImportLists
from tests.importers.books import book_of
from tests.ui.list_desk import a_desk, on_screen
from tests.ui.test_import_lists import page, read, ready, take_in, words

HEADS = ("Number", "Who", "Day born", "Lessons")
ANA = ("A1", "QUILL, Ana", datetime(2011, 3, 4), 12.5)
OLD = ("A0", "OLD, Child", datetime(2010, 1, 1), 1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def odd(tmp_path: Path) -> Path:
    path = tmp_path / "register_nov_2026.xlsx"
    path.write_bytes(
        book_of({"Nov 26": [["Register"], HEADS, ANA], "Archive": [HEADS, OLD], "Notes": [["read me"]]})
    )
    return path


def show(qtbot: QtBot, desk: Desk) -> ImportLists:
    screen, _guide = on_screen(qtbot, desk, ImportLists)
    return screen


def choose(qtbot: QtBot, screen: ImportLists, box: QComboBox, at: int) -> None:
    """Pick a line of a box as a person does, and wait for the file to be read again."""
    box.setCurrentIndex(at)
    box.activated.emit(at)
    ready(qtbot, screen)


def asked(qtbot: QtBot, screen: ImportLists, path: Path) -> None:
    """A file that tells nothing, read as the register."""
    read(qtbot, screen, path)
    assert page(screen) == LANDING
    screen.landing.ask.choice.chosen.emit(ListName.CME)
    ready(qtbot, screen)
    assert page(screen) == PREVIEW


def put_right(qtbot: QtBot, screen: ImportLists) -> None:
    """Pick the line with the headings, say what each column is, and leave the archive out."""
    sheets = screen.preview.sheets
    at = next(n for n in range(sheets.heading.count()) if "Number · Who" in sheets.heading.itemText(n))
    choose(qtbot, screen, sheets.heading, at)
    (card,) = sheets.cards
    for column, key in enumerate(("reference", "name", "born", "hours"), 1):
        card.boxes[column].setCurrentIndex(card.boxes[column].findData(key))
        ready(qtbot, screen)
    sheets.table.select("Archive")
    QTest.mouseClick(sheets.read, Qt.MouseButton.LeftButton, pos=sheets.read.rect().center() / 4)
    ready(qtbot, screen)


def standings(screen: ImportLists) -> list[tuple[str, str]]:
    return [(one.title, one.standing) for one in screen.preview.sheets.table.rows()]


def test_a_file_whose_headings_are_not_known_is_put_right_and_kept(
    qtbot: QtBot, desk: Desk, odd: Path
) -> None:
    screen = show(qtbot, desk)
    asked(qtbot, screen, odd)
    assert standings(screen) == [
        ("Nov 26", "no headings"),
        ("Archive", "no headings"),
        ("Notes", "no headings"),
    ]
    assert "Pick the line that holds them" in screen.preview.older.sentence
    assert not screen.preview.take_in.isEnabled()
    put_right(qtbot, screen)
    assert standings(screen)[:2] == [("Nov 26", "read"), ("Archive", "left out")]
    assert [row.name for row in screen.preview.table.rows() if not row.problem] == ["Ana Quill"]
    assert "1 heading" in screen.preview.passed.text() and "left out" in screen.preview.passed.text()
    kept = screen.preview.sheets.kept
    assert kept.keep.isChecked() and kept.name.value() == "register"
    assert desk.layouts.all() == ()
    kept.name.set_value("Register of Richmond")
    take_in(qtbot, screen)
    assert [one.name for one in desk.layouts.all()] == ["Register of Richmond"]


def test_the_layout_is_offered_used_and_can_be_set_aside(qtbot: QtBot, desk: Desk, odd: Path) -> None:
    screen = show(qtbot, desk)
    asked(qtbot, screen, odd)
    put_right(qtbot, screen)
    take_in(qtbot, screen)
    screen.reader.open_as(ListName.CME, odd)
    ready(qtbot, screen)
    box = screen.preview.layout_box
    assert box.currentText() == "register"
    screen.preview.part.chosen.emit("sheets")
    assert "Read with the layout “register”" in words(screen.preview.sheets.kept)
    assert screen.preview.take_in.accessibleName() == "Take in 1 row"
    choose(qtbot, screen, box, 0)
    assert not screen.preview.take_in.isEnabled()
    choose(qtbot, screen, box, 1)
    assert screen.preview.take_in.accessibleName() == "Take in 1 row"


def test_a_pick_that_is_not_kept_holds_for_this_file_alone(qtbot: QtBot, desk: Desk, odd: Path) -> None:
    screen = show(qtbot, desk)
    asked(qtbot, screen, odd)
    put_right(qtbot, screen)
    screen.preview.sheets.kept.keep.setChecked(False)
    take_in(qtbot, screen)
    assert desk.layouts.all() == ()
    assert desk.intake.imported_files()[0].accepted == 1


def test_sheets_with_the_same_headings_share_a_pick(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    heads = ("UPN", "Forename", "Surname", "DOB", "Lessons")
    rows = {
        "Kingston": [heads, ("A1", "Ana", "Quill", "04/03/2011", 5)],
        "Richmond": [heads, ("B2", "Bo", "Tarn", "NK", 7)],
    }
    path = tmp_path / "two.xlsx"
    path.write_bytes(book_of(rows))  # type: ignore[arg-type]
    screen = show(qtbot, desk)
    screen.reader.open_as(ListName.CME, path)
    ready(qtbot, screen)
    screen.preview.part.chosen.emit("sheets")
    assert "A pick holds for Richmond as well" in words(screen.preview.sheets)
    (card,) = screen.preview.sheets.cards
    card.boxes[5].setCurrentIndex(card.boxes[5].findData("hours"))
    ready(qtbot, screen)
    assert [row.summary for row in screen.preview.table.rows()] == ["5 h a week", "7 h a week"]


def test_the_list_of_layouts(qtbot: QtBot, desk: Desk, odd: Path) -> None:
    screen = show(qtbot, desk)
    asked(qtbot, screen, odd)
    put_right(qtbot, screen)
    take_in(qtbot, screen)
    screen.pages.setCurrentIndex(LANDING)
    QTest.keyClick(screen.landing.choose, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page(screen) == LAYOUTS)
    layouts = screen.layouts
    assert "Who → Name (in one column)" in words(layouts)
    assert "Archive: left out" in words(layouts)
    layouts.name.set_value("Richmond")
    QTest.keyClick(layouts.name, Qt.Key.Key_Return)
    assert [one.name for one in layouts.table.rows()] == ["Richmond"]
    QTest.keyClick(layouts.table.view, Qt.Key.Key_Delete)
    assert "Forget “Richmond”?" in layouts.sure.sentence
    layouts.sure.activated.emit()
    assert layouts.table.rows() == [] and desk.layouts.all() == ()
    QTest.keyClick(layouts.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page(screen) == LANDING)
