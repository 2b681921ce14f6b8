"""Missing or absent: what may not be recorded, and where it was all the same (domain §12, R1, R2, R14)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.findings import Finding, Severity
from app.domain.lists import EpisodeFacts
from app.domain.missing.episodes import age_at
from app.domain.missing.facts import ABSENT, KnownEpisode
from app.domain.profiles import ABSENT_RISK, Body

_NO_RISK = ("none", ABSENT)  # as our own record and as the police write the lowest level
TERMS = "K&R terms of reference, MisPer"


def class_findings(
    classed: str, age: int | None, at_risk: bool, body: Body, risk: str = ""
) -> tuple[Finding, ...]:
    """R1 and R2: what stands against recording an episode so. `at_risk` is of exploitation.

    Where a body takes "absent" as the lowest level of risk, it is no class, and the rules watch the level.
    """
    absent = classed.casefold() == ABSENT
    if body.absent_is == ABSENT_RISK:
        if absent:
            labels = (one.label for one in body.missing_risks if one.key in _NO_RISK)
            level = next(labels, "No apparent risk")
            sentence = f'"Absent" is a level of risk here: record "missing" with the risk "{level}".'
            return (Finding("absent-class", sentence, body.source, Severity.STOP),)
        absent = risk.casefold() in _NO_RISK
    if not absent:
        return ()
    found = []
    if at_risk:
        sentence = 'Recorded "absent", but the child is at risk of exploitation: it must be "missing".'
        found.append(Finding("P1", sentence, TERMS, Severity.STOP))
    if age is not None and age < body.missing_below_age:
        sentence = f'Recorded "absent" at {age}: under {body.missing_below_age} it must be "missing".'
        found.append(Finding("P2", sentence, TERMS, Severity.STOP))
    return tuple(found)


def flagged_at_risk(episodes: Iterable[EpisodeFacts]) -> bool:
    """Whether exploitation was found to be a concern at any episode of the child (R1: the flag)."""
    return any(isinstance(one, KnownEpisode) and one.exploitation_concern is True for one in episodes)


@dataclass(frozen=True)
class Breach:
    """One episode recorded as "absent" against R1 or R2; `key` is the caller's (R14)."""

    key: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ClassAudit:
    """How absences were recorded: of so many absences so many break a rule (R14)."""

    episodes: int
    absences: int
    breaches: tuple[Breach, ...]


def audit_classes(episodes: Iterable[tuple[int, EpisodeFacts, date | None, bool]], body: Body) -> ClassAudit:
    """R14: each episode as its key, its facts, the child's birth and whether the child is at risk."""
    known = list(episodes)
    absent = [one for one in known if one[1].classed.casefold() == ABSENT]
    judged = (
        (key, class_findings(episode.classed, age_at(episode, born), at_risk, body))
        for key, episode, born, at_risk in absent
    )
    return ClassAudit(
        len(known), len(absent), tuple(Breach(key, findings) for key, findings in judged if findings)
    )
