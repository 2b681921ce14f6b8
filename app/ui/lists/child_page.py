"""A child's page: who says who it is, the time line of the lists, and every record, with an index above."""

from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from app.domain.findings import Finding
from app.domain.lists import ListName
from app.services.papers.children_in import PaperRow
from app.services.people.child_lines import CaseLine, DiscussedLine, EntryLine, EpisodeLine
from app.services.people.children import ChildPage
from app.services.people.named import NamedLine
from app.services.room.action_rows import ActionRow
from app.ui import theme
from app.ui.called import called
from app.ui.lists.apart_card import ApartCard
from app.ui.lists.child_sections import Sections
from app.ui.lists.child_tables import (
    ACTIONS,
    CASES,
    DISCUSSED,
    ENTRIES,
    NAMED,
    RISKS,
    episode_columns,
    paper_columns,
)
from app.ui.lists.identity_card import ByHandCard, IdentityCard
from app.ui.lists.lanes import Event, Lanes
from app.ui.lists.spells_card import SpellsCard
from app.ui.lists.words import born_words, hours_words, list_marks, month_day
from app.ui.month.shelf import Shelf
from app.ui.month.words import count_words, finding_mark
from app.ui.tables import Table
from app.ui.widgets import Badge, BadgeRow, Button, Card, NameLabel, clear, column, label, row

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


class _Why(QWidget):
    """One finding on one line: what it is about, the sentence, and the rule in grey."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        mark = finding_mark(finding)
        about = QWidget()
        about.setLayout(row(Badge.of(mark), None))
        about.setFixedWidth(17 * theme.GAP)
        line = row(about, gap=theme.GAP)
        line.addWidget(label(finding.sentence, wrap=True), 1)
        line.addWidget(label(f"{finding.rule} · {finding.source}", "small"))
        self.setLayout(line)
        self.setAccessibleName(f"{mark.words}: {finding.sentence} {finding.rule}, {finding.source}")


class ChildPageView(Sections):
    """`left` goes back to the list; `meeting` and `action` carry the id of what a person opened.

    `further` asks for a record on a further list, `apart` for the rows this child is made of.
    """

    left = Signal()
    meeting = Signal(int)
    action = Signal(int)
    further = Signal()
    apart = Signal()

    def __init__(self, today: date) -> None:
        super().__init__("The child's page")
        self._today = today
        self.back = Button("‹ Children", "quiet", key="Esc", on=self.left.emit)
        self.add_to = Button("Add to a list", key="Ctrl+N", on=self.further.emit)
        self.take_apart = Button("Take apart…", "quiet", on=self.apart.emit)
        self._name = NameLabel("", "title")
        self._who = label("", "note")
        self._also = NameLabel("", "note", elide=True)
        self._badges = BadgeRow()
        self.parting = ApartCard()
        self.spells = SpellsCard()
        self.identity = IdentityCard()
        self.by_hand = ByHandCard(today)
        self._findings = Card("Why it matters")
        self._make_tables()
        self._lay_out()

    @property
    def lanes(self) -> Lanes:
        """The time line itself."""
        return self.spells.lanes

    def _make_tables(self) -> None:
        self.episodes = Table[EpisodeLine](
            "Missing episodes", episode_columns(self._today), key=lambda one: one.reference, fit=True
        )
        self.cases = Table[CaseLine]("Cases", CASES, key=lambda one: one.case_id, fit=True)
        self.entries = Table[EntryLine]("Register", ENTRIES, key=lambda one: one, fit=True)
        self.discussed = Table[DiscussedLine](
            "Meetings", DISCUSSED, key=lambda one: (one.meeting_id, one.about), fit=True
        )
        self.agreed = Table[ActionRow]("Actions", ACTIONS, key=lambda one: one.id, fit=True)
        self.named = Table[NamedLine]("People and places", NAMED, key=lambda one: one, fit=True)
        self.papers = Table[PaperRow](
            "Documents", paper_columns(self._today), key=lambda one: one.mark, fit=True
        )
        self._cards: dict[str, Card] = {
            "episodes": Card("Missing episodes", "", self.episodes),
            "cases": Card(f"{called(ListName.MASE)} cases", "", self.cases),
            "entries": Card(f"{called(ListName.CME)} register", "", self.entries),
            "discussed": Card("Meetings", "", self.discussed),
            "actions": Card("Actions", "", self.agreed),
            "named": Card("People and places", "", self.named),
            "papers": Card("Documents", "", self.papers),
        }
        self.discussed.activated.connect(lambda one: self.meeting.emit(one.meeting_id))
        self.agreed.activated.connect(lambda one: self.action.emit(one.id))
        for key in ("cases", "entries"):
            self._cards[key].body.addStretch(1)  # they stand beside each other
        for table in (self.papers, self.named):
            table.activated.connect(self._to_meeting)

    def _to_meeting(self, one: PaperRow | NamedLine) -> None:
        if one.meeting_id is not None:
            self.meeting.emit(one.meeting_id)

    def _lay_out(self) -> None:
        words = column(row(self._name, self._who, None, gap=12), self._also, gap=0)
        line = row(gap=theme.GAP)
        line.addLayout(words, 1)
        for button in (self.add_to, self.take_apart, self.back):
            line.addWidget(button)
        self.head.addLayout(line)
        self.head.addWidget(self._badges)
        self.body.addWidget(self.parting)
        self.add("lists", "On the lists", self.spells)
        self.add("why", "Why it matters", self._findings)
        self.add("who", "Who this is", self.identity)
        self.add("by-hand", "Added by hand", self.by_hand)
        self.add("episodes", "Episodes", self._cards["episodes"])
        self._both = Shelf((self._cards["cases"], 1), (self._cards["entries"], 1), least=840)
        self.add("cases", "Cases", self._cards["cases"], place=self._both)
        self.add("entries", "Register", self._cards["entries"], place=self._both)
        self.body.addWidget(self._both)
        for key, title in (
            ("discussed", "Meetings"),
            ("actions", "Actions"),
            ("named", "People and places"),
            ("papers", "Documents"),
        ):
            self.add(key, title, self._cards[key])
        self.body.addStretch(1)

    def add_last(self, key: str, title: str, part: QWidget) -> None:
        """A part that the screen brings along, under all others."""
        self.add(key, title, part, place=self)
        self.body.insertWidget(self.body.count() - 1, part)

    def show_child(self, page: ChildPage) -> None:
        """Show this child, from the top."""
        self._name.set_text(page.name)
        self._who.setText(born_words(page.born, page.age))
        self._also.set_text(f"also known as {', '.join(page.aliases)}" if page.aliases else "")
        self._also.setVisible(bool(page.aliases))
        self._badges.set_marks(list_marks(page.badges))
        self.take_apart.setVisible(len(page.identities) > 1)
        self.parting.hide()
        self.spells.show_life(page.spells, events_of(page), self._today)
        self.identity.show_sayings(page.sayings)
        self.by_hand.show_lines(page.by_hand)
        self.show_part("by-hand", there=bool(page.by_hand), count=len(page.by_hand))
        findings = [_Why(one) for one in page.findings]
        _fill(self._findings.body, *findings)
        self.show_part("why", there=bool(findings), count=len(findings))
        self._fill_tables(page)
        self.to_top()

    def _fill_tables(self, page: ChildPage) -> None:
        hours = sum(one.hours or 0 for one in page.episodes)
        away = f", {hours_words(hours)} away in all" if hours else ""
        rows: dict[str, tuple[Table[Any], tuple[Any, ...], str]] = {
            "episodes": (self.episodes, page.episodes, count_words(len(page.episodes), "episode") + away),
            "cases": (self.cases, page.cases, count_words(len(page.cases), "case")),
            "entries": (self.entries, page.register, count_words(len(page.register), "entry", "entries")),
            "discussed": (self.discussed, page.discussed, "what each decided or noted"),
            "actions": (self.agreed, page.actions, "agreed about this child"),
            "named": (self.named, page.named, "in notes and interviews, as written"),
            "papers": (self.papers, page.papers, "that went out and contain this child"),
        }
        for key, (table, found, note) in rows.items():
            table.set_rows(found)
            card = self._cards[key]
            card.set_title(card.accessibleName().partition(",")[0], note)
            self.show_part(key, there=bool(found), count=len(found))
        self._both.setVisible(bool(page.cases or page.register))


def _fill(box: QLayout, *parts: QWidget) -> None:
    clear(box)
    for part in parts:
        box.addWidget(part)
