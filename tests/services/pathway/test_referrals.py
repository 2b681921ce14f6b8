"""A concern on its way to the list, through the store."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.pathway import INFORMATION, PathwayState, PathwayStep
from app.domain.people import Identity
from app.errors import Refused, TextClash
from app.models import AuditEntry, Case, Referral, Subject
from app.services.lists.by_hand import ByHand
from app.services.pathway.referrals import Pathway
from tests.builders import every
from tests.services.lists_rig import NOVEMBER, Lists, lists
from tests.services.small_lists import episode

ANA = Identity("Ana", "Quill", (), date(2011, 3, 4), "F", "", "KT1 1AA", "Kingston")
EARLY = date(2026, 11, 9)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Lists]:
    made = lists(tmp_path, NOVEMBER)
    yield made
    made.store.close()


@pytest.fixture
def pathway(rig: Lists) -> Pathway:
    return Pathway(rig.store, rig.clock)


def accepted(pathway: Pathway, identity: Identity = ANA) -> int:
    row = pathway.raise_concern("Seen with older men", "Education", identity=identity, on=EARLY)
    pathway.take(row.id, PathwayStep.LIKELY, on=EARLY)
    pathway.take(row.id, PathwayStep.STRATEGY, on=date(2026, 11, 11), category=2, decided_by="DI Marsh")
    return row.id


def test_from_the_front_door_to_the_list(rig: Lists, pathway: Pathway) -> None:
    number = accepted(pathway)
    pathway.save(number, {"borough": "Kingston", "lead_professional": "A Mensah"})
    assert pathway.row(number).can[0] is PathwayStep.FORM
    pathway.take(number, PathwayStep.FORM)
    row = pathway.take(number, PathwayStep.LIST)
    (case,) = every(rig.store, Case)
    assert (row.state, row.case_id) == (PathwayState.LISTED, case.id)
    assert (case.category, case.strategy_meeting_on, case.referred_on) == (2, date(2026, 11, 11), EARLY)
    assert (case.borough, case.lead_professional, case.listed_on) == ("Kingston", "A Mensah", NOVEMBER)
    assert len(every(rig.store, Subject)) == 1 and pathway.pending() == ()
    assert pathway.ended()[0].id == number


def test_a_child_another_list_knows_stays_one_child(rig: Lists, pathway: Pathway) -> None:
    rig.take(ListName.MISPER, episode("26MIS01", "Ana Quill", date(2011, 3, 4), None))
    known = rig.subject("misper:26MIS01")
    row = pathway.raise_concern("Missing, and found with a man", "Police", subject_id=known.id, on=EARLY)
    pathway.take(row.id, PathwayStep.LIKELY, on=EARLY)
    pathway.take(row.id, PathwayStep.STRATEGY, on=EARLY, category=1)
    pathway.take(row.id, PathwayStep.FORM)
    done = pathway.take(row.id, PathwayStep.LIST)
    (child,) = rig.crosscheck.children()
    assert set(child.lists) == {ListName.MISPER, ListName.MASE} and child.person_id == done.person_id


def test_below_the_lowest_category_it_is_an_emerging_concern(pathway: Pathway) -> None:
    row = pathway.raise_concern("Gifts", "Education", identity=ANA, on=EARLY)
    pathway.take(row.id, PathwayStep.LIKELY, on=EARLY)
    row = pathway.take(row.id, PathwayStep.STRATEGY, on=EARLY, category=0, theme="Gifts")
    assert row.state is PathwayState.EMERGING and [one.theme for one in pathway.emerging()] == ["Gifts"]
    again = pathway.take(row.id, PathwayStep.LIKELY)
    assert again.state is PathwayState.STRATEGY and pathway.emerging() == ()


def test_a_step_can_be_taken_back_but_not_the_first_nor_the_case(pathway: Pathway, rig: Lists) -> None:
    number = accepted(pathway)
    assert pathway.take_back(number).state is PathwayState.STRATEGY
    assert pathway.take_back(number).state is PathwayState.CONCERN
    with pytest.raises(Refused, match="Nothing has been done"):
        pathway.take_back(number)
    pathway.take(number, PathwayStep.LIKELY, on=EARLY)
    pathway.take(number, PathwayStep.STRATEGY, on=EARLY, category=1)
    pathway.take(number, PathwayStep.FORM)
    pathway.take(number, PathwayStep.LIST)
    with pytest.raises(Refused, match="on the list"):
        pathway.take_back(number)
    assert len(every(rig.store, Referral)[0].steps) == 7


def test_one_pending_referral_a_child(pathway: Pathway) -> None:
    row = pathway.raise_concern("One", "Police", identity=ANA)
    with pytest.raises(Refused, match="pending referral"):
        pathway.raise_concern("Two", "Health", subject_id=row.subject_id)
    pathway.take(row.id, PathwayStep.CLOSE, reason="Known to be safe")
    assert pathway.raise_concern("Three", "Health", subject_id=row.subject_id).state is PathwayState.CONCERN
    assert len(pathway.of_person(row.person_id)) == 2


@pytest.mark.parametrize(
    ("concern", "agency", "identity"),
    [(" ", "Police", ANA), ("Seen", "", ANA), ("Seen", "Police", None), ("Seen", "Police", Identity())],
)
def test_what_no_referral_can_lack(
    pathway: Pathway, concern: str, agency: str, identity: Identity | None
) -> None:
    with pytest.raises(Refused):
        pathway.raise_concern(concern, agency, identity=identity)
    assert pathway.pending() == ()


def test_nobody_waits_for_the_meeting(pathway: Pathway) -> None:
    first = pathway.raise_concern("One", "Police", identity=ANA, on=EARLY)
    second = pathway.raise_concern("Two", "Health", identity=Identity("Bo", "Mensah"), on=NOVEMBER)
    assert "safety" in [one.rule for one in first.findings]
    pathway.add_safety(first.id, "Visit tonight", "Police", NOVEMBER)
    late = pathway.add_safety(second.id, "Ring the carer", "Health", date(2026, 11, 20))
    assert [row.id for row in pathway.pending()] == [second.id, first.id], "what is overdue comes first"
    done = pathway.safety_done(late.safety[0].id, "She is at home")
    assert (done.safety[0].done_on, done.safety_overdue) == (NOVEMBER, 0)


def test_the_forms_keep_each_heading_and_overwrite_nobody(pathway: Pathway) -> None:
    number = accepted(pathway)
    version = pathway.answer(number, INFORMATION, "trafficking", "Moved twice\x0bsince May")
    assert pathway.answers(number)[(INFORMATION, "trafficking")] == ("Moved twice\nsince May", version)
    assert "P30" in [one.rule for one in pathway.row(number).findings]
    pathway.answer(number, INFORMATION, "trafficking", "Moved three times", version)
    with pytest.raises(TextClash):
        pathway.answer(number, INFORMATION, "trafficking", "Never moved", version)
    with pytest.raises(StopIteration):
        pathway.answer(number, INFORMATION, "weather", "Rain")


def test_a_meeting_before_the_meeting_needs_one_of_three_reasons(pathway: Pathway) -> None:
    number = accepted(pathway)
    assert "pre-mase" in [one.rule for one in pathway.plan_pre_mase(number, ("network",)).findings]
    with pytest.raises(Refused):
        pathway.plan_pre_mase(number, ("holiday",))
    assert "pre-mase" not in [one.rule for one in pathway.plan_pre_mase(number, ()).findings]


def test_every_step_is_audited_without_a_word(rig: Lists, pathway: Pathway) -> None:
    accepted(pathway)
    bodies = [one.body for one in every(rig.store, AuditEntry)]
    assert [one.act for one in every(rig.store, AuditEntry)][-3:] == [
        "raise concern", "take pathway step", "take pathway step",
    ]  # fmt: skip
    assert not any("older men" in body or "Quill" in body for body in bodies)


def test_the_case_of_a_referral_can_be_taken_back_by_hand(rig: Lists, pathway: Pathway) -> None:
    number = accepted(pathway)
    pathway.take(number, PathwayStep.FORM)
    pathway.take(number, PathwayStep.LIST)
    (case,) = every(rig.store, Case)
    ByHand(rig.store, rig.clock).take_back(case.source_id, "Listed by a slip")
    assert every(rig.store, Case) == []
