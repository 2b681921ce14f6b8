"""Who a child is, said by whom and from when to when: the lists' own words, newest and oldest."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName, RegisterFacts
from app.domain.people import Identity
from app.services.lists.by_hand import ByHand, HandRow
from app.services.people.identity_sources import Saying
from tests.builders import OPERATOR
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import case, entry, episode

BORN, LISTED, BACK = date(2011, 3, 4), date(2026, 9, 1), datetime(2026, 10, 14, 9)
UPN = "A123456789012"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    made = lists(tmp_path, OCTOBER)
    made.take(ListName.MISPER, episode("26MIS01", "QUILL, Anna (Annie)", BORN, BACK))
    made.take(ListName.CME, entry(UPN, "Anna", "Quill", BORN, LISTED))
    made.take(ListName.MASE, case("MASE-0001", "Anna Quill", BORN, LISTED))
    made.who.decide(made.subject(f"cme:{UPN}").id, made.subject("mase:MASE-0001").id, "same", "x")
    made.who.decide(made.subject("misper:26MIS01").id, made.subject("mase:MASE-0001").id, "same", "x")
    return made


def said(rig: Lists, ref: str = "mase:MASE-0001") -> dict[tuple[str, str], Saying]:
    page = rig.children.page(rig.subject(ref).person_id)
    assert page is not None
    return {(one.label, one.value): one for one in page.sayings}


def test_each_value_stands_once_with_every_list_that_says_it(rig: Lists) -> None:
    found = said(rig)
    name = found["Name", "Anna Quill"]
    assert set(name.lists) == set(ListName)
    assert (name.first, name.last, name.rows) == (OCTOBER, None, 3)
    assert found["Also known as", "Annie"].lists == (ListName.MISPER,)
    assert found["Born", "4 Mar 2011"].rows == 3
    assert found["UPN", UPN].where == "cme.xlsx, Richmond, row 3"
    assert found["Case reference", "MASE-0001"].lists == (ListName.MASE,)
    assert found["Address", "KT1 1AA"].lists == (ListName.MISPER, ListName.CME)
    # A Merlin number is the episode's, not the child's.
    assert not [value for _, value in found if value == "26MIS01"]


def test_what_a_list_says_no_more_keeps_its_days(rig: Lists) -> None:
    later = rig.on(NOVEMBER)
    moved = (*entry(UPN, "Anna", "Quill-Hart", BORN, LISTED)[:-1], "TW9 2DL")
    later.take(ListName.CME, moved)
    found = said(later)
    assert (found["Name", "Anna Quill-Hart"].first, found["Name", "Anna Quill-Hart"].last) == (NOVEMBER, None)
    assert (found["Address", "TW9 2DL"].first, found["Address", "TW9 2DL"].last) == (NOVEMBER, None)
    # The other two lists go on saying the old ones.
    assert found["Name", "Anna Quill"].last is None
    assert found["Address", "KT1 1AA"].last is None


def test_a_value_only_an_old_row_gave_has_an_end(rig: Lists) -> None:
    later = rig.on(NOVEMBER)
    later.take(ListName.MASE, case("MASE-0001", "Anna Quell", BORN, LISTED))
    later.take(ListName.MASE, case("MASE-0001", "Anna Quill", BORN, LISTED))
    wrong = said(later)["Name", "Anna Quell"]
    assert (wrong.first, wrong.last, wrong.lists) == (NOVEMBER, NOVEMBER, (ListName.MASE,))


def test_a_record_by_hand_names_who_added_it(rig: Lists) -> None:
    who = Identity("Ngozi", "Eze", ("Goz",), BORN, "F", "4 Rose Lane", "KT1 1AA", "Kingston")
    made = ByHand(rig.store, rig.clock).add(HandRow(ListName.CME, who, RegisterFacts(), "B123456789012"))
    page = rig.children.page(made.person_id)
    assert page is not None
    found = {(one.label, one.value): one for one in page.sayings}
    assert found["Name", "Ngozi Eze"].where == f"added by hand by {OPERATOR}"
    assert found["Address", "4 Rose Lane, Kingston, KT1 1AA"].last is None
    assert found["Also known as", "Goz"].last is None
    assert found["Sex", "F"].last is None
    assert ("UPN", "B123456789012") in found
