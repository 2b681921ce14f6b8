"""A~B and B~C do not make A~C: what a decision "same" would join besides its own two rows."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.findings import Finding, Severity
from app.domain.lists import ListName
from app.domain.matching import compare, sentence
from app.models import MatchDecision, Subject
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import record_of
from app.services.people.subjects import DIFFERENT
from app.services.people.trial import speaks_against

REFUSED, CONFLICT = "apart", "conflict"
_SOURCE = "Who is who"


@dataclass(frozen=True)
class ChainWarning:
    """One pair that would be joined by way of the two in hand; `decision_id` is the one that keeps it apart.

    `finding` stops where somebody has said "not the same", and warns where the rows speak against each other.
    """

    a: int
    b: int
    finding: Finding
    decision_id: int | None = None


def warnings(session: Session, a: Subject, b: Subject) -> tuple[ChainWarning, ...]:
    """Every pair that "same" on these two would join without anybody having looked at it."""
    if a.person_id == b.person_id:
        return ()
    query = select(Subject).where(Subject.person_id.in_((a.person_id, b.person_id))).order_by(Subject.id)
    everybody = list(session.execute(query).scalars())
    apart = _kept_apart_among(session, [one.id for one in everybody])
    left = [one for one in everybody if one.person_id == a.person_id]
    right = [one for one in everybody if one.person_id == b.person_id]
    found = [
        _between(one, other, apart) for one in left for other in right if {one.id, other.id} != {a.id, b.id}
    ]
    said = [warning for warning in found if warning is not None]
    return tuple(sorted(said, key=lambda one: one.decision_id is None))


def _kept_apart_among(session: Session, ids: Collection[int]) -> Mapping[tuple[int, int], MatchDecision]:
    query = select(MatchDecision).where(
        MatchDecision.undone_at.is_(None),
        MatchDecision.verdict == DIFFERENT,
        MatchDecision.subject_a_id.in_(ids),
        MatchDecision.subject_b_id.in_(ids),
    )
    return {(d.subject_a_id, d.subject_b_id): d for d in session.execute(query).scalars()}


def _between(
    one: Subject, other: Subject, apart: Mapping[tuple[int, int], MatchDecision]
) -> ChainWarning | None:
    first, second = sorted((one, other), key=lambda subject: subject.id)
    decision = apart.get((first.id, second.id))
    if decision is not None:
        return ChainWarning(first.id, second.id, _kept_apart(one, other, decision), decision.id)
    if speaks_against(first, second):
        return ChainWarning(first.id, second.id, _against(one, other))
    return None


def _named(subject: Subject) -> str:
    born = f" (born {day_words(subject.born)})" if subject.born else ""
    return f"{subject.identity.name}{born} on the {ListName(subject.list_name).holds}"


def _kept_apart(one: Subject, other: Subject, decision: MatchDecision) -> Finding:
    why = f" ({decision.reason})" if decision.reason else ""
    when = day_words(decision.decided_at.astimezone().date())
    return Finding(
        REFUSED,
        f"This would also join {_named(one)} and {_named(other)}, of whom {decision.decided_by} said on "
        f"{when} that they are not the same{why}. Take that decision back first, or keep these two apart.",
        _SOURCE,
        Severity.STOP,
    )


def _against(one: Subject, other: Subject) -> Finding:
    reasons = sentence(compare(record_of(one), record_of(other), reference_tables()))
    return Finding(
        CONFLICT,
        f"This would also join {_named(one)} and {_named(other)}, whose rows speak against it: "
        f"{reasons[:1].lower()}{reasons[1:]}",
        _SOURCE,
        Severity.WARN,
    )


def grave(found: Iterable[ChainWarning]) -> bool:
    """Whether one of the warnings cannot be passed with a reason."""
    return any(one.finding.severity is Severity.STOP for one in found)
