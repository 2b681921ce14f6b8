"""Prompts about one child of the case list (domain §26: P8 to P16, P33, P37).

Signs are the headings of the referral form under which something stands; vulnerabilities are what was so
before any abuse. Signs are never turned into a score: those without a vulnerability still count.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date

from app.domain.findings import Finding, Severity
from app.domain.people import age_on
from app.domain.profiles import Body

SEXUAL, TECHNOLOGY = "sexual", "technology"
CHILD_PROTECTION = ("cp", "cp plan", "child protection")
_UNDER_AGE, _CONSENT_AGE, _ADULT = 13, 16, 18


@dataclass(frozen=True)
class Month:
    """What one meeting came to; `moved` is whether an action was agreed or reported on."""

    category: int | None
    moved: bool
    impact: str = ""


@dataclass(frozen=True)
class Situation:
    """A child on the case list. `signs` are headings of the referral form that are filled.

    `months` are the meetings that discussed the case, newest first. `attendances` is how often the child
    was seen at A&E or tested, None where nobody counted. `relatives` are children known to be related.
    """

    born: date | None = None
    signs: frozenset[str] = frozenset()
    vulnerabilities: frozenset[str] = frozenset()
    learning_disability: str = ""  # "", "none", "suspected", "diagnosed"
    exploited: bool = False
    relatives: int = 0
    shared_image: bool = False
    attendances: int | None = None
    status: str = ""
    case_open: bool = True
    months: Sequence[Month] = field(default_factory=tuple)


def case_prompts(child: Situation, body: Body, today: date) -> tuple[Finding, ...]:
    """Everything that is worth a thought about a child, in the order of the table."""
    return tuple(found for rule in _RULES for found in rule(child, body, today))


def _siblings(child: Situation, _body: Body, _today: date) -> list[Finding]:
    if not child.exploited or not child.relatives:
        return []
    some = "a child" if child.relatives == 1 else f"{child.relatives} children"
    sentence = f"Related to {some} known here: has anybody looked at their safety?"
    return [Finding("P8", sentence, "K&R: brothers and sisters", Severity.NOTE)]


def _disability(child: Situation, body: Body, _today: date) -> list[Finding]:
    if child.learning_disability not in ("suspected", "diagnosed") or not child.signs:
        return []
    medium = body.category_label(2).partition(",")[0]
    least = f"{medium[:1].lower()}{medium[1:]}"
    sentence = f"A learning disability and a sign of exploitation: consider at least {least}."
    return [Finding("P9", sentence, "Kingston JSNA: learning disability", Severity.WARN)]


def _without_vulnerability(child: Situation, _body: Body, _today: date) -> list[Finding]:
    if not child.signs or child.vulnerabilities:
        return []
    sentence = "Signs, and no earlier vulnerability recorded: that makes exploitation no less likely."
    return [Finding("P10", sentence, "Children's Commissioner, in Croydon's profile", Severity.NOTE)]


def _several(child: Situation, body: Body, _today: date) -> list[Finding]:
    most = body.prompting.high_risk_signs
    if len(child.signs) < most:
        return []
    sentence = f"{len(child.signs)} signs: treat as high risk, and begin the enquiry now, not at the meeting."
    return [Finding("P11", sentence, "Children's Commissioner, in Croydon's profile", Severity.WARN)]


def _age_and_consent(child: Situation, _body: Body, today: date) -> list[Finding]:
    age = age_on(child.born, today)
    if SEXUAL not in child.signs or age is None or age >= _ADULT:
        return []
    if age < _UNDER_AGE:
        sentence = f"Aged {age}: no child under 13 can consent. Refer on today."
        return [Finding("P12", sentence, "Kingston JSNA: the law on consent", Severity.WARN)]
    if age < _CONSENT_AGE:
        sentence = f"Aged {age}: an offence even where both agree. Assess whether somebody takes advantage."
        return [Finding("P13", sentence, "Kingston JSNA: the law on consent", Severity.NOTE)]
    sentence = f"Aged {age}: still a child. Images are an offence, and nobody is let go for their age."
    return [Finding("P14", sentence, "Kingston JSNA: the law on consent", Severity.NOTE)]


def _image(child: Situation, _body: Body, _today: date) -> list[Finding]:
    if not child.shared_image:
        return []
    sentence = (
        "A shared image: without malice the school may deal with it; "
        "with pressure, an adult or money it is for the police."
    )
    return [Finding("P15", sentence, "K&R: images", Severity.NOTE)]


_MANY_ATTENDANCES = 6  # Greater Manchester flags more than six tests (Kingston JSNA:1611)


def _health(child: Situation, _body: Body, _today: date) -> list[Finding]:
    if child.attendances is None or child.attendances <= _MANY_ATTENDANCES:
        return []
    sentence = f"{child.attendances} attendances or tests: consider exploitation, whatever the results."
    return [Finding("P16", sentence, "Kingston JSNA: health", Severity.WARN)]


def _two_plans(child: Situation, body: Body, _today: date) -> list[Finding]:
    words = child.status.strip().casefold()
    if not child.case_open or not any(words.startswith(one) for one in CHILD_PROTECTION):
        return []
    sentence = f"A child protection plan as well: ending one plan must not end the other ({body.short})."
    return [Finding("P33", sentence, "University of Bedfordshire: plans", Severity.NOTE)]


def _unchanged(child: Situation, body: Body, _today: date) -> list[Finding]:
    most = body.prompting.unchanged_meetings
    last = child.months[:most]
    if len(last) < most or len({one.category for one in last}) > 1:
        return []
    if any(one.moved or one.impact.strip() for one in last):
        return []
    sentence = f"No change of category and nothing done for {most} meetings: is the plan working?"
    return [Finding("P37", sentence, "K&R terms of reference, MASE", Severity.WARN)]


_RULES: Sequence[Callable[[Situation, Body, date], Collection[Finding]]] = (
    _siblings,
    _disability,
    _without_vulnerability,
    _several,
    _age_and_consent,
    _image,
    _health,
    _two_plans,
    _unchanged,
)
