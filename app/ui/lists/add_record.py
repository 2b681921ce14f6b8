"""The record that is added: for a child who is known, or for a new one; on which list, and what is told."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.domain.lists import ListName
from app.domain.matching import Band
from app.domain.people import Identity
from app.domain.typed_child import TypedChild
from app.services.desk import Desk
from app.services.lists.by_hand import HandMade, HandRow
from app.services.lists.hand_lines import HandLine
from app.services.people.lookalikes import MightBe
from app.ui import theme
from app.ui.called import called
from app.ui.lists.asking import AddChild, Chosen
from app.ui.lists.facts_form import FactsForm
from app.ui.lists.who_form import WhoForm
from app.ui.lists.words import LANES, born_words
from app.ui.month.shelf import Shelf
from app.ui.problems import guarded
from app.ui.widgets import (
    Badge,
    Button,
    Card,
    LineField,
    Mark,
    NameLabel,
    NoticeBar,
    PageHeader,
    Scroller,
    Segmented,
    clear,
    column,
    field,
    label,
    row,
)

INITIATOR = "add-a-child"
_WHAT = {ListName.MISPER: "a missing episode", ListName.CME: "an entry", ListName.MASE: "a case"}


class AddRecord(QWidget):
    """`added` carries the `HandMade`; `chosen` a `Chosen` for the screen that asked; `left` goes back.

    `look` asks for the search again, for a child that a new one may turn out to be.
    """

    added = Signal(object)
    chosen = Signal(object)
    left = Signal()
    look = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = AddChild()
        self._known: MightBe | None = None
        self._open: list[ListName] = []
        self._correcting: HandLine | None = None
        self.header = PageHeader("", "", (Button("‹ Search", "quiet", key="Esc", on=self.left.emit),))
        self.who = WhoForm()
        self.may_be = NoticeBar(closable=False)
        self.which = Segmented("Which list")
        self.form = FactsForm(desk.areas.area())
        self.reason = LineField("Why it is this child", "who said so, or what agrees", most=300)
        self.go = Button("Add", "primary", key="Ctrl+S", on=self.add)
        self._says = label("", "note", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._lines = column(gap=theme.GAP)
        self._name = NameLabel("", "lead", wrap=True)
        self._born = label("", "note")
        known = QWidget()
        known.setLayout(column(self._name, self._born, self._lines, None, gap=theme.TIGHT))
        new = QWidget()
        new.setLayout(column(self.who, self.may_be, None, gap=12))
        self._sides = QStackedWidget()
        self._sides.addWidget(known)
        self._sides.addWidget(new)
        self._who_card = Card("Who", "", self._sides)
        self._why = field("Why it is this child", self.reason, "kept with the decision")
        self._record = Card("What is added", "", self.which, self.form, self._why)
        self._record.body.addStretch(1)
        page = Scroller(plain=True, name="The record")
        page.body.addWidget(Shelf((self._who_card, 1), (self._record, 1), least=720))
        page.body.addStretch(1)
        foot = row(self.go, gap=12)
        foot.addWidget(self._says, 1)
        edge = theme.MARGIN
        box = column(self.header, gap=12, margins=(edge, edge, edge, edge))
        box.addWidget(page, 1)
        box.addLayout(foot)
        self.setLayout(box)

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self._turn())
        self.who.said.connect(self._look_again)
        self.may_be.activated.connect(self._search_again)

    def begin_known(self, one: MightBe, asked: AddChild) -> None:
        """A further record of a child who is known."""
        self._known = one
        self.header.set_title("Add to a list", "a child who is known")
        self._sides.setCurrentIndex(0)
        self._name.set_text(one.identity.name or "no name given")
        self._born.setText(born_words(one.identity.born, one.age))
        clear(self._lines)
        for on in one.on:
            mark = (
                Mark(called(on.list_name), "accent") if on.on_now else Mark(f"was on {called(on.list_name)}")
            )
            line = row(Badge.of(mark), gap=theme.GAP)
            line.addWidget(label(on.what or "no record now", "note", wrap=True), 1)
            self._lines.addLayout(line)
        self._begin(asked)

    def begin_new(self, typed: TypedChild, asked: AddChild) -> None:
        """The first record of a child nobody knows."""
        self._known = None
        self.header.set_title("A new child", "nobody on the lists so far")
        self._sides.setCurrentIndex(1)
        self.who.show_typed(typed)
        self.may_be.hide()
        self._begin(asked)
        self._look_again()

    def begin_correction(self, line: HandLine) -> None:
        """Put a record right that was made by hand; the old row stays as it was typed."""
        self._known, self._correcting = None, line
        label_of = called(line.list_name)
        self.header.set_title("Correct a record", f"on {label_of}; the old row stays as it was typed")
        self._sides.setCurrentIndex(1)
        self.who.show_identity(line.identity, line.reference)
        self.may_be.hide()
        self._asked, self._open = AddChild(line.list_name), [line.list_name]
        self.which.set_options(((line.list_name, label_of),))
        self.which.set_value(line.list_name)
        self.form.clear()
        self.form.fill(line.list_name, line.facts)
        self._turn()
        self.go.set_text("Correct")
        self._says.setText(
            "A new row takes the place of the old one. Taking it back brings the old one again."
        )

    def _begin(self, asked: AddChild) -> None:
        self._correcting = None
        self._asked = asked
        self.form.clear()
        self.reason.set_value("")
        open_to = self._open = [name for name in LANES if self._may_take(name)]
        self.which.set_options((name, self._called(name)) for name in open_to)
        # Nobody comes on a list because it stood there first.
        only = open_to[0] if len(open_to) == 1 else None
        self.which.set_value(asked.list_name if asked.list_name in open_to else only)
        self._turn()
        (self.which if self._known is not None else self.who.texts["forename"]).setFocus()

    def _may_take(self, name: ListName) -> bool:
        """A child stands once on the register and once on the tracker, but may be missing many times."""
        on = self._known.row_on(name) if self._known is not None else None
        return on is None or not on.on_now or name is ListName.MISPER

    def _called(self, name: ListName) -> str:
        on = self._known.row_on(name) if self._known is not None else None
        return called(name) if on is None or not on.on_now else f"{called(name)}, one more episode"

    def _turn(self) -> None:
        name = self.which.value()
        there = isinstance(name, ListName)
        for part in (self.form, self._why):
            part.setVisible(there)
        self.go.setEnabled(there)
        if not isinstance(name, ListName):
            self._says.setText("Choose the list first." if self._open else "This child is on every list.")
            return
        self.form.show_list(name)
        self.form.setVisible(not self._asked.back)
        joins = self._joins(name)
        self._why.setVisible(joins)
        self.go.set_text("Go on" if self._asked.back else "Add")
        self._says.setText(self._what_follows(name, joins=joins))

    def _joins(self, name: ListName) -> bool:
        return self._known is not None and self._known.row_on(name) is None

    def _what_follows(self, name: ListName, *, joins: bool) -> str:
        what = f"Adds {_WHAT[name]} on {called(name)}, by hand; it can be corrected or taken back."
        if joins:
            return f"{what} A decision “same child” joins it to this child, with the reason above."
        return what

    def _look_again(self) -> None:
        """Once more with all that is known now: the search had less to go by."""
        if self._correcting is not None:
            return
        with guarded(self) as act:
            typed = TypedChild(self.who.identity(), tuple(filter(None, (self.who.number(),))))
            found = self._desk.lookalikes.might_be(typed, 1) if self._desk.lookalikes.is_ready() else ()
        if not act.ok or not found or found[0].band not in (Band.CERTAIN, Band.LIKELY):
            self.may_be.hide()
            return
        lists = " and ".join(dict.fromkeys(called(one.list_name) for one in found[0].on))
        self.may_be.say(f"This may be a child who is on {lists}. {found[0].why}", "amber", "Look")

    def _search_again(self) -> None:
        who = self.who.identity()
        born = f" {who.born:%d/%m/%Y}" if who.born else ""
        self.look.emit(f"{who.name}{born} {self.who.number()}".strip())

    def add(self) -> None:
        """Keep the record, or hand the choice to the screen that asked."""
        self.go.setFocus()  # a field that still has the keyboard reads what was typed
        name = self.which.value()
        if not isinstance(name, ListName):
            return
        with guarded(self) as act:
            whom = self._chosen(name)
            if self._asked.back:
                self.chosen.emit(whom)
                return
            made = self._made(whom)
        if act.ok:
            self.added.emit(made)

    def _made(self, whom: Chosen) -> HandMade:
        reference = "" if self._known is not None else self.who.number()
        row = HandRow(whom.list_name, whom.identity, self.form.facts(whom.list_name), reference)
        if self._correcting is not None:
            return self._desk.by_hand.correct(self._correcting.source_id, row, INITIATOR)
        return self._desk.by_hand.add(
            row,
            subject_id=whom.subject_id,
            same_as=whom.same_as,
            reason=whom.reason,
            initiator=INITIATOR,
        )

    def _chosen(self, name: ListName) -> Chosen:
        known = self._known
        if known is None:
            return Chosen(name, self.who.identity())
        on = known.row_on(name)
        if on is not None:
            return Chosen(name, known.identity, known.person_id, subject_id=on.subject_id)
        return Chosen(
            name,
            _without_number(known.identity),
            known.person_id,
            same_as=known.subject_id,
            reason=self.reason.value(),
        )


def _without_number(who: Identity) -> Identity:
    """A number is the list's own; another list has another."""
    return Identity(
        who.forename, who.surname, who.aliases, who.born, who.sex, who.address, who.postcode, who.town
    )
