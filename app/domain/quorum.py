"""Whether a meeting can decide, under the rule of its profile (domain §3, §23.1 nos 6 to 9)."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from app.domain.attendance import IN_THE_ROOM, Attendee, Standing
from app.domain.findings import Finding, Severity
from app.domain.profiles import QuorumRule, Ranks, Seat

PROVISIONAL = "decisions are provisional until the next quorate meeting"
_NUMERIC = ("percent_members", "percent_agencies", "min_organisations")


@dataclass(frozen=True)
class Quorum:
    """How a count came out. `of` is the number that could be present; `sentence` goes into the minutes.

    `counted` is the count in words ("5 of 11 seats"); `lacking` says who must come besides any number
    ("no Inspector or above of Police"), "" where nobody is missed by name.
    """

    met: bool
    present: int
    needed: int
    of: int
    sentence: str
    counted: str = ""
    lacking: str = ""

    @property
    def figures(self) -> str:
        """ "7 of 11", for the strip of the meeting room."""
        return f"{self.present} of {self.of}"


@dataclass(frozen=True)
class _Table:
    """Who could be counted: core seats, the people on them by seat, and what else is known."""

    core: tuple[Seat, ...]
    people: tuple[Attendee, ...]
    counting: frozenset[Standing]
    written: frozenset[str]
    ranks: tuple[Ranks, ...]
    state: str

    def counted(self, rule: QuorumRule) -> tuple[Attendee, ...]:
        """Those who are there in a way that the rule takes for presence."""
        return tuple(
            one
            for one in self.people
            if one.standing in self.counting
            and (rule.deputies_count or one.standing is not Standing.DEPUTY)
            and (rule.virtual_counts or not one.virtual)
        )

    def here(self, rule: QuorumRule) -> set[str]:
        """The seats that are filled; a seat counts once, by whomever."""
        return {one.seat_key for one in self.counted(rule)} | self.in_writing(rule)

    def in_writing(self, rule: QuorumRule) -> set[str]:
        """The seats that count by what they sent."""
        return {seat.key for seat in self.core if seat.key in self.written} if rule.written_counts else set()


@dataclass(frozen=True)
class _Tally:
    """One rule's count; `present`, `needed` and `of` are numbers of whatever `counted` says."""

    met: bool
    present: int
    needed: int
    of: int
    counted: str
    words: str
    lacking: str = ""
    numeric: bool = False


def _plural(count: int, noun: str) -> str:
    if count == 1:
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"


def share(of: int, percent: int) -> int:
    """The least whole number that is at least this percentage: 50 % of 17 is 9."""
    return -(-of * percent // 100)


def _number(table: _Table, rule: QuorumRule, everyone: Collection[str], here: Collection[str]) -> _Tally:
    """A count of seats, agencies or organisations against a percentage or a number."""
    needed = rule.value if rule.kind == "min_organisations" else share(len(everyone), rule.value)
    counted = f"{len(here)} of {_plural(len(everyone), _NOUNS[rule.kind])}"
    by_paper = table.in_writing(rule) - {one.seat_key for one in table.counted(rule)}
    state = f"{table.state} or in writing" if by_paper else table.state
    words = f"{counted} {state}, {needed} needed" if everyone else _NO_SEATS
    met = bool(everyone) and len(here) >= needed
    return _Tally(met, len(here), needed, len(everyone), counted, words, numeric=True)


def _members(table: _Table, rule: QuorumRule) -> _Tally:
    return _number(table, rule, {seat.key for seat in table.core}, table.here(rule))


def _agencies(table: _Table, rule: QuorumRule) -> _Tally:
    here = table.here(rule)
    present = {seat.agency for seat in table.core if seat.key in here}
    return _number(table, rule, {seat.agency for seat in table.core}, present)


def _named(table: _Table, wanted: int, lacking: Sequence[str], counted: str) -> _Tally:
    """Whether those are there who are wanted by role or rank, and not by number."""
    if not table.core:
        return _Tally(False, 0, wanted, 0, _NO_SEATS, _NO_SEATS)
    missed = f"no {' and no '.join(lacking)}" if lacking else ""
    told = missed or counted
    return _Tally(not lacking, wanted - len(lacking), wanted, wanted, told, f"{told} {table.state}", missed)


def _roles(table: _Table, rule: QuorumRule) -> _Tally:
    here, wanted = table.here(rule), len(rule.roles)
    present = {seat.role.casefold() for seat in table.core if seat.key in here}
    lacking = [role for role in rule.roles if role.casefold() not in present]
    return _named(table, wanted, lacking, f"{wanted} of {_plural(wanted, 'required role')}")


def _rank(table: _Table, rule: QuorumRule) -> _Tally:
    title = f"{rule.rank} or above" + (f" of {rule.agency}" if rule.agency else "")
    found = any(_ranks_high_enough(table, rule, seat) for seat in table.core)
    return _named(table, 1, () if found else (title,), title)


def _ranks_high_enough(table: _Table, rule: QuorumRule, seat: Seat) -> bool:
    """Whether somebody who counts for this seat has the rank; a deputy's is their own, never the seat's."""
    agency = seat.agency.casefold()
    if rule.agency and rule.agency.casefold() != agency:
        return False
    order = next((one for one in table.ranks if one.agency.casefold() == agency), None)
    wanted = order.level(rule.rank) if order else None
    if order is None or wanted is None:
        return False
    on_it = [one for one in table.people if one.seat_key == seat.key]
    held = [one for one in on_it if one.standing is not Standing.DEPUTY]
    titles = [_title(one, seat) for one in table.counted(rule) if one in on_it]
    if seat.key in table.in_writing(rule):
        titles += [_title(one, seat) for one in held] or [seat.role]
    levels = [order.level(title) for title in titles]
    return any(level is not None and level >= wanted for level in levels)


def _title(one: Attendee, seat: Seat) -> str:
    return one.rank or ("" if one.standing is Standing.DEPUTY else seat.role)


def _none(_table: _Table, _rule: QuorumRule) -> _Tally:
    return _Tally(True, 0, 0, 0, "", "")


def _joined(table: _Table, rule: QuorumRule) -> _Tally:
    """All or any of several rules; the figures are those of the first number among what decides."""
    tallies = [_tally(table, _under(rule, one)) for one in rule.rules]
    every = rule.kind == "all_of"
    met = all(one.met for one in tallies) if every else any(one.met for one in tallies)
    # Where it is met, what meets it (of any: the first); where it is not, what is in the way.
    telling = [one for one in tallies if one.met == met]
    told = telling[:1] if met and not every else telling
    shown = next((one for one in (tallies if every else told) if one.numeric), told[0])
    by_name = every or not any(one.numeric for one in told)
    missed = [one.lacking for one in told if one.lacking] if by_name and not met else []
    return _Tally(
        met,
        shown.present,
        shown.needed,
        shown.of,
        ", ".join(one.counted for one in told if one.counted),
        ", and ".join(one.words for one in told if one.words),
        (", " if every else " or ").join(missed),
        shown.numeric,
    )


def _under(outer: QuorumRule, inner: QuorumRule) -> QuorumRule:
    """What counts as presence in the outer rule counts so in each rule that it joins."""
    return replace(
        inner,
        deputies_count=inner.deputies_count and outer.deputies_count,
        written_counts=inner.written_counts or outer.written_counts,
        virtual_counts=inner.virtual_counts and outer.virtual_counts,
    )


_NO_SEATS = "no seats are set"
_NOUNS = {"percent_members": "seat", "percent_agencies": "agency", "min_organisations": "organisation"}
_TALLIES: dict[str, Callable[[_Table, QuorumRule], _Tally]] = {
    "none": _none,
    "percent_members": _members,
    "percent_agencies": _agencies,
    "min_organisations": _agencies,
    "required_roles": _roles,
    "rank": _rank,
    "all_of": _joined,
    "any_of": _joined,
}


def _tally(table: _Table, rule: QuorumRule) -> _Tally:
    return _TALLIES[rule.kind](table, rule)


def _count(
    rule: QuorumRule,
    seats: Sequence[Seat],
    people: Iterable[Attendee],
    written: Collection[str],
    ranks: Sequence[Ranks],
    *,
    expected: bool,
) -> tuple[_Tally, int, int]:
    """The rule's count; how many core seats are filled, and how many there are."""
    core = tuple(seat for seat in seats if not seat.invited)
    keys = {seat.key for seat in core}
    known = tuple(one for one in people if one.seat_key in keys)
    counting = IN_THE_ROOM
    if expected:
        # Nobody has been heard of for these seats: somebody is expected there.
        silent = keys - {one.seat_key for one in known}
        known += tuple(Attendee("", Standing.EXPECTED, key) for key in sorted(silent))
        counting |= {Standing.EXPECTED}
    table = _Table(
        core,
        known,
        counting,
        frozenset(written),
        tuple(ranks),
        "expected" if expected else "present",
    )
    return _tally(table, rule), len({one.seat_key for one in known if one.standing in IN_THE_ROOM}), len(core)


def count_quorum(
    rule: QuorumRule,
    seats: Sequence[Seat],
    people: Iterable[Attendee],
    written: Collection[str] = (),
    ranks: Sequence[Ranks] = (),
) -> Quorum:
    """Count the seats that are filled now; invited seats and observers never count.

    `written` are keys of seats that sent a written return, which counts only where the rule says so;
    `ranks` are the body's lists of ranks. Without a single core seat nothing can be counted, and the
    meeting is not quorate.
    """
    tally, present, of = _count(rule, seats, people, written, ranks, expected=False)
    if rule.kind == "none":
        return Quorum(True, present, 0, of, "No quorum is set for this meeting.")
    sentence = f"Quorate: {tally.words}." if tally.met else f"Not quorate: {tally.words}; {PROVISIONAL}."
    return _quorum(tally, sentence)


def forecast(
    rule: QuorumRule,
    seats: Sequence[Seat],
    people: Iterable[Attendee],
    written: Collection[str] = (),
    ranks: Sequence[Ranks] = (),
) -> Quorum:
    """The quorum to expect if everyone comes who has not sent apologies."""
    everybody = tuple(people)
    tally, _, _ = _count(rule, seats, everybody, written, ranks, expected=True)
    if rule.kind == "none":
        return count_quorum(rule, seats, everybody, written, ranks)
    return _quorum(tally, f"{'Quorum expected' if tally.met else 'Quorum in doubt'}: {tally.words}.")


def _quorum(tally: _Tally, sentence: str) -> Quorum:
    return Quorum(tally.met, tally.present, tally.needed, tally.of, sentence, tally.counted, tally.lacking)


def lost(before: Quorum, after: Quorum) -> tuple[Finding, ...]:
    """P21: the meeting was quorate until somebody left; the caller records the time."""
    if not before.met or after.met:
        return ()
    sentence = f"The meeting is no longer quorate ({after.counted or after.figures}); {PROVISIONAL}."
    return (Finding("P21", sentence, "K&R terms of reference: quorum", Severity.WARN),)
