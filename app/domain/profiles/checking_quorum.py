"""What is wrong with a rule of quorum: what it names, what it joins, and whether it can ever be met."""

from collections.abc import Iterator, Mapping

from app.domain.profiles.body import Body
from app.domain.profiles.faults import Fault, listed
from app.domain.profiles.values import ALL_OF, ANY_OF, BY_RANK, QUORUM_KINDS, QuorumRule

_PLACE = "quorum"
_PERCENT = ("percent_members", "percent_agencies")


def shape(body: Body, rule: QuorumRule | None = None) -> Iterator[Fault]:
    """What keeps a rule from being read at all."""
    rule = rule or body.quorum
    if rule.kind not in QUORUM_KINDS:
        yield Fault(_PLACE, f"A quorum is of the kind {rule.kind}; it can be {listed(QUORUM_KINDS)}.")
    if (rule.kind in (ALL_OF, ANY_OF)) != bool(rule.rules):
        words = f"Quorum rules are joined by {ALL_OF} or {ANY_OF}, with what they join under “rules”."
        yield Fault(_PLACE, words)
    lists = [one for one in body.ranks if rule.agency in ("", one.agency)]
    if rule.kind == BY_RANK and not any(one.level(rule.rank) is not None for one in lists):
        yield Fault(_PLACE, f"The quorum asks for the rank “{rule.rank}”, which no list of ranks has.")
    for one in rule.rules:
        yield from shape(body, one)


def values(body: Body, rule: QuorumRule | None = None) -> Iterator[Fault]:
    """What can be read, and can never be met or never fail."""
    rule = rule or body.quorum
    core = [seat for seat in body.seats if not seat.invited]
    agencies = len({seat.agency for seat in core})
    if rule.kind in _PERCENT and not 1 <= rule.value <= 100:
        yield Fault(_PLACE, f"A quorum of {rule.value} % cannot be counted; give 1 to 100.")
    if rule.kind == "min_organisations" and not 1 <= rule.value <= max(agencies, 1):
        words = f"The quorum asks for {rule.value} organisations; the members come from {agencies}."
        yield Fault(_PLACE, words)
    if rule.kind == "required_roles":
        yield from _roles(rule, {seat.role.casefold(): seat.role for seat in core})
    for one in rule.rules:
        yield from values(body, one)


def _roles(rule: QuorumRule, there: Mapping[str, str]) -> Iterator[Fault]:
    if not rule.roles:
        yield Fault(_PLACE, "The quorum asks for certain roles and names none.")
    for role in rule.roles:
        if role.casefold() not in there:
            yield Fault(_PLACE, f"The quorum asks for “{role}”, a role that no member's seat has.")
