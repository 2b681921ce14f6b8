"""Whether each statutory agency was there, and at the right level: what the partnership is told (P20)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.attendance import IN_THE_ROOM, Attendee, Standing
from app.domain.findings import Finding, Severity
from app.domain.profiles import Ranks, Seat

_SOURCE = "K&R terms of reference: duties of the chair"
Deputies = Mapping[str, Collection[str]]  # who may sit in, by seat


@dataclass(frozen=True)
class Representation:
    """One statutory agency at one meeting; `words` say what was amiss, "" where nothing was."""

    agency: str
    present: bool
    words: str = ""


def below_level(seat: Seat, one: Attendee, deputies: Deputies, ranks: Sequence[Ranks]) -> str:
    """Why somebody does not stand for their agency at the right level, "" if they do or nobody can tell."""
    named = {name.casefold() for name in (*deputies.get(seat.key, ()), *seat.deputies)}
    if one.standing is Standing.DEPUTY and named and not {one.name.casefold(), one.rank.casefold()} & named:
        return f"the deputy {one.name} is not one of those named".replace("  ", " ")
    order = next((each for each in ranks if each.agency.casefold() == seat.agency.casefold()), None)
    wanted = order.level(seat.rank or seat.role) if order else None
    held = order.level(one.rank) if order else None
    if order is None or wanted is None or held is None or held >= wanted:
        return ""
    return f"{one.name or 'somebody'} sat as {order.levels[held][0]}, below {order.levels[wanted][0]}"


def representations(
    seats: Sequence[Seat], people: Collection[Attendee], deputies: Deputies, ranks: Sequence[Ranks]
) -> tuple[Representation, ...]:
    """How each statutory agency was represented, in the order of the seats.

    One person at the right level is enough for an agency, however many others came.
    """
    statutory = [seat for seat in seats if seat.statutory and not seat.invited]
    found = []
    for agency in dict.fromkeys(seat.agency for seat in statutory):
        own = {seat.key: seat for seat in seats if seat.agency == agency and not seat.invited}
        here = [one for one in people if one.seat_key in own and one.standing in IN_THE_ROOM]
        amiss = [below_level(own[one.seat_key], one, deputies, ranks) for one in here]
        if not here:
            found.append(Representation(agency, False, "nobody came and no deputy was sent"))
        else:
            found.append(Representation(agency, True, "" if "" in amiss else "; ".join(amiss)))
    return tuple(found)


def representation_findings(
    seats: Sequence[Seat],
    people: Collection[Attendee],
    deputies: Deputies | None = None,
    ranks: Sequence[Ranks] = (),
) -> tuple[Finding, ...]:
    """P20 as advice: a finding for each statutory agency that was not there, or not at the right level."""
    return tuple(
        Finding("P20", _sentence(one), _SOURCE, Severity.WARN)
        for one in representations(seats, people, deputies or {}, ranks)
        if one.words
    )


def _sentence(one: Representation) -> str:
    if not one.present:
        return f"{one.agency} is not represented and sent no deputy; report it to the partnership."
    return f"{one.agency} is not represented at the right level: {one.words}; report it to the partnership."
