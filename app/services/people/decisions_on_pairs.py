"""Recording "same", "not the same" and "ask" about two subjects, and taking a decision back."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.matching import compare
from app.domain.text import clean
from app.errors import Refused
from app.models import MatchDecision, Subject
from app.services.clock import Clock
from app.services.people.decided import seen_of
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import looks_of, record_of
from app.services.people.subjects import (
    DIFFERENT,
    SAME,
    VERDICTS,
    groups_of,
    settle_people,
    standing_decisions,
)

DECIDED_ANEW = "Decided anew."


def record(
    session: Session,
    clock: Clock,
    who: str,
    pair: tuple[int, int],
    verdict: str,
    reason: str,
    score: float | None,
    band: str,
) -> MatchDecision:
    """Keep one decision and settle who is who; an earlier decision on the pair is superseded, not erased."""
    a, b = sorted(pair)
    if verdict not in VERDICTS:
        raise Refused(f"A decision is one of: {', '.join(VERDICTS)}.")
    if a == b:
        raise Refused("Both rows are the same child on the same list already; there is nothing to decide.")
    if verdict == SAME:
        _refuse_contradiction(session, a, b)
    if verdict == DIFFERENT:
        _refuse_a_split(session, a, b)
    subjects = [session.get_one(Subject, one) for one in (a, b)]
    standing = [d for d in standing_decisions(session) if (d.subject_a_id, d.subject_b_id) == (a, b)]
    if standing and standing[-1].verdict == verdict and standing[-1].looks == looks_of(*subjects):
        return standing[-1]
    for earlier in standing:
        earlier.undone_by, earlier.undone_at = who, clock.now()
        earlier.undone_reason = DECIDED_ANEW
    decision = MatchDecision(
        subject_a_id=a,
        subject_b_id=b,
        verdict=verdict,
        reason=reason,
        score=score,
        band=band,
        looks=looks_of(*subjects),
        decided_by=who,
        decided_at=clock.now(),
        seen=seen_of(*subjects),
    )
    session.add(decision)
    session.flush()
    settle_people(session, (a, b))
    return decision


def join(session: Session, clock: Clock, who: str, pair: tuple[int, int], reason: str) -> MatchDecision:
    """Say "same" of two subjects that nobody compared side by side; then the reason is all there is."""
    reason = clean(reason).strip()
    if not reason:
        raise Refused("Say in a few words why this is the same child; the decision keeps them.")
    subjects = [session.get(Subject, one) for one in pair]
    if subjects[0] is None or subjects[1] is None:
        raise Refused("One of these rows is no longer in the store; search again.")
    scored = compare(record_of(subjects[0]), record_of(subjects[1]), reference_tables())
    return record(session, clock, who, pair, SAME, reason, scored.score, scored.band)


def standing_on(session: Session, subject_id: int) -> list[MatchDecision]:
    """The decisions about one subject that stand."""
    return [d for d in standing_decisions(session) if subject_id in (d.subject_a_id, d.subject_b_id)]


def take_back(session: Session, clock: Clock, who: str, decision: MatchDecision, reason: str = "") -> None:
    """Undo one decision: the pair is open again, and both sides are as they were without it."""
    if decision.undone_at is not None:
        raise Refused("That decision was taken back already.")
    decision.undone_by, decision.undone_at = who, clock.now()
    decision.undone_reason = clean(reason).strip()
    session.flush()
    settle_people(session, (decision.subject_a_id, decision.subject_b_id))


def newest(session: Session, who: str) -> MatchDecision | None:
    """The last decision this operator made that still stands."""
    query = (
        select(MatchDecision)
        .where(MatchDecision.undone_at.is_(None), MatchDecision.decided_by == who)
        .order_by(MatchDecision.id.desc())
    )
    return session.execute(query.limit(1)).scalar_one_or_none()


def _refuse_contradiction(session: Session, a: int, b: int) -> None:
    """Joining must not put two subjects together that somebody has said are different children."""
    standing = standing_decisions(session)
    everyone = session.execute(select(Subject.id)).scalars()
    joined = [(d.subject_a_id, d.subject_b_id) for d in standing if d.verdict == SAME] + [(a, b)]
    group = next(group for group in groups_of(everyone, joined) if a in group)
    for d in standing:
        apart = (d.subject_a_id, d.subject_b_id)
        if d.verdict == DIFFERENT and apart != (a, b) and set(apart) <= group:
            raise Refused(
                "Joining these would also join two rows that were decided to be different children; "
                "take that decision back first, or keep these apart."
            )


def _refuse_a_split(session: Session, a: int, b: int) -> None:
    """Two subjects that are joined by way of a third cannot be told apart by a word on these two."""
    others = [
        (d.subject_a_id, d.subject_b_id)
        for d in standing_decisions(session)
        if d.verdict == SAME and (d.subject_a_id, d.subject_b_id) != (a, b)
    ]
    everyone = session.execute(select(Subject.id)).scalars()
    if any({a, b} <= group for group in groups_of(everyone, others)):
        raise Refused(
            "These two rows are one child by way of a third row; take the decision back that joined them, "
            "then decide again."
        )
