"""The register, the statement and the review of actions, by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.attendance import Standing
from app.services.room.register import SeatRow
from tests.builders import a_meeting
from tests.ui.room_window import CTRL, RoomWindow, room_window


@pytest.fixture
def room(qtbot: QtBot, tmp_path: Path) -> Iterator[RoomWindow]:
    with room_window(qtbot, tmp_path) as made:
        yield made


def seats(room: RoomWindow) -> tuple[SeatRow, ...]:
    return room.desk.register.rows(room.meeting)


def strip_words(room: RoomWindow) -> list[str]:
    return [made.text() for made in room.screen.strip.findChildren(QLabel) if made.isVisible()]


class TestRegister:
    def test_letters_say_each_and_the_quorum_follows(self, room: RoomWindow) -> None:
        assert "▲ Not quorate" in strip_words(room)
        assert room.screen.provisional.isVisible()
        for letter in "pppppax":
            room.type(letter)
        stood = [seat.standing for seat in seats(room)[:7]]
        assert stood == [Standing.PRESENT] * 5 + [Standing.APOLOGIES, Standing.ABSENT]
        assert "5 of 11" in strip_words(room) and room.screen.provisional.isVisible()
        room.type("p")
        assert "✓ Quorate" in strip_words(room) and "6 of 11" in strip_words(room)
        assert not room.screen.provisional.isVisible()

    def test_arrows_move_and_choose(self, room: RoomWindow) -> None:
        room.press(Qt.Key.Key_Down)
        room.press(Qt.Key.Key_Right)
        assert [seat.standing for seat in seats(room)[:2]] == [Standing.EXPECTED, Standing.PRESENT]
        room.press(Qt.Key.Key_Right)
        assert seats(room)[1].standing is Standing.DEPUTY

    def test_a_deputy_is_named_and_the_holder_kept(self, room: RoomWindow) -> None:
        first = seats(room)[0]
        room.desk.register.set_name(first.attendance_id, "A. Stone")
        room.screen.refresh()
        room.type("d")
        assert room.named.startswith("Name, Police")
        room.type("B. Field")
        room.press(Qt.Key.Key_Return)
        named = seats(room)[0]
        assert (named.name, named.deputy_for, named.standing) == ("B. Field", "A. Stone", Standing.DEPUTY)
        room.press(Qt.Key.Key_F2)
        assert room.here == "welcome"

    def test_a_name_is_stored_before_a_lock(self, room: RoomWindow) -> None:
        made = next(iter(room.screen.floor.pages.current()._rows.values()))  # type: ignore[union-attr]
        made.name.setFocus()
        room.type("A. Stone")
        room.screen.save_now()
        assert seats(room)[0].name == "A. Stone"

    def test_signing_leaving_and_the_lost_quorum(self, room: RoomWindow) -> None:
        for _ in range(6):
            room.type("p")
        room.press(Qt.Key.Key_Up)
        room.type("s")
        assert seats(room)[5].signed
        room.type("l")
        assert seats(room)[5].left
        assert "no longer quorate" in room.screen.notice.sentence

    def test_f2_from_anywhere_and_a_second_person_and_an_observer(self, room: RoomWindow) -> None:
        room.open_case(0)
        room.press(Qt.Key.Key_F2)
        assert room.here == "welcome"
        before = len(seats(room))
        room.button("Add a second person, Police Detective Inspector (chair)").click()
        assert room.named == "Name of the person to add"
        room.type("C. Second")
        room.press(Qt.Key.Key_Return)
        added = [seat for seat in seats(room) if seat.name == "C. Second"]
        assert len(seats(room)) == before + 1 and added[0].seat_key == "chair"
        page = room.screen.floor.pages.current()
        page._seat.setCurrentIndex(0)  # type: ignore[union-attr]
        room.type("D. Guest")
        room.press(Qt.Key.Key_Return)
        guest = next(seat for seat in seats(room) if seat.name == "D. Guest")
        assert guest.standing is Standing.OBSERVER and guest.seat_key == ""


class TestStatement:
    def test_it_is_read_and_its_questions_answered(self, room: RoomWindow) -> None:
        assert "Statement not read" in strip_words(room)
        room.go("statement")
        assert room.named == "Read by"
        room.type("A. Stone")
        room.press(Qt.Key.Key_Return)
        assert "Statement read 10:00" in strip_words(room)
        room.press(Qt.Key.Key_Escape)
        assert room.named.startswith("Answer: ")
        room.type("Yes, all were used")
        room.screen.save_now()
        first = room.desk.room.item(room.meeting, "statement").questions[0]
        assert first.asked and first.answer == "Yes, all were used"

    def test_its_wording_is_edited_in_place(self, room: RoomWindow) -> None:
        room.go("statement")
        room.button("Edit wording").click()
        room.press(Qt.Key.Key_A, CTRL)
        room.type("One sentence of ours.")
        room.button("Keep this wording").click()
        assert room.desk.areas.statement().paragraphs == ("One sentence of ours.",)
        assert "One sentence of ours." in [made.text() for made in room.screen.findChildren(QLabel)]


class TestReview:
    @pytest.fixture
    def action(self, room: RoomWindow) -> int:
        """An action of a meeting a month before."""
        from datetime import date

        earlier = a_meeting(room.desk.store, date(2026, 10, 30), state="closed")
        made = room.desk.actions.add(earlier, "Review CCTV", "Police", "", date(2026, 11, 6))
        return made.id

    def test_an_update_and_done(self, room: RoomWindow, action: int) -> None:
        room.go("actions")
        assert room.named == "Update on Review CCTV"
        room.type("Footage seized")
        room.press(Qt.Key.Key_Return)
        row = room.desk.actions.all()[0]
        assert row.last_update == "Footage seized" and row.state == "overdue"
        room.press(Qt.Key.Key_Tab)
        room.press(Qt.Key.Key_Space)
        assert room.desk.actions.all()[0].state == "done"
        assert room.screen.sitting.item("actions").note == "1 of 1"  # type: ignore[union-attr]

    def test_an_update_typed_is_not_lost_by_going_on(self, room: RoomWindow, action: int) -> None:
        room.go("actions")
        room.type("Footage seized")
        room.press(Qt.Key.Key_Down, CTRL)
        assert [row.last_update for row in room.desk.actions.all()] == ["Footage seized"]

    def test_the_last_meeting_is_summed_up(self, room: RoomWindow, action: int) -> None:
        room.go("previous-minutes")
        shown = [made.text() for made in room.screen.findChildren(QLabel) if made.isVisible()]
        assert "Fri 30 Oct 2026" in shown and "Actions agreed" in shown
