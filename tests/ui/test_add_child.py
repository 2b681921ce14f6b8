"""A child is added: searched first, by keyboard; joined with a reason, or new; or handed to who asked."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.domain.people import Identity
from app.models import Case, Episode, MatchDecision, Subject
from app.services.desk import Desk
from app.ui.lists.asking import AddChild, Chosen
from app.ui.screens.children import ChildrenScreen
from app.ui.widgets import DateField
from app.ui.worker import running
from tests.builders import every
from tests.ui.list_desk import IFRAH, ZOFIA, Guide, a_desk, join_certain, on_screen, take_in_all, the_files


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    join_certain(made)
    yield made
    made.close()


def show(qtbot: QtBot, desk: Desk) -> tuple[ChildrenScreen, Guide]:
    return on_screen(qtbot, desk, ChildrenScreen)


def words(widget: QWidget) -> str:
    for _ in range(3):
        QCoreApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def start(screen: ChildrenScreen, text: str) -> None:
    """Ctrl+N, and type."""
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert screen.adding.search.search.hasFocus()
    QTest.keyClicks(screen.adding.search.search, text)


def fill(screen: ChildrenScreen, list_name: ListName, **values: object) -> None:
    """Fill fields of a list's form, each as its kind takes it."""
    fields = screen.adding.record.form.forms[list_name].fields
    for key, value in values.items():
        made = fields[key]
        if isinstance(made, DateField):
            assert isinstance(value, date)
            made.set_day(value)
        else:
            made.set_value(str(value))


def found(screen: ChildrenScreen) -> list[str]:
    screen.adding.search.look()
    return [one.identity.name for one in screen.adding.search.table.rows()]


def test_the_search_follows_the_typing(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    start(screen, "zosia ko")
    qtbot.waitUntil(lambda: len(screen.adding.search.table.rows()) == 1)
    shown = screen.adding.search.table.rows()[0]
    assert shown.identity.name == "Zofia Kowalska"
    assert shown.why
    QTest.keyClick(screen.adding.search.search, Qt.Key.Key_Escape)
    assert screen.table.isVisible()


def test_it_is_this_child_joins_with_a_reason(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = show(qtbot, desk)
    start(screen, "warsame ifrah")
    QTest.keyClick(screen.adding.search.search, Qt.Key.Key_Return)
    record = screen.adding.record
    assert "Ifrah Warsame" in words(record)
    record.which.set_value(ListName.MASE)
    record.which.chosen.emit(ListName.MASE)
    before = len(every(desk.store, MatchDecision))
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert len(every(desk.store, Case)) == 2  # refused: no reason was given
    record.reason.set_value("the school says so")
    fill(screen, ListName.MASE, referring_agency="Education")
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    made = every(desk.store, Case)[-1]
    assert made.referring_agency == "Education"
    decisions = every(desk.store, MatchDecision)
    assert len(decisions) == before + 1
    assert (decisions[-1].verdict, decisions[-1].reason) == ("same", "the school says so")
    row = desk.children.page(_person(desk, made.subject_id))
    assert row is not None and row.name == "Ifrah Warsame"
    assert {spell.list_name for spell in row.spells} == {ListName.CME, ListName.MASE}
    assert screen.child.isVisible() and "Kept on MASE" in guide.said[-1]


def _person(desk: Desk, subject_id: int) -> int:
    return next(one.person_id for one in every(desk.store, Subject) if one.id == subject_id)


def test_a_further_episode_needs_no_reason(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    start(screen, "grace holloway")
    QTest.keyClick(screen.adding.search.search, Qt.Key.Key_Return)
    record = screen.adding.record
    record.which.set_value(ListName.MISPER)
    record.which.chosen.emit(ListName.MISPER)
    assert not record.reason.isVisible()
    fill(screen, ListName.MISPER, reported_at=date(2026, 11, 20), reported_time="21:30", risk="high")
    before = len(every(desk.store, Subject))
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    episode = every(desk.store, Episode)[-1]
    assert (episode.reported_at, episode.risk, episode.still_missing) == (
        datetime(2026, 11, 20, 21, 30),
        "high",
        True,
    )
    assert len(every(desk.store, Subject)) == before


def test_a_new_child_begins_with_what_was_typed_and_is_looked_for_once_more(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    start(screen, "ngozi eze 4/5/2013")
    assert found(screen) == []
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    record = screen.adding.record
    assert record.who.identity() == Identity("Ngozi", "Eze", born=date(2013, 5, 4))
    assert not record.may_be.isVisible()
    record.who.texts["forename"].set_value("Ifra")
    record.who.texts["surname"].set_value("Warsame")
    record.who.born.set_day(IFRAH)
    record.who.said.emit()
    assert "may be a child who is on CME" in words(record.may_be)
    record.may_be.activated.emit()
    assert found(screen) == ["Ifrah Warsame"]


def test_a_new_child_is_added_to_the_chosen_list(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    start(screen, "ngozi eze 4/5/2013")
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    record = screen.adding.record
    assert record.which.value() is None and not record.go.isEnabled()
    record.which.set_value(ListName.CME)
    record.which.chosen.emit(ListName.CME)
    record.who.texts["number"].set_value("X11812256190")
    fill(screen, ListName.CME, hours="twelve")
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert desk.children.all("ngozi") == ()  # refused, and nothing typed is lost
    assert record.who.texts["number"].value() == "X11812256190"
    fill(screen, ListName.CME, hours="12,5")
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    line = desk.children.all("ngozi")[0]
    assert (line.name, line.born, line.lists) == ("Ngozi Eze", date(2013, 5, 4), (ListName.CME,))


def test_who_is_on_every_list_can_only_be_missing_again(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    start(screen, "tyrese campbell")
    QTest.keyClick(screen.adding.search.search, Qt.Key.Key_Return)
    assert screen.adding.record.which.value() is ListName.MISPER
    assert "one more episode" in screen.adding.record.which.findChildren(QWidget)[0].accessibleName()


def test_another_screen_asks_and_gets_the_answer(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = show(qtbot, desk)
    screen.open(AddChild(ListName.MISPER, "ifrah", back="missing"))
    assert found(screen) == ["Ifrah Warsame"]
    QTest.keyClick(screen.adding.search.search, Qt.Key.Key_Return)
    record = screen.adding.record
    assert record.which.value() is ListName.MISPER and not record.form.isVisible()
    record.reason.set_value("same home")
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    key, answer = guide.went[-1]
    assert key == "missing" and isinstance(answer, Chosen)
    assert (answer.list_name, answer.subject_id, answer.reason) == (ListName.MISPER, None, "same home")
    assert answer.same_as is not None and answer.identity.name == "Ifrah Warsame"
    assert len(every(desk.store, Episode)) == 4  # nothing was made here


def test_a_new_child_is_handed_over_too(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = show(qtbot, desk)
    screen.open(AddChild(ListName.MISPER, "ngozi eze", back="missing"))
    QTest.keyClick(screen, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(screen.adding.record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    answer = guide.went[-1][1]
    assert isinstance(answer, Chosen)
    assert (answer.identity.name, answer.same_as, answer.subject_id) == ("Ngozi Eze", None, None)


def test_many_rows_are_made_ready_beside_the_window(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.people.lookalikes._AT_ONCE", 0)
    screen, _ = show(qtbot, desk)
    start(screen, "zofia")
    screen.adding.search.look()
    assert running() == 1 or screen.adding.search.table.rows()
    qtbot.waitUntil(lambda: found(screen) == ["Zofia Kowalska"])
    assert running() == 0


def test_the_line_is_the_same_child_whatever_the_order(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    for text in ("kowalska zosia", f"{ZOFIA:%d/%m/%Y}", "MASE-1", "26MIS1"):
        screen.adding.search.begin(text)
        assert found(screen)[0] == "Zofia Kowalska", text
