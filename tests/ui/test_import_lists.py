"""Import: a file is looked at, put right and taken in; a bad one changes nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.clock import fixed_clock
from app.services.desk import Desk, open_desk
from app.ui.lists.before import LANDING, PREVIEW, RESULT
from app.ui.screens.import_lists import ImportLists
from app.ui.widgets import privacy
from app.ui.widgets.privacy import HIDDEN
from tests.services.small_lists import MISPER, episode, write
from tests.shared import shared_lists
from tests.ui.list_desk import NOW, PASSPHRASE, ZOFIA, Guide, a_desk, on_screen, take_in_all, the_files


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    yield made
    made.close()


@pytest.fixture
def files(tmp_path: Path) -> dict[ListName, Path]:
    return the_files(tmp_path)


def show(qtbot: QtBot, desk: Desk) -> tuple[ImportLists, Guide]:
    return on_screen(qtbot, desk, ImportLists)


def ready(qtbot: QtBot, screen: ImportLists) -> None:
    """Until the worker has given its answer."""
    qtbot.waitUntil(lambda: screen.reader.job is not None and not screen.reader.busy())


def read(qtbot: QtBot, screen: ImportLists, *paths: Path) -> None:
    screen.take(paths)
    ready(qtbot, screen)


def take_in(qtbot: QtBot, screen: ImportLists) -> None:
    QTest.mouseClick(screen.preview.take_in, Qt.MouseButton.LeftButton)
    ready(qtbot, screen)


def page(screen: ImportLists) -> int:
    return screen.pages.currentIndex()


def words(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def figures(screen: ImportLists) -> list[str]:
    return [one.accessibleName() for one in screen.preview.figures.figures]


def test_a_file_is_told_by_its_headings_and_shown_before_it_is_kept(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path]
) -> None:
    screen, _ = show(qtbot, desk)
    for name, path in files.items():
        read(qtbot, screen, path)
        assert page(screen) == PREVIEW
        assert screen.preview.list_name.value() == name
    assert figures(screen)[:3] == ["2 rows in the file", "2 new", "0 changed since last time"]
    assert [row.name for row in screen.preview.table.rows()] == ["Zofia Kowalska", "Tyrese Campbell"]
    assert screen.preview.take_in.accessibleName() == "Take in 2 rows"
    assert "1 title" in screen.preview.passed.text()
    assert desk.intake.imported_files() == ()


def test_taking_in_says_what_changed_and_leads_on(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path]
) -> None:
    take_in_all(desk, {name: path for name, path in files.items() if name != ListName.MASE})
    screen, guide = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MASE])
    take_in(qtbot, screen)
    assert page(screen) == RESULT
    kept = desk.intake.imported_files()[0]
    assert (kept.list_name, kept.accepted) == (ListName.MASE, 2)
    pairs = desk.who.progress()[0]
    assert screen.result.compare.accessibleName() == f"Who is who: {pairs} pairs"
    assert "2 rows taken in" in words(screen.result)
    QTest.keyClick(screen.result.compare, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: guide.went == [("crosscheck", "who")])


def test_the_same_file_again_changes_nothing(qtbot: QtBot, desk: Desk, files: dict[ListName, Path]) -> None:
    take_in_all(desk, files)
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MISPER])
    assert figures(screen)[1:4] == ["0 new", "0 changed since last time", "4 unchanged"]
    assert "nothing in it is new" in words(screen.preview.header)


def test_the_month_says_which_list_is_still_to_come(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path]
) -> None:
    screen, _ = show(qtbot, desk)
    assert screen.landing.standing() == "no list has come yet"
    for left in (("CME", "MASE"), ("MASE",), ()):
        name = tuple(files)[2 - len(left)]
        take_in_all(desk, {name: files[name]})
        screen.refresh()
        assert tuple(one.label for one in screen.landing.slots.to_come()) == left
    assert screen.landing.standing() == "all three lists are in"
    assert "4 rows" in words(screen.landing.slots.slots[ListName.MISPER])
    assert len(screen.landing.files.rows()) == 3


def test_a_list_of_last_month_is_still_to_come(qtbot: QtBot, tmp_path: Path) -> None:
    folder = tmp_path / "store"
    folder.mkdir()
    october = a_desk(folder, NOW.replace(month=10))
    take_in_all(october, the_files(tmp_path))
    october.close()
    desk = open_desk(folder / "month.chairside", "Dana Marsh", PASSPHRASE, fixed_clock(NOW))
    screen, _ = show(qtbot, desk)
    assert len(screen.landing.slots.to_come()) == 3
    assert "Last: Wed 21 Oct" in words(screen.landing.slots)
    desk.close()


BAD = {
    "not a workbook": ("list.xlsx", b"Name,DOB\nZofia,03/04/2012\n", "plain text (CSV)"),
    "no such file": ("gone.xlsx", None, "There is no file of that name"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_file_is_said_and_what_was_in_sight_stays(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path], tmp_path: Path, case: str
) -> None:
    name, content, sentence = BAD[case]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.CME])
    read(qtbot, screen, tmp_path / name)
    assert screen.notice.isVisible()
    assert screen.notice.sentence.startswith(f"{name}: ") and sentence in screen.notice.sentence
    assert page(screen) == PREVIEW
    assert screen.preview.list_name.value() == ListName.CME
    take_in(qtbot, screen)
    assert [one.file_name for one in desk.intake.imported_files()] == ["register.xlsx"]


def test_three_files_dropped_are_read_one_after_the_other(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path]
) -> None:
    screen, _ = show(qtbot, desk)
    held = QMimeData()
    held.setUrls([QUrl.fromLocalFile(str(path)) for path in files.values()])
    screen.dropEvent(
        QDropEvent(
            QPointF(50, 50),
            Qt.DropAction.CopyAction,
            held,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    ready(qtbot, screen)
    for _file in files:
        take_in(qtbot, screen)
        if screen.result.another.accessibleName().startswith("Next: "):
            screen.result.another.clicked.emit()
            ready(qtbot, screen)
    assert {one.list_name for one in desk.intake.imported_files()} == set(ListName)
    assert page(screen) == RESULT


def test_a_list_that_the_file_is_not_is_refused_and_the_choice_goes_back(
    qtbot: QtBot, desk: Desk, files: dict[ListName, Path]
) -> None:
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MISPER])
    QTest.mouseClick(screen.preview.list_name._buttons[2][1], Qt.MouseButton.LeftButton)
    ready(qtbot, screen)
    assert "the list of missing episodes; import the file as that" in screen.notice.sentence
    assert screen.preview.list_name.value() == ListName.MISPER
    assert len(screen.preview.table.rows()) == 4


def test_only_what_wants_a_look(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    rows = [
        episode("26MIS1", "KOWALSKA, Zosia", ZOFIA, None),
        episode("26MIS1", "CAMPBELL, Tyrese", ZOFIA, None),
    ]
    path = write(tmp_path / "twice.xlsx", {"Nov": (MISPER, rows)})
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, path)
    problems = screen.preview.figures.figures[-1]
    assert problems.accessibleName() == "1 to look at"
    QTest.mouseClick(problems, Qt.MouseButton.LeftButton)
    (row,) = screen.preview.table.rows()
    assert row.standing == "refused" and "already in row" in row.problem
    take_in(qtbot, screen)
    assert [one.row for one in screen.result._refused.rows()] == [row.row]


def test_a_column_put_right_is_read_again_and_remembered(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    headings = tuple("Bezirk" if one == "Postcode" else one for one in MISPER)
    path = write(
        tmp_path / "new look.xlsx", {"Nov": (headings, [episode("26MIS1", "KOWALSKA, Zosia", ZOFIA, None)])}
    )
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, path)
    screen.preview.part.chosen.emit("sheets")
    (card,) = screen.preview.sheets.cards
    box = card.boxes[headings.index("Bezirk") + 1]
    assert box.currentText() == "Not read"
    box.setCurrentIndex(box.findData("postcode"))
    ready(qtbot, screen)
    assert desk.layouts.of(ListName.MISPER) == ()
    take_in(qtbot, screen)
    child = desk.children.all()[0]
    found = desk.children.page(child.person_id)
    assert found is not None and found.identities[0].identity.postcode == "KT1 1AA"
    read(qtbot, screen, path)
    (again,) = screen.preview.sheets.cards
    assert again.boxes[headings.index("Bezirk") + 1].currentData() == "postcode"


def test_a_field_is_read_from_one_column_only(qtbot: QtBot, desk: Desk, files: dict[ListName, Path]) -> None:
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MISPER])
    screen.preview.part.chosen.emit("sheets")
    (card,) = screen.preview.sheets.cards
    reported, returned = (MISPER.index(one) + 1 for one in ("Reported missing", "Returned / located"))
    card.boxes[returned].setCurrentIndex(card.boxes[returned].findData("reported_at"))
    ready(qtbot, screen)
    assert card.boxes[reported].currentText() == "Not read"
    card.boxes[returned].setCurrentIndex(0)
    ready(qtbot, screen)
    assert "No column is read as “Reported missing”" in words(card)


def test_a_file_that_tells_nothing_is_asked_about(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    path = write(tmp_path / "names.xlsx", {"A": (("Ref", "Name", "DOB"), [("1", "KOWALSKA, Zofia", ZOFIA)])})
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, path)
    assert page(screen) == LANDING
    assert screen.landing.ask.isVisible()
    screen.landing.ask.choice.chosen.emit(ListName.MASE)
    ready(qtbot, screen)
    assert page(screen) == PREVIEW
    assert screen.preview.list_name.value() == ListName.MASE


def test_cancel_leaves_the_store_as_it_was(qtbot: QtBot, desk: Desk, files: dict[ListName, Path]) -> None:
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MISPER])
    screen.take_in()
    assert screen.strip.isVisible()
    screen.strip.cancelled.emit()
    ready(qtbot, screen)
    assert desk.intake.imported_files() == ()
    assert screen.notice.sentence == "Stopped before the end; nothing was kept."
    assert page(screen) == PREVIEW and screen.preview.take_in.isEnabled()


def test_escape_puts_the_file_away(qtbot: QtBot, desk: Desk, files: dict[ListName, Path]) -> None:
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MISPER])
    QTest.keyClick(screen.preview.table.view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page(screen) == LANDING)


def test_names_hide_in_the_preview(qtbot: QtBot, desk: Desk, files: dict[ListName, Path]) -> None:
    screen, _ = show(qtbot, desk)
    read(qtbot, screen, files[ListName.MASE])
    privacy.set_hidden(True)
    try:
        model = screen.preview.table.model
        assert [model.index(at, 2).data() for at in range(2)] == [HIDDEN, HIDDEN]
        screen.preview.part.chosen.emit("sheets")
        assert "KOWALSKA" not in words(screen.preview.sheets)
    finally:
        privacy.set_hidden(False)


def test_every_line_of_the_shared_lists_is_accounted_for(qtbot: QtBot, desk: Desk) -> None:
    folder = shared_lists()
    screen, _ = show(qtbot, desk)
    counted = {}
    for file in ("misper_return", "cme_register", "mase_tracker"):
        read(qtbot, screen, folder / f"{file}.xlsx")
        counted[file] = figures(screen)[0]
        take_in(qtbot, screen)
    assert counted == {
        "misper_return": "129 rows in the file",
        "cme_register": "61 rows in the file",
        "mase_tracker": "36 rows in the file",
    }
