"""The meeting room at a glance: its agenda, its cases, and how far it has come."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby

from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.profiles import Body
from app.domain.quorum import Quorum
from app.models import Meeting, MonthlyEntry
from app.services.months.meeting_rows import MeetingRow
from app.services.room.action_rows import DONE, to_review
from app.services.room.agenda_items import RATIFY, items_at
from app.services.room.children import ChildStop
from app.services.room.entry_views import category_now
from app.services.room.item_notes import notes_of
from app.services.room.quorum_choices import ChoiceView
from app.services.room.ratifying import ratify_rows
from app.services.room.room_closing import is_decided
from app.services.room.statement import read_words

ALL_LISTS = len(ListName)


@dataclass(frozen=True)
class RoomItem:
    """One line of the agenda; `note` is a short figure beside it ("12 of 12")."""

    key: str
    number: int
    title: str
    content: str
    done: bool
    note: str
    minutes: int = 0


@dataclass(frozen=True)
class EntryLine:
    """One child in the list at the left; `badge_text` is the category, or "3 lists" (P36)."""

    entry_id: int
    case_id: int
    name: str
    short_name: str
    badge_text: str
    tone: str
    decided: bool
    seen: bool
    three_lists: bool
    has_reason: bool = False


@dataclass(frozen=True)
class RoomGroup:
    """Children under one heading of the case order."""

    title: str
    entries: tuple[EntryLine, ...]


@dataclass(frozen=True)
class RoomView:
    """Where the meeting stands. `current` is an item's key or "entry:12"; the window reopens there.

    `waiting` onward referrals are neither answered nor carried over; they stand on the first item's page.
    `children` are those gone through one by one, by the key of their item.
    `choice` is how it goes on without a quorum, None while it has one or nobody has said; `quorum_log` is how
    that was lost and regained; `in_hand` is what is being dealt with, whatever is looked at meanwhile.
    """

    meeting: MeetingRow
    body: Body
    quorum: Quorum
    items: tuple[RoomItem, ...]
    groups: tuple[RoomGroup, ...]
    statement_read: str
    current: str
    editable: bool
    undecided: int
    waiting: int = 0
    children: Mapping[str, tuple[ChildStop, ...]] = field(default_factory=dict)
    choice: ChoiceView | None = None
    quorum_log: tuple[str, ...] = ()
    in_hand: str = ""


def room_items(
    session: Session, meeting: Meeting, body: Body, entries: list[MonthlyEntry], today: date
) -> tuple[RoomItem, ...]:
    """The agenda with what has been dealt with; a figure beside the statement, the actions and the cases."""
    ticked = {key for key, note in notes_of(session, meeting.id).items() if note.done}
    review = to_review(session, meeting, today)
    decided = sum(map(is_decided, entries))
    waiting = ratify_rows(session, meeting)
    said = sum(bool(row.outcome) for row in waiting)
    counts: Mapping[str, Callable[[], tuple[bool, str]]] = {
        "statement": lambda: (meeting.statement_read_at is not None, read_words(meeting)),
        "actions": lambda: (False, _of(sum(row.state == DONE for row in review), len(review))),
        RATIFY.content: lambda: (bool(waiting) and said == len(waiting), _of(said, len(waiting))),
        "cases": lambda: (bool(entries) and decided == len(entries), _of(decided, len(entries))),
    }
    found = []
    for number, item in enumerate(items_at(session, meeting), start=1):
        done, note = counts.get(item.content, lambda: (False, ""))()
        ticks = done or item.key in ticked
        found.append(RoomItem(item.key, number, item.title, item.content, ticks, note, item.minutes))
    return tuple(found)


def with_waiting(items: tuple[RoomItem, ...], waiting: int) -> tuple[RoomItem, ...]:
    """The agenda with what waits for an answer beside its first item, on whose page it stands."""
    if not waiting or not items:
        return items
    first, *rest = items
    return (replace(first, note=first.note or f"{waiting} to answer"), *rest)


def with_children(
    items: tuple[RoomItem, ...], children: Mapping[str, tuple[ChildStop, ...]]
) -> tuple[RoomItem, ...]:
    """The agenda with how many of an item's children were looked at."""
    return tuple(
        replace(item, note=_of(sum(one.seen for one in children[item.key]), len(children[item.key])))
        if item.key in children
        else item
        for item in items
    )


def _of(done: int, total: int) -> str:
    return f"{done} of {total}" if total else ""


def room_groups(entries: list[MonthlyEntry], body: Body, on_all: Collection[int]) -> tuple[RoomGroup, ...]:
    """The cases under their headings, in the order of the agenda."""
    grouped = groupby(entries, key=lambda entry: entry.group_title)
    return tuple(
        RoomGroup(title, tuple(_entry_line(entry, body, entry.case_id in on_all) for entry in found))
        for title, found in grouped
    )


def _entry_line(entry: MonthlyEntry, body: Body, on_all: bool) -> EntryLine:
    who, code = entry.case.subject.identity, category_now(entry)
    short = {category.code: category.short for category in body.categories}
    tone = "accent" if code else "grey"
    badge = ("No category", "amber") if code is None else (short.get(code, str(code)), tone)
    text, tone = (f"{ALL_LISTS} lists", "red") if on_all else badge
    return EntryLine(
        entry.id,
        entry.case_id,
        who.name,
        who.short_name,
        text,
        tone,
        is_decided(entry),
        entry.seen,
        on_all,
        bool(entry.undecided_reason),
    )
