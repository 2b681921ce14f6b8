"""The desk: one unlocked store with every service over it, and the doors to open or make one."""

from collections.abc import Callable, Mapping
from pathlib import Path

from app.changes import Changes
from app.domain.list_labels import ListLabels
from app.errors import Refused
from app.services.areas import Areas
from app.services.bodies.attendance_figures import AttendanceFigures
from app.services.bodies.members import Members
from app.services.bodies.rules import Rules
from app.services.clock import Clock, system_clock
from app.services.education.register import EducationRegister
from app.services.keeping.checking import Checking
from app.services.keeping.history import History
from app.services.keeping.operators import Operators
from app.services.keeping.retention import Retention
from app.services.lists.by_hand import ByHand
from app.services.lists.earlier_files import EarlierFiles
from app.services.lists.intake import Intake
from app.services.lists.layouts import Layouts
from app.services.missing.comparing import Comparing
from app.services.missing.episodes import MissingEpisodes
from app.services.missing.figures import MissingFigureBook
from app.services.missing.records import MissingRecords
from app.services.missing.safety import Safety
from app.services.months.calendars import Calendars
from app.services.months.compliance import Compliance
from app.services.months.duties import Duties
from app.services.months.home import Home
from app.services.months.papers import Papers
from app.services.months.planner import Planner
from app.services.months.plans import Plans
from app.services.months.working_days import WorkingDays
from app.services.papers.documents import Documents
from app.services.pathway.cases import CaseLife
from app.services.pathway.prefill import Prefill
from app.services.pathway.referrals import Pathway
from app.services.people.children import Children
from app.services.people.crosschecking import CrossCheck
from app.services.people.finder import Finder, Hit
from app.services.people.lookalikes import Lookalikes
from app.services.people.looks import Looks
from app.services.people.who import Who
from app.services.referrals.onward import Onward
from app.services.room.actions import Actions
from app.services.room.decisions import Decisions
from app.services.room.first_mention import FirstMentions
from app.services.room.live_minutes import LiveMinutes
from app.services.room.ratifying import Ratifying
from app.services.room.register import RegisterOfAttendance
from app.services.room.room import Room
from app.services.room.seat_notes import SeatNotes
from app.services.room.without_quorum import WithoutQuorum
from app.store import cipher, keys
from app.store.keys import Cost, OperatorSlot
from app.store.opening import create_store, open_store, open_with_recovery
from app.store.store import Store

CHAIR = "chair"


class Desk:
    """Everything a window or the command line needs of an open store."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.areas = Areas(store, clock)
        self.rules = Rules(store, clock)
        self.intake = Intake(store, clock)
        self.layouts = Layouts(store, clock)
        self.earlier_files = EarlierFiles(store)
        self.by_hand = ByHand(store, clock)
        self.who = Who(store, clock)
        self.crosscheck = CrossCheck(store, clock, self.who)
        self.children = Children(store, clock, self.crosscheck)
        self.finder = Finder(store)
        self.lookalikes = Lookalikes(store, clock)
        self.checking = Checking(store)
        self.planner = Planner(store, clock)
        self.papers = Papers(store, clock)
        self.plans = Plans(store, clock)
        self.duties = Duties(store, clock)
        self.compliance = Compliance(store, clock)
        self.calendars = Calendars(store, clock)
        self.working_days = WorkingDays(store, clock)
        self.members = Members(store, clock)
        self.attendance = AttendanceFigures(store)
        self.register = RegisterOfAttendance(store, clock)
        self.seat_notes = SeatNotes(store, clock)
        self.without_quorum = WithoutQuorum(store, clock, self.crosscheck)
        self.ratifying = Ratifying(store, clock)
        self.room = Room(store, clock, self.crosscheck, self.areas)
        self.minutes = LiveMinutes(store)
        self.decisions = Decisions(store, clock)
        self.actions = Actions(store, clock)
        self.onward = Onward(store, clock)
        self.education = EducationRegister(store, clock)
        self.pathway = Pathway(store, clock)
        self.prefill = Prefill(store)
        self.case_life = CaseLife(store, clock)
        self.first_mentions = FirstMentions(store)
        self.documents = Documents(store, clock, self.crosscheck, self.areas)
        self.operators = Operators(store)
        self.history = History(store)
        self.looks = Looks(store, clock)
        self.retention = Retention(store, clock)
        self.missing = MissingEpisodes(store, clock)
        self.missing_records = MissingRecords(store, clock)
        self.missing_figures = MissingFigureBook(store, clock)
        self.comparing = Comparing(store, clock, self.intake)
        self.safety = Safety(store, clock)
        self.home = Home(store, clock, self.crosscheck, self.who, self.planner)

    @property
    def area_name(self) -> str:
        """The area this store serves, as it calls itself."""
        return self.areas.area().name

    @property
    def marking(self) -> str:
        """The protective marking of the area's documents."""
        return next((body.marking for body in self.areas.area().bodies), "OFFICIAL-SENSITIVE")

    @property
    def list_labels(self) -> ListLabels:
        """What each list is called today."""
        return self.areas.list_labels()

    @property
    def operator(self) -> str:
        """Who is in."""
        return self.store.operator

    def search(self, text: str) -> tuple[Hit, ...]:
        """What Ctrl+K finds."""
        return self.finder.search(text)

    def on_change(self, listener: Callable[[Changes], None]) -> None:
        """Call `listener` after each commit, in the thread that committed."""
        self.store.listen(listener)

    def counts(self) -> Mapping[str, int]:
        """The numbers beside the rail: overdue actions, pairs to decide."""
        overdue = self.actions.overdue_by_agency(self.clock.today())
        return {"actions": sum(line.overdue for line in overdue), "crosscheck": self.who.waiting()}

    def second(self) -> "Desk":
        """The same desk on a connection of its own, for a worker; close it when the work is done."""
        return Desk(self.store.second(), self.clock)

    def close(self) -> None:
        """Lock the store and forget its key."""
        self.store.close()


def operators(path: Path) -> tuple[OperatorSlot, ...]:
    """Who can open a store, readable without a passphrase."""
    return keys.operators(path)


def create_desk(
    path: Path,
    profile: str,
    operator: str,
    passphrase: str,
    role: str = CHAIR,
    cost: Cost | None = None,
    clock: Clock | None = None,
) -> tuple[Desk, str]:
    """A new store for an area; answers the desk and the recovery code, which is shown once."""
    if profile not in [code for code, _ in Areas.available()]:
        known = ", ".join(code for code, _ in Areas.available())
        raise Refused(f"There is no profile of that name; there are: {known}.")
    store, code = create_store(path, operator, role, passphrase, cost)
    desk = Desk(store, clock or system_clock())
    desk.areas.install(profile)
    return desk, code


def open_desk(
    path: Path, operator: str, passphrase: str, clock: Clock | None = None, *, quietly: bool = False
) -> Desk:
    """Unlock a store with an operator's passphrase."""
    return Desk(open_store(path, operator, passphrase, quietly=quietly), clock or system_clock())


def recover_desk(path: Path, code: str, clock: Clock | None = None) -> Desk:
    """Unlock a store with the printed recovery code."""
    return Desk(open_with_recovery(path, code), clock or system_clock())


def prove(path: Path, operator: str, passphrase: str) -> None:
    """Whether the passphrase is right, for a window that is locked over a store still open.

    Raises `WrongPassphrase` when it is not.
    """
    keys.unlock(path, operator, passphrase).forget()


def prove_recovery(path: Path, code: str) -> None:
    """The same for the recovery code; only the store itself can tell whether a code fits."""
    held = keys.unlock_with_recovery(path, code)
    cipher.connect(path, held.db_key_hex, create=False).close()
    held.forget()
