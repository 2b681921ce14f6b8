"""One case as the meeting sees it: who it is, what was said last time, and what is being written now."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import MONTHS
from app.domain.cases import CaseKind, Decision, check_decision, check_first_mention
from app.domain.crosscheck import Badge
from app.domain.findings import Finding
from app.domain.list_labels import ListLabels
from app.domain.lists import CaseFacts, ListName
from app.domain.people import Identity, age_on
from app.domain.profiles import Body
from app.domain.prompts import in_force
from app.domain.wordings import Ethnicities, ethnicities_from_toml
from app.models import Action, Case, Meeting, MonthlyEntry
from app.resources import resource
from app.services.areas import labels_on
from app.services.lists.list_records import facts_of
from app.services.months.meeting_records import KnownChild, before, body_of
from app.services.people.naming import best_identity
from app.services.room.action_rows import ActionRow, in_room, rows
from app.services.room.case_thoughts import thoughts
from app.services.room.first_mention import first_mention, went_on_words
from app.services.room.quorum_choices import decision_note, is_doubtful
from app.services.room.ratified import ratified_note

NOT_KNOWN = "Not known"
CATEGORY = "Category"
LABELS: Mapping[str, str] = {
    "victim": "Victim",
    "offender": "Offender",
    "location": "Location",
    "themes": "Themes",
    "overview": "Overview, intervention and disruption",
    "impact": "Impact of the plan so far",
    "other_agencies": "Other agencies managing the risk",
}


@dataclass(frozen=True)
class PreviousEntry:
    """What the last meeting recorded about the case; `texts` are label and words, empty fields left out."""

    on: date
    texts: tuple[tuple[str, str], ...]
    decision: str
    rationale: str
    category_words: str
    provisional: bool
    ratified: str = ""


@dataclass(frozen=True)
class EntryView:
    """One case at one meeting. `category` is what this meeting decided, None while it has not.

    `quorum_note` is what the want of a quorum means for its decision now; `ratified` what became of one that
    was provisional.
    """

    entry_id: int
    meeting_id: int
    case_id: int
    person_id: int
    reference: str
    name: str
    short_name: str
    known_as: str
    age: int | None
    born: date | None
    standing: str
    group: str
    particulars: tuple[tuple[str, str], ...]
    line: str
    badges: tuple[Badge, ...]
    cross_findings: tuple[Finding, ...]
    findings: tuple[Finding, ...]
    victim: str
    offender: str
    location: str
    themes: str
    overview: str
    impact: str
    other_agencies: str
    shows_impact: bool
    shows_other_agencies: bool
    category_before: int | None
    category: int | None
    category_words: str
    decision: str
    rationale: str
    undecided_reason: str
    provisional: bool
    actions: tuple[ActionRow, ...]
    previous: PreviousEntry | None
    version: int
    quorum_note: str = ""
    ratified: str = ""
    first_mention: str = ""
    went_on: str = ""


def date_words(day: date | None) -> str:
    """3 Apr 2012, or "Not known"; never in the system's language."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else NOT_KNOWN


@lru_cache(maxsize=1)
def _ethnicities() -> Ethnicities:
    return ethnicities_from_toml(resource("reference", "ethnicity.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _statuses() -> Mapping[str, str]:
    table = tomllib.loads(resource("reference", "case_status.toml").read_text(encoding="utf-8"))
    return {str(code): str(words) for code, words in table["codes"].items()}


def status_words(status: str) -> str:
    """ "LAC" as "Looked after (LAC)"; an unknown status as it was written."""
    code = status.strip()
    words = _statuses().get(code.upper())
    return f"{words} ({code})" if words else code


def category_now(entry: MonthlyEntry) -> int | None:
    """What this meeting decided, else what stood before it."""
    return entry.category_before if entry.category is None else entry.category


def identity_of(case: Case) -> Identity:
    """Who the case is about, by everything that is confirmed to be the same child."""
    return best_identity(case.subject.person.subjects)


def particulars(case: Case, who: Identity, category_words: str, on: date) -> tuple[tuple[str, str], ...]:
    """The head of the case sheet (domain §6, §22.6); what nobody knows is said, never left blank."""
    age = age_on(who.born, on)
    return tuple(
        (label, value.strip() or NOT_KNOWN)
        for label, value in (
            ("Name", who.name),
            ("Date of birth", date_words(who.born)),
            ("Age", NOT_KNOWN if age is None else str(age)),
            (CATEGORY, category_words),
            ("School", case.school),
            ("Date of referral", date_words(case.referred_on)),
            ("Current location", case.placement),
            ("Status", status_words(case.status)),
            ("Ethnicity", _ethnicities().words(case.ethnicity)),
            ("Referring agency", case.referring_agency),
            ("Lead professional", case.lead_professional),
            ("Strategy meeting", date_words(case.strategy_meeting_on)),
        )
    )


def _line(case: Case) -> str:
    referred = f"Referred {date_words(case.referred_on)}" if case.referred_on else "Referral date not known"
    by = f" by {case.referring_agency}" if case.referring_agency else ""
    parts = (
        case.school or "School not known",
        status_words(case.status),
        case.placement,
        referred + by,
        f"Lead professional {case.lead_professional}" if case.lead_professional else "",
        f"Strategy meeting {date_words(case.strategy_meeting_on)}" if case.strategy_meeting_on else "",
    )
    return " · ".join(part for part in parts if part)


def previous_entry(session: Session, entry: MonthlyEntry, meeting: Meeting) -> PreviousEntry | None:
    """What the last meeting of the body that discussed this case recorded."""
    query = (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .where(MonthlyEntry.case_id == entry.case_id, before(meeting))
        .order_by(Meeting.held_on.desc(), Meeting.id.desc())
        .limit(1)
    )
    last = session.execute(query).scalar_one_or_none()
    if last is None:
        return None
    texts = ((label, getattr(last, field)) for field, label in LABELS.items())
    return PreviousEntry(
        last.meeting.held_on,
        tuple((label, words) for label, words in texts if words.strip()),
        decision_words(last),
        last.rationale,
        body_of(last.meeting).category_label(category_now(last)),
        last.provisional,
        ratified_note(session, last),
    )


def decision_words(entry: MonthlyEntry) -> str:
    """ "Continue to monitor", "Discharge" or "Not decided"."""
    return Decision(entry.decision).label if entry.decision else "Not decided"


def _findings(
    entry: MonthlyEntry, body: Body, known: KnownChild | None, labels: ListLabels
) -> tuple[Finding, ...]:
    facts = facts_of(entry.case)
    assert isinstance(facts, CaseFacts)
    others = [labels[name] for name in (known.lists if known else ()) if name is not ListName.MASE]
    decision = Decision(entry.decision) if entry.decision else None
    found = (
        *check_first_mention(facts, entry.standing == CaseKind.NEW),
        *check_decision(category_now(entry), decision, entry.rationale, others, body.lowest_case_category),
    )
    return found


def entry_view(session: Session, entry: MonthlyEntry, today: date, known: KnownChild | None) -> EntryView:
    """The whole of one case for the room; ages are those on the day of the meeting."""
    meeting, case = entry.meeting, entry.case
    body, who = body_of(meeting), identity_of(case)
    words = body.category_label(category_now(entry))
    return EntryView(
        entry_id=entry.id,
        meeting_id=meeting.id,
        case_id=case.id,
        person_id=case.subject.person_id,
        reference=case.reference,
        name=who.name,
        short_name=who.short_name,
        known_as=", ".join(who.aliases),
        age=age_on(who.born, meeting.held_on),
        born=who.born,
        standing=entry.standing,
        group=entry.group_title,
        particulars=particulars(case, who, words, meeting.held_on),
        line=_line(case),
        badges=known.badges if known else (),
        cross_findings=known.findings if known else (),
        findings=in_force(
            (
                *_findings(entry, body, known, labels_on(session, meeting.held_on)),
                *thoughts(session, entry, body),
            ),
            body,
        ),
        shows_impact=entry.standing != CaseKind.NEW,
        shows_other_agencies=entry.standing == CaseKind.OUT_OF_BOROUGH,
        category_before=entry.category_before,
        category=entry.category,
        category_words=words,
        decision=entry.decision,
        rationale=entry.rationale,
        undecided_reason=entry.undecided_reason,
        provisional=entry.provisional or is_doubtful(session, entry),
        quorum_note=decision_note(session, entry),
        ratified=ratified_note(session, entry),
        first_mention=" ".join(found.sentence for found in first_mention(entry)),
        went_on=went_on_words(entry),
        actions=rows(session, today, Action.entry_id == entry.id, here=in_room(session, meeting)),
        previous=previous_entry(session, entry, meeting),
        version=entry.version,
        **{field: getattr(entry, field) for field in LABELS},
    )
