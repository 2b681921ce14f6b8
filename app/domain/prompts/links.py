"""Prompts about persons, places and orders around a child (§26, P27 to P29, P38)."""

from datetime import date

from app.domain.calendar import OfficeCalendar, day_words
from app.domain.deadlines import due_after
from app.domain.findings import Finding, Severity
from app.domain.people import age_on
from app.domain.profiles import Body

_ADULT = 18


def person_prompts(born: date | None, children: int, today: date) -> tuple[Finding, ...]:
    """P27 for a person of interest who is a child, P38 for one who is linked to several children."""
    found = []
    age = age_on(born, today)
    if age is not None and age < _ADULT:
        sentence = f"Aged {age}: take the youth justice and welfare route; the child may be a victim as well."
        found.append(Finding("P27", sentence, "K&R: persons of interest", Severity.WARN))
    return (*found, *_several_children(children))


def place_prompts(first_listed: bool, children: int) -> tuple[Finding, ...]:
    """P28 for a location that is new on the list, P38 for one that is linked to several children."""
    found = []
    if first_listed:
        sentence = "New on the list: invite the business or the landlord? Is it licensed?"
        found.append(Finding("P28", sentence, "K&R terms of reference, MASE", Severity.NOTE))
    return (*found, *_several_children(children))


def _several_children(children: int) -> tuple[Finding, ...]:
    if children < 2:
        return ()
    sentence = f"Linked to {children} children: consider a meeting before the meeting."
    return (Finding("P38", sentence, "K&R referral pathway", Severity.WARN),)


def order_prompts(
    what: str, expires: date | None, body: Body, today: date, office: OfficeCalendar
) -> tuple[Finding, ...]:
    """P29: an order or a notice that runs out within the profile's time, or has run out."""
    if expires is None or expires > due_after(today, body.deadlines.expiry_warning, office):
        return ()
    ran = "ran out" if expires < today else "runs out"
    sentence = f"{what} {ran} on {day_words(expires)}: review it."
    return (Finding("P29", sentence, "Kingston JSNA: orders", Severity.WARN),)
