"""Who is who: the queue of undecided pairs, side by side, and the decisions on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.changes import Changes
from app.domain.lists import ListName
from app.domain.matching import Band, Reason, ScoredPair, compare, sentence
from app.domain.people import Identity, age_on
from app.errors import Refused
from app.models import MatchDecision, SourceRecord, Subject
from app.services.clock import Clock
from app.services.people import decisions_on_pairs as decisions
from app.services.people.decisions_on_pairs import DecisionRow
from app.services.people.matching_tables import reference_tables
from app.services.people.pairs import Pair, record_of, scored_pairs, undecided
from app.services.people.side_by_side import FieldRow, field_rows, what_lists_say
from app.store.store import Store


class RowPlace(NamedTuple):
    """Where a row stands, without its cells."""

    reference: str
    sheet: str
    row: int


@dataclass(frozen=True)
class SideRow:
    """One side of a pair: a child as one list knows them, with the rows behind it."""

    subject_id: int
    list_name: ListName
    refs: tuple[str, ...]
    name: str
    where: str
    identity: Identity
    age: int | None
    what: str


@dataclass(frozen=True)
class PairRow:
    """An undecided pair as the queue shows it."""

    a: SideRow
    b: SideRow
    score: float
    band: Band
    flags: tuple[str, ...]
    sentence: str
    reasons: tuple[Reason, ...]
    asked: bool

    @property
    def id(self) -> str:
        return f"{self.a.subject_id}~{self.b.subject_id}"


class Who:
    """Pairs of children who may be one, and what people decided. Nothing merges by itself."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._found: tuple[ScoredPair, ...] | None = None
        self._waiting = 0
        store.listen(self._forget_when_rows_change)

    def _forget_when_rows_change(self, changes: Changes) -> None:
        if changes.concern("subject"):
            self._found = None

    def found(self, session: Session) -> tuple[ScoredPair, ...]:
        """What the matcher proposes for all subjects; kept until a row changes."""
        if self._found is None:
            self._found = scored_pairs(session.execute(select(Subject).order_by(Subject.id)).scalars())
        return self._found

    def look_ahead(self) -> tuple[ScoredPair, ...]:
        """Run the matcher now, in a worker after an import; `take_over` gives the answer to another desk."""
        with self._store.reading() as session:
            return self.found(session)

    def take_over(self, found: tuple[ScoredPair, ...]) -> None:
        """What a worker's matcher found for the lists as they are; announced, so that figures follow."""
        self._found = found
        self._store.announce(Changes("look ahead", "", frozenset()))

    def waiting(self) -> int:
        """How many pairs wait for a decision, as last known: the rail never waits for the matcher."""
        if self._found is not None:
            with self._store.reading() as session:
                self._waiting = len(undecided(session, self._found))
        return self._waiting

    def queue(self) -> tuple[PairRow, ...]:
        """Every undecided pair, the strongest evidence first; those waiting for an agency stand last."""
        with self._store.reading() as session:
            pairs = undecided(session, self.found(session))
            sides = self._sides(session, {one for pair in pairs for one in (pair.a, pair.b)})
        rows = [_pair_row(pair, sides) for pair in pairs]
        return tuple(sorted(rows, key=lambda row: (row.asked, -row.score)))

    def undecided_in(self, session: Session) -> tuple[Pair, ...]:
        """The undecided pairs as ids and scores, inside a session that is already open."""
        return tuple(undecided(session, self.found(session)))

    def _sides(self, session: Session, ids: set[int]) -> dict[int, SideRow]:
        refs: dict[int, list[RowPlace]] = {}
        query = select(
            SourceRecord.subject_id, SourceRecord.reference, SourceRecord.sheet, SourceRecord.row
        ).where(SourceRecord.replaced_by_id.is_(None), SourceRecord.subject_id.in_(ids))
        for row in session.execute(query.order_by(SourceRecord.id)):
            refs.setdefault(row.subject_id, []).append(RowPlace(row.reference, row.sheet, row.row))
        subjects = list(session.execute(select(Subject).where(Subject.id.in_(ids))).scalars())
        says = what_lists_say(session, subjects)
        return {one.id: self._side(one, refs.get(one.id, []), says[one.id]) for one in subjects}

    def _side(self, subject: Subject, records: Sequence[RowPlace], what: str) -> SideRow:
        newest = records[-1] if records else None
        where = f"{ListName(subject.list_name).label}, {newest.sheet}, row {newest.row}" if newest else ""
        return SideRow(
            subject.id,
            ListName(subject.list_name),
            tuple(record.reference for record in records),
            subject.identity.name,
            where,
            subject.identity,
            age_on(subject.born, self._clock.today()),
            what,
        )

    def sides(self, session: Session, subject_ids: set[int]) -> tuple[SideRow, ...]:
        """How each list knows a child, for the child's page."""
        return tuple(self._sides(session, subject_ids).values())

    def fields(self, pair: PairRow) -> tuple[FieldRow, ...]:
        """Both rows field by field, each marked agree, near, differ or missing."""
        return field_rows(pair.a.identity, pair.b.identity, pair.a.list_name, pair.b.list_name, pair.reasons)

    def if_same(self, pair: PairRow) -> str:
        """What follows from "same", in one or two sentences."""
        name = pair.a.identity.forename or pair.a.name
        parts = [
            f"{side.list_name.label} ({side.what})" if side.what else side.list_name.label
            for side in (pair.a, pair.b)
        ]
        if pair.a.list_name == pair.b.list_name:
            label = pair.a.list_name.label
            return f"{name} then stands once on {label}, with all rows. Both rows stay as they came in."
        return f"{name} is then on {' and '.join(parts)}. Both rows stay as they came in."

    def decide(
        self, subject_a: int, subject_b: int, verdict: str, reason: str = "", initiator: str = ""
    ) -> DecisionRow:
        """Record "same", "different" or "ask"; the decision is remembered and can be undone."""
        with self._store.transaction("decide match", initiator) as session:
            pair = [session.get(Subject, one) for one in (subject_a, subject_b)]
            if pair[0] is None or pair[1] is None:
                raise Refused("One of these rows is no longer in the store; open the queue again.")
            scored = compare(record_of(pair[0]), record_of(pair[1]), reference_tables())
            decision = decisions.record(
                session,
                self._clock,
                self._store.operator,
                (subject_a, subject_b),
                verdict,
                reason.strip(),
                scored.score,
                scored.band,
            )
            return decisions.row_of(session, decision)

    def undo(self, decision_id: int, initiator: str = "") -> DecisionRow:
        """Take one decision back; both sides are whole again."""
        with self._store.transaction("undo match", initiator) as session:
            decision = session.get(MatchDecision, decision_id)
            if decision is None:
                raise Refused("There is no such decision in this store.")
            decisions.take_back(session, self._clock, self._store.operator, decision)
            return decisions.row_of(session, decision)

    def undo_last(self, initiator: str = "") -> DecisionRow | None:
        """Take back this operator's last decision; None where there is none."""
        with self._store.transaction("undo match", initiator) as session:
            decision = decisions.newest(session, self._store.operator)
            if decision is None:
                return None
            decisions.take_back(session, self._clock, self._store.operator, decision)
            return decisions.row_of(session, decision)

    def decided(self, limit: int = 50) -> tuple[DecisionRow, ...]:
        """The newest decisions that stand."""
        with self._store.reading() as session:
            query = (
                select(MatchDecision)
                .where(MatchDecision.undone_at.is_(None))
                .order_by(MatchDecision.id.desc())
            )
            return decisions.rows_of(session, session.execute(query.limit(limit)).scalars())

    def progress(self) -> tuple[int, int]:
        """How many pairs wait for a decision, and how many decisions stand."""
        with self._store.reading() as session:
            query = select(func.count()).select_from(MatchDecision).where(MatchDecision.undone_at.is_(None))
            return len(undecided(session, self.found(session))), session.execute(query).scalar_one()


def _pair_row(pair: Pair, sides: dict[int, SideRow]) -> PairRow:
    scored = pair.scored
    return PairRow(
        sides[pair.a],
        sides[pair.b],
        scored.score,
        scored.band,
        scored.flags,
        sentence(scored),
        scored.reasons,
        pair.asked,
    )
