"""Papers in the window: on the meeting's page, due and late of all, reports, in time; and working days."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt, QTime
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.services.months.papers import PaperRow
from app.ui.screens.meetings import Meetings
from app.ui.screens.settings import Settings
from app.ui.settings.working_days import WorkingDaysPage
from tests.ui.month_rig import Rig, a_rig, button, lines


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def words(within: QWidget) -> str:
    QApplication.processEvents()
    return "\n".join(one.text() for one in within.findChildren(QLabel) if one.isVisible())


def paper(rig: Rig, meeting: int, key: str) -> PaperRow:
    return rig.desk.planner.meeting(meeting).papers_by_key[key]


def tab(within: QWidget, name: str) -> None:
    next(one for one in within.findChildren(QPushButton) if one.accessibleName() == name).click()


class TestPage:
    def test_each_paper_has_a_day_and_a_reader(self, rig: Rig) -> None:
        meeting = rig.plan(2026, 12)["CME"].id
        screen, _window = rig.screen(Meetings, tall=1200)
        screen.open(meeting)
        card = screen.page.due
        assert "List of children, due Friday" in lines(card)
        button(card, "Say when the CME register went out").click()
        assert not card.lines["agenda"].form.isVisible(), "one form at a time"
        form = card.lines["register"].form
        form.day.set_day(date(2026, 11, 20))
        QTest.keyClicks(form.to, "Performance team")
        form.send.click()
        assert paper(rig, meeting, "register").sent_to == "Performance team"
        assert "To Performance team" in words(card)
        button(card, "Correct the day the CME register went out").click()
        button(card.lines["register"], "It did not go out").click()
        assert paper(rig, meeting, "register").sent_on is None

    def test_all_that_is_due_together_goes_out_with_one_button(self, rig: Rig) -> None:
        meeting = rig.plan(2026, 12)["CME"].id
        screen, _window = rig.screen(Meetings, tall=1200)
        screen.open(meeting)
        button(screen.page.due, "Mark all 4 as sent").click()
        sent = [one.key for one in rig.desk.papers.of(meeting) if one.sent_on]
        assert sent == ["agenda", "list", "register", "assurance"]

    def test_short_notice_is_recorded_with_name_and_reason(self, rig: Rig) -> None:
        meeting = rig.plan()["MASE"].id
        screen, _window = rig.screen(Meetings, tall=1200)
        card = screen.page.due
        assert "Agenda, was due Wednesday, overdue" in lines(card)
        button(card, "Short notice was agreed…").click()
        assert not card.notice.keep.isEnabled()
        QTest.keyClicks(card.notice.by, "DI Marsh")
        QTest.keyClicks(card.notice.reason, "Two children are at immediate risk.")
        card.notice.keep.click()
        assert "agreed by DI Marsh" in words(card.notice)
        assert "Agenda, was due Wednesday, short notice agreed" in lines(card)
        button(card, "Take it back").click()
        assert rig.desk.planner.meeting(meeting).short_notice == ""

    def test_hours_and_place_change_and_the_agenda_goes_again(self, rig: Rig) -> None:
        meeting = rig.plan()["MASE"].id
        rig.desk.papers.sent(meeting, "agenda", date(2026, 11, 18))
        screen, window = rig.screen(Meetings, tall=1200)
        card = screen.page.date
        button(card, "Change hours or place").click()
        form = card.place
        assert "The agenda is out" in words(form) and not form.keep.isEnabled()
        form.venue.setText("York House, Room 3")
        form.ends.setTime(QTime(9, 0))
        assert "ends before it starts" in words(form)
        form.ends.setTime(QTime(12, 30))
        assert not form.keep.isEnabled(), "a reason is missing"
        QTest.keyClicks(form.reason, "The Guildhall is flooded.")
        form.keep.click()
        row = rig.desk.planner.meeting(meeting)
        assert (row.venue, row.ends) == ("York House, Room 3", time(12, 30))
        assert window.said[-1] == "Hours and place of MASE are changed. To go again: Agenda."
        assert "Agenda, due Wed 18 Nov, to go again" in lines(screen.page.due)
        assert "The Guildhall is flooded." in words(screen.page.due)
        button(screen.page.due, "Mark agenda as sent").click()
        assert not paper(rig, meeting, "agenda").again


class TestAllPapers:
    def test_due_and_late_of_all_meetings_and_each_opens_its_own(self, rig: Rig) -> None:
        plan = rig.plan()
        screen, _window = rig.screen(Meetings)
        button(screen.list, "Papers: due, late, in time").click()
        rows = screen.papers.due.table.rows()
        assert rows[0].overdue and [row.due for row in rows] == sorted(row.due for row in rows)
        assert "overdue" in words(screen.papers.due)
        at = next(at for at, row in enumerate(rows) if row.body_short == "MASE")
        screen.papers.due.table.select_at(at)
        QTest.keyClick(screen.papers.due.table.view, Qt.Key.Key_Return)
        assert screen.page.meeting is not None and screen.page.meeting.id == plan["MASE"].id

    def test_a_report_is_marked_as_done_and_taken_back(self, rig: Rig) -> None:
        rig.plan(2026, 9)
        screen, _window = rig.screen(Meetings, tall=1200)
        screen.open("papers")
        tab(screen.papers, "Reports")
        card = screen.papers.reports
        first = card.table.rows()[0]
        assert first.done_on is None and "overdue" in words(card)
        card.table.select_at(0)
        card.form.send.click()
        done = [row for row in rig.desk.duties.rows() if row.done_on is not None]
        assert [(row.body_code, row.key, row.period_on) for row in done] == [
            (first.body_code, first.key, first.period_on)
        ]
        card.table.select((first.body_code, first.key, first.period_on))
        button(card, "It did not go out").click()
        assert not [row for row in rig.desk.duties.rows() if row.done_on is not None]

    def test_each_figure_opens_the_papers_behind_it(self, rig: Rig) -> None:
        mase = rig.plan()["MASE"].id
        rig.desk.papers.sent(mase, "agenda", date(2026, 11, 20))
        screen, _window = rig.screen(Meetings, tall=1200)
        screen.open("papers")
        tab(screen.papers, "In time")
        card = screen.papers.in_time
        figure = [one for one in lines(card) if one.startswith("Agenda")]
        assert figure == ["Agenda, 0 of 1"] * 3
        card.show_behind(("KR-MASE", "agenda"))
        assert "MASE, Agenda: 0 of 1 paper in time, 1 late" in words(card)
        assert [row.words for row in card.table.rows()] == ["sent Fri 20 Nov 2026, 2 working days late"]
        card.table.select_at(0)
        QTest.keyClick(card.table.view, Qt.Key.Key_Return)
        assert screen.page.meeting is not None and screen.page.meeting.id == mase

    def test_the_figures_are_of_a_period(self, rig: Rig) -> None:
        rig.plan()
        screen, _window = rig.screen(Meetings)
        screen.open("papers")
        tab(screen.papers, "In time")
        tab(screen.papers.in_time, "Last year")
        assert "No paper was due in this time." in words(screen.papers.in_time)


class TestWorkingDays:
    def open(self, rig: Rig) -> WorkingDaysPage:
        screen, _window = rig.screen(Settings, tall=1400)
        screen.open("days")
        page = screen.pages["days"]
        assert isinstance(page, WorkingDaysPage)
        return page

    def test_a_closed_day_moves_what_is_due_and_says_so(self, rig: Rig) -> None:
        meeting = rig.plan(2026, 12)["MASE"].id
        page = self.open(rig)
        page.day.set_day(date(2026, 12, 26))
        page.name.setText("Closed")
        assert "a Saturday" not in words(page)
        page._ready()
        assert not page.close_it.isEnabled(), "Boxing Day is no working day anyhow"
        page.day.set_day(date(2026, 12, 22))
        page.name.setText("Office closed")
        page.close_it.click()
        assert page.notice.sentence == (
            "MASE Tue 29 Dec: agenda and list of children are due Tue 15 Dec, not Wed 16 Dec."
        )
        assert rig.desk.planner.meeting(meeting).agenda_due == date(2026, 12, 15)
        button(page, "Take it out: Tuesday 22 December 2026").click()
        assert rig.desk.planner.meeting(meeting).agenda_due == date(2026, 12, 16)

    def test_a_bank_holiday_can_be_worked(self, rig: Rig) -> None:
        page = self.open(rig)
        button(page, "We work on it: Monday 28 December 2026").click()
        assert rig.desk.working_days.calendar().is_working_day(date(2026, 12, 28))
        assert page.notice.sentence == "Nothing falls due on another day."
        button(page, "Back to a holiday: Monday 28 December 2026").click()
        assert not rig.desk.working_days.calendar().is_working_day(date(2026, 12, 28))

    def test_a_meeting_on_the_day_is_named(self, rig: Rig) -> None:
        rig.plan()
        page = self.open(rig)
        page.day.set_day(date(2026, 11, 27))
        page.name.setText("Strike")
        page.close_it.click()
        assert "MASE on Fri 27 Nov 2026: the office is closed on it now" in page.notice.sentence

    def test_a_day_is_picked_from_the_year_and_years_are_turned(self, rig: Rig) -> None:
        page = self.open(rig)
        box = page.calendar._box(date(2026, 6, 10)).center()
        QTest.mouseClick(page.calendar, Qt.MouseButton.LeftButton, pos=box.toPoint())
        assert page.day.day() == date(2026, 6, 10) and page.calendar.day_at(QPointF(-5, -5)) is None
        button(page, "Year after").click()
        assert "2027" in words(page) and "Fri 26 Mar" in words(page), "Good Friday of the year after"
