"""The cross-check of each meeting as a document, in its agenda, and what minutes say of onward referrals."""

import io
from datetime import date, datetime
from pathlib import Path

import msoffcrypto
import openpyxl
import pytest

from app.domain.documents import Agenda, CrossChecked, Minutes
from app.domain.lists import ListName
from app.errors import Refused
from app.models import AuditEntry, ChildInPaper, Subject
from app.services.people.crosschecking import CrossCheck
from app.services.people.who import Who
from app.services.referrals.onward import Onward
from tests.builders import (
    MEETING_DAY,
    a_case,
    a_clock,
    a_meeting,
    a_register_entry,
    an_episode,
    every,
    person_of,
)
from tests.services.room_rig import Rig, a_rig

ASKED, REASON = "Where does she sleep?", "No placement"


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    """Zofia on all three lists, Ella on MASE and MisPer, Ana on CME alone, Tia on MisPer and CME."""
    made = a_rig(tmp_path)
    store = made.store
    zofia = person_of(store, a_case(store, "Zofia Kowalska"))
    ella = person_of(store, a_case(store, "Ella Pryce", born=None))
    born = date(2012, 4, 3)
    known = ((zofia, "Zofia Kowalska", born), (ella, "Ella Pryce", None), (None, "Tia Sol", born))
    for person, name, day in known:
        back = datetime(2026, 11, 15, 2)
        an_episode(store, datetime(2026, 11, 14, 20), back, name, born=day, person_id=person)
    a_register_entry(store, "Zofia Kowalska", person_id=zofia)
    a_register_entry(store, "Ana Roe")
    a_register_entry(store, "Tia Sol", person_id=_person(made, "Tia Sol"))
    return made


def _check(rig: Rig) -> CrossCheck:
    return CrossCheck(rig.store, a_clock(), Who(rig.store, a_clock()))


def _person(rig: Rig, name: str) -> int:
    rows = _check(rig).children(only_several=False)
    return next(row.person_id for row in rows if row.name == name)


def _onward(rig: Rig, day: date = MEETING_DAY) -> Onward:
    return Onward(rig.store, a_clock(day))


@pytest.mark.parametrize(
    ("body", "label", "on_all", "others"),
    [
        ("KR-MASE", "MASE", ["Zofia Kowalska"], ["Ella Pryce"]),
        ("KR-MISPER", "MisPer", ["Zofia Kowalska"], ["Ella Pryce", "Tia Sol"]),
        ("KR-CME", "CME", ["Zofia Kowalska"], ["Tia Sol"]),
    ],
)
def test_each_meeting_sees_its_own_children_on_the_other_lists(
    rig: Rig, body: str, label: str, on_all: list[str], others: list[str]
) -> None:
    meeting = a_meeting(rig.store, body_code=body)
    record = rig.documents.record("crosscheck", meeting)
    assert isinstance(record, CrossChecked)
    assert record.check.list_label == label
    assert [one.name for one in record.check.on_all] == on_all
    assert [one.name for one in record.check.others] == others
    zofia = record.check.on_all[0]
    assert [name for name, _ in zofia.says] == ["MASE", "MisPer", "CME"]
    assert zofia.findings and not [one for one in zofia.findings if "all three lists" in one]
    agenda = rig.documents.record("agenda", meeting)
    assert isinstance(agenda, Agenda) and agenda.check == record.check


def test_a_body_without_a_list_has_none(rig: Rig) -> None:
    meeting = a_meeting(rig.store, body_code="KR-SUBGROUP")
    with pytest.raises(Refused, match="keeps none of the three lists"):
        rig.documents.record("crosscheck", meeting)
    agenda = rig.documents.record("agenda", meeting)
    assert isinstance(agenda, Agenda) and agenda.check is None


def test_a_reprint_of_an_old_agenda_says_nothing_of_todays_lists(rig: Rig) -> None:
    meeting = a_meeting(rig.store)
    rig.hold(meeting)
    agenda = rig.documents.record("agenda", meeting)
    assert isinstance(agenda, Agenda) and agenda.check is None


def test_the_log_knows_which_children_it_contained(rig: Rig, tmp_path: Path) -> None:
    _onward(rig).send(_person(rig, "Tia Sol"), "KR-CME", "KR-MASE", ASKED, REASON)
    meeting = a_meeting(rig.store)
    rig.documents.export("crosscheck", meeting, tmp_path)
    subjects = {one.id: one for one in every(rig.store, Subject)}
    names = {subjects[one.subject_id].identity.name for one in every(rig.store, ChildInPaper)}
    assert names == {"Zofia Kowalska", "Ella Pryce", "Tia Sol"}


def test_it_says_what_was_decided_last_and_what_waits(rig: Rig) -> None:
    rig.hold(a_meeting(rig.store, date(2026, 10, 30)))
    rig.on(date(2026, 10, 30)).actions.add(1, "Call the school", "Police", "", date(2026, 12, 1), entry_id=1)
    _onward(rig).send(_person(rig, "Zofia Kowalska"), "KR-MISPER", "KR-CME", ASKED, REASON)
    record = rig.documents.record("crosscheck", a_meeting(rig.store))
    assert isinstance(record, CrossChecked)
    zofia = record.check.on_all[0]
    assert zofia.last == "Continue to monitor. MASE, Fri 30 Oct 2026."
    assert (zofia.decided_on, zofia.open_actions, zofia.waiting) == (date(2026, 10, 30), 1, ("CME",))
    ella = record.check.others[0]
    assert (ella.born, ella.open_actions) == (None, 0)
    assert rig.documents.missing(record) == ("A date of birth is not known.",)


def test_the_basis_names_the_lists_days_and_what_is_not_counted(rig: Rig) -> None:
    an_episode(rig.store, datetime(2026, 11, 2, 20), name="Ana Roe")  # may be Ana of the register
    record = rig.documents.record("crosscheck", a_meeting(rig.store))
    assert isinstance(record, CrossChecked)
    first, second = record.check.basis
    assert "as the lists stood on Fri 27 Nov 2026" in first and "CME of Sun 1 Nov 2026" in first
    undecided = Who(rig.store, a_clock()).progress()[0]
    assert undecided and second.startswith(f"{undecided} pair")


def test_what_must_be_answered_stands_first_in_agenda_and_document(rig: Rig) -> None:
    _onward(rig).send(_person(rig, "Tia Sol"), "KR-CME", "KR-MASE", ASKED, REASON)
    meeting, other = a_meeting(rig.store), a_meeting(rig.store, body_code="KR-MISPER")
    for name in ("agenda", "crosscheck"):
        record = rig.documents.record(name, meeting)
        assert isinstance(record, Agenda | CrossChecked)
        line = record.referrals[0]
        assert (line.parties, line.name, line.asked) == ("CME to MASE", "Tia Sol", ASKED)
        assert line.outcome == "Waiting since Fri 27 Nov 2026"
        elsewhere = rig.documents.record(name, other)
        assert isinstance(elsewhere, Agenda | CrossChecked) and elsewhere.referrals == ()


def test_minutes_say_how_each_was_answered_here_and_nothing_of_later(rig: Rig) -> None:
    onward, tia, zofia = _onward(rig), _person(rig, "Tia Sol"), _person(rig, "Zofia Kowalska")
    taken = onward.send(tia, "KR-CME", "KR-MASE", ASKED, REASON)
    left = onward.send(zofia, "KR-CME", "KR-MASE", ASKED, REASON)
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    before = rig.documents.record("minutes", meeting)
    assert isinstance(before, Minutes)
    assert {line.outcome for line in before.referrals} == {"Not answered"}
    onward.accept(taken.id, meeting_id=meeting)
    onward.carry_over(left.id, meeting, "the school was not there")
    onward.send(_person(rig, "Ella Pryce"), "KR-MASE", "KR-CME", ASKED, REASON, meeting)
    rig.hold(meeting)
    onward.finish(taken.id, "a referral was started")
    onward.reject(left.id, "known elsewhere")
    record = rig.documents.record("minutes", meeting)
    assert isinstance(record, Minutes)
    assert [(line.name, line.outcome) for line in record.referrals] == [
        ("Tia Sol", "Accepted"),
        ("Zofia Kowalska", "Carried over: the school was not there"),
        ("Ella Pryce", "Passed to CME"),
    ]


def test_it_leaves_as_word_or_excel_with_a_password_and_an_audit(rig: Rig, tmp_path: Path) -> None:
    meeting = a_meeting(rig.store)
    made = rig.documents.export("crosscheck", meeting, tmp_path / "x.xlsx")
    page = openpyxl.load_workbook(made.file).active
    assert page is not None and "Zofia Kowalska" in [cell.value for cell in page["A"]]
    assert page.oddFooter is not None and made.audit_mark in str(page.oddFooter.left.text)
    locked = rig.documents.export("crosscheck", meeting, tmp_path / "y.xlsx", password="quiet harbour")
    assert b"Zofia" not in locked.file.read_bytes()
    file = msoffcrypto.OfficeFile(io.BytesIO(locked.file.read_bytes()))
    file.load_key(password="quiet harbour")
    opened = io.BytesIO()
    file.decrypt(opened)
    assert openpyxl.load_workbook(opened).active is not None
    word = rig.documents.export("crosscheck", meeting, tmp_path)
    assert word.file.name == "MASE cross-check 2026-11-27.docx"
    assert sum(one.act == "export" for one in every(rig.store, AuditEntry)) == 3


def test_what_is_no_table_is_refused_before_anything_is_audited(rig: Rig, tmp_path: Path) -> None:
    meeting = a_meeting(rig.store)
    with pytest.raises(Refused, match="for Word only"):
        rig.documents.export("agenda", meeting, tmp_path / "agenda.xlsx")
    assert not [one for one in every(rig.store, AuditEntry) if one.act.startswith("export")]
    assert list(tmp_path.glob("*.xlsx*")) == []


def test_a_red_child_who_was_passed_on_is_escalated(rig: Rig) -> None:
    def rules() -> set[str]:
        found = next(row for row in _check(rig).on_list(ListName.CME).children if row.name == "Tia Sol")
        return {one.rule for one in found.findings}

    assert "P25" in rules()
    sent = _onward(rig).send(_person(rig, "Tia Sol"), "KR-CME", "KR-MISPER", ASKED, REASON)
    assert "P25" not in rules()
    _onward(rig).reject(sent.id, "nothing new")
    assert "P25" in rules()
