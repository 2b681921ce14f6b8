"""Safety plans with their versions, marks of concern, and whether we are ready should a child go missing."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy.orm import Session

from app.domain.findings import Finding
from app.domain.missing import Ready, plan_findings, readiness_findings
from app.domain.text import clean
from app.errors import Refused
from app.models import Concern, Readiness, SafetyPlan
from app.services.clock import Clock
from app.services.missing.safety_rows import PlanRow, plan_rows, records_of, subjects_of, the_subject
from app.services.people.naming import best_identity
from app.services.room.clashes import require_unchanged
from app.store.store import Store

PLAN_FIELDS = ("summary", "made_by", "review_on")
READY_FIELDS = ("grab_pack", "grab_pack_on", "placed_on", "assessed_on", "assessed_risk")


@dataclass(frozen=True)
class PlanVersion:
    """One version of a plan; `ended` is why it ended, with the day, "" for one that stands."""

    plan_id: int
    number: int
    made_on: date
    made_by: str
    summary: str
    review_on: date | None
    reviewed_on: date | None
    reviewed_by: str
    ended: str
    version: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ConcernRow:
    """A mark of concern; `ended_on` None while it stands."""

    concern_id: int
    reason: str
    raised_by: str
    raised_on: date
    ended_on: date | None
    end_reason: str


@dataclass(frozen=True)
class ChildSafety:
    """All that is recorded to keep one child safe; the newest version and concern come first."""

    person_id: int
    name: str
    plans: tuple[PlanVersion, ...]
    concerns: tuple[ConcernRow, ...]
    ready: Ready
    ready_version: int
    findings: tuple[Finding, ...]


class Safety:
    """What stands between a child and the next episode."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def rows(self) -> tuple[PlanRow, ...]:
        """Every child with a plan in force or a concern, and those who ought to have a plan; worst first."""
        with self._store.reading() as session:
            return plan_rows(session, self._clock)

    def child(self, person_id: int) -> ChildSafety:
        """One child's plans, concerns and readiness."""
        today = self._clock.today()
        with self._store.reading() as session:
            subjects = subjects_of(session, [person_id])
            if not subjects:
                raise Refused("This child is on no list any more, or is one with another child now.")
            who = best_identity(subjects)
            ids = [subject.id for subject in subjects]
            plans = records_of(session, SafetyPlan, ids)
            ready = records_of(session, Readiness, ids)
            known = _ready(ready[0]) if ready else Ready()
            standing = next((plan for plan in plans if plan.ended_on is None), None)
            return ChildSafety(
                person_id,
                who.name,
                tuple(_version(plan, today) for plan in plans),
                tuple(_concern(one) for one in records_of(session, Concern, ids)),
                known,
                ready[0].version if ready else 0,
                (*(_findings(standing, today) if standing else ()), *readiness_findings(known)),
            )

    def new_plan(
        self,
        person_id: int,
        summary: str,
        made_by: str,
        review_on: date | None,
        made_on: date | None = None,
        initiator: str = "",
    ) -> int:
        """Make a plan, or the next version of one: the version before ends, and stays readable."""
        words, day = clean(summary).strip(), made_on or self._clock.today()
        if not words:
            raise Refused("Write in a few words what the safety plan says.")
        if review_on is not None and review_on < day:
            raise Refused("The review lies before the plan; choose a later day.")
        with self._store.transaction("make safety plan", initiator) as session:
            subject = the_subject(session, person_id)
            earlier = records_of(session, SafetyPlan, [one.id for one in subjects_of(session, [person_id])])
            for plan in earlier:
                if plan.ended_on is None:
                    plan.ended_on, plan.end_reason = day, "replaced by a newer version"
            made = SafetyPlan(
                subject_id=subject.id,
                number=max((plan.number for plan in earlier), default=0) + 1,
                made_on=day,
                made_by=clean(made_by).strip(),
                summary=words,
                review_on=review_on,
            )
            session.add(made)
            session.flush()
            return made.id

    def save_plan(
        self,
        plan_id: int,
        field: str,
        value: str | date | None,
        initiator: str = "",
        expected: int | None = None,
    ) -> int:
        """Put a field of a plan right as it is typed; answers its version."""
        if field not in PLAN_FIELDS:
            raise ValueError(f"a safety plan has no field {field!r}")
        new = clean(value) if isinstance(value, str) else value
        with self._store.transaction("change safety plan", initiator) as session:
            plan = _the(session, SafetyPlan, plan_id)
            now = getattr(plan, field)
            if now != new:
                if isinstance(new, str) and isinstance(now, str):
                    require_unchanged(
                        session, plan.kind, plan.id, field, expected=expected, mine=new, theirs=now
                    )
                setattr(plan, field, new)
                session.flush()
            return plan.version

    def review_plan(
        self, plan_id: int, by: str, next_review: date | None, on: date | None = None, initiator: str = ""
    ) -> None:
        """The plan was looked at; it stands until the next review."""
        who, day = clean(by).strip(), on or self._clock.today()
        if not who:
            raise Refused("Say who reviewed the plan.")
        if next_review is not None and next_review <= day:
            raise Refused("The next review lies before this one; choose a later day.")
        with self._store.transaction("review safety plan", initiator) as session:
            plan = _the(session, SafetyPlan, plan_id)
            plan.reviewed_on, plan.reviewed_by, plan.review_on = day, who, next_review

    def end_plan(self, plan_id: int, reason: str, initiator: str = "") -> None:
        """The plan is not needed any more, for a reason."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say why the safety plan ends; the reason is kept with it.")
        with self._store.transaction("end safety plan", initiator) as session:
            plan = _the(session, SafetyPlan, plan_id)
            plan.ended_on, plan.end_reason = self._clock.today(), words

    def raise_concern(self, person_id: int, reason: str, by: str, initiator: str = "") -> int:
        """The interview manager is worried about a child: it stands on the second list of ten."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say what the concern is; the meeting reads it.")
        with self._store.transaction("raise concern", initiator) as session:
            subject = the_subject(session, person_id)
            made = Concern(
                subject_id=subject.id,
                reason=words,
                raised_by=clean(by).strip(),
                raised_on=self._clock.today(),
            )
            session.add(made)
            session.flush()
            return made.id

    def end_concern(self, concern_id: int, reason: str, initiator: str = "") -> None:
        """The concern is over, for a reason; the mark stays on record."""
        words = clean(reason).strip()
        if not words:
            raise Refused("Say why the concern is over; the reason is kept with it.")
        with self._store.transaction("end concern", initiator) as session:
            concern = _the(session, Concern, concern_id)
            concern.ended_on, concern.end_reason = self._clock.today(), words

    def save_ready(
        self, person_id: int, field: str, value: str | bool | date | None, initiator: str = ""
    ) -> int:
        """Keep one field of how ready we are for a child; answers the record's version."""
        if field not in READY_FIELDS:
            raise ValueError(f"readiness has no field {field!r}")
        with self._store.transaction("record readiness", initiator) as session:
            ids = [one.id for one in subjects_of(session, [person_id])]
            found = records_of(session, Readiness, ids)
            record = found[0] if found else Readiness(subject_id=the_subject(session, person_id).id)
            session.add(record)
            new = (value or "") if field == "assessed_risk" else value
            if getattr(record, field) != new:
                setattr(record, field, new)
            session.flush()
            return record.version


K = TypeVar("K", SafetyPlan, Concern)


def _the(session: Session, kind: type[K], record_id: int) -> K:
    found = session.get(kind, record_id)
    if found is None:
        raise Refused("This record is no longer in the store; look at the child again.")
    return found


def _ready(record: Readiness) -> Ready:
    return Ready(
        record.grab_pack, record.grab_pack_on, record.placed_on, record.assessed_on, record.assessed_risk
    )


def _version(plan: SafetyPlan, today: date) -> PlanVersion:
    return PlanVersion(
        plan.id,
        plan.number,
        plan.made_on,
        plan.made_by,
        plan.summary,
        plan.review_on,
        plan.reviewed_on,
        plan.reviewed_by,
        f"{plan.end_reason} on {plan.ended_on:%d/%m/%Y}" if plan.ended_on is not None else "",
        plan.version,
        _findings(plan, today) if plan.ended_on is None else (),
    )


def _findings(plan: SafetyPlan, today: date) -> tuple[Finding, ...]:
    return plan_findings(plan.review_on, plan.reviewed_on, today)


def _concern(one: Concern) -> ConcernRow:
    return ConcernRow(one.id, one.reason, one.raised_by, one.raised_on, one.ended_on, one.end_reason)
