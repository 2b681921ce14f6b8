"""Reports for a month, a quarter or a year, and what comes round yearly: owed, done, taken back."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import OfficeCalendar, day_words
from app.domain.deadlines import REPORT, Timeliness, due_words, late_words, timeliness
from app.domain.duties import Duty, reports_owed, rounds_owed, still_owed
from app.domain.profiles import Body
from app.domain.text import clean
from app.errors import Refused
from app.models import DutyDone, Meeting
from app.services.areas import parsed, profiles_in_force
from app.services.clock import Clock
from app.services.months.office import office_calendar
from app.services.months.papers import SOON
from app.store.store import Store


@dataclass(frozen=True)
class DutyRow:
    """One duty for one period, as it stands; `words` says how ("due Thursday", "sent Wed 18 Nov 2026")."""

    body_code: str
    body_short: str
    key: str
    what: str
    to: str
    period_on: date
    period: str
    due: date
    done_on: date | None
    sent_to: str
    timeliness: Timeliness
    soon: bool
    words: str


class Duties:
    """What each body owes beside its meetings' own papers."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self) -> tuple[DutyRow, ...]:
        """What is owed now and what was done before, the newest first."""
        with self._store.reading() as session:
            return duty_rows(session, self._clock, self._clock.today(), office_calendar(session))

    def done(
        self,
        body_code: str,
        key: str,
        period_on: date,
        on: date | None = None,
        to: str = "",
        initiator: str = "",
    ) -> None:
        """A duty was done, on a day (default today); said again, it corrects the day and to whom it went."""
        today = self._clock.today()
        if on is not None and on > today:
            raise Refused(f"{day_words(on)} is still to come; give the day on which it went out.")
        with self._store.transaction("duty done", initiator) as session:
            row = _find(session, body_code, key, period_on)
            if row is None:
                duty = self._duty(session, body_code, key, period_on)
                row = DutyDone(body_code=body_code, key=key, period_on=period_on, due=duty.due)
                session.add(row)
            row.done_on, row.sent_to = on or today, clean(to).strip()

    def not_done(self, body_code: str, key: str, period_on: date, initiator: str = "") -> None:
        """It was recorded by mistake."""
        with self._store.transaction("duty not done", initiator) as session:
            row = _find(session, body_code, key, period_on)
            if row is None:
                raise Refused("This is not recorded as done, so nothing was changed.")
            session.delete(row)

    def _duty(self, session: Session, body_code: str, key: str, period_on: date) -> Duty:
        for duty in _all(session, self._clock, office_calendar(session), _done(session)):
            if (duty.body_code, duty.key, duty.period_on) == (body_code, key, period_on):
                return duty
        raise Refused("The rules of this body do not ask for that; look at the list again.")


def duty_rows(session: Session, clock: Clock, today: date, office: OfficeCalendar) -> tuple[DutyRow, ...]:
    """What is owed and what was done, in a session that is already open."""
    rows = [
        *(_open_row(duty, today, office) for duty in owed_in(session, clock, today, office)),
        *(_done_row(row, duty, office) for row, duty in _known(session, clock, office)),
    ]
    return tuple(sorted(rows, key=lambda row: (row.due, row.what), reverse=True))


def owed_in(session: Session, clock: Clock, on: date, office: OfficeCalendar) -> tuple[Duty, ...]:
    """The duties that wait on a day, in a session that is already open."""
    known = _done(session)
    done: dict[str, set[tuple[str, date]]] = defaultdict(set)
    for row in known:
        done[row.body_code].add((row.key, row.period_on))
    by_body: dict[str, list[Duty]] = defaultdict(list)
    for duty in _all(session, clock, office, known):
        by_body[duty.body_code].append(duty)
    return tuple(duty for code, duties in by_body.items() for duty in still_owed(duties, done[code], on))


def _all(session: Session, clock: Clock, office: OfficeCalendar, done: Iterable[DutyDone]) -> Iterable[Duty]:
    met: dict[str, list[date]] = defaultdict(list)
    for code, on in session.execute(select(Meeting.body_code, Meeting.held_on)):
        met[code].append(on)
    last: dict[str, dict[str, date]] = defaultdict(dict)
    for row in done:
        last[row.body_code][row.key] = max(row.done_on, last[row.body_code].get(row.key, row.done_on))
    bodies = {code: parsed(row.text) for code, row in profiles_in_force(session, clock).items()}
    names = {code: body.name for code, body in bodies.items()}
    for code, body in bodies.items():
        if met[code] and not body.retired:
            owed = [*reports_owed(body, met[code], office)]
            owed += rounds_owed(body, min(met[code]), last[code], office)
            # A body that a report goes to is written by its code in the rules.
            yield from (replace(one, to=names.get(one.to, one.to)) for one in owed)


def _done(session: Session) -> list[DutyDone]:
    return list(session.execute(select(DutyDone)).scalars())


def _find(session: Session, body_code: str, key: str, period_on: date) -> DutyDone | None:
    query = select(DutyDone).where(
        DutyDone.body_code == body_code, DutyDone.key == key, DutyDone.period_on == period_on
    )
    return session.execute(query).scalar_one_or_none()


def _known(session: Session, clock: Clock, office: OfficeCalendar) -> Iterable[tuple[DutyDone, Duty]]:
    """What was done, with how the rules in force today speak of it."""
    done = _done(session)
    bodies: dict[str, Body] = {
        code: parsed(profile.text) for code, profile in profiles_in_force(session, clock).items()
    }
    duties = {(one.body_code, one.key, one.period_on): one for one in _all(session, clock, office, done)}
    for row in done:
        short = bodies[row.body_code].short if row.body_code in bodies else row.body_code
        what = row.key.removeprefix(REPORT).replace("-", " ").capitalize()
        when = day_words(row.period_on)
        plain = Duty(row.body_code, short, row.key, what, "", row.period_on, when, row.due)
        yield row, duties.get((row.body_code, row.key, row.period_on), plain)


def _open_row(duty: Duty, today: date, office: OfficeCalendar) -> DutyRow:
    stands = timeliness(duty.due, today)
    soon = office.between(today, duty.due) <= SOON
    return _row(duty, duty.due, None, "", stands, soon, due_words(duty.due, today))


def _done_row(row: DutyDone, duty: Duty, office: OfficeCalendar) -> DutyRow:
    stands = timeliness(row.due, row.done_on, row.done_on)
    words = f"done {day_words(row.done_on)}"
    if stands is Timeliness.LATE:
        words += f", {late_words(row.due, row.done_on, office)}"
    return _row(duty, row.due, row.done_on, row.sent_to, stands, False, words)


def _row(
    duty: Duty, due: date, done_on: date | None, sent_to: str, stands: Timeliness, soon: bool, words: str
) -> DutyRow:
    return DutyRow(
        duty.body_code,
        duty.body_short,
        duty.key,
        duty.what,
        duty.to,
        duty.period_on,
        duty.period,
        due,
        done_on,
        sent_to,
        stands,
        soon,
        words,
    )
