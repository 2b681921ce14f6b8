"""One agenda item that is not a case: its notes, and what the store can put beside them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.cases import CaseKind, Decision
from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.domain.missing import episodes_in_window, is_repeat_missing, months_before, window
from app.domain.profiles import MONTHS, AgendaItem, Body, Clock
from app.domain.wordings import StatementText
from app.models import (
    Action,
    Case,
    ItemNote,
    Meeting,
    QuestionAnswer,
    RegisterEntry,
    Spell,
    Subject,
)
from app.services.lists.list_records import episodes_by_person
from app.services.months.meeting_records import agenda_of, body_of, entries_of, previous_meeting
from app.services.referrals.onward_rows import OnwardRow
from app.services.room.action_rows import ActionRow, AgencyActions, by_agency, in_room, rows, to_review
from app.services.room.entry_views import category_now
from app.services.room.statement import statement_of

Numbers = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class PreviousMinutes:
    """What the last meeting left: its standing, its figures, and its notes as title and words."""

    meeting_id: int
    on: date
    state: str
    quorum_sentence: str
    numbers: Numbers
    notes: tuple[tuple[str, str], ...]
    undecided: int


@dataclass(frozen=True)
class QuestionRow:
    """One focus question, whether it was asked, and what was answered."""

    index: int
    question: str
    asked: bool
    answer: str


@dataclass(frozen=True)
class ItemView:
    """One item in the room; what does not belong to its content is empty. `version` is that of its notes.

    `referrals` stand on the page of the first item, whatever its content: those to this body that wait, and
    those that this meeting has answered or carried over.
    """

    key: str
    title: str
    content: str
    notes: str
    done: bool
    actions: tuple[ActionRow, ...]
    previous_actions: tuple[AgencyActions, ...] = ()
    previous_minutes: PreviousMinutes | None = None
    numbers: Numbers = ()
    statement: StatementText | None = None
    questions: tuple[QuestionRow, ...] = ()
    version: int = 0
    referrals: tuple[OnwardRow, ...] = ()


def notes_of(session: Session, meeting_id: int) -> dict[str, ItemNote]:
    """What was minuted under each item, by its key."""
    found = session.execute(select(ItemNote).where(ItemNote.meeting_id == meeting_id)).scalars()
    return {note.item_key: note for note in found}


def item_view(
    session: Session, meeting: Meeting, item: AgendaItem, today: date, wording: StatementText
) -> ItemView:
    """The item with whatever its content asks for; `wording` is the statement as it would be read now."""
    body, here = body_of(meeting), in_room(session, meeting)
    note = notes_of(session, meeting.id).get(item.key)
    own = rows(session, today, Action.meeting_id == meeting.id, Action.item_key == item.key, here=here)
    is_statement = item.content == "statement"
    count = _NUMBERS.get(item.content)
    return ItemView(
        item.key,
        item.title,
        item.content,
        note.notes if note else "",
        note.done if note else False,
        own,
        by_agency(to_review(session, meeting, today, here)) if item.content == "actions" else (),
        previous_minutes(session, meeting) if item.content == "previous_minutes" else None,
        count(session, meeting, body) if count else (),
        statement_of(meeting, wording) if is_statement else None,
        questions_of(session, meeting, wording) if is_statement else (),
        note.version if note else 0,
    )


def questions_of(session: Session, meeting: Meeting, wording: StatementText) -> tuple[QuestionRow, ...]:
    """The focus questions with what was noted at this meeting (domain §21.2)."""
    query = select(QuestionAnswer).where(QuestionAnswer.meeting_id == meeting.id)
    noted = {answer.question: answer for answer in session.execute(query).scalars()}
    return tuple(
        QuestionRow(index, words, noted[index].asked, noted[index].answer)
        if index in noted
        else QuestionRow(index, words, False, "")
        for index, words in enumerate(statement_of(meeting, wording).questions)
    )


def previous_minutes(session: Session, meeting: Meeting) -> PreviousMinutes | None:
    """A summary of the last meeting; None for the first one."""
    last = previous_meeting(session, meeting)
    if last is None:
        return None
    entries = entries_of(session, last.id)
    decided = [entry.decision for entry in entries]
    actions = session.execute(select(func.count(Action.id)).where(Action.meeting_id == last.id)).scalar_one()
    notes = notes_of(session, last.id)
    return PreviousMinutes(
        last.id,
        last.held_on,
        MeetingState(last.state).label,
        last.quorum_sentence,
        (
            ("Cases discussed", len(entries)),
            ("Continue to monitor", decided.count(Decision.CONTINUE)),
            ("Discharge", decided.count(Decision.DISCHARGE)),
            ("Actions agreed", actions),
        ),
        tuple(
            (item.title, notes[item.key].notes)
            for item in agenda_of(body_of(last))
            if item.key in notes and notes[item.key].notes.strip()
        ),
        decided.count(""),
    )


def _people_with_cases(session: Session) -> set[int]:
    query = (
        select(Subject.person_id).join(Case, Case.subject_id == Subject.id).where(Case.closed_on.is_(None))
    )
    return set(session.execute(query).scalars())


def _emerging(session: Session, meeting: Meeting, body: Body) -> Numbers:
    """Children below the lowest category, and children often missing of whom no case is open."""
    listed = _people_with_cases(session)
    first = window(meeting.held_on, body.repeat_missing.window)[0]
    repeat = sum(
        person not in listed and is_repeat_missing(episodes, meeting.held_on, body)
        for person, episodes in episodes_by_person(session, first).items()
    )
    query = select(func.count(Case.id)).where(
        Case.closed_on.is_(None), Case.category < body.lowest_case_category
    )
    below = session.execute(query).scalar_one()
    return (("Cases where exploitation is not evidenced", below), ("Repeat missing and no case open", repeat))


def _cases(session: Session, meeting: Meeting, body: Body) -> Numbers:
    entries = entries_of(session, meeting.id)
    codes = [category_now(entry) for entry in entries]
    return (
        ("Cases", len(entries)),
        ("New", sum(entry.standing == CaseKind.NEW for entry in entries)),
        ("Out of borough", sum(entry.case.out_of_borough for entry in entries)),
        *((category.label, codes.count(category.code)) for category in body.categories),
        *((("No category yet", codes.count(None)),) if None in codes else ()),
    )


def _missing(session: Session, meeting: Meeting, body: Body) -> Numbers:
    """Episodes of the month up to the meeting, and of the rolling window."""
    lengths = (Clock(1, MONTHS), body.repeat_missing.window)
    children = episodes_by_person(session, min(window(meeting.held_on, one)[0] for one in lengths))
    month = [episodes_in_window(episodes, meeting.held_on, lengths[0]) for episodes in children.values()]
    repeat = sum(is_repeat_missing(episodes, meeting.held_on, body) for episodes in children.values())
    return (
        ("Missing episodes in the month", sum(map(len, month))),
        ("Children missing in the month", sum(bool(found) for found in month)),
        (f"Repeat missing ({body.repeat_missing.words()})", repeat),
    )


def _register(session: Session, _meeting: Meeting, _body: Body) -> Numbers:
    """Children on the register now, and how they are rated."""
    query = (
        select(RegisterEntry.rag, func.count(RegisterEntry.id))
        .join(Spell, Spell.subject_id == RegisterEntry.subject_id)
        .where(Spell.list_name == ListName.CME, Spell.ended_on.is_(None))
        .group_by(RegisterEntry.rag)
    )
    rated = {rag: count for rag, count in session.execute(query)}
    named = ("red", "amber", "green")
    other = sum(count for rag, count in rated.items() if rag not in named)
    return (
        ("Children on the CME register", sum(rated.values())),
        *((f"Rated {rag}", rated.get(rag, 0)) for rag in named),
        ("Not rated", other),
    )


def _changes(session: Session, meeting: Meeting, _body: Body) -> Numbers:
    """Discharges since a month before the meeting."""
    since = months_before(meeting.held_on, 1)
    query = select(func.count(Case.id)).where(Case.closed_on > since, Case.closed_on <= meeting.held_on)
    return (("Discharged in the month", session.execute(query).scalar_one()),)


def _snapshot(session: Session, meeting: Meeting, body: Body) -> Numbers:
    parts = (_cases, _changes, _missing, _register)
    return tuple(number for part in parts for number in part(session, meeting, body))


_NUMBERS: Mapping[str, Callable[[Session, Meeting, Body], Numbers]] = {
    "emerging": _emerging,
    "snapshot": _snapshot,
    "repeat_missing": _missing,
    "register": _register,
}
