"""Operators in the settings: add, change, remove with a new sheet; and what each role is shown."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.errors import Refused, WrongPassphrase
from app.services.desk import Desk, open_desk, recover_desk
from app.services.desk import operators as who_can
from app.store import keys
from app.store.keys import Cost
from app.ui import theme
from app.ui.settings.operators import OperatorsPage
from app.ui.widgets import Button
from tests.builders import OPERATOR, PASSPHRASE, a_store
from tests.ui.sitting import Sitting, press, words_of

SAM, SAM_WORDS = "Sam Okafor", "seven green bottles standing"
NEW = "four brass kettles humming"


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrated_cost", Cost.floor)


@pytest.fixture
def sitting(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    store.close()
    made = Sitting(qtbot, store.path)
    yield made
    made.window.close()


def page_of(sitting: Sitting) -> OperatorsPage:
    sitting.show("operators")
    page = sitting.settings.pages["operators"]
    assert isinstance(page, OperatorsPage)
    return page


def add_sam(sitting: Sitting, role: str = "business support") -> OperatorsPage:
    page = page_of(sitting)
    page.add.name.setText(SAM)
    page.add.role.set_value(role)
    for box in (page.add.pair.first, page.add.pair.second):
        box.setText(SAM_WORDS)
    press(page.add.keep)
    sitting.rest()
    return page


def button(page: OperatorsPage, words: str) -> Button:
    QApplication.processEvents()  # what was added to a page in sight shows with the next turn
    (found,) = (one for one in page.findChildren(Button) if one.accessibleName() == words and one.isVisible())
    return found


def test_one_more_gets_in_with_a_passphrase_and_role_of_their_own(sitting: Sitting) -> None:
    sitting.open()
    page = add_sam(sitting)
    assert f"{SAM}, business support" in words_of(page)
    assert page.add.name.value() == "" and page.add.pair.first.text() == ""
    assert f"{SAM} can open the store now" in sitting.window.work.notice.sentence
    sitting.window.lock()
    assert [one.name for one in who_can(sitting.path)] == [OPERATOR, SAM]
    sitting.unlock(SAM, SAM_WORDS)
    assert f"{SAM} · business support" in words_of(sitting.window.work.top)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [("too short", "too short", "too short"), (SAM_WORDS, "else", "not the same")],
)
def test_a_bad_passphrase_is_said_and_nothing_is_done(
    sitting: Sitting, first: str, second: str, said: str
) -> None:
    sitting.open()
    page = page_of(sitting)
    page.add.name.setText(SAM)
    page.add.pair.first.setText(first)
    page.add.pair.second.setText(second)
    press(page.add.keep)
    assert said in page.add.notice.sentence
    assert len(who_can(sitting.path)) == 1


def test_the_window_waits_while_keys_are_made(sitting: Sitting) -> None:
    sitting.open()
    page = page_of(sitting)
    page.own.old.setText(PASSPHRASE)
    for box in (page.own.pair.first, page.own.pair.second):
        box.setText(NEW)
    press(page.own.keep)
    assert not sitting.window.work.isEnabled() and page.busy.isVisible()
    sitting.rest()
    assert sitting.window.work.isEnabled() and not page.busy.isVisible()
    sitting.window.lock()
    with pytest.raises(WrongPassphrase):
        open_desk(sitting.path, OPERATOR, PASSPHRASE)
    sitting.unlock(OPERATOR, NEW)


def test_a_wrong_old_passphrase_changes_nothing(sitting: Sitting) -> None:
    sitting.open()
    page = page_of(sitting)
    page.own.old.setText("not it at all today")
    for box in (page.own.pair.first, page.own.pair.second):
        box.setText(NEW)
    press(page.own.keep)
    sitting.rest()
    assert "passphrase" in sitting.window.work.notice.sentence
    assert page.own.pair.first.text() == NEW


def test_removing_tells_what_follows_and_ends_with_a_new_sheet(sitting: Sitting) -> None:
    desk = open_desk(sitting.path, OPERATOR, PASSPHRASE)
    old = desk.store.keys.recovery_code
    sitting.open(desk)
    page = add_sam(sitting)
    press(button(page, f"Remove {SAM}"))
    said = "\n".join(one.text() for one in page.removal.findChildren(QLabel))
    assert "can still be opened" in said and "new sheet" in said
    press(page.removal.remove)
    sitting.rest()
    assert page.code.isVisible() and page.code.show_button.isVisible()
    code = "-".join(made.text() for made in page.code._groups)
    assert code != old
    page.code.typed.setText(code[-4:])
    press(page.code.go_on)
    assert page._main.isVisible() and SAM not in words_of(page)
    assert desk.operators.code_to_print() is None
    sitting.window.lock()
    with pytest.raises(Refused):
        open_desk(sitting.path, SAM, SAM_WORDS)
    with pytest.raises(Refused):
        recover_desk(sitting.path, old)
    recover_desk(sitting.path, code).close()


def test_a_lock_before_the_sheet_is_printed_offers_it_again(sitting: Sitting) -> None:
    sitting.open()
    page = page_of(sitting)
    press(page.renew)
    press(page.renew_now)
    sitting.rest()
    code = "-".join(made.text() for made in page.code._groups)
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    sitting.window.lock()
    again = open_desk(sitting.path, OPERATOR, PASSPHRASE)
    assert again.operators.code_to_print() == code
    sitting.session._opened(again)
    page = page_of(sitting)
    assert "never printed" in page.notice.sentence
    press(button(page, "Show it now"))
    assert "-".join(made.text() for made in page.code._groups) == code


def test_the_keys_are_not_changed_under_a_running_backup(
    sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    sitting.open()
    page = page_of(sitting)
    monkeypatch.setattr("app.ui.settings.operators.running", lambda: 1)
    with pytest.raises(Refused, match="backup or a check is running"):
        page._renew()
    assert sitting.window.work.isEnabled()


@pytest.mark.parametrize("role", ["viewer", "business support"])
def test_others_see_only_what_they_may(sitting: Sitting, role: str) -> None:
    sitting.open()
    add_sam(sitting, role)
    sitting.window.lock()
    sitting.unlock(SAM, SAM_WORDS)
    page = page_of(sitting)
    assert not page.add.isVisible() and not page._sheet.isVisible() and page.own.isVisible()
    assert not [
        one
        for one in page.findChildren(Button)
        if one.accessibleName().startswith("Remove") and one.isVisible()
    ]
    assert page._chairs.isVisible()
    assert sitting.window.work.top._only.isVisible() is (role == "viewer")


def test_what_is_typed_is_forgotten_on_leaving(sitting: Sitting) -> None:
    sitting.open()
    page = page_of(sitting)
    page.own.old.setText(PASSPHRASE)
    page.add.pair.first.setText(NEW)
    sitting.show("about")
    assert page.own.old.text() == page.add.pair.first.text() == ""
