"""Taking a person apart: rows that were joined by mistake become two children again, and both are whole.

Every record hangs on its row's subject, so nothing is moved but the subjects: episodes, cases, entries,
actions and spells go with the row they came from.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.matching import compare
from app.domain.text import clean
from app.errors import Refused
from app.models import (
    Action,
    Case,
    ChildInPaper,
    ChildNote,
    Episode,
    MatchDecision,
    MonthlyEntry,
    RegisterEntry,
    Subject,
)
from app.services.clock import Clock
from app.services.people.decided import seen_of
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import looks_of, record_of
from app.services.people.side_by_side import what_lists_say
from app.services.people.subjects import DIFFERENT, SAME, groups_of, settle_people, standing_decisions


@dataclass(frozen=True)
class Part:
    """One row of a person that can be taken away; `holds` is what would go along with it ("5 episodes").

    `joined` says who joined it to another row and why, "" for a row that no decision of its own holds.
    """

    subject_id: int
    list_name: ListName
    name: str
    what: str
    holds: tuple[str, ...]
    joined: str


def parts_of(session: Session, person_id: int) -> tuple[Part, ...]:
    """The rows a person is made of, and what hangs on each."""
    query = select(Subject).where(Subject.person_id == person_id).order_by(Subject.id)
    subjects = list(session.execute(query).scalars())
    ids = [one.id for one in subjects]
    says = what_lists_say(session, subjects)
    holds: dict[int, list[str]] = defaultdict(list)
    for noun, counted in _counts().items():
        about = counted.selected_columns[0]
        for subject, count in session.execute(counted.where(about.in_(ids)).group_by(about)):
            holds[subject].append(f"{count} {noun}{'' if count == 1 else 's'}")
    joined = _joined(session, set(ids))
    return tuple(
        Part(
            one.id,
            ListName(one.list_name),
            one.identity.name,
            says[one.id],
            tuple(holds[one.id]),
            joined.get(one.id, ""),
        )
        for one in subjects
    )


def _counts() -> Mapping[str, Select[int, int]]:
    """What is counted, and the query that counts it by subject."""
    entries = select(Case.subject_id, func.count()).join(MonthlyEntry, MonthlyEntry.case_id == Case.id)
    return {
        "episode": select(Episode.subject_id, func.count()),
        "register line": select(RegisterEntry.subject_id, func.count()),
        "case": select(Case.subject_id, func.count()),
        "meeting": entries,
        "action": entries.join(Action, Action.entry_id == MonthlyEntry.id),
        "note": select(ChildNote.subject_id, func.count()),
        "document": select(ChildInPaper.subject_id, func.count()),
    }


def _joined(session: Session, ids: set[int]) -> dict[int, str]:
    found: dict[int, str] = {}
    for one in _same_within(session, ids):
        why = f": {one.reason}" if one.reason else ""
        for subject in (one.subject_a_id, one.subject_b_id):
            found[subject] = f"{one.decided_by}{why}"
    return found


def take_apart(
    session: Session, clock: Clock, who: str, person_id: int, groups: Sequence[Collection[int]], reason: str
) -> tuple[int, ...]:
    """Make each group of a person's subjects a person of its own; answers the people, in that order.

    Every decision that joined across is taken back with the reason, each pair across is decided "not the
    same", and within a group rows that only held together by way of another group are joined directly.
    """
    reason = clean(reason).strip()
    if not reason:
        raise Refused("Say why these are two children; both keep the reason.")
    wanted = [set(group) for group in groups if group]
    subjects = {
        one.id: one
        for one in session.execute(select(Subject).where(Subject.person_id == person_id)).scalars()
    }
    _check(subjects.keys(), wanted)
    group_of = {one: number for number, group in enumerate(wanted) for one in group}
    for decision in _same_within(session, set(subjects)):
        if group_of[decision.subject_a_id] != group_of[decision.subject_b_id]:
            decision.undone_by, decision.undone_at, decision.undone_reason = who, clock.now(), reason
    session.flush()
    made = _Decisions(session, clock, who, reason)
    for group in wanted:
        _hold_together(session, made, [subjects[one] for one in sorted(group)])
    ids = sorted(subjects)
    for at, one in enumerate(ids):
        for other in ids[at + 1 :]:
            if group_of[one] != group_of[other]:
                made.record(subjects[one], subjects[other], DIFFERENT)
    session.flush()
    settle_people(session, ids)
    return tuple(subjects[min(group)].person_id for group in wanted)


def _check(ids: Collection[int], wanted: Sequence[set[int]]) -> None:
    chosen = [one for group in wanted for one in group]
    if set(chosen) != set(ids) or len(chosen) != len(set(chosen)):
        raise Refused("The rows of this child have changed meanwhile; open the page again and choose anew.")
    if len(wanted) < 2:
        raise Refused(
            "Choose which rows belong to another child; all of them cannot, and none changes nothing."
        )


def _same_within(session: Session, ids: set[int]) -> list[MatchDecision]:
    return [
        one
        for one in standing_decisions(session)
        if one.verdict == SAME and {one.subject_a_id, one.subject_b_id} <= ids
    ]


def _hold_together(session: Session, made: "_Decisions", group: Sequence[Subject]) -> None:
    """Join the first row to those that no decision of their own reaches any more."""
    ids = [one.id for one in group]
    joined = [(one.subject_a_id, one.subject_b_id) for one in _same_within(session, set(ids))]
    islands = sorted(groups_of(ids, joined), key=min)
    by_id = {one.id: one for one in group}
    for island in islands[1:]:
        made.record(by_id[min(islands[0])], by_id[min(island)], SAME)
    session.flush()


class _Decisions:
    """Writes decisions past the checks that a single one needs: the whole division is judged at once."""

    def __init__(self, session: Session, clock: Clock, who: str, reason: str) -> None:
        self._session, self._clock, self._who, self._reason = session, clock, who, reason

    def record(self, one: Subject, other: Subject, verdict: str) -> None:
        a, b = sorted((one, other), key=lambda subject: subject.id)
        self._supersede(a.id, b.id)
        scored = compare(record_of(a), record_of(b), reference_tables())
        self._session.add(
            MatchDecision(
                subject_a_id=a.id,
                subject_b_id=b.id,
                verdict=verdict,
                reason=self._reason,
                score=scored.score,
                band=scored.band,
                looks=looks_of(a, b),
                seen=seen_of(a, b),
                decided_by=self._who,
                decided_at=self._clock.now(),
            )
        )

    def _supersede(self, a: int, b: int) -> None:
        query = select(MatchDecision).where(
            MatchDecision.subject_a_id == a,
            MatchDecision.subject_b_id == b,
            MatchDecision.undone_at.is_(None),
        )
        for earlier in self._session.execute(query).scalars():
            earlier.undone_by, earlier.undone_at = self._who, self._clock.now()
            earlier.undone_reason = self._reason


def groups_without(parts: Iterable[Part], away: Collection[int]) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The rows that stay, and those that are another child."""
    ids = [part.subject_id for part in parts]
    return tuple(one for one in ids if one not in away), tuple(one for one in ids if one in away)
