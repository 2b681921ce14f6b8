"""The referral pathway: a concern is raised, screened, taken to a strategy meeting, and put on the list."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import CaseFacts, ListName
from app.domain.pathway import (
    PathwayState,
    PathwayStep,
    Taken,
    question,
    require_pre_mase,
    require_step,
    state_after,
)
from app.domain.people import Identity
from app.domain.profiles import Body
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import FormAnswer, PathwayStepTaken, Referral, SafetyAction, Subject
from app.services.areas import area_in
from app.services.clock import Clock
from app.services.lists.by_hand import HandRow, add_in
from app.services.pathway.rows import (
    EMERGING,
    PENDING,
    ReferralRow,
    answers_of,
    referral_rows,
    standing,
    taken,
)
from app.services.people import decisions_on_pairs as decisions
from app.services.people.subjects import identity_key, new_subject
from app.services.room.clashes import require_unchanged
from app.store.store import Store

FIELDS = frozenset(
    "concern referrer agency referrer_role referrer_contact referrer_told_on assessed_on referred_on "
    "police_form_on borough lead_professional strategy_summary theme harmful_behaviour consulted_on "
    "consultation pre_mase_summary views strengths".split()
)
_ALREADY = "There is a pending referral of this child already; open that one. Nothing was added."


class Pathway:
    """Every step says who and when; each can be taken back while nothing has followed."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def pending(self) -> tuple[ReferralRow, ...]:
        """Everything that waits for a step, those with a safety action overdue first, then the oldest."""
        with self._store.reading() as session:
            rows = referral_rows(session, self._clock, PENDING)
        return tuple(sorted(rows, key=lambda row: -row.safety_overdue))

    def emerging(self) -> tuple[ReferralRow, ...]:
        """Concerns below the lowest category, which the meeting hears in summary."""
        with self._store.reading() as session:
            return referral_rows(session, self._clock, EMERGING)

    def ended(self, most: int = 200) -> tuple[ReferralRow, ...]:
        """Those on the list or closed, the newest first."""
        over = [PathwayState.LISTED.value, PathwayState.CLOSED.value]
        newest = select(Referral.id).where(Referral.state.in_(over)).order_by(Referral.id.desc()).limit(most)
        with self._store.reading() as session:
            return referral_rows(session, self._clock, Referral.id.in_(newest))[::-1]

    def row(self, referral_id: int) -> ReferralRow:
        """One referral; `Refused` where it is not in the store."""
        with self._store.reading() as session:
            return _one(session, self._clock, referral_id)

    def of_person(self, person_id: int) -> tuple[ReferralRow, ...]:
        """Every referral of a child, as whatever list knows them."""
        mine = select(Subject.id).where(Subject.person_id == person_id)
        with self._store.reading() as session:
            return referral_rows(session, self._clock, Referral.subject_id.in_(mine))

    def raise_concern(
        self,
        concern: str,
        agency: str,
        *,
        subject_id: int | None = None,
        identity: Identity | None = None,
        on: date | None = None,
        referrer: str = "",
        onward_id: int | None = None,
        initiator: str = "",
    ) -> ReferralRow:
        """A concern at the front door, about a child some list knows, or (`identity`) about a new one.

        Raises `Refused` without a concern or an agency, and where one is pending already.
        """
        words, today = clean(concern).strip(), self._clock.today()
        if not words or not clean_name(agency):
            raise Refused("Say what the concern is, and which agency raises it.")
        with self._store.transaction("raise concern", initiator) as session:
            subject = self._subject(session, subject_id, identity)
            _require_none_pending(session, subject)
            body = _mase(session, self._clock)
            day = on or today
            if day > today:
                raise Refused("A concern cannot be raised on a day to come; check the date.")
            referral = Referral(
                subject_id=subject.id,
                body_code=body.code,
                state=PathwayState.CONCERN,
                concern=words,
                raised_on=day,
                referrer=clean_name(referrer)[:120],
                agency=clean_name(agency)[:200],
                onward_id=onward_id,
            )
            session.add(referral)
            session.flush()
            self._note(referral, Taken(PathwayStep.RAISE, day))
            session.flush()
            return _one(session, self._clock, referral.id)

    def save(
        self, referral_id: int, values: Mapping[str, object], version: int | None = None, initiator: str = ""
    ) -> ReferralRow:
        """Keep fields of the referral form (`FIELDS`); `TextClash` where words changed after `version`."""
        unknown = set(values) - FIELDS
        if unknown:
            raise ValueError(f"a referral has no {', '.join(sorted(unknown))}")
        with self._store.transaction("save referral", initiator) as session:
            referral = _the_referral(session, referral_id)
            for name, value in values.items():
                kept = clean(value).strip() if isinstance(value, str) else value
                if isinstance(kept, str):
                    theirs = getattr(referral, name)
                    require_unchanged(
                        session, referral.kind, referral.id, name, expected=version, mine=kept, theirs=theirs
                    )
                setattr(referral, name, kept)
            session.flush()
            return _one(session, self._clock, referral_id)

    def answer(
        self,
        referral_id: int,
        form: str,
        key: str,
        text: str,
        version: int | None = None,
        initiator: str = "",
    ) -> int:
        """What stands under one heading of a form; answers the version. `TextClash` as in `save`."""
        question(form, key)
        words = clean(text)
        with self._store.transaction("answer form", initiator) as session:
            referral = _the_referral(session, referral_id)
            answer = answers_of(referral).get((form, key))
            if answer is None:
                answer = FormAnswer(form=form, key=key)
                referral.answers.append(answer)
                session.flush()
            require_unchanged(
                session, answer.kind, answer.id, "answer", expected=version, mine=words, theirs=answer.answer
            )
            answer.answer = words
            session.flush()
            return answer.version

    def answers(self, referral_id: int) -> Mapping[tuple[str, str], tuple[str, int]]:
        """Both forms as they stand: words and version, by form and key."""
        with self._store.reading() as session:
            found = answers_of(_the_referral(session, referral_id))
            return {place: (one.answer, one.version) for place, one in found.items()}

    def take(
        self,
        referral_id: int,
        step: PathwayStep,
        *,
        on: date | None = None,
        reason: str = "",
        category: int | None = None,
        decided_by: str = "",
        theme: str = "",
        initiator: str = "",
    ) -> ReferralRow:
        """Take the next step. `LIST` makes the case: the child is new at the next meeting.

        Raises `Refused` where the step may not follow, or lacks its reason or its category.
        """
        today = self._clock.today()
        with self._store.transaction("take pathway step", initiator) as session:
            referral = _the_referral(session, referral_id)
            body = _body(session, self._clock, referral)
            wanted = Taken(step, on or today, clean(reason).strip(), category)
            referral.state = require_step(taken(referral), wanted, body, today)
            if theme:
                referral.theme = clean_name(theme)[:120]
            self._note(referral, wanted, decided_by)
            if step is PathwayStep.LIST:
                self._list(session, referral)
            session.flush()
            return _one(session, self._clock, referral_id)

    def take_back(self, referral_id: int, initiator: str = "") -> ReferralRow:
        """Take the last step back; a child who was put on the list is taken off where the case is made."""
        with self._store.transaction("take back pathway step", initiator) as session:
            referral = _the_referral(session, referral_id)
            steps = standing(referral)
            if len(steps) < 2:
                raise Refused("Nothing has been done with this referral yet; close it with a reason instead.")
            if steps[-1].step == PathwayStep.LIST:
                raise Refused("The child is on the list; take the case back on the child's page first.")
            steps[-1].undone_at, steps[-1].undone_by = self._clock.now(), self._store.operator
            session.flush()
            referral.state = state_after(taken(referral), _body(session, self._clock, referral))
            session.flush()
            return _one(session, self._clock, referral_id)

    def plan_pre_mase(self, referral_id: int, reasons: tuple[str, ...], initiator: str = "") -> ReferralRow:
        """A meeting before the meeting: for a network, a gang or a hotspot; none at all takes it back."""
        if reasons:
            require_pre_mase(reasons)
        with self._store.transaction("plan pre-meeting", initiator) as session:
            _the_referral(session, referral_id).pre_mase = "\n".join(reasons)
            session.flush()
            return _one(session, self._clock, referral_id)

    def add_safety(
        self, referral_id: int, text: str, agency: str, due: date, owner: str = "", initiator: str = ""
    ) -> ReferralRow:
        """What is done now, by whom, by when: nobody waits for a meeting."""
        words, who = clean(text).strip(), clean_name(agency)
        if not words or not who:
            raise Refused("Say what is done to keep the child safe, and which agency does it.")
        with self._store.transaction("add safety action", initiator) as session:
            referral = _the_referral(session, referral_id)
            referral.safety.append(
                SafetyAction(text=words, agency=who[:200], owner=clean_name(owner)[:200], due=due)
            )
            session.flush()
            return _one(session, self._clock, referral_id)

    def safety_done(
        self, safety_id: int, outcome: str = "", on: date | None = None, initiator: str = ""
    ) -> ReferralRow:
        """It was done, on a day (today); said again, it corrects the day or what came of it."""
        day = on or self._clock.today()
        if day > self._clock.today():
            raise Refused("It cannot have been done on a day to come; check the date.")
        with self._store.transaction("do safety action", initiator) as session:
            safety = session.get(SafetyAction, safety_id)
            if safety is None:
                raise Refused("This safety action is not in the store any more; open the referral again.")
            safety.done_on, safety.outcome = day, clean(outcome).strip()
            session.flush()
            return _one(session, self._clock, safety.referral_id)

    def _subject(self, session: Session, subject_id: int | None, identity: Identity | None) -> Subject:
        if subject_id is not None:
            subject = session.get(Subject, subject_id)
            if subject is None:
                raise Refused("This child is not in the store any more; search again.")
            return subject
        if identity is None or not identity.name.strip():
            raise Refused("Say whom the concern is about: a name, and the date of birth if it is known.")
        return new_subject(session, ListName.MASE, identity, identity_key(identity), self._clock.now())

    def _note(self, referral: Referral, step: Taken, decided_by: str = "") -> None:
        referral.steps.append(
            PathwayStepTaken(
                step=step.step,
                on=step.on,
                category=step.category,
                decided_by=clean_name(decided_by)[:120],
                reason=step.reason,
                by=self._store.operator,
                at=self._clock.now(),
            )
        )

    def _list(self, session: Session, referral: Referral) -> None:
        """The case, on the MASE list by hand; the child is the one the concern was about."""
        facts = _case_facts(referral, self._clock.today())
        subject = referral.subject
        row = HandRow(ListName.MASE, subject.identity, facts)
        known = subject.id if subject.list_name == ListName.MASE else None
        made = add_in(session, self._store, self._clock, row, subject_id=known)
        if known is None:
            pair = (made.subject_id, subject.id)
            decisions.join(session, self._clock, self._store.operator, pair, "Listed from the referral")
        referral.case_id = made.record_id


def _case_facts(referral: Referral, today: date) -> CaseFacts:
    steps = {PathwayStep(one.step): one for one in standing(referral)}
    strategy = steps.get(PathwayStep.STRATEGY)
    return CaseFacts(
        borough=referral.borough,
        category=strategy.category if strategy else None,
        referred_on=referral.referred_on or referral.raised_on,
        referring_agency=referral.agency,
        strategy_meeting_on=strategy.on if strategy else None,
        lead_professional=referral.lead_professional,
        listed_on=today,
        themes=referral.theme,
    )


def _one(session: Session, clock: Clock, referral_id: int) -> ReferralRow:
    found = referral_rows(session, clock, Referral.id == referral_id)
    if not found:
        raise Refused("This referral is not in the store any more; look at the list of referrals again.")
    return found[0]


def _the_referral(session: Session, referral_id: int) -> Referral:
    referral = session.get(Referral, referral_id)
    if referral is None:
        raise Refused("This referral is not in the store any more; look at the list of referrals again.")
    return referral


def _require_none_pending(session: Session, subject: Subject) -> None:
    mates = select(Subject.id).where(Subject.person_id == subject.person_id)
    query = select(Referral.id).where(PENDING, Referral.subject_id.in_(mates)).limit(1)
    if session.execute(query).first() is not None:
        raise Refused(_ALREADY)


def _body(session: Session, clock: Clock, referral: Referral) -> Body:
    bodies = {body.code: body for body in area_in(session, clock).bodies}
    return bodies.get(referral.body_code) or _mase(session, clock)


def _mase(session: Session, clock: Clock) -> Body:
    """The body that decides cases of exploitation in this area."""
    found = next((body for body in area_in(session, clock).bodies if body.kind == ListName.MASE), None)
    if found is None:
        raise Refused("No body of this area keeps a list of cases; add one under Settings, Bodies.")
    return found
