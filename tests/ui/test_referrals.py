"""Referrals over a real store: raised after a search, taken step by step, kept safe, put on the list."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.lists import ListName, RegisterFacts
from app.domain.pathway import PathwayState, PathwayStep
from app.domain.people import Identity
from app.models import Case, FormAnswer, Referral, SafetyAction
from app.services.lists.by_hand import HandRow
from app.ui.lists.asking import AddChild, Chosen
from app.ui.pathway.referral_panel import REFERRAL
from app.ui.screens.referrals import EMERGING, ENDED, PENDING, Referrals
from tests.builders import every
from tests.ui.month_rig import Rig, Window, a_rig

ANA = Identity("Ana", "Quill", (), date(2011, 3, 4))


@pytest.fixture
def rig(tmp_path: Path, qtbot: QtBot, qapp: QApplication) -> Iterator[Rig]:
    with a_rig(tmp_path, qtbot, qapp) as made:
        yield made


def screen(rig: Rig) -> tuple[Referrals, Window]:
    made, window = rig.screen(Referrals, wide=1198)
    QApplication.processEvents()
    return made, window


def raised(made: Referrals) -> Referrals:
    made.open(Chosen(ListName.MASE, ANA))
    made.new.concern.setPlainText("Seen with older men")
    made.new.agency.setText("Education")
    made.new.raise_it()
    return made


def test_a_concern_begins_with_a_search(rig: Rig) -> None:
    made, window = screen(rig)
    made._ask_whom()
    assert window.went[-1] == ("children", AddChild(ListName.MASE, back="referrals"))


def test_a_concern_is_raised_and_stands_first(rig: Rig) -> None:
    made, _ = screen(rig)
    raised(made)
    assert [one.concern for one in every(rig.desk.store, Referral)] == ["Seen with older men"]
    assert made.panel.referral_id == every(rig.desk.store, Referral)[0].id
    assert made.panel.isVisible() and not made.new.isVisible()
    assert [one.name for one in made.lists[PENDING].table.rows()] == ["Ana Quill"]


def test_one_that_lacks_its_agency_stays_open_with_its_words(rig: Rig) -> None:
    made, _ = screen(rig)
    made.open(Chosen(ListName.MASE, ANA))
    made.new.concern.setPlainText("Seen")
    made.new.raise_it()
    assert made.new.isVisible() and made.new.concern.toPlainText() == "Seen"
    assert every(rig.desk.store, Referral) == []


def take(made: Referrals, step: PathwayStep, **said: str) -> None:
    made.panel.step.ask(step)
    for name, words in said.items():
        getattr(made.panel.step, name).setText(words)
    made.panel.step.keep.click()


def test_step_by_step_to_the_list(rig: Rig) -> None:
    made, _ = screen(rig)
    raised(made)
    take(made, PathwayStep.LIKELY, by="N Ferris")
    made.panel.step.ask(PathwayStep.STRATEGY)
    made.panel.step.category.setCurrentIndex(made.panel.step.category.findData(2))
    made.panel.step.keep.click()
    take(made, PathwayStep.FORM)
    take(made, PathwayStep.LIST)
    (case,) = every(rig.desk.store, Case)
    assert case.category == 2
    assert [one.state for one in made.lists[ENDED].table.rows()] == [PathwayState.LISTED]
    assert made.lists[PENDING].table.rows() == []


def test_a_step_without_its_reason_stays_a_question(rig: Rig) -> None:
    made, _ = screen(rig)
    raised(made)
    take(made, PathwayStep.EMERGING)
    assert made.panel.step.asking and every(rig.desk.store, Referral)[0].state == "concern"
    take(made, PathwayStep.EMERGING, reason="Nothing points to a category", theme="Gifts")
    assert [one.theme for one in made.lists[EMERGING].table.rows()] == ["Gifts"]


def test_what_keeps_the_child_safe_is_added_and_done(rig: Rig) -> None:
    made, _ = screen(rig)
    raised(made)
    safety = made.panel.safety
    safety.add.open.click()
    safety.text.setText("Visit tonight")
    safety.agency.setText("Police")
    safety.add.keep.click()
    (action,) = every(rig.desk.store, SafetyAction)
    assert (action.text, action.done_on) == ("Visit tonight", None)
    safety._done(action.id)
    assert every(rig.desk.store, SafetyAction)[0].done_on is not None


def test_what_is_typed_on_a_form_is_kept(rig: Rig) -> None:
    made, _ = screen(rig)
    raised(made)
    made.panel.turn_to("safeguard")
    note = made.panel.forms["safeguard"].fields["gifts"]._note
    assert note is not None
    note.edit.setPlainText("A new phone")
    made.save_now()
    assert [one.answer for one in every(rig.desk.store, FormAnswer)] == ["A new phone"]
    made.panel.turn_to(REFERRAL)
    assert made.panel.fields["referrer"].isVisible()


def test_an_accepted_onward_referral_becomes_a_referral_with_its_words(rig: Rig) -> None:
    subject = a_case_row(rig)
    row = rig.desk.onward.send(subject, "KR-CME", "KR-MASE", "Consider a case.", "Seen with men")
    made, _ = screen(rig)
    made.open(row)
    assert made.new.isVisible() and made.new.concern.toPlainText() == "Consider a case. Seen with men"
    made.new.raise_it()
    (referral,) = every(rig.desk.store, Referral)
    assert (referral.onward_id, referral.agency) == (row.id, "CME")


def a_case_row(rig: Rig) -> int:
    """A child of the register; answers the person."""
    facts = RegisterFacts("Holy Cross School", "9", date(2026, 9, 1), 0.0, rag="red")
    return rig.desk.by_hand.add(HandRow(ListName.CME, ANA, facts, "X851898040305")).person_id
