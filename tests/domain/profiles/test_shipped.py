"""The shipped profiles say what the terms of reference say."""

import re
from datetime import time

import pytest

from app.domain.profiles import WEEKS, WORKING_DAYS, Clock, QuorumRule, body_from_toml
from app.errors import Refused
from tests.domain.kingston import AREA, body


def test_area() -> None:
    assert [item.code for item in AREA.bodies] == ["KR-CME", "KR-MISPER", "KR-MASE", "KR-SUBGROUP"]
    assert [item.short for item in AREA.bodies] == ["CME", "MisPer", "MASE", "Subgroup"]
    assert [item.kind for item in AREA.bodies] == ["cme", "misper", "mase", "strategic"]
    assert AREA.boroughs == ("Richmond", "Kingston")


@pytest.mark.parametrize(
    ("short", "agenda", "minutes", "quorum"),
    [
        ("MASE", Clock(7, WORKING_DAYS), Clock(2, WEEKS), QuorumRule("percent_members", 50)),
        ("MisPer", Clock(7, WORKING_DAYS), Clock(2, WEEKS), QuorumRule("percent_members", 50)),
        ("CME", Clock(7, WORKING_DAYS), Clock(2, WEEKS), QuorumRule("none")),
        ("Subgroup", Clock(5, WORKING_DAYS), Clock(3, WEEKS), QuorumRule("percent_agencies", 50)),
    ],
)
def test_numbers(short: str, agenda: Clock, minutes: Clock, quorum: QuorumRule) -> None:
    profile = body(short)
    assert (profile.agenda_notice, profile.minutes_circulation, profile.quorum) == (agenda, minutes, quorum)
    assert profile.marking == "OFFICIAL-SENSITIVE"


def test_only_cme_has_a_register_and_ratings_to_assure() -> None:
    for profile in AREA.bodies:
        expected = Clock(7, WORKING_DAYS) if profile.short == "CME" else None
        assert profile.register_notice == profile.assurance_notice == expected


def test_mase() -> None:
    mase = body("MASE")
    assert (mase.venue, mase.starts, mase.ends) == ("Guildhall, Room H", time(10), time(13))
    assert mase.order_after == ("KR-CME", "KR-MISPER")
    assert [item.content for item in mase.agenda] == [
        "welcome",
        "statement",
        "previous_minutes",
        "actions",
        "emerging",
        "snapshot",
        "cases",
        "support",
        "locations",
        "persons",
    ]
    assert [(group.borough, group.standing) for group in mase.case_groups] == [
        (borough, standing)
        for borough in ("Richmond", "Kingston")
        for standing in ("new", "existing", "out of borough")
    ]
    assert [category.code for category in mase.categories] == [0, 1, 2, 3]
    assert sum(not seat.invited for seat in mase.seats) == 11
    assert {seat.agency for seat in mase.seats if seat.statutory} == {
        "Police",
        "Children's Social Care",
        "Health",
        "Education",
        "Youth Offending Service",
        "Phoenix Project",
    }


@pytest.mark.parametrize("short", ["CME", "MisPer", "MASE", "Subgroup"])
def test_seats_and_items_are_consistent(short: str) -> None:
    profile = body(short)
    keys = [seat.key for seat in profile.seats]
    assert len(keys) == len(set(keys))
    assert all(seat.condition for seat in profile.seats if seat.invited)
    assert not any(seat.holder for seat in profile.seats)
    assert len({item.key for item in profile.agenda}) == len(profile.agenda)
    assert all(re.fullmatch("[a-z_]+", item.content) for item in profile.agenda)
    codes = {item.code for item in AREA.bodies}
    assert set(profile.order_after) <= codes


def test_a_profile_without_a_key_is_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="lacks a value"):
        body_from_toml('[body]\ncode = "X"\n')
