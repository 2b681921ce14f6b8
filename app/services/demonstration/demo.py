"""The demo store: invented people, and three months of lists and meetings made through the services."""

import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path

from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.errors import Refused, WrongPassphrase
from app.services.clock import Clock, system_clock
from app.services.demonstration.concerns import raise_concerns
from app.services.demonstration.deliveries import Deliveries
from app.services.demonstration.diary import Diary, Timepiece, local
from app.services.demonstration.lists import Lists
from app.services.demonstration.meetings import Meetings, held_by
from app.services.demonstration.missing import MissingChildren
from app.services.demonstration.people import Material, material, months_on, workday
from app.services.demonstration.room import sit_down
from app.services.desk import Desk, create_desk, operators, prove
from app.services.months.meeting_rows import MeetingRow
from app.store.keys import Cost

DEMO_NAME = "demo.chairside"
DEMO_OPERATOR = "Dana Marsh"
DEMO_PASSPHRASE = "copper kettle market bridge"  # public: everybody in the demo is invented
DEMO_AREA = "kingston-richmond"
_MONTHS = (-2, -1, 0)
_OLDEST = 2  # the script of the first month, where a meeting lacks its quorum
_EARLIER = timedelta(days=25)  # the store is made, and its first papers go out, before the first month
_OWNERS = {"cme": ListName.CME, "misper": ListName.MISPER, "mase": ListName.MASE}


@dataclass(frozen=True)
class DemoStore:
    """A demo store and who may open it."""

    path: Path
    operator: str
    passphrase: str


def is_demo(path: Path) -> bool:
    """Whether a store is the demo, by name, operator and passphrase, so that it may open without asking."""
    if path.name != DEMO_NAME:
        return False
    try:
        if [one.name for one in operators(path)] != [DEMO_OPERATOR]:
            return False
        prove(path, DEMO_OPERATOR, DEMO_PASSPHRASE)
    except (Refused, WrongPassphrase):
        return False
    return True


def make_demo(path: Path, clock: Clock | None = None, cost: Cost | None = None) -> DemoStore:
    """Make the demo store for the day of `clock`; the same day gives the same children, lists and minutes.

    It appears whole or not at all. Raises `Refused` where there is a file already. The passphrase is
    public, so its key costs only the least that is allowed unless `cost` says otherwise.
    """
    if path.exists():
        raise Refused("There is already a file of that name; choose another, nothing was overwritten.")
    if not path.parent.is_dir():
        raise Refused("The folder of that file is not there: check the name, or make the folder first.")
    with tempfile.TemporaryDirectory(prefix=".chairside-demo-", dir=path.parent) as folder:
        made = Path(folder) / path.name
        _tell(made, clock or system_clock(), cost or Cost.floor())
        # The store itself last: a demo that was interrupted is simply not there.
        for file in sorted(Path(folder).iterdir(), key=lambda file: file == made):
            os.replace(file, path.parent / file.name)
    return DemoStore(path, DEMO_OPERATOR, DEMO_PASSPHRASE)


def open_the_room(desk: Desk) -> int:
    """Open the next MASE of the demo on its own day and get as far as the second case; answers its id."""
    coming = (MeetingState.PLANNED, MeetingState.PAPERS_OUT)
    mases = [row for row in desk.planner.meetings() if row.body_kind == "mase" and row.state in coming]
    if not mases:
        raise Refused("No MASE is planned in this store; plan a month first.")
    meeting = min(mases, key=lambda row: row.on)
    sit_down(desk.store, meeting, material(desk.clock.today()))
    return meeting.id


def _tell(path: Path, clock: Clock, cost: Cost) -> None:
    today, now = clock.today(), clock.now()
    first = months_on(today.replace(day=1), _MONTHS[0])
    timepiece = Timepiece(local(workday(first - _EARLIER), time(9, 0)), now)
    desk, _ = create_desk(path, DEMO_AREA, DEMO_OPERATOR, DEMO_PASSPHRASE, cost=cost, clock=timepiece.clock)
    try:
        _Story(desk, timepiece, clock, material(today)).tell()
    finally:
        with suppress(Refused):
            desk.close()


class _Story:
    """Three months, entered in a diary and then lived through."""

    def __init__(self, desk: Desk, timepiece: Timepiece, clock: Clock, told: Material) -> None:
        self._desk, self._told = desk, told
        self._timepiece = timepiece
        self._today, self._local = clock.today(), clock.local()
        self._diary = Diary(timepiece, clock.now())
        self._meetings = Meetings(desk, timepiece, self._diary, told)
        self._months = [self._plan(offset) for offset in _MONTHS]
        lists = Lists(told, self._today, self._closings())
        self._deliveries = Deliveries(desk, timepiece, lists, told.texts["queue"])

    def tell(self) -> None:
        """Live through it, and plan the month to come."""
        for number, meetings in enumerate(self._months):
            for meeting in meetings:
                back = self._back(meeting)
                script = back if number else _OLDEST
                self._meetings.follow(meeting, back, script)
                self._deliver(meeting, number)
        self._deliver_again()
        self._diary.run()
        self._timepiece.set(local(self._today, self._local.time()))
        MissingChildren(self._desk, self._told).record()
        self._send_reports()
        raise_concerns(self._desk, self._today)
        self._plan(1)

    def _send_reports(self) -> None:
        """Every report that was due has gone out, but the last one."""
        due = [row for row in self._desk.duties.rows() if row.done_on is None and row.due < self._today]
        for row in due[1:]:
            day = workday(row.due - timedelta(days=1))
            self._desk.duties.done(row.body_code, row.key, row.period_on, day, row.to)

    def _plan(self, offset: int) -> tuple[MeetingRow, ...]:
        month = months_on(self._today.replace(day=1), offset)
        return self._desk.planner.plan(month.year, month.month)

    def _of(self, body_code: str) -> list[MeetingRow]:
        """The meetings of a body that are over by now, the last first."""
        moment = self._local.date(), self._local.time()
        every = [meeting for month in self._months for meeting in month if meeting.body_code == body_code]
        return [meeting for meeting in reversed(every) if held_by(meeting, *moment)]

    def _back(self, meeting: MeetingRow) -> int | None:
        held = [other.id for other in self._of(meeting.body_code)]
        return held.index(meeting.id) if meeting.id in held else None

    def _closings(self) -> dict[int, date]:
        code = next(row.body_code for row in self._months[0] if row.body_kind == "mase")
        return {number: meeting.on for number, meeting in enumerate(self._of(code)[:2], start=1)}

    def _deliver(self, meeting: MeetingRow, month: int) -> None:
        """Each list comes two days before its meeting; the MASE tracker, before the papers go out."""
        ready = meeting.agenda_due if meeting.body_kind == "mase" else meeting.on
        day = self._within(ready, meeting.on)
        self._bring(_OWNERS[meeting.body_kind], day, month)

    def _within(self, ready: date, meeting_on: date) -> date:
        """In the meeting's own month; early in the present one, the list has come by yesterday or today."""
        day = workday(ready - timedelta(days=2))
        first = meeting_on.replace(day=1)
        latest = self._today - timedelta(days=1) if self._today > first else self._today
        return min(max(day, first), max(latest, first))

    def _deliver_again(self) -> None:
        """The police send the missing return anew, as it stood last night."""
        yesterday = self._today - timedelta(days=1)
        came = next(row.on for row in self._months[-1] if row.body_kind == "misper")
        if yesterday.month == self._today.month and yesterday > self._within(came, came):
            self._bring(ListName.MISPER, yesterday, len(_MONTHS) - 1)

    def _bring(self, list_name: ListName, day: date, month: int) -> None:
        at = time(17, 0) if day < self._today else min(time(8, 30), self._local.time().replace(microsecond=0))
        self._diary.at(day, at, lambda: self._deliveries.bring(list_name, month))
