"""Not quorate, in the room: the choice under the strip, what is provisional, what is to be ratified."""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.attendance import Standing
from app.domain.without_quorum import Choice
from app.models import Meeting
from app.ui.room.ratify_page import Decided, RatifyPage
from app.ui.room.register_page import RegisterPage
from app.ui.room.register_row import RegisterRow
from tests.builders import a_clock, a_meeting, get
from tests.services.room_rig import DECEMBER, services
from tests.ui.room_window import RoomWindow, room_window
from tests.ui.test_room_register import strip_words

CORE = ("chair", "police", "csc-richmond", "csc-kingston", "health", "education")


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        yield made


def fill(room: RoomWindow, *keys: str) -> None:
    for row in room.desk.register.rows(room.meeting):
        if row.seat_key in keys:
            room.desk.register.set_standing(row.attendance_id, Standing.PRESENT)
            room.desk.register.sign(row.attendance_id)
    room.screen.sitting.look()


def lose(room: RoomWindow) -> None:
    fill(room, *CORE)
    room.open_case(0)
    for row in room.desk.register.rows(room.meeting):
        if row.seat_key == "health":
            room.desk.register.leaves(row.attendance_id)
    room.screen.sitting.look()
    room.screen.floor.load()


def test_nothing_is_asked_while_the_register_is_being_filled(room: RoomWindow) -> None:
    assert room.screen.provisional.isVisible() and not room.screen.choices.isVisible()
    room.go("statement")
    assert room.screen.choices.isVisible()


def test_for_information_only(room: RoomWindow) -> None:
    lose(room)
    choices = room.screen.choices
    choices.buttons[Choice.INFORMATION].click()
    assert room.named == "Who decides"
    choices.by.set_value("")
    room.press(Qt.Key.Key_Return)
    assert "who decided" in room.screen.notice.sentence
    room.type("DI Hall")
    room.press(Qt.Key.Key_Return)
    assert "for information only" in choices.said.text() and choices.change.isVisible()
    assert not choices.buttons[Choice.ADJOURN].isVisible()
    assert "information only" in room.screen.floor.side.decision._need.text()


def test_proceeding_needs_a_reason_and_escape_puts_the_question_away(room: RoomWindow) -> None:
    lose(room)
    choices = room.screen.choices
    choices.buttons[Choice.PROCEED].click()
    room.press(Qt.Key.Key_Escape)
    assert choices._form.isHidden() and not room.desk.without_quorum.choices(room.meeting)
    choices.buttons[Choice.PROCEED].click()
    room.type("DI Hall")
    room.press(Qt.Key.Key_Return)
    assert room.named == "Reason"
    room.type("A child is at risk tonight")
    room.press(Qt.Key.Key_Return)
    assert "proceed without a quorum" in choices.said.text()


def test_adjourning_ends_the_meeting_and_says_where_it_goes_on(room: RoomWindow) -> None:
    lose(room)
    choices = room.screen.choices
    choices.buttons[Choice.ADJOURN].click()
    choices.by.set_value("DI Hall")
    choices.keep.click()
    assert "day to which" in room.screen.notice.sentence
    choices.day.set_day(date(2026, 12, 4))
    choices.keep.click()
    assert get(room.desk.store, Meeting, room.meeting).state == "adjourned"
    assert "Friday 4 December 2026" in room.screen.notice.sentence and not choices.isVisible()


def at(room: RoomWindow, clock: str) -> None:
    """Move on the clocks of the register and of the decisions."""
    now = a_clock(at=time.fromisoformat(clock))
    room.desk.register._clock = room.desk.decisions._clock = now


def test_a_decision_without_a_quorum_is_taken_once_more(room: RoomWindow) -> None:
    at(room, "10:30")
    lose(room)
    at(room, "10:40")
    entry = room.lines[0].entry_id
    room.desk.decisions.decide(entry, "continue", "Agreed.")
    box = room.screen.floor.side.decision
    room.screen.floor.load()
    assert "Decided at 10:40 without a quorum" in box._need.text() and box._confirm.isHidden()
    at(room, "10:50")
    row = next(row for row in room.desk.register.rows(room.meeting) if row.seat_key == "camhs")
    room.desk.register.set_standing(row.attendance_id, Standing.PRESENT)
    room.screen.sitting.look()
    room.screen.floor.load()
    room.button("Decide once more").click()
    assert not room.desk.room.entry(entry).provisional and box._confirm.isHidden()


@pytest.fixture
def december(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    """November decided three cases without a quorum; December is open and has one."""
    with room_window(qtbot, tmp_path) as made:
        for line in made.lines:
            made.desk.decisions.decide(line.entry_id, "continue", "Agreed.")
        made.desk.room.close(made.meeting)
        meeting = a_meeting(made.desk.store, DECEMBER)
        rig = services(made.desk.store, a_clock(DECEMBER))
        rig.room.enter(meeting)
        rig.quorate(meeting)
        made.window.work.go("room", meeting)
        yield RoomWindow(made.window, made.desk, meeting)


def decided(room: RoomWindow) -> list[Decided]:
    page = room.screen.floor.pages.current()
    assert isinstance(page, RatifyPage)
    return page._rows


def test_ratifying_by_keyboard(december: RoomWindow) -> None:
    room = december
    room.go("to-ratify")
    assert room.named == f"Ratify: {decided(room)[0].one.what}"
    room.type("r")
    assert [one.one.outcome for one in decided(room)] == ["ratified", "", ""]
    assert room.named == f"Ratify: {decided(room)[1].one.what}"
    room.type("o")
    assert room.named.startswith("Why overturned")
    room.type("New information")
    room.press(Qt.Key.Key_Return)
    assert [one.one.outcome for one in decided(room)] == ["ratified", "overturned", ""]
    item = room.screen.sitting.item("to-ratify")
    assert item is not None and item.note == "2 of 3"
    decided(room)[0].take_focus()
    room.type("u")
    assert [one.one.outcome for one in decided(room)] == ["", "overturned", ""]
    page = room.screen.floor.pages.current()
    assert isinstance(page, RatifyPage)
    page.all.click()
    assert [one.one.outcome for one in decided(room)] == ["ratified", "overturned", "ratified"]


def register(room: RoomWindow) -> RegisterPage:
    page = room.screen.floor.pages.current()
    assert isinstance(page, RegisterPage)
    return page


def line(room: RoomWindow, key: str) -> RegisterRow:
    return next(made for made in register(room)._rows.values() if made.seat.seat_key == key)


def test_the_register_by_its_other_letters(room: RoomWindow) -> None:
    line(room, "chair").choices.take_focus()
    room.type("p")
    room.press(Qt.Key.Key_Up)
    room.type("v")
    assert line(room, "chair").seat.virtual and line(room, "chair").video.isVisible()
    room.type("m")
    assert line(room, "chair").more.isVisible() and room.named.startswith("Rank or title")
    room.type("DI")
    room.press(Qt.Key.Key_Tab)
    assert line(room, "chair").seat.rank == "DI"
    room.type("Nothing new")
    room.press(Qt.Key.Key_Return)
    assert "Nothing new" in line(room, "chair").told.text()


def test_a_late_joiner_signs_first_or_is_not_admitted(room: RoomWindow) -> None:
    fill(room, *CORE)
    room.desk.room.read_statement(room.meeting, "DI Hall")
    room.go("actions")
    room.go("welcome")
    made = line(room, "camhs")
    made.choices.take_focus()
    room.type("p")
    assert "signed before anything is heard" in room.screen.notice.sentence
    assert line(room, "camhs").waits.isVisible() and "6 of 11" in strip_words(room)
    line(room, "camhs").choices.take_focus()
    room.type("r")
    assert line(room, "camhs").seat.standing is Standing.NOT_ADMITTED
    assert "would not sign" in line(room, "camhs").told.text()
    line(room, "youth").choices.take_focus()
    room.type("p")
    line(room, "youth").sign.click()
    assert "7 of 11" in strip_words(room) and "Joined at" in line(room, "youth").told.text()
    line(room, "youth").choices.take_focus()
    room.type("b")
    assert line(room, "youth").told.text() == ""
