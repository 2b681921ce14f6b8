"""Who holds which seat from when to when, and the register that is prepared from it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.attendance import Standing
from app.errors import Refused
from app.models import Membership
from app.services.bodies.members import MemberForm, MemberRow, Members
from tests.builders import MEETING_DAY, a_clock, a_meeting, every
from tests.services.room_rig import DECEMBER, Rig, services
from tests.services.room_rig import a_rig as _a_rig

MASE = "KR-MASE"
SUMMER = date(2026, 6, 1)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = _a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def members(rig: Rig) -> Members:
    return Members(rig.store, a_clock())


def nurse(members: Members) -> list[MemberRow]:
    return [row for row in members.of(MASE) if row.seat_key == "health"]


def test_every_seat_has_a_line_and_a_vacant_one_no_name(members: Members) -> None:
    rows = members.of(MASE)
    assert len(rows) == 19 and not any(row.name for row in rows)
    assert {row.place for row in rows} == {"statutory", "core", "invited"}
    members.add(MASE, MemberForm("health", " Amina  Yusuf", SUMMER, "Named nurse", deputies=("R Cole", " ")))
    (row,) = nurse(members)
    assert (row.name, row.rank, row.agency, row.now) == ("Amina Yusuf", "Named nurse", "Health", True)
    assert (row.from_on, row.to_on, row.deputies) == (SUMMER, None, ("R Cole",))


def test_whoever_takes_a_seat_ends_the_one_before(members: Members) -> None:
    members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    members.add(MASE, MemberForm("health", "Joan Pike", date(2026, 11, 1)))
    assert [(row.name, row.to_on, row.now) for row in nurse(members)] == [
        ("Joan Pike", None, True),
        ("Amina Yusuf", date(2026, 10, 31), False),
    ]


def test_two_can_share_a_seat(members: Members) -> None:
    members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    members.add(MASE, MemberForm("health", "Joan Pike", date(2026, 11, 1)), beside=True)
    assert [row.now for row in nurse(members)] == [True, True]


def test_an_ended_membership_stays_on_record_and_leaves_the_seat_vacant(members: Members) -> None:
    one = members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    members.end(one, date(2026, 10, 31))
    assert [(row.name, row.now) for row in nurse(members)] == [("", False), ("Amina Yusuf", False)]
    members.change(one, MemberForm("health", "Amina Yusuf-Bell", SUMMER))
    assert [row.name for row in nurse(members)] == ["Amina Yusuf-Bell"]
    members.remove(one)
    assert [row.name for row in nurse(members)] == [""]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (MemberForm("health", "  ", SUMMER), "name"),
        (MemberForm("nobody", "A", SUMMER), "not at the table"),
        (MemberForm("health", "A", date(1999, 1, 1)), "between 2000"),
        (MemberForm("health", "A", SUMMER, to_on=date(2026, 5, 31)), "before its first"),
        (MemberForm("health", "amina yusuf", SUMMER), "already"),
    ],
)
def test_what_cannot_be_is_refused(members: Members, form: MemberForm, words: str) -> None:
    members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    with pytest.raises(Refused, match=words):
        members.add(MASE, form)
    assert len(nurse(members)) == 1


def test_what_is_gone_is_refused(members: Members) -> None:
    one = members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    with pytest.raises(Refused, match="begins on"):
        members.end(one, date(2026, 5, 1))
    members.remove(one)
    with pytest.raises(Refused, match="no longer there"):
        members.remove(one)
    with pytest.raises(Refused, match="no longer there"):
        members.end(one, SUMMER)
    with pytest.raises(Refused, match="not in force"):
        members.of("NO-BODY")


def test_the_register_has_the_members_of_that_day(rig: Rig, members: Members) -> None:
    members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER, "Named nurse"))
    members.add(MASE, MemberForm("health", "Joan Pike", date(2026, 12, 1)))
    november, december = a_meeting(rig.store), a_meeting(rig.store, DECEMBER)
    names = {}
    for meeting in (november, december):
        (row,) = [row for row in rig.register.prepare(meeting) if row.seat_key == "health"]
        names[meeting] = (row.name, row.rank)
    assert names == {november: ("Amina Yusuf", "Named nurse"), december: ("Joan Pike", "")}


def test_a_register_that_was_prepared_early_follows_a_change_of_members(rig: Rig, members: Members) -> None:
    members.add(MASE, MemberForm("health", "Amina Yusuf", SUMMER))
    members.add(MASE, MemberForm("education", "Ruth Abel", SUMMER))
    meeting = a_meeting(rig.store)
    rows = {row.seat_key: row for row in rig.register.prepare(meeting)}
    rig.register.set_standing(rows["education"].attendance_id, Standing.APOLOGIES)
    for key in ("health", "education"):
        members.add(MASE, MemberForm(key, f"New in {key}", date(2026, 11, 20)))
    rig.room.enter(meeting)
    rows = {row.seat_key: row for row in rig.register.rows(meeting)}
    assert rows["health"].name == "New in health"
    assert rows["education"].name == "Ruth Abel"  # who has sent apologies stays in the register


def test_a_seat_without_members_has_who_sat_there_last(rig: Rig, members: Members) -> None:
    november = a_meeting(rig.store)
    rig.room.enter(november)
    rows = {row.seat_key: row for row in rig.register.rows(november)}
    rig.register.set_name(rows["yos"].attendance_id, "Tom Reed")
    rig.register.set_name(rows["police"].attendance_id, "DC Second", "DS First")
    rig.register.set_standing(rows["police"].attendance_id, Standing.DEPUTY)
    rig.room.close(november)
    december = services(rig.store, a_clock(DECEMBER))
    meeting = a_meeting(rig.store, DECEMBER)
    names = {row.seat_key: row.name for row in december.register.prepare(meeting)}
    assert (names["yos"], names["police"]) == ("Tom Reed", "DS First")
    assert members.take_from_register(MASE, MEETING_DAY) == 2
    assert members.take_from_register(MASE, MEETING_DAY) == 0
    assert sorted(one.name for one in every(rig.store, Membership)) == ["DS First", "Tom Reed"]
