"""Who is who: the order, the weights, what stands around a pair; and decisions looked through and changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.services.desk import Desk
from app.services.people.decided import TAKEN_BACK
from app.services.people.who import SUREST, PairRow
from app.ui.lists import pair_around
from app.ui.screens.crosscheck import CrossCheckScreen
from app.ui.widgets import Button, privacy
from app.ui.worker import running
from tests.ui.list_desk import Guide, a_desk, on_screen, take_in_all, the_files


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    yield made
    made.close()


def show(qtbot: QtBot, desk: Desk) -> tuple[CrossCheckScreen, Guide]:
    return on_screen(qtbot, desk, CrossCheckScreen)


def words(widget: QWidget) -> str:
    """What is in sight, once the window has had its turn: what stands around a pair comes a moment later."""
    for _ in range(3):
        QCoreApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def press(screen: CrossCheckScreen, keys: str) -> None:
    QTest.keyClicks(screen.who.queue, keys)


def tyrese(desk: Desk) -> list[PairRow]:
    """The three pairs of his three rows: register, return, tracker."""
    return [one for one in desk.who.queue() if one.a.name == one.b.name == "Tyrese Campbell"]


def test_one_key_turns_the_order_and_the_chip_says_why(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    queue = screen.who.queue
    assert [one.id for one in queue.pairs()] == [one.id for one in desk.who.queue()]
    first = queue.pairs()[0]
    row = str(queue.model().index(0, 0).data())
    assert first.risk.facts
    assert all(fact.words in row for fact in first.risk.facts[:2])
    press(screen, "o")
    assert [one.id for one in queue.pairs()] == [one.id for one in desk.who.queue(SUREST)]
    held = queue.current()
    assert held is not None and held.id == first.id  # the cursor stays on its pair


def test_weights_are_words_and_figures_on_demand(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    pair = screen.who.queue.current()
    assert pair is not None
    assert "strong for" in words(screen.who.pair)
    assert f"{pair.score:+.1f}" not in words(screen.who.pair)
    press(screen, "n")
    shown = words(screen.who.pair)
    assert f"{pair.score:+.1f} in all" in shown
    for field in desk.who.fields(pair):
        assert not field.weight or f"{field.weighs}, {field.weight:+.1f}" in shown
    press(screen, "n")
    assert "in all" not in words(screen.who.pair)


def test_what_else_the_child_is_on_opens_with_a_click(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    first, second, third = tyrese(desk)
    screen.open(first.id)
    around = screen.who.pair.around
    shown = words(around)
    assert "undecided" in shown and "If they are the same" in shown
    buttons = [one for one in around.findChildren(Button) if one.isVisible() and one.text() == "Open"]
    assert len(buttons) == 2  # the third row of his, from both sides
    buttons[0].click()
    held = screen.who.queue.current()
    assert held is not None and held.id in (second.id, third.id)


def test_a_refusal_in_the_chain_is_shown_before_and_opens_its_decision(qtbot: QtBot, desk: Desk) -> None:
    first, second, third = tyrese(desk)
    refused = desk.who.decide(first.a.subject_id, first.b.subject_id, "different", "cousins")
    desk.who.decide(second.a.subject_id, second.b.subject_id, "same")
    screen, _ = show(qtbot, desk)
    screen.open(third.id)
    warnings = screen.who.pair.warnings
    assert "cousins" in words(warnings) and "Take that decision back first" in words(warnings)
    assert not screen.who.same.isEnabled()
    press(screen, "s")
    assert len(desk.who.decided()) == 2
    next(one for one in warnings.findChildren(Button) if one.text() == "Look at it").click()
    assert screen.part() == "decided"
    chosen = screen.decided.table.current()
    assert chosen is not None and chosen.id == refused.id


def test_names_hide_around_a_pair(qtbot: QtBot, desk: Desk) -> None:
    first, second, third = tyrese(desk)
    desk.who.decide(first.a.subject_id, first.b.subject_id, "different", "cousins")
    desk.who.decide(second.a.subject_id, second.b.subject_id, "same")
    screen, _ = show(qtbot, desk)
    screen.open(third.id)
    privacy.set_hidden(True)
    try:
        assert "Tyrese" not in words(screen.who.pair)
    finally:
        privacy.set_hidden(False)


def test_an_earlier_answer_says_what_changed_since(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    pair = tyrese(desk)[0]
    desk.who.decide(pair.a.subject_id, pair.b.subject_id, "ask", "ask the school")
    screen, _ = show(qtbot, desk)
    screen.open(pair.id)
    assert "ask the school" in words(screen.who.pair.earlier)
    assert "agency asked" in words(screen.who.pair.earlier)


def test_a_large_store_is_compared_beside_the_window(
    qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.people.who._AT_ONCE", 0)
    screen, _ = show(qtbot, desk)
    assert running() == 1
    assert screen.who.queue.pairs() == ()
    said = words(screen.who)  # reading the page may let the worker's answer in
    assert "Comparing the lists" in said or screen.who.queue.pairs()
    qtbot.waitUntil(lambda: len(screen.who.queue.pairs()) == 6)
    assert running() == 0


# Decided


def decided(desk: Desk) -> None:
    for pair, verdict, reason in zip(
        desk.who.queue(), ("same", "different", "ask"), ("one school", "cousins", "told"), strict=False
    ):
        desk.who.decide(pair.a.subject_id, pair.b.subject_id, verdict, reason)


@pytest.mark.parametrize(
    ("kind", "count"), [("", 3), ("same", 1), ("different", 1), ("ask", 1), (TAKEN_BACK, 0)]
)
def test_decisions_are_filtered_by_what_was_said(qtbot: QtBot, desk: Desk, kind: str, count: int) -> None:
    decided(desk)
    screen, _ = show(qtbot, desk)
    screen.open("decided")
    screen.decided.kind.set_value(kind)
    screen.decided.kind.chosen.emit(kind)
    assert len(screen.decided.table.rows()) == count


def test_decisions_are_searched_as_one_types(qtbot: QtBot, desk: Desk) -> None:
    decided(desk)
    screen, _ = show(qtbot, desk)
    screen.open("decided")
    QTest.keyClick(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(screen.decided.search, "cousins")
    assert [one.reason for one in screen.decided.table.rows()] == ["cousins"]
    assert "Reason: cousins" in words(screen.decided.detail)
    QTest.keyClick(screen.decided.search, Qt.Key.Key_Escape)
    assert len(screen.decided.table.rows()) == 3


def test_another_answer_needs_a_reason_and_keeps_the_first_on_record(qtbot: QtBot, desk: Desk) -> None:
    decided(desk)
    screen, _ = show(qtbot, desk)
    screen.open("decided")
    page = screen.decided
    page.kind.set_value("different")
    page.refresh()
    QTest.keyClick(page.table.view, Qt.Key.Key_A)
    assert page.reason.hasFocus()
    assert [one.verdict for one in desk.who.decided()] == ["ask", "different", "same"]
    QTest.keyClicks(page.reason, "the school is to be asked")
    QTest.keyClick(page.reason, Qt.Key.Key_Return)
    QTest.keyClick(page.table.view, Qt.Key.Key_A)
    newest = desk.who.decided()[0]
    assert (newest.verdict, newest.reason) == ("ask", "the school is to be asked")
    chosen = page.table.current()
    assert chosen is not None and chosen.id == newest.id
    assert [one.reason for one in desk.who.decided(verdict=TAKEN_BACK)] == ["cousins"]


def test_what_was_taken_back_says_who_and_why(qtbot: QtBot, desk: Desk) -> None:
    decided(desk)
    screen, _ = show(qtbot, desk)
    screen.open("decided")
    page = screen.decided
    page.reason.set_value("told wrongly")
    QTest.keyClick(page.table.view, Qt.Key.Key_T)
    assert screen.part() == "who"
    screen.open("decided")
    page.kind.set_value(TAKEN_BACK)
    page.refresh()
    assert "Taken back by Dana Marsh" in words(page.detail) and "told wrongly" in words(page.detail)
    assert not page.back.isEnabled()


def test_more_rows_than_fit_are_counted(qtbot: QtBot, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pair_around, "_MOST", 1)
    first, *_rest = tyrese(desk)
    screen, _ = show(qtbot, desk)
    screen.open(first.id)
    assert "more" not in words(screen.who.pair.around)
    monkeypatch.setattr(pair_around, "_MOST", 0)
    screen.who.refresh()
    assert "and 1 more" in words(screen.who.pair.around)
