"""Around a pair: what else these two are on, what joining would bring about, and what was decided before."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.crosscheck import ChildOnLists, crosscheck
from app.domain.findings import Finding
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.profiles import Body
from app.models import Case, Episode, MatchDecision, RegisterEntry, Spell, Subject
from app.services.lists.list_records import facts_of
from app.services.people import chains
from app.services.people.chains import ChainWarning
from app.services.people.decided import DecisionRow, rows_of
from app.services.people.side_by_side import what_lists_say

JOINED, OPEN = "joined", "undecided"


@dataclass(frozen=True)
class AlsoRow:
    """Another row that is, or may be, this person; `pair_id` opens an undecided one."""

    subject_id: int
    list_name: ListName
    name: str
    what: str
    standing: str
    pair_id: str = ""


@dataclass(frozen=True)
class PairContext:
    """What stands around a pair. `earlier` is an answer that a changed row, or a question, left open.

    `lists` are those the child would be on; `follows` is what the rules would then say that they say of
    neither row alone.
    """

    also_a: tuple[AlsoRow, ...]
    also_b: tuple[AlsoRow, ...]
    warnings: tuple[ChainWarning, ...]
    lists: tuple[ListName, ...]
    follows: tuple[Finding, ...]
    earlier: DecisionRow | None


def context_of(
    session: Session,
    a: Subject,
    b: Subject,
    open_pairs: Sequence[tuple[int, int]],
    today: date,
    bodies: Sequence[Body],
) -> PairContext:
    """Everything around the pair of `a` and `b`, inside a session that is already open."""
    also = {one.id: _also(session, one, {a.id, b.id}, open_pairs) for one in (a, b)}
    of_a, of_b = (_child(session, one) for one in (a, b))
    both = replace(
        of_a,
        born=of_a.born or of_b.born,
        episodes=of_a.episodes + of_b.episodes,
        register=of_a.register + of_b.register,
        cases=of_a.cases + of_b.cases,
    )
    then = crosscheck(both, today, bodies)
    alone = {finding.sentence for one in (of_a, of_b) for finding in crosscheck(one, today, bodies).findings}
    return PairContext(
        also[a.id],
        also[b.id],
        chains.warnings(session, a, b),
        then.lists,
        tuple(finding for finding in then.findings if finding.sentence not in alone),
        _earlier(session, a, b),
    )


def _also(
    session: Session, subject: Subject, pair: set[int], open_pairs: Sequence[tuple[int, int]]
) -> tuple[AlsoRow, ...]:
    mates = select(Subject.id).where(Subject.person_id == subject.person_id, Subject.id.not_in(pair))
    joined = set(session.execute(mates).scalars())
    own = {subject.id, *joined}
    asked: dict[int, str] = {}
    for one in open_pairs:
        ends = set(one)
        if ends & own and ends != pair:
            for other in ends - own - pair:
                asked[other] = f"{one[0]}~{one[1]}"
    subjects = list(
        session.execute(
            select(Subject).where(Subject.id.in_(joined | asked.keys())).order_by(Subject.id)
        ).scalars()
    )
    says = what_lists_say(session, subjects)
    rows = [
        AlsoRow(
            one.id,
            ListName(one.list_name),
            one.identity.name,
            says[one.id],
            JOINED if one.id in joined else OPEN,
            asked.get(one.id, ""),
        )
        for one in subjects
    ]
    return tuple(sorted(rows, key=lambda row: row.standing != JOINED))


def _child(session: Session, subject: Subject) -> ChildOnLists:
    """What the lists say now of a subject and of everybody joined to it."""
    on_now = (
        select(Subject.id)
        .join(Spell, Spell.subject_id == Subject.id)
        .where(Subject.person_id == subject.person_id, Spell.ended_on.is_(None))
    )
    everything = select(Subject.id).where(Subject.person_id == subject.person_id)
    episodes = session.execute(select(Episode).where(Episode.subject_id.in_(on_now))).scalars()
    register = session.execute(select(RegisterEntry).where(RegisterEntry.subject_id.in_(on_now))).scalars()
    cases = session.execute(select(Case).where(Case.subject_id.in_(everything))).scalars()
    return ChildOnLists(
        subject.identity.name,
        subject.born,
        tuple(fact for one in episodes if isinstance(fact := facts_of(one), EpisodeFacts)),
        tuple(fact for one in register if isinstance(fact := facts_of(one), RegisterFacts)),
        tuple(fact for one in cases if isinstance(fact := facts_of(one), CaseFacts)),
    )


def _earlier(session: Session, a: Subject, b: Subject) -> DecisionRow | None:
    """The last answer on these very two: a refusal that a changed row has opened again, or "ask"."""
    first, second = sorted((a.id, b.id))
    query = (
        select(MatchDecision)
        .where(MatchDecision.subject_a_id == first, MatchDecision.subject_b_id == second)
        .where(or_(MatchDecision.undone_at.is_(None), MatchDecision.undone_reason != ""))
        .order_by(MatchDecision.id.desc())
    )
    decision = session.execute(query.limit(1)).scalar_one_or_none()
    return rows_of(session, (decision,))[0] if decision is not None else None
