"""What is at stake in each undecided pair, read in a handful of queries however many pairs there are."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.domain.crosscheck import ChildOnLists, body_for
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.missing import window
from app.domain.pair_risk import PairRisk, pair_risk
from app.models import Case, Episode, EpisodeDetail, RegisterEntry, Spell, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.people.pairs import Pair

_AT_A_TIME = 900


class _Facts:
    """What counts for the risk of a person, and nothing else."""

    def __init__(self) -> None:
        self.episodes: list[EpisodeFacts] = []
        self.register: list[RegisterFacts] = []
        self.cases: list[CaseFacts] = []


def risks(session: Session, clock: Clock, pairs: Sequence[Pair]) -> Mapping[tuple[int, int], PairRisk]:
    """The risk of each pair of subjects; whoever is joined to one of them already counts with it."""
    today, bodies = clock.today(), area_in(session, clock).bodies
    wanted = {one for pair in pairs for one in (pair.a, pair.b)}
    person, born = {}, {}
    for part in _parts(wanted):
        query = select(Subject.id, Subject.person_id, Subject.born).where(Subject.id.in_(part))
        for row in session.execute(query):
            person[row.id], born[row.id] = row.person_id, row.born
    first, _ = window(today, body_for(ListName.MISPER, bodies).repeat_missing.window)
    facts = _read(session, set(person.values()), datetime.combine(first, time.min))
    found = {}
    for pair in pairs:
        both = [facts[one] for one in {person[pair.a], person[pair.b]}]
        child = ChildOnLists(
            "",
            born[pair.a] or born[pair.b],
            tuple(one for held in both for one in held.episodes),
            tuple(one for held in both for one in held.register),
            tuple(one for held in both for one in held.cases),
        )
        found[pair.a, pair.b] = pair_risk(child, today, bodies)
    return found


def _read(session: Session, people: set[int], since: datetime) -> Mapping[int, _Facts]:
    facts: dict[int, _Facts] = defaultdict(_Facts)
    episodes = (
        select(
            Subject.person_id,
            Episode.reported_at,
            Episode.returned_at,
            # Our own record of a return stands before the list's.
            Episode.still_missing & EpisodeDetail.returned_at.is_(None),
        )
        .join(Episode.subject)
        .outerjoin(EpisodeDetail, EpisodeDetail.episode_id == Episode.id)
        .where(or_(Episode.still_missing, Episode.reported_at >= since, Episode.returned_at >= since))
    )
    register = (
        select(Subject.person_id, RegisterEntry.rag)
        .join(RegisterEntry.subject)
        .join(Spell, Spell.subject_id == Subject.id)
        .where(Spell.ended_on.is_(None))
    )
    cases = select(Subject.person_id, Case.category).join(Case.subject).where(Case.closed_on.is_(None))
    for part in _parts(people):
        of_these = Subject.person_id.in_(part)
        for person, reported, returned, missing in session.execute(episodes.where(of_these)):
            facts[person].episodes.append(EpisodeFacts(reported, returned, bool(missing)))
        for person, rag in session.execute(register.where(of_these)):
            facts[person].register.append(RegisterFacts(rag=rag))
        for person, category in session.execute(cases.where(of_these)):
            facts[person].cases.append(CaseFacts(category=category))
    return facts


def _parts(ids: Iterable[int]) -> Iterable[Sequence[int]]:
    whole = sorted(ids)
    return (whole[start : start + _AT_A_TIME] for start in range(0, len(whole), _AT_A_TIME))
