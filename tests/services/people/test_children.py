"""A child's page: everything the three lists say, by what has been confirmed."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.models import AuditEntry, Case
from tests.builders import a_meeting, an_entry, every
from tests.services.lists_rig import Lists, lists
from tests.services.small_lists import case, entry, episode

ANNA, BEN = ("Anna Quill", date(2011, 3, 4)), ("Ben Tarn", date(2012, 5, 6))
BACK, LISTED = datetime(2026, 11, 14, 9), date(2026, 9, 1)
UPN = "A123456789012"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    made = lists(tmp_path)
    made.take(ListName.MISPER, episode("26MIS01", *ANNA, BACK), episode("26MIS02", *BEN, None))
    made.take(ListName.CME, entry(UPN, "Annie", "Quill", ANNA[1], LISTED))
    made.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    anna = made.subject("mase:MASE-0001").id
    for ref in ("misper:26MIS01", f"cme:{UPN}"):
        made.who.decide(anna, made.subject(ref).id, "same", "seen together")
    return made


def test_the_page_of_a_child_on_three_lists(rig: Lists) -> None:
    person = rig.subject("mase:MASE-0001").person_id
    an_entry(
        rig.store, a_meeting(rig.store), every(rig.store, Case)[0].id, decision="continue", rationale="So."
    )
    page = rig.children.page(person)
    assert page is not None
    assert (page.name, page.born, page.age) == ("Anna Quill", date(2011, 3, 4), 15)
    assert page.aliases == ("Annie Quill",)
    assert [badge.list_name for badge in page.badges] == ["mase", "misper", "cme"]
    assert [(one.reference, one.hours) for one in page.episodes] == [("26MIS01", 8.9)]
    assert [(one.school, one.rag, one.hours) for one in page.register] == [
        ("Holy Cross RC School", "red", 0.0)
    ]
    assert [(one.reference, one.category, one.closed_on) for one in page.cases] == [("MASE-0001", 2, None)]
    assert [(one.body, one.decision, one.rationale) for one in page.discussed] == [
        ("MASE", "continue", "So.")
    ]
    assert {one.list_name for one in page.spells} == set(ListName) and not any(
        one.ended for one in page.spells
    )
    assert {side.refs for side in page.identities} == {("26MIS01",), (UPN,), ("MASE-0001",)}


def test_a_look_changes_nothing(rig: Lists) -> None:
    before = len(every(rig.store, AuditEntry))
    assert rig.children.page(rig.subject("misper:26MIS02").person_id) is not None
    assert rig.children.page(999) is None and len(rig.children.all()) == 2
    assert len(every(rig.store, AuditEntry)) == before


@pytest.mark.parametrize(
    ("text", "names"), [("", ["Anna Quill", "Ben Tarn"]), ("TÁRN", ["Ben Tarn"]), ("zz", [])]
)
def test_all_children_by_name(rig: Lists, text: str, names: list[str]) -> None:
    assert [line.name for line in rig.children.all(text)] == names


def test_a_child_who_came_back_shows_both_spells(rig: Lists) -> None:
    other = entry("B123456789012", "Cara", "Vale", date(2012, 1, 1), LISTED)
    rig.on(date(2026, 12, 10)).take(ListName.CME, other)
    rig.on(date(2027, 1, 10)).take(ListName.CME, other, entry(UPN, "Annie", "Quill", ANNA[1], LISTED))
    page = rig.on(date(2027, 1, 10)).children.page(rig.subject("mase:MASE-0001").person_id)
    assert page is not None
    spells = [(one.began, one.ended) for one in page.spells if one.list_name is ListName.CME]
    assert spells == [(LISTED, date(2026, 12, 10)), (date(2027, 1, 10), None)]
