"""A child's page: its index, sources and papers; taken apart, taken off a list, corrected, taken back."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.lists import EpisodeFacts, ListName
from app.models import MatchDecision, SourceRecord, Spell
from app.services.desk import Desk
from app.services.lists.by_hand import HandRow
from app.ui.screens.children import ChildrenScreen
from app.ui.widgets import Button, privacy
from tests.builders import every
from tests.ui.list_desk import Guide, a_desk, join_certain, on_screen, take_in_all, the_files


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = a_desk(tmp_path)
    take_in_all(made, the_files(tmp_path))
    join_certain(made)
    yield made
    made.close()


def person(desk: Desk, name: str) -> int:
    return next(line.person_id for line in desk.children.all() if line.name.startswith(name))


def opened(qtbot: QtBot, desk: Desk, name: str) -> tuple[ChildrenScreen, Guide]:
    screen, guide = on_screen(qtbot, desk, ChildrenScreen)
    desk.on_change(screen.changed)
    screen.open(person(desk, name))
    return screen, guide


def words(widget: QWidget) -> str:
    for _ in range(3):
        QCoreApplication.processEvents()
    return " | ".join(one.text() for one in widget.findChildren(QLabel) if one.isVisible())


def button(widget: QWidget, text: str) -> Button:
    return next(one for one in widget.findChildren(Button) if one.text() == text and not one.isHidden())


def test_the_index_names_what_there_is_and_goes_there(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk, "Zofia")
    page = screen.child
    assert page.shown() == ("lists", "why", "who", "episodes", "cases", "entries", "history")
    assert button(page, "Episodes 2").isVisible()
    words(page)
    button(page, "Episodes 2").click()
    bar = page.scroller.verticalScrollBar()
    reached = bar.value()
    assert reached > 0
    QTest.keyClick(page, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() < reached
    QTest.keyClick(page, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == reached


def test_each_value_stands_with_its_list_and_its_row(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk, "Zofia")
    rows = {(one.label, one.value): one for one in screen.child.identity.table.rows()}
    assert set(rows["Name", "Zofia Kowalska"].lists) == {ListName.CME, ListName.MASE}
    assert rows["Name", "Zosia Kowalska"].where.startswith("return.xlsx, Missing Nov 26, row ")
    marked = {one.label for one in rows.values() if screen.child.identity.marks_of(one)}
    assert marked == {"Name"}  # a return writes Zosia, and nobody writes another date of birth


def test_what_went_out_stands_on_the_page_of_each_child_in_it(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    meeting = next(row.id for row in desk.planner.plan(2026, 12) if row.body_code == "KR-MASE")
    made = desk.documents.export("agenda", meeting, tmp_path)
    screen, guide = opened(qtbot, desk, "Zofia")
    assert [one.mark for one in screen.child.papers.rows()] == [made.audit_mark]
    screen.child.go("papers")
    assert screen.child.papers.view.hasFocus()
    screen.child.papers.select_at(0)
    QTest.keyClick(screen.child.papers.view, Qt.Key.Key_Return)
    assert guide.went[-1] == ("meetings", meeting)
    screen.open(person(desk, "Ifrah"))
    assert "papers" not in screen.child.shown()


def test_a_child_is_taken_apart_with_a_reason(qtbot: QtBot, desk: Desk) -> None:
    screen, guide = opened(qtbot, desk, "Zofia")
    button(screen.child, "Take apart…").click()
    card = screen.child.parting
    assert card.isVisible() and not card.go.isEnabled()
    misper = next(one for one in card._made if one.part.list_name is ListName.MISPER)
    misper.side.set_value("goes")
    misper.side.chosen.emit("goes")
    assert "2 rows stay together, 1 row becomes another child" in words(card)
    card.go.click()
    assert card.reason.hasFocus() and len(desk.children.all()) == 4  # not without a reason
    QTest.keyClicks(card.reason, "the school says two sisters")
    card.go.click()
    names = [line.name for line in desk.children.all()]
    assert sorted(names).count("Zofia Kowalska") == 1 and "Zosia Kowalska" in names
    assert {one.reason for one in every(desk.store, MatchDecision) if one.verdict == "different"} == {
        "the school says two sisters"
    }
    assert screen.child.isVisible() and "episodes" not in screen.child.shown()
    assert "two children again" in guide.said[-1]


def test_who_is_one_row_cannot_be_taken_apart(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk, "Ifrah")
    assert not screen.child.take_apart.isVisible()


def test_a_child_is_taken_off_a_list_with_a_reason_and_put_back(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk, "Tyrese")
    spells = screen.child.spells
    assert [one.text() for one in spells.findChildren(Button) if one.isVisible()] == [
        "Take off MisPer…",
        "Take off CME…",
    ]
    button(spells, "Take off CME…").click()
    button(spells, "Take off").click()
    assert spells.reason.hasFocus()
    QTest.keyClicks(spells.reason, "back at school")
    button(spells, "Take off").click()
    ended = [one for one in every(desk.store, Spell) if one.ended_by]
    assert [(one.list_name, one.end_reason, one.ended_on) for one in ended] == [
        ("cme", "back at school", date(2026, 11, 21))
    ]
    words(spells)
    button(spells, "Put back on CME").click()
    assert not [one for one in every(desk.store, Spell) if one.ended_by]


def add_by_hand(desk: Desk) -> int:
    page = desk.children.page(person(desk, "Grace"))
    assert page is not None
    side = page.identities[0]
    facts = EpisodeFacts(datetime(2026, 11, 19, 21, 5), still_missing=True, classed="missing", risk="low")
    row = HandRow(ListName.MISPER, side.identity, facts, "26MIS99")
    return desk.by_hand.add(row, subject_id=side.subject_id).source_id


def test_a_record_by_hand_is_corrected_from_the_page(qtbot: QtBot, desk: Desk) -> None:
    source = add_by_hand(desk)
    screen, _ = opened(qtbot, desk, "Grace")
    assert "added by Dana Marsh" in words(screen.child.by_hand)
    button(screen.child.by_hand, "Correct…").click()
    record = screen.adding.record
    fields = record.form.forms[ListName.MISPER].fields
    shown = {key: made.value() for key, made in fields.items() if hasattr(made, "value")}
    assert (shown["reported_time"], shown["risk"]) == ("21:05", "low")
    fields["risk"].set_value("high")  # type: ignore[union-attr]
    QTest.keyClick(record, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    old = next(one for one in every(desk.store, SourceRecord) if one.id == source)
    assert old.replaced_by_id is not None
    assert [one.risk for one in screen.child.episodes.rows() if one.reference == "26MIS99"] == ["high"]
    assert "corrected by Dana Marsh" in words(screen.child.by_hand)


def test_a_record_by_hand_is_taken_back_with_a_reason(qtbot: QtBot, desk: Desk) -> None:
    add_by_hand(desk)
    screen, _ = opened(qtbot, desk, "Grace")
    assert len(screen.child.episodes.rows()) == 2
    button(screen.child.by_hand, "Take back…").click()
    assert screen.child.by_hand.reason.hasFocus()
    QTest.keyClicks(screen.child.by_hand.reason, "told twice")
    button(screen.child.by_hand, "Take back").click()
    assert len(screen.child.episodes.rows()) == 1
    assert "by-hand" not in screen.child.shown()


def test_a_further_record_begins_with_the_child_that_is_open(qtbot: QtBot, desk: Desk) -> None:
    screen, _ = opened(qtbot, desk, "Ifrah")
    QTest.keyClick(screen, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert "Ifrah Warsame" in words(screen.adding.record)
    QTest.keyClick(screen.adding.record, Qt.Key.Key_Escape)
    assert screen.child.isVisible()


def test_names_hide_in_every_card(qtbot: QtBot, desk: Desk) -> None:
    add_by_hand(desk)
    screen, _ = opened(qtbot, desk, "Zofia")
    button(screen.child, "Take apart…").click()
    privacy.set_hidden(True)
    try:
        assert "Zofia" not in words(screen.child) and "Zosia" not in words(screen.child)
    finally:
        privacy.set_hidden(False)
