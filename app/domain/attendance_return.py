"""Attendance over a period: by agency, and by person since they joined, as the partnership is told of it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import Ranks, Seat
from app.domain.representation import Deputies, Representation, representations


@dataclass(frozen=True)
class OnRegister:
    """One line of a meeting's register; `instead_of` is whom a deputy sat in for, if that was said."""

    attendee: Attendee
    instead_of: str = ""


@dataclass(frozen=True)
class Sat:
    """One meeting of the period under the rules of its day: its seats, its register, its members by seat."""

    on: date
    seats: tuple[Seat, ...]
    lines: tuple[OnRegister, ...]
    members: Mapping[str, tuple[str, ...]]
    deputies: Deputies
    ranks: tuple[Ranks, ...] = ()
    quorate: bool | None = None


@dataclass(frozen=True)
class Figures:
    """Of the meetings that could have been attended. `deputy` is by deputy only."""

    meetings: int = 0
    present: int = 0
    deputy: int = 0
    apologies: int = 0
    absent: int = 0

    @property
    def percent(self) -> int | None:
        """Present or by deputy, of a hundred; None where there was no meeting to attend."""
        return round(100 * (self.present + self.deputy) / self.meetings) if self.meetings else None


@dataclass(frozen=True)
class AgencyLine:
    """One agency; `below_level` counts the meetings at which nobody stood for it at the right level."""

    agency: str
    statutory: bool
    figures: Figures
    below_level: int


@dataclass(frozen=True)
class PersonLine:
    """One person on one seat, from the first meeting of the period that they could have come to."""

    name: str
    agency: str
    role: str
    since: date
    until: date
    figures: Figures


@dataclass(frozen=True)
class Unrepresented:
    """A statutory agency that was not at a meeting, or not at the right level (P20)."""

    on: date
    what: Representation


_BEST = (Standing.PRESENT, Standing.DEPUTY, Standing.APOLOGIES)


def _figures(outcomes: Sequence[Standing]) -> Figures:
    tally = Counter(outcomes)
    present, deputy, apologies = (tally[one] for one in _BEST)
    absent = len(outcomes) - present - deputy - apologies
    return Figures(len(outcomes), present, deputy, apologies, absent)


def _best(standings: Sequence[Standing]) -> Standing:
    return next((one for one in _BEST if one in standings), Standing.ABSENT)


def by_agency(meetings: Sequence[Sat]) -> tuple[AgencyLine, ...]:
    """Each agency with a core seat, statutory ones first; a meeting counts from when it had a seat."""
    outcomes: dict[str, list[Standing]] = {}
    statutory: dict[str, bool] = {}
    for meeting in meetings:
        core = {seat.key: seat for seat in meeting.seats if not seat.invited}
        for agency in dict.fromkeys(seat.agency for seat in core.values()):
            own = [
                line.attendee.standing
                for line in meeting.lines
                if line.attendee.seat_key in core and core[line.attendee.seat_key].agency == agency
            ]
            outcomes.setdefault(agency, []).append(_best(own))
            held = any(seat.statutory for seat in core.values() if seat.agency == agency)
            statutory[agency] = statutory.get(agency, False) or held
    below = Counter(one.what.agency for one in unrepresented(meetings) if one.what.present)
    lines = [
        AgencyLine(agency, statutory[agency], _figures(found), below[agency])
        for agency, found in outcomes.items()
    ]
    return tuple(sorted(lines, key=lambda line: not line.statutory))


def by_person(meetings: Sequence[Sat]) -> tuple[PersonLine, ...]:
    """Each person on a core seat since they joined, in the order of the seats.

    Where members are kept, a person could attend while they were one; else from when the register first
    names them on the seat.
    """
    found: dict[tuple[str, str], list[tuple[date, Standing]]] = {}
    names: dict[tuple[str, str], tuple[str, Seat]] = {}
    for meeting in sorted(meetings, key=lambda one: one.on):
        for seat in (seat for seat in meeting.seats if not seat.invited):
            kept = seat.key in meeting.members
            known = [name for key, (name, _) in names.items() if key[0] == seat.key]
            for name in meeting.members[seat.key] if kept else (*known, *_named(meeting, seat)):
                key = (seat.key, name.casefold())
                if found.get(key) and found[key][-1][0] == meeting.on:
                    continue
                names.setdefault(key, (name, seat))
                found.setdefault(key, []).append((meeting.on, _outcome(meeting, seat, name)))
    order = {seat.key: at for meeting in meetings for at, seat in enumerate(meeting.seats)}
    lines = [
        PersonLine(
            names[key][0],
            names[key][1].agency,
            names[key][1].role,
            days[0][0],
            days[-1][0],
            _figures([standing for _, standing in days]),
        )
        for key, days in found.items()
    ]
    places = {id(line): order[key[0]] for line, key in zip(lines, found, strict=True)}
    return tuple(sorted(lines, key=lambda line: (places[id(line)], line.since)))


def _named(meeting: Sat, seat: Seat) -> tuple[str, ...]:
    """Whom the register names as holders of a seat: not the deputy, but whom they sat in for."""
    names = (
        line.instead_of if line.attendee.standing is Standing.DEPUTY else line.attendee.name
        for line in meeting.lines
        if line.attendee.seat_key == seat.key
    )
    return tuple(dict.fromkeys(name for name in names if name))


def _outcome(meeting: Sat, seat: Seat, name: str) -> Standing:
    """How one person stood: a deputy who sat in for nobody in particular sat in for whoever was not there."""
    who = name.casefold()
    lines = [line for line in meeting.lines if line.attendee.seat_key == seat.key]
    own = [line.attendee.standing for line in lines if line.attendee.name.casefold() == who]
    stood_in = [
        line.attendee.standing
        for line in lines
        if line.attendee.standing is Standing.DEPUTY and line.instead_of.casefold() in ("", who)
    ]
    return _best([*own, *stood_in])


def unrepresented(meetings: Sequence[Sat]) -> tuple[Unrepresented, ...]:
    """P20, meeting by meeting in order: what is listed for the partnership."""
    return tuple(
        Unrepresented(meeting.on, one)
        for meeting in sorted(meetings, key=lambda one: one.on)
        for one in representations(
            meeting.seats, [line.attendee for line in meeting.lines], meeting.deputies, meeting.ranks
        )
        if one.words
    )
