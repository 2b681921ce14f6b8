"""Real widgets under a real keyboard."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.ui import theme
from app.ui.widgets import (
    Badge,
    BadgeRow,
    BarRow,
    Button,
    Card,
    DateField,
    EmptyState,
    LineField,
    LineRow,
    Mark,
    Meter,
    NoteEdit,
    NoticeBar,
    ProgressStrip,
    SearchField,
    Seats,
    SeatStrip,
    Segmented,
    StepTick,
    Stop,
    TimeLine,
    field,
    privacy,
)
from app.ui.widgets.timeline import _Place, spread
from tests.ui.showing import shown


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    privacy.set_hidden(False)


class TestSegmented:
    def make(self, qtbot: QtBot, may_clear: bool = False) -> Segmented:
        made = Segmented("Category", ((0, "Not evidenced"), (1, "1"), (2, "2")), may_clear=may_clear)
        shown(qtbot, made)
        return made

    def test_arrows_walk_round(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_value(1)
        heard: list[object] = []
        made.chosen.connect(heard.append)
        made.setFocus()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
            held = QApplication.focusWidget()
            assert held is not None
            QTest.keyClick(held, key)
        assert heard == [2, 0, 2]
        assert made.value() == 2

    def test_zero_is_a_value(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_value(0)
        assert made.value() == 0
        made.set_value(None)
        assert made.value() is None

    def test_one_tab_stop(self, qtbot: QtBot) -> None:
        made = self.make(qtbot)
        made.set_value(2)
        stops = [b for b in made.findChildren(QAbstractButton) if b.focusPolicy() & Qt.FocusPolicy.TabFocus]
        assert [b.accessibleName() for b in stops] == ["2"]

    @pytest.mark.parametrize(("may_clear", "after"), [(False, 1), (True, None)])
    def test_choosing_the_held_one_again(self, qtbot: QtBot, may_clear: bool, after: int | None) -> None:
        made = self.make(qtbot, may_clear)
        made.set_value(1)
        QTest.mouseClick(made.findChildren(QAbstractButton)[1], Qt.MouseButton.LeftButton)
        assert made.value() == after


MONTH = (date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 17))
STOPS = (
    Stop("mase", "MASE", date(2026, 11, 27), "Fri 27 Nov", False, (Mark("papers out", "green"),)),
    Stop("cme", "CME", date(2026, 11, 16), "Mon 16 Nov", True),
    Stop("misper", "MisPer", date(2026, 11, 17), "Tue 17 Nov", True),
)


class TestTimeLine:
    def test_keys_walk_in_order_of_day_and_open(self, qtbot: QtBot) -> None:
        line = TimeLine()
        shown(qtbot, line)
        line.set_month(*MONTH, STOPS)
        QTest.keyClick(line, Qt.Key.Key_Right)
        with qtbot.waitSignal(line.activated) as heard:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert heard.args == ["misper"]
        assert "MASE, Fri 27 Nov, ahead, papers out" in line.accessibleDescription()

    def test_a_click_opens(self, qtbot: QtBot) -> None:
        line = TimeLine()
        shown(qtbot, line)
        line.set_month(*MONTH, STOPS)
        place = next(p for p in line._places() if p.stop is not None and p.stop.key == "mase")
        with qtbot.waitSignal(line.activated) as heard:
            spot = QRect(int(place.middle), 30, 1, 1).center()
            QTest.mouseClick(line, Qt.MouseButton.LeftButton, pos=spot)
        assert heard.args == ["mase"]

    def test_words_of_neighbouring_days_do_not_overlap(self, qtbot: QtBot) -> None:
        line = TimeLine()
        shown(qtbot, line)
        line.set_month(*MONTH, STOPS)
        places = sorted(line._places(), key=lambda place: place.middle)
        assert len(places) == 4
        for left, right in pairwise(places):
            assert left.middle + left.wide / 2 <= right.middle - right.wide / 2

    def test_spread_keeps_within_the_ends(self) -> None:
        places = [_Place(0, 0, 100, None), _Place(5, 0, 100, None), _Place(400, 0, 100, None)]
        spread(places, 0, 400, gap=10)
        assert [place.middle for place in places] == [50, 160, 350]


class TestWords:
    @pytest.mark.parametrize(
        ("mark", "said"),
        [
            (Mark("red", "red", "CME"), "CME red, urgent"),
            (Mark("2 days"), "2 days"),
            (Mark("late", "amber"), "late, needs attention"),
            (Mark("out", "green"), "out, in order"),
        ],
    )
    def test_a_badge_says_its_status_in_words(self, qtbot: QtBot, mark: Mark, said: str) -> None:
        badge = Badge.of(mark)
        qtbot.addWidget(badge)
        assert badge.accessibleName() == said
        assert badge.sizeHint().height() >= 16

    def test_tones_differ_without_colour(self, qtbot: QtBot) -> None:
        widths = {tone: Badge("same", tone).sizeHint().width() for tone in theme.TONES}
        assert widths["red"] > widths["grey"]

    def test_a_badge_row_wraps(self, qtbot: QtBot) -> None:
        made = BadgeRow([Mark("a longer badge", "red")] * 4)
        qtbot.addWidget(made)
        assert made.heightForWidth(140) > made.heightForWidth(900)

    def test_seats_meters_and_bars_speak(self, qtbot: QtBot) -> None:
        strip, meter = SeatStrip(Seats(5, 11, 6)), Meter("In time", 31, 44)
        bar = BarRow("Police", 2, 9)
        shown(qtbot, strip, meter, bar)
        assert strip.accessibleName() == "not quorate, 5 of 11 seats, 6 needed"
        strip.set_seats(Seats(6, 11, 6))
        assert strip.accessibleName().startswith("quorate")
        assert meter.accessibleName() == "In time: 31 of 44"
        assert bar.accessibleName() == "Police, 2 of 9"
        assert not strip.grab().isNull() and not meter.grab().isNull()

    def test_a_line_opens_what_it_counts(self, qtbot: QtBot) -> None:
        heard: list[str] = []
        live = LineRow("New on MASE", value="4", on=lambda: heard.append("open"))
        dead = LineRow("Left MASE", value="2", last=True)
        shown(qtbot, live, dead)
        QTest.keyClick(live, Qt.Key.Key_Space)
        QTest.mouseClick(live, Qt.MouseButton.LeftButton)
        assert heard == ["open", "open"]
        assert dead.focusPolicy() == Qt.FocusPolicy.NoFocus

    def test_a_step_says_that_it_is_done(self, qtbot: QtBot) -> None:
        step = StepTick("Zofia K.", mark=Mark("3 lists", "red"))
        shown(qtbot, step)
        step.set_done(True)
        assert step.accessibleName() == "Zofia K., 3 lists, done"
        step.set_done(False)
        assert "done" not in step.accessibleName()

    def test_a_notice_comes_and_goes(self, qtbot: QtBot) -> None:
        bar = NoticeBar()
        shown(qtbot, bar)
        assert not bar.isVisible()
        bar.say("Two rows were refused.", "amber", "See the rows")
        assert bar.isVisible()
        assert bar.accessibleName() == "Check: Two rows were refused."
        with qtbot.waitSignal(bar.closed):
            bar.put_away()
        assert not bar.isVisible() and not bar.sentence

    def test_words_are_never_read_as_markup(self, qtbot: QtBot) -> None:
        card = Card("<b>bold</b>", "a & b", LineRow("<i>x</i>"))
        shown(qtbot, card)
        assert all(label.textFormat() == Qt.TextFormat.PlainText for label in card.findChildren(QLabel))

    def test_a_key_presses_its_button_while_in_sight(self, qtbot: QtBot) -> None:
        button, line = Button("Same child", "primary", key="S"), LineField("Other")
        window = shown(qtbot, button, line)
        with qtbot.waitSignal(button.clicked, timeout=1000):
            QTest.keyClick(window, Qt.Key.Key_S)
        line.setFocus()
        with qtbot.assertNotEmitted(button.clicked, wait=0):
            QTest.keyClicks(line, "s")
        assert line.text() == "s"

    def test_progress_asks_to_stop_once(self, qtbot: QtBot) -> None:
        strip = ProgressStrip()
        shown(qtbot, strip)
        strip.begin("Reading the lists")
        strip.show_progress(3, 10)
        button = strip.findChild(Button)
        assert button is not None
        with qtbot.waitSignal(strip.cancelled):
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert not button.isEnabled()


def test_every_control_has_a_name_and_a_size_to_hit(qtbot: QtBot) -> None:
    window = shown(
        qtbot,
        Button("Plan December"),
        Segmented("Category", ((1, "1"), (2, "2"))),
        DateField("Deadline"),
        SearchField("Find a child…"),
        field("Reason", LineField("Reason")),
        NoteEdit("Victim"),
        StepTick("1 Welcome"),
        LineRow("New on MASE", value="4", on=lambda: None),
        EmptyState("No lists yet", "Import one.", "Import"),
    )
    for widget in window.findChildren(QWidget):
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible():
            assert widget.accessibleName(), type(widget).__name__
            assert min(widget.width(), widget.height()) >= theme.TARGET, widget.accessibleName()


def test_clipboard_text_is_only_text(qtbot: QtBot) -> None:
    note = NoteEdit("Victim")
    shown(qtbot, note)
    note.set_text("words")
    note.selectAll()
    note.copy()
    assert QGuiApplication.clipboard().text() == "words"
