"""A child's page: who, why it matters, what each list says, the time line, and every record."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.domain.lists import ListName
from app.services.people.children import CaseLine, ChildPage, DiscussedLine, EntryLine, EpisodeLine
from app.services.room.action_rows import ActionRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.child_tables import (
    ACTIONS,
    CASES,
    DISCUSSED,
    ENTRIES,
    RISKS,
    episode_columns,
    side_by_side,
)
from app.ui.lists.lanes import Event, Lanes
from app.ui.lists.words import born_words, hours_words, list_marks, month_day
from app.ui.month.shelf import Shelf
from app.ui.month.words import SEVERITIES, count_words
from app.ui.tables import Table
from app.ui.widgets import (
    BadgeRow,
    Button,
    Card,
    FindingRow,
    NameLabel,
    Scroller,
    clear,
    column,
    label,
    row,
)

_LANE_OF = {name.value: name for name in ListName}


def events_of(page: ChildPage) -> tuple[Event, ...]:
    """Episodes on the lane of MisPer, meetings on the lane of their list."""
    episodes = [
        Event(
            ListName.MISPER,
            one.reported.date(),
            f"{one.classed or 'missing'} {month_day(one.reported.date())}, away {hours_words(one.hours)}"
            + (f", {one.risk} risk" if one.risk else "")
            + (f", found at {one.found}" if one.found else ""),
            RISKS.get(one.risk, "grey"),
        )
        for one in page.episodes
        if one.reported is not None
    ]
    meetings = [
        Event(
            _LANE_OF.get(one.kind, ListName.MASE),
            one.on,
            f"{one.body} met on {month_day(one.on)}: {one.decision or 'no decision yet'}",
            "accent",
            square=True,
        )
        for one in page.discussed
    ]
    return (*episodes, *meetings)


class ChildPageView(Scroller):
    """`left` goes back to the list; `meeting` and `action` carry the id of what a person opened."""

    left = Signal()
    meeting = Signal(int)
    action = Signal(int)

    def __init__(self, today: date) -> None:
        super().__init__(name="The child's page")
        self._today = today
        self.back = Button("‹ Children", "quiet", key="Esc", on=self.left.emit)
        self._name = NameLabel("", "title")
        self._who = label("", "note")
        self._also = NameLabel("", "note")
        self._badges = BadgeRow()
        self.lanes = Lanes()
        self._sides = Card("What each list says")
        self._findings = Card("Why it matters")
        self._make_tables()
        self._lay_out()

    def _make_tables(self) -> None:
        self.episodes = Table[EpisodeLine](
            "Missing episodes", episode_columns(self._today), key=lambda one: one.reference, fit=True
        )
        self.cases = Table[CaseLine]("Cases", CASES, key=lambda one: one.case_id, fit=True)
        self.entries = Table[EntryLine]("Register", ENTRIES, key=lambda one: one, fit=True)
        self.discussed = Table[DiscussedLine]("Meetings", DISCUSSED, key=lambda one: one.meeting_id, fit=True)
        self.agreed = Table[ActionRow]("Actions", ACTIONS, key=lambda one: one.id, fit=True)
        self._cards: dict[str, Card] = {
            "episodes": Card("Missing episodes", "", self.episodes),
            "cases": Card(f"{called(ListName.MASE)} cases", "", self.cases),
            "entries": Card(f"{called(ListName.CME)} register", "", self.entries),
            "discussed": Card("Discussed at", "", self.discussed),
            "actions": Card("Actions", "", self.agreed),
        }
        for card in self._cards.values():
            card.body.addStretch(1)
        self.discussed.activated.connect(lambda one: self.meeting.emit(one.meeting_id))
        self.agreed.activated.connect(lambda one: self.action.emit(one.id))

    def _lay_out(self) -> None:
        words = column(row(self._name, self._who, None, gap=12), self._also, gap=0)
        head = row(gap=theme.WIDE)
        head.addLayout(words, 1)
        head.addWidget(self.back)
        top = column(head, self._badges, gap=theme.TIGHT)
        self.body.addLayout(top)
        self.body.addWidget(Card("On the lists", "", self.lanes))
        self._upper = Shelf((self._sides, 3), (self._findings, 2), least=840)
        self._lower = Shelf((self._cards["cases"], 1), (self._cards["entries"], 1), least=840)
        self._last = Shelf((self._cards["discussed"], 1), (self._cards["actions"], 1), least=840)
        for part in (self._upper, self._cards["episodes"], self._lower, self._last):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_child(self, page: ChildPage) -> None:
        """Show this child, from the top."""
        self._name.set_text(page.name)
        self._who.setText(born_words(page.born, page.age))
        self._also.set_text(f"also known as {', '.join(page.aliases)}" if page.aliases else "")
        self._also.setVisible(bool(page.aliases))
        self._badges.set_marks(list_marks(page.badges))
        self.lanes.show_life(page.spells, events_of(page), self._today)
        _fill(self._sides.body, side_by_side(page.identities))
        findings = [
            FindingRow(SEVERITIES[one.severity], one.sentence, f"{one.rule} · {one.source}")
            for one in page.findings
        ]
        nothing = label("No rule has anything to say about this child now.", "note", wrap=True)
        _fill(self._findings.body, *(findings or (nothing,)))
        self._findings.body.addStretch(1)
        self._fill_tables(page)
        self.verticalScrollBar().setValue(0)

    def _fill_tables(self, page: ChildPage) -> None:
        self.episodes.set_rows(page.episodes)
        self.cases.set_rows(page.cases)
        self.entries.set_rows(page.register)
        self.discussed.set_rows(page.discussed)
        self.agreed.set_rows(page.actions)
        hours = sum(one.hours or 0 for one in page.episodes)
        away = f", {hours_words(hours)} away in all" if hours else ""
        counts = {
            "episodes": count_words(len(page.episodes), "episode") + away,
            "cases": count_words(len(page.cases), "case"),
            "entries": count_words(len(page.register), "entry", "entries"),
            "discussed": count_words(len(page.discussed), "meeting"),
            "actions": count_words(len(page.actions), "action"),
        }
        tables: tuple[Table[Any], ...] = (
            self.episodes,
            self.cases,
            self.entries,
            self.discussed,
            self.agreed,
        )
        for (key, card), table in zip(self._cards.items(), tables, strict=True):
            card.set_title(card.accessibleName().partition(",")[0], counts[key])
            card.setVisible(bool(table.rows()))
        for shelf, keys in ((self._lower, ("cases", "entries")), (self._last, ("discussed", "actions"))):
            shelf.setVisible(any(not self._cards[key].isHidden() for key in keys))


def _fill(box: QLayout, *parts: QWidget) -> None:
    clear(box)
    for part in parts:
        box.addWidget(part)
