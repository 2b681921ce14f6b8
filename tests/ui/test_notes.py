"""The note box and the fields of one line, under a real keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets import (
    DateField,
    LineField,
    NoteEdit,
    SearchField,
    privacy,
)
from tests.ui.showing import shown


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    privacy.set_hidden(False)


class TestNoteEdit:
    def test_a_pause_announces_the_text_once(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim")
        shown(qtbot, note)
        with qtbot.waitSignal(note.pause, timeout=2000) as heard:
            QTest.keyClicks(note, "Seen by nurse")
        assert heard.args == ["Seen by nurse"]
        assert note.dirty()
        note.saved()
        assert not note.dirty()
        with qtbot.assertNotEmitted(note.pause, wait=0):
            note.flush()

    def test_leaving_announces_at_once(self, qtbot: QtBot) -> None:
        note, other = NoteEdit("Victim"), LineField("Other")
        shown(qtbot, note, other)
        note.setFocus()
        QTest.keyClicks(note, "x")
        with qtbot.waitSignal(note.pause, timeout=200):
            other.setFocus()

    def test_unbroken_typing_is_announced_too(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim")
        shown(qtbot, note)
        note._longest.setInterval(60)
        with qtbot.waitSignal(note.pause, timeout=600):
            QTest.keyClicks(note, "abcdefghij", Qt.KeyboardModifier.NoModifier, 20)

    def test_text_typed_after_the_announcement_stays_dirty(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim")
        shown(qtbot, note)
        QTest.keyClicks(note, "one")
        note.flush()
        QTest.keyClicks(note, " two")
        note.saved()
        assert note.dirty()

    def test_stored_text_is_silent_and_keeps_the_cursor(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim")
        shown(qtbot, note)
        with qtbot.assertNotEmitted(note.typed, wait=0):
            note.set_text("One two")
        cursor = note.textCursor()
        cursor.setPosition(3)
        note.setTextCursor(cursor)
        note.set_text("One two")
        assert note.textCursor().position() == 3
        assert not note.dirty()

    def test_paste_is_plain_and_clean_and_can_be_undone(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim")
        shown(qtbot, note)
        data = QMimeData()
        data.setHtml("<b>bold</b>")
        data.setText("a\x00b\x0bc")
        note.insertFromMimeData(data)
        assert note.text() == "ab\nc"
        note.undo()
        assert note.text() == ""

    def test_it_grows_and_never_hides_a_line(self, qtbot: QtBot) -> None:
        note = NoteEdit("Victim", lines=2)
        shown(qtbot, note)
        low = note.height()
        note.set_text("\n".join("line" for _ in range(12)))
        assert note.height() > low
        assert note.verticalScrollBar().maximum() == 0
        note.set_text("")
        assert note.height() == low

    @pytest.mark.parametrize("line", ["/ Police to review CCTV", "action: Police to review CCTV"])
    def test_a_marked_line_becomes_an_action(self, qtbot: QtBot, line: str) -> None:
        note = NoteEdit("Overview", action_marks=("/", "Action:"))
        shown(qtbot, note)
        note.set_text("Before.\n")
        note.moveCursor(note.textCursor().MoveOperation.End)
        QTest.keyClicks(note, line)
        with qtbot.waitSignal(note.action_typed) as heard:
            QTest.keyClick(note, Qt.Key.Key_Return)
        assert heard.args == ["Police to review CCTV"]
        note.take_action_line()
        assert note.text() == "Before."
        note.undo()
        assert line in note.text()

    def test_return_elsewhere_is_a_new_line(self, qtbot: QtBot) -> None:
        note = NoteEdit("Overview", action_marks=("/",))
        shown(qtbot, note)
        QTest.keyClicks(note, "and/or")
        with qtbot.assertNotEmitted(note.action_typed, wait=0):
            QTest.keyClick(note, Qt.Key.Key_Return)
        assert note.toPlainText() == "and/or\n"


class TestFields:
    @pytest.mark.parametrize(
        ("typed", "day"),
        [
            ("3/4/2026", date(2026, 4, 3)),
            ("03.04.26", date(2026, 4, 3)),
            ("3 Apr 2026", date(2026, 4, 3)),
            ("2026-04-03", date(2026, 4, 3)),
        ],
    )
    def test_dates_as_people_type_them(self, qtbot: QtBot, typed: str, day: date) -> None:
        made = DateField("Deadline")
        shown(qtbot, made)
        line = made.findChild(QLineEdit)
        assert line is not None
        QTest.keyClicks(line, typed)
        with qtbot.waitSignal(made.changed) as heard:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert heard.args == [day]
        assert line.text() == "03/04/2026"

    def test_no_date_stays_as_typed_and_says_why(self, qtbot: QtBot) -> None:
        made = DateField("Deadline", date(2026, 4, 3))
        shown(qtbot, made)
        line = made.findChild(QLineEdit)
        assert line is not None
        line.clear()
        QTest.keyClicks(line, "31/02/2026")
        with qtbot.assertNotEmitted(made.changed, wait=0):
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert line.text() == "31/02/2026"
        assert made.problem()
        assert made.day() == date(2026, 4, 3)
        line.clear()
        with qtbot.waitSignal(made.changed) as heard:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert heard.args == [None]
        assert not made.problem()

    def test_the_calendar_opens_by_key_and_picks(self, qtbot: QtBot) -> None:
        made = DateField("Deadline", date(2026, 4, 3))
        shown(qtbot, made)
        line = made.findChild(QLineEdit)
        assert line is not None
        QTest.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
        calendar = made._calendar
        assert calendar is not None and calendar.isVisible()
        with qtbot.waitSignal(made.changed) as heard:
            calendar.activated.emit(calendar.selectedDate().addDays(1))
        assert heard.args == [date(2026, 4, 4)]
        assert not calendar.isVisible()

    def test_a_line_is_announced_only_when_changed(self, qtbot: QtBot) -> None:
        line = LineField("Reason", text="old")
        shown(qtbot, line)
        with qtbot.assertNotEmitted(line.entered, wait=0):
            QTest.keyClick(line, Qt.Key.Key_Return)
        QTest.keyClicks(line, " new ")
        with qtbot.waitSignal(line.entered) as heard:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert heard.args == ["old new"]

    def test_search_follows_and_steps(self, qtbot: QtBot) -> None:
        search = SearchField("Find a child…")
        shown(qtbot, search)
        with qtbot.waitSignal(search.searched) as heard:
            QTest.keyClicks(search, "z")
        assert heard.args == ["z"]
        with qtbot.waitSignal(search.stepped) as stepped:
            QTest.keyClick(search, Qt.Key.Key_Down)
        assert stepped.args == [1]
        with qtbot.waitSignal(search.left):
            QTest.keyClick(search, Qt.Key.Key_Escape)
