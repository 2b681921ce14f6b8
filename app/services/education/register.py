"""The single register: who is on it and how each stands, our own record of each entry, and its ratings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.crosscheck import body_for
from app.domain.education import (
    ENTRY_FIELDS,
    Change,
    KnownEntry,
    RegisterFigures,
    changes,
    figures,
    register_findings,
    require_assurance,
    require_rating,
    waiting_days,
)
from app.domain.findings import Finding
from app.domain.lists import ListName
from app.domain.people import age_on
from app.domain.profiles import Body
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import EntryDetail, Person, RagRating, RegisterEntry, Spell, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.education.known import known_entry, rating_value
from app.services.people.naming import best_identity
from app.services.referrals.escalations import escalated_from
from app.services.room.clashes import require_unchanged
from app.store.store import Store

_NAMES = {one.name for one in ENTRY_FIELDS} | {"escalated_to", "escalated_on"}


@dataclass(frozen=True)
class RegisterRow:
    """One child on the register. `version` is that of our own record, 0 while there is none.

    `waiting` are the days that provision is waited for; `rating_id` the newest rating, None before the first.
    """

    entry_id: int
    subject_id: int
    person_id: int
    name: str
    short_name: str
    born: date | None
    age: int | None
    borough: str
    entry: KnownEntry
    findings: tuple[Finding, ...]
    history: tuple[Change, ...]
    waiting: int | None
    passed_on: bool
    rating_id: int | None
    version: int
    detail_id: int | None = None


class EducationRegister:
    """Reading the register, completing its entries, rating and assuring."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self) -> tuple[RegisterRow, ...]:
        """Everybody who is on the register now: what needs most first, then by name."""
        with self._store.reading() as session:
            return register_rows(session, self._clock)

    def row(self, entry_id: int) -> RegisterRow:
        """One entry, on the register still or not; `Refused` where it is no longer in the store."""
        with self._store.reading() as session:
            return _row(session, self._clock, _the_entry(session, entry_id))

    def figures(self) -> RegisterFigures:
        """The register of today in figures."""
        with self._store.reading() as session:
            return register_figures(session, self._clock)

    def save(
        self, entry_id: int, values: Mapping[str, object], version: int | None = None, initiator: str = ""
    ) -> RegisterRow:
        """Keep fields of our own record (`ENTRY_FIELDS` by name); a date may be None, words are cleaned.

        Raises `TextClash` where somebody changed a text after the `version` that the caller had read.
        """
        unknown = set(values) - _NAMES
        if unknown:
            raise ValueError(f"a register entry has no {', '.join(sorted(unknown))}")
        with self._store.transaction("save register entry", initiator) as session:
            entry = _the_entry(session, entry_id)
            detail = entry.detail or EntryDetail(entry_id=entry_id)
            for name, value in values.items():
                kept = clean(value).strip() if isinstance(value, str) else value
                if isinstance(kept, str) and entry.detail is not None:
                    theirs = getattr(detail, name)
                    require_unchanged(
                        session, detail.kind, detail.id, name, expected=version, mine=kept, theirs=theirs
                    )
                setattr(detail, name, kept)
            _require_sense(detail, self._clock.today())
            entry.detail = detail
            session.flush()
            return _row(session, self._clock, entry)

    def rate(
        self,
        entry_id: int,
        value: str,
        rated_by: str = "",
        on: date | None = None,
        why: str = "",
        initiator: str = "",
    ) -> RegisterRow:
        """Give an entry a new rating, by the operator today unless said otherwise; the earlier ones stay."""
        today = self._clock.today()
        with self._store.transaction("rate register entry", initiator) as session:
            entry = _the_entry(session, entry_id)
            by, day = clean_name(rated_by) or self._store.operator, on or today
            require_rating(value.casefold(), by, day, today)
            entry.ratings.append(
                RagRating(value=value.casefold(), rated_by=by[:120], rated_on=day, why=clean(why).strip())
            )
            session.flush()
            return _row(session, self._clock, entry)

    def assure(
        self, entry_id: int, assured_by: str = "", on: date | None = None, initiator: str = ""
    ) -> RegisterRow:
        """Assure the newest rating; `Refused` for whoever gave it (P26), and where there is none."""
        today = self._clock.today()
        with self._store.transaction("assure rating", initiator) as session:
            entry = _the_entry(session, entry_id)
            if not entry.ratings:
                raise Refused("This entry has no rating yet; rate it first, and let somebody else assure it.")
            rating = entry.ratings[-1]
            by, day = clean_name(assured_by) or self._store.operator, on or today
            require_assurance(rating_value(rating, entry), by, day, today)
            rating.assured_by, rating.assured_on = by[:120], day
            session.flush()
            return _row(session, self._clock, entry)

    def take_back_rating(self, entry_id: int, initiator: str = "") -> RegisterRow:
        """Take back the newest rating where it was given here; one that a list brought goes with its file."""
        with self._store.transaction("take back rating", initiator) as session:
            entry = _the_entry(session, entry_id)
            if not entry.ratings or entry.ratings[-1].source_id is not None:
                raise Refused("The newest rating came with the register; give another one instead.")
            session.delete(entry.ratings.pop())
            session.flush()
            return _row(session, self._clock, entry)


def register_rows(session: Session, clock: Clock) -> tuple[RegisterRow, ...]:
    """Everybody on the register now, in a session that is already open."""
    entries = _entries_now(session)
    passed = escalated_from(session, ListName.CME)
    body = _body(session, clock)
    rows = (_as_row(entry, body, clock.today(), entry.subject_id in passed) for entry in entries)
    return tuple(sorted(rows, key=_gravest_first))


def register_figures(session: Session, clock: Clock) -> RegisterFigures:
    """The same in figures."""
    passed = escalated_from(session, ListName.CME)
    entries = ((known_entry(one), one.subject_id in passed) for one in _entries_now(session))
    return figures(entries, _body(session, clock))


def _entries_now(session: Session) -> Sequence[RegisterEntry]:
    """The newest entry of each child whose spell is open."""
    query = (
        select(RegisterEntry)
        .join(Spell, Spell.subject_id == RegisterEntry.subject_id)
        .where(Spell.list_name == ListName.CME, Spell.ended_on.is_(None))
        .options(joinedload(RegisterEntry.subject).joinedload(Subject.person).selectinload(Person.subjects))
        .order_by(RegisterEntry.id)
    )
    newest = {entry.subject_id: entry for entry in session.execute(query).unique().scalars()}
    return tuple(newest.values())


def _row(session: Session, clock: Clock, entry: RegisterEntry) -> RegisterRow:
    passed = entry.subject_id in escalated_from(session, ListName.CME)
    return _as_row(entry, _body(session, clock), clock.today(), passed)


def _as_row(entry: RegisterEntry, body: Body, today: date, passed: bool) -> RegisterRow:
    known = known_entry(entry)
    who = best_identity(entry.subject.person.subjects)
    return RegisterRow(
        entry.id,
        entry.subject_id,
        entry.subject.person_id,
        who.name,
        who.short_name,
        who.born,
        age_on(who.born, today),
        entry.borough,
        known,
        register_findings(known, body, passed, today=today),
        changes(known.ratings),
        waiting_days(known, today),
        passed,
        entry.ratings[-1].id if entry.ratings else None,
        entry.detail.version if entry.detail else 0,
        entry.detail.id if entry.detail else None,
    )


_PLACE = {"red": 0, "amber": 1, "": 2, "green": 3}


def _gravest_first(row: RegisterRow) -> tuple[int, bool, float, str]:
    """Red, amber, not rated, green; and of these the fewest hours."""
    return (_PLACE.get(row.entry.rag, 2), row.entry.hours is None, row.entry.hours or 0.0, row.name)


def _body(session: Session, clock: Clock) -> Body:
    return body_for(ListName.CME, area_in(session, clock).bodies)


def _the_entry(session: Session, entry_id: int) -> RegisterEntry:
    entry = session.get(RegisterEntry, entry_id)
    if entry is None:
        raise Refused("This entry is not in the store any more; look at the register again.")
    return entry


def _require_sense(detail: EntryDetail, today: date) -> None:
    asked, began = detail.provision_asked_on, detail.provision_began_on
    if asked is not None and began is not None and began < asked:
        raise Refused("Provision cannot have begun before it was asked for; check the two days.")
    past: Iterable[tuple[date | None, str]] = (
        (detail.identified_on, "identified"),
        (asked, "asked for"),
        (detail.home_inspected_on, "visited"),
        (detail.escalated_on, "taken further"),
    )
    for day, what in past:
        if day is not None and day > today:
            raise Refused(f"The day on which it was {what} is still to come; check the date.")
