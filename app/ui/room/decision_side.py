"""The right side: decision and actions of what is in hand, what is worth a thought, and the keys."""

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.findings import Finding
from app.services.room.room import ChildView, EntryView, ItemView
from app.ui import theme
from app.ui.month.words import finding_mark
from app.ui.room.action_cards import ActionCards
from app.ui.room.action_form import Place
from app.ui.room.decision_box import DecisionBox
from app.ui.room.first_mention import FirstMentionBox
from app.ui.room.sitting import Sitting
from app.ui.widgets import Badge, FlowLayout, Key, Scroller, clear, column, label, row

WIDE, NARROW = 39 * theme.GAP, 35 * theme.GAP
CASE, CHILD, ITEM, CLOSE = "case", "child", "item", "close"
HINTS = (
    ("Ctrl+Down", "next", (CASE, CHILD, ITEM)),
    ("Ctrl+Up", "back", (CHILD, ITEM, CLOSE)),
    ("Ctrl+D", "decision", (CASE,)),
    ("Ctrl+Return", "new action", (CASE, CHILD, ITEM)),
    ("/", "action in a note", (CASE, CHILD, ITEM)),
    ("F2", "register", (CASE, CHILD, ITEM, CLOSE)),
    ("F3", "last time", (CASE, CHILD)),
    ("F6", "agenda", (CASE, CHILD, ITEM, CLOSE)),
    ("Esc", "notes", (CASE, CHILD, ITEM)),
    ("Ctrl+Shift+Return", "close the meeting", (CLOSE,)),
)


class Thought(QWidget):
    """A finding in the narrow column: its badge, its sentence, and in grey where the rule stands."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        mark = finding_mark(finding)
        head = row(Badge.of(mark), gap=theme.GAP)
        head.addWidget(label(finding.source, "small", wrap=True), 1)
        self.setLayout(column(head, label(finding.sentence, wrap=True), gap=3))
        self.setAccessibleName(f"{mark.words}: {finding.sentence} {finding.source}")


class DecisionSide(QFrame):
    """Scrolls by itself, so that nothing is cut on a small screen."""

    def __init__(self, sitting: Sitting) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self.setAccessibleName("Decision and actions")
        self.setFixedWidth(WIDE)
        self.first_mention = FirstMentionBox(sitting)
        self.decision = DecisionBox(sitting)
        self.cards = ActionCards(sitting)
        self._thoughts_title = label("Worth a thought", "heading")
        self._thoughts = column(gap=10)
        self._shown: tuple[Finding, ...] | None = None
        self._page = Scroller(plain=True, name="Decision and actions")
        self._page.body.setContentsMargins(theme.WIDE, 14, theme.WIDE, theme.WIDE)
        self._page.body.setSpacing(theme.WIDE)
        for part in (self.first_mention, self.decision, self.cards, self._thoughts_title):
            self._page.body.addWidget(part)
        self._page.body.addLayout(self._thoughts)
        self._page.body.addStretch(1)
        self._hints = Hints()
        self._page.body.addWidget(self._hints)
        self.setLayout(column(self._page))
        self._show_thoughts(())

    def show_entry(self, entry: EntryView) -> None:
        """A case."""
        self._hints.show_for(CASE)
        self.first_mention.show_entry(entry)
        self.decision.show()
        self.decision.show_entry(entry)
        self.cards.show()
        self.cards.show_actions(Place(entry_id=entry.entry_id), entry.actions)
        self._show_thoughts((*entry.findings, *entry.cross_findings))

    def show_child(self, child: ChildView) -> None:
        """A child that the meeting goes through; there is nothing to decide."""
        self._hints.show_for(CHILD)
        self.decision.hide()
        self.first_mention.hide()
        self.cards.show()
        place = Place(item_key=child.item_key, child_note_id=child.note_id)
        self.cards.show_actions(place, child.actions)
        self._show_thoughts(child.row.findings)

    def show_item(self, item: ItemView) -> None:
        """An item that is no case."""
        self._hints.show_for(ITEM)
        self.decision.hide()
        self.first_mention.hide()
        self.cards.show()
        self.cards.show_actions(Place(item_key=item.key), item.actions)
        self._show_thoughts(())

    def show_closing(self) -> None:
        """The close: no actions of its own."""
        self._hints.show_for(CLOSE)
        self.decision.hide()
        self.first_mention.hide()
        self.cards.hide()
        self._show_thoughts(())

    def _show_thoughts(self, findings: tuple[Finding, ...]) -> None:
        if findings == self._shown:
            return
        self._shown = findings
        clear(self._thoughts)
        for finding in findings:
            self._thoughts.addWidget(Thought(finding))
        self._thoughts_title.setVisible(bool(findings))

    def reveal(self, widget: QWidget) -> None:
        """Scroll so that a part is in sight."""
        self._page.show_widget(widget)


class Hints(QWidget):
    """The keys that do something here, and no others."""

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, gap=12, line_gap=6)
        self._where = ""
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_for(self, where: str) -> None:
        """The keys of a case, an item or the close."""
        if where == self._where:
            return
        self._where = where
        clear(self._flow)
        found = [(keys, words) for keys, words, places in HINTS if where in places]
        for keys, words in found:
            one = QWidget()
            one.setLayout(row(Key(keys), label(words, "small"), gap=theme.TIGHT))
            self._flow.addWidget(one)
        self.setAccessibleName("Keys: " + ", ".join(f"{keys} {words}" for keys, words in found))
        self.updateGeometry()
