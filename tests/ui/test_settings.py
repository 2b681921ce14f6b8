"""The settings, in the real window over a real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.domain.profiles import Seat
from app.services.desk import Desk, open_desk
from app.store import keys
from app.store.keys import Cost
from app.ui import theme
from app.ui.settings import rules
from app.ui.settings.appearance import Appearance
from app.ui.settings.bodies import Bodies
from tests.builders import OPERATOR, PASSPHRASE, a_body, a_store
from tests.ui.sitting import SPECS, Sitting, press, retype, statement, words_of

OTHER, OTHER_PASSPHRASE = "Sam Okafor", "seven green bottles standing"


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    made = Sitting(qtbot, store.path)
    yield made
    made.window.close()
    theme.apply(qapp, "light")


def choice(page: Appearance, words: str) -> QAbstractButton:
    return next(one for one in page.look.findChildren(QAbstractButton) if one.accessibleName() == words)


def test_it_stands_at_the_foot_of_the_rail() -> None:
    (spec,) = SPECS
    assert (spec.title, spec.foot, spec.rail) == ("Settings", True, True)


# Appearance


def test_a_look_holds_at_once_and_comes_back_with_its_operator(sitting: Sitting) -> None:
    page = sitting.open().pages["appearance"]
    assert isinstance(page, Appearance)
    press(choice(page, "Dark"))
    assert theme.current().name == "dark"
    page.minutes.setCurrentIndex(page.minutes.findData(2))
    page.minutes.activated.emit(page.minutes.currentIndex())
    assert sitting.window.idle._timer.interval() == 2 * 60_000
    sitting.window.lock()
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, "light")
    sitting.window.idle.set_minutes(5)
    sitting.unlock(OPERATOR, PASSPHRASE)
    assert theme.current().name == "dark"
    assert sitting.window.idle._timer.interval() == 2 * 60_000
    shown = sitting.settings.pages["appearance"]
    assert isinstance(shown, Appearance)
    assert (shown.look.value(), shown.minutes.currentText()) == ("dark", "2 minutes")


def test_another_operator_sees_their_own(sitting: Sitting) -> None:
    desk = open_desk(sitting.path, OPERATOR, PASSPHRASE)
    keys.add_operator(sitting.path, desk.store.keys, OTHER, "viewer", OTHER_PASSPHRASE, Cost.floor())
    page = sitting.open(desk).pages["appearance"]
    assert isinstance(page, Appearance)
    press(choice(page, "High contrast"))
    sitting.window.lock()
    sitting.unlock(OTHER, OTHER_PASSPHRASE)
    shown = sitting.settings.pages["appearance"]
    assert isinstance(shown, Appearance)
    assert (shown.look.value(), shown.minutes.currentText()) == ("system", "5 minutes")
    assert theme.current().name != "contrast"


# The statement


def test_new_wording_is_seen_first_and_then_in_force(sitting: Sitting) -> None:
    sitting.open()
    page = statement(sitting)
    press(page.edit)
    assert not page.keep.isEnabled()
    retype(page.paragraphs, "Speak kindly.")
    assert any(one.text() == "Speak kindly." for one in page.preview.findChildren(QLabel))
    press(page.keep)
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    now = desk.areas.statement()
    assert (now.version, now.paragraphs) == ("2", ("Speak kindly.",))
    assert page.edit.isVisible() and "version 2" in words_of(page)


def test_what_is_typed_waits_over_a_lock(sitting: Sitting) -> None:
    sitting.open()
    page = statement(sitting)
    press(page.edit)
    retype(page.questions, "Why now?")
    sitting.window.lock()
    assert sitting.window.work.desk() is None
    sitting.unlock(OPERATOR, PASSPHRASE)
    page = statement(sitting)
    assert page.questions.text() == "Why now?"
    assert "unfinished" in page.notice.sentence
    press(page.drop)
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk) and desk.areas.statement().version == "1"
    assert page.edit.isVisible()


def test_the_shipped_wording_comes_back_as_a_new_version(sitting: Sitting) -> None:
    desk = open_desk(sitting.path, OPERATOR, PASSPHRASE)
    shipped = desk.areas.statement()
    desk.areas.edit_statement(["Ours."], [])
    sitting.open(desk)
    page = statement(sitting)
    press(page.edit)
    press(page.shipped)
    assert desk.areas.statement().paragraphs == ("Ours.",)
    press(page.keep)
    now = desk.areas.statement()
    assert (now.version, now.paragraphs) == ("3", shipped.paragraphs)


def test_an_empty_statement_cannot_be_put_in_force(sitting: Sitting) -> None:
    sitting.open()
    page = statement(sitting)
    press(page.edit)
    page.paragraphs.selectAll()
    QTest.keyClick(page.paragraphs, Qt.Key.Key_Delete)
    assert not page.keep.isEnabled()


# Bodies


def test_every_body_shows_its_rules_and_where_they_come_from(sitting: Sitting) -> None:
    settings = sitting.open()
    sitting.show("bodies")
    page = settings.pages["bodies"]
    assert isinstance(page, Bodies)
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    for body in desk.areas.area().bodies:
        button = next(
            one for one in page.choice.findChildren(QAbstractButton) if one.accessibleName() == body.short
        )
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        said = words_of(page)
        for words in (
            body.name,
            body.chair_role,
            rules.quorum(body),
            body.source,
        ):
            assert words in said
        for words in (*(seat.agency for seat in body.seats), *(item.title for item in body.agenda)):
            assert words in said


def test_the_rules_of_mase_in_plain_words() -> None:
    body = a_body()
    said = dict(rules.deadlines(body)) | dict(rules.limits(body))
    assert rules.quorum(body) == "At least 50 % of the 11 members: 6 of 11. A deputy counts."
    assert said["Agenda goes out"] == "7 working days before the meeting"
    assert said["Minutes go out"] == "within 2 weeks of the meeting"
    assert said["Register"] == ""
    assert rules.in_force(body) == "Rules from 1 January 2018"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        ("percent_agencies", 50, "At least 50 % of the 2 agencies: 1 of 2."),
        ("min_organisations", 3, "At least 3 different organisations."),
        ("none", 0, "Its terms of reference name no quorum"),
    ],
)
def test_every_kind_of_quorum_has_words(kind: str, value: int, words: str) -> None:
    seats = tuple(
        Seat(key, agency, "lead") for key, agency in (("a", "Police"), ("b", "Police"), ("c", "Health"))
    )
    rule = a_body().quorum.__class__(kind, value)
    assert rules.quorum(a_body(quorum=rule, seats=seats)).startswith(words)


def test_required_roles_are_named() -> None:
    rule = a_body().quorum.__class__("required_roles", 0, ("police", "health", "social care"), False, True)
    said = rules.quorum(a_body(quorum=rule))
    assert said == (
        "Each of these is there: police, health and social care. A deputy does not count. "
        "A written return counts as being there."
    )


# For every section


@pytest.mark.parametrize("section", ["appearance", "statement", "bodies", "keeping", "about"])
def test_every_control_has_a_name(sitting: Sitting, section: str) -> None:
    sitting.open()
    sitting.show(section)
    page = sitting.settings.pages[section]
    kinds = (QAbstractButton, QComboBox, QPlainTextEdit)
    found = [one for kind in kinds for one in page.findChildren(kind) if one.isVisible()]
    assert not [one for one in found if not one.accessibleName()]


def test_the_sections_are_reached_by_the_keyboard(sitting: Sitting) -> None:
    settings = sitting.open()
    first = settings.steps["appearance"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert settings.steps["statement"].isChecked()
    assert settings._here.key == "statement"


def test_about_says_where_it_lies(sitting: Sitting) -> None:
    sitting.open()
    sitting.show("about")
    said = "\n".join(one.text() for one in sitting.settings.pages["about"].findChildren(QLabel))
    for words in (str(sitting.path), "test.keys", "0.1.0", "Apache", "recovery code"):
        assert words in said
