"""Rules advise, people decide: what a rule found, said once, with its source."""

from dataclasses import dataclass
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
