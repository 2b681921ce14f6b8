"""Counting undecided pairs as if confirmed, for one answer: never through a chain that contradicts itself.

A~B and B~C do not make A~C. Pairs are taken strongest first, and two groups are joined only when no row of
one speaks against any row of the other.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from app.domain.matching import ScoredPair, compare
from app.models import Subject
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import Pair, record_of


def trial_groups(
    subjects: Mapping[int, Subject],
    settled: Sequence[set[int]],
    pairs: Sequence[Pair],
    apart: Collection[tuple[int, int]] = (),
) -> list[set[int]]:
    """The groups of subjects if `pairs` were all confirmed, starting from what people have settled.

    `apart` are the pairs that people said are different children; no chain joins them.
    """
    group_of = {one: group for group in map(set, settled) for one in group}
    asked_again = {(pair.a, pair.b) for pair in pairs}
    kept_apart = {frozenset(pair) for pair in apart if pair not in asked_again}
    for pair in sorted(pairs, key=lambda pair: -pair.scored.score):
        left, right = group_of[pair.a], group_of[pair.b]
        if left is right or _contradict(subjects, left, right, kept_apart):
            continue
        left |= right
        for one in right:
            group_of[one] = left
    return list({id(group): group for group in group_of.values()}.values())


def _contradict(
    subjects: Mapping[int, Subject], left: set[int], right: set[int], apart: Collection[frozenset[int]]
) -> bool:
    return any(
        frozenset((a, b)) in apart or speaks_against(subjects[a], subjects[b]) for a in left for b in right
    )


def speaks_against(a: Subject, b: Subject) -> bool:
    """Two numbered children of one list, a likely twin or sibling, or evidence that is against on balance."""
    if a.list_name == b.list_name and a.number and b.number and a.number != b.number and a.born != b.born:
        return True
    left, right, tables = record_of(a), record_of(b), reference_tables()
    scored = compare(left, right, tables)
    if _may_be_family(scored):
        return True
    if any(reason.level.endswith("(swapped)") for reason in scored.reasons):
        # Put the names the right way round: a twin then shows as one.
        turned = replace(left, forename=left.surname, surname=left.forename)
        return _may_be_family(compare(turned, right, tables))
    return scored.score < 0


def _may_be_family(scored: ScoredPair) -> bool:
    return any(flag.endswith("?") for flag in scored.flags)
