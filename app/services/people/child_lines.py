"""The rows of a child's page: entries, cases, spells, and what each meeting said and decided."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, contains_eager

from app.domain.lists import ListName
from app.models import Action, Case, ChildNote, Meeting, MonthlyEntry, RegisterEntry, Spell
from app.services.months.meeting_records import body_of, items_of
from app.services.room import action_rows
from app.services.room.action_rows import ActionRow


@dataclass(frozen=True)
class EpisodeLine:
    """One missing episode; `hours` are elapsed hours away, None where the end is not known."""

    reference: str
    reported: datetime | None
    returned: datetime | None
    hours: float | None
    classed: str
    risk: str
    found: str
    interview: str
    authority: str


@dataclass(frozen=True)
class EntryLine:
    """One entry of the CME register."""

    school: str
    hours: float | None
    provision: str
    rag: str
    assured_by: str
    off_roll_on: date | None


@dataclass(frozen=True)
class CaseLine:
    """One spell on the MASE list."""

    case_id: int
    reference: str
    category: int | None
    listed_on: date | None
    closed_on: date | None
    closed_reason: str
    lead: str
    status: str


@dataclass(frozen=True)
class DiscussedLine:
    """One meeting that discussed the child, and what it decided.

    `about` is the case it decided on, or the item under which the child stood; there `rationale` is what was
    noted, and nothing was to be decided. `before` is the category the child came with.
    """

    meeting_id: int
    on: date
    body: str
    decision: str
    category: int | None
    rationale: str
    kind: str = ""
    about: str = ""
    before: int | None = None
    decides: bool = True


@dataclass(frozen=True)
class SpellLine:
    """On a list from a day to a day; `ended` None means still on it, `by` who ended it by hand, or ""."""

    list_name: ListName
    began: date
    ended: date | None
    reason: str
    subject_id: int = 0
    by: str = ""


def register_lines(session: Session, subject_ids: Collection[int]) -> tuple[EntryLine, ...]:
    """The entries of the register, in the order in which they came."""
    query = select(RegisterEntry).where(RegisterEntry.subject_id.in_(subject_ids)).order_by(RegisterEntry.id)
    return tuple(_entry(entry) for entry in session.execute(query).scalars())


def case_lines(session: Session, subject_ids: Collection[int]) -> tuple[CaseLine, ...]:
    """The cases, the oldest first."""
    query = select(Case).where(Case.subject_id.in_(subject_ids)).order_by(Case.id)
    return tuple(_case(case) for case in session.execute(query).scalars())


def spell_lines(session: Session, subject_ids: Collection[int]) -> tuple[SpellLine, ...]:
    """From when to when the child was on which list."""
    query = select(Spell).where(Spell.subject_id.in_(subject_ids)).order_by(Spell.began_on, Spell.id)
    return tuple(_spell(spell) for spell in session.execute(query).scalars())


def action_lines(session: Session, subject_ids: Collection[int], today: date) -> tuple[ActionRow, ...]:
    """What was agreed about the child, at the meetings that decide cases and at the others."""
    entries = select(MonthlyEntry.id).join(MonthlyEntry.case).where(Case.subject_id.in_(subject_ids))
    notes = select(ChildNote.id).where(ChildNote.subject_id.in_(subject_ids))
    about = or_(Action.entry_id.in_(entries), Action.child_note_id.in_(notes))
    return action_rows.rows(session, today, about)


def discussed_lines(session: Session, subject_ids: Collection[int]) -> tuple[DiscussedLine, ...]:
    """Every meeting that spoke of the child, newest first."""
    found = [*_decided(session, subject_ids), *_noted(session, subject_ids)]
    return tuple(sorted(found, key=lambda one: (one.on, one.meeting_id), reverse=True))


def _entry(entry: RegisterEntry) -> EntryLine:
    return EntryLine(
        entry.school, entry.hours, entry.provision, entry.rag, entry.assured_by, entry.off_roll_on
    )


def _case(case: Case) -> CaseLine:
    return CaseLine(
        case.id,
        case.reference,
        case.category,
        case.listed_on,
        case.closed_on,
        case.closed_reason,
        case.lead_professional,
        case.status,
    )


def _spell(spell: Spell) -> SpellLine:
    return SpellLine(
        ListName(spell.list_name),
        spell.began_on,
        spell.ended_on,
        spell.end_reason,
        spell.subject_id,
        spell.ended_by,
    )


def _decided(session: Session, subject_ids: Collection[int]) -> list[DiscussedLine]:
    query = (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .join(MonthlyEntry.case)
        .options(
            contains_eager(MonthlyEntry.meeting).joinedload(Meeting.profile),
            contains_eager(MonthlyEntry.case),
        )
        .where(Case.subject_id.in_(subject_ids))
    )
    return [
        DiscussedLine(
            entry.meeting_id,
            entry.meeting.held_on,
            body_of(entry.meeting).short,
            entry.decision,
            entry.category,
            entry.rationale,
            body_of(entry.meeting).kind,
            entry.case.reference,
            entry.category_before,
        )
        for entry in session.execute(query).scalars()
    ]


def _noted(session: Session, subject_ids: Collection[int]) -> list[DiscussedLine]:
    query = (
        select(ChildNote)
        .join(ChildNote.meeting)
        .options(contains_eager(ChildNote.meeting).joinedload(Meeting.profile))
        .where(ChildNote.subject_id.in_(subject_ids))
    )
    found = []
    for note in session.execute(query).scalars():
        body = body_of(note.meeting)
        title = next((item.title for item in items_of(body) if item.key == note.item_key), "")
        found.append(
            DiscussedLine(
                note.meeting_id,
                note.meeting.held_on,
                body.short,
                "",
                None,
                note.notes,
                body.kind,
                title,
                None,
                False,
            )
        )
    return found
