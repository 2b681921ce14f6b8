"""The education register over a real store: narrowed, rated by a key, assured, taken further."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName
from app.models import EntryDetail, OnwardReferral, RagRating
from app.ui.education.register_list import RED_ONLY, UNASSURED
from app.ui.screens.education import Education
from tests.builders import every
from tests.services.small_lists import CME, entry, write
from tests.ui.month_rig import Rig, a_rig

BORN, OFF = date(2011, 5, 5), date(2026, 9, 1)


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        rows = [
            entry("X851898040305", "Ana", "Quill", BORN, OFF),
            entry("B851898040306", "Bo", "Mensah", BORN, OFF),
        ]
        rows[1] = (*rows[1][:8], 25, "Tuition", "Green", "P Hale", *rows[1][12:])
        path = write(tmp_path / "cme.xlsx", {"Richmond": (CME, rows)})
        desk = made.desk
        desk.intake.take_in(desk.intake.preview(ListName.CME, path))
        yield made


def screen(rig: Rig) -> Education:
    made, _ = rig.screen(Education, wide=1198)
    QApplication.processEvents()
    return made


def names(made: Education) -> list[str]:
    return [one.name for one in made.list.table.rows()]


def test_what_needs_most_comes_first_and_the_list_is_narrowed(rig: Rig) -> None:
    made = screen(rig)
    assert names(made) == ["Ana Quill", "Bo Mensah"]
    assert "1 red and not taken further" in made.header._note.text()
    made.open(RED_ONLY)
    assert names(made) == ["Ana Quill"]
    made.list.narrow(UNASSURED)
    assert names(made) == ["Ana Quill"]


def test_a_key_rates_and_somebody_else_assures(rig: Rig) -> None:
    made = screen(rig)
    made._to_list()
    QTest.keyClick(made.list.table.view, Qt.Key.Key_A)
    assert [one.value for one in every(rig.desk.store, RagRating)][-1] == "amber"
    made.panel.rating.assure.open.click()
    made.panel.rating.assured_by.setText(rig.desk.operator)
    made.panel.rating.assure.keep.click()
    assert made.panel.rating.assure.asking, "the rater does not assure"
    made.panel.rating.assured_by.setText("P Hale")
    made.panel.rating.assure.keep.click()
    assert every(rig.desk.store, RagRating)[-1].assured_by == "P Hale"


def test_a_red_child_is_passed_on_or_taken_to_a_panel(rig: Rig) -> None:
    made = screen(rig)
    further = made.panel.further
    assert further.isVisible()
    further.tell.open.click()
    further.reason.setText("No place since May, and missing twice")
    further.tell.keep.click()
    (sent,) = every(rig.desk.store, OnwardReferral)
    assert (sent.from_body, sent.to_body) == ("KR-CME", "KR-MISPER")
    further.to_panel.open.click()
    further.panel.setText("Pupil panel")
    further.to_panel.keep.click()
    (detail,) = every(rig.desk.store, EntryDetail)
    assert detail.escalated_to == "Pupil panel" and "Pupil panel" in further._stands.text()


def test_what_is_typed_is_kept_when_another_entry_is_chosen(rig: Rig) -> None:
    made = screen(rig)
    note = made.panel.fields["notes"]._note
    assert note is not None
    note.edit.setPlainText("The mother rang on Monday.")
    made.list.table.select_at(1)
    assert [one.notes for one in every(rig.desk.store, EntryDetail)] == ["The mother rang on Monday."]
