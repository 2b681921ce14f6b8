"""Cases at a meeting: which sheet, what may be decided, what is still open (domain §4.7, §22.6 to 22.8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.findings import Finding, Severity
from app.domain.lists import CaseFacts

_SHEET = "K&R case sheet"
_CLOSURE = "Kingston JSNA: closing a case"
_STATEMENT = "K&R confidentiality statement"


class Decision(StrEnum):
    """What the meeting decided about a case."""

    CONTINUE = "continue"
    DISCHARGE = "discharge"

    @property
    def label(self) -> str:
        return {"continue": "Continue to monitor", "discharge": "Discharge"}[self.value]


class CaseKind(StrEnum):
    """Which sheet a case has; a new case from out of borough has the new sheet first (domain §22.8)."""

    NEW = "new"
    EXISTING = "existing"
    OUT_OF_BOROUGH = "out of borough"


def case_kind(first_listed_here: bool, out_of_borough: bool) -> CaseKind:
    """New while the body has not discussed the case before; afterwards by where the child lives."""
    if first_listed_here:
        return CaseKind.NEW
    return CaseKind.OUT_OF_BOROUGH if out_of_borough else CaseKind.EXISTING


def is_first_listed_here(listed_on: date | None, discussed_on: Sequence[date], meeting_on: date) -> bool:
    """Whether no meeting of the body before this one discussed the case since it was last listed.

    A case that was closed and listed again is a new spell and so new once more (domain §4.6).
    """
    since = listed_on or date.min
    return not any(since <= day < meeting_on for day in discussed_on)


def _discharge_findings(
    category: int | None, rationale: str, other_lists: Sequence[str], lowest: int
) -> list[Finding]:
    above = category is not None and category >= lowest
    if not rationale:
        at = f" at category {category}" if above else ""
        return [Finding("P22", f"A discharge{at} needs its rationale.", _CLOSURE, Severity.STOP)]
    found = []
    if above:
        sentence = f"Discharge at category {category}: cases close below category {lowest}, with no evidence."
        found.append(Finding("P22", sentence, _CLOSURE, Severity.WARN))
    if other_lists:
        sentence = f"Discharge while still on {' and '.join(other_lists)}: say in the rationale why."
        found.append(Finding("P22", sentence, _CLOSURE, Severity.WARN))
    return found


def check_decision(
    category: int | None,
    decision: Decision | None,
    rationale: str,
    other_lists: Sequence[str] = (),
    lowest_case_category: int = 1,
) -> tuple[Finding, ...]:
    """What stands against a decision; nothing is found where none has been taken.

    `other_lists` are the labels of the lists the child is still on. `lowest_case_category` is the
    profile's: below it exploitation is not evidenced.
    """
    if decision is None:
        return ()
    words = rationale.strip()
    if decision is Decision.DISCHARGE:
        found = _discharge_findings(category, words, other_lists, lowest_case_category)
    else:
        found = (
            [] if words else [Finding("rationale", "A decision needs its rationale.", _SHEET, Severity.STOP)]
        )
    if category is None:
        found.append(
            Finding("category", "No category has been decided for this case.", _SHEET, Severity.WARN)
        )
    return tuple(found)


def check_first_mention(facts: CaseFacts, first_listed_here: bool) -> tuple[Finding, ...]:
    """P17: a meeting is no place to raise a child for the first time; the chair can go on with a reason."""
    if not first_listed_here:
        return ()
    lacking = []
    if facts.referred_on is None:
        lacking.append("no referral")
    if facts.strategy_meeting_on is None:
        lacking.append("no strategy meeting")
    if not lacking:
        return ()
    sentence = f"New case with {' and '.join(lacking)}: use the referral pathway first."
    return (Finding("P17", sentence, _STATEMENT, Severity.STOP),)


@dataclass(frozen=True)
class CaseEntry:
    """How far one case has come at a meeting; `undecided_reason` is given when it is left open."""

    case_id: int
    name: str
    decision: Decision | None = None
    rationale: str = ""
    undecided_reason: str = ""


def undecided(entries: Sequence[CaseEntry]) -> tuple[CaseEntry, ...]:
    """Cases without a decision, or with one that lacks its rationale, in order."""
    return tuple(entry for entry in entries if entry.decision is None or not entry.rationale.strip())


def unexplained(entries: Sequence[CaseEntry]) -> tuple[CaseEntry, ...]:
    """Undecided cases for which nobody has said why."""
    return tuple(entry for entry in undecided(entries) if not entry.undecided_reason.strip())


def closing_findings(entries: Sequence[CaseEntry]) -> tuple[Finding, ...]:
    """What stands against closing the meeting: each case is decided, or left with a reason."""
    left = len(unexplained(entries))
    if not left:
        return ()
    cases = "1 case is" if left == 1 else f"{left} cases are"
    sentence = f"{cases} undecided: decide, or leave each with a reason."
    return (Finding("undecided", sentence, _SHEET, Severity.STOP),)
