"""A store that does not open, in the real window: plain words, ways out, and the way back from a backup."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from app.models import AuditEntry, Setting
from app.services.desk import Desk, open_desk, recover_desk
from app.services.keeping.beginning import groups
from app.services.keeping.safekeeping import Safekeeping
from app.store import keys
from app.store.keys import Cost, key_path, twin_path
from app.ui import theme, worker
from app.ui.main_window import MainWindow
from app.ui.recovery_way import RecoveryPage
from app.ui.screens.settings import Settings
from app.ui.session import Session
from app.ui.settings.keeping import Keeping
from app.ui.trouble_page import TroublePage
from app.ui.widgets import Button, LineRow
from tests.builders import OPERATOR, PASSPHRASE, a_clock, a_store, every, put
from tests.ui.sitting import SPECS, press

NEW = "seven wooden spoons singing"


class Door:
    """A window in front of a store, with one backup that holds a setting and a store without it."""

    def __init__(self, qtbot: QtBot, path: Path) -> None:
        self.qtbot, self.path = qtbot, path
        self.window = MainWindow(SPECS)
        qtbot.addWidget(self.window)
        self.session = Session(self.window, path)

    def begin(self) -> "Door":
        self.session.begin()
        with self.qtbot.waitExposed(self.window):
            self.window.show()
        return self

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: worker.running() == 0, timeout=30_000)

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        self.window.unlock_page.passphrase_given.emit(OPERATOR, passphrase)
        self.rest()

    @property
    def page(self) -> TroublePage:
        (page,) = (one for one in self.window.findChildren(TroublePage) if one.isVisible())
        return page

    @property
    def words(self) -> str:
        return "\n".join(one.text() for one in self.page.findChildren(QLabel) if one.isVisible())

    def button(self, words: str) -> Button:
        def found() -> list[Button]:
            named = [one for one in self.window.findChildren(Button) if one.accessibleName() == words]
            return [one for one in named if one.isVisible()]

        self.qtbot.waitUntil(lambda: len(found()) == 1)
        return found()[0]

    @property
    def desk(self) -> Desk:
        desk = self.window.work.desk()
        assert isinstance(desk, Desk)
        return desk


@pytest.fixture(autouse=True)
def cheap_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "calibrated_cost", Cost.floor)


@pytest.fixture
def door(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> Iterator[Door]:
    theme.apply(qapp, "light")
    store = a_store(tmp_path)
    desk = Desk(store, a_clock())
    put(store, Setting(key="then", value="x"))
    assert Safekeeping(store, desk.clock).back_up().sound
    put(store, Setting(key="since", value="x"))
    store.close()
    made = Door(qtbot, store.path)
    yield made
    made.window.close()
    made.rest()


def damage(path: Path, at: float = 0.5) -> None:
    data = bytearray(path.read_bytes())
    data[int(len(data) * at)] ^= 1
    path.write_bytes(data)


def settings(door: Door) -> set[str]:
    return {one.key for one in every(door.desk.store, Setting)}


def restore(door: Door) -> None:
    press(door.button("Go on"))
    panel = door.page.restore
    panel.passphrase.setText(PASSPHRASE)
    press(door.button("Restore now"))
    door.rest()


def test_a_damaged_store_says_so_and_is_back_in_three_clicks(door: Door) -> None:
    damage(door.path)
    broken = door.path.read_bytes()
    door.begin().unlock()
    assert "The store is damaged" in door.words and "never thrown away" in door.words
    assert "erase" not in door.words.casefold() and "delete" not in door.words.casefold()
    press(door.button("Restore the newest backup"))
    assert "Nothing is deleted" in door.words
    restore(door)
    assert settings(door) >= {"then"} and "since" not in settings(door)
    notice = door.window.work.notice.sentence
    assert "The backup is in place" in notice
    (aside,) = door.path.parent.glob("*set-aside*.chairside")
    assert aside.read_bytes() == broken and aside.name in notice
    assert "restore" in _acts(door)


def _acts(door: Door) -> list[str]:
    return [one.act for one in every(door.desk.store, AuditEntry)]


def test_a_wrong_passphrase_of_that_time_changes_nothing(door: Door) -> None:
    damage(door.path)
    before = door.path.read_bytes()
    door.begin().unlock()
    press(door.button("Restore the newest backup"))
    press(door.button("Go on"))
    door.page.restore.passphrase.setText("not the right one at all")
    press(door.button("Restore now"))
    door.rest()
    assert "passphrase" in door.page.restore.notice.sentence
    assert door.path.read_bytes() == before and not list(door.path.parent.glob("*set-aside*"))


def test_a_damaged_backup_is_not_put_back(door: Door) -> None:
    damage(door.path)
    (copy,) = (door.path.parent / "backups").glob("*.chairside")
    damage(copy)
    door.begin().unlock()
    press(door.button("Restore the newest backup"))
    restore(door)
    assert "damaged and was not put back" in door.page.restore.notice.sentence


def test_both_key_files_damaged_and_the_backups_used(door: Door) -> None:
    for path in (key_path(door.path), twin_path(door.path)):
        damage(path)
    door.begin()
    assert "The key file is damaged" in door.words and "only its lock is broken" in door.words
    press(door.button("Use the key file of the newest backup"))
    door.unlock()
    assert settings(door) >= {"then", "since"}
    assert list(door.path.parent.glob("*.keys.aside-1"))


def test_the_twin_stands_in_and_that_is_said(door: Door) -> None:
    damage(key_path(door.path))
    door.begin().unlock()
    assert "second copy was used" in door.window.work.notice.sentence
    assert settings(door) >= {"then", "since"}


def test_no_key_file_and_the_recovery_code_to_a_new_passphrase(door: Door, qtbot: QtBot) -> None:
    desk = open_desk(door.path, OPERATOR, PASSPHRASE)
    old = desk.store.keys.recovery_code
    desk.close()
    for path in (key_path(door.path), twin_path(door.path)):
        path.unlink()
    door.begin()
    assert "The key file is missing" in door.words
    press(door.button("Use the recovery code"))
    lock = door.window.unlock_page
    assert lock.isVisible() and lock.recovering
    lock.recovery_given.emit(old)
    door.rest()
    (page,) = door.window.findChildren(RecoveryPage)
    assert page.isVisible() and not page.form.leave.isVisible()
    page.form.name.setText("Sam Okafor")
    for box in (page.form.pair.first, page.form.pair.second):
        box.setText(NEW)
    press(page.form.keep)
    door.rest()
    code = "-".join(made.text() for made in page.code._groups)
    assert code != old and len(groups(code)) == 14
    page.code.typed.setText(code[-4:])
    press(page.code.go_on)
    door.rest()
    assert door.desk.operator == "Sam Okafor" and door.desk.operators.code_to_print() is None
    door.window.close()
    with pytest.raises(Exception, match="key file"):
        recover_desk(door.path, old)
    recover_desk(door.path, code).close()
    open_desk(door.path, "Sam Okafor", NEW).close()


def test_a_sheet_that_was_never_printed_is_offered_after_unlocking(door: Door) -> None:
    desk = open_desk(door.path, OPERATOR, PASSPHRASE)
    code = desk.operators.renew_recovery_code()
    desk.close()
    door.begin().unlock()
    (page,) = door.window.findChildren(RecoveryPage)
    assert "-".join(made.text() for made in page.code._groups) == code
    press(page.later)
    assert door.desk.operators.code_to_print() == code


def test_an_old_sheet_is_called_that(door: Door) -> None:
    desk = open_desk(door.path, OPERATOR, PASSPHRASE)
    old = desk.store.keys.recovery_code
    desk.operators.renew_recovery_code()
    desk.close()
    door.begin()
    door.window.unlock_page.recover()
    door.window.unlock_page.recovery_given.emit(old)
    door.rest()
    assert "older sheet" in door.window.unlock_page._notice.sentence


def test_a_second_start_says_who_has_it_open_and_tries_again(door: Door) -> None:
    desk = open_desk(door.path, OPERATOR, PASSPHRASE)
    door.begin()
    assert f"{OPERATOR} has this store open since" in door.words
    press(door.button("Try again"))
    assert "has this store open" in door.words
    desk.close()
    press(door.button("Try again"))
    assert door.window.unlock_page.isVisible()
    door.unlock()
    assert door.desk.operator == OPERATOR


def test_a_store_of_a_newer_chairside_is_left_alone(door: Door) -> None:
    desk = open_desk(door.path, OPERATOR, PASSPHRASE)
    with desk.store.transaction("test") as session:
        session.execute(text("UPDATE alembic_version SET version_num = 'zzzz'"))
    desk.close()
    door.begin().unlock()
    assert "belongs to a newer Chairside" in door.words and "Nothing was changed" in door.words


def test_a_store_that_is_gone_offers_its_backups_and_shows_the_place(door: Door) -> None:
    door.path.rename(door.path.with_suffix(".away"))
    door.begin()
    assert "The store is not there" in door.words
    press(door.button("Show me the file"))
    assert str(door.path) in door.words and "not there" in door.words
    door.qtbot.waitUntil(lambda: any(one.isVisible() for one in door.page.findChildren(LineRow)))
    rows = [one for one in door.page.findChildren(LineRow) if one.isVisible()]
    assert len(rows) == 1
    press(rows[0])
    restore(door)
    assert settings(door) >= {"then"}


def test_restore_from_the_settings_in_three_clicks(door: Door) -> None:
    door.begin().unlock()
    door.window.work.go("settings", "keeping")
    (screen,) = door.window.findChildren(Settings)
    page = screen.pages["keeping"]
    assert isinstance(page, Keeping)
    rows = [one for one in page.findChildren(LineRow) if "sound" in one.accessibleName()]
    oldest = rows[-1]  # on a later day than the fixture's, unlocking has made one more
    door.qtbot.waitUntil(oldest.isVisible)
    press(oldest)
    assert page.restore.isVisible() and "stays beside it" in "\n".join(
        one.text() for one in page.restore.findChildren(QLabel)
    )
    press(page.restore.go_on)
    page.restore.passphrase.setText("wrong words are these here")
    press(page.restore.restore)
    door.rest()
    assert "passphrase" in page.restore.notice.sentence and door.window.work.isVisible()
    page.restore.passphrase.setText(PASSPHRASE)
    press(page.restore.restore)
    door.qtbot.waitUntil(
        lambda: worker.running() == 0 and "in place" in door.window.work.notice.sentence, timeout=30_000
    )
    assert "since" not in settings(door)
    assert len(list(door.path.parent.glob("*set-aside*.chairside"))) == 1
