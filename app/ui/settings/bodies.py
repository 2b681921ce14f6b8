"""The bodies of the area and the rules they meet under; to be read, not changed here."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.profiles import Area, Body
from app.resources import resource
from app.services.desk import Desk
from app.ui import theme
from app.ui.settings import rules
from app.ui.settings.facts import Facts
from app.ui.widgets import Card, LineRow, Mark, Segmented, clear, column, label, row


class Bodies(QWidget):
    """One body at a time: who chairs it, when it can decide, what is due when, who sits on it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._area: Area | None = None
        self.choice = Segmented("Body")
        self._name = label("", "lead", wrap=True)
        self._note = label("", "note", wrap=True)
        self._cards: QVBoxLayout = column(gap=theme.WIDE)
        head = column(self._name, self._note, gap=2)
        self.setLayout(column(self.choice, head, self._cards, gap=theme.WIDE))
        self.choice.chosen.connect(self._show)

    def refresh(self) -> None:
        """Read the profiles in force and show the body that was chosen, else the first."""
        self._area = self._desk.areas.area()
        held = self.choice.value()
        codes = [body.code for body in self._area.bodies]
        self.choice.set_options((body.code, body.short) for body in self._area.bodies)
        self.choice.set_value(held if held in codes else codes[0])
        self._show(self.choice.value())

    def _show(self, code: object) -> None:
        assert self._area is not None
        body = self._area.body(str(code))
        self._name.setText(body.name)
        self._note.setText(rules.in_force(body))
        clear(self._cards)
        cards = (self._rules(body), self._seats(body), self._meeting(body), self._file(body))
        for card in cards:
            if card is not None:
                self._cards.addWidget(card)

    def _rules(self, body: Body) -> Card:
        assert self._area is not None
        facts = (
            *rules.holding(body, self._area),
            ("Quorum", rules.quorum(body)),
            *rules.deadlines(body),
            *rules.limits(body),
        )
        return Card("Rules", "", Facts(facts))

    def _seats(self, body: Body) -> Card | None:
        if not body.seats:
            return Card("Seats", "", label("Its terms of reference name no members.", "note", wrap=True))
        core = rules.core(body)
        invited = [seat for seat in body.seats if seat.invited]
        card = Card("Seats", f"{len(core)} members, {len(invited)} by invitation")
        card.body.setSpacing(0)
        for seat in core:
            marks = (Mark("statutory", "accent"),) if seat.statutory else ()
            card.add(LineRow(seat.agency, rules.seat_words(seat), marks=marks, last=seat is core[-1]))
        if invited:
            card.body.addSpacing(theme.GAP)
            card.add(label("By invitation", "heading"))
            for seat in invited:
                last = seat is invited[-1]
                card.add(LineRow(f"{seat.agency}: {rules.seat_words(seat)}", seat.condition, last=last))
        return card

    def _meeting(self, body: Body) -> QWidget | None:
        if not body.agenda and not body.categories:
            return None
        agenda = Card("Agenda")
        agenda.body.setSpacing(0)
        for number, item in enumerate(body.agenda, 1):
            minutes = f"{item.minutes} minutes" if item.minutes else ""
            agenda.add(LineRow(f"{number}  {item.title}", minutes, last=number == len(body.agenda)))
        line = row(gap=theme.WIDE)
        line.addWidget(agenda, 3)
        if body.categories or body.case_groups:
            line.addWidget(self._cases(body), 2)
        agenda.body.addStretch(1)
        box = QWidget()
        box.setLayout(line)
        return box

    def _cases(self, body: Body) -> Card:
        card = Card("Cases")
        card.body.setSpacing(0)
        for category in body.categories:
            card.add(LineRow(category.label, value=str(category.code), last=category is body.categories[-1]))
        if body.case_groups:
            card.body.addSpacing(theme.GAP)
            card.add(label("Order in which they are heard", "heading"))
            for number, group in enumerate(body.case_groups, 1):
                card.add(LineRow(f"{number}  {group.title}", last=number == len(body.case_groups)))
        card.body.addStretch(1)
        return card

    def _file(self, body: Body) -> Card:
        assert self._area is not None
        file = resource("profiles", self._area.code, f"{body.code.lower()}.toml")
        said = label(
            "These rules come from a file that ships with Chairside. The store took its own copy when it was "
            "made, so old minutes always print under the rules they were held under. They cannot be changed "
            "here in this version.",
            "note",
            wrap=True,
        )
        return Card("Where they come from", "", said, Facts((("Source", body.source), ("File", str(file)))))
