"""Rules advise, people decide: what a rule found, said once, with its source."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """`STOP` stops an act until the chair goes on with a reason, which is minuted."""

    NOTE = "note"
    WARN = "warn"
    STOP = "stop"


@dataclass(frozen=True)
class Finding:
    """One piece of advice. `rule` is the id of domain §26 ("P4") or a short key of ours."""

    rule: str
    sentence: str
    source: str
    severity: Severity = Severity.NOTE


def folded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """One of a kind, for a narrow place: of several that a rule says alike, the first and how many."""
    kinds: dict[tuple[str, Severity], list[Finding]] = {}
    for finding in findings:
        kinds.setdefault((finding.rule, finding.severity), []).append(finding)
    return tuple(
        own[0] if len(own) == 1 else replace(own[0], sentence=f"{own[0].sentence} And {len(own) - 1} more.")
        for own in kinds.values()
    )
