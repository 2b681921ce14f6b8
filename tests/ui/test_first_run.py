"""The first start: no store yet, or several."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.services.desk import Desk, create_desk, open_desk, recover_desk
from app.services.keeping import beginning
from app.services.keeping.beginning import NewStore
from app.store.keys import Cost, key_path
from app.ui import recovery_code, theme, worker
from app.ui.first_run import FirstRun, NewStoreForm
from app.ui.frame import ScreenSpec
from app.ui.main_window import MainWindow
from app.ui.recovery_sheet import prints_on_paper, sheet
from app.ui.session import Session
from tests.builders import AREA, MEETING_DAY, OPERATOR, PASSPHRASE, a_store

HOME = (ScreenSpec("this_month", "This month", "app.ui.screens.this_month:ThisMonth"),)
CODE = "7KQ2-M9XA-03TF-PW5R-H8ZC-V2BN-6DGY-1JSE-QR4T-XM8K-09AV-WC3P-ZH7B-N5F2"


def quickly(new: NewStore) -> tuple[Desk, str]:
    """The real thing at the least cost."""
    return beginning.make(new, Cost.floor())


class Start:
    """A program that was started without a store."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot
        self.window = MainWindow(HOME)
        qtbot.addWidget(self.window)
        self.session = Session(self.window, make=quickly, demo=self._demo)
        self.demo_path = Path()

    def _demo(self) -> Desk:
        return open_desk(self.demo_path, OPERATOR, PASSPHRASE)

    def begin(self) -> "Start":
        self.session.begin()
        with self._qtbot.waitExposed(self.window):
            self.window.show()
        return self

    @property
    def page(self) -> FirstRun:
        """The first-run page, which must be in sight."""
        (page,) = (one for one in self.window.findChildren(FirstRun) if one.isVisible())
        return page

    def rest(self) -> None:
        self._qtbot.waitUntil(lambda: worker.running() == 0, timeout=20_000)

    def make(self) -> str:
        """Fill the form and make the store; answers the code as the page shows it."""
        form = self.page.form
        choose_area(form)
        QTest.keyClicks(form.operator, "Priya Nair")
        for box in (form.first, form.second):
            QTest.keyClicks(box, PASSPHRASE)
        press(form.create_button)
        assert not form.create_button.isEnabled()
        self.rest()
        return "-".join(made.text() for made in self.page.code._groups)


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication) -> Iterator[Start]:
    theme.apply(qapp, "light")
    made = Start(qtbot)
    yield made
    made.window.close()


def choose_area(form: NewStoreForm) -> None:
    form.area.setCurrentIndex(form.area.findData(AREA))


def press(button: QAbstractButton) -> None:
    assert button.isEnabled() and button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_first_start_ends_on_an_empty_home(start: Start, qtbot: QtBot) -> None:
    code = start.begin().make()
    page = start.page.code
    assert len(code.split("-")) == 14 and not page.go_on.isEnabled()
    QTest.keyClicks(page.typed, "AAAA")
    QTest.keyClick(page.typed, Qt.Key.Key_Return)
    assert "not the last group" in page.notice.sentence
    page.typed.clear()
    QTest.keyClicks(page.typed, code[-4:].lower())
    press(page.go_on)
    desk = start.window.work.desk()
    assert isinstance(desk, Desk) and desk.operator == "Priya Nair" and desk.store.keys.role == "chair"
    assert start.window.work.isVisible()
    start.rest()
    qtbot.waitUntil(lambda: start.window.findChildren(FirstRun) == [])
    path = beginning.data_folder() / f"{AREA}.chairside"
    assert desk.store.path == path and beginning.stores() == (path,)
    start.window.close()
    again = recover_desk(path, code)
    again.close()


def test_the_code_is_gone_from_the_page_once_read_back(start: Start) -> None:
    code = start.begin().make()
    page = start.page.code
    QTest.keyClicks(page.typed, code[-4:])
    press(page.go_on)
    assert page._code == "" and not any(made.text() for made in page._groups)


def test_the_secrets_are_gone_once_the_store_is_made(start: Start) -> None:
    start.begin().make()
    form = start.page.form
    assert (form.first.text(), form.second.text()) == ("", "")


@pytest.mark.parametrize(
    ("name", "first", "second", "words"),
    [
        ("", PASSPHRASE, PASSPHRASE, "Type your name first"),
        ("Priya Nair", "", "", "At least four different words"),
        ("Priya Nair", "short", "short", "too short"),
        ("Priya Nair", PASSPHRASE, PASSPHRASE[:-1], "not the same"),
    ],
)
def test_what_is_missing_is_said_before_anything_is_made(
    start: Start, name: str, first: str, second: str, words: str
) -> None:
    form = start.begin().page.form
    choose_area(form)
    QTest.keyClicks(form.operator, name)
    QTest.keyClicks(form.first, first)
    QTest.keyClicks(form.second, second)
    press(form.create_button)
    assert words in form.notice.sentence
    assert not beginning.data_folder().exists()


def test_no_area_is_taken_by_standing_first(start: Start) -> None:
    form = start.begin().page.form
    assert form.area.currentData() is None and form.area.count() == len(beginning.areas()) > 1
    QTest.keyClicks(form.operator, "Priya Nair")
    for box in (form.first, form.second):
        QTest.keyClicks(box, PASSPHRASE)
    press(form.create_button)
    assert "Choose the area first" in form.notice.sentence and form.operator.value() == "Priya Nair"
    assert not beginning.data_folder().exists()


def test_the_advice_follows_the_typing(start: Start) -> None:
    form = start.begin().page.form
    seen = [form.advice.text()]
    for box, text in ((form.first, "quiet"), (form.first, " harbour lantern"), (form.second, "quiet")):
        QTest.keyClicks(box, text)
        seen.append(form.advice.text())
    QTest.keyClicks(form.second, " harbour lantern")
    seen.append(form.advice.text())
    wanted = ("At least four", "too short", "once more", "not the same", "both are the same")
    assert all(words in said for words, said in zip(wanted, seen, strict=True))


def test_a_place_that_will_not_do_keeps_what_was_typed(start: Start, tmp_path: Path) -> None:
    form = start.begin().page.form
    synced = tmp_path / "OneDrive"
    synced.mkdir()
    choose_area(form)
    form.set_place(synced / "a.chairside")
    QTest.keyClicks(form.operator, "Priya Nair")
    for box in (form.first, form.second):
        QTest.keyClicks(box, PASSPHRASE)
    press(form.create_button)
    start.rest()
    assert "OneDrive" in form.notice.sentence
    assert form.operator.value() == "Priya Nair" and form.first.text() == PASSPHRASE
    assert list(synced.iterdir()) == []


def test_passphrases_are_dots_until_asked(start: Start) -> None:
    form = start.begin().page.form
    assert {box.echoMode() for box in (form.first, form.second)} == {QLineEdit.EchoMode.Password}
    press(form.reveal)
    assert {box.echoMode() for box in (form.first, form.second)} == {QLineEdit.EchoMode.Normal}


def test_closing_on_the_codes_page_gives_the_store_free(start: Start) -> None:
    code = start.begin().make()
    start.window.close()
    recover_desk(beginning.data_folder() / f"{AREA}.chairside", code).close()


def test_copied_the_code_leaves_the_clipboard_by_itself(start: Start) -> None:
    code = start.begin().make()
    start.window.clipboard._ours = lambda: True
    press(start.page.code.copy_button)
    assert QGuiApplication.clipboard().text() == code
    assert start.window.clipboard._timer.isActive()
    start.window.clipboard.empty()
    assert QGuiApplication.clipboard().text() == ""


def test_an_unattended_code_covers_itself(start: Start, qtbot: QtBot) -> None:
    start.begin().make()
    page = start.page.code
    page._cover.setInterval(1)
    qtbot.waitUntil(lambda: {made.text() for made in page._groups} == {recovery_code.COVER})
    page._cover.setInterval(60_000)
    press(page.show_button)
    assert recovery_code.COVER not in {made.text() for made in page._groups}


# The sheet


def test_the_sheet_has_the_whole_code_and_its_store() -> None:
    text = sheet("Kingston <b>", CODE.split("-"), MEETING_DAY).toPlainText()
    assert all(group in text for group in CODE.split("-"))
    assert "Kingston <b>" in text and "Fri 27 Nov 2026" in text and "Sealed by" in text


def test_the_sheet_fits_on_one_page(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "sheet.pdf"))
    document = sheet("test", CODE.split("-"), MEETING_DAY)
    document.print_(printer)
    assert (tmp_path / "sheet.pdf").read_bytes().count(b"/Type /Page\n") == 1


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("Office 2nd floor", True),
        ("HP LaserJet 400", True),
        ("Microsoft Print to PDF", False),
        ("Microsoft XPS Document Writer", False),
        ("OneNote (Desktop)", False),
        ("Fax", False),
    ],
)
def test_a_file_is_no_paper(name: str, paper: bool) -> None:
    assert prints_on_paper(name) is paper


# Several stores


def two_stores(folder: Path) -> tuple[Path, Path]:
    folder.mkdir(parents=True)
    made = a_store(folder)
    made.close()
    first = made.path.rename(folder / "kingston.chairside")
    key_path(made.path).rename(key_path(first))
    second = folder / "sutton.chairside"
    desk, _ = create_desk(second, AREA, "Sam Okafor", PASSPHRASE, cost=Cost.floor())
    desk.close()
    return first, second


def test_the_stores_of_this_computer_are_offered_the_last_used_first(start: Start, qtbot: QtBot) -> None:
    first, second = two_stores(beginning.data_folder())
    beginning.remember(second)
    start.begin()
    page = start.window.unlock_page
    picks = page.findChildren(QComboBox)
    stores = next(pick for pick in picks if pick.count() == 2)
    assert [stores.itemText(place) for place in range(2)] == ["sutton", "kingston"]
    assert page._operator.currentText() == "Sam Okafor"
    stores.setCurrentIndex(1)
    stores.activated.emit(1)
    assert page._operator.currentText() == OPERATOR
    assert any(one.text() == "kingston" for one in page.findChildren(QLabel))
    page.passphrase_given.emit(OPERATOR, PASSPHRASE)
    qtbot.waitUntil(lambda: start.window.work.desk() is not None, timeout=20_000)
    start.rest()
    assert beginning.stores() == (first, second)


def test_one_store_is_not_a_list_and_a_new_one_can_still_be_made(start: Start) -> None:
    first, second = two_stores(beginning.data_folder())
    second.unlink()
    start.begin()
    unlock = start.window.unlock_page
    assert not unlock._stores.isVisible()
    press(unlock._new)
    press(start.page.back)
    assert unlock.isVisible() and unlock._operator.currentText() == OPERATOR
    press(unlock._new)
    start.make()
    assert len(beginning.stores()) == 2 and first in beginning.stores()


# The demo


def test_the_demo_is_one_press_away(start: Start, tmp_path: Path) -> None:
    store = a_store(tmp_path)
    store.close()
    start.demo_path = store.path
    press(start.begin().page.demo)
    start.rest()
    assert start.window.work.desk() is not None and start.window.work.isVisible()


def test_a_demo_that_cannot_be_made_is_said(start: Start, tmp_path: Path) -> None:
    start.demo_path = tmp_path / "nowhere.chairside"
    press(start.begin().page.demo)
    start.rest()
    assert start.page.form.notice.sentence
    assert start.page.demo.isEnabled()


def test_every_control_has_a_name(start: Start) -> None:
    start.begin()
    kinds = (QAbstractButton, QComboBox, QLineEdit)
    found = [one for kind in kinds for one in start.page.findChildren(kind) if one.isVisible()]
    assert len(found) >= 8
    assert not [one for one in found if not one.accessibleName()]
