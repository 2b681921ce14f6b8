"""The one table: cursor, order, empty state, hidden names, widths."""

from dataclasses import dataclass
from time import process_time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.tables import Column, Table, shares
from app.ui.widgets import (
    Button,
    Mark,
    NameLabel,
    privacy,
)
from app.ui.widgets.privacy import HIDDEN
from tests.ui.showing import shown


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    privacy.set_hidden(False)


@dataclass(frozen=True)
class Line:
    """A row of the table under test."""

    id: int
    name: str
    episodes: int | None


LINES = (Line(1, "Zofia K.", 5), Line(2, "Ella P.", None), Line(3, "Tyrese C.", 7))


class TestTable:
    def make(self, qtbot: QtBot) -> Table[Line]:
        made: Table[Line] = Table(
            "Children",
            (
                Column("Child", lambda line: line.name, 140, strong=True, personal=True),
                Column(
                    "Episodes",
                    lambda line: "not known" if line.episodes is None else str(line.episodes),
                    90,
                    align="right",
                    sort=lambda line: line.episodes,
                ),
                Column("Lists", lambda line: "", marks=lambda line: (Mark("new", "amber"),), wrap=True),
            ),
            empty=("No children yet", "Import a list first.", "Import"),
            key=lambda line: line.id,
        )
        shown(qtbot, made)
        return made

    def test_empty_says_what_to_do_first(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        assert made.empty.isVisible()
        button = made.empty.findChild(Button)
        assert button is not None
        with qtbot.waitSignal(made.asked):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        made.set_rows(LINES)
        assert made.view.isVisible()

    def test_enter_activates_the_row_under_the_cursor(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_rows(LINES)
        made.select(1)
        QTest.keyClick(made.view, Qt.Key.Key_Down)
        with qtbot.waitSignal(made.activated) as heard:
            QTest.keyClick(made.view, Qt.Key.Key_Return)
        assert heard.args == [LINES[1]]

    def test_the_cursor_stays_on_its_row(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_rows(LINES)
        made.select(3)
        made.set_rows((Line(9, "New", 1), *LINES))
        assert made.current() == LINES[2]
        made.set_rows(LINES[:1])
        assert made.current() is None
        assert not made.select(3)

    def test_unknown_sorts_last(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_rows(LINES)
        made.view.sortByColumn(1, Qt.SortOrder.AscendingOrder)
        assert [line.episodes for line in made.rows()] == [5, 7, None]

    def test_names_hide_with_one_switch(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_rows(LINES)
        name = NameLabel("Zofia Kowalska")
        qtbot.addWidget(name)
        first = made.model.index(0, 0)
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        privacy.toggle()
        assert all("Zofia" not in str(first.data(int(role))) for role in texts)
        assert name.text() == HIDDEN
        privacy.toggle()
        assert all("Zofia" in str(first.data(int(role))) for role in texts)
        assert name.text() == "Zofia Kowalska"

    @pytest.mark.parametrize("room", [600, 400, 300])
    def test_columns_fill_the_room_and_no_more(self, qtbot: QtBot, room: int) -> None:
        columns = tuple(Column[Line]("x", lambda line: line.name, width) for width in (130, 0, 90))
        widths = shares(columns, room)
        assert sum(widths) <= max(room, 112 + 112 + 90)
        assert sum(widths) >= room - 2
        assert widths[2] == 90 and min(widths[:2]) >= 112

    def test_long_words_get_the_lines_they_need(self, qtbot: QtBot) -> None:
        made: Table[Line] = Table("Why", (Column("Why", lambda line: line.name, wrap=True),), fit=True)
        window = shown(qtbot, made)
        made.set_rows((Line(1, "Five episodes in three months, one interview late, " * 4, 5),))
        wide = made.view.rowHeight(0)
        window.resize(240, 400)
        qtbot.waitUntil(lambda: made.view.rowHeight(0) > wide)
        assert made.view.verticalScrollBar().maximum() == 0

    def test_five_thousand_rows_stand_at_once(self, qtbot: QtBot) -> None:
        made: Table[Line] = Table(
            "Long",
            (
                Column("Child", lambda line: line.name, 140, strong=True),
                Column("Why", lambda line: f"{line.episodes} episodes, one interview late " * 3, wrap=True),
                Column("", lambda line: "", 88, marks=lambda line: (Mark("new", "amber"),)),
            ),
            key=lambda line: line.id,
        )
        shown(qtbot, made)
        rows = [Line(at, f"Child {at}", at % 9) for at in range(5000)]
        taken = []
        for _ in range(3):
            start = process_time()  # of this program alone: the machine may be busy
            made.set_rows(rows)
            taken.append(process_time() - start)
        assert min(taken) < 0.4
        assert made.view.rowHeight(4999) > theme.ROW

    def test_the_row_the_keyboard_comes_to_is_marked(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.view.setFocus()
        made.set_rows(LINES)
        made.view.clearFocus()
        made.view.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.waitUntil(lambda: made.current() is not None)
        assert made.view.selectionModel().isSelected(made.view.currentIndex())

    @pytest.mark.parametrize(("room", "wide"), [(1000, [300, 450, 250]), (700, [300, 250, 150])])
    def test_open_columns_share_what_their_least_leaves(self, room: int, wide: list[int]) -> None:
        columns = (
            Column[Line]("a", lambda line: line.name, 300),
            Column[Line]("b", lambda line: line.name, least=250, share=2),
            Column[Line]("c", lambda line: line.name, least=150, share=1),
        )
        assert shares(columns, room) == wide

    def test_it_paints(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_rows(LINES)
        made.select(2)
        assert not made.grab().isNull()
