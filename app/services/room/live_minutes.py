"""The words typed while the meeting runs. Each edit is one short transaction; nothing else happens in it."""

from sqlalchemy import select

from app.domain.text import clean
from app.errors import Refused
from app.models import ItemNote
from app.services.months.meeting_records import require_unlocked, the_entry, the_meeting
from app.services.room.agenda_items import items_at
from app.services.room.children import the_child_note
from app.services.room.clashes import require_unchanged
from app.store.store import Store

FIELDS = ("victim", "offender", "location", "themes", "overview", "impact", "other_agencies")


class LiveMinutes:
    """Autosave: what was typed stays, and says of itself who wrote it and when."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def save_notes(
        self, entry_id: int, field: str, text: str, initiator: str = "", expected: int | None = None
    ) -> int:
        """Keep the text of one field of a case as it stands; answers the entry's version.

        Does nothing where the text is unchanged; raises `Refused` once the minutes are agreed, and
        `TextClash` where the field was changed after version `expected`, the one the writer had read.
        """
        if field not in FIELDS:
            raise ValueError(f"a case has no field {field!r}")
        words = clean(text)
        with self._store.transaction("save notes", initiator) as session:
            entry = the_entry(session, entry_id)
            if getattr(entry, field) != words:
                require_unlocked(entry.meeting)
                theirs = getattr(entry, field)
                require_unchanged(
                    session, entry.kind, entry_id, field, expected=expected, mine=words, theirs=theirs
                )
                setattr(entry, field, words)
                session.flush()
            return entry.version

    def save_child(self, note_id: int, text: str, initiator: str = "", expected: int | None = None) -> int:
        """Keep what is noted about a child that the meeting goes through; answers the note's version.

        Raises `TextClash` as `save_notes` does.
        """
        words = clean(text)
        with self._store.transaction("save child", initiator) as session:
            note = the_child_note(session, note_id)
            if note.notes != words:
                require_unlocked(note.meeting)
                theirs = note.notes
                require_unchanged(
                    session, note.kind, note_id, "notes", expected=expected, mine=words, theirs=theirs
                )
                note.notes = words
                session.flush()
            return note.version

    def save_item(
        self, meeting_id: int, item_key: str, text: str, initiator: str = "", expected: int | None = None
    ) -> int:
        """Keep the notes under an item that is not a case; answers their version, 0 where there are none.

        Raises `TextClash` as `save_notes` does.
        """
        words = clean(text)
        with self._store.transaction("save item", initiator) as session:
            query = select(ItemNote).where(ItemNote.meeting_id == meeting_id, ItemNote.item_key == item_key)
            note = session.execute(query).scalar_one_or_none()
            if (note.notes if note else "") == words:
                return note.version if note else 0
            meeting = the_meeting(session, meeting_id)
            require_unlocked(meeting)
            if note is None:
                if item_key not in {item.key for item in items_at(session, meeting)}:
                    raise Refused("This item is not on the agenda of this meeting; nothing was saved.")
                note = ItemNote(meeting_id=meeting_id, item_key=item_key)
                session.add(note)
            else:
                require_unchanged(
                    session, note.kind, note.id, "notes", expected=expected, mine=words, theirs=note.notes
                )
            note.notes = words
            session.flush()
            return note.version
