"""A reprint of minutes is the same for ever, whatever the lists say by then."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.documents import Minutes
from app.domain.lists import ListName
from app.models import Case, MonthlyEntry, Subject
from tests.builders import a_case, a_meeting, an_episode, every, get
from tests.services.room_rig import Rig, a_rig

LATER = date(2027, 6, 1)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    made = a_rig(tmp_path)
    case = a_case(made.store)
    an_episode(made.store, reported_at=datetime(2026, 11, 14, 20, 0))
    with made.store.transaction("test") as session:
        first, second = session.query(Subject).order_by(Subject.id)
        assert (first.list_name, second.list_name) == (ListName.MASE, ListName.MISPER)
        second.person_id = first.person_id
    assert get(made.store, Case, case).school == "Holy Cross School"
    return made


def _minutes(rig: Rig, meeting: int) -> Minutes:
    record = rig.documents.record("minutes", meeting)
    assert isinstance(record, Minutes)
    return record


def _months_pass(rig: Rig) -> None:
    """The child moves school, goes missing again, and her name is put right."""
    with rig.store.transaction("test") as session:
        case = session.query(Case).one()
        case.school, case.lead_professional, case.status = "Another School", "B Other", "CIN"
        session.query(Subject).filter(Subject.list_name == "mase").one().surname = "Kowalski"
    an_episode(rig.store, reported_at=datetime(2027, 5, 30, 20, 0))


def test_a_reprint_is_the_same_for_ever(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    rig.hold(meeting)
    before = _minutes(rig, meeting)
    _months_pass(rig)
    after = _minutes(rig.on(LATER), meeting)
    assert after.cases == tuple(replace(one, heading=after.heading) for one in before.cases)
    sheet = after.cases[0]
    assert sheet.name == "Zofia Kowalska" and dict(sheet.particulars)["School"] == "Holy Cross School"
    assert sheet.other_lists[0].startswith("Also on: MisPer 1 episode")


def test_before_the_close_and_for_older_minutes_the_lists_speak(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    _months_pass(rig)
    assert dict(_minutes(rig, meeting).cases[0].particulars)["School"] == "Another School"
    rig.hold(meeting)
    with rig.store.transaction("test") as session:
        session.query(MonthlyEntry).one().printed = {}
        session.query(Case).one().school = "A third"
    assert dict(_minutes(rig, meeting).cases[0].particulars)["School"] == "A third"


def test_a_correction_of_the_draft_shows(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    rig.hold(meeting)
    _months_pass(rig)
    rig.decisions.set_category(every(rig.store, MonthlyEntry)[0].id, 3)
    sheet = _minutes(rig, meeting).cases[0]
    block = dict(sheet.particulars)
    assert block["Category"] == sheet.category and "3" in sheet.category
    assert block["School"] == "Holy Cross School"
