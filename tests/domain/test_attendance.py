import pytest

from app.domain.attendance import (
    Attendee,
    Standing,
    in_the_room,
    owner_findings,
    seat_standings,
)
from app.domain.profiles import Seat

SEATS = (
    Seat("police", "Police", "Lead", statutory=True),
    Seat("police-2", "Police", "Officer", statutory=True),
    Seat("health", "Health", "Nurse", statutory=True),
    Seat("camhs", "CAMHS", "Lead"),
    Seat("housing", "Housing", "Officer", statutory=True, invited=True),
)


@pytest.mark.parametrize(
    ("standings", "expected"),
    [
        ([Standing.PRESENT, Standing.APOLOGIES], Standing.PRESENT),
        ([Standing.APOLOGIES, Standing.DEPUTY], Standing.DEPUTY),
        ([Standing.ABSENT, Standing.APOLOGIES], Standing.APOLOGIES),
        ([Standing.OBSERVER], Standing.EXPECTED),
        ([], Standing.EXPECTED),
    ],
)
def test_several_people_on_a_seat(standings: list[Standing], expected: Standing) -> None:
    people = [Attendee(f"Person {n}", standing, "health") for n, standing in enumerate(standings)]
    assert seat_standings(SEATS, people)["health"] is expected


def test_people_without_a_seat_fill_none() -> None:
    found = seat_standings(
        SEATS, [Attendee("Guest", Standing.PRESENT), Attendee("Other", Standing.PRESENT, "gone")]
    )
    assert set(found) == {seat.key for seat in SEATS}
    assert set(found.values()) == {Standing.EXPECTED}


def test_owner_not_in_the_room() -> None:
    attendance = {"police": Standing.PRESENT}
    assert in_the_room("Police", SEATS, attendance) and not owner_findings("Police", SEATS, attendance)
    assert [item.rule for item in owner_findings("Health", SEATS, attendance)] == ["P18"]
    assert not owner_findings("", SEATS, attendance)
