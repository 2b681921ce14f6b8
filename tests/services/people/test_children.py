"""A child's page: everything the three lists say, by what has been confirmed."""

from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from app.domain.lists import EpisodeFacts, ListName
from app.models import AuditEntry, Case, ChildNote, Episode
from app.services.lists.by_hand import ByHand, HandRow
from tests.builders import a_meeting, an_entry, every, put
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


def test_what_notes_and_episodes_name_stands_as_it_was_written(rig: Lists) -> None:
    meeting = a_meeting(rig.store)
    an_entry(
        rig.store, meeting, every(rig.store, Case)[0].id, offender="A man with a van", location="The arcade\n"
    )
    with rig.store.transaction("test") as session:
        first = select(Episode).order_by(Episode.id).limit(1)
        session.execute(first).scalar_one().found_where = "Bus station\nRiver path"
    page = rig.children.page(rig.subject("mase:MASE-0001").person_id)
    assert page is not None
    assert {(one.kind, one.words, one.meeting_id) for one in page.named} == {
        ("person", "A man with a van", meeting),
        ("place", "The arcade", meeting),
        ("place", "Bus station", None),
        ("place", "River path", None),
    }


def test_meetings_of_both_kinds_say_what_they_decided_or_noted(rig: Lists) -> None:
    case_id = every(rig.store, Case)[0].id
    mase = a_meeting(rig.store)
    an_entry(rig.store, mase, case_id, decision="continue", category=3, rationale="So.")
    misper = a_meeting(rig.store, date(2026, 11, 20), "KR-MISPER")
    subject = rig.subject("misper:26MIS01").id
    put(
        rig.store,
        ChildNote(meeting_id=misper, subject_id=subject, item_key="cases", position=1, notes="Safe."),
    )
    page = rig.children.page(rig.subject("mase:MASE-0001").person_id)
    assert page is not None
    assert [(one.body, one.about, one.before, one.category, one.rationale) for one in page.discussed] == [
        ("MASE", "MASE-0001", 2, 3, "So."),
        ("MisPer", page.discussed[1].about, None, None, "Safe."),
    ]
    assert [one.decides for one in page.discussed] == [True, False]


def test_what_was_made_by_hand_is_named_until_a_file_has_it(rig: Lists) -> None:
    hand = ByHand(rig.store, rig.clock)
    subject = rig.subject("misper:26MIS01")
    facts = EpisodeFacts(datetime(2026, 11, 15, 20), still_missing=True)
    made = hand.add(HandRow(ListName.MISPER, subject.identity, facts, "26MIS09"), subject_id=subject.id)
    page = rig.children.page(subject.person_id)
    assert page is not None
    assert [(one.source_id, one.reference, one.corrects) for one in page.by_hand] == [
        (made.source_id, "26MIS09", False)
    ]
    hand.correct(made.source_id, HandRow(ListName.MISPER, subject.identity, facts, "26MIS10"))
    page = rig.children.page(subject.person_id)
    assert page is not None and [(one.reference, one.corrects) for one in page.by_hand] == [("26MIS10", True)]
    rig.take(ListName.MISPER, episode("26MIS10", *ANNA, datetime(2026, 11, 16, 9)))
    page = rig.children.page(subject.person_id)
    assert page is not None and page.by_hand == ()
