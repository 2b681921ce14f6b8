"""A meeting that runs by a clock which a test moves on."""

from datetime import UTC, date, datetime, time
from pathlib import Path

from app.domain.attendance import Standing
from app.domain.calendar import LONDON
from app.services.clock import Clock
from app.services.desk import Desk
from app.services.room.register import SeatRow
from tests.builders import MEETING_DAY, a_case, a_meeting, a_store

CORE = ("chair", "police", "csc-richmond", "csc-kingston", "health", "education")


class Sitting:
    """One KR-MASE meeting: 11 seats, 6 needed. It opens at 10:00."""

    def __init__(self, folder: Path, *children: str, body: str = "KR-MASE", area: str = "") -> None:
        self.at = datetime.combine(MEETING_DAY, time(10, 0), LONDON)
        clock = Clock(lambda: self.at.date(), lambda: self.at.astimezone(UTC))
        self.store = a_store(folder, area) if area else a_store(folder)
        self.desk = Desk(self.store, clock)
        for child in children:
            a_case(self.store, child)
        self.id = a_meeting(self.store, body_code=body)

    def open(self, *keys: str) -> None:
        """Enter the meeting with these seats filled, the statement read and the register signed."""
        self.desk.room.enter(self.id)
        for key in keys:
            self.desk.register.set_standing(self.row(key).attendance_id, Standing.PRESENT)
            self.desk.register.sign(self.row(key).attendance_id)
        self.desk.room.read_statement(self.id, "DI Hall")

    def clock(self, words: str, day: date | None = None) -> None:
        """Move on to "11:40", of another day if one is given."""
        self.at = datetime.combine(day or self.at.date(), time.fromisoformat(words), LONDON)

    def next_meeting(self, day: date) -> None:
        """Another meeting of the body, at ten on that day."""
        self.clock("10:00", day)
        self.id = a_meeting(self.store, day)

    def item(self, key: str) -> None:
        self.desk.room.set_current(self.id, key)

    def row(self, key: str) -> SeatRow:
        return next(row for row in self.desk.register.rows(self.id) if row.seat_key == key)

    def comes(self, key: str, standing: Standing = Standing.PRESENT) -> tuple[str, ...]:
        found = self.desk.register.set_standing(self.row(key).attendance_id, standing)
        return tuple(finding.rule for finding in found)

    def joins(self, key: str) -> None:
        self.comes(key)
        self.desk.register.sign(self.row(key).attendance_id)

    def goes(self, key: str) -> tuple[str, ...]:
        return tuple(one.rule for one in self.desk.register.leaves(self.row(key).attendance_id))

    def entry(self, name: str) -> int:
        groups = self.desk.room.view(self.id).groups
        return next(line.entry_id for group in groups for line in group.entries if line.name == name)

    def decide(self, name: str, decision: str = "continue", why: str = "Agreed by all.") -> None:
        self.desk.decisions.decide(self.entry(name), decision, why)

    @property
    def quorum(self) -> bool:
        return self.desk.register.quorum(self.id).met

    @property
    def log(self) -> tuple[str, ...]:
        return self.desk.room.view(self.id).quorum_log
