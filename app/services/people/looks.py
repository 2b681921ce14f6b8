"""Who looked at which child, and when: kept apart from the history of changes."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from app.models import Look
from app.services.clock import Clock
from app.services.people.same_person import ids_of
from app.store.ledger import audited
from app.store.store import Store

ACT = "look at child"
_AGAIN = timedelta(hours=1)


@dataclass(frozen=True)
class LookRow:
    """One operator opened the child's page or case, within the hour from `at` (aware, UTC)."""

    by: str
    at: datetime


class Looks:
    """Noted when a child's page or case opens; viewers leave their mark too."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def note(self, person_id: int) -> bool:
        """Keep and audit that whoever is in looks at this child; False where the last hour has it already.

        Announces nothing: a look changes no screen.
        """
        with self._store.reading() as session:
            if self._noted(session, person_id):
                return False
        with self._store.transaction(ACT) as session:
            look = {"person_id": person_id, "by": self._store.operator, "at": self._clock.now()}
            session.execute(insert(Look), [look])
            audited(session, "seen", "person", person_id, {}, touched=False)
        return True

    def of_child(self, person_id: int) -> tuple[LookRow, ...]:
        """Every look at a child, newest first, also at those who were later found to be the same child."""
        with self._store.reading() as session:
            query = (
                select(Look.by, Look.at)
                .where(Look.person_id.in_(ids_of(session, person_id)))
                .order_by(Look.at.desc(), Look.id.desc())
            )
            return tuple(LookRow(row.by, row.at) for row in session.execute(query))

    def _noted(self, session: Session, person_id: int) -> bool:
        now = self._clock.now()
        query = (
            select(Look.id)
            .where(
                Look.person_id == person_id,
                Look.by == self._store.operator,
                Look.at > now - _AGAIN,
                Look.at <= now,
            )
            .limit(1)
        )
        return session.execute(query).first() is not None
