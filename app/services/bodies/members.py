"""Members of a body by date: who holds which seat from when to when, and who may sit in for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.attendance import Standing
from app.domain.calendar import day_words
from app.domain.profiles import Body, Seat
from app.domain.text import clean_name
from app.errors import Refused
from app.models import Attendance, Meeting, Membership
from app.services.areas import parsed, profiles_in_force
from app.services.bodies.member_records import seats_with_members
from app.services.clock import Clock
from app.services.months.meeting_records import BEGUN
from app.store.store import Store

_FIRST, _LAST = date(2000, 1, 1), date(2100, 12, 31)


@dataclass(frozen=True)
class MemberRow:
    """Somebody on a seat; `now` is whether they hold it today. A vacant seat has no id and no name."""

    id: int
    seat_key: str
    agency: str
    role: str
    borough: str
    place: str
    condition: str
    name: str
    rank: str
    from_on: date | None
    to_on: date | None
    deputies: tuple[str, ...]
    now: bool


@dataclass(frozen=True)
class MemberForm:
    """What somebody typed about a member."""

    seat_key: str
    name: str
    from_on: date
    rank: str = ""
    to_on: date | None = None
    agency: str = ""
    deputies: tuple[str, ...] = ()


class Members:
    """Memberships are ended, not deleted, so that the register of each meeting has those of its day."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def bodies(self) -> tuple[Body, ...]:
        """The bodies in force today, in the area's order."""
        with self._store.reading() as session:
            return tuple(parsed(one.text) for one in profiles_in_force(session, self._clock).values())

    def of(self, body_code: str) -> tuple[MemberRow, ...]:
        """Every seat with its members, the present ones first; an empty one has a line without a name."""
        with self._store.reading() as session:
            body = self._body(session, body_code)
            kept = self._kept(session, body_code)
            today = self._clock.today()
            rows: list[MemberRow] = []
            for seat in body.seats:
                own = sorted(
                    (one for one in kept if one.seat_key == seat.key),
                    key=lambda one: (not _holds(one, today), -one.from_on.toordinal(), one.id),
                )
                if not any(_holds(one, today) for one in own):
                    rows.append(_vacant(seat))
                rows += [_row(one, seat, today) for one in own]
            known = {seat.key for seat in body.seats}
            gone = Seat("", "", "a seat there is no longer")
            return (*rows, *(_row(one, gone, today) for one in kept if one.seat_key not in known))

    def add(self, body_code: str, form: MemberForm, beside: bool = False, initiator: str = "") -> int:
        """Somebody takes a seat from a day on; whoever holds it until then ends the day before.

        `beside` others they share it, and it still counts once. Raises `Refused` for a name that is missing,
        an end before its beginning, or somebody who sits there already.
        """
        with self._store.transaction("add member", initiator) as session:
            self._check(session, body_code, form)
            if not beside:
                self._end_others(session, body_code, form)
            made = _write(Membership(body_code=body_code), form)
            session.add(made)
            session.flush()
            return made.id

    def change(self, member_id: int, form: MemberForm, initiator: str = "") -> None:
        """Put right what was typed about a member."""
        with self._store.transaction("change member", initiator) as session:
            row = _the_member(session, member_id)
            self._check(session, row.body_code, form, but=member_id)
            _write(row, form)

    def end(self, member_id: int, last_on: date, initiator: str = "") -> None:
        """Somebody gives up their seat; `last_on` is their last day."""
        with self._store.transaction("end membership", initiator) as session:
            row = _the_member(session, member_id)
            if last_on < row.from_on:
                raise Refused(
                    f"This membership begins on {day_words(row.from_on)}; its last day cannot be before that."
                )
            row.to_on = last_on

    def remove(self, member_id: int, initiator: str = "") -> None:
        """Take out a membership that was entered by mistake."""
        with self._store.transaction("remove member", initiator) as session:
            session.delete(_the_member(session, member_id))

    def take_from_register(self, body_code: str, from_on: date, initiator: str = "") -> int:
        """Make members of those on the last register whose seats have none yet; answers how many."""
        with self._store.transaction("take members", initiator) as session:
            kept = seats_with_members(session, body_code)
            seats = {seat.key for seat in self._body(session, body_code).seats} - kept
            made = 0
            for row in _last_register(session, body_code):
                name = row.deputy_for if row.standing == Standing.DEPUTY else row.name
                if row.seat_key in seats and name:
                    form = MemberForm(row.seat_key, name, from_on, row.rank)
                    self._check(session, body_code, form)
                    session.add(_write(Membership(body_code=body_code), form))
                    session.flush()
                    made += 1
            return made

    def _body(self, session: Session, body_code: str) -> Body:
        found = profiles_in_force(session, self._clock).get(body_code)
        if found is None:
            raise Refused("This body is not in force today; choose another.")
        return parsed(found.text)

    @staticmethod
    def _kept(session: Session, body_code: str) -> Sequence[Membership]:
        query = select(Membership).where(Membership.body_code == body_code).order_by(Membership.id)
        return list(session.execute(query).scalars())

    def _check(self, session: Session, body_code: str, form: MemberForm, but: int = 0) -> None:
        if not clean_name(form.name):
            raise Refused("A member needs a name.")
        if not _FIRST <= form.from_on <= _LAST:
            raise Refused("Give the day from which this person holds the seat, between 2000 and 2100.")
        if form.to_on is not None and not form.from_on <= form.to_on <= _LAST:
            raise Refused("The last day of a membership cannot be before its first.")
        if form.seat_key not in {seat.key for seat in self._body(session, body_code).seats}:
            raise Refused("This seat is not at the table of this body; choose another.")
        for one in self._kept(session, body_code):
            same = one.id != but and one.seat_key == form.seat_key
            if same and one.name.casefold() == clean_name(form.name).casefold() and _meet(one, form):
                raise Refused("This person holds that seat already in this time; change that membership.")

    def _end_others(self, session: Session, body_code: str, form: MemberForm) -> None:
        for one in self._kept(session, body_code):
            if one.seat_key == form.seat_key and one.from_on < form.from_on and _meet(one, form):
                one.to_on = form.from_on - timedelta(days=1)


def _meet(one: Membership, form: MemberForm) -> bool:
    """Whether two times share a day."""
    return one.from_on <= (form.to_on or _LAST) and form.from_on <= (one.to_on or _LAST)


def _the_member(session: Session, member_id: int) -> Membership:
    found = session.get(Membership, member_id)
    if found is None:
        raise Refused("This membership is no longer there; look at the list again.")
    return found


def _last_register(session: Session, body_code: str) -> Sequence[Attendance]:
    last = (
        select(Meeting.id)
        .where(Meeting.body_code == body_code, Meeting.state.in_(BEGUN))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = select(Attendance).where(Attendance.meeting_id == last).order_by(Attendance.id)
    return list(session.execute(query).scalars())


def _write(row: Membership, form: MemberForm) -> Membership:
    row.seat_key, row.name, row.rank = form.seat_key, clean_name(form.name), clean_name(form.rank)
    row.agency, row.from_on, row.to_on = clean_name(form.agency), form.from_on, form.to_on
    row.deputies = [name for one in form.deputies if (name := clean_name(one))]
    return row


def _holds(one: Membership, day: date) -> bool:
    return one.from_on <= day and (one.to_on is None or one.to_on >= day)


def place_words(seat: Seat) -> str:
    """Whether a seat is statutory, core or invited."""
    if seat.invited:
        return "invited"
    return "statutory" if seat.statutory else "core"


def _vacant(seat: Seat) -> MemberRow:
    return MemberRow(
        0,
        seat.key,
        seat.agency,
        seat.role,
        seat.borough,
        place_words(seat),
        seat.condition,
        "",
        "",
        None,
        None,
        (),
        False,
    )


def _row(one: Membership, seat: Seat, today: date) -> MemberRow:
    return MemberRow(
        one.id,
        one.seat_key,
        one.agency or seat.agency,
        seat.role,
        seat.borough,
        place_words(seat),
        seat.condition,
        one.name,
        one.rank,
        one.from_on,
        one.to_on,
        tuple(one.deputies),
        _holds(one, today),
    )
