"""Search before create: who somebody might be, while the name is still being typed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import String, cast, func, or_, select
from sqlalchemy.orm import Session

from app.changes import Changes
from app.domain.lists import CARE_RETURNS, EVERY_LIST, ListName
from app.domain.matching import Band, Record, ScoredPair, sentence
from app.domain.matching.lookup import Lookup
from app.domain.people import Identity, age_on
from app.domain.typed_child import TypedChild
from app.models import SourceRecord, Spell, Subject
from app.services.clock import Clock
from app.services.people.matching_tables import reference_tables
from app.services.people.naming import best_identity
from app.services.people.pairs import record_of
from app.services.people.side_by_side import what_lists_say
from app.store.store import Store

SHOWN = 8
_MORE = 3  # times as many rows are looked at as people are shown: a child has several
_AT_ONCE = 300  # rows that are made ready in less time than anybody notices
_TYPED = "typed"


@dataclass(frozen=True)
class OnList:
    """One row a child has on a list; `on_now` unless the child has left it."""

    subject_id: int
    list_name: ListName
    what: str
    on_now: bool


@dataclass(frozen=True)
class MightBe:
    """One child it might be: who, on which lists, and why, in one sentence. `subject_id` is the nearest row.

    `rank` sorts them: the very same number first, then how far the typed words are those of the child.
    """

    person_id: int
    subject_id: int
    identity: Identity
    age: int | None
    on: tuple[OnList, ...]
    band: Band
    rank: int
    why: str

    def row_on(self, list_name: ListName) -> OnList | None:
        """The child's row on a list, one that stands before one that was left."""
        rows = [one for one in self.on if one.list_name == list_name]
        return next((one for one in rows if one.on_now), rows[0] if rows else None)


class Lookalikes:
    """Everybody the lists know, ready to be searched by name, sound, nickname, number and date of birth."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._ready: Lookup | None = None
        store.listen(self._forget_when_rows_change)

    def _forget_when_rows_change(self, changes: Changes) -> None:
        if changes.concern("subject"):
            self._ready = None

    def is_ready(self) -> bool:
        """Whether a search answers at once; else let a worker `prepare` and `take_over` its answer."""
        if self._ready is not None:
            return True
        with self._store.reading() as session:
            count = session.execute(select(func.count()).select_from(Subject)).scalar_one()
        return count <= _AT_ONCE

    def prepare(self) -> Lookup:
        """Make everybody ready; about a second for 10,000 rows."""
        with self._store.reading() as session:
            return self._everybody(session)

    def take_over(self, ready: Lookup) -> None:
        """What a worker made ready."""
        self._ready = ready

    def _everybody(self, session: Session) -> Lookup:
        if self._ready is None:
            # A care return names nobody; its children are found by their number.
            query = select(Subject).where(Subject.list_name.not_in(CARE_RETURNS)).order_by(Subject.id)
            self._ready = Lookup(
                [record_of(one) for one in session.execute(query).scalars()], reference_tables()
            )
        return self._ready

    def might_be(self, typed: TypedChild, limit: int = SHOWN) -> tuple[MightBe, ...]:
        """The children it might be, those with the very same number first; nothing for an empty line."""
        if typed.is_empty:
            return ()
        with self._store.reading() as session:
            by_number = _with_number(session, typed.numbers)
            near = {int(one): pair for one, pair in self._near(session, typed, limit * _MORE)}
            subjects = _subjects(session, [*by_number, *near])
            return self._children(session, subjects, by_number, near)[:limit]

    def _near(self, session: Session, typed: TypedChild, limit: int) -> tuple[tuple[str, ScoredPair], ...]:
        who = typed.identity
        if not (who.name or who.born or who.postcode):
            return ()
        record = Record(
            _TYPED, _TYPED, who.forename, who.surname, who.aliases, who.born, who.sex, who.postcode, who.town
        )
        return self._everybody(session).nearest(record, limit)

    def of_person(self, person_id: int) -> MightBe | None:
        """A child who is known already, as the search would show them; None where no list knows them."""
        with self._store.reading() as session:
            query = select(Subject.id).where(Subject.person_id == person_id).order_by(Subject.id).limit(1)
            first = session.execute(query).scalar_one_or_none()
            if first is None:
                return None
            return self._children(session, _subjects(session, [first]), [first], {})[0]

    def _children(
        self,
        session: Session,
        subjects: Mapping[int, list[Subject]],
        by_number: Sequence[int],
        near: Mapping[int, ScoredPair],
    ) -> tuple[MightBe, ...]:
        everybody = [one for mates in subjects.values() for one in mates]
        says = what_lists_say(session, everybody)
        on_now = _on_now(session, [one.id for one in everybody])
        order = list(near)
        rows = []
        for person, mates in subjects.items():
            on = tuple(
                OnList(one.id, ListName(one.list_name), says[one.id], one.id in on_now) for one in mates
            )
            same = [one.id for one in mates if one.id in by_number]
            nearest = min((one.id for one in mates if one.id in near), key=order.index, default=None)
            best = near[nearest] if nearest is not None else None
            identity = best_identity(mates)
            rows.append(
                MightBe(
                    person,
                    next((one for one in (*same, nearest) if one is not None), mates[0].id),
                    identity,
                    age_on(identity.born, self._clock.today()),
                    on,
                    Band.CERTAIN if same else best.band if best else Band.WEAK,
                    -1 if same else order.index(nearest) if nearest is not None else len(order),
                    _why(bool(same), best),
                )
            )
        return tuple(sorted(rows, key=lambda row: (row.rank, row.person_id)))


def _why(by_number: bool, best: ScoredPair | None) -> str:
    said = sentence(best) if best is not None else ""
    if not by_number:
        return said
    return f"The very same number. {said}".strip()


def _with_number(session: Session, numbers: Iterable[str]) -> list[int]:
    """The subjects that have one of these numbers, as their own or as the reference of a row."""
    found: list[int] = []
    for number in numbers:
        forms = {number, number.upper(), "".join(number.split()), "".join(number.upper().split())}
        own = select(Subject.id).where(Subject.number.in_(forms))
        rows = select(SourceRecord.subject_id).where(
            SourceRecord.list_name.in_(EVERY_LIST),
            SourceRecord.reference.in_(forms),
            SourceRecord.replaced_by_id.is_(None),
        )
        other = select(Subject.id).where(
            or_(*(cast(Subject.numbers, String).contains(f'"{form}"') for form in forms))
        )
        for query in (own, rows, other):
            found += session.execute(query.limit(SHOWN)).scalars()
    return list(dict.fromkeys(found))


def _subjects(session: Session, ids: Sequence[int]) -> Mapping[int, list[Subject]]:
    """Everybody joined to one of these, by person, in the order given."""
    homes = select(Subject.id, Subject.person_id).where(Subject.id.in_(ids))
    person = {row.id: row.person_id for row in session.execute(homes)}
    people = dict.fromkeys(person[one] for one in ids if one in person)
    found: dict[int, list[Subject]] = defaultdict(list)
    query = select(Subject).where(Subject.person_id.in_(people)).order_by(Subject.id)
    for subject in session.execute(query).scalars():
        found[subject.person_id].append(subject)
    return {one: found[one] for one in people}


def _on_now(session: Session, ids: Sequence[int]) -> set[int]:
    query = select(Spell.subject_id).where(Spell.subject_id.in_(ids), Spell.ended_on.is_(None))
    return set(session.execute(query).scalars())
