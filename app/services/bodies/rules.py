"""The rules of the bodies: read, edited as a draft, put in force from a day; old meetings keep theirs."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.profiles import Body, Fault, body_from_toml, body_to_toml, faults, renamed
from app.domain.profiles.editing import with_new_terms
from app.errors import Refused
from app.models import Meeting, Setting
from app.services.areas import get_setting, newest_profiles, parsed, put_setting
from app.services.bodies.taking_effect import (
    earliest_day,
    follow_name,
    keep_version,
    meetings_to_come,
    take_over,
)
from app.services.bodies.versions import (
    BodyRow,
    VersionRow,
    codes_of,
    in_force_on,
    rows_of,
    versions_of,
)
from app.services.clock import Clock
from app.services.months.papers import TO_COME
from app.store.store import Store

ACT = "put rules in force"
_DRAFT = "draft:body:"


@dataclass(frozen=True)
class InForce:
    """What followed: how many meetings to come go by other rules now, which bodies took a new name."""

    body: Body
    meetings: int
    followed: tuple[str, ...]


class Rules:
    """Every body of the store with its versions, and the one door through which rules change."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def bodies(self) -> tuple[BodyRow, ...]:
        """Every body in the area's order, retired ones last."""
        with self._store.reading() as session:
            found = [self._row(session, code) for code in codes_of(session)]
        return tuple(sorted(found, key=lambda row: row.retired))

    def _row(self, session: Session, code: str) -> BodyRow:
        rows, today = rows_of(session, code), self._clock.today()
        body = parsed((in_force_on(rows, today) or rows[0]).text)
        return BodyRow(code, body, body.retired, bool(get_setting(session, _DRAFT + code)))

    def versions(self, code: str) -> tuple[VersionRow, ...]:
        """Every version of a body, the newest first."""
        with self._store.reading() as session:
            return versions_of(session, code, self._clock.today())

    def earliest(self, code: str) -> date:
        """The first day from which new rules may hold: after the last meeting that has begun."""
        with self._store.reading() as session:
            return earliest_day(session, code)

    def draft(self, code: str) -> Body | None:
        """The unfinished edit of a body, if there is one."""
        with self._store.reading() as session:
            kept = get_setting(session, _DRAFT + code)
        return body_from_toml(kept, finished=False) if kept else None

    def unfinished(self) -> tuple[Body, ...]:
        """Bodies that are only drafts so far: begun as a copy or read from a file, never put in force."""
        with self._store.reading() as session:
            there = set(codes_of(session))
            rows = session.execute(select(Setting).where(Setting.key.startswith(_DRAFT, autoescape=True)))
            texts = [row.value for row in rows.scalars() if row.key.removeprefix(_DRAFT) not in there]
        return tuple(body_from_toml(text, finished=False) for text in texts)

    def begin(self, code: str) -> Body:
        """What an edit starts from: the newest version, from today or the first day that may be."""
        with self._store.reading() as session:
            newest = parsed(rows_of(session, code)[-1].text)
            day = max(self._clock.today(), earliest_day(session, code), newest.effective_from)
        return replace(newest, effective_from=day)

    def copy(self, code: str) -> Body:
        """A body of its own that starts as a copy of another; it needs a code and a name of its own."""
        with self._store.reading() as session:
            body = parsed(rows_of(session, code)[-1].text)
            codes = codes_of(session)
        names = (f"{code}-{number}" for number in range(2, len(codes) + 3))
        free = next(name for name in names if name not in codes)
        short = f"{body.short} {free.rsplit('-', 1)[1]}"
        return replace(body, code=free, short=short, effective_from=self._clock.today(), retired=False)

    def keep_draft(self, body: Body, initiator: str = "") -> None:
        """Keep an edit as far as it is; no meeting goes by it before `put_in_force`."""
        with self._store.transaction("draft rules", initiator) as session:
            text = body_to_toml(body)
            if get_setting(session, _DRAFT + body.code) != text:
                put_setting(session, _DRAFT + body.code, text)

    def drop_draft(self, code: str, initiator: str = "") -> None:
        """Forget an unfinished edit."""
        with self._store.transaction("drop draft rules", initiator) as session:
            _forget(session, code)

    def check(self, body: Body) -> tuple[Fault, ...]:
        """Everything that keeps these rules from being put in force from their day."""
        with self._store.reading() as session:
            return self._faults(session, body)

    def _faults(self, session: Session, body: Body) -> tuple[Fault, ...]:
        others = [
            parsed(row.text)
            for code, row in newest_profiles(session, body.effective_from).items()
            if code != body.code
        ]
        return (*faults(body), *_among(body, others), *self._day_faults(session, body))

    def _day_faults(self, session: Session, body: Body) -> tuple[Fault, ...]:
        earliest = earliest_day(session, body.code)
        if body.effective_from < earliest:
            held = day_words(earliest - timedelta(days=1))
            words = f"A meeting was held on {held} under the rules of then; choose a day after it."
            return (Fault("effective_from", words),)
        return ()

    def put_in_force(self, body: Body, follow: bool = True, initiator: str = "") -> InForce:
        """Keep these rules as the version from `effective_from`; meetings to come from then on go by them.

        `follow`: a new short name is taken by its own texts and those of the other bodies, from the same day.
        Raises `Refused` with the first fault.
        """
        with self._store.transaction(ACT, initiator) as session:
            for fault in self._faults(session, body):
                raise Refused(f"{fault.sentence} Nothing was changed.")
            rows = rows_of(session, body.code)
            before = in_force_on(rows, body.effective_from) or (rows[0] if rows else None)
            old = parsed(before.text).short if before is not None else body.short
            if follow and before is not None:
                body = with_new_terms(body, parsed(before.text))
            to_come = meetings_to_come(session)
            renames = follow and old != body.short
            body = renamed(body, old, body.short) if renames else body
            keep_version(session, body)
            followed = follow_name(session, body, old) if renames else ()
            _forget(session, body.code)
            changed = take_over(session, to_come)
        return InForce(body, changed, followed)

    def retire(self, code: str, from_day: date, initiator: str = "") -> InForce:
        """No new meetings of this body from a day; what it holds stays, and what is planned is left alone."""
        with self._store.reading() as session:
            newest = newest_profiles(session, from_day)
            there = {one: parsed(row.text) for one, row in newest.items()}
        if code not in there:
            raise Refused("This body has no rules on that day yet; choose a later day.")
        if all(body.retired for one, body in there.items() if one != code):
            raise Refused("This is the last body of the store, so it stays; add another one first.")
        body = replace(there[code], retired=True, effective_from=from_day)
        return self.put_in_force(body, False, initiator)

    def planned_after(self, code: str, day: date) -> int:
        """How many meetings of a body are planned on a day or after it."""
        with self._store.reading() as session:
            query = select(func.count(Meeting.id)).where(
                Meeting.body_code == code, Meeting.state.in_(TO_COME), Meeting.held_on >= day
            )
            return session.execute(query).scalar_one()


def _forget(session: Session, code: str) -> None:
    row = session.execute(select(Setting).where(Setting.key == _DRAFT + code)).scalar_one_or_none()
    if row is not None:
        session.delete(row)


def _among(body: Body, others: list[Body]) -> tuple[Fault, ...]:
    """What does not go with the other bodies of the store."""
    found = [
        Fault("short", f"{other.code} is called {other.short} too; two bodies need two names.")
        for other in others
        if not other.retired and other.short.casefold() == body.short.casefold()
    ]
    codes = {other.code for other in others}
    found += [
        Fault("order_after", f"It is to come after {code}, a body that is not in the store on that day.")
        for code in body.order_after
        if code not in codes and code != body.code
    ]
    found += [
        Fault("order_after", f"{other.short} is to come after this body, and this one after {other.short}.")
        for other in others
        if other.code in body.order_after and body.code in other.order_after
    ]
    return tuple(found)
