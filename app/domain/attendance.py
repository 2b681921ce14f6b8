"""Who is in the room, by seat: two people on one seat are one seat (domain §23.3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.domain.findings import Finding, Severity
from app.domain.profiles import Seat


class Standing(StrEnum):
    """What the register says of a seat or a person; `EXPECTED` until somebody says more.

    Whoever will not sign the confidentiality statement is not admitted (domain §21.3).
    """

    PRESENT = "present"
    DEPUTY = "deputy"
    APOLOGIES = "apologies"
    ABSENT = "absent"
    OBSERVER = "observer"
    NOT_ADMITTED = "not admitted"
    EXPECTED = "expected"

    @property
    def label(self) -> str:
        return self.value.capitalize()


# Of two people on one seat the one who counts for more decides; an observer never fills a seat.
_WEIGHT = {
    Standing.PRESENT: 6,
    Standing.DEPUTY: 5,
    Standing.EXPECTED: 4,
    Standing.APOLOGIES: 3,
    Standing.ABSENT: 2,
    Standing.NOT_ADMITTED: 1,
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


def owner_findings(
    agency: str, seats: Sequence[Seat], attendance: Mapping[str, Standing]
) -> tuple[Finding, ...]:
    """P18: an action given to an agency that is not in the room needs its acceptance."""
    if not agency or in_the_room(agency, seats, attendance):
        return ()
    sentence = f"{agency} is not in the room: make sure that it accepts this action."
    return (Finding("P18", sentence, "K&R terms of reference: actions", Severity.NOTE),)
