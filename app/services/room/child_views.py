"""One child as the meeting sees it, where the meeting decides no cases: what is known, and what is noted."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from app.models import Action, ChildNote, Meeting, Subject
from app.services.months.meeting_records import before
from app.services.room.action_rows import ActionRow, in_room, rows
from app.services.room.children import listed
from app.services.room.contents import ContentRow, Look


@dataclass(frozen=True)
class PreviousNote:
    """What the last meeting of the body that talked about the child noted and agreed."""

    on: date
    notes: str
    actions: tuple[ActionRow, ...]


@dataclass(frozen=True)
class ChildView:
    """One child at one meeting; `version` is that of the note, `item_title` the item it stands under."""

    note_id: int
    meeting_id: int
    item_key: str
    item_title: str
    row: ContentRow
    notes: str
    version: int
    actions: tuple[ActionRow, ...]
    previous: PreviousNote | None


def child_view(look: Look, note: ChildNote) -> ChildView:
    """The whole of one child for the room."""
    session, today = look.session, look.clock.today()
    row = next(row for one, row in listed(look, note.item_key) if one.id == note.id)
    return ChildView(
        note.id,
        look.meeting.id,
        note.item_key,
        next((item.title for item in look.items if item.key == note.item_key), ""),
        row,
        note.notes,
        note.version,
        rows(session, today, Action.child_note_id == note.id, here=in_room(session, look.meeting)),
        _previous(look, note),
    )


def _previous(look: Look, note: ChildNote) -> PreviousNote | None:
    query = (
        select(ChildNote)
        .join(ChildNote.meeting)
        .join(ChildNote.subject)
        .where(Subject.person_id == note.subject.person_id, before(look.meeting))
        .order_by(Meeting.held_on.desc(), ChildNote.id.desc())
        .limit(1)
    )
    last = look.session.execute(query).scalar_one_or_none()
    if last is None:
        return None
    agreed = rows(look.session, look.clock.today(), Action.child_note_id == last.id)
    return PreviousNote(last.meeting.held_on, last.notes, agreed)
