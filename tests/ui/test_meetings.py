"""Meetings: followed from the plan to the agreed minutes, and out of the room as Word."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.attendance import Standing
from app.domain.meetings import MeetingState
from app.ui.month.words import Month
from app.ui.screens.meetings import Meetings
from app.ui.widgets import LineField, StepTick
from tests.ui.month_rig import Rig, a_rig, button, lines


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def words(within: QWidget) -> str:
    """All that a part of the screen says."""
    QApplication.processEvents()
    return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())


def chosen(screen: Meetings) -> list[str]:
    return [one.accessibleName() for one in screen.list.findChildren(StepTick) if one.isChecked()]


def mase(rig: Rig) -> int:
    return rig.plan()["MASE"].id


class TestList:
    def test_newest_month_first_and_the_next_meeting_chosen(self, rig: Rig) -> None:
        rig.plan(2026, 10)
        rig.plan(2026, 12)
        rig.plan()
        screen, _window = rig.screen(Meetings)
        names = [one.accessibleName().split(",")[0] for one in screen.list.findChildren(StepTick)]
        assert names[0].startswith("MASE  Tue 29 Dec") and names[-1] == "CME  Tue 13 Oct"
        assert chosen(screen) == ["MASE  Fri 27 Nov, planned"]
        assert screen.page.header.accessibleName() == "MASE, Friday 27 November 2026"
        assert "November 2026" in words(screen.list)

    def test_a_day_that_has_passed_says_so(self, rig: Rig) -> None:
        rig.plan()
        screen, _window = rig.screen(Meetings)
        names = [one.accessibleName() for one in screen.list.findChildren(StepTick)]
        assert "CME  Tue 10 Nov, day has passed" in names

    def test_a_click_shows_another_and_the_search_opens_one(self, rig: Rig) -> None:
        plan = rig.plan()
        screen, _window = rig.screen(Meetings)
        next(one for one in screen.list.findChildren(StepTick) if "CME" in one.accessibleName()).click()
        assert screen.page.header.accessibleName() == "CME, Tuesday 10 November 2026"
        screen.open(plan["MisPer"].id)
        assert screen.page.header.accessibleName() == "MisPer, Tuesday 17 November 2026"
        assert chosen(screen)[0].startswith("MisPer")

    def test_an_empty_store_leads_to_the_plan(self, rig: Rig) -> None:
        screen, _window = rig.screen(Meetings)
        assert screen.empty.isVisible()
        button(screen.empty, "Plan a month").click()
        assert screen.plan.header.accessibleName() == "Plan November 2026"


class TestPlan:
    def test_the_proposal_moves_off_christmas_and_is_added(self, rig: Rig) -> None:
        rig.plan()
        screen, window = rig.screen(Meetings)
        button(screen.list, "Plan December 2026").click()
        assert chosen(screen) == []
        rows = {row.short: row for row in screen.plan.table.rows()}
        assert [row.on for row in rows.values()] == [
            date(2026, 12, 8),
            date(2026, 12, 15),
            date(2026, 12, 29),
        ]
        assert "Fri 25 Dec 2026 (Christmas Day)" in rows["MASE"].why
        assert rows["MASE"].agenda_due == date(2026, 12, 16)
        assert rows["MASE"].minutes_due == date(2027, 1, 12)
        assert "1 moved from its usual day" in words(screen.plan)
        button(screen.plan, "Add 3 meetings").click()
        assert window.said == ["December 2026 is planned: 3 meetings."]
        made = rig.desk.planner.month(2026, 12)
        assert [(one.on, one.agenda_due, one.minutes_due) for one in made] == [
            (row.on, row.agenda_due, row.minutes_due) for row in rows.values()
        ]
        assert screen.page.header.accessibleName() == "CME, Tuesday 8 December 2026"
        assert screen.list.plan.accessibleName() == "Plan January 2027"

    def test_what_stands_is_told_from_what_is_new(self, rig: Rig) -> None:
        rig.plan()
        screen, _window = rig.screen(Meetings)
        screen.open(Month(2026, 11))
        assert all(row.stands for row in screen.plan.table.rows())
        assert not button(screen.plan, "Nothing to add").isEnabled()
        button(screen.plan, "Month after").click()
        assert screen.plan.header.accessibleName() == "Plan December 2026"

    def test_one_that_stands_elsewhere_is_not_proposed_twice(self, rig: Rig) -> None:
        rig.desk.planner.add("MASE", date(2026, 12, 17))
        screen, _window = rig.screen(Meetings)
        screen.open(Month(2026, 12))
        assert [(one.on, one.stands) for one in screen.plan.table.rows() if one.short == "MASE"] == [
            (date(2026, 12, 17), True)
        ]
        assert button(screen.plan, "Add 2 meetings").isEnabled()

    def test_a_subgroup_is_added_by_hand(self, rig: Rig) -> None:
        rig.plan()
        screen, window = rig.screen(Meetings)
        button(screen.list, "Add a meeting by hand").click()
        assert "Subgroup" in screen.add.body_choice.currentText()
        add = button(screen.add, "Add the meeting")
        assert not add.isEnabled()
        screen.add.day.set_day(date(2026, 12, 28))
        assert "bank holiday" in words(screen.add) and not add.isEnabled()
        screen.add.day.set_day(date(2026, 12, 10))
        assert add.isEnabled()
        add.click()
        assert window.said == ["Subgroup is planned for Thu 10 Dec."]
        assert screen.page.header.accessibleName() == "Subgroup, Thursday 10 December 2026"


class TestPage:
    def test_a_new_day_is_judged_before_it_is_kept(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        screen, window = rig.screen(Meetings)
        card = screen.page.date
        button(card, "Change the date").click()
        assert not card.move_it.isEnabled()
        card.day.set_day(date(2026, 12, 25))
        assert "bank holiday (Christmas Day)" in words(card)
        assert card.day.reason.isVisible() and not card.move_it.isEnabled()
        QTest.keyClicks(card.day.reason, "The room is free")
        assert card.move_it.isEnabled()
        card.day.set_day(date(2026, 11, 30))
        assert not card.day.reason.isVisible()
        card.move_it.click()
        made = rig.desk.planner.meeting(meeting_id)
        assert made.on == date(2026, 11, 30) and made.agenda_due == date(2026, 11, 19)
        assert window.said == ["MASE is moved to Mon 30 Nov."]
        assert screen.page.header.accessibleName() == "MASE, Monday 30 November 2026"
        assert not card.move_it.isVisible()

    def test_with_a_reason_it_goes_on_a_bank_holiday(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        screen, _window = rig.screen(Meetings)
        button(screen.page.date, "Change the date").click()
        screen.page.date.day.set_day(date(2026, 12, 25))
        QTest.keyClicks(screen.page.date.day.reason, "Agreed by all agencies.")
        screen.page.date.move_it.click()
        assert rig.desk.planner.meeting(meeting_id).on == date(2026, 12, 25)
        assert "Agreed by all agencies." in words(screen.page.date)

    def test_a_typed_day_that_is_none_moves_nothing(self, rig: Rig) -> None:
        mase(rig)
        screen, _window = rig.screen(Meetings)
        button(screen.page.date, "Change the date").click()
        line = screen.page.date.day.date.focusProxy()
        assert line is not None
        QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(line, "31/11/2026")
        QTest.keyClick(line, Qt.Key.Key_Return)
        assert screen.page.date.day.date.problem()
        screen.page.date.day.reason.setText("x")
        assert not screen.page.date.move_it.isEnabled()

    def test_agenda_and_minutes_go_out_on_a_day_and_the_minutes_are_agreed(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        screen, window = rig.screen(Meetings)
        screen.page.due.lines["agenda"].form.day.set_day(date(2026, 11, 18))
        button(screen.page.due, "Mark agenda as sent").click()
        assert rig.desk.planner.meeting(meeting_id).agenda_sent_on == date(2026, 11, 18)
        assert "Agenda, due Wed 18 Nov, sent Wed 18 Nov" in lines(screen.page.due)
        assert screen.page.state.accessibleName() == "Step 2 of 6: papers out"
        button(screen.page.due, "Correct the day the agenda went out").click()
        screen.page.due.lines["agenda"].form.day.set_day(date(2026, 11, 20))
        button(screen.page.due, "Mark agenda as sent").click()
        assert "Agenda, due Wed 18 Nov, sent Fri 20 Nov, late" in lines(screen.page.due)
        rig.hand.turn(date(2026, 11, 27))
        rig.hold(meeting_id)
        rig.hand.turn(date(2026, 12, 3))
        screen.refresh()
        button(screen.page.due, "Mark minutes as sent").click()
        assert rig.desk.planner.meeting(meeting_id).minutes_sent_on == date(2026, 12, 3)
        button(screen.page.due, "The minutes were agreed").click()
        assert rig.desk.planner.meeting(meeting_id).state == MeetingState.AGREED
        assert screen.page.state.accessibleName() == "Step 6 of 6: agreed"
        assert "locked" in window.said[-1]

    def test_the_room_is_one_button_away_on_its_day(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        screen, window = rig.screen(Meetings)
        assert not button(screen.page, "Open the meeting room").isEnabled()
        rig.hand.turn(rig.desk.planner.meeting(meeting_id).on)
        screen.refresh()
        button(screen.page, "Open the meeting room").click()
        assert window.went == [("room", meeting_id)]

    def test_a_meeting_that_was_not_quorate_says_so(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        rig.hand.turn(date(2026, 11, 27))
        rig.hold(meeting_id, everybody=False)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        assert "not quorate: its decisions are provisional" in words(screen.page)
        assert button(screen.page, "Look into the meeting room")


class TestComing:
    def test_apologies_beforehand_lower_the_forecast(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        screen, _window = rig.screen(Meetings, tall=1400)
        card = screen.page.coming
        button(card, "Prepare the register").click()
        before = words(card)
        card.table.select_at(0)
        card.table.view.setFocus()
        QTest.keyClick(card.table.view, Qt.Key.Key_A)
        seat = rig.desk.register.rows
        rig.qtbot.waitUntil(lambda: seat(meeting_id)[0].standing is Standing.APOLOGIES)
        assert "1 apologies" in words(card) and words(card) != before
        QTest.keyClick(card.table.view, Qt.Key.Key_E)
        rig.qtbot.waitUntil(lambda: seat(meeting_id)[0].standing is Standing.EXPECTED)

    def test_a_seat_by_invitation_is_not_expected_and_a_gap_is_told_afterwards(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        rig.desk.register.prepare(meeting_id)
        screen, _window = rig.screen(Meetings)

        def said() -> set[str]:
            model = screen.page.coming.table.model
            last = model.columnCount() - 1
            return {model.index(at, last).data(Qt.ItemDataRole.ToolTipRole) for at in range(model.rowCount())}

        assert said() == {"expected", "by invitation"}
        rig.hand.turn(date(2026, 11, 27))
        rig.hold(meeting_id, everybody=False)
        assert said() == {"not recorded", "by invitation"}

    def test_a_name_is_typed_for_the_seat_chosen(self, rig: Rig) -> None:
        meeting_id = mase(rig)
        rig.desk.register.prepare(meeting_id)
        screen, _window = rig.screen(Meetings, tall=1400)
        card = screen.page.coming
        card.table.select_at(1)
        card.table.view.setFocus()
        QTest.keyClick(card.table.view, Qt.Key.Key_Return)
        assert isinstance(QApplication.focusWidget(), LineField)
        QTest.keyClicks(card.name, "A Reeve")
        screen.save_now()
        rows = rig.desk.register.rows(meeting_id)
        assert rows[1].name == "A Reeve" and rows[1].standing is Standing.EXPECTED
