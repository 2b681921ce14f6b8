"""Beside the table: why the chosen child matters, what each list says, what was decided, and passing on."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.profiles import Body
from app.domain.referrals import ask_words
from app.services.desk import Desk
from app.services.people.crosschecking import ChildRow
from app.services.people.last_decisions import LastDecision
from app.services.referrals.onward import OnwardBody, OnwardRow
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.lists.words import born_words, list_marks
from app.ui.month.words import count_words, finding_mark, short_day
from app.ui.referrals.pass_on import PassOnPanel
from app.ui.referrals.words import due_words, state_mark
from app.ui.widgets import (
    BadgeRow,
    Button,
    FindingRow,
    FlowLayout,
    LineRow,
    NameLabel,
    Scroller,
    clear,
    column,
    label,
    rule,
    subheading,
)


def decided_words(last: LastDecision | None) -> tuple[str, str]:
    """What the last meeting decided, and where: both "" where none has discussed the child."""
    if last is None:
        return "", ""
    actions = f"{count_words(last.open_actions, 'action')} open" if last.open_actions else "no action open"
    words = f"{last.words} (provisional)" if last.provisional else last.words
    return words, f"{last.body_short}, {short_day(last.on)} {last.on.year} · {actions}"


class ChildSide(QFrame):
    """`passed` once the child was passed on; `wanted` carries a referral to look at."""

    passed = Signal()
    wanted = Signal(int)

    def __init__(self, desk: Desk, navigator: Navigator, open_page: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._desk = desk
        self._bodies: tuple[Body, ...] = ()
        self._child: ChildRow | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._born = NameLabel("", "note")
        self._badges = BadgeRow()
        self._asks = QWidget()
        self._flow = FlowLayout(self._asks, gap=6)
        self.panel = PassOnPanel(desk, navigator)
        self.page = Scroller(plain=True, name="About the child")
        self.page.body.setSpacing(10)
        self._facts = column(gap=10)
        self.open = Button("Open the child's page", key="Return", bind=False, on=open_page)
        self.page.body.addWidget(self.panel)
        self.page.body.addLayout(self._facts)
        self.page.body.addStretch(1)
        head = column(self._name, self._born, self._badges, self._asks, gap=6)
        edge = theme.WIDE
        box = column(head, rule(), gap=12, margins=(edge, 14, edge, 14))
        box.addWidget(self.page, 1)
        box.addWidget(self.open)
        self.setLayout(box)
        self.panel.sent.connect(lambda _row: self.passed.emit())
        self.panel.opened.connect(self._make_room)

    def read(self) -> None:
        """The bodies of the area, once for each refresh of the page."""
        self._bodies = self._desk.areas.area().bodies

    def show_child(self, child: ChildRow, referrals: Sequence[OnwardRow]) -> None:
        """Show this child; `referrals` are those that are open."""
        self._child = child
        self.panel.follow(child)
        self._name.set_text(child.name)
        place = f" · {child.borough}" if child.borough else ""
        self._born.set_text(born_words(child.born, child.age) + place)
        self._badges.set_marks(list_marks(child.badges))
        self.setAccessibleName("Findings of the chosen child")
        self._offer(child, referrals)
        clear(self._facts)
        for part in (*_says(child), *_findings(child), *_decided(child), *self._onward(referrals)):
            self._facts.addWidget(part)

    def asks(self) -> tuple[Button, ...]:
        """The buttons that pass the child on, in the order of the area's meetings."""
        return tuple(self._asks.findChildren(Button))

    def _offer(self, child: ChildRow, referrals: Sequence[OnwardRow]) -> None:
        clear(self._flow)
        open_at = {one.to_code for one in referrals}
        kinds = {name.value for name in child.lists}
        bodies = self._desk.onward.bodies() if len(self._bodies) > 1 else ()
        for receiver in bodies:
            if not any(one.kind != receiver.kind and one.kind in kinds for one in bodies):
                continue
            words = ask_words(self._body(receiver), receiver.kind in kinds)
            button = Button(words, on=partial(self._pass_on, receiver, words))
            button.setEnabled(receiver.code not in open_at)
            if receiver.code in open_at:
                button.setToolTip(f"{receiver.short} has an open referral of this child")
            self._flow.addWidget(button)
        self._make_room(self.panel.isVisible())

    def _make_room(self, panel: bool) -> None:
        """The panel needs the height, down to its button."""
        self._asks.setVisible(not panel)
        self.open.setVisible(not panel)

    def _body(self, one: OnwardBody) -> Body:
        return next(body for body in self._bodies if body.code == one.code)

    def _pass_on(self, receiver: OnwardBody, words: str) -> None:
        if self._child is not None:
            self.panel.open(self._child, receiver, words)
            self.page.verticalScrollBar().setValue(0)

    def _onward(self, referrals: Sequence[OnwardRow]) -> Iterable[QWidget]:
        if referrals:
            yield subheading("Onward referrals")
        for one in referrals:
            due = due_words(one)
            yield LineRow(
                f"{one.from_short} asks {one.to_short}" + (f", {due}" if due else ""),
                marks=(state_mark(one),),
                on=partial(self.wanted.emit, one.id),
                last=one is referrals[-1],
            )


def _says(child: ChildRow) -> Iterable[QWidget]:
    yield label("What each list says", "heading")
    for one in child.says:
        block = QWidget()
        block.setLayout(column(label(one.label, "label"), label(one.words, wrap=True), gap=0))
        yield block


def _findings(child: ChildRow) -> Iterable[QWidget]:
    yield subheading("Findings")
    for one in child.findings:
        yield FindingRow(finding_mark(one), one.sentence, f"{one.rule} · {one.source}")
    if not child.findings:
        yield label("No rule has anything to say about this child now.", "note", wrap=True)


def _decided(child: ChildRow) -> Iterable[QWidget]:
    yield subheading("Decided last time")
    words, where = decided_words(child.last)
    block = QWidget()
    said = label(words or "No meeting has discussed this child yet.", "" if words else "note", wrap=True)
    block.setLayout(column(said, label(where, "note", wrap=True), gap=0) if where else column(said))
    yield block
