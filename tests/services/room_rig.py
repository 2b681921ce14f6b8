"""The services of the meeting room over one temporary store."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.attendance import Standing
from app.services.areas import Areas
from app.services.clock import Clock
from app.services.months.planner import Planner
from app.services.papers.documents import Documents
from app.services.people.crosschecking import CrossCheck
from app.services.people.who import Who
from app.services.room.actions import Actions
from app.services.room.decisions import Decisions
from app.services.room.live_minutes import LiveMinutes
from app.services.room.register import RegisterOfAttendance
from app.services.room.room import Room
from app.store.store import Store
from tests.builders import MEETING_DAY, a_clock, a_store

DECEMBER = date(2026, 12, 18)


@dataclass
class Rig:
    """Everything a test of the meeting asks for."""

    store: Store
    room: Room
    register: RegisterOfAttendance
    minutes: LiveMinutes
    decisions: Decisions
    actions: Actions
    documents: Documents
    planner: Planner
    areas: Areas

    def quorate(self, meeting_id: int) -> None:
        """Everybody with a seat of their own comes and signs."""
        for row in self.register.rows(meeting_id):
            if not row.invited:
                self.register.set_name(row.attendance_id, f"Holder of {row.seat_key}")
                self.register.set_standing(row.attendance_id, Standing.PRESENT)
                self.register.sign(row.attendance_id)

    def entry_ids(self, meeting_id: int) -> dict[str, int]:
        """The meeting's cases by child's name."""
        view = self.room.view(meeting_id)
        return {line.name: line.entry_id for group in view.groups for line in group.entries}

    def on(self, day: date) -> "Rig":
        """The same store on another day."""
        return services(self.store, a_clock(day))

    def hold(self, meeting_id: int, decision: str = "continue") -> None:
        """A whole meeting, or the rest of one, in which everything is decided alike."""
        self.room.enter(meeting_id)
        self.quorate(meeting_id)
        for entry_id in self.entry_ids(meeting_id).values():
            self.decisions.decide(entry_id, decision, "Agreed by all.")
        self.room.close(meeting_id)


def a_room(store: Store) -> Room:
    """The meeting room alone, on the meeting's day."""
    return services(store, a_clock()).room


def services(store: Store, clock: Clock) -> Rig:
    """The services over a store that is already open."""
    areas = Areas(store, clock)
    knows = CrossCheck(store, clock, Who(store, clock))
    return Rig(
        store,
        Room(store, clock, knows, areas),
        RegisterOfAttendance(store, clock),
        LiveMinutes(store),
        Decisions(store, clock),
        Actions(store, clock),
        Documents(store, clock, knows, areas),
        Planner(store, clock),
        areas,
    )


def a_rig(folder: Path, on: date = MEETING_DAY) -> Rig:
    """The services over a new store on a day."""
    return services(a_store(folder), a_clock(on))
