"""Every child against the other two lists: by confirmed decisions, or as a trial by a band."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.crosscheck import Badge, ChildOnLists, crosscheck
from app.domain.findings import Finding
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.matching import Band
from app.domain.people import age_on
from app.domain.profiles import Body
from app.models import Case, Episode, RegisterEntry, SourceRecord, Spell, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.lists.list_records import Record, facts_of
from app.services.people.naming import best_identity
from app.services.people.subjects import DIFFERENT, standing_decisions
from app.services.people.trial import trial_groups
from app.services.people.who import Who
from app.store.store import Store

BAND_ORDER = (Band.POSSIBLE, Band.LIKELY, Band.CERTAIN)
_TOO_MANY = 900  # values in one SQL "IN"
F = TypeVar("F", EpisodeFacts, RegisterFacts, CaseFacts)
T = TypeVar("T", Episode, RegisterEntry, Case, Spell)


@dataclass(frozen=True)
class ChildRow:
    """One child with what each list says; `sources` are the rows behind it, as list and reference."""

    person_id: int
    name: str
    short_name: str
    born: date | None
    age: int | None
    lists: tuple[ListName, ...]
    badges: tuple[Badge, ...]
    sources: tuple[tuple[ListName, str], ...]
    findings: tuple[Finding, ...]
    why: str
    new: bool
    case_id: int | None
    borough: str


@dataclass(frozen=True)
class _Known:
    """Everything the lists hold about some subjects, read in a handful of queries."""

    subjects: dict[int, Subject]
    episodes: dict[int, list[Episode]]
    entries: dict[int, list[RegisterEntry]]
    cases: dict[int, list[Case]]
    refs: dict[int, list[tuple[ListName, str]]]
    spells: dict[int, list[Spell]]


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
            known = _read(session, None)
            least = 2 if only_several else 1
            groups = [
                group for group in self._groups(session, known, accept) if _lists_of(known, group) >= least
            ]
            rows = self._rows(session, known, groups)
        return tuple(sorted((row for row in rows if len(row.lists) >= least), key=_gravest_first))

    def for_person(self, person_id: int) -> ChildRow | None:
        """One child, by what has been confirmed; None where no list has them any more."""
        with self._store.reading() as session:
            ids = list(session.execute(select(Subject.id).where(Subject.person_id == person_id)).scalars())
            known = _read(session, ids)
            rows = self._rows(session, known, [set(ids)]) if ids else []
        return rows[0] if rows else None

    def for_cases(self, case_ids: Collection[int]) -> Mapping[int, ChildRow]:
        """The child of each case, for a whole agenda at once."""
        with self._store.reading() as session:
            cases = list(session.execute(select(Case.id, Case.subject_id).where(Case.id.in_(case_ids))))
            persons = select(Subject.person_id).where(Subject.id.in_([row.subject_id for row in cases]))
            mates = list(session.execute(select(Subject.id).where(Subject.person_id.in_(persons))).scalars())
            known = _read(session, mates)
            groups = _by_person(known.subjects.values())
            rows = {row.person_id: row for row in self._rows(session, known, groups)}
            return {row.id: rows[known.subjects[row.subject_id].person_id] for row in cases}

    def _groups(self, session: Session, known: _Known, accept: Band | None) -> list[set[int]]:
        if accept is None:
            return _by_person(known.subjects.values())
        counted = BAND_ORDER[BAND_ORDER.index(accept) :]
        pairs = [pair for pair in self._who.undecided_in(session) if pair.scored.band in counted]
        apart = [
            (d.subject_a_id, d.subject_b_id) for d in standing_decisions(session) if d.verdict == DIFFERENT
        ]
        return trial_groups(known.subjects, _by_person(known.subjects.values()), pairs, apart)

    def _rows(self, session: Session, known: _Known, groups: Iterable[set[int]]) -> list[ChildRow]:
        bodies = area_in(session, self._clock).bodies
        return [self._row(known, group, bodies) for group in groups]

    def _row(self, known: _Known, group: set[int], bodies: Sequence[Body]) -> ChildRow:
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
        answer = crosscheck(child, today, bodies)
        open_cases = [case for case in cases if case.closed_on is None]
        sources = tuple(ref for one in members if one in on_now for ref in known.refs[one])
        return ChildRow(
            person_id=min(subject.person_id for subject in subjects),
            name=identity.name,
            short_name=identity.short_name,
            born=identity.born,
            age=age_on(identity.born, today),
            lists=answer.lists,
            badges=answer.badges,
            sources=sources,
            findings=answer.findings,
            why=answer.why,
            new=_newly(known, on_now, today),
            case_id=open_cases[-1].id if open_cases else None,
            borough=_borough(known, members),
        )


def _facts(records: Mapping[int, Sequence[Record]], ids: set[int], kind: type[F]) -> tuple[F, ...]:
    facts = (facts_of(record) for one in sorted(ids) for record in records[one])
    return tuple(fact for fact in facts if isinstance(fact, kind))


def _newly(known: _Known, on_now: set[int], today: date) -> bool:
    """Whether the child came on one of the lists this month."""
    spells = [spell for one in on_now for spell in known.spells[one] if spell.ended_on is None]
    return any((spell.began_on.year, spell.began_on.month) == (today.year, today.month) for spell in spells)


def _borough(known: _Known, members: Iterable[int]) -> str:
    of_cases = [case.borough for one in members for case in known.cases[one]]
    of_entries = [entry.borough for one in members for entry in known.entries[one]]
    return next((borough for borough in of_cases + of_entries if borough), "")


def _lists_of(known: _Known, group: set[int]) -> int:
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


def _grouped(session: Session, kind: type[T], ids: Collection[int] | None) -> dict[int, list[T]]:
    """The records of one kind by subject; `ids` None reads all."""
    query = select(kind).order_by(kind.id)
    if ids is not None and len(ids) <= _TOO_MANY:
        query = query.where(kind.subject_id.in_(ids))
    found: dict[int, list[T]] = defaultdict(list)
    for record in session.execute(query).scalars():
        found[record.subject_id].append(record)
    return found


def _read(session: Session, ids: Collection[int] | None) -> _Known:
    """Read what the lists hold about some subjects, or about all (`ids` None)."""
    query = select(Subject) if ids is None else select(Subject).where(Subject.id.in_(ids))
    return _Known(
        {subject.id: subject for subject in session.execute(query).scalars()},
        _grouped(session, Episode, ids),
        _grouped(session, RegisterEntry, ids),
        _grouped(session, Case, ids),
        _references(session, ids),
        _grouped(session, Spell, ids),
    )


def _references(session: Session, ids: Collection[int] | None) -> dict[int, list[tuple[ListName, str]]]:
    """The rows behind each subject as list and reference, without their cells."""
    query = select(SourceRecord.subject_id, SourceRecord.list_name, SourceRecord.reference)
    query = query.where(SourceRecord.replaced_by_id.is_(None)).order_by(SourceRecord.id)
    if ids is not None and len(ids) <= _TOO_MANY:
        query = query.where(SourceRecord.subject_id.in_(ids))
    found: dict[int, list[tuple[ListName, str]]] = defaultdict(list)
    for subject, name, reference in session.execute(query):
        found[subject].append((ListName(name), reference))
    return found
