"""Entries of the CME register (domain §14)."""

from app.domain.findings import Finding, Severity
from app.domain.lists import RegisterFacts
from app.domain.profiles import Body

RATINGS = ("red", "amber", "green")
RED = "red"
_NO_PROVISION = frozenset({"", "none", "nil", "no", "n/a"})
_TERMS = "K&R terms of reference, CME"


def hours_words(hours: float) -> str:
    """Hours without a needless decimal: "12.5", "0"."""
    return f"{hours:g}"


def has_provision(facts: RegisterFacts) -> bool:
    """Whether any provision is named; "None" written out is none."""
    return facts.provision.strip().casefold() not in _NO_PROVISION


def lacks_hours(facts: RegisterFacts, body: Body) -> bool:
    """Whether fewer hours are offered than the minimum (K&R ToR: 25 a week); unknown is not fewer."""
    return facts.hours is not None and facts.hours < body.education_hours


def _hours_findings(facts: RegisterFacts, body: Body) -> list[Finding]:
    if facts.hours is None:
        return [Finding("P24", "Hours of education are not known.", _TERMS, Severity.NOTE)]
    if not lacks_hours(facts, body):
        return []
    least = hours_words(body.education_hours)
    sentence = f"{hours_words(facts.hours)} hours of education a week; the minimum is {least}."
    if not has_provision(facts):
        sentence = f"{sentence.removesuffix('.')}, and no provision has started."
    return [Finding("P24", sentence, _TERMS, Severity.WARN)]


def _same(one: str, other: str) -> bool:
    return bool(one.strip()) and one.strip().casefold() == other.strip().casefold()


def _rating_findings(facts: RegisterFacts, escalated: bool, rated_by: str) -> list[Finding]:
    if facts.rag.casefold() not in RATINGS:
        return [Finding("C1", "The entry has no rating.", _TERMS, Severity.WARN)]
    found = []
    if facts.rag.casefold() == RED and not escalated:
        sentence = "Rated red with no escalation recorded: take it to the missing meeting or a pupil panel."
        found.append(Finding("P25", sentence, _TERMS, Severity.WARN))
    if not facts.assured_by.strip():
        found.append(Finding("C2", "The rating has not been quality assured.", _TERMS, Severity.WARN))
    elif _same(facts.assured_by, rated_by or facts.case_worker):
        found.append(Finding("P26", "Rated and quality assured by the same person.", _TERMS, Severity.WARN))
    return found


def register_findings(
    facts: RegisterFacts, body: Body, escalated: bool = False, rated_by: str = ""
) -> tuple[Finding, ...]:
    """P24 to P26 for one entry, and a rating that is missing or not assured.

    `rated_by` is whoever set the rating; the list does not say, so the case worker stands in for them.
    """
    return (*_rating_findings(facts, escalated, rated_by), *_hours_findings(facts, body))
