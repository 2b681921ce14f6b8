"""What was minuted under each item, looked up in a session that is already open."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models import ItemNote


def notes_of(session: Session, meeting_id: int) -> dict[str, ItemNote]:
    """What was minuted under each item, by its key."""
    found = session.execute(select(ItemNote).where(ItemNote.meeting_id == meeting_id)).scalars()
    return {note.item_key: note for note in found}
