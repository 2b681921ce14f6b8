"""Who is who by keyboard, the table of children on two lists or more, and decisions taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.services.desk import Desk
from app.ui.lists.compared import differences
from app.ui.screens.crosscheck import CrossCheckScreen
from app.ui.widgets import privacy
from app.ui.widgets.privacy import HIDDEN
from tests.shared import shared_lists
from tests.ui.list_desk import Guide, a_desk, join_certain, on_screen, take_in_all, the_files


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    yield made
    made.close()


def show(qtbot: QtBot, desk: Desk) -> tuple[CrossCheckScreen, Guide]:
    return on_screen(qtbot, desk, CrossCheckScreen)


def said(screen: CrossCheckScreen) -> list[str]:
    """The words in sight in the pair."""
    return [one.text() for one in screen.who.pair.findChildren(QLabel) if one.isVisible()]


def press(screen: CrossCheckScreen, keys: str) -> None:
    QTest.keyClicks(screen.who.queue, keys)


def test_the_worst_risk_stands_first_with_both_rows_beside_each_other(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    pair = screen.who.queue.current()
    assert pair is not None
    assert pair.risk.points == max(one.risk.points for one in screen.who.queue.pairs())
    words = said(screen)
    assert words.count("Zofia") == 2
    assert words.count("03/04/2012") == 2
    assert "Almost certainly the same child" in words
    assert screen.who.queue.hasFocus()


def test_one_key_decides_and_the_next_pair_stands_there(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    first, second = screen.who.queue.pairs()[:2]
    press(screen, "s")
    shown = screen.who.queue.current()
    assert shown is not None and shown.id == second.id
    decision = desk.who.decided()[0]
    assert (decision.a, decision.b, decision.verdict) == (first.a.subject_id, first.b.subject_id, "same")
    qtbot.waitUntil(lambda: desk.who.progress()[0] == len(screen.who.queue.pairs()))


def test_what_follows_from_earlier_decisions_is_not_asked_again(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    assert len(screen.who.queue.pairs()) == 6
    for _time in range(4):
        press(screen, "s")
        qtbot.waitUntil(lambda: len(screen.who.queue.pairs()) == desk.who.progress()[0])
    assert len(desk.who.decided()) == 4
    assert screen.who.done.isVisible()
    assert "4 decisions stand" in " ".join(one.text() for one in screen.who.done.findChildren(QLabel))


def test_not_the_same_keeps_the_reason_and_empties_the_line(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    press(screen, "r")
    assert screen.who.reason.hasFocus()
    QTest.keyClicks(screen.who.reason, "cousins, says the school")
    assert desk.who.decided() == ()
    QTest.keyClick(screen.who.reason, Qt.Key.Key_Return)
    assert screen.who.queue.hasFocus()
    press(screen, "d")
    assert (desk.who.decided()[0].verdict, desk.who.decided()[0].reason) == (
        "different",
        "cousins, says the school",
    )
    assert screen.who.reason.value() == ""


def test_an_asked_pair_waits_at_the_end_with_its_badge(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    asked = screen.who.queue.pairs()[0]
    press(screen, "a")
    qtbot.waitUntil(lambda: screen.who.queue.pairs()[-1].id == asked.id)
    assert screen.who.queue.pairs()[-1].asked
    index = screen.who.queue.model().index(len(screen.who.queue.pairs()) - 1, 0)
    assert "agency asked" in str(index.data())


def test_undo_brings_the_pair_back_under_the_cursor(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = show(qtbot, desk)
    first = screen.who.queue.pairs()[0]
    press(screen, "s")
    press(screen, "u")
    shown = screen.who.queue.current()
    assert shown is not None and shown.id == first.id
    assert desk.who.decided() == ()
    press(screen, "u")
    assert guide.said == ["There is no decision of yours to undo."]


def test_arrows_walk_the_queue(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    pairs = screen.who.queue.pairs()
    for key, at in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Down, 2), (Qt.Key.Key_Up, 1)):
        QTest.keyClick(screen.who.queue, key)
        shown = screen.who.queue.current()
        assert shown is not None and shown.id == pairs[at].id


def test_a_contradiction_is_said_and_the_pair_stays(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    tyrese = [one for one in desk.who.queue() if one.a.name == one.b.name == "Tyrese Campbell"]
    desk.who.decide(tyrese[0].a.subject_id, tyrese[0].b.subject_id, "different")
    desk.who.decide(tyrese[1].a.subject_id, tyrese[1].b.subject_id, "same")
    screen.open(tyrese[2].id)
    press(screen, "s")
    shown = screen.who.queue.current()
    assert shown is not None and shown.id == tyrese[2].id
    assert len(desk.who.decided()) == 2


def test_names_hide_in_queue_and_pair(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = show(qtbot, desk)
    privacy.set_hidden(True)
    try:
        words = said(screen)
        row = str(screen.who.queue.model().index(0, 0).data())
        assert HIDDEN in words and "Tyrese" not in " ".join(words)
        assert HIDDEN in row and "Tyrese" not in row
    finally:
        privacy.set_hidden(False)


def test_children_on_two_lists_stand_with_their_findings(qtbot: QtBot, desk: Desk) -> None:
    join_certain(desk)
    screen, guide = show(qtbot, desk)
    QTest.keyClick(screen, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    table = screen.several.table
    assert [child.name.split()[0] for child in table.rows()] == ["Zofia", "Tyrese"]
    chosen = table.current()
    assert chosen is not None
    words = " ".join(one.text() for one in screen.several.findings.findChildren(QLabel))
    for finding in chosen.findings:
        assert finding.sentence in words and finding.rule in words and finding.source in words
    QTest.keyClick(table.view, Qt.Key.Key_Down)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    assert guide.went == [("children", table.rows()[1].person_id)]


@pytest.mark.parametrize(("kept", "count"), [("all", 2), ("three", 2), ("not_mase", 0)])
def test_the_table_is_narrowed(qtbot: QtBot, desk: Desk, kept: str, count: int) -> None:
    join_certain(desk)
    screen, _ = show(qtbot, desk)
    screen.open("several")
    screen.several.kept.set_value(kept)
    screen.several.kept.chosen.emit(kept)
    assert len(screen.several.table.rows()) == count


def test_undecided_pairs_are_named_beside_the_table(qtbot: QtBot, desk: Desk) -> None:
    pair = desk.who.queue()[0]
    desk.who.decide(pair.a.subject_id, pair.b.subject_id, "same")
    screen, _ = show(qtbot, desk)
    screen.open("several")
    left = desk.who.progress()[0]
    assert screen.several.waiting.sentence.startswith(f"{left} pairs of rows")
    screen.several.waiting.activated.emit()
    assert screen.part() == "who"


def test_a_decision_is_taken_back_from_the_list(qtbot: QtBot, desk: Desk) -> None:
    pairs = desk.who.queue()
    for pair, verdict in zip(pairs, ("same", "different"), strict=False):
        desk.who.decide(pair.a.subject_id, pair.b.subject_id, verdict)
    screen, _ = show(qtbot, desk)
    screen.open("decided")
    assert [one.verdict for one in screen.decided.table.rows()] == ["different", "same"]
    QTest.keyClick(screen.decided.table.view, Qt.Key.Key_Down)
    QTest.keyClick(screen.decided.table.view, Qt.Key.Key_T)
    assert [one.verdict for one in desk.who.decided()] == ["different"]
    shown = screen.who.queue.current()
    assert screen.part() == "who" and shown is not None and shown.id == pairs[0].id


def test_with_no_lists_it_says_what_to_do(qtbot: QtBot, tmp_path: Path) -> None:
    desk = a_desk(tmp_path)
    screen, guide = show(qtbot, desk)
    assert screen.who.done.isVisible()
    screen.who.done.activated.emit()
    assert guide.went == [("import", None)]
    desk.close()


DIFFERENCES = [
    ("TW9 2DJ", "TW9 2DL", ((6, 7),), ((6, 7),)),
    ("29/10/2011", "28/09/2011", ((1, 2), (3, 5)), ((1, 2), (3, 5))),
    ("Nowak-Singh", "Nowak", ((5, 11),), ()),
    ("KOWALSKA", "Kowalska", (), ()),
    ("Zofia", "Temitope", (), ()),
    ("", "Zofia", (), ()),
]


@pytest.mark.parametrize(("left", "right", "on_left", "on_right"), DIFFERENCES)
def test_the_letters_that_differ_are_found(left: str, right: str, on_left: object, on_right: object) -> None:
    assert differences(left, right) == (on_left, on_right)


def test_a_decision_on_the_shared_lists_moves_on_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    folder = shared_lists()
    desk = a_desk(tmp_path)
    names = {ListName.MISPER: "misper_return", ListName.CME: "cme_register", ListName.MASE: "mase_tracker"}
    take_in_all(desk, {name: folder / f"{file}.xlsx" for name, file in names.items()})
    screen, _ = show(qtbot, desk)
    for key in "sdasds":
        before = screen.who.queue.current()
        press(screen, key)
        after = screen.who.queue.current()
        assert before is not None and after is not None and before.id != after.id
        qtbot.waitUntil(lambda: len(screen.who.queue.pairs()) == desk.who.progress()[0])
    desk.close()
