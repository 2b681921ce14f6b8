"""A body's rules to be read: a card for its numbers, its seats, its agenda and cases, its words."""

from collections.abc import Iterator

from PySide6.QtWidgets import QWidget

from app.domain.profiles import Area, Body
from app.ui import theme
from app.ui.settings import practice_facts, rules
from app.ui.settings.facts import Facts
from app.ui.widgets import Card, LineRow, Mark, label, row


def cards_of(body: Body, area: Area) -> Iterator[QWidget]:
    """The cards in order; what a body does not have has none."""
    yield _rules(body, area)
    yield _seats(body)
    meeting = _meeting(body)
    if meeting is not None:
        yield meeting
    for title, facts in (
        ("Cases between meetings", practice_facts.cases(body)),
        ("Missing children", practice_facts.missing(body)),
        ("Support service", practice_facts.support(body)),
        ("Figures", practice_facts.figures(body)),
    ):
        if facts:
            yield Card(title, "", Facts(facts))
    yield _words(body)


def _rules(body: Body, area: Area) -> Card:
    facts = (
        *rules.holding(body, area),
        ("Quorum", rules.quorum(body)),
        *rules.deadlines(body),
        *rules.limits(body),
    )
    return Card("Rules", "", Facts(facts))


def _seats(body: Body) -> Card:
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


def _meeting(body: Body) -> QWidget | None:
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
        line.addWidget(_cases(body), 2)
    agenda.body.addStretch(1)
    box = QWidget()
    box.setLayout(line)
    return box


def _cases(body: Body) -> Card:
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


def _words(body: Body) -> Card:
    facts = (*rules.words(body), ("Source", body.source))
    return Card("Words and sources", "", Facts(facts))
