"""Who is in the room, by seat: two people on one seat are one seat (domain §23.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.findings import Finding, Severity
from app.domain.profiles import Seat


class Standing(StrEnum):
    """What the register says of a seat or a person; `EXPECTED` until somebody says more."""

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    OBSERVER = "observer"
    EXPECTED = "expected"

    @property
    def label(self) -> str:
        return self.value.capitalize()


# Of two people on one seat the one who counts for more decides; an observer never fills a seat.
_WEIGHT = {
    Standing.PRESENT: 5,
    Standing.DEPUTY: 4,
    Standing.EXPECTED: 3,
    Standing.APOLOGIES: 2,
    Standing.ABSENT: 1,
    Standing.OBSERVER: 0,
}
IN_THE_ROOM = frozenset({Standing.PRESENT, Standing.DEPUTY})


@dataclass(frozen=True)
class Attendee:
    """One line of the register; `seat_key` is "" for an observer or a guest without a seat.

    `rank` is the person's own title; `virtual` is whether they are on a screen and not in the room.
    """

    name: str
    standing: Standing
    seat_key: str = ""
    agency: str = ""
    rank: str = ""
    virtual: bool = False


def seat_standings(seats: Sequence[Seat], attendees: Iterable[Attendee]) -> dict[str, Standing]:
    """One standing for each seat, from any number of people; observers fill no seat."""
    standings: dict[str, Standing] = {}
    for attendee in attendees:
        if attendee.standing is Standing.OBSERVER or not attendee.seat_key:
            continue
        held = standings.get(attendee.seat_key)
        if held is None or _WEIGHT[attendee.standing] > _WEIGHT[held]:
            standings[attendee.seat_key] = attendee.standing
    return {seat.key: standings.get(seat.key, Standing.EXPECTED) for seat in seats}


def in_the_room(agency: str, seats: Sequence[Seat], attendance: Mapping[str, Standing]) -> bool:
    """Whether anyone of an agency is present, by a holder or a deputy (P18: owner of an action)."""
    return any(attendance.get(seat.key) in IN_THE_ROOM for seat in seats if seat.agency == agency)


def not_represented(seats: Sequence[Seat], attendance: Mapping[str, Standing]) -> tuple[str, ...]:
    """Statutory agencies with nobody present and no deputy, in the order of the seats (P20)."""
    agencies = dict.fromkeys(seat.agency for seat in seats if seat.statutory and not seat.invited)
    return tuple(agency for agency in agencies if not in_the_room(agency, seats, attendance))


def representation_findings(seats: Sequence[Seat], attendance: Mapping[str, Standing]) -> tuple[Finding, ...]:
    """P20 as advice: one finding for each statutory agency that sent nobody."""
    return tuple(
        Finding(
            "P20",
            f"{agency} is not represented and sent no deputy; report it to the partnership.",
            "K&R terms of reference: duties of the chair",
            Severity.WARN,
        )
        for agency in not_represented(seats, attendance)
    )


def owner_findings(
    agency: str, seats: Sequence[Seat], attendance: Mapping[str, Standing]
) -> tuple[Finding, ...]:
    """P18: an action given to an agency that is not in the room needs its acceptance."""
    if not agency or in_the_room(agency, seats, attendance):
        return ()
    sentence = f"{agency} is not in the room: make sure that it accepts this action."
    return (Finding("P18", sentence, "K&R terms of reference: actions", Severity.NOTE),)
