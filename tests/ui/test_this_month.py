"""This month: each figure is right, and opens the list behind it."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.ui.month.words import Month, chip, first_unplanned
from app.ui.screens.this_month import ThisMonth
from app.ui.widgets import BarRow, LineRow, TimeLine, privacy
from tests.builders import a_case, a_meeting, a_register_entry, an_episode, person_of
from tests.services import small_lists
from tests.shared import shared_lists
from tests.ui.month_rig import Rig, a_rig, button, line, lines

ZOFIA, BORN = "Zofia Kowalska", date(2012, 4, 3)


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def take_in_small_lists(rig: Rig, folder: Path) -> None:
    """One row of each list, all three one child by name and date of birth."""
    store, clock = rig.desk.store, rig.hand.clock()
    back = datetime(2026, 11, 19, 9, 5)
    files = (
        (ListName.MISPER, {"Return": (small_lists.MISPER, [small_lists.episode("M1", ZOFIA, BORN, back)])}),
        (
            ListName.CME,
            {
                "CME": (
                    small_lists.CME,
                    [small_lists.entry("U1", "Zofia", "Kowalska", BORN, date(2026, 9, 1))],
                )
            },
        ),
        (
            ListName.MASE,
            {
                "Open": (small_lists.MASE, [small_lists.case("K1", ZOFIA, BORN, date(2026, 10, 2))]),
                "Closed": (small_lists.CLOSED, []),
            },
        ),
    )
    for name, sheets in files:
        small_lists.take_in(store, clock, name, small_lists.write(folder / f"{name}.xlsx", sheets))


def a_child_on_three_lists(rig: Rig) -> int:
    """Zofia, on MASE, MisPer and CME by confirmed decisions; answers the person."""
    store = rig.desk.store
    person = person_of(store, a_case(store, ZOFIA, born=BORN))
    for day in (2, 9, 16):
        an_episode(store, datetime(2026, 11, day, 20), datetime(2026, 11, day + 1, 2), person_id=person)
    a_register_entry(store, person_id=person)
    return person


class TestFirstSteps:
    def test_an_empty_store_says_what_to_do_first(self, rig: Rig) -> None:
        screen, window = rig.screen(ThisMonth)
        assert screen.steps.isVisible()
        assert not screen.several.isVisible() and not screen.due.isVisible()
        assert button(screen.steps, "Import lists").property("kind") == "primary"
        assert not button(screen.steps, "Compare").isEnabled()
        button(screen.steps, "Import lists").click()
        button(screen.steps, "Plan November").click()
        assert window.went == [("import", None), ("meetings", Month(2026, 11))]

    def test_each_step_gets_its_tick_and_the_card_goes(self, rig: Rig, tmp_path: Path) -> None:
        take_in_small_lists(rig, tmp_path)
        screen, window = rig.screen(ThisMonth)
        names = [one.accessibleName() for one in screen.steps.findChildren(QWidget)]
        said = [name for name in names if name.startswith("Step")]
        assert said == ["Step 1, done", "Step 2, to do", "Step 3, to do"]
        assert screen.several.isVisible()
        button(screen.steps, "Compare").click()
        assert window.went == [("crosscheck", "who")]
        rig.plan()
        assert not screen.steps.isVisible()
        pairs = line(screen.overdue, "Who is who")
        assert pairs.accessibleName().endswith(f"{rig.desk.who.progress()[0]} pairs")
        pairs.click()
        assert window.went == [("crosscheck", "who")] * 2


class TestHeader:
    def test_title_note_and_buttons_follow_the_plan(self, rig: Rig) -> None:
        plan = rig.plan()
        screen, window = rig.screen(ThisMonth)
        assert screen.header.accessibleName() == "November 2026"
        assert "MASE is in 5 working days" in [one.text() for one in screen.findChildren(QLabel)]
        button(screen, "Plan December").click()
        button(screen, "Open MASE").click()
        assert window.went == [("meetings", Month(2026, 12)), ("meetings", plan["MASE"].id)]

    @pytest.mark.parametrize(("on_its_day", "place"), [(False, "meetings"), (True, "room")])
    def test_open_goes_to_the_room_on_its_day(self, rig: Rig, on_its_day: bool, place: str) -> None:
        mase = rig.plan()["MASE"]
        rig.desk.planner.agenda_sent(mase.id, date(2026, 11, 18))
        if on_its_day:
            rig.hand.turn(mase.on)
        screen, window = rig.screen(ThisMonth)
        button(screen, "Open MASE").click()
        assert window.went == [(place, mase.id)]

    def test_months_back_and_forward_and_home_again(self, rig: Rig) -> None:
        rig.plan()
        screen, window = rig.screen(ThisMonth)
        QTest.keyClick(screen, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        rig.qtbot.waitUntil(lambda: screen.header.accessibleName() == "December 2026")
        assert not screen.line.isVisible()
        button(screen, "Plan December").click()
        assert window.went[-1] == ("meetings", Month(2026, 12))
        button(screen, "Month before").click()
        button(screen, "Month before").click()
        assert screen.header.accessibleName() == "October 2026"
        button(screen, "Today").click()
        assert screen.header.accessibleName() == "November 2026"
        assert screen.line.isVisible()


class TestCards:
    def test_the_line_opens_a_meeting_by_key(self, rig: Rig) -> None:
        plan = rig.plan()
        screen, window = rig.screen(ThisMonth)
        days = screen.findChild(TimeLine)
        assert isinstance(days, TimeLine)
        assert "MASE, Fri 27 Nov, 10:00, ahead" in days.accessibleDescription()
        QTest.keyClick(days, Qt.Key.Key_Right)
        QTest.keyClick(days, Qt.Key.Key_Return)
        assert window.went == [("meetings", plan["MisPer"].id)]

    def test_a_child_opens_by_key_and_by_click_and_all_by_the_corner(self, rig: Rig, tmp_path: Path) -> None:
        take_in_small_lists(rig, tmp_path)
        person = a_child_on_three_lists(rig)
        rig.plan()
        screen, window = rig.screen(ThisMonth)
        table = screen.several.table
        row = next(one for one in table.rows() if one.person_id == person)
        assert [one.value for one in row.lists] == ["mase", "misper", "cme"]
        assert table.select(row.person_id)
        QTest.keyClick(table.view, Qt.Key.Key_Return)
        assert window.went == [("children", person)]
        spot = table.view.visualRect(table.model.index(table.rows().index(row), 2)).center()
        QTest.mouseClick(table.view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        assert window.went == [("children", person)] * 2
        button(screen.several, "See all 1").click()
        assert window.went[-1] == ("crosscheck", "several")

    def test_names_hide(self, rig: Rig) -> None:
        a_child_on_three_lists(rig)
        screen, _window = rig.screen(ThisMonth)
        model = screen.several.table.model
        assert model.index(0, 0).data() == "Zofia K."
        privacy.set_hidden(True)
        assert "Zofia" not in str(model.index(0, 0).data())

    def test_overdue_actions_by_agency_open_the_log(self, rig: Rig, tmp_path: Path) -> None:
        take_in_small_lists(rig, tmp_path)
        held = a_meeting(rig.desk.store, date(2026, 10, 30), state="closed")
        for agency, due in (("Police", 10), ("Police", 30), ("Health", 12), ("Police", 11)):
            rig.desk.actions.add(held, "Visit", agency, "", date(2026, 11, due))
        screen, window = rig.screen(ThisMonth)
        bars = [one.accessibleName() for one in screen.overdue.findChildren(BarRow)]
        assert bars == ["Police, 2 of 3", "Health, 1 of 1"]
        QTest.keyClick(line(screen.overdue, "Health"), Qt.Key.Key_Space)
        button(screen.overdue, "See all 3").click()
        assert window.went == [("actions", "Health"), ("actions", "overdue")]

    def test_what_is_due_next_stands_with_its_day_and_opens_its_meeting(
        self, rig: Rig, tmp_path: Path
    ) -> None:
        take_in_small_lists(rig, tmp_path)
        rig.hand.turn(date(2026, 11, 13))
        plan = rig.plan()
        screen, window = rig.screen(ThisMonth)
        assert "MASE agenda and 1 more, due Wednesday, 3 working days" in lines(screen.due)
        line(screen.due, "MASE agenda").click()
        assert window.went == [("meetings", plan["MASE"].id)]

    def test_interviews_show_the_count_and_who_is_behind_it(self, rig: Rig, tmp_path: Path) -> None:
        take_in_small_lists(rig, tmp_path)
        screen, _window = rig.screen(ThisMonth)
        count = rig.desk.home.month(2026, 11).interviews
        words = [one.text() for one in screen.interviews.findChildren(QLabel) if one.isVisible()]
        assert f"of {count.total} in time" in words and count.words in words
        assert not screen.interviews.table.isVisible()
        button(screen.interviews, "Which").click()
        assert screen.interviews.table.isVisible()
        assert [one.what for one in screen.interviews.table.rows()] == ["Return home interview: Zofia K."]
        button(screen.interviews, "Hide").click()
        assert not screen.interviews.table.isVisible()

    def test_what_changed_is_named_and_counted(self, rig: Rig, tmp_path: Path) -> None:
        take_in_small_lists(rig, tmp_path)
        screen, window = rig.screen(ThisMonth)
        view = rig.desk.home.month(2026, 11)
        assert lines(screen.changes) == [f"{words}, {count}" for words, count in view.changed]
        screen.changes.findChildren(LineRow)[0].click()
        assert window.went == [("children", "list")]

    def test_a_commit_is_shown_at_once(self, rig: Rig) -> None:
        screen, _window = rig.screen(ThisMonth)
        assert screen.steps.isVisible()
        rig.plan()
        assert screen.header.accessibleName() == "November 2026"
        assert screen.line.isVisible()


@pytest.mark.parametrize(("wide", "tall"), [(1198, 712), (1752, 1024), (900, 500)])
def test_with_the_real_lists_all_of_it_fits(rig: Rig, wide: int, tall: int) -> None:
    folder = shared_lists("2026-11")
    desk = rig.desk
    for name, file in (("misper", "misper_return"), ("cme", "cme_register"), ("mase", "mase_tracker")):
        desk.intake.take_in(desk.intake.preview(ListName(name), folder / f"{file}.xlsx"))
    for pair in desk.who.queue()[:30]:
        desk.who.decide(pair.a.subject_id, pair.b.subject_id, "same", "The same date of birth.")
    rig.plan()
    screen, _window = rig.screen(ThisMonth, wide, tall)
    rig.qtbot.waitUntil(lambda: len(screen.several.table.rows()) >= 3)
    rig.qtbot.wait(50)
    assert screen.page.horizontalScrollBar().maximum() == 0
    if tall >= 712:
        assert screen.page.verticalScrollBar().maximum() == 0


def test_months_are_values() -> None:
    assert Month(2026, 12).step(1) == Month(2027, 1)
    assert Month(2026, 1).step(-1) == Month(2025, 12)
    assert Month.of(date(2026, 2, 3)).last == date(2026, 2, 28)
    assert first_unplanned((), Month(2026, 11)) == Month(2026, 11)
    assert chip("MASE 2", "plain").tone == "grey"
    assert chip("CME red", "red").tone == "red"
