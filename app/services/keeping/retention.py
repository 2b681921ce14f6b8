"""What is due for review, and the three answers: keep it, hold it, destroy it with a certificate.

Only a chair answers, and nothing is ever deleted by itself (domain §24.6).
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.text import clean
from app.errors import Refused
from app.models import Certificate, LegalHold, RetentionReview
from app.services.clock import Clock
from app.services.keeping import certificates
from app.services.keeping.certificates import CertificateRow
from app.services.keeping.destroying import names_in, remove_rows
from app.services.keeping.holds import (
    CHILD,
    EVERYTHING,
    MEETING,
    RecordKey,
    hold_on,
    holds_over,
    now_called,
    numbers_of,
)
from app.services.keeping.reviewing import Reviewed, reviewed
from app.store.ledger import audited
from app.store.store import Store

__all__ = ["CHILD", "EVERYTHING", "MEETING", "DueRecord", "HoldRow", "RecordKey", "Retention"]


@dataclass(frozen=True)
class DueRecord:
    """One record in the list. `title` is for the screen only: it holds the child's name.

    `why` such as "75 years after birth", or "kept until then" after a review; `hold` is the reason of the
    legal hold over it, "" where there is none; `kept` is the reason of the last review.
    """

    record: RecordKey
    title: str
    classes: str
    review_on: date
    why: str
    hold: str
    kept: str


@dataclass(frozen=True)
class HoldRow:
    """One legal hold in force; `title` as in `DueRecord`, "Everything in this store" for the whole."""

    record: RecordKey
    title: str
    reason: str
    by: str
    at: datetime


class Retention:
    """Reviews, legal holds and certificates."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def due_for_review(self, on: date | None = None) -> tuple[DueRecord, ...]:
        """Everything whose review date is `on` (default today) or before, the longest due first."""
        day = on or self._clock.today()
        with self._store.reading() as session:
            found = [one for one in reviewed(session, self._clock) if one.review and one.review.on <= day]
            rows = [_due(session, one) for one in found]
        return tuple(sorted(rows, key=lambda row: row.review_on))

    def of(self, record: RecordKey) -> DueRecord | None:
        """One record's review date, due or not; None where no rule has given it one yet."""
        with self._store.reading() as session:
            found = self._reviewed(session, record)
            return _due(session, found) if found is not None and found.review is not None else None

    def keep(self, record: RecordKey, reason: str, next_review: date, initiator: str = "") -> None:
        """The record was reviewed and is kept; it comes up again on `next_review`, a day to come."""
        words = _reason(reason, "Say why the record is kept; the reason stays with it.")
        if next_review <= self._clock.today():
            raise Refused("The next review is a day to come: give a later one.")
        with self._store.transaction("keep record", initiator) as session:
            self._required(session, record)
            session.add_all(
                RetentionReview(
                    record_kind=record.kind,
                    record_id=number,
                    reason=words,
                    next_review=next_review,
                    by=self._store.operator,
                    at=self._clock.now(),
                )
                for number in numbers_of(session, record)
            )

    def hold(self, record: RecordKey, reason: str, initiator: str = "") -> None:
        """A legal hold: the record (or `EVERYTHING`) cannot be destroyed before it is released."""
        words = _reason(reason, "Say what the hold is for, such as an inquiry and its reference.")
        with self._store.transaction("hold record", initiator) as session:
            if record != EVERYTHING:
                self._required(session, record)
            if holds_over(session, record):
                raise Refused("This is under a legal hold already; release that one first to change it.")
            session.add_all(
                LegalHold(
                    record_kind=record.kind,
                    record_id=number,
                    reason=words,
                    by=self._store.operator,
                    at=self._clock.now(),
                )
                for number in numbers_of(session, record)
            )

    def release(self, record: RecordKey, reason: str, initiator: str = "") -> None:
        """The hold on this very record ends, for a reason; a hold over everything is released as such."""
        words = _reason(reason, "Say why the hold ends; the reason stays with it.")
        with self._store.transaction("release record", initiator) as session:
            holds = holds_over(session, record)
            if not holds:
                raise Refused("There is no legal hold on this record of its own; nothing was released.")
            for one in holds:
                one.released_by, one.released_at = self._store.operator, self._clock.now()
                one.release_reason = words

    def holds(self) -> tuple[HoldRow, ...]:
        """Every hold in force, oldest first; a child with several numbers stands once."""
        with self._store.reading() as session:
            query = select(LegalHold).where(LegalHold.released_at.is_(None)).order_by(LegalHold.id)
            rows: dict[RecordKey, HoldRow] = {}
            for one in session.execute(query).scalars():
                record = now_called(session, RecordKey(one.record_kind, one.record_id))
                if record not in rows:
                    title = self._title(session, record)
                    rows[record] = HoldRow(record, title, one.reason, one.by, one.at)
            return tuple(rows.values())

    def destroy(self, record: RecordKey, reason: str, initiator: str = "") -> CertificateRow:
        """Destroy a record that is due, and answer its certificate; cannot be undone.

        A child goes from every list with its cases, what meetings recorded about it, and its history; minutes
        go with their notes, register and general actions, while each child's part stays in the child's case.
        Raises `Refused` for a record that is not due, is under hold, or whose reason names the child.
        """
        words = _reason(reason, "Say why the record is destroyed; the certificate gives the reason.")
        copies = certificates.backups_of(self._store)
        with self._store.transaction("destroy record", initiator) as session:
            found = self._required(session, record)
            self._require_destroyable(session, found, words)
            removed = remove_rows(session, record)
            certificate = Certificate(
                record_kind=record.kind,
                record_id=record.id,
                record_class=found.classes,
                counts=dict(removed.counts),
                backups=copies,
                reason=words,
                by=self._store.operator,
                at=self._clock.now(),
            )
            session.add(certificate)
            audited(session, "destroyed", record.kind, record.id, removed.counts, touched=True)
            for kind, number in removed.records:
                audited(session, "destroyed", kind, number, {}, touched=True)
            session.flush()
            row = certificates.row(certificate)
        self._store.empty_log()
        return row

    def certificates(self) -> tuple[CertificateRow, ...]:
        """Every certificate, newest first; none of them can change."""
        with self._store.reading() as session:
            query = select(Certificate).order_by(Certificate.id.desc())
            return tuple(certificates.row(one) for one in session.execute(query).scalars())

    def _require_destroyable(self, session: Session, found: Reviewed, words: str) -> None:
        hold = hold_on(session, found.record)
        if hold is not None:
            raise Refused(f"This is under a legal hold {hold.scope}, so nothing was destroyed.")
        review = found.review
        if review is None or review.on > self._clock.today():
            when = f"before {review.on:%d/%m/%Y}" if review else "while its review date is not known"
            raise Refused(f"This record is not due for review {when}, so nothing was destroyed.")
        if names_in(session, found.record, words):
            raise Refused("The certificate must name nobody: leave the child's name out of the reason.")

    def _title(self, session: Session, record: RecordKey) -> str:
        if record == EVERYTHING:
            return "Everything in this store"
        found = self._reviewed(session, record)
        return found.title if found else "No longer in the store"

    def _reviewed(self, session: Session, record: RecordKey) -> Reviewed | None:
        return next((one for one in reviewed(session, self._clock, record)), None)

    def _required(self, session: Session, record: RecordKey) -> Reviewed:
        found = self._reviewed(session, record)
        if found is None:
            raise Refused("This record is not in the store any more; look at the list again.")
        return found


def _due(session: Session, one: Reviewed) -> DueRecord:
    assert one.review is not None
    hold = hold_on(session, one.record)
    return DueRecord(
        one.record,
        one.title,
        one.classes,
        one.review.on,
        one.review.why,
        hold.reason if hold else "",
        one.kept,
    )


def _reason(text: str, sentence: str) -> str:
    words = clean(text).strip()
    if not words:
        raise Refused(sentence)
    return words
