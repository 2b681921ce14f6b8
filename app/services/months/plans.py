"""The plan of a month or of a year: proposed by the profiles, changed day by day, then kept in one go."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import day_words
from app.domain.deadlines import AGENDA, MINUTES, deadlines_for
from app.domain.findings import Finding, Severity
from app.domain.planning import Standing, filled, in_order, meets_in, order_findings, plan_month
from app.domain.profiles import Body
from app.errors import Refused
from app.models import BodyProfile, Meeting
from app.services.areas import parsed
from app.services.clock import Clock
from app.services.months.meeting_records import body_of
from app.services.months.meeting_rows import month_of
from app.services.months.office import office_calendar
from app.services.months.placing import (
    findings_on,
    place,
    profile_on,
    profiles_on,
    require_day,
    require_month,
    require_reason,
    tidy,
)
from app.store.store import Store

_MONTHS = range(1, 13)
_AROUND = timedelta(days=366)  # a meeting this far outside a year may be the one of a month in it
Slot = tuple[str, date]  # a body's code, and the first day of the month


@dataclass(frozen=True)
class Choice:
    """A day chosen by hand for one slot, with its reason; `on` None leaves this meeting out."""

    on: date | None
    reason: str = ""


NO_CHOICES: Mapping[Slot, Choice] = {}


@dataclass(frozen=True)
class PlanLine:
    """One meeting of the plan: one that stands (`meeting_id`), or one proposed.

    `on` None: the body has no usual day, so one is to be chosen, or it was left out (`chosen`).
    """

    body_code: str
    short: str
    name: str
    slot: date
    on: date | None
    agenda_due: date | None = None
    minutes_due: date | None = None
    why: str = ""
    meeting_id: int | None = None
    begun: bool = False
    chosen: bool = False
    findings: tuple[Finding, ...] = ()

    @property
    def stands(self) -> bool:
        return self.meeting_id is not None

    @property
    def to_add(self) -> bool:
        return self.meeting_id is None and self.on is not None

    @property
    def stopped(self) -> bool:
        """Whether its day needs a reason that nobody has given."""
        stops = any(one.severity is Severity.STOP for one in self.findings)
        return self.chosen and stops and not tidy(self.why)


class Plans:
    """Nothing is planned twice: what was moved by hand still stands for the month it was planned for."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def month(
        self, year: int, month: int, choices: Mapping[Slot, Choice] = NO_CHOICES
    ) -> tuple[PlanLine, ...]:
        """One month as it would be, in order of date; what has no day yet comes last."""
        require_month(year, month)
        with self._store.reading() as session:
            return _Sheet(session, self._clock, year, choices).month(month)

    def year(self, year: int, choices: Mapping[Slot, Choice] = NO_CHOICES) -> tuple[PlanLine, ...]:
        """The twelve months of a year as they would be."""
        require_month(year)
        with self._store.reading() as session:
            sheet = _Sheet(session, self._clock, year, choices)
            return sheet.year()

    def check(self, slot: Slot, on: date, choices: Mapping[Slot, Choice] = NO_CHOICES) -> tuple[Finding, ...]:
        """What speaks against a day for one slot, beside the rest of the plan; a stop needs a reason."""
        code, month = slot
        with self._store.reading() as session:
            sheet = _Sheet(session, self._clock, month.year, {**choices, slot: Choice(on)})
            return sheet.check(code, month, on)

    def keep(
        self,
        year: int,
        month: int | None = None,
        choices: Mapping[Slot, Choice] = NO_CHOICES,
        initiator: str = "",
    ) -> tuple[int, ...]:
        """Add what is missing in a month, or in a whole year, in one go; answers the new meetings' ids.

        Raises `Refused` where a day that was chosen needs a reason; then nothing is added.
        """
        require_month(year, 1 if month is None else month)
        with self._store.transaction("plan month" if month else "plan year", initiator) as session:
            sheet = _Sheet(session, self._clock, year, choices)
            months = _MONTHS if month is None else (month,)
            return tuple(sheet.add(line) for one in months for line in sheet.month(one) if line.to_add)


class _Sheet:
    """One year being planned, in a session that is already open."""

    def __init__(self, session: Session, clock: Clock, year: int, choices: Mapping[Slot, Choice]) -> None:
        self._session = session
        self._clock = clock
        self._year = year
        self._choices = choices
        self._office = office_calendar(session)
        self._meetings = _around(session, year)
        self._filled: dict[str, Mapping[date, Standing]] = {}
        # In the area's order, of each body the oldest first: read once for twelve months.
        query = select(BodyProfile).order_by(BodyProfile.position, BodyProfile.effective_from)
        self._profiles = list(session.execute(query).scalars())
        self._known: dict[date, tuple[Body, ...]] = {}

    def month(self, month: int, *, extra: bool = True) -> tuple[PlanLine, ...]:
        slot, last = month_of(self._year, month)
        bodies = self._bodies(last)
        standing = {one.code: found for one in bodies if (found := self._standing(one, slot)) is not None}
        days = {code: self._meetings[found.meeting_id].held_on for code, found in standing.items()}
        picked = {
            one.code: choice
            for one in bodies
            if one.code not in standing and (choice := self._choices.get((one.code, slot))) is not None
        }
        chosen = {code: choice.on for code, choice in picked.items() if choice.on is not None}
        free = [one for one in bodies if one.code not in picked or picked[one.code].on is not None]
        plan = plan_month(free, self._year, month, self._office, days, chosen)
        planned = {one.body_code: one for one in plan}
        days |= chosen | {code: one.on for code, one in planned.items()}
        lines = []
        for body in bodies:
            if body.code in standing:
                lines.append(self._stands(body, slot, standing[body.code], bodies, days))
            elif body.code in picked:
                lines.append(self._picked(body, slot, picked[body.code], bodies, days))
            elif body.code in planned:
                lines.append(self._line(body, slot, planned[body.code].on, planned[body.code].why))
            elif meets_in(body, month):
                lines.append(self._line(body, slot, None, ""))
        if extra:
            lines += self._extra(bodies, slot, last, days, {line.meeting_id for line in lines})
        return tuple(sorted(lines, key=lambda line: (line.on is None, line.on or slot)))

    def _extra(
        self, bodies: Sequence[Body], slot: date, last: date, days: Mapping[str, date], there: set[int | None]
    ) -> Iterator[PlanLine]:
        """What else is held in the month: added by hand, or moved here from another month."""
        known = {body.code: body for body in bodies}
        for meeting in self._meetings.values():
            if slot <= meeting.held_on <= last and meeting.id not in there and meeting.body_code in known:
                found = Standing(meeting.id, meeting.held_on)
                yield self._stands(known[meeting.body_code], slot, found, bodies, days)

    def year(self) -> tuple[PlanLine, ...]:
        """Every meeting once: under the month it is planned for, else under the one it is held in."""
        months = {month: self.month(month, extra=False) for month in _MONTHS}
        seen = {line.meeting_id for lines in months.values() for line in lines if line.stands}
        lines: list[PlanLine] = []
        for month, own in months.items():
            slot, last = month_of(self._year, month)
            bodies = self._bodies(last)
            used = seen | {one.meeting_id for found in self._filled.values() for one in found.values()}
            days = {line.body_code: line.on for line in own if line.on is not None}
            lines += [*own, *self._extra(bodies, slot, last, days, {*used})]
        return tuple(lines)

    def _bodies(self, on: date) -> tuple[Body, ...]:
        if on not in self._known:
            require_day(on)
            newest = {one.code: one for one in self._profiles if one.effective_from <= on}
            if not newest:
                raise Refused(f"No profile is in force on {day_words(on)}; choose a later day.")
            self._known[on] = in_order(parsed(one.text) for one in newest.values())
        return self._known[on]

    def _standing(self, body: Body, slot: date) -> Standing | None:
        if body.code not in self._filled:
            own = (
                Standing(one.id, one.held_on, one.planned_for)
                for one in self._meetings.values()
                if one.body_code == body.code
            )
            self._filled[body.code] = filled(body, own)
        return self._filled[body.code].get(slot)

    def _stands(
        self, body: Body, slot: date, found: Standing, bodies: Sequence[Body], days: Mapping[str, date]
    ) -> PlanLine:
        meeting = self._meetings[found.meeting_id]
        kept = {paper.key: paper.due for paper in meeting.papers}
        line = self._line(body_of(meeting), slot, meeting.held_on, meeting.date_reason)
        broken = tuple(_order(body, meeting.held_on, bodies, days))
        return replace(
            line,
            agenda_due=kept.get(AGENDA, line.agenda_due),
            minutes_due=kept.get(MINUTES, line.minutes_due),
            meeting_id=meeting.id,
            begun=meeting.opened_at is not None,
            findings=broken,
        )

    def _picked(
        self, body: Body, slot: date, choice: Choice, bodies: Sequence[Body], days: Mapping[str, date]
    ) -> PlanLine:
        line = replace(self._line(body, slot, choice.on, choice.reason), chosen=True)
        if choice.on is None:
            return line
        others = [(one, days[one.code]) for one in bodies if one.code in days]
        found = findings_on(body, choice.on, others, self._clock.today(), self._office)
        return replace(line, findings=found)

    def _line(self, body: Body, slot: date, on: date | None, why: str) -> PlanLine:
        line = PlanLine(body.code, body.short, body.name, slot, on, why=why)
        if on is None:
            return line
        due = {one.key: one.due for one in deadlines_for(body, on, self._office)}
        return replace(line, agenda_due=due[AGENDA], minutes_due=due[MINUTES])

    def check(self, code: str, slot: date, on: date) -> tuple[Finding, ...]:
        body = parsed(profile_on(self._session, self._clock, code, on).text)
        lines = self.month(slot.month)
        known = {one.code: one for one in self._bodies(month_of(slot.year, slot.month)[1])}
        others = [(known[line.body_code], line.on) for line in lines if line.on and line.body_code != code]
        return findings_on(body, on, others, self._clock.today(), self._office)

    def add(self, line: PlanLine) -> int:
        assert line.on is not None
        profile = self._profile(line)
        if line.chosen:
            choice = self._choices[line.body_code, line.slot]
            require_reason(line.findings, tidy(choice.reason))
        if any(one.held_on == line.on and one.body_code == line.body_code for one in self._meetings.values()):
            raise Refused(f"There is already a {line.short} on {day_words(line.on)}; choose another day.")
        meeting = Meeting(planned_for=line.slot)
        place(self._session, meeting, profile, line.on, tidy(line.why), self._office)
        self._meetings[meeting.id] = meeting
        return meeting.id

    def _profile(self, line: PlanLine) -> BodyProfile:
        """The rules in force on the day itself; a body that begins later in the month has those."""
        assert line.on is not None
        found = profiles_on(self._session, self._clock, line.on).get(line.body_code)
        return found or profile_on(
            self._session, self._clock, line.body_code, month_of(line.slot.year, line.slot.month)[1]
        )


def _order(body: Body, on: date, bodies: Iterable[Body], days: Mapping[str, date]) -> Iterator[Finding]:
    for other in bodies:
        if other.code != body.code and other.code in days:
            yield from order_findings({other.code: days[other.code], body.code: on}, (other, body))


def _around(session: Session, year: int) -> dict[int, Meeting]:
    first, last = date(year, 1, 1) - _AROUND, date(year, 12, 31) + _AROUND
    query = (
        select(Meeting)
        .where(Meeting.held_on >= first, Meeting.held_on <= last)
        .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
    )
    return {meeting.id: meeting for meeting in session.execute(query).unique().scalars()}
