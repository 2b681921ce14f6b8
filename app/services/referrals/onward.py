"""Passing a child from one of the bodies to another, and the answer that the receiving meeting owes."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.profiles import Body
from app.domain.referrals import (
    OnwardState,
    OnwardStep,
    Taken,
    receivers,
    receives,
    require_new,
    require_step,
    require_take_back,
)
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import Meeting, OnwardReferral, ReferralStep, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.months.meeting_records import require_unlocked, the_meeting
from app.services.months.meeting_rows import weekday_and_day
from app.services.referrals.onward_rows import OPEN, WAITING, OnwardRow, onward_rows, standing_steps, taken
from app.store.store import Store

__all__ = ["Onward", "OnwardBody", "OnwardRow"]

MOST_ANSWERED = 300  # of those that need nothing more; older ones stand on the child's page


@dataclass(frozen=True)
class OnwardBody:
    """A body that sends and receives, and how many referrals wait for its answer."""

    code: str
    short: str
    kind: str
    waiting: int


class Onward:
    """The receiving meeting must answer; nothing here puts a child on a list."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def bodies(self) -> tuple[OnwardBody, ...]:
        """The bodies that keep one of the three lists, in the area's order."""
        with self._store.reading() as session:
            codes = session.execute(select(OnwardReferral.to_body).where(WAITING)).scalars().all()
            found = [body for body in area_in(session, self._clock).bodies if receives(body)]
        return tuple(OnwardBody(one.code, one.short, one.kind, codes.count(one.code)) for one in found)

    def meetings_of(self, body_code: str) -> tuple[tuple[int, str], ...]:
        """The meetings of a body at which a child can have been passed on, the last held or open first."""
        with self._store.reading() as session:
            query = (
                select(Meeting.id, Meeting.held_on)
                .where(Meeting.body_code == body_code, Meeting.opened_at.is_not(None))
                .order_by(Meeting.held_on.desc(), Meeting.id.desc())
                .limit(3)
            )
            return tuple((row.id, weekday_and_day(row.held_on)) for row in session.execute(query))

    def waiting(self, body_code: str | None = None) -> tuple[OnwardRow, ...]:
        """Those no meeting has answered yet, all or one body's, the longest sent first."""
        mine = () if body_code is None else (OnwardReferral.to_body == body_code,)
        with self._store.reading() as session:
            return onward_rows(session, self._clock, WAITING, *mine)

    def sent(self) -> tuple[OnwardRow, ...]:
        """Those that are still open: unanswered, or accepted and not done."""
        with self._store.reading() as session:
            return onward_rows(session, self._clock, OPEN)

    def answered(self) -> tuple[OnwardRow, ...]:
        """Accepted, rejected, done and revoked ones, the last sent first."""
        newest = (
            select(OnwardReferral.id).where(~WAITING).order_by(OnwardReferral.id.desc()).limit(MOST_ANSWERED)
        )
        with self._store.reading() as session:
            return onward_rows(session, self._clock, OnwardReferral.id.in_(newest))[::-1]

    def of_children(self, person_ids: Collection[int]) -> tuple[OnwardRow, ...]:
        """Every referral of these children, as whatever list knows them."""
        mine = select(Subject.id).where(Subject.person_id.in_(person_ids))
        with self._store.reading() as session:
            return onward_rows(session, self._clock, OnwardReferral.subject_id.in_(mine))

    def send(
        self,
        person_id: int,
        from_code: str,
        to_code: str,
        asked: str,
        reason: str,
        meeting_id: int | None = None,
        item_key: str = "",
        sent_by: str = "",
        initiator: str = "",
    ) -> OnwardRow:
        """Pass a child from one body to another; `meeting_id` is the sender's meeting that agreed it.

        Raises `Refused` between bodies of one kind, where the receiver has an open referral of the child
        already, and without words for what is asked and why.
        """
        with self._store.transaction("send onward referral", initiator) as session:
            bodies = {body.code: body for body in area_in(session, self._clock).bodies}
            sender, receiver = _the_body(bodies, from_code), _the_body(bodies, to_code)
            subjects = _subjects(session, person_id)
            asks, why = clean(asked).strip(), clean(reason).strip()
            require_new(sender, receiver, asks, why, _open_at(session, subjects))
            if meeting_id is not None:
                _require_sending(the_meeting(session, meeting_id), sender)
            referral = OnwardReferral(
                subject_id=_as_known_to(sender, subjects).id,
                from_body=sender.code,
                to_body=receiver.code,
                asked=asks,
                reason=why,
                sent_by=clean_name(sent_by)[:120] or self._store.operator,
                sent_on=self._clock.today(),
                meeting_id=meeting_id,
                item_key=item_key,
                state=OnwardState.SENT,
            )
            session.add(referral)
            session.flush()
            self._note(session, referral, Taken(OnwardStep.SEND, meeting_id))
            return self._as_row(session, referral)

    def receivers_for(self, from_code: str) -> tuple[OnwardBody, ...]:
        """The bodies that this one can pass a child to."""
        with self._store.reading() as session:
            bodies = area_in(session, self._clock).bodies
        sender = _the_body({body.code: body for body in bodies}, from_code)
        return tuple(OnwardBody(one.code, one.short, one.kind, 0) for one in receivers(sender, bodies))

    def accept(
        self, referral_id: int, note: str = "", meeting_id: int | None = None, initiator: str = ""
    ) -> OnwardRow:
        """The receiving meeting takes the child up; at MASE a referral is started next, no case is made."""
        return self._take(referral_id, Taken(OnwardStep.ACCEPT, meeting_id, note), initiator)

    def reject(
        self, referral_id: int, reason: str, meeting_id: int | None = None, initiator: str = ""
    ) -> OnwardRow:
        """The receiving meeting does not take the child up, for a reason that the sender reads."""
        return self._take(referral_id, Taken(OnwardStep.REJECT, meeting_id, reason), initiator)

    def finish(
        self, referral_id: int, note: str = "", meeting_id: int | None = None, initiator: str = ""
    ) -> OnwardRow:
        """What was asked has been done."""
        return self._take(referral_id, Taken(OnwardStep.FINISH, meeting_id, note), initiator)

    def revoke(self, referral_id: int, reason: str, initiator: str = "") -> OnwardRow:
        """The sender takes an unanswered referral back, for a reason."""
        return self._take(referral_id, Taken(OnwardStep.REVOKE, None, reason), initiator)

    def carry_over(self, referral_id: int, meeting_id: int, reason: str, initiator: str = "") -> OnwardRow:
        """The receiving meeting leaves it to its next one, for a reason that is minuted."""
        return self._take(referral_id, Taken(OnwardStep.CARRY_OVER, meeting_id, reason), initiator)

    def take_back(self, referral_id: int, initiator: str = "") -> OnwardRow:
        """The last step was a mistake; it stays on record as taken back. The sending itself is revoked."""
        with self._store.transaction("take back onward step", initiator) as session:
            referral = _the_referral(session, referral_id)
            steps = standing_steps(referral)
            state = require_take_back([taken(one) for one in steps])
            last = steps[-1]
            if last.meeting is not None:
                require_unlocked(last.meeting)
            last.undone_by, last.undone_at = self._store.operator, self._clock.now()
            referral.state = state
            session.flush()
            return self._as_row(session, referral)

    def _take(self, referral_id: int, wanted: Taken, initiator: str) -> OnwardRow:
        words = Taken(wanted.step, wanted.meeting_id, clean(wanted.reason).strip())
        with self._store.transaction(f"onward referral {wanted.step.value}", initiator) as session:
            referral = _the_referral(session, referral_id)
            state = require_step([taken(one) for one in standing_steps(referral)], words)
            if words.meeting_id is not None:
                _require_receiving(the_meeting(session, words.meeting_id), referral)
            referral.state = state
            self._note(session, referral, words)
            return self._as_row(session, referral)

    def _note(self, session: Session, referral: OnwardReferral, wanted: Taken) -> None:
        step = ReferralStep(
            referral_id=referral.id,
            step=wanted.step,
            reason=wanted.reason,
            by=self._store.operator,
            at=self._clock.now(),
            meeting_id=wanted.meeting_id,
        )
        session.add(step)
        session.flush()

    def _as_row(self, session: Session, referral: OnwardReferral) -> OnwardRow:
        return onward_rows(session, self._clock, OnwardReferral.id == referral.id)[0]


def _the_body(bodies: dict[str, Body], code: str) -> Body:
    if code not in bodies:
        raise Refused("This meeting is not among those of the area; choose another.")
    return bodies[code]


def _the_referral(session: Session, referral_id: int) -> OnwardReferral:
    whole = [selectinload(OnwardReferral.steps).joinedload(ReferralStep.meeting)]
    found = session.get(OnwardReferral, referral_id, options=whole)
    if found is None:
        raise Refused("This referral is not in the store any more; look at the list again.")
    return found


def _subjects(session: Session, person_id: int) -> list[Subject]:
    query = (
        select(Subject)
        .where(Subject.person_id == person_id)
        .options(joinedload(Subject.person))
        .order_by(Subject.id)
    )
    found = list(session.execute(query).scalars())
    if not found:
        raise Refused("This child is not in the store any more; look at the list again.")
    return found


def _as_known_to(sender: Body, subjects: list[Subject]) -> Subject:
    """The child as the sender's own list knows it, so that it stays with that child if the two are parted."""
    return next((one for one in subjects if one.list_name == sender.kind), subjects[0])


def _open_at(session: Session, subjects: list[Subject]) -> set[str]:
    mine = OnwardReferral.subject_id.in_([one.id for one in subjects])
    return set(session.execute(select(OnwardReferral.to_body).where(mine, OPEN)).scalars())


def _require_sending(meeting: Meeting, sender: Body) -> None:
    require_unlocked(meeting)
    if meeting.body_code != sender.code:
        raise Refused(f"That is no meeting of {sender.short}; choose one of its own, or none.")


def _require_receiving(meeting: Meeting, referral: OnwardReferral) -> None:
    require_unlocked(meeting)
    if meeting.body_code != referral.to_body:
        raise Refused("This referral waits for another meeting; only that one can answer it.")
    if meeting.opened_at is None:
        raise Refused("This meeting has not begun; open it first, or answer outside a meeting.")
