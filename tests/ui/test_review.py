"""Review in the settings: keep, hold, release, destroy with a typed word and a certificate; chairs only."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.models import Case, Certificate, Spell, Subject
from app.services.clock import Clock
from app.services.desk import Desk, open_desk
from app.store import keys
from app.store.keys import Cost
from app.ui import theme
from app.ui.frame import ScreenSpec
from app.ui.main_window import MainWindow
from app.ui.screens.settings import Settings
from app.ui.settings.keeping import Keeping
from app.ui.settings.retention import RetentionPage
from app.ui.widgets import LineRow
from tests.builders import a_case, a_clock, a_store, every
from tests.ui.sitting import press

SPECS = (ScreenSpec("settings", "Settings", "app.ui.screens.settings:Settings"),)
LATER = date(2087, 4, 3)  # 75 years after the birth of the child


@pytest.fixture
def clock() -> Clock:
    return a_clock(LATER)


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    made = Desk(a_store(tmp_path), clock)
    case = a_case(made.store)
    other = a_case(made.store, "Tiago Santos", born=date(2080, 1, 1))
    assert case != other
    with made.store.transaction("test") as session:
        for one in session.query(Case):
            one.closed_on, one.closed_reason = date(2027, 1, 1), "ended"
        for spell in session.query(Spell):
            spell.ended_on = date(2027, 1, 1)
    yield made
    made.close()


def window_on(qtbot: QtBot, qapp: QApplication, desk: Desk, section: str) -> MainWindow:
    theme.apply(qapp, "light")
    window = MainWindow(SPECS)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.set_desk(desk)
    window.work.go("settings", section)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, desk: Desk) -> MainWindow:
    return window_on(qtbot, qapp, desk, "retention")


def page_of(window: MainWindow) -> RetentionPage:
    (settings,) = window.findChildren(Settings)
    page = settings.pages["retention"]
    assert isinstance(page, RetentionPage)
    return page


def rows(page: RetentionPage) -> list[LineRow]:
    QApplication.processEvents()  # what was added to a page in sight shows with the next turn
    return page._due_card.findChildren(LineRow)


def open_first(page: RetentionPage) -> None:
    press(rows(page)[0])
    assert page.form.isVisible()


def test_what_is_due_is_listed_with_its_class_and_why(window: MainWindow) -> None:
    (one,) = rows(page_of(window))
    said = one.accessibleName()
    assert "Zofia Kowalska" in said and "case" in said and "03/04/2087, 75 years after birth" in said


def test_keeping_needs_a_reason_and_a_day_and_takes_it_off_the_list(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    open_first(page)
    assert not page.form.go.isEnabled()
    page.form.reason.setText("An inquiry is expected.")
    assert not page.form.go.isEnabled()
    page.form.until.set_day(date(2088, 4, 3))
    page.form._weigh()
    press(page.form.go)
    assert not rows(page) and page._main.isVisible()
    assert "Kept" in window.work.notice.sentence
    assert not desk.retention.due_for_review()


def test_a_hold_stands_in_the_way_until_it_is_released(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    open_first(page)
    page.form.answer.set_value("hold")
    page.form._turn()
    page.form.reason.setText("Inquiry 12/2087")
    press(page.form.go)
    (hold,) = desk.retention.holds()
    assert hold.reason == "Inquiry 12/2087" and "hold" in rows(page)[0].accessibleName()
    open_first(page)
    values = [value for value, _button in page.form.answer._buttons]
    assert values == ["keep", "release"]
    page.form.answer.set_value("release")
    page.form._turn()
    page.form.reason.setText("The inquiry ended.")
    press(page.form.go)
    assert desk.retention.holds() == ()


def test_destroying_needs_the_word_and_ends_with_a_certificate(
    window: MainWindow, desk: Desk, tmp_path: Path
) -> None:
    page = page_of(window)
    open_first(page)
    page.form.answer.set_value("destroy")
    page.form._turn()
    page.form.reason.setText("Reviewed: no longer needed.")
    assert not page.form.danger.isEnabled()
    page.form.typed.setText("destroyy")
    assert not page.form.danger.isEnabled()
    page.form.typed.setText("destroy")
    press(page.form.danger)
    assert page.certificate.isVisible()
    said = "\n".join(one.text() for one in page.certificate.findChildren(QLabel))
    assert "Certificate of destruction no. 1" in said and "Zofia" not in said
    assert len(every(desk.store, Certificate)) == 1 and len(every(desk.store, Subject)) == 1
    target = tmp_path / "certificate.txt"
    page.certificate.save(target)
    assert "no longer needed" in target.read_text("utf-8")
    page.certificate.save(tmp_path / "no folder" / "x.txt")
    press(page.certificate.back)
    assert not rows(page)
    QApplication.processEvents()
    (paper,) = page._papers_card.findChildren(LineRow)
    press(paper)
    assert page.certificate.isVisible()


def test_a_reason_that_names_the_child_is_refused_and_nothing_goes(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    open_first(page)
    page.form.answer.set_value("destroy")
    page.form._turn()
    page.form.reason.setText("Kowalska grew up.")
    page.form.typed.setText("destroy")
    press(page.form.danger)
    assert "name nobody" in window.work.notice.sentence
    assert page.form.isVisible() and len(every(desk.store, Subject)) == 2


def test_everything_can_be_held_and_released(window: MainWindow, desk: Desk) -> None:
    page = page_of(window)
    press(page.hold_all)
    page.form.reason.setText("National inquiry")
    press(page.form.go)
    (hold,) = desk.retention.holds()
    assert hold.record.kind == "everything" and not page.hold_all.isVisible()
    QApplication.processEvents()
    (row,) = page._holds_card.findChildren(LineRow)
    press(row)
    page.form.reason.setText("It ended.")
    press(page.form.go)
    assert desk.retention.holds() == ()


def test_others_see_what_is_due_and_decide_nothing(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    path = desk.store.path
    keys.add_operator(path, desk.store.keys, "Sam", "business support", "seven wooden spoons", Cost.floor())
    clock = desk.clock
    desk.close()
    window = window_on(qtbot, qapp, open_desk(path, "Sam", "seven wooden spoons", clock), "retention")
    page = page_of(window)
    (row,) = rows(page)
    assert not page.hold_all.isVisible()
    row.click()
    assert page._main.isVisible() and not page.form.isVisible()
    window.close()


# The mark at the foot of a document


def test_a_mark_of_a_paper_is_compared(qtbot: QtBot, qapp: QApplication, desk: Desk) -> None:
    window = window_on(qtbot, qapp, desk, "keeping")
    (settings,) = window.findChildren(Settings)
    page = settings.pages["keeping"]
    assert isinstance(page, Keeping)
    mark = page.mark._now.text()
    assert mark.startswith("audit no. ")
    for typed, fits in ((mark, True), (mark[:-1] + ("0" if mark[-1] != "0" else "1"), False)):
        page.mark.typed.setText(typed)
        press(page.mark.compare)
        assert ("It fits" in page.mark.said.text()) is fits
    page.mark.typed.setText("nonsense")
    press(page.mark.compare)
    assert "as it stands at the foot" in window.work.notice.sentence
    window.close()
