"""The form of the rules: each has its field, what is typed is checked, and it reaches the store."""

from dataclasses import fields
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
from pytestqt.qtbot import QtBot

from app.domain.profiles import WORKING_DAYS, Body, Clock, QuorumRule, faults, value_at
from app.services.desk import Desk
from app.ui import theme
from app.ui.bodies.compound import QuorumEditor
from app.ui.bodies.editors import ClockEditor, LineEditor, NumberEditor, OwnEditor, WrittenEditor
from app.ui.bodies.form import BodyForm
from app.ui.bodies.rows_editor import RowsEditor
from app.ui.bodies.sections import SECTIONS
from app.ui.settings.bodies import Bodies
from tests.domain.profiles.shipped import bodies
from tests.ui.bodies.rig import MASE, NEXT, line, named, press, retype, section, set_day
from tests.ui.sitting import Sitting, words_of

BODIES = [pytest.param(body, id=body.code) for _, body in bodies()]


# Every rule


def test_every_rule_has_its_field() -> None:
    asked = {ask.place.split(".")[0] for one in SECTIONS for ask in one.asks}
    assert {field.name for field in fields(Body)} - asked == {"effective_from", "retired"}
    for part in ("support", "deadlines", "suppression", "prompting"):
        places = {
            ask.place.partition(".")[2]
            for one in SECTIONS
            for ask in one.asks
            if ask.place.startswith(f"{part}.")
        }
        assert places == {field.name for field in fields(getattr(MASE, part))}


@pytest.mark.parametrize("body", BODIES)
def test_every_section_shows_every_body_and_changes_nothing(
    qtbot: QtBot, qapp: QApplication, body: Body
) -> None:
    theme.apply(qapp, "light")
    form = BodyForm()
    qtbot.addWidget(form)
    heard: list[Body] = []
    form.changed.connect(heard.append)
    form.show_body(body, [("X", "Other")], new=True)
    form.show()
    for one in SECTIONS:
        form.steps.set_value(one.key)
        form._show()
        for kind in (QLineEdit, QComboBox, QCheckBox, QPlainTextEdit):
            inputs: list[Any] = form.findChildren(kind)
            assert all(box.accessibleName() or isinstance(box.parent(), QComboBox) for box in inputs), one.key
    assert heard == [] and form.body == body and faults(body) == ()


# Editing


def test_a_rename_goes_the_whole_way(page: Bodies, sitting: Sitting) -> None:
    press(page.edit)
    retype(line(page.page.form, "short"), "MACE")
    set_day(page, NEXT)
    assert "Put in force from Tue 1 Dec 2026" in page.page.keep.text()
    assert (
        page.page.follow.isVisible() and page.page.follow.isChecked() and "“MACE”" in page.page.follow.text()
    )
    press(page.page.keep)
    assert "took the new rules" in sitting.window.work.notice.sentence
    assert "KR-SUBGROUP" in sitting.window.work.notice.sentence
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    assert [row.body_short for row in desk.planner.month(2026, 12)] == ["CME", "MisPer", "MACE"]
    assert not page.page.isVisible() and page.versions.isVisible()
    said = words_of(page.versions)
    assert "MACE, from Tue 1 Dec 2026" in said and "to come" in said and "MASE, from Mon 1 Jan 2018" in said


def test_what_is_typed_is_checked_at_once_and_led_to(page: Bodies) -> None:
    press(page.edit)
    form = page.page.form
    retype(line(form, "short"), "CME")
    assert "KR-CME is called CME too" in words_of(page.page) and not page.page.keep.isEnabled()
    assert any("Names (1)" in one.text() for one in form.steps.findChildren(QAbstractButton))
    section(form, "papers")
    clock = form.editors["agenda_notice"]
    assert isinstance(clock, ClockEditor)
    retype(clock.number, "9")
    assert form.body.agenda_notice == Clock(9, WORKING_DAYS)
    form.go("short")
    assert form.steps.value() == "names" and line(form, "short").hasFocus()
    retype(line(form, "short"), "MASE")
    assert page.page.keep.isEnabled() and "too" not in words_of(page.page._wrong)


@pytest.mark.parametrize(
    ("key", "place", "text", "value"),
    [
        ("meeting", "starts", "9.30", "09:30:00"),
        ("missing", "education_hours", "12.5", "12.5"),
        ("missing", "top_list", "7", "7"),
        ("meeting", "frequency", "5 a year", "5 a year"),
        ("meeting", "months", "1, 6, 11", "(1, 6, 11)"),
        ("words", "terms.locations", "Places", "Places"),
    ],
)
def test_values_are_typed_as_people_write_them(
    page: Bodies, key: str, place: str, text: str, value: str
) -> None:
    press(page.edit)
    form = page.page.form
    section(form, key)
    editor = form.editors[place]
    if isinstance(editor, NumberEditor):
        retype(editor.number, text)
    elif isinstance(editor, OwnEditor):
        box = editor.pick.lineEdit()
        assert box is not None
        retype(box, text)
    else:
        assert isinstance(editor, WrittenEditor | LineEditor)
        retype(editor.line, text)
    assert str(value_at(form.body, place)) == value


def test_a_time_that_is_none_is_marked_and_the_last_one_holds(page: Bodies) -> None:
    press(page.edit)
    section(page.page.form, "meeting")
    editor = page.page.form.editors["ends"]
    assert isinstance(editor, WrittenEditor)
    retype(editor.line, "noon")
    assert editor.line.property("tone") == "red" and page.page.form.body.ends == MASE.ends


def test_the_agenda_is_added_to_moved_renamed_and_shortened(page: Bodies) -> None:
    press(page.edit)
    form = page.page.form
    section(form, "agenda")
    rows = form.editors["agenda"]
    assert isinstance(rows, RowsEditor)
    press(rows.add)
    title = rows.lines[-1].editors["title"]
    assert isinstance(title, QLineEdit) and title.hasFocus()
    assert "has no title" in words_of(page.page)
    QTest.keyClicks(title, "Gangs")
    press(named(rows, "Move agenda item 11 up"))
    assert named(rows, "Move agenda item 10 up").hasFocus()
    press(named(rows, "Remove agenda item 1"))
    first = rows.lines[0].editors["title"]
    assert isinstance(first, QLineEdit)
    retype(first, "What is said here")
    titles = [item.title for item in form.body.agenda]
    assert titles[0] == "What is said here" and titles[-2:] == ["Gangs", "Persons of interest"]
    assert len({item.key for item in form.body.agenda}) == len(titles) == 10
    assert form.body.agenda[0].key == "statement"  # its notes stay with it
    assert not named(rows, "Move agenda item 1 up").isEnabled()


def test_a_seat_is_made_statutory_or_invited(page: Bodies) -> None:
    press(page.edit)
    form = page.page.form
    section(form, "members")
    rows = form.editors["seats"]
    assert isinstance(rows, RowsEditor)
    pick = rows.lines[6].editors["standing"]
    assert isinstance(pick, QComboBox)
    for words, held in (("invited", (False, True)), ("statutory", (True, False)), ("member", (False, False))):
        pick.setCurrentIndex(pick.findData(words))
        pick.activated.emit(pick.currentIndex())
        seat = form.body.seats[6]
        assert (seat.statutory, seat.invited) == held
    deputies = rows.lines[6].editors["deputies"]
    assert isinstance(deputies, QLineEdit)
    retype(deputies, "Team lead; Duty officer")
    assert form.body.seats[6].deputies == ("Team lead", "Duty officer")


def test_a_quorum_of_two_rules(page: Bodies) -> None:
    press(page.edit)
    form = page.page.form
    section(form, "quorum")
    editor = form.editors["quorum"]
    assert isinstance(editor, QuorumEditor) and not editor.rules.add.isVisible()
    editor.joined.hold("all_of")
    editor.joined.activated.emit(0)
    press(editor.rules.add)
    pick = editor.rules.lines[1].editors["kind"]
    assert isinstance(pick, QComboBox)
    pick.setCurrentIndex(pick.findData("required_roles"))
    pick.activated.emit(0)
    assert "names none" in words_of(page.page)
    roles = editor.rules.lines[1].editors["roles"]
    assert isinstance(roles, QLineEdit)
    retype(roles, "Named or designated nurse")
    editor.switches["written_counts"].setChecked(True)
    rule = form.body.quorum
    assert (rule.kind, [one.kind for one in rule.rules]) == ("all_of", ["percent_members", "required_roles"])
    assert rule.rules[1].roles == ("Named or designated nurse",) and page.page.keep.isEnabled()
    assert rule.written_counts and all(one.written_counts for one in rule.rules)
    editor.joined.hold("one")
    editor.joined.activated.emit(0)
    assert form.body.quorum == QuorumRule("percent_members", 50, written_counts=True)


def test_a_prompt_is_switched_off(page: Bodies) -> None:
    press(page.edit)
    section(page.page.form, "prompts")
    box = next(one for one in page.page.form.findChildren(QCheckBox) if one.text().startswith("P36:"))
    assert box.isChecked()
    box.click()
    assert page.page.form.body.prompts_off == ("P36",)
