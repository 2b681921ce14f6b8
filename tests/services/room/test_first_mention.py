"""A16: a child is not raised at the meeting for the first time, unless the chair goes on with a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import Refused
from app.models import Case, MonthlyEntry
from app.services.room.first_mention import FirstMentions
from tests.builders import a_case, a_meeting, every, get
from tests.services.room_rig import Rig, a_rig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def raised(rig: Rig) -> int:
    """A case that is new at the meeting, and for which no strategy meeting was held."""
    for name in ("Zofia Kowalska", "Ella Price"):
        a_case(rig.store, name)
    rig.room.enter(a_meeting(rig.store))
    entry = every(rig.store, MonthlyEntry)[0]
    with rig.store.transaction("test") as session:
        session.get_one(MonthlyEntry, entry.id).standing = "new"
        session.get_one(Case, entry.case_id).strategy_meeting_on = None
    return entry.id


def test_it_cannot_be_decided_until_the_chair_goes_on(rig: Rig, raised: int) -> None:
    with pytest.raises(Refused, match="chair can go on with a reason"):
        rig.decisions.decide(raised, "continue", "Seen")
    assert get(rig.store, MonthlyEntry, raised).decision == ""
    first = FirstMentions(rig.store)
    for by, reason in (("", "Urgent"), ("D Marsh", " ")):
        with pytest.raises(Refused, match="the minutes say both"):
            first.go_on(raised, by, reason)
    first.go_on(raised, "D Marsh", "Came up last night; the strategy meeting is tomorrow")
    rig.decisions.decide(raised, "continue", "Seen")
    kept = get(rig.store, MonthlyEntry, raised)
    assert (kept.decision, kept.first_mention_by) == ("continue", "D Marsh")
    with pytest.raises(Refused, match="take the decision back"):
        first.take_back(raised)


def test_a_case_that_came_by_the_pathway_needs_nobody(rig: Rig, raised: int) -> None:
    others = [one.id for one in every(rig.store, MonthlyEntry) if one.id != raised]
    with pytest.raises(Refused, match="nothing stands against"):
        FirstMentions(rig.store).go_on(others[0], "D Marsh", "A reason")
    rig.decisions.decide(others[0], "continue", "Seen")
