"""The order in which a meeting takes its cases (K&R MASE agenda, item 7)."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.cases import CaseKind, case_kind
from app.domain.profiles import CaseGroup

EVERY_STANDING = "all"
OTHER = CaseGroup("Other", "", EVERY_STANDING)


@dataclass(frozen=True)
class CaseStanding:
    """What decides where a case stands on the agenda.

    `first_listed_here` is true until a meeting of the body has discussed the case in this spell.
    """

    case_id: int
    borough: str
    out_of_borough: bool
    first_listed_here: bool
    on_three_lists: bool = False
    name: str = ""

    @property
    def kind(self) -> CaseKind:
        return case_kind(self.first_listed_here, self.out_of_borough)


def group_of(groups: Sequence[CaseGroup], case: CaseStanding) -> CaseGroup:
    """The group of a case: its borough and standing, else its borough, else any borough, else `OTHER`.

    A group with an empty borough takes every borough; one with the standing "all" every standing.
    """
    index = {(group.borough.casefold(), group.standing.casefold()): group for group in reversed(groups)}
    borough, kind = case.borough.strip().casefold(), case.kind.value
    wanted = ((borough, kind), (borough, EVERY_STANDING), ("", kind), ("", EVERY_STANDING))
    return next((index[key] for key in wanted if key in index), OTHER)


def _place(case: CaseStanding) -> tuple[bool, str, int]:
    return (not case.on_three_lists, case.name.casefold(), case.case_id)


def group_cases(
    groups: Sequence[CaseGroup], cases: Sequence[CaseStanding], keep_empty: bool = False
) -> tuple[tuple[CaseGroup, tuple[CaseStanding, ...]], ...]:
    """Every case once, by group in the profile's order; children on three lists lead (P36), then by name.

    Cases that fit no group come last under "Other". Empty groups are kept only if asked for.
    """
    homes = [(group_of(groups, case), case) for case in sorted(cases, key=_place)]
    result = [(group, tuple(case for home, case in homes if home == group)) for group in (*groups, OTHER)]
    return tuple((group, found) for group, found in result if found or (keep_empty and group != OTHER))
