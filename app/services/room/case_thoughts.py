"""What is worth a thought about one case: its forms, its own record, and the meetings that discussed it."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.findings import Finding
from app.domain.pathway import INFORMATION, SAFEGUARD
from app.domain.profiles import Body
from app.domain.prompts import Month, Situation, case_prompts
from app.models import Action, Case, CaseDetail, FormAnswer, Meeting, MonthlyEntry, Referral, Subject
from app.services.months.meeting_records import before
from app.services.people.naming import best_identity

_IMAGE_WORDS = ("image", "photo", "picture", "video")


def thoughts(session: Session, entry: MonthlyEntry, body: Body) -> tuple[Finding, ...]:
    """The prompts about a case on the day of its meeting, in a session that is already open."""
    return case_prompts(_situation(session, entry, body), body, entry.meeting.held_on)


def _situation(session: Session, entry: MonthlyEntry, body: Body) -> Situation:
    case = entry.case
    said = _forms(session, case)
    detail = session.execute(select(CaseDetail).where(CaseDetail.case_id == case.id)).scalar_one_or_none()
    category = entry.category if entry.category is not None else entry.category_before
    technology = said.get((SAFEGUARD, "technology"), "") + said.get((INFORMATION, "internet"), "")
    return Situation(
        born=best_identity(case.subject.person.subjects).born,
        signs=frozenset(key for (form, key), words in said.items() if form == SAFEGUARD and words.strip()),
        vulnerabilities=frozenset(key for key in ("family",) if said.get((SAFEGUARD, key), "").strip()),
        learning_disability=detail.learning_disability if detail else "",
        exploited=category is not None and category >= body.lowest_case_category,
        relatives=int(bool(said.get((INFORMATION, "family"), "").strip())),
        shared_image=any(word in technology.casefold() for word in _IMAGE_WORDS),
        status=case.status,
        case_open=case.closed_on is None,
        months=_months(session, entry, body.prompting.unchanged_meetings),
    )


def _forms(session: Session, case: Case) -> dict[tuple[str, str], str]:
    """Both forms of the child's newest referral."""
    mine = select(Subject.id).where(Subject.person_id == case.subject.person_id)
    newest = select(func.max(Referral.id)).where(Referral.subject_id.in_(mine)).scalar_subquery()
    query = select(FormAnswer.form, FormAnswer.key, FormAnswer.answer).where(FormAnswer.referral_id == newest)
    return {(form, key): answer for form, key, answer in session.execute(query)}


def _months(session: Session, entry: MonthlyEntry, most: int) -> Sequence[Month]:
    """The last meetings that discussed the case before this one, newest first."""
    query = (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .where(MonthlyEntry.case_id == entry.case_id, before(entry.meeting))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(most)
    )
    earlier = list(session.execute(query).scalars())
    agreed = select(Action.entry_id).where(Action.entry_id.in_([one.id for one in earlier]))
    with_actions = set(session.execute(agreed).scalars())
    return tuple(
        Month(
            one.category_before if one.category is None else one.category,
            one.id in with_actions,
            one.impact,
        )
        for one in earlier
    )
