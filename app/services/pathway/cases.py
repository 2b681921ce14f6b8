"""The life of a case beside its list: whose child, living where, watched by whom; how it ended; again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.deadlines import due_after
from app.domain.lists import CaseFacts, ListName
from app.domain.profiles import Body
from app.domain.text import clean
from app.errors import Refused
from app.models import Case, CaseDetail
from app.services.clock import Clock
from app.services.lists.by_hand import HandRow, add_in
from app.services.lists.list_records import facts_of
from app.services.months.office import office_calendar
from app.services.room.clashes import require_unchanged
from app.store.store import Store

REASONS = (
    ("no evidence", "No evidence of exploitation"),
    ("below", "Below the lowest category"),
    ("moved", "Moved away"),
    ("adult", "Turned eighteen"),
    ("other", "Other"),
)
DISABILITY = (("", "Not known"), ("none", "None"), ("suspected", "Suspected"), ("diagnosed", "Diagnosed"))
FIELDS = frozenset(
    "responsible_authority living_in monitored_by moved_in_on home_told_on exploitation_types "
    "learning_disability discharge_reason onward_support step_down_on follow_up_on followed_up_on "
    "follow_up".split()
)


@dataclass(frozen=True)
class CaseDetailView:
    """What is recorded of one case beside its list; `earlier` are the days other spells of it closed."""

    case_id: int
    reference: str
    listed_on: date | None
    closed_on: date | None
    responsible_authority: str
    living_in: str
    monitored_by: str
    moved_in_on: date | None
    home_told_on: date | None
    exploitation_types: tuple[str, ...]
    learning_disability: str
    discharge_reason: str
    onward_support: str
    step_down_on: date | None
    follow_up_on: date | None
    followed_up_on: date | None
    follow_up: str
    earlier: tuple[date, ...]
    version: int


class CaseLife:
    """Completing a case, following it up, opening it again."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def detail(self, case_id: int) -> CaseDetailView:
        """One case; `Refused` where it is not in the store."""
        with self._store.reading() as session:
            return _view(session, _the_case(session, case_id))

    def save(
        self, case_id: int, values: Mapping[str, object], version: int | None = None, initiator: str = ""
    ) -> CaseDetailView:
        """Keep fields (`FIELDS`); `exploitation_types` is a tuple of codes. `TextClash` as everywhere."""
        unknown = set(values) - FIELDS
        if unknown:
            raise ValueError(f"a case has no {', '.join(sorted(unknown))}")
        with self._store.transaction("save case detail", initiator) as session:
            case = _the_case(session, case_id)
            known, detail = case.detail is not None, detail_of(case)
            for name, value in values.items():
                kept = _kept(value)
                if known and isinstance(kept, str):
                    theirs = getattr(detail, name)
                    require_unchanged(
                        session, detail.kind, detail.id, name, expected=version, mine=kept, theirs=theirs
                    )
                setattr(detail, name, kept)
            session.flush()
            return _view(session, case)

    def reopen(self, case_id: int, reason: str, initiator: str = "") -> int:
        """A closed case is listed again: a new spell of the same child (domain §4.6). Answers the new case.

        Raises `Refused` without a reason, and while any case of the child is open.
        """
        words = clean(reason).strip()
        if not words:
            raise Refused("Say what is new; the case sheet gives the reason.")
        with self._store.transaction("reopen case", initiator) as session:
            case = _the_case(session, case_id)
            facts = facts_of(case)
            assert isinstance(facts, CaseFacts)
            if case.closed_on is None:
                raise Refused("This case is open; the next meeting takes it anyway.")
            again = replace(
                facts, closed_on=None, closed_reason="", listed_on=self._clock.today(), themes=words
            )
            row = HandRow(ListName.MASE, case.subject.identity, again)
            return add_in(session, self._store, self._clock, row, subject_id=case.subject_id).record_id


def detail_of(case: Case) -> CaseDetail:
    """The case's own record, made where there is none yet."""
    if case.detail is None:
        case.detail = CaseDetail(case_id=case.id)
    return case.detail


def plan_follow_up(session: Session, case: Case, body: Body, closed_on: date) -> None:
    """After a discharge somebody looks again (row 37); a day that was set by hand stays."""
    detail = detail_of(case)
    if detail.follow_up_on is None:
        detail.follow_up_on = due_after(closed_on, body.deadlines.follow_up, office_calendar(session))


def _kept(value: object) -> object:
    if isinstance(value, tuple):
        return "\n".join(str(one) for one in value)
    return clean(value).strip() if isinstance(value, str) else value


def _the_case(session: Session, case_id: int) -> Case:
    query = select(Case).where(Case.id == case_id).options(joinedload(Case.detail), joinedload(Case.subject))
    case = session.execute(query).scalar_one_or_none()
    if case is None:
        raise Refused("This case is not in the store any more; look at the list again.")
    return case


def _view(session: Session, case: Case) -> CaseDetailView:
    detail = case.detail or CaseDetail(
        **{name: "" for name in FIELDS if not name.endswith("_on")},
        **dict.fromkeys(name for name in FIELDS if name.endswith("_on")),
        version=0,
    )
    query = select(Case.closed_on).where(
        Case.subject_id == case.subject_id, Case.id != case.id, Case.closed_on.is_not(None)
    )
    return CaseDetailView(
        case.id,
        case.reference,
        case.listed_on,
        case.closed_on,
        exploitation_types=tuple(detail.exploitation_types.split()),
        earlier=tuple(day for day in session.execute(query).scalars() if day is not None),
        version=detail.version,
        **{name: getattr(detail, name) for name in FIELDS - {"exploitation_types"}},
    )
