"""Who is who: the queue of undecided pairs, side by side, and the decisions on them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.changes import Changes
from app.domain.matching import Band, Reason, ScoredPair, compare, sentence
from app.domain.pair_risk import PairRisk, surest_first, worst_first
from app.domain.text import clean
from app.errors import Refused
from app.models import MatchDecision, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.people import chains, decided, taking_apart
from app.services.people import decisions_on_pairs as decisions
from app.services.people.decided import DecisionRow
from app.services.people.matching_tables import reference_tables
from app.services.people.pair_context import PairContext, context_of
from app.services.people.pairs import Pair, record_of, scored_pairs, undecided
from app.services.people.risk_of_pairs import risks
from app.services.people.side_by_side import FieldRow, field_rows
from app.services.people.side_rows import SideRow, side_rows
from app.services.people.subjects import SAME
from app.services.people.taking_apart import Part
from app.store.store import Store

_AT_ONCE = 200  # rows that the matcher compares in less time than anybody notices
WORST, SUREST = "worst first", "surest first"
_ORDERS: Mapping[str, Callable[[PairRisk, Band, float], tuple[float, ...]]] = {
    WORST: worst_first,
    SUREST: surest_first,
}


@dataclass(frozen=True)
class PairRow:
    """An undecided pair as the queue shows it; `risk` is what is at stake if the two are one child."""

    a: SideRow
    b: SideRow
    score: float
    band: Band
    flags: tuple[str, ...]
    sentence: str
    reasons: tuple[Reason, ...]
    asked: bool
    risk: PairRisk = field(default_factory=PairRisk)

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

    def queue(self, order: str = WORST) -> tuple[PairRow, ...]:
        """Every undecided pair, the worst risk first or the surest; who waits for an agency stands last."""
        with self._store.reading() as session:
            pairs = undecided(session, self.found(session))
            ids = {one for pair in pairs for one in (pair.a, pair.b)}
            sides = side_rows(session, ids, self._clock.today())
            stake = risks(session, self._clock, pairs)
        rows = [_pair_row(pair, sides, stake[pair.a, pair.b]) for pair in pairs]
        sort = _ORDERS[order]
        return tuple(sorted(rows, key=lambda row: (row.asked, *sort(row.risk, row.band, row.score))))

    def is_ready(self) -> bool:
        """Whether the queue can be read at once: the matcher has run, or has next to nothing to do."""
        if self._found is not None:
            return True
        with self._store.reading() as session:
            count = session.execute(select(func.count()).select_from(Subject)).scalar_one()
        return count <= _AT_ONCE

    def context(self, pair: PairRow, among: Iterable[PairRow] = ()) -> PairContext:
        """What else these two are on, what joining them would bring about, and what was said before.

        `among` are the pairs of the queue, of which those that touch one of the two are named.
        """
        with self._store.reading() as session:
            subjects = [session.get(Subject, side.subject_id) for side in (pair.a, pair.b)]
            if subjects[0] is None or subjects[1] is None:
                raise Refused("One of these rows is no longer in the store; open the queue again.")
            open_pairs = [(one.a.subject_id, one.b.subject_id) for one in among]
            bodies = area_in(session, self._clock).bodies
            return context_of(session, subjects[0], subjects[1], open_pairs, self._clock.today(), bodies)

    def undecided_in(self, session: Session) -> tuple[Pair, ...]:
        """The undecided pairs as ids and scores, inside a session that is already open."""
        return tuple(undecided(session, self.found(session)))

    def fields(self, pair: PairRow) -> tuple[FieldRow, ...]:
        """Both rows field by field, each marked agree, near, differ or missing."""
        return field_rows(pair.a.identity, pair.b.identity, pair.a.list_name, pair.b.list_name, pair.reasons)

    def if_same(self, pair: PairRow) -> str:
        """What follows from "same", in one or two sentences."""
        name = pair.a.identity.forename or pair.a.name
        parts = [
            f"{side.list_label} ({side.what})" if side.what else side.list_label for side in (pair.a, pair.b)
        ]
        if pair.a.list_name == pair.b.list_name:
            label = pair.a.list_label
            return f"{name} then stands once on {label}, with all rows. Both rows stay as they came in."
        return f"{name} is then on {' and '.join(parts)}. Both rows stay as they came in."

    def decide(
        self, subject_a: int, subject_b: int, verdict: str, reason: str = "", initiator: str = ""
    ) -> DecisionRow:
        """Record "same", "different" or "ask"; the decision is remembered and can be undone.

        "Same" that would join two other rows which speak against each other needs a reason.
        """
        with self._store.transaction("decide match", initiator) as session:
            pair = [session.get(Subject, one) for one in (subject_a, subject_b)]
            if pair[0] is None or pair[1] is None:
                raise Refused("One of these rows is no longer in the store; open the queue again.")
            reason = clean(reason).strip()
            if verdict == SAME and not reason and chains.warnings(session, pair[0], pair[1]):
                raise Refused(
                    "This would also join two rows that speak against each other, as the page says; "
                    "give a reason, and decide again."
                )
            scored = compare(record_of(pair[0]), record_of(pair[1]), reference_tables())
            decision = decisions.record(
                session,
                self._clock,
                self._store.operator,
                (subject_a, subject_b),
                verdict,
                reason,
                scored.score,
                scored.band,
            )
            return decided.rows_of(session, (decision,))[0]

    def undo(self, decision_id: int, initiator: str = "", reason: str = "") -> DecisionRow:
        """Take one decision back, for a reason if there is one; both sides are whole again."""
        with self._store.transaction("undo match", initiator) as session:
            decision = session.get(MatchDecision, decision_id)
            if decision is None:
                raise Refused("There is no such decision in this store.")
            decisions.take_back(session, self._clock, self._store.operator, decision, reason)
            return decided.rows_of(session, (decision,))[0]

    def undo_last(self, initiator: str = "") -> DecisionRow | None:
        """Take back this operator's last decision; None where there is none."""
        with self._store.transaction("undo match", initiator) as session:
            decision = decisions.newest(session, self._store.operator)
            if decision is None:
                return None
            decisions.take_back(session, self._clock, self._store.operator, decision)
            return decided.rows_of(session, (decision,))[0]

    def decided(self, limit: int = 50, text: str = "", verdict: str = "") -> tuple[DecisionRow, ...]:
        """The newest decisions that stand, or those taken back (`decided.TAKEN_BACK`); found by `text`."""
        with self._store.reading() as session:
            return decided.search(session, text, verdict, limit)

    def parts(self, person_id: int) -> tuple[Part, ...]:
        """The rows a person is made of, with what would go along with each."""
        with self._store.reading() as session:
            return taking_apart.parts_of(session, person_id)

    def take_apart(
        self, person_id: int, groups: Sequence[Collection[int]], reason: str, initiator: str = ""
    ) -> tuple[int, ...]:
        """Make each group of rows a child of its own, for a reason; answers the people, in that order."""
        with self._store.transaction("take apart", initiator) as session:
            return taking_apart.take_apart(
                session, self._clock, self._store.operator, person_id, groups, reason
            )

    def progress(self) -> tuple[int, int]:
        """How many pairs wait for a decision, and how many decisions stand."""
        with self._store.reading() as session:
            query = select(func.count()).select_from(MatchDecision).where(MatchDecision.undone_at.is_(None))
            return len(undecided(session, self.found(session))), session.execute(query).scalar_one()


def _pair_row(pair: Pair, sides: Mapping[int, SideRow], risk: PairRisk) -> PairRow:
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
        risk,
    )
