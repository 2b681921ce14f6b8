import pytest

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import Seat
from app.domain.representation import representation_findings, representations
from tests.domain.kingston import body
from tests.domain.test_quorum import POLICE

SEATS = (
    Seat("police", "Police", "Detective Inspector (chair)", statutory=True),
    Seat("police-2", "Police", "Officer", statutory=True),
    Seat("health", "Health", "Nurse", statutory=True),
    Seat("camhs", "CAMHS", "Lead"),
    Seat("housing", "Housing", "Officer", statutory=True, invited=True),
)
NAMED = {"health": {"Rita Cole"}}


def test_statutory_agencies_that_sent_nobody() -> None:  # P20
    people = [
        Attendee("A", Standing.DEPUTY, "police-2"),
        Attendee("B", Standing.APOLOGIES, "health"),
        Attendee("C", Standing.ABSENT, "camhs"),
    ]
    (finding,) = representation_findings(SEATS, people)
    assert finding.rule == "P20"
    assert finding.sentence == "Health is not represented and sent no deputy; report it to the partnership."


def test_an_empty_room_lists_each_statutory_agency_once() -> None:
    found = representations(body("MASE").seats, (), {}, ())
    assert [(one.agency, one.present) for one in found] == [
        ("Police", False),
        ("Children's Social Care", False),
        ("Health", False),
        ("Education", False),
        ("Youth Offending Service", False),
        ("Phoenix Project", False),
    ]


@pytest.mark.parametrize(
    ("person", "words"),
    [
        (Attendee("Rita Cole", Standing.DEPUTY, "health"), ""),
        (Attendee("rita cole", Standing.DEPUTY, "health"), ""),
        (Attendee("A Temp", Standing.DEPUTY, "health"), "the deputy A Temp is not one of those named"),
        (Attendee("Amina", Standing.PRESENT, "health"), ""),
        (Attendee("B Low", Standing.PRESENT, "police", rank="DC"), "B Low sat as Constable, below Inspector"),
        (Attendee("B Low", Standing.PRESENT, "police", rank="DI"), ""),
        (Attendee("B Low", Standing.PRESENT, "police"), ""),  # nobody wrote down the title
        (Attendee("B Low", Standing.DEPUTY, "police"), ""),  # no deputies are named for this seat
    ],
)
def test_the_right_level(person: Attendee, words: str) -> None:
    seat = next(seat for seat in SEATS if seat.key == person.seat_key)
    found = {one.agency: one for one in representations(SEATS, [person], NAMED, (POLICE,))}
    assert (found[seat.agency].present, found[seat.agency].words) == (True, words)


def test_one_at_the_right_level_is_enough() -> None:
    low = Attendee("B Low", Standing.PRESENT, "police", rank="DC")
    high = Attendee("C High", Standing.PRESENT, "police-2", rank="DCI")
    found = representations(SEATS, [low, high], NAMED, (POLICE,))
    assert found[0].words == ""


def test_those_named_in_the_profile_may_sit_in_too() -> None:
    seats = (Seat("health", "Health", "Nurse", statutory=True, deputies=("Deputy named nurse",)),)
    sits_in = Attendee("A Temp", Standing.DEPUTY, "health", rank="deputy named nurse")
    assert representations(seats, [sits_in], {}, ())[0].words == ""
    assert representations(seats, [Attendee("A Temp", Standing.DEPUTY, "health")], {}, ())[0].words
