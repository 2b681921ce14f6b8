"""Passing a child on by keyboard, answering on the page of referrals and in the meeting room, and home."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.domain.referrals import OnwardState, OnwardStep
from app.services.referrals.onward import OnwardRow
from app.ui.room.closing_page import ClosingPage
from app.ui.room.item_page import ItemPage
from app.ui.screens.crosscheck import CrossCheckScreen
from app.ui.screens.this_month import ThisMonth
from app.ui.widgets import privacy
from tests.builders import a_case, a_meeting, a_register_entry, an_episode, person_of
from tests.ui.month_rig import Rig, a_rig, line
from tests.ui.room_window import RoomWindow, room_window

ASKED, REASON = "Where does she sleep?", "No placement"
Key = Qt.Key


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


@pytest.fixture
def zofia(rig: Rig) -> int:
    """On MASE and MisPer, in Richmond."""
    store = rig.desk.store
    person = person_of(store, a_case(store))
    an_episode(store, datetime(2026, 11, 16, 20), datetime(2026, 11, 17, 2), person_id=person)
    return person


@pytest.fixture
def tiago(rig: Rig) -> int:
    """On MisPer and CME; the register has him in Kingston."""
    store = rig.desk.store
    episode = an_episode(store, datetime(2026, 11, 14, 20), datetime(2026, 11, 15, 2), name="Tiago Santos")
    assert episode
    row = next(one for one in rig.desk.children.all() if one.name == "Tiago Santos")
    a_register_entry(store, person_id=row.person_id, name="Tiago Santos")
    return row.person_id


def sent(rig: Rig, child: int, to: str = "KR-CME") -> OnwardRow:
    return rig.desk.onward.send(child, "KR-MISPER" if to != "KR-MISPER" else "KR-MASE", to, ASKED, REASON)


def several(rig: Rig) -> CrossCheckScreen:
    screen, _ = rig.screen(CrossCheckScreen)
    screen.open("several")
    return screen


class TestPassingOn:
    def test_a_child_is_passed_on_without_a_dialog(self, rig: Rig, zofia: int) -> None:
        a_meeting(rig.desk.store, date(2026, 12, 8), "KR-CME")
        screen, window = rig.screen(CrossCheckScreen)
        screen.open(zofia)
        side = screen.several.findings
        assert [one.text() for one in side.asks()] == ["Tell CME", "Tell MisPer", "Tell MASE"]
        side.asks()[0].click()
        panel = side.panel
        assert panel.isVisible() and panel.asked.hasFocus() and QApplication.activeModalWidget() is None
        assert panel.reason.text() == screen.several.table.rows()[0].why
        QTest.keyClicks(panel.asked, ASKED)
        QTest.keyClick(panel.asked, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        row = rig.desk.onward.waiting()[0]
        assert (row.line, row.asked) == ("MisPer asks CME: Zofia K.", ASKED)
        assert window.said == ["Sent to CME: it stands on the first page of its meeting on Tue 8 Dec."]
        assert not panel.isVisible() and not side.asks()[0].isEnabled()
        words = [one.accessibleName() for one in side.findChildren(QLabel)]
        assert any("waiting" in one for one in words)

    def test_a_child_who_is_not_on_mase_is_to_be_considered(self, rig: Rig, tiago: int) -> None:
        screen = several(rig)
        asks = screen.several.findings.asks()
        assert [one.text() for one in asks] == ["Tell CME", "Tell MisPer", "Consider for MASE"]
        asks[2].click()
        panel = screen.several.findings.panel
        assert panel.asked.value() == "Consider whether a case should be opened."
        panel.origin.set_value("KR-CME")
        panel.send_it()
        assert rig.desk.onward.waiting()[0].line == "CME asks MASE: Tiago S."
        assert screen.several.table.rows()[0].case_id is None  # no case by itself

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, rig: Rig, zofia: int) -> None:
        screen, window = rig.screen(CrossCheckScreen)
        screen.open(zofia)
        screen.several.findings.asks()[0].click()
        panel = screen.several.findings.panel
        panel.reason.set_text("")
        panel.send_it()
        assert "Say why the child is referred" in window.said[0]
        assert panel.isVisible() and rig.desk.onward.waiting() == ()

    def test_half_typed_words_wait_for_their_child(self, rig: Rig, zofia: int, tiago: int) -> None:
        screen = several(rig)
        page = screen.several
        page.table.select(zofia)
        page.findings.asks()[0].click()
        page.findings.panel.asked.setText("half")
        page.table.select(tiago)
        assert not page.findings.panel.isVisible()
        page.table.select(zofia)
        page.findings.asks()[0].click()
        assert page.findings.panel.asked.value() == "half"
        QTest.keyClick(page.findings.panel.asked, Key.Key_Escape)
        QApplication.processEvents()
        assert not page.findings.panel.isVisible() and page.findings.asks()[0].isVisible()
        page.findings.asks()[0].click()
        assert page.findings.panel.asked.value() != "half"

    def test_list_area_and_order_narrow_and_group_the_table(self, rig: Rig, zofia: int, tiago: int) -> None:
        page = several(rig).several
        for choice, value, left in (
            (page.filter.list, "mase", [zofia]),
            (page.filter.list, "any", [zofia, tiago]),
            (page.filter.area, "Richmond", [zofia]),
            (page.filter.area, "any", [zofia, tiago]),
        ):
            choice.choose(value)
            page.filter.changed.emit()
            assert sorted(one.person_id for one in page.table.rows()) == left
        page.filter.order.choose("area")
        page.filter.changed.emit()
        areas = [one.borough for one in page.table.rows()]
        assert areas == sorted(areas, key=lambda name: (not name, name))

    def test_beside_the_table_nothing_is_cut_off_at_the_right(self, rig: Rig, tiago: int) -> None:
        a_meeting(rig.desk.store, date(2026, 12, 15), "KR-MASE")
        rig.desk.onward.send(tiago, "KR-MISPER", "KR-MASE", ASKED, REASON)
        screen = several(rig)
        for width in (1198, 900):  # the room beside the rail on a small laptop, and less
            screen.window().resize(width, 712)
            screen.resize(width, 712)
            QApplication.processEvents()
            assert screen.several.findings.page.horizontalScrollBar().maximum() == 0, width

    def test_each_list_and_the_last_decision_stand_beside_the_table(self, rig: Rig, zofia: int) -> None:
        meetings = rig.plan()
        rig.hand.turn(meetings["MASE"].on)
        rig.hold(meetings["MASE"].id)
        page = several(rig).several
        words = " ".join(one.text() for one in page.findings.findChildren(QLabel))
        for said in ("category 2", "1 episode in 3 months", "Continue to monitor", "MASE, Fri 27 Nov 2026"):
            assert said in words


class TestAnswering:
    def test_each_meeting_has_its_part(self, rig: Rig, zofia: int) -> None:
        sent(rig, zofia), sent(rig, zofia, "KR-MISPER")
        screen, _ = rig.screen(CrossCheckScreen)
        screen.open("onward")
        page = screen.onward
        assert page.part.value() == "KR-CME" and page.words() == "2 wait for an answer"
        assert [one.to_short for one in page.table.rows()] == ["CME"]
        page.part.set_value("outbox")
        page.part.chosen.emit("outbox")
        assert len(page.table.rows()) == 2

    def test_it_is_accepted_and_taken_back(self, rig: Rig, zofia: int) -> None:
        row = sent(rig, zofia)
        screen, _ = rig.screen(CrossCheckScreen)
        screen.open(f"onward:{row.id}")
        page = screen.onward
        page.side.bar.button(OnwardStep.ACCEPT).click()
        assert rig.desk.onward.answered()[0].state is OnwardState.ACCEPTED
        assert not page.side.bar.button(OnwardStep.REJECT).isVisible()
        assert page.side.bar.undo.text() == "Take back: accepted"
        page.side.bar.undo.click()
        assert rig.desk.onward.waiting()[0].id == row.id and page.part.value() == "KR-CME"

    def test_a_rejection_asks_for_its_reason_first(self, rig: Rig, zofia: int) -> None:
        row = sent(rig, zofia)
        screen, window = rig.screen(CrossCheckScreen)
        screen.open(f"onward:{row.id}")
        bar = screen.onward.side.bar
        bar.button(OnwardStep.REJECT).click()
        assert bar.reason.hasFocus() and rig.desk.onward.waiting()
        QTest.keyClick(bar.reason, Key.Key_Return)
        assert "Say why the referral is rejected" in window.said[0]
        QTest.keyClicks(bar.reason, "Known to another area")
        QTest.keyClick(bar.reason, Key.Key_Return)
        done = rig.desk.onward.answered()[0]
        assert done.answer is not None and done.answer.reason == "Known to another area"

    def test_accepted_at_mase_it_says_that_a_referral_is_started(self, rig: Rig, tiago: int) -> None:
        row = rig.desk.onward.send(tiago, "KR-CME", "KR-MASE", ASKED, REASON)
        rig.desk.onward.accept(row.id)
        screen, window = rig.screen(CrossCheckScreen)
        screen.open(f"onward:{row.id}")
        side = screen.onward.side
        words = " ".join(one.text() for one in side.findChildren(QLabel) if one.isVisible())
        assert "no case by that" in words
        side.start.click()
        where, whom = window.went[-1]
        assert where == "referrals" and getattr(whom, "id", None) == row.id

    def test_names_hide(self, rig: Rig, zofia: int) -> None:
        row = sent(rig, zofia)
        screen, _ = rig.screen(CrossCheckScreen)
        screen.open(f"onward:{row.id}")
        privacy.set_hidden(True)
        try:
            words = " ".join(one.text() for one in screen.onward.side.findChildren(QLabel))
            assert "Zofia" not in words and REASON not in words
        finally:
            privacy.set_hidden(False)


class TestHome:
    def test_what_waits_is_counted_and_opens_its_referral(self, rig: Rig, zofia: int, tiago: int) -> None:
        rig.plan()
        row = sent(rig, zofia)
        assert tiago != zofia
        rig.hand.turn(date(2026, 11, 27))
        screen, window = rig.screen(ThisMonth)
        found = line(screen.overdue, "MisPer asks CME: Zofia K.")
        assert "6 days" in found.accessibleName()
        found.click()
        assert window.went == [("crosscheck", f"onward:{row.id}")]
        privacy.set_hidden(True)
        try:
            assert not [one for one in screen.overdue.findChildren(QLabel) if "Zofia" in one.text()]
        finally:
            privacy.set_hidden(False)

    def test_more_than_a_few_are_one_line(self, rig: Rig, zofia: int, tiago: int) -> None:
        for child, to in ((zofia, "KR-CME"), (zofia, "KR-MISPER"), (tiago, "KR-MASE")):
            rig.desk.onward.send(child, "KR-MISPER" if to != "KR-MISPER" else "KR-MASE", to, ASKED, REASON)
        screen, window = rig.screen(ThisMonth)
        line(screen.overdue, "2 more").click()
        assert window.went == [("crosscheck", "onward")]


class TestRoom:
    @pytest.fixture
    def room(self, qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
        with room_window(qtbot, tmp_path, "KR-MISPER") as made:
            yield made

    def _send(self, room: RoomWindow) -> int:
        child = room.desk.children.all()[0].person_id
        row = room.desk.onward.send(child, "KR-MASE", "KR-MISPER", ASKED, REASON)
        room.screen.floor.load()
        return row.id

    def test_the_first_page_asks_for_the_answer(self, room: RoomWindow) -> None:
        key = self._send(room)
        page = room.screen.floor.pages.current()
        assert isinstance(page, ItemPage) and page.answers.isVisible()
        page.answers.line(key).bar.button(OnwardStep.ACCEPT).click()
        row = room.desk.onward.answered()[0]
        assert row.answer is not None and row.answer.meeting_id == room.meeting
        room.screen.floor.step(1)
        other = room.screen.floor.pages.current()
        assert isinstance(other, ItemPage) and not other.answers.isVisible()

    def test_the_close_is_refused_until_it_is_carried_over_with_a_reason(self, room: RoomWindow) -> None:
        key = self._send(room)
        room.screen.floor.go("closing")
        page = room.screen.floor.pages.current()
        assert isinstance(page, ClosingPage)
        page.close_it()
        assert "1 onward referral waits" in room.screen.notice.sentence and room.screen.sitting.running
        bar = page.answers.line(key).bar
        bar.button(OnwardStep.CARRY_OVER).click()
        QTest.keyClicks(bar.reason, "The school was not there")
        QTest.keyClick(bar.reason, Key.Key_Return)
        assert room.desk.onward.waiting()[0].carried_by(room.meeting) == "The school was not there"
        page.close_it()
        assert room.screen.sitting.view.meeting.held

    def test_a_reason_that_is_typed_keeps_the_room(self, room: RoomWindow) -> None:
        key = self._send(room)
        page = room.screen.floor.pages.current()
        assert isinstance(page, ItemPage)
        bar = page.answers.line(key).bar
        bar.button(OnwardStep.REJECT).click()
        QTest.keyClicks(bar.reason, "Known")
        room.screen.leave()
        assert "not given" in room.screen.notice.sentence
        bar.fold()
        room.screen.leave()
        assert room.window.work.desk() is not None
