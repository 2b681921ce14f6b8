"""What minutes say of a child besides what the meeting said: kept at the close, printed the same for ever.

The lists go on changing: a later reprint of agreed minutes must not show a school or a badge of today.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.list_says import also_on
from app.domain.lists import ListName
from app.models import MonthlyEntry
from app.services.months.meeting_records import KnownChild, body_of, entries_of
from app.services.room.children import keep_facts
from app.services.room.contents import Look
from app.services.room.entry_views import CATEGORY, category_now, identity_of, particulars

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Printed:
    """The name, the header block and the lines from the other lists, as they stand in the minutes."""

    name: str
    particulars: Pairs
    other_lists: tuple[str, ...]


def to_print(entry: MonthlyEntry, known: KnownChild | None) -> dict[str, object]:
    """What is kept with the entry when its meeting closes."""
    now = _as_of_now(entry, known)
    return {
        "name": now.name,
        "particulars": [list(pair) for pair in now.particulars],
        "other_lists": list(now.other_lists),
    }


def keep_printed(look: Look, known: Mapping[int, KnownChild]) -> None:
    """Keep what the lists say now with each case and each child of a meeting that has just ended; flushes."""
    keep_facts(look)
    for entry in entries_of(look.session, look.meeting.id):
        entry.printed = to_print(entry, known.get(entry.case_id))
    look.session.flush()


def printed(entry: MonthlyEntry, known: KnownChild | None) -> Printed:
    """As it was kept at the close; before the close, and for meetings of before it was kept, as of now.

    The category is the meeting's own, so a correction of the draft shows.
    """
    kept: dict[str, Any] = entry.printed or {}
    if not kept:
        return _as_of_now(entry, known)
    words = body_of(entry.meeting).category_label(category_now(entry))
    block = tuple((label, words if label == CATEGORY else value) for label, value in kept["particulars"])
    return Printed(str(kept["name"]), block, tuple(kept["other_lists"]))


def _as_of_now(entry: MonthlyEntry, known: KnownChild | None) -> Printed:
    meeting, who = entry.meeting, identity_of(entry.case)
    words = body_of(meeting).category_label(category_now(entry))
    block = particulars(entry.case, who, words, meeting.held_on)
    return Printed(who.name, block, other_lists(known) if known else ())


def other_lists(known: KnownChild, but: ListName = ListName.MASE) -> tuple[str, ...]:
    """The line of the other lists, then what the rules found."""
    line = also_on(known.says, but)
    return (*((line,) if line else ()), *(finding.sentence for finding in known.findings))
