"""Quorum as it was lost and regained, with the time; and whether it held when something was decided."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from app.domain.attendance import IN_THE_ROOM, Attendee
from app.domain.presence import Stay, joined_up
from app.domain.profiles import QuorumRule, Ranks, Seat
from app.domain.quorum import Quorum, count_quorum


@dataclass(frozen=True)
class Line:
    """One line of the register with the times at which that person was in the room."""

    attendee: Attendee
    stays: tuple[Stay, ...] = (Stay(),)


@dataclass(frozen=True)
class Written:
    """A seat's return in writing; it counts from `at`, from the start where that is None."""

    seat_key: str
    at: datetime | None = None


@dataclass(frozen=True)
class Change:
    """From this instant the meeting was quorate, or was not; `who` came or went then, nobody at the start."""

    at: datetime
    met: bool
    counted: str
    who: str = ""
    came: bool = True

    @property
    def sentence(self) -> str:
        """ "Quorum was lost at 11:40 when Health left (5 of 11 seats)." """
        verb = "joined" if self.came else "left"
        when = f" when {self.who} {verb}" if self.who else ""
        state = "Quorate from" if self.met else "Quorum was lost at"
        counted = f" ({self.counted})" if self.counted else ""
        return f"{state} {self.at:%H:%M}{when}{counted}."


@dataclass(frozen=True)
class Rules:
    """What a body counts by: its rule, its seats and its lists of ranks."""

    rule: QuorumRule
    seats: tuple[Seat, ...]
    ranks: tuple[Ranks, ...] = ()


def count_at(rules: Rules, lines: Iterable[Line], written: Iterable[Written], at: datetime) -> Quorum:
    """The quorum at an instant."""
    people = [
        line.attendee
        for line in lines
        if line.attendee.standing in IN_THE_ROOM and any(stay.covers(at) for stay in line.stays)
    ]
    sent = {one.seat_key for one in written if one.at is None or one.at <= at}
    return count_quorum(rules.rule, rules.seats, people, sent, rules.ranks)


def replay(
    rules: Rules, lines: Sequence[Line], written: Sequence[Written], opened: datetime
) -> tuple[Change, ...]:
    """How the quorum stood at the opening, and each time that changed; the same whoever was noted first."""
    settled = [
        Line(line.attendee, joined_up(line.stays)) for line in lines if line.attendee.standing in IN_THE_ROOM
    ]
    times = {opened}
    for line in settled:
        times |= {at for stay in line.stays for at in (stay.arrived, stay.left) if at is not None}
    times |= {one.at for one in written if one.at is not None}
    changes: list[Change] = []
    for at in sorted(at for at in times if at >= opened):
        quorum = count_at(rules, settled, written, at)
        if not changes or quorum.met != changes[-1].met:
            who = _who(settled, at, came=quorum.met) if changes else ""
            changes.append(Change(at, quorum.met, quorum.counted, who, came=quorum.met))
    return tuple(changes)


def _who(lines: Sequence[Line], at: datetime, *, came: bool) -> str:
    """The agencies that came, or went, at an instant."""
    moved = [
        line.attendee.agency or line.attendee.name
        for line in lines
        if any((stay.arrived if came else stay.left) == at for stay in line.stays)
    ]
    names = list(dict.fromkeys(moved))
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def quorate_at(changes: Sequence[Change], at: datetime) -> bool | None:
    """Whether the meeting was quorate at an instant; None where nothing is known of that time."""
    known = [one for one in changes if one.at <= at]
    return known[-1].met if known else (changes[0].met if changes else None)


def quorum_words(changes: Sequence[Change], now: Quorum) -> str:
    """The quorum of a whole meeting in the words of its minutes; `now` is how it ended.

    "Quorum was lost at 11:40 when Health left (5 of 11 seats), regained at 11:55 when Health joined."
    """
    if len(changes) <= 1:
        return now.sentence
    said = [] if changes[0].met else [f"Not quorate at the start ({changes[0].counted})."]
    for one, following in pairwise((*changes, None)):
        assert one is not None
        if one is changes[0]:
            continue
        if one.met:
            if one is changes[1] and not changes[0].met:
                said.append(one.sentence)
        elif following is None:
            said.append(f"{one.sentence[:-1]} and not regained.")
        else:
            back = f" when {following.who} joined" if following.who else ""
            said.append(f"{one.sentence[:-1]}, regained at {following.at:%H:%M}{back}.")
    return " ".join((now.sentence, *said) if now.met else said)
