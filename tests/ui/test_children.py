"""Children: found as one types, and a page with everything that is known."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.desk import Desk
from app.services.people.child_lines import SpellLine
from app.ui.lists.lanes import Event, Lanes
from app.ui.main_window import MainWindow
from app.ui.screens import SCREENS
from app.ui.screens.children import ChildrenScreen
from app.ui.widgets import privacy
from tests.ui.list_desk import Guide, a_desk, join_certain, on_screen, take_in_all, the_files
from tests.ui.showing import shown


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    join_certain(made)
    yield made
    made.close()


def show(qtbot: QtBot, desk: Desk) -> tuple[ChildrenScreen, Guide]:
    return on_screen(qtbot, desk, ChildrenScreen)


def names(screen: ChildrenScreen) -> list[str]:
    return [line.name.split()[0] for line in screen.table.rows()]


def words(widget: QWidget) -> str:
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if not one.isHidden())


def person(desk: Desk, name: str) -> int:
    return next(line.person_id for line in desk.children.all() if line.name.startswith(name))


SEARCHES = [
    ("", ["Grace", "Ifrah", "Tyrese", "Zofia"]),
    ("tyr", ["Tyrese"]),
    ("kow zof", ["Zofia"]),
    ("zosia", ["Zofia"]),
    ("26mis3", ["Tyrese"]),
    ("x308", ["Zofia"]),
    ("nobody", []),
]


@pytest.mark.parametrize(("text", "found"), SEARCHES)
def test_children_are_found_as_one_types(qtbot: QtBot, desk: Desk, text: str, found: list[str]) -> None:
    screen, _ = show(qtbot, desk)
    assert screen.search.hasFocus()
    QTest.keyClicks(screen.search, text)
    assert names(screen) == found
    QTest.keyClick(screen.search, Qt.Key.Key_Escape)
    assert len(names(screen)) == 4


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("several", ["Tyrese", "Zofia"]),
        (ListName.CME, ["Ifrah", "Tyrese", "Zofia"]),
        (ListName.MISPER, ["Grace", "Tyrese", "Zofia"]),
    ],
)
def test_the_list_is_narrowed(qtbot: QtBot, desk: Desk, kept: object, found: list[str]) -> None:
    screen, _ = show(qtbot, desk)
    screen.kept.set_value(kept)
    screen.kept.chosen.emit(kept)
    assert names(screen) == found


def test_return_in_the_search_opens_the_child_and_escape_comes_back(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    QTest.keyClicks(screen.search, "zo")
    QTest.keyClick(screen.search, Qt.Key.Key_Return)
    assert screen.child.isVisible()
    QTest.keyClick(screen.child.back, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: screen.table.isVisible())
    line = screen.table.current()
    assert line is not None and line.name.startswith("Zofia")
    assert screen.table.view.hasFocus()


def test_the_page_says_what_each_list_says(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    screen.open(person(desk, "Zofia"))
    page = desk.children.page(person(desk, "Zofia"))
    assert page is not None
    rows = screen.child.identity.table.rows()
    said = " | ".join((words(screen.child), *(one.value for one in rows)))
    for part in (
        "Zosia Kowalska",
        "Zofia Kowalska",
        "X30812256190",
        "MASE-1",
        "KT1 1AA",
        "14, born 3 Apr 2012",
    ):
        assert part in said
    for finding in page.findings:
        assert finding.sentence in said
    assert [one.reference for one in screen.child.episodes.rows()] == [one.reference for one in page.episodes]
    assert len(screen.child.cases.rows()) == len(screen.child.entries.rows()) == 1
    assert screen.child.discussed.isHidden() or not screen.child.discussed.isVisible()


def test_parts_with_nothing_in_them_are_left_out(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    screen.open(person(desk, "Ifrah"))
    seen = {key for key, card in screen.child._cards.items() if card.isVisible()}
    assert seen == {"entries"}


def test_the_time_line_says_all_in_words(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    screen.open(person(desk, "Tyrese"))
    lanes = screen.child.lanes
    said = lanes.accessibleDescription()
    assert "MASE: on MASE since 1 Jul 2026." in said
    assert "CME: on CME since 25 Jun 2026." in said
    assert "missing 12 Sep 2026" in said
    lanes.setFocus()
    QTest.keyClick(lanes, Qt.Key.Key_Right)
    held = lanes.held()
    assert held is not None and held.on == date(2026, 9, 12)
    assert lanes.accessibleName() == held.words


def test_the_time_line_walks_and_names_what_the_mouse_is_on(qtbot: QtBot) -> None:
    lanes = Lanes()
    shown(qtbot, lanes)
    lanes.resize(800, 160)
    spells = (SpellLine(ListName.MASE, date(2020, 1, 1), date(2026, 8, 1), "not evidenced"),)
    events = tuple(Event(ListName.MISPER, date(2026, month, 3), f"month {month}") for month in (9, 7))
    lanes.show_life(spells, events, date(2026, 11, 21))
    assert "on MASE from 1 Jan 2020 to 1 Aug 2026 (not evidenced)" in lanes.words()
    assert "CME: never on this list." in lanes.words()
    lanes.setFocus()
    walked = []
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Left, Qt.Key.Key_Right):
        QTest.keyClick(lanes, key)
        held = lanes.held()
        walked.append(held.words if held else "")
    assert walked == ["month 9", "month 7", "month 7", "month 9"]


def test_names_hide_in_the_list_and_on_the_page(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    screen.open(person(desk, "Zofia"))
    privacy.set_hidden(True)
    try:
        assert "Zofia" not in words(screen.child) and "X30812256190" not in words(screen.child)
        shown_names = {screen.table.model.index(at, 0).data() for at in range(4)}
        assert len(shown_names) == 1
    finally:
        privacy.set_hidden(False)


def test_a_child_who_is_one_with_another_now_is_said(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = show(qtbot, desk)
    screen.open(99999)
    assert screen.table.isVisible()
    assert guide.said == ["This child is on no list any more, or is one with another child now."]


def test_in_the_window_a_search_opens_the_page_and_a_decision_reaches_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    desk = a_desk(tmp_path)  # the window closes it
    take_in_all(desk, the_files(tmp_path))
    join_certain(desk)
    keys = ("children", "crosscheck", "import")
    window = MainWindow([spec for spec in SCREENS if spec.key in keys])
    qtbot.addWidget(window)
    window.set_desk(desk)
    with qtbot.waitExposed(window):
        window.show()
    window.work.go("child", person(desk, "Zofia"))
    screen = window.work._screens["children"]
    assert isinstance(screen, ChildrenScreen)
    assert len(screen.child.entries.rows()) == 1
    page = desk.children.page(person(desk, "Zofia"))
    assert page is not None
    for decision in desk.who.decided():
        if "Zofia Kowalska" in decision.names:
            desk.who.undo(decision.id)
    # Taken apart, the page shows one list's child only, or goes back to the list.
    shown_lists = sum(
        bool(table.rows()) for table in (screen.child.episodes, screen.child.cases, screen.child.entries)
    )
    assert not screen.child.isVisible() or shown_lists == 1
    for key in keys:
        window.work.go(key)
        assert window.work._screens[key].isVisible()
