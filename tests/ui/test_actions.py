"""Actions: found by agency and deadline, reported on, done, changed and withdrawn by keyboard alone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.services.room.action_rows import ActionRow
from app.ui.main_window import MainWindow
from app.ui.screens import SCREENS
from app.ui.screens.actions import Actions, Filter
from app.ui.widgets import privacy
from tests.builders import a_case, a_meeting, an_entry
from tests.ui.month_rig import Rig, Window, a_rig, button, line, lines


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


@pytest.fixture
def ids(rig: Rig) -> dict[str, int]:
    """Four actions of a closed meeting: two overdue, one open, one done."""
    store, actions = rig.desk.store, rig.desk.actions
    meeting = a_meeting(store, date(2026, 10, 30), state="closed")
    entry = an_entry(store, meeting, a_case(store))
    made = (
        ("visit", "Home visit", "Health", "J Penn", 10, entry),
        ("cctv", "Review CCTV of the retail park", "Police", "DS Quill", 12, None),
        ("notice", "Abduction notice", "Police", "", 30, None),
        ("panel", "Refer to the panel", "Education", "", 5, None),
    )
    found = {
        key: actions.add(meeting, text, agency, owner, date(2026, 11, day), entry_id).id
        for key, text, agency, owner, day, entry_id in made
    }
    actions.close(found["panel"])
    return found


def shown(screen: Actions) -> list[int]:
    return [one.id for one in screen.table.rows()]


def one(rig: Rig, action_id: int) -> ActionRow:
    return next(row for row in rig.desk.actions.all() if row.id == action_id)


def at_work(rig: Rig, action_id: int) -> tuple[Actions, Window]:
    """The screen with the cursor on an action."""
    screen, window = rig.screen(Actions)
    screen.open(action_id)
    return screen, window


class TestList:
    def test_open_ones_first_by_deadline_overdue_in_words(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = rig.screen(Actions)
        assert shown(screen) == [ids["visit"], ids["cctv"], ids["notice"]]
        cells = [screen.table.model.index(0, at).data(Qt.ItemDataRole.ToolTipRole) for at in range(6)]
        assert cells == ["Zofia K.", "Home visit", "Health, J Penn", "Tue 10 Nov", "overdue", ""]
        assert screen.panel.action is not None and screen.panel.action.id == ids["visit"]

    @pytest.mark.parametrize(
        ("state", "keys"),
        [
            ("All", ["panel", "visit", "cctv", "notice"]),
            ("Overdue", ["visit", "cctv"]),
            ("Done", ["panel"]),
        ],
    )
    def test_the_states(self, rig: Rig, ids: dict[str, int], state: str, keys: list[str]) -> None:
        screen, _window = rig.screen(Actions)
        screen.state.pick(next(made for _v, made in screen.state._buttons if made.text() == state))
        assert shown(screen) == [ids[key] for key in keys]

    def test_agency_and_words_narrow(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = rig.screen(Actions)
        screen.agency.setCurrentText("Police")
        assert shown(screen) == [ids["cctv"], ids["notice"]]
        QTest.keyClicks(screen.search, "quill RETAIL")
        assert shown(screen) == [ids["cctv"]]
        QTest.keyClick(screen.search, Qt.Key.Key_Escape)
        assert shown(screen) == [ids["cctv"], ids["notice"]]

    def test_open_takes_an_agency_or_an_action_or_what_is_overdue(
        self, rig: Rig, ids: dict[str, int]
    ) -> None:
        screen, _window = rig.screen(Actions)
        screen.open("Police")
        assert shown(screen) == [ids["cctv"]]
        screen.open("Education")
        assert shown(screen) == []
        screen.open("overdue")
        assert shown(screen) == [ids["visit"], ids["cctv"]]
        screen.open(ids["panel"])
        assert screen.table.current() == one(rig, ids["panel"])

    def test_nothing_agreed_says_where_actions_come_from(self, rig: Rig) -> None:
        screen, _window = rig.screen(Actions)
        assert screen.table.empty.isVisible()
        assert screen.header.accessibleName() == "Actions"

    def test_names_hide_in_table_and_panel(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = at_work(rig, ids["visit"])
        assert screen.panel._about.text() == "Zofia K."
        privacy.set_hidden(True)
        assert "Zofia" not in screen.panel._about.text()
        row = shown(screen).index(ids["visit"])
        assert "Zofia" not in str(screen.table.model.index(row, 0).data())


def test_a_filter_is_a_value() -> None:
    assert Filter() == Filter("all", "", "")


class TestKeyboard:
    def test_d_is_done_and_the_cursor_goes_to_the_next(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, window = rig.screen(Actions)
        screen.table.view.setFocus()
        QTest.keyClick(screen.table.view, Qt.Key.Key_D)
        rig.qtbot.waitUntil(lambda: one(rig, ids["visit"]).state == "done")
        assert shown(screen) == [ids["cctv"], ids["notice"]]
        assert screen.panel.action is not None and screen.panel.action.id == ids["cctv"]
        assert "marked as done" in window.said[-1]

    def test_n_and_enter_go_to_the_note_and_letters_are_letters_there(
        self, rig: Rig, ids: dict[str, int]
    ) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        QTest.keyClick(screen.table.view, Qt.Key.Key_N)
        assert screen.panel.note.hasFocus()
        QTest.keyClicks(screen.panel.note, "dn seen, nothing found")
        QTest.keyClick(screen.panel.note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        rig.qtbot.waitUntil(lambda: one(rig, ids["cctv"]).last_update == "dn seen, nothing found")
        assert one(rig, ids["cctv"]).state == "overdue"
        assert screen.panel.note.text() == ""
        screen.table.view.setFocus()
        QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
        assert screen.panel.note.hasFocus()

    def test_a_letter_typed_in_the_search_does_nothing_else(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = rig.screen(Actions)
        screen.search.setFocus()
        QTest.keyClicks(screen.search, "dn")
        assert screen.search.text() == "dn"
        rig.qtbot.wait(150)  # a button pressed by its key acts a tenth of a second later
        assert one(rig, ids["visit"]).state == "overdue"


class TestNarrow:
    def test_the_action_takes_the_lists_place_and_escape_brings_it_back(
        self, rig: Rig, ids: dict[str, int]
    ) -> None:
        screen, _window = rig.screen(Actions, 925, 558)
        assert screen.table.isVisible() and not screen.panel.isVisible()
        screen.table.view.setFocus()
        QTest.keyClick(screen.table.view, Qt.Key.Key_Return)
        assert screen.panel.note.hasFocus() and not screen.table.isVisible()
        QTest.keyClick(screen.panel.note, Qt.Key.Key_Escape)
        assert screen.table.view.hasFocus() and not screen.panel.isVisible()
        QTest.keyClick(screen.table.view, Qt.Key.Key_D)
        assert one(rig, ids["visit"]).state == "done"

    def test_side_by_side_escape_only_leaves_the_note(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        screen.panel.note.setFocus()
        QTest.keyClick(screen.panel.note, Qt.Key.Key_Escape)
        assert screen.table.view.hasFocus() and screen.panel.isVisible()


class TestPanel:
    def test_done_can_be_opened_again(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = at_work(rig, ids["panel"])
        button(screen.panel, "Open again").click()
        assert one(rig, ids["panel"]).state == "overdue"
        assert screen.panel.done.isVisible()

    def test_deadline_and_owner_change(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        button(screen.panel, "Change").click()
        form = screen.panel.form
        form.owner.setText("DS Marlow")
        form.agency.setCurrentText("Health")
        form.due.set_day(date(2026, 12, 4))
        button(screen.panel, "Save the change").click()
        made = one(rig, ids["cctv"])
        assert (made.agency, made.owner, made.due, made.state) == (
            "Health",
            "DS Marlow",
            date(2026, 12, 4),
            "open",
        )
        assert "Due, Fri 4 Dec" in lines(screen.panel)

    def test_a_deadline_before_the_meeting_is_refused_and_stays_as_typed(
        self, rig: Rig, ids: dict[str, int], qtbot: QtBot
    ) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        button(screen.panel, "Change").click()
        screen.panel.form.due.set_day(date(2026, 10, 1))
        with qtbot.captureExceptions() as caught:
            button(screen.panel, "Save the change").click()
        assert "lies before the meeting" in str(caught[0][1])
        assert screen.panel.form.due.day() == date(2026, 10, 1) and screen.panel.form.isVisible()
        assert one(rig, ids["cctv"]).due == date(2026, 11, 12)

    def test_withdrawing_needs_a_reason(self, rig: Rig, ids: dict[str, int], qtbot: QtBot) -> None:
        screen, _window = at_work(rig, ids["notice"])
        button(screen.panel, "Withdraw").click()
        with qtbot.captureExceptions() as caught:
            button(screen.panel, "Withdraw the action").click()
        assert "Say why" in str(caught[0][1])
        screen.panel.reason.setText("The child has moved away.")
        button(screen.panel, "Withdraw the action").click()
        made = one(rig, ids["notice"])
        assert made.state == "withdrawn" and made.last_update == "Withdrawn: The child has moved away."

    def test_a_note_half_typed_waits_for_its_action_and_is_never_lost(
        self, rig: Rig, ids: dict[str, int]
    ) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        screen.panel.note.setFocus()
        QTest.keyClicks(screen.panel.note, "Tape asked for")
        screen.table.select(ids["notice"])
        assert screen.panel.note.text() == ""
        screen.table.select(ids["cctv"])
        assert screen.panel.note.text() == "Tape asked for"
        screen.table.select(ids["notice"])
        screen.save_now()
        assert one(rig, ids["cctv"]).last_update == "Tape asked for"
        assert one(rig, ids["notice"]).updates == ()

    def test_a_commit_elsewhere_keeps_what_is_being_typed(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, _window = at_work(rig, ids["cctv"])
        screen.panel.note.setFocus()
        QTest.keyClicks(screen.panel.note, "Tape")
        rig.desk.actions.update(ids["visit"], "Nobody at home")
        QTest.keyClicks(screen.panel.note, " seen")
        assert screen.panel.note.text() == "Tape seen"

    def test_it_leads_to_the_meeting_that_agreed_it(self, rig: Rig, ids: dict[str, int]) -> None:
        screen, window = at_work(rig, ids["cctv"])
        line(screen.panel, "Agreed at").click()
        assert window.went == [("meetings", one(rig, ids["cctv"]).meeting_id)]


def test_in_the_window_search_opens_an_action(rig: Rig, ids: dict[str, int], qtbot: QtBot) -> None:
    wanted = ("this_month", "meetings", "actions")
    window = MainWindow(tuple(spec for spec in SCREENS if spec.key in wanted))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.set_desk(rig.desk)
    window.work.go("action", ids["cctv"])
    screen = window.work.findChild(Actions)
    assert screen is not None and screen.isVisible()
    assert screen.panel.action is not None and screen.panel.action.id == ids["cctv"]
    window.work.go("meeting", one(rig, ids["cctv"]).meeting_id)
    window.work.go("this_month")
    window.lock()
