"""The plan of a month and of a year in the window: looked at, changed, kept."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui.month.plan_panel import YEAR, PlanPanel
from app.ui.month.words import Month
from app.ui.screens.meetings import Meetings
from tests.ui.month_rig import Rig, Window, a_rig, button


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def words(within: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())


def a_year(rig: Rig, year: int = 2027) -> tuple[PlanPanel, Meetings, Window]:
    screen, window = rig.screen(Meetings)
    screen.open(Month(year, 1))
    next(one for one in screen.plan.span.findChildren(QWidget) if one.accessibleName() == "Year").click()  # type: ignore[attr-defined]
    return screen.plan, screen, window


def cell(plan: PlanPanel, month: int, short: str) -> QWidget:
    wanted = f"{short} in {['', 'January', 'February', 'March', 'April'][month]}"
    return next(
        one for made in plan.grid.cells.values() for one in made if one.accessibleName().startswith(wanted)
    )


def test_a_year_shows_twelve_months_of_each_body(rig: Rig) -> None:
    plan, _screen, _window = a_year(rig)
    assert plan.span.value() == YEAR and plan.header.accessibleName() == "Plan 2027"
    months = [place[0] for place in plan.grid.cells]
    assert [months.count(one) for one in (1, 2, 12)] == [4, 3, 3], "the subgroup meets in January"
    assert cell(plan, 3, "MASE").accessibleName() == "MASE in March 2027: Tue 30, to add"
    assert cell(plan, 4, "Subgroup").accessibleName() == "Subgroup in April 2027: no day, choose a day"
    assert "1 moved from its usual day; 4 wait for a day" in words(plan)


def test_a_single_day_is_judged_before_it_is_taken_and_the_year_is_kept_in_one_go(rig: Rig) -> None:
    plan, screen, window = a_year(rig)
    QTest.mouseClick(cell(plan, 3, "MASE"), Qt.MouseButton.LeftButton)
    editor = plan.editor
    assert "Moved from Fri 26 Mar 2027 (Good Friday)" in words(editor)
    editor.day.set_day(date(2027, 3, 26))
    assert "bank holiday (Good Friday)" in words(editor) and not editor.take.isEnabled()
    QTest.keyClicks(editor.day.reason, "The only day the hall is free")
    editor.take.click()
    assert cell(plan, 3, "MASE").accessibleName().startswith("MASE in March 2027: Fri 26")
    QTest.mouseClick(cell(plan, 4, "Subgroup"), Qt.MouseButton.LeftButton)
    editor.day.set_day(date(2027, 4, 20))
    editor.take.click()
    QTest.mouseClick(cell(plan, 2, "CME"), Qt.MouseButton.LeftButton)
    button(editor, "Leave it out").click()
    assert "2 on days you chose; 1 left out; 3 wait for a day" in words(plan)
    button(plan, "Add 36 meetings").click()
    assert window.said == ["2027 is planned: 36 meetings."]
    held = {(row.body_short, row.on) for row in rig.desk.planner.meetings()}
    assert {("MASE", date(2027, 3, 26)), ("Subgroup", date(2027, 4, 20))} <= held
    assert not [on for short, on in held if short == "CME" and on.month == 2]
    assert screen.pages.currentWidget() is screen.page


def test_a_choice_can_be_taken_back(rig: Rig) -> None:
    plan, _screen, _window = a_year(rig)
    QTest.mouseClick(cell(plan, 3, "MASE"), Qt.MouseButton.LeftButton)
    plan.editor.day.set_day(date(2027, 3, 24))
    plan.editor.take.click()
    button(plan.editor, "Back to the usual day").click()
    assert plan.choices == {}
    assert cell(plan, 3, "MASE").accessibleName() == "MASE in March 2027: Tue 30, to add"


def test_the_arrows_walk_from_meeting_to_meeting(rig: Rig) -> None:
    plan, _screen, _window = a_year(rig)
    plan.grid.cells[1, 4][0].setFocus()
    QTest.keyClick(plan.grid.cells[1, 4][0], Qt.Key.Key_Down)
    assert plan.grid.cells[4, 4][0].hasFocus(), "the subgroup meets next in April"
    QTest.keyClick(plan.grid.cells[4, 4][0], Qt.Key.Key_Left)
    assert plan.grid.cells[4, 3][0].hasFocus()
    QTest.keyClick(plan.grid.cells[4, 3][0], Qt.Key.Key_Space)
    assert plan.editor.line is not None and plan.editor.line.short == "MASE"


def test_what_stands_is_opened_on_its_own_page(rig: Rig) -> None:
    plan_ = rig.plan(2027, 2)
    plan, screen, _window = a_year(rig)
    QTest.mouseClick(cell(plan, 2, "MASE"), Qt.MouseButton.LeftButton)
    assert not plan.editor.take.isVisible()
    button(plan.editor, "Open its page").click()
    assert screen.page.meeting is not None and screen.page.meeting.id == plan_["MASE"].id


def test_in_a_month_the_rest_follows_what_is_moved(rig: Rig) -> None:
    screen, _window = rig.screen(Meetings)
    screen.open(Month(2027, 3))
    screen.plan.table.select_at(1)  # MisPer
    screen.plan.editor.day.set_day(date(2027, 3, 30))
    assert "nothing speaks against it" in words(screen.plan.editor), "for MASE is not planned yet"
    screen.plan.editor.take.click()
    rows = {row.short: row.on for row in screen.plan.table.rows()}
    assert rows["MisPer"] == date(2027, 3, 30) and rows["MASE"] == date(2027, 3, 31)


def test_a_calendar_file_of_the_month_is_written_beside_the_window(rig: Rig, tmp_path: Path) -> None:
    rig.plan(2027, 3)
    rig.desk.calendars.of_period(2027, 3, tmp_path / "before.ics")
    screen, window = rig.screen(Meetings)
    screen.open(Month(2027, 3))
    target = tmp_path / "march.ics"
    proposed: list[str] = []

    def choose(_parent: QWidget, path: Path) -> Path:
        proposed.append(path.name)
        return target

    screen.plan.file.choose = choose
    button(screen.plan, "Calendar file…").click()
    rig.qtbot.waitUntil(lambda: any("Written to" in one for one in window.said))
    assert proposed == ["Meetings March 2027.ics"]
    assert len([one for one in Calendar.from_ical(target.read_bytes()).walk("VEVENT")]) > 3
