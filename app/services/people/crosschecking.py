"""Every child against the other two lists: by confirmed decisions, or as a trial by a band."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.crosscheck import Badge, ChildOnLists, body_for, crosscheck
from app.domain.findings import Finding
from app.domain.list_says import ListSays, says
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.matching import Band
from app.domain.missing import window
from app.domain.people import age_on
from app.domain.profiles import Body
from app.models import Case, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.lists.deliveries import delivered_on
from app.services.lists.list_records import Record, facts_of
from app.services.people.known import Known, family_of, on_lists, read_known, references
from app.services.people.last_decisions import LastDecision, last_decisions, the_last
from app.services.people.naming import best_identity
from app.services.people.pairs import Pair
from app.services.people.subjects import DIFFERENT, standing_decisions
from app.services.people.trial import trial_groups
from app.services.people.who import Who
from app.store.store import Store

BAND_ORDER = (Band.POSSIBLE, Band.LIKELY, Band.CERTAIN)
F = TypeVar("F", EpisodeFacts, RegisterFacts, CaseFacts)


@dataclass(frozen=True)
class ChildRow:
    """One child with what each list says; `subjects` are the child as each of those lists knows it now.

    `last` is what the last meeting that discussed the child decided, None where none has; it is looked up
    for those on two lists or more.
    """

    person_id: int
    name: str
    short_name: str
    born: date | None
    age: int | None
    lists: tuple[ListName, ...]
    badges: tuple[Badge, ...]
    subjects: tuple[int, ...]
    findings: tuple[Finding, ...]
    why: str
    new: bool
    case_id: int | None
    borough: str
    says: tuple[ListSays, ...] = ()
    last: LastDecision | None = None


@dataclass(frozen=True)
class ListCheck:
    """One list against the others. `came` is the day of each list's newest file, None where there is none;
    `undecided` pairs of rows, of any list, are not counted."""

    list_name: ListName
    children: tuple[ChildRow, ...]
    undecided: int
    came: Mapping[ListName, date | None]


class CrossCheck:
    """Who is on more than one list, why it matters, and what each list says."""

    def __init__(self, store: Store, clock: Clock, who: Who) -> None:
        self._store = store
        self._clock = clock
        self._who = who

    def children(self, accept: Band | None = None, only_several: bool = True) -> tuple[ChildRow, ...]:
        """Everybody on a list now, or only those on two or more, gravest first.

        `accept` counts undecided pairs of that band and above as if confirmed, in this answer only.
        """
        with self._store.reading() as session:
            least = 2 if only_several else 1
            pairs = self._counted(session, accept)
            ids = on_lists(session, least if accept is None else 1)
            known = self._read(session, ids | family_of(session, {one for p in pairs for one in (p.a, p.b)}))
            groups = [
                group for group in self._groups(session, known, pairs) if _lists_of(known, group) >= least
            ]
            rows = self._rows(session, known, groups)
        return tuple(sorted((row for row in rows if len(row.lists) >= least), key=_gravest_first))

    def on_list(self, list_name: ListName) -> ListCheck:
        """Everybody on this list and on at least one other: those on all three first, then by name (P36)."""
        rows = [row for row in self.children() if list_name in row.lists]
        undecided = self._who.progress()[0]
        with self._store.reading() as session:
            came = {name: delivered_on(session, name) for name in ListName}
        rows.sort(key=lambda row: (-len(row.lists), row.name))
        return ListCheck(list_name, tuple(rows), undecided, came)

    def for_person(self, person_id: int) -> ChildRow | None:
        """One child, by what has been confirmed; None where no list has them any more."""
        with self._store.reading() as session:
            ids = set(session.execute(select(Subject.id).where(Subject.person_id == person_id)).scalars())
            known = self._read(session, ids)
            rows = self._rows(session, known, [ids]) if ids else []
        return rows[0] if rows else None

    def for_cases(self, case_ids: Collection[int]) -> Mapping[int, ChildRow]:
        """The child of each case, for a whole agenda at once."""
        with self._store.reading() as session:
            cases = list(session.execute(select(Case.id, Case.subject_id).where(Case.id.in_(case_ids))))
            known = self._read(session, family_of(session, {row.subject_id for row in cases}))
            groups = _by_person(known.subjects.values())
            rows = {row.person_id: row for row in self._rows(session, known, groups)}
            return {row.id: rows[known.subjects[row.subject_id].person_id] for row in cases}

    def for_people(self, session: Session, person_ids: Collection[int]) -> Mapping[int, ChildRow]:
        """These children, in a session that is already open; whom no list has any more is left out."""
        query = select(Subject.id).where(Subject.person_id.in_(tuple(person_ids)))
        known = self._read(session, set(session.execute(query).scalars()))
        rows = self._rows(session, known, _by_person(known.subjects.values()))
        return {row.person_id: row for row in rows}

    def sources(self, rows: Iterable[ChildRow]) -> Mapping[int, tuple[tuple[ListName, str], ...]]:
        """By person: the rows behind each child as list and reference, of which an episode each is one."""
        rows = tuple(rows)
        with self._store.reading() as session:
            found = references(session, {one for row in rows for one in row.subjects})
        return {row.person_id: tuple(ref for one in row.subjects for ref in found[one]) for row in rows}

    def _counted(self, session: Session, accept: Band | None) -> list[Pair]:
        """The undecided pairs that count as one child in this answer."""
        if accept is None:
            return []
        counted = BAND_ORDER[BAND_ORDER.index(accept) :]
        return [pair for pair in self._who.undecided_in(session) if pair.scored.band in counted]

    def _read(self, session: Session, ids: Collection[int]) -> Known:
        """What the rules look at: the missing episodes of the window they count in, and the last of each."""
        body = body_for(ListName.MISPER, area_in(session, self._clock).bodies)
        return read_known(session, ids, window(self._clock.today(), body.repeat_missing.window)[0])

    def _groups(self, session: Session, known: Known, pairs: Sequence[Pair]) -> list[set[int]]:
        groups = _by_person(known.subjects.values())
        if not pairs:
            return groups
        apart = [
            (d.subject_a_id, d.subject_b_id) for d in standing_decisions(session) if d.verdict == DIFFERENT
        ]
        return trial_groups(known.subjects, groups, pairs, apart)

    def _rows(self, session: Session, known: Known, groups: Iterable[set[int]]) -> list[ChildRow]:
        bodies = area_in(session, self._clock).bodies
        wanted = list(groups)
        several = [
            one for group in wanted if _lists_of(known, group) > 1 for one in group if known.cases[one]
        ]
        last = last_decisions(session, several)
        return [self._row(known, group, bodies, last) for group in wanted]

    def _row(
        self, known: Known, group: set[int], bodies: Sequence[Body], last: Mapping[int, LastDecision]
    ) -> ChildRow:
        members = sorted(group)
        subjects = [known.subjects[one] for one in members]
        today = self._clock.today()
        identity = best_identity(subjects)
        on_now = {one for one in members if any(spell.ended_on is None for spell in known.spells[one])}
        cases = [case for one in members for case in known.cases[one]]
        child = ChildOnLists(
            identity.name,
            identity.born,
            _facts(known.episodes, on_now, EpisodeFacts),
            _facts(known.entries, on_now, RegisterFacts),
            _facts(known.cases, group, CaseFacts),
        )
        answer = crosscheck(child, today, bodies, escalated=not group.isdisjoint(known.escalated))
        open_cases = [case for case in cases if case.closed_on is None]
        return ChildRow(
            person_id=min(subject.person_id for subject in subjects),
            name=identity.name,
            short_name=identity.short_name,
            born=identity.born,
            age=age_on(identity.born, today),
            lists=answer.lists,
            badges=answer.badges,
            subjects=tuple(sorted(on_now)),
            findings=answer.findings,
            why=answer.why,
            new=_newly(known, on_now, today),
            case_id=open_cases[-1].id if open_cases else None,
            borough=_borough(known, members),
            says=says(child, today, bodies),
            last=the_last(last[one] for one in members if one in last),
        )


def _facts(records: Mapping[int, Sequence[Record]], ids: set[int], kind: type[F]) -> tuple[F, ...]:
    facts = (facts_of(record) for one in sorted(ids) for record in records[one])
    return tuple(fact for fact in facts if isinstance(fact, kind))


def _newly(known: Known, on_now: set[int], today: date) -> bool:
    """Whether the child came on one of the lists this month."""
    spells = [spell for one in on_now for spell in known.spells[one] if spell.ended_on is None]
    return any((spell.began_on.year, spell.began_on.month) == (today.year, today.month) for spell in spells)


def _borough(known: Known, members: Iterable[int]) -> str:
    of_cases = [case.borough for one in members for case in known.cases[one]]
    of_entries = [entry.borough for one in members for entry in known.entries[one]]
    return next((borough for borough in of_cases + of_entries if borough), "")


def _lists_of(known: Known, group: set[int]) -> int:
    """On how many lists the group stands now; known before any rule is asked."""
    on_now = (one for one in group if any(spell.ended_on is None for spell in known.spells[one]))
    return len({known.subjects[one].list_name for one in on_now})


def _by_person(subjects: Iterable[Subject]) -> list[set[int]]:
    groups: dict[int, set[int]] = defaultdict(set)
    for subject in subjects:
        groups[subject.person_id].add(subject.id)
    return list(groups.values())


def _gravest_first(row: ChildRow) -> tuple[int, int, str]:
    return (-len(row.lists), -sum(finding.severity != "note" for finding in row.findings), row.name)
