"""The confidentiality statement at one meeting: as it was read there, or as it would be read now."""

import json

from app.models import Meeting
from app.services.areas import StatementText
from app.services.meeting_records import clock_words


def kept(statement: StatementText) -> str:
    """The wording as it is kept with the meeting, so that old minutes print what was read then."""
    return json.dumps(statement.__dict__, ensure_ascii=False)


def statement_of(meeting: Meeting, now: StatementText) -> StatementText:
    """The wording that was read at this meeting; before it is read, that of `now`."""
    if not meeting.statement_text:
        return now
    table = json.loads(meeting.statement_text)
    return StatementText(
        table["title"], tuple(table["paragraphs"]), tuple(table["questions"]), table["version"]
    )


def read_words(meeting: Meeting) -> str:
    """ "read 10:03 by …", or "" while it has not been read."""
    if meeting.statement_read_at is None:
        return ""
    return f"read {clock_words(meeting.statement_read_at)} by {meeting.statement_read_by}"
