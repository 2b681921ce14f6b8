"""The meeting room, by keyboard: going through it, typing, deciding, leaving, coming back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from app.errors import Refused
from app.services.room.live_minutes import LiveMinutes
from app.ui.room.note_field import wording_hint
from app.ui.widgets import StepTick, privacy
from tests.ui.room_window import CTRL, Keys, RoomWindow, room_window


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        yield made


def overview(room: RoomWindow) -> QPlainTextEdit:
    return room.screen.floor.pages.case.fields["overview"].edit


class TestGoingThrough:
    def test_it_takes_the_whole_window_and_gives_it_back(self, room: RoomWindow) -> None:
        assert not room.window.work.rail.isVisible() and not room.window.work.top.isVisible()
        QTest.mouseClick(room.button("Leave room"), Qt.MouseButton.LeftButton)
        assert room.window.work.rail.isVisible() and room.window.work.top.isVisible()
        assert not room.screen.isVisible()

    def test_ctrl_down_and_up_go_through_items_and_cases(self, room: RoomWindow) -> None:
        assert room.here == "welcome"
        seen = []
        for _ in room.screen.sitting.stops():
            seen.append(room.here)
            room.press(Qt.Key.Key_Down, CTRL)
        assert tuple(seen) == room.screen.sitting.stops()
        assert seen[0] == "welcome" and seen[-1] == "closing" and "cases" not in seen
        assert [key for key in seen if key.startswith("entry:")] == [
            f"entry:{line.entry_id}" for line in room.lines
        ]
        room.press(Qt.Key.Key_Up, CTRL)
        assert room.here == seen[-2]
        room.press(Qt.Key.Key_Home, CTRL)
        assert room.here == "welcome"

    def test_going_on_ticks_what_was_talked_through_but_not_the_statement(self, room: RoomWindow) -> None:
        for _ in range(3):
            room.press(Qt.Key.Key_Down, CTRL)
        done = {item.key: item.done for item in room.desk.room.view(room.meeting).items}
        assert done["welcome"] and done["previous-minutes"]
        assert not done["statement"] and not done["actions"]

    def test_type_ahead_and_arrows_in_the_agenda(self, room: RoomWindow) -> None:
        room.press(Qt.Key.Key_F6)
        assert isinstance(room.focus, StepTick)
        room.type("ti")
        assert room.here == f"entry:{room.lines[1].entry_id}"
        room.press(Qt.Key.Key_Down)
        assert room.here == f"entry:{room.lines[2].entry_id}"
        assert isinstance(room.focus, StepTick)

    def test_it_reopens_where_it_was(self, room: RoomWindow) -> None:
        room.open_case(1)
        assert room.desk.room.view(room.meeting).current == room.here
        room.window.work.go("meetings")
        room.window.work.go("room", room.meeting)
        assert room.here == f"entry:{room.lines[1].entry_id}"

    def test_the_cases_item_leads_to_the_first_undecided_case(self, room: RoomWindow) -> None:
        room.desk.decisions.decide(room.lines[0].entry_id, "continue", "Unchanged.")
        room.go("cases")
        assert room.here == f"entry:{room.lines[1].entry_id}"

    def test_a_case_opens_with_a_few_questions_to_the_store(self, room: RoomWindow) -> None:
        """However many meetings there were; how long it takes is for `make bench`."""
        room.open_case(0)
        asked: list[str] = []

        def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            asked.append(statement)

        event.listen(room.desk.store.engine, "before_cursor_execute", note)
        room.open_case(1)
        event.remove(room.desk.store.engine, "before_cursor_execute", note)
        assert 0 < len(asked) < 110

    def test_names_can_be_hidden(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.press(Qt.Key.Key_H, CTRL)
        shown = [made.text() for made in room.screen.findChildren(QLabel) if made.isVisible()]
        assert not [text for text in shown if "Kowalska" in text or "Zofia" in text]
        privacy.set_hidden(False)

    @pytest.mark.parametrize("key", ["welcome", "statement", "actions", "cases", "locations", "closing"])
    def test_everything_the_keyboard_reaches_has_a_name(self, room: RoomWindow, key: str) -> None:
        room.go(key)
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox)
        nameless = [
            made
            for made in room.screen.findChildren(QWidget)
            if isinstance(made, kinds)
            and made.isVisible()
            and made.focusPolicy() & Qt.FocusPolicy.TabFocus
            and not made.accessibleName()
            and not isinstance(made.parent(), QComboBox)
        ]
        assert not nameless

    def test_tab_goes_from_the_agenda_over_the_fields_to_the_decision_and_round(
        self, room: RoomWindow
    ) -> None:
        room.open_case(0)
        room.press(Qt.Key.Key_F6)
        reached = []
        for _ in range(11):
            reached.append(room.named)
            room.press(Qt.Key.Key_Tab)
        assert reached[1:] == [
            "Victim",
            "Offender",
            "Location",
            "Themes",
            "Overview, intervention and disruption",
            "Not evidenced",
            "Continue",
            "Rationale",
            "Leave undecided, with a reason",
            "Add action",
        ]
        assert room.named == "Leave room"
        room.press(Qt.Key.Key_Backtab, Keys.ShiftModifier)
        assert room.named == "Add action"

    def test_no_other_window_ever_shows(self, room: RoomWindow) -> None:
        watch = _Windows()
        QApplication.instance().installEventFilter(watch)  # type: ignore[union-attr]
        for key in room.screen.sitting.stops():
            room.go(key)
            room.press(Qt.Key.Key_Return, CTRL)
            room.press(Qt.Key.Key_Escape)
        QApplication.instance().removeEventFilter(watch)  # type: ignore[union-attr]
        assert not watch.shown


class _Windows(QObject):
    """Whatever is shown as a window of its own: a dialog, or a part that has no parent yet."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(watched)
        return False


class TestTyping:
    def test_what_is_typed_is_stored_without_moving_the_cursor(self, room: RoomWindow, qtbot: QtBot) -> None:
        room.open_case(0)
        assert room.named == "Victim"
        room.type("Seen by the school nurse.")
        room.press(Qt.Key.Key_Home)
        at = room.screen.floor.pages.case.fields["victim"].edit.textCursor().position()
        qtbot.waitUntil(lambda: room.entry().victim == "Seen by the school nurse.", timeout=3000)
        edit = room.screen.floor.pages.case.fields["victim"].edit
        assert edit.textCursor().position() == at == 0 and edit.hasFocus()

    def test_leaving_the_case_stores_at_once(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.type("Safe at home")
        room.press(Qt.Key.Key_Down, CTRL)
        assert room.entry(0).victim == "Safe at home"
        assert room.entry(1).victim == ""
        assert overview(room).toPlainText() == ""

    def test_locking_stores_at_once(self, room: RoomWindow) -> None:
        room.open_case(0)
        entry, desk = room.lines[0].entry_id, room.desk
        room.type("Typed before the lock")
        room.window.lock()
        assert desk.room.entry(entry).victim == "Typed before the lock"
        desk.close()

    def test_a_change_by_somebody_else_is_shown_but_not_over_what_is_typed(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.type("Mine")
        room.desk.minutes.save_notes(room.lines[0].entry_id, "offender", "Theirs", "somebody else")
        fields = room.screen.floor.pages.case.fields
        assert fields["offender"].edit.toPlainText() == "Theirs"
        assert fields["victim"].edit.toPlainText() == "Mine"

    def test_the_notes_of_an_item_are_stored(self, room: RoomWindow) -> None:
        room.go("locations")
        room.type("Two places by the river")
        room.screen.save_now()
        assert room.desk.room.item(room.meeting, "locations").notes == "Two places by the river"

    def test_last_time_is_one_key_away(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.press(Qt.Key.Key_F3)
        shown = [made.text() for made in room.screen.findChildren(QLabel) if made.isVisible()]
        assert "Not discussed at this meeting before." in shown

    def test_words_that_blame_get_a_soft_hint_and_quotations_none(self) -> None:
        assert wording_hint("She is promiscuous").startswith("“promiscuous”: ")
        assert wording_hint('Mum said "she is promiscuous"') == ""


class TestFailingToSave:
    @pytest.fixture(autouse=True)
    def _full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.full = False
        stored = LiveMinutes.save_notes

        def save(
            own: LiveMinutes,
            entry: int,
            field: str,
            text: str,
            initiator: str = "",
            expected: int | None = None,
        ) -> int:
            if self.full:
                raise Refused("The disk is full; make room on it.")
            return stored(own, entry, field, text, initiator, expected)

        monkeypatch.setattr(LiveMinutes, "save_notes", save)

    def test_the_text_stays_is_named_and_goes_in_later(self, room: RoomWindow, qtbot: QtBot) -> None:
        room.open_case(0)
        self.full = True
        room.type("Must not be lost")
        room.press(Qt.Key.Key_Down, CTRL)
        saver = room.screen.sitting.saver
        assert saver.waiting == 1 and saver.problem == "The disk is full; make room on it."
        shown = [m.text() for m in room.screen.strip.findChildren(QLabel) if m.isVisible()]
        assert "Not saved, trying again" in shown
        room.press(Qt.Key.Key_Up, CTRL)
        assert room.screen.floor.pages.case.fields["victim"].edit.toPlainText() == "Must not be lost"
        with pytest.raises(Refused, match="1 note is not saved"):
            room.screen.save_now()
        self.full = False
        qtbot.waitUntil(lambda: room.entry(0).victim == "Must not be lost", timeout=5000)
        assert saver.waiting == 0
        room.screen.save_now()

    def test_a_lock_keeps_the_room_until_it_is_stored(self, room: RoomWindow) -> None:
        room.open_case(0)
        self.full = True
        room.type("Still here")
        room.window.lock()
        assert room.window.work.desk() is not None
        room.window.unlocked()
        assert room.screen.floor.pages.case.fields["victim"].edit.toPlainText() == "Still here"
        self.full = False
        room.screen.save_now()
        assert room.entry(0).victim == "Still here"


class TestDecision:
    def test_by_keyboard_category_decision_and_rationale(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.press(Qt.Key.Key_D, CTRL)
        for _ in range(3):
            room.press(Qt.Key.Key_Right)
        assert room.entry().category == 2
        room.press(Qt.Key.Key_Tab)
        room.press(Qt.Key.Key_Space)
        assert room.entry().decision == "continue"
        assert room.named == "Rationale"
        room.type("Named adult.")
        room.press(Qt.Key.Key_Escape)
        assert room.named == "Victim"
        assert room.entry().rationale == "Named adult."
        assert room.lines[0].decided
        assert room.screen.sitting.item("cases") is not None
        assert room.screen.sitting.item("cases").note == "1 of 3"  # type: ignore[union-attr]

    def test_a_discharge_waits_for_its_rationale(self, room: RoomWindow) -> None:
        room.open_case(0)
        box = room.screen.floor.side.decision
        discharge = next(
            b for b in box.decision.findChildren(QAbstractButton) if b.accessibleName() == "Discharge"
        )
        QTest.mouseClick(discharge, Qt.MouseButton.LeftButton)
        assert room.entry().decision == ""
        assert room.named == "Rationale"
        room.type("No evidence for six months.")
        room.screen.save_now()
        assert room.entry().decision == "discharge"
        assert room.entry().rationale == "No evidence for six months."

    def test_a_case_is_left_undecided_with_a_reason(self, room: RoomWindow) -> None:
        room.open_case(0)
        QTest.mouseClick(room.button("Leave undecided, with a reason"), Qt.MouseButton.LeftButton)
        room.type("Police are not here")
        room.press(Qt.Key.Key_Return)
        assert room.entry().undecided_reason == "Police are not here"
        assert room.lines[0].has_reason


class TestClosing:
    def test_it_names_what_is_open_takes_reasons_and_closes(self, room: RoomWindow) -> None:
        room.desk.decisions.decide(room.lines[0].entry_id, "continue", "Unchanged.")
        room.press(Qt.Key.Key_Return, CTRL, Keys.ShiftModifier)
        assert room.here == "closing"
        assert room.named == "Reason for leaving Tiago Santos undecided"
        room.press(Qt.Key.Key_Return, CTRL, Keys.ShiftModifier)
        assert room.desk.room.view(room.meeting).meeting.state == "open"
        assert "2 cases are undecided" in room.screen.notice.sentence
        room.type("No information yet")
        room.press(Qt.Key.Key_Return)
        assert room.named == "Reason for leaving Ifrah Warsame undecided"
        room.type("Moved away this week")
        room.press(Qt.Key.Key_Return)
        assert room.named == "Close the meeting"
        room.press(Qt.Key.Key_Return, CTRL, Keys.ShiftModifier)
        assert room.desk.room.view(room.meeting).meeting.state == "closed"
        assert "provisional" in room.screen.notice.sentence
        QTest.mouseClick(room.button("Write minutes and case sheets"), Qt.MouseButton.LeftButton)
        assert not room.screen.isVisible()

    def test_agreed_minutes_cannot_be_typed_in(self, room: RoomWindow) -> None:
        for line in room.lines:
            room.desk.decisions.decide(line.entry_id, "continue", "Unchanged.")
        room.desk.room.close(room.meeting)
        room.desk.planner.minutes_sent(room.meeting)
        room.desk.room.agree(room.meeting)
        room.open_case(0)
        assert overview(room).isReadOnly()
        assert not room.screen.floor.side.cards.add_button.isVisible()


@pytest.mark.parametrize("body", ["KR-MISPER", "KR-CME"])
def test_the_other_meetings_open_too(qtbot: QtBot, tmp_path: Path, body: str) -> None:
    with room_window(qtbot, tmp_path, body) as room:
        for _ in room.screen.sitting.stops():
            room.press(Qt.Key.Key_Down, CTRL)
        assert room.here == "closing"
        room.press(Qt.Key.Key_Up, CTRL)
        room.type("Nothing to add")
        room.press(Qt.Key.Key_Return, CTRL, Keys.ShiftModifier)
        room.press(Qt.Key.Key_Return, CTRL, Keys.ShiftModifier)
        view = room.desk.room.view(room.meeting)
        assert view.meeting.state == "closed" and not view.groups
        assert room.desk.room.item(room.meeting, view.items[-1].key).notes == "Nothing to add"


def test_nothing_is_cut_at_125_per_cent(room: RoomWindow) -> None:
    room.window.resize(1093, 614)
    for key in (*room.screen.sitting.stops(),):
        room.go(key)
        page = room.screen.floor.pages.current()
        inner = page.widget()
        assert inner is not None
        assert inner.minimumSizeHint().width() <= page.viewport().width(), key
        assert room.screen.strip.minimumSizeHint().width() <= 1093
