"""The services of the lists over one temporary store, and a month's deliveries in a line each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.domain.lists import ListName
from app.models import SourceRecord, Subject
from app.services.clock import Clock
from app.services.lists.intake import ImportResult, Intake
from app.services.lists.references import subject_of
from app.services.people.children import Children
from app.services.people.crosschecking import CrossCheck
from app.services.people.finder import Finder
from app.services.people.who import Who
from app.store.store import Store
from tests.builders import a_store, every
from tests.services.small_lists import CLOSED, CME, MASE, MISPER, Row, at, write

OCTOBER, NOVEMBER, DECEMBER = date(2026, 10, 21), date(2026, 11, 21), date(2026, 12, 21)
SHEETS = {ListName.MISPER: "Return", ListName.CME: "Richmond", ListName.MASE: "Current"}
HEADINGS = {ListName.MISPER: MISPER, ListName.CME: CME, ListName.MASE: MASE}


@dataclass
class Lists:
    """A store on a day, and the folder its files arrive in."""

    folder: Path
    store: Store
    clock: Clock
    who: Who
    crosscheck: CrossCheck
    children: Children
    finder: Finder

    @property
    def intake(self) -> Intake:
        return Intake(self.store, self.clock)

    def on(self, day: date) -> "Lists":
        """The same store on another day."""
        return over(self.folder, self.store, day)

    def book(self, list_name: ListName, *rows: Row, sheet: str = "", closed: Iterable[Row] = ()) -> Path:
        """An Excel file of a list with these rows; `closed` fills the sheet of closed cases."""
        sheets = {sheet or SHEETS[list_name]: (HEADINGS[list_name], rows)}
        if closed:
            sheets["Closed"] = (CLOSED, tuple(closed))
        return write(self.folder / f"{list_name}.xlsx", sheets)

    def take(
        self, list_name: ListName, *rows: Row, sheet: str = "", closed: Iterable[Row] = ()
    ) -> ImportResult:
        """Take in a file with these rows."""
        path = self.book(list_name, *rows, sheet=sheet, closed=closed)
        return self.intake.take_in(self.intake.preview(list_name, path))

    def subject(self, ref: str) -> Subject:
        """The subject behind `list:reference`."""
        wanted = subject_of(self.store, ref)
        return next(one for one in every(self.store, Subject) if one.id == wanted)

    def standing(self) -> list[SourceRecord]:
        """The newest record of each row."""
        return [one for one in every(self.store, SourceRecord) if one.replaced_by_id is None]


def over(folder: Path, store: Store, day: date) -> Lists:
    clock = at(day)
    who = Who(store, clock)
    crosscheck = CrossCheck(store, clock, who)
    children = Children(store, clock, crosscheck)
    return Lists(folder, store, clock, who, crosscheck, children, Finder(store))


def lists(folder: Path, day: date = NOVEMBER) -> Lists:
    """A new store of the area on a day."""
    return over(folder, a_store(folder), day)
