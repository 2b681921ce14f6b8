"""Hours of education against the minimum, and how long a child waits for provision (domain §14.3)."""

from datetime import date

from app.domain.calendar import day_words
from app.domain.education.facts import KnownEntry
from app.domain.findings import Finding, Severity
from app.domain.lists import RegisterFacts
from app.domain.profiles import Body

_NO_PROVISION = frozenset({"", "none", "nil", "no", "n/a"})
TERMS = "K&R terms of reference, CME"


def hours_words(hours: float) -> str:
    """Hours without a needless decimal: "12.5", "0"."""
    return f"{hours:g}"


def has_provision(facts: RegisterFacts) -> bool:
    """Whether any provision is named; "None" written out is none."""
    return facts.provision.strip().casefold() not in _NO_PROVISION


def lacks_hours(facts: RegisterFacts, body: Body) -> bool:
    """Whether fewer hours are offered than the minimum (K&R ToR: 25 a week); unknown is not fewer."""
    return facts.hours is not None and facts.hours < body.education_hours


def waiting_days(entry: KnownEntry, today: date) -> int | None:
    """Calendar days from asking for alternative provision until it began, or until today.

    None where nobody asked for any, or for dates that cannot be so.
    """
    if entry.provision_asked_on is None:
        return None
    days = ((entry.provision_began_on or today) - entry.provision_asked_on).days
    return days if days >= 0 else None


def hours_findings(facts: RegisterFacts, body: Body, today: date | None = None) -> list[Finding]:
    """P24 (C4, C5): too few hours, hours nobody knows, and provision that was asked for and has not begun."""
    return [*_too_few(facts, body), *(_late_provision(facts, today) if today is not None else [])]


def _too_few(facts: RegisterFacts, body: Body) -> list[Finding]:
    if facts.hours is None:
        return [Finding("P24", "Hours of education are not known.", TERMS, Severity.NOTE)]
    if not lacks_hours(facts, body):
        return []
    least = hours_words(body.education_hours)
    sentence = f"{hours_words(facts.hours)} hours of education a week; the minimum is {least}."
    if not has_provision(facts):
        sentence = f"{sentence.removesuffix('.')}, and no provision has started."
    return [Finding("P24", sentence, TERMS, Severity.WARN)]


def _late_provision(facts: RegisterFacts, today: date) -> list[Finding]:
    if not isinstance(facts, KnownEntry) or facts.provision_began_on is not None:
        return []
    days = waiting_days(facts, today)
    if not days or facts.provision_asked_on is None:
        return []
    asked = day_words(facts.provision_asked_on)
    sentence = (
        f"Alternative provision was asked for on {asked} and has not begun: "
        f"{days} day{'' if days == 1 else 's'} so far."
    )
    return [Finding("P24", sentence, TERMS, Severity.WARN)]
