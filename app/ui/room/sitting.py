"""The meeting that is open in the room: what every part of the screen shares."""

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.calendar import day_words
from app.domain.meetings import MeetingState
from app.errors import Refused
from app.services.desk import Desk
from app.services.room.room import ChildStop, EntryLine, RoomItem, RoomView
from app.ui.frame import Navigator
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.theme import Tone

CLOSING = "closing"
ENTRY = "entry:"
CHILD = "child:"
CASES = "cases"
MINUTING = "save notes"
NOT_BEGUN = (
    "This meeting has not begun, and as a viewer you cannot open it: look in again once it is under way."
)
Result = TypeVar("Result")
_TONES: dict[str, Tone] = {"accent": "accent", "red": "red", "amber": "amber", "green": "green"}
_YEAR = 5  # " 2026" at the end of a day in words


def tone_of(word: str) -> Tone:
    """A badge's tone as the services name it; they say "plain" for grey."""
    return _TONES.get(word, "grey")


def entry_key(entry_id: int) -> str:
    """The key of a case among the stops of the agenda."""
    return f"{ENTRY}{entry_id}"


def entry_of(key: str) -> int | None:
    """The case of such a key; None for an item."""
    return int(key.removeprefix(ENTRY)) if key.startswith(ENTRY) else None


def child_key(note_id: int) -> str:
    """The key of a child that the meeting goes through without deciding a case."""
    return f"{CHILD}{note_id}"


def child_of(key: str) -> int | None:
    """The child's note of such a key; None for anything else."""
    return int(key.removeprefix(CHILD)) if key.startswith(CHILD) else None


def short_day(day: datetime) -> str:
    """Day and clock for the strip: "Fri 27 Nov · 10:42"."""
    return f"{day_words(day.date())[:-_YEAR]} · {day:%H:%M}"


def _begun(view: RoomView) -> bool:
    state = MeetingState(view.meeting.state)
    return state is MeetingState.OPEN or state.held


class Sitting(QObject):
    """Desk, token and the last look at the meeting. `looked` follows each new look.

    `token` marks our own writes: the field that wrote does not reload under its cursor.
    """

    looked = Signal()
    acted = Signal()

    def __init__(self, desk: Desk, navigator: Navigator, token: str, parent: QObject) -> None:
        super().__init__(parent)
        self.desk, self.navigator, self.token = desk, navigator, token
        self.saver = Saver(self)
        self.meeting_id = 0
        self._writes = True
        self._view: RoomView | None = None

    @property
    def view(self) -> RoomView:
        """The last look; there is none before a meeting was entered."""
        assert self._view is not None
        return self._view

    @property
    def ready(self) -> bool:
        """Whether a meeting is in the room."""
        return self._view is not None

    @property
    def writes(self) -> bool:
        """Whether whoever is in may minute at all; a viewer only looks on."""
        return self._writes

    @property
    def editable(self) -> bool:
        """Whether its minutes may still change, by whoever is in."""
        return self._writes and self.view.editable

    @property
    def running(self) -> bool:
        """Whether it is under way now."""
        return self.view.meeting.state == MeetingState.OPEN

    def enter(self, meeting_id: int) -> None:
        """Open this meeting, or look at it once it is over."""
        self._writes = self.desk.operators.may(MINUTING)
        if self._writes:
            self.desk.room.enter(meeting_id, self.token)
        elif not _begun(self.desk.room.view(meeting_id)):
            raise Refused(NOT_BEGUN)
        self._view = self.desk.room.view(meeting_id)
        self.meeting_id = meeting_id

    def look(self) -> None:
        """Read the whole room again."""
        self._view = self.desk.room.view(self.meeting_id)
        self.looked.emit()

    def act(self, widget: QWidget, work: Callable[[], object]) -> bool:
        """Do something to the meeting, then look again; a refusal is told in the room."""
        with guarded(widget) as act:
            work()
        if act.ok:
            self.look()
            self.acted.emit()
        return act.ok

    def has_cases(self) -> bool:
        """Whether this body goes through its cases one by one."""
        return bool(self.view.groups)

    def lines(self) -> tuple[EntryLine, ...]:
        """Every case in the order of the agenda."""
        return tuple(line for group in self.view.groups for line in group.entries)

    def beneath(self, item: RoomItem) -> tuple[tuple[str, EntryLine | ChildStop], ...]:
        """The stops that stand under an item in the list at the left: its cases, or its children."""
        if item.content == CASES and self.has_cases():
            return tuple((entry_key(line.entry_id), line) for line in self.lines())
        return tuple((child_key(one.note_id), one) for one in self.view.children.get(item.key, ()))

    def item(self, key: str) -> RoomItem | None:
        """An item of the agenda by its key."""
        return next((item for item in self.view.items if item.key == key), None)

    def stops(self) -> tuple[str, ...]:
        """Where the agenda halts, in order: its items, the cases in place of theirs, and the close."""
        found: list[str] = []
        for item in self.view.items:
            if item.content != CASES or not self.has_cases():
                found.append(item.key)
            found += [key for key, _ in self.beneath(item)]
        return (*found, CLOSING)

    def stop(self, key: str) -> str:
        """The key itself if it is a stop; the item of the cases leads to its first undecided case."""
        stops = self.stops()
        if key in stops:
            return key
        item = self.item(key)
        if item is not None and item.content == CASES and self.lines():
            lines = self.lines()
            return entry_key(next((line for line in lines if not line.decided), lines[0]).entry_id)
        return stops[0]

    def number(self, key: str) -> int:
        """The agenda's number of a stop; 0 for the close."""
        if entry_of(key) is not None:
            return next((item.number for item in self.view.items if item.content == CASES), 0)
        item = self.home(key)
        return item.number if item else 0

    def home(self, key: str) -> RoomItem | None:
        """The item of a stop: itself, or the one that a child stands under."""
        if child_of(key) is None:
            return self.item(key)
        under = (item for item in self.view.items if key in dict(self.beneath(item)))
        return next(under, None)

    def allowance(self, key: str) -> int:
        """Seconds the profile gives a stop; cases and children share theirs. 0 where it sets none."""
        number = self.number(key)
        minutes = next((item.minutes for item in self.view.items if item.number == number), 0)
        return minutes * 60 // max(self._sharing(key), 1)

    def _sharing(self, key: str) -> int:
        """Among how many the time of an item is shared."""
        if entry_of(key) is not None:
            return len(self.lines())
        item = self.home(key)
        return len(self.beneath(item)) if item is not None and child_of(key) is not None else 1

    def agencies(self) -> tuple[str, ...]:
        """The agencies at this table, once each."""
        return tuple(dict.fromkeys(seat.agency for seat in self.view.body.seats))
