"""Every child against the other two lists: by confirmed decisions, or as a trial by a band."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.crosscheck import Badge, ChildOnLists, crosscheck
from app.domain.findings import Finding
from app.domain.list_says import ListSays, says
from app.domain.lists import CaseFacts, EpisodeFacts, ListName, RegisterFacts
from app.domain.matching import Band
from app.domain.people import age_on
from app.domain.profiles import Body
from app.models import Case, Episode, RegisterEntry, SourceRecord, Spell, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.lists.list_records import Record, facts_of
from app.services.people.last_decisions import LastDecision, last_decisions, the_last
from app.services.people.naming import best_identity
from app.services.people.subjects import DIFFERENT, standing_decisions
from app.services.people.trial import trial_groups
from app.services.people.who import Who
from app.services.referrals.escalations import escalated_from
from app.store.store import Store

BAND_ORDER = (Band.POSSIBLE, Band.LIKELY, Band.CERTAIN)
_TOO_MANY = 900  # values in one SQL "IN"
F = TypeVar("F", EpisodeFacts, RegisterFacts, CaseFacts)
T = TypeVar("T", Episode, RegisterEntry, Case, Spell)


@dataclass(frozen=True)
class ChildRow:
    """One child with what each list says; `sources` are the rows behind it, as list and reference.

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
    sources: tuple[tuple[ListName, str], ...]
    findings: tuple[Finding, ...]
    why: str
    new: bool
    case_id: int | None
    borough: str
    says: tuple[ListSays, ...] = ()
    last: LastDecision | None = None


@dataclass(frozen=True)
class _Known:
    """Everything the lists hold about some subjects, read in a handful of queries.

    `escalated` are those that the register's own meeting has passed on to another.
    """

    subjects: dict[int, Subject]
    episodes: dict[int, list[Episode]]
    entries: dict[int, list[RegisterEntry]]
    cases: dict[int, list[Case]]
    refs: dict[int, list[tuple[ListName, str]]]
    spells: dict[int, list[Spell]]
    escalated: Collection[int]


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
            known = _read(session, _on_several(session) if only_several and accept is None else None)
            groups = [
                group for group in self._groups(session, known, accept) if _lists_of(known, group) >= least
            ]
            rows = self._rows(session, known, groups)
        return tuple(sorted((row for row in rows if len(row.lists) >= least), key=_gravest_first))

    def on_list(self, list_name: ListName) -> tuple[ChildRow, ...]:
        """Everybody on this list and on at least one other: those on all three first, then by name (P36)."""
        rows = (row for row in self.children() if list_name in row.lists)
        return tuple(sorted(rows, key=lambda row: (-len(row.lists), row.name)))

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

    def for_people(self, session: Session, person_ids: Collection[int]) -> Mapping[int, ChildRow]:
        """These children, in a session that is already open; whom no list has any more is left out."""
        query = select(Subject.id).where(Subject.person_id.in_(tuple(person_ids)))
        known = _read(session, list(session.execute(query).scalars()))
        rows = self._rows(session, known, _by_person(known.subjects.values()))
        return {row.person_id: row for row in rows}

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
        wanted = list(groups)
        several = [
            one for group in wanted if _lists_of(known, group) > 1 for one in group if known.cases[one]
        ]
        last = last_decisions(session, several)
        return [self._row(known, group, bodies, last) for group in wanted]

    def _row(
        self, known: _Known, group: set[int], bodies: Sequence[Body], last: Mapping[int, LastDecision]
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
            says=says(child, today, bodies),
            last=the_last(last[one] for one in members if one in last),
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


def _on_several(session: Session) -> list[int]:
    """The subjects of everybody who stands on two lists or more, by open spells and what was decided."""
    persons = (
        select(Subject.person_id)
        .join(Spell, Spell.subject_id == Subject.id)
        .where(Spell.ended_on.is_(None))
        .group_by(Subject.person_id)
        .having(func.count(Subject.list_name.distinct()) > 1)
    )
    return list(session.execute(select(Subject.id).where(Subject.person_id.in_(persons))).scalars())


def _parts(ids: Collection[int] | None) -> Iterable[Sequence[int] | None]:
    """Ids in parts that one query can ask for; None, for everything, is one part."""
    if ids is None:
        return (None,)
    whole = sorted(ids)
    return (whole[start : start + _TOO_MANY] for start in range(0, len(whole), _TOO_MANY))


def _grouped(session: Session, kind: type[T], ids: Collection[int] | None) -> dict[int, list[T]]:
    """The records of one kind by subject; `ids` None reads all."""
    found: dict[int, list[T]] = defaultdict(list)
    for part in _parts(ids):
        query = select(kind).order_by(kind.id)
        query = query if part is None else query.where(kind.subject_id.in_(part))
        for record in session.execute(query).scalars():
            found[record.subject_id].append(record)
    return found


def _read(session: Session, ids: Collection[int] | None) -> _Known:
    """Read what the lists hold about some subjects, or about all (`ids` None)."""
    subjects: dict[int, Subject] = {}
    for part in _parts(ids):
        query = select(Subject) if part is None else select(Subject).where(Subject.id.in_(part))
        subjects.update({subject.id: subject for subject in session.execute(query).scalars()})
    return _Known(
        subjects,
        _grouped(session, Episode, ids),
        _grouped(session, RegisterEntry, ids),
        _grouped(session, Case, ids),
        _references(session, ids),
        _grouped(session, Spell, ids),
        escalated_from(session, ListName.CME),
    )


def _references(session: Session, ids: Collection[int] | None) -> dict[int, list[tuple[ListName, str]]]:
    """The rows behind each subject as list and reference, without their cells."""
    found: dict[int, list[tuple[ListName, str]]] = defaultdict(list)
    for part in _parts(ids):
        query = select(SourceRecord.subject_id, SourceRecord.list_name, SourceRecord.reference)
        query = query.where(SourceRecord.replaced_by_id.is_(None)).order_by(SourceRecord.id)
        query = query if part is None else query.where(SourceRecord.subject_id.in_(part))
        for subject, name, reference in session.execute(query):
            found[subject].append((ListName(name), reference))
    return found
