"""A22 in the room: another authority's child is left out or included by the switch; the figures say which."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.models import CaseDetail
from app.services.bodies.rules import Rules
from tests.builders import MEETING_DAY, a_case, a_clock, put
from tests.services.room_rig import a_rig


@pytest.mark.parametrize(
    ("include", "listed", "remark"),
    [
        (False, {"Ella Price"}, "1 child is watched elsewhere (LB Merton), left out here"),
        (
            True,
            {"Ella Price", "Zofia Kowalska"},
            "1 child is watched elsewhere (LB Merton) and is counted here.",
        ),
    ],
)
def test_the_switch(tmp_path: Path, include: bool, listed: set[str], remark: str) -> None:
    rig = a_rig(tmp_path)
    a_case(rig.store, "Ella Price")
    theirs = a_case(rig.store, "Zofia Kowalska")
    put(rig.store, CaseDetail(case_id=theirs, responsible_authority="LB Merton"))
    rules = Rules(rig.store, a_clock())
    rules.put_in_force(replace(rules.begin("KR-MASE"), effective_from=MEETING_DAY, include_placed_in=include))
    meeting = rig.planner.add("KR-MASE", MEETING_DAY).id
    agenda = rig.documents.record("agenda", meeting)
    named = {child.name for line in agenda.lines for group in line.groups for child in group.children}  # type: ignore[union-attr]
    assert named == listed
    rig.room.enter(meeting)
    assert set(rig.entry_ids(meeting)) == listed
    assert remark in rig.room.item(meeting, "snapshot").remark
    rig.store.close()
