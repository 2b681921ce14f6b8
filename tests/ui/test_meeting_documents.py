"""The documents of a meeting leave the room as Word files that say what they should."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from app.models import AuditEntry
from app.ui.month import saving
from app.ui.screens.meetings import Meetings
from app.ui.widgets import privacy
from tests.builders import a_case, every
from tests.ui.month_rig import Rig, Window, a_rig


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def held(rig: Rig, children: tuple[str, ...] = ("Zofia Kowalska", "Tyrese Cole")) -> int:
    """A MASE of 30 October with two cases, closed."""
    for name in children:
        a_case(rig.desk.store, name)
    rig.hand.turn(date(2026, 10, 30))
    meeting_id = rig.plan(2026, 10)["MASE"].id
    rig.desk.room.enter(meeting_id)
    rig.desk.room.read_statement(meeting_id, "Priya Nair")
    rig.hold(meeting_id)
    rig.hand.turn(date(2026, 11, 21))
    return meeting_id


def text_of(data: bytes) -> str:
    """Every word of a Word file, tables included."""
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for line in table.rows for cell in line.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def looked_at(rig: Rig, screen: Meetings) -> None:
    """Wait until what each document lacks has been read beside the window."""
    rows = screen.page.documents.rows.values()
    rig.qtbot.waitUntil(lambda: all(one.badge.text() != "looking…" for one in rows), timeout=20_000)


class TestDocuments:
    def write(self, rig: Rig, screen: Meetings, name: str, target: Path) -> list[Path]:
        """Press the button and wait for the file; answers what was proposed."""
        proposed: list[Path] = []

        def choose(_parent: QWidget, path: Path) -> Path:
            proposed.append(path)
            return target

        card = screen.page.documents
        card.choose = choose
        looked_at(rig, screen)
        card.rows[name].write.click()
        rig.qtbot.waitUntil(lambda: bool(card.notice.sentence), timeout=20_000)
        return proposed

    @pytest.mark.parametrize(
        ("name", "stem", "says"),
        [
            ("agenda", "MASE agenda 2026-10-30.docx", "Zofia Kowalska"),
            ("register", "MASE register 2026-10-30.docx", "Holder of"),
            ("minutes", "MASE minutes 2026-10-30 draft.docx", "The risk has not changed."),
            ("case-sheets", "MASE case sheets 2026-10-30 draft.docx", "Tyrese Cole"),
            ("actions", "MASE actions 2026-10-30 draft.docx", ""),
        ],
    )
    def test_each_document_leaves_as_word(
        self, rig: Rig, tmp_path: Path, name: str, stem: str, says: str
    ) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        target = tmp_path / "out.docx"
        proposed = self.write(rig, screen, name, target)
        assert [one.name for one in proposed] == [stem]
        assert f"Written to {target}." in screen.page.documents.notice.sentence
        assert says in text_of(target.read_bytes())
        assert "export" in [one.act for one in every(rig.desk.store, AuditEntry)]

    def test_the_cross_check_leaves_for_excel_too(self, rig: Rig, tmp_path: Path) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        rows = screen.page.documents.rows
        assert [name for name, one in rows.items() if one.excel.isVisible()] == ["crosscheck"]
        rows["crosscheck"].write = rows["crosscheck"].excel
        proposed = self.write(rig, screen, "crosscheck", tmp_path / "out.xlsx")
        assert [one.name for one in proposed] == ["MASE cross-check 2026-10-30.xlsx"]
        assert load_workbook(tmp_path / "out.xlsx").active is not None

    def test_one_childs_sheet_and_no_name_in_the_files_name(self, rig: Rig, tmp_path: Path) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        child = screen.page.documents.child
        child.setCurrentIndex(child.findText("Zofia Kowalska"))
        proposed = self.write(rig, screen, "case-sheets", tmp_path / "one.docx")
        assert proposed[0].name == "MASE case sheet 2026-10-30 draft.docx"
        text = text_of((tmp_path / "one.docx").read_bytes())
        assert "Zofia Kowalska" in text and "Tyrese" not in text
        privacy.set_hidden(True)
        assert [child.itemText(at) for at in range(child.count())] == ["All 2 children", "Case 1", "Case 2"]
        assert child.entry_id() is not None

    def test_a_password_locks_the_file_and_is_forgotten(self, rig: Rig, tmp_path: Path) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        screen.page.documents.password.setText("nine oaks here")
        self.write(rig, screen, "agenda", tmp_path / "locked.docx")
        assert "It asks for the password." in screen.page.documents.notice.sentence
        assert screen.page.documents.password.text() == ""
        file, out = OOXMLFile(BytesIO((tmp_path / "locked.docx").read_bytes())), BytesIO()
        file.load_key(password="nine oaks here", verify_password=True)
        file.decrypt(out)
        assert "Zofia Kowalska" in text_of(out.getvalue())

    def test_a_password_too_short_is_refused_beside_the_button(self, rig: Rig, tmp_path: Path) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        screen.page.documents.password.setText("short")
        self.write(rig, screen, "agenda", tmp_path / "no.docx")
        assert "8 to 255 characters" in screen.page.documents.notice.sentence
        assert not (tmp_path / "no.docx").exists()
        assert screen.page.documents.password.text() == "short"

    def test_what_is_missing_before_a_signature_is_named(self, rig: Rig, tmp_path: Path) -> None:
        meeting_id = held(rig)
        rig.desk.register.sign(rig.desk.register.rows(meeting_id)[0].attendance_id, signed=False)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        looked_at(rig, screen)
        rows = screen.page.documents.rows
        assert rows["register"].lacks == "One person has not signed the register."
        assert rows["register"].badge.text() == "1 missing"
        assert rows["agenda"].badge.text() == "complete"
        self.write(rig, screen, "register", tmp_path / "register.docx")
        assert "Before it can be signed: One person" in screen.page.documents.notice.sentence

    def test_before_the_meeting_there_are_no_minutes(self, rig: Rig) -> None:
        rig.plan()
        screen, _window = rig.screen(Meetings)
        looked_at(rig, screen)
        rows = screen.page.documents.rows
        assert "has not been held yet" in rows["minutes"].lacks
        assert not rows["minutes"].write.isEnabled() and rows["agenda"].write.isEnabled()

    def test_another_meeting_shows_nothing_of_the_one_before(self, rig: Rig) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        looked_at(rig, screen)
        rows = screen.page.documents.rows
        assert rows["minutes"].write.isEnabled()
        screen.open(rig.plan()["MASE"].id)
        assert [one.badge.text() for one in rows.values()] == ["looking…"] * len(rows)
        assert not rows["minutes"].write.isEnabled()
        looked_at(rig, screen)
        assert rows["minutes"].badge.text() == "not yet"

    def test_the_folder_is_remembered_and_no_answer_writes_nothing(
        self, rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_id = held(rig)
        screen, _window = rig.screen(Meetings)
        screen.open(meeting_id)
        folder = tmp_path / "papers"
        folder.mkdir()
        self.write(rig, screen, "agenda", folder / "a.docx")
        asked: list[str] = []

        def ask(_parent: QWidget, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
            asked.append(proposed)
            return ("", "")

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        screen.page.documents.choose = saving.ask_where
        looked_at(rig, screen)
        screen.page.documents.rows["register"].write.click()
        assert asked == [str(folder / "MASE register 2026-10-30.docx")]
        assert [one.name for one in folder.iterdir()] == ["a.docx"]

    def test_the_chooser_gives_the_ending_that_word_needs(
        self, rig: Rig, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = str(tmp_path / "plain")
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (name, ""))
        assert saving.ask_where(Window(), tmp_path) == tmp_path / "plain.docx"
