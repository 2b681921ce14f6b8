"""Onward referrals in the room: on the first page of the meeting that must answer, before its close."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.findings import Severity
from app.errors import Refused
from app.models import Meeting
from app.services.referrals.onward import Onward
from tests.builders import MEETING_DAY, a_case, a_clock, a_meeting, get, person_of
from tests.services.room_rig import Rig, a_rig

DECEMBER = date(2026, 12, 18)


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return a_rig(tmp_path)


@pytest.fixture
def meeting(rig: Rig) -> int:
    """A MisPer, open, to which CME has sent a child; MASE has none."""
    child = person_of(rig.store, a_case(rig.store))
    onward(rig).send(child, "KR-CME", "KR-MISPER", "Where does she sleep?", "No placement")
    made = a_meeting(rig.store, body_code="KR-MISPER")
    rig.room.enter(made)
    return made


def onward(rig: Rig, day: date = MEETING_DAY) -> Onward:
    return Onward(rig.store, a_clock(day))


def test_it_stands_on_the_first_page_and_nowhere_else(rig: Rig, meeting: int) -> None:
    view = rig.room.view(meeting)
    assert view.waiting == 1 and view.items[0].note == "1 to answer"
    first, second = (rig.room.item(meeting, item.key) for item in view.items[:2])
    assert [one.line for one in first.referrals] == ["CME asks MisPer: Zofia K."] and second.referrals == ()
    other = a_meeting(rig.store)
    rig.room.enter(other)
    assert rig.room.view(other).waiting == 0
    assert rig.room.item(other, rig.room.view(other).items[0].key).referrals == ()


def test_a_meeting_does_not_close_silently_over_it(rig: Rig, meeting: int) -> None:
    found = {one.rule: one for one in rig.room.closing(meeting).findings}
    assert found["onward"].severity is Severity.STOP
    with pytest.raises(Refused, match="1 onward referral waits for MisPer's answer"):
        rig.room.close(meeting)
    assert get(rig.store, Meeting, meeting).state == "open"


@pytest.mark.parametrize("how", ["accept", "carry over"])
def test_answered_or_carried_over_it_closes_and_stays_on_its_page(rig: Rig, meeting: int, how: str) -> None:
    sent = onward(rig).waiting()[0]
    if how == "accept":
        onward(rig).accept(sent.id, "police to lead", meeting)
    else:
        onward(rig).carry_over(sent.id, meeting, "the social worker is away")
    view = rig.room.view(meeting)
    assert view.waiting == 0 and view.items[0].note == ""
    assert "onward" not in {one.rule for one in rig.room.closing(meeting).findings}
    rig.room.close(meeting)
    assert [one.id for one in rig.room.item(meeting, view.items[0].key).referrals] == [sent.id]
    after = a_meeting(rig.store, DECEMBER, "KR-MISPER")
    rig.on(DECEMBER).room.enter(after)
    assert rig.on(DECEMBER).room.view(after).waiting == (how == "carry over")


def test_what_comes_after_the_close_is_for_the_next_meeting(rig: Rig, meeting: int) -> None:
    onward(rig).accept(onward(rig).waiting()[0].id, meeting_id=meeting)
    rig.room.close(meeting)
    child = person_of(rig.store, a_case(rig.store, "Ella Pryce"))
    onward(rig).send(child, "KR-CME", "KR-MISPER", "Look", "Red")
    assert rig.room.view(meeting).waiting == 0
    first = rig.room.item(meeting, rig.room.view(meeting).items[0].key)
    assert [one.name for one in first.referrals] == ["Zofia Kowalska"]


def test_agreed_minutes_keep_their_answer(rig: Rig, meeting: int) -> None:
    sent = onward(rig).waiting()[0]
    onward(rig).accept(sent.id, meeting_id=meeting)
    rig.room.close(meeting)
    rig.planner.minutes_sent(meeting)
    rig.room.agree(meeting)
    with pytest.raises(Refused, match="locked"):
        onward(rig).take_back(sent.id)
