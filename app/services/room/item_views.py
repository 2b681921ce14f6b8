"""One agenda item that is not a case: its notes, and what the store can put beside them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.cases import Decision
from app.domain.meetings import MeetingState
from app.domain.profiles import AgendaItem
from app.domain.wordings import StatementText
from app.models import Action, Meeting, QuestionAnswer
from app.services.months.meeting_records import entries_of, previous_meeting
from app.services.referrals.onward_rows import OnwardRow
from app.services.room.action_rows import ActionRow, AgencyActions, by_agency, in_room, rows, to_review
from app.services.room.agenda_items import items_at
from app.services.room.children import ItemRow, page_of
from app.services.room.contents import ChildKind, Look, Numbers, kind_of
from app.services.room.item_notes import notes_of
from app.services.room.statement import statement_of


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
    those that this meeting has answered or carried over. `rows` are children or things, with `remark` under
    them; where the item `takes_children`, each of them is minuted.
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
    rows: tuple[ItemRow, ...] = ()
    remark: str = ""
    takes_children: bool = False


def item_view(look: Look, item: AgendaItem, wording: StatementText) -> ItemView:
    """The item with whatever its content asks for; `wording` is the statement as it would be read now."""
    session, meeting, today = look.session, look.meeting, look.clock.today()
    here = in_room(session, meeting)
    note = notes_of(session, meeting.id).get(item.key)
    under = (Action.meeting_id == meeting.id, Action.item_key == item.key, Action.child_note_id.is_(None))
    is_statement = item.content == "statement"
    content, children = page_of(look, item)
    return ItemView(
        item.key,
        item.title,
        item.content,
        note.notes if note else "",
        note.done if note else False,
        rows(session, today, *under, here=here),
        by_agency(to_review(session, meeting, today, here)) if item.content == "actions" else (),
        previous_minutes(session, meeting) if item.content == "previous_minutes" else None,
        content.numbers,
        statement_of(meeting, wording) if is_statement else None,
        questions_of(session, meeting, wording) if is_statement else (),
        note.version if note else 0,
        rows=children,
        remark=content.remark,
        takes_children=isinstance(kind_of(look, item), ChildKind),
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
            for item in items_at(session, last)
            if item.key in notes and notes[item.key].notes.strip()
        ),
        decided.count(""),
    )
