"""Who is in the room, who signed, and whether it is a quorum."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from app.models import Attendance
from tests.builders import a_meeting, get
from tests.services.room_rig import Rig, a_rig


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def meeting(rig: Rig) -> int:
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    return meeting


def mark(rig: Rig, meeting: int, standing: Standing, *keys: str) -> None:
    for row in rig.register.rows(meeting):
        if row.seat_key in keys:
            rig.register.set_standing(row.attendance_id, standing)


CORE = ("chair", "police", "csc-richmond", "csc-kingston", "health", "education")


def test_quorum_is_counted_live(rig: Rig, meeting: int) -> None:
    assert (rig.register.quorum(meeting).present, rig.register.quorum(meeting).of) == (0, 11)
    mark(rig, meeting, Standing.PRESENT, *CORE[:5])
    assert not rig.register.quorum(meeting).met
    mark(rig, meeting, Standing.DEPUTY, CORE[5])
    quorum = rig.register.quorum(meeting)
    assert (quorum.met, quorum.present) == (True, 6)
    assert rig.room.view(meeting).quorum == quorum


def test_two_people_on_one_seat_count_once(rig: Rig, meeting: int) -> None:
    mark(rig, meeting, Standing.PRESENT, "police")
    rig.register.add_person(meeting, "police", "DC Second")
    rig.register.add_observer(meeting, "A Student", "Kingston University")
    assert rig.register.quorum(meeting).present == 1
    police = [row for row in rig.register.rows(meeting) if row.seat_key == "police"]
    assert [(row.agency, row.standing) for row in police] == [("Police", "present")] * 2
    last = rig.register.rows(meeting)[-1]
    assert (last.name, last.agency, last.standing, last.seat_key) == (
        "A Student", "Kingston University", Standing.OBSERVER, "",
    )  # fmt: skip


def test_whoever_leaves_no_longer_counts_and_the_loss_is_said(rig: Rig, meeting: int) -> None:
    mark(rig, meeting, Standing.PRESENT, *CORE)
    row = rig.register.rows(meeting)[0]
    findings = rig.register.leaves(row.attendance_id)
    assert [finding.rule for finding in findings] == ["P21"]
    assert not rig.register.quorum(meeting).met
    assert rig.register.rows(meeting)[0].left
    assert get(rig.store, Attendance, row.attendance_id).left_at is not None
    assert rig.register.set_standing(row.attendance_id, Standing.PRESENT) == ()
    assert rig.register.quorum(meeting).met and not rig.register.rows(meeting)[0].left
    with pytest.raises(Refused, match="cannot leave"):
        rig.register.leaves(rig.register.rows(meeting)[7].attendance_id)


def test_marking_somebody_absent_can_lose_the_quorum(rig: Rig, meeting: int) -> None:
    mark(rig, meeting, Standing.PRESENT, *CORE)
    findings = rig.register.set_standing(rig.register.rows(meeting)[0].attendance_id, Standing.APOLOGIES)
    assert [finding.rule for finding in findings] == ["P21"]


def test_names_signatures_and_times(rig: Rig, meeting: int) -> None:
    row = rig.register.rows(meeting)[4]
    rig.register.set_name(row.attendance_id, "  N.\u202e Okoro ", deputy_for="Dr Lane")
    rig.register.set_standing(row.attendance_id, Standing.DEPUTY)
    rig.register.sign(row.attendance_id)
    row = rig.register.rows(meeting)[4]
    assert (row.name, row.deputy_for, row.signed, row.statutory, row.role) == (
        "N. Okoro", "Dr Lane", True, True, "Named or designated nurse",
    )  # fmt: skip
    assert get(rig.store, Attendance, row.attendance_id).arrived_at is not None


def test_lines_added_by_mistake_go_and_seats_stay(rig: Rig, meeting: int) -> None:
    extra = rig.register.add_person(meeting, "police", "DC Second")
    rig.register.remove(extra)
    observer = rig.register.add_observer(meeting, "A Student", "University")
    rig.register.remove(observer)
    with pytest.raises(Refused, match="only line of its seat"):
        rig.register.remove(rig.register.rows(meeting)[0].attendance_id)
    with pytest.raises(Refused, match="no longer in the register"):
        rig.register.sign(extra)
    with pytest.raises(Refused, match="name"):
        rig.register.add_observer(meeting, " ", "University")


def test_apologies_can_come_before_the_meeting(rig: Rig) -> None:
    meeting = a_meeting(rig.store, state="papers out")
    assert rig.register.rows(meeting) == ()
    first, *_ = rig.register.prepare(meeting)
    rig.register.set_standing(first.attendance_id, Standing.APOLOGIES)
    assert get(rig.store, Attendance, first.attendance_id).arrived_at is None
    rig.room.enter(meeting)
    assert rig.register.rows(meeting)[0].standing is Standing.APOLOGIES
    assert len(rig.register.rows(meeting)) == 19
