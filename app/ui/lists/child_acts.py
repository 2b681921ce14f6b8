"""What one does on a child's page: off a list and on again, a record taken back, the child taken apart."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from app.ui.frame import Navigator
from app.ui.lists.child_page import ChildPageView
from app.ui.problems import guarded

INITIATOR = "take-apart"


class ChildActs(QObject):
    """`parted` carries the person to show once a child was taken apart."""

    parted = Signal(int)

    def __init__(
        self, desk: Desk, navigator: Navigator, page: ChildPageView, person: Callable[[], int | None]
    ) -> None:
        super().__init__(page)
        self._desk, self._navigator, self._page, self._person = desk, navigator, page, person
        page.apart.connect(self._begin_parting)
        page.parting.wanted.connect(self._take_apart)
        page.spells.leave.connect(self._leave)
        page.spells.stay.connect(self._stay)
        page.by_hand.back.connect(self._take_back)

    def _leave(self, subject_id: int, reason: str, on: date | None) -> None:
        with guarded(self._page):
            self._desk.by_hand.leave_list(subject_id, reason, on)

    def _stay(self, subject_id: int) -> None:
        with guarded(self._page):
            self._desk.by_hand.stay_on_list(subject_id)

    def _take_back(self, source_id: int, reason: str) -> None:
        with guarded(self._page) as act:
            self._desk.by_hand.take_back(source_id, reason)
        if act.ok:
            self._navigator.say("The record is taken back; the lists are as they were without it.", "green")

    def _begin_parting(self) -> None:
        person = self._person()
        if person is not None:
            self._page.parting.show_parts(self._desk.who.parts(person))
            self._page.to_top()

    def _take_apart(self, stay: tuple[int, ...], go: tuple[int, ...], reason: str) -> None:
        people: tuple[int, ...] = ()
        with guarded(self._page) as act:
            people = self._desk.who.take_apart(self._person() or 0, (stay, go), reason, INITIATOR)
        if act.ok and people:
            self._page.parting.hide()
            self.parted.emit(people[0])
            self._navigator.say("They are two children again; the other one stands in the list too.", "green")
