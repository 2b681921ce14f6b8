"""Whether a meeting can decide, under the rule of its profile (domain §3, §23.1 nos 6 to 9)."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.findings import Finding, Severity
from app.domain.profiles import QuorumRule, Seat

PROVISIONAL = "decisions are provisional until the next quorate meeting"


@dataclass(frozen=True)
class Quorum:
    """How a count came out. `of` is the number that could be present; `sentence` goes into the minutes."""

    met: bool
    present: int
    needed: int
    of: int
    sentence: str

    @property
    def figures(self) -> str:
        """ "7 of 11", for the strip of the meeting room."""
        return f"{self.present} of {self.of}"


@dataclass(frozen=True)
class _Tally:
    present: int
    of: int
    needed: int
    noun: str
    lacking: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        return bool(self.of) and self.present >= self.needed and not self.lacking


def _plural(count: int, noun: str) -> str:
    if count == 1:
        return f"{count} {noun}"
    return f"{count} {noun.removesuffix('y')}ies" if noun.endswith("y") else f"{count} {noun}s"


def share(of: int, percent: int) -> int:
    """The least whole number that is at least this percentage: 50 % of 17 is 9."""
    return -(-of * percent // 100)


def _members(rule: QuorumRule, core: Sequence[Seat], here: Collection[str]) -> _Tally:
    return _Tally(sum(seat.key in here for seat in core), len(core), share(len(core), rule.value), "seat")


def _agencies(rule: QuorumRule, core: Sequence[Seat], here: Collection[str]) -> _Tally:
    everyone = {seat.agency for seat in core}
    present = {seat.agency for seat in core if seat.key in here}
    return _Tally(len(present), len(everyone), share(len(everyone), rule.value), "agency")


def _organisations(rule: QuorumRule, core: Sequence[Seat], here: Collection[str]) -> _Tally:
    everyone = {seat.agency for seat in core}
    present = {seat.agency for seat in core if seat.key in here}
    return _Tally(len(present), len(everyone), rule.value, "organisation")


def _roles(rule: QuorumRule, core: Sequence[Seat], here: Collection[str]) -> _Tally:
    present = {seat.role.casefold() for seat in core if seat.key in here}
    lacking = tuple(role for role in rule.roles if role.casefold() not in present)
    wanted = len(rule.roles)
    return _Tally(wanted - len(lacking), wanted, wanted, "required role", lacking)


_TALLIES: dict[str, Callable[[QuorumRule, Sequence[Seat], Collection[str]], _Tally]] = {
    "percent_members": _members,
    "percent_agencies": _agencies,
    "min_organisations": _organisations,
    "required_roles": _roles,
}


def _figures(tally: _Tally, state: str) -> str:
    if tally.lacking:
        return f"no {' and no '.join(tally.lacking)} {state}"
    of = f"{tally.present} of {_plural(tally.of, tally.noun)} {state}"
    return of if tally.noun == "required role" else f"{of}, {tally.needed} needed"


def _count(
    rule: QuorumRule,
    seats: Sequence[Seat],
    attendance: Mapping[str, Standing],
    counting: Collection[Standing],
    written: Collection[str],
) -> _Tally | None:
    if rule.kind == "none":
        return None
    core = [seat for seat in seats if not seat.invited]
    counted = {standing for standing in counting if rule.deputies_count or standing is not Standing.DEPUTY}
    here = {seat.key for seat in core if attendance.get(seat.key, Standing.EXPECTED) in counted}
    return _TALLIES[rule.kind](rule, core, here | (set(written) if rule.written_counts else set()))


def count_quorum(
    rule: QuorumRule,
    seats: Sequence[Seat],
    attendance: Mapping[str, Standing],
    written: Collection[str] = (),
) -> Quorum:
    """Count the seats that are filled now; invited seats and observers never count.

    `written` are keys of seats that sent a written return, which counts only where the rule says so.
    Without a single core seat nothing can be counted, and the meeting is not quorate.
    """
    tally = _count(rule, seats, attendance, IN_THE_ROOM, written)
    if tally is None:
        core = [seat for seat in seats if not seat.invited]
        present = sum(attendance.get(seat.key) in IN_THE_ROOM for seat in core)
        return Quorum(True, present, 0, len(core), "No quorum is set for this meeting.")
    if not tally.of:
        return Quorum(False, 0, tally.needed, 0, f"Not quorate: no seats are set; {PROVISIONAL}.")
    figures = _figures(tally, "present")
    sentence = f"Quorate: {figures}." if tally.met else f"Not quorate: {figures}; {PROVISIONAL}."
    return Quorum(tally.met, tally.present, tally.needed, tally.of, sentence)


def forecast(
    rule: QuorumRule,
    seats: Sequence[Seat],
    attendance: Mapping[str, Standing],
    written: Collection[str] = (),
) -> Quorum:
    """The quorum to expect if everyone comes who has not sent apologies."""
    tally = _count(rule, seats, attendance, IN_THE_ROOM | {Standing.EXPECTED}, written)
    if tally is None:
        return count_quorum(rule, seats, attendance, written)
    word = "Quorum expected" if tally.met else "Quorum in doubt"
    figures = _figures(tally, "expected") if tally.of else "no seats are set"
    return Quorum(tally.met, tally.present, tally.needed, tally.of, f"{word}: {figures}.")


def lost(before: Quorum, after: Quorum) -> tuple[Finding, ...]:
    """P21: the meeting was quorate until somebody left; the caller records the time."""
    if not before.met or after.met:
        return ()
    sentence = f"The meeting is no longer quorate ({after.figures}); {PROVISIONAL}."
    return (Finding("P21", sentence, "K&R terms of reference: quorum", Severity.WARN),)
