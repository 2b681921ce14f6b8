"""A case beside its list: three facts, how it ended, the follow-up, and open again."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.errors import Refused
from app.models import Case
from app.services.months.planner import Planner
from app.services.pathway.cases import CaseLife
from tests.builders import every
from tests.services.lists_rig import NOVEMBER, Lists, lists
from tests.services.small_lists import case

LISTED = date(2026, 10, 12)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Lists]:
    made = lists(tmp_path, NOVEMBER)
    made.take(ListName.MASE, case("MASE-0001", "Ana Quill", date(2011, 3, 4), LISTED))
    yield made
    made.store.close()


def test_whose_child_where_and_watched_by_whom_are_three_facts(rig: Lists) -> None:
    life = CaseLife(rig.store, rig.clock)
    (one,) = every(rig.store, Case)
    assert life.detail(one.id).version == 0
    saved = life.save(
        one.id,
        {
            "responsible_authority": "Surrey",
            "living_in": "Kingston",
            "monitored_by": "Surrey panel",
            "exploitation_types": ("sexual", "lines"),
        },
    )
    assert (saved.responsible_authority, saved.living_in, saved.monitored_by) == (
        "Surrey", "Kingston", "Surrey panel",
    )  # fmt: skip
    assert saved.exploitation_types == ("sexual", "lines")
    rig.take(ListName.MASE, case("MASE-0001", "Ana Quill", date(2011, 3, 4), date(2026, 11, 1)))
    assert life.detail(one.id).responsible_authority == "Surrey", "the next file overwrites nothing of ours"
    with pytest.raises(ValueError, match="no surname"):
        life.save(one.id, {"surname": "Quill"})


def test_a_closed_case_opens_again_as_a_new_spell(rig: Lists) -> None:
    life = CaseLife(rig.store, rig.clock)
    (one,) = every(rig.store, Case)
    with pytest.raises(Refused, match="is open"):
        life.reopen(one.id, "New concern")
    closed = ("MASE-0001", "Ana Quill", date(2011, 3, 4), date(2026, 11, 2), "No evidence")
    rig.take(ListName.MASE, closed=[closed])
    with pytest.raises(Refused, match="what is new"):
        life.reopen(one.id, " ")
    again = life.reopen(one.id, "Seen with the same man")
    assert [case.closed_on for case in every(rig.store, Case)] == [date(2026, 11, 2), None]
    assert life.detail(again).earlier == (date(2026, 11, 2),)
    assert rig.subject("mase:MASE-0001").id == every(rig.store, Case)[-1].subject_id


def test_a_follow_up_is_due_until_somebody_looked(rig: Lists) -> None:
    life = CaseLife(rig.store, rig.clock)
    (one,) = every(rig.store, Case)
    life.save(one.id, {"follow_up_on": date(2026, 11, 20)})
    assert not [row for row in Planner(rig.store, rig.clock).due() if row.kind == "follow-up"]
    rig.take(ListName.MASE, closed=[("MASE-0001", "Ana Quill", date(2011, 3, 4), date(2026, 11, 2), "Moved")])
    (row,) = [row for row in Planner(rig.store, rig.clock).due() if row.kind == "follow-up"]
    assert (row.what, row.overdue) == ("Follow-up: Ana Q.", True)
    life.save(one.id, {"followed_up_on": NOVEMBER, "follow_up": "Seen at school"})
    assert not [row for row in Planner(rig.store, rig.clock).due() if row.kind == "follow-up"]
