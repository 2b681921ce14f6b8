"""The form: one section at a time, every value checked as it is typed, a sentence for each fault."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from app.domain.profiles import Body, Fault, value_at, with_value
from app.domain.prompts.table import PROMPTS
from app.ui import theme
from app.ui.bodies import editors as e
from app.ui.bodies.compound import QuorumEditor, RepeatEditor, StatementEditor
from app.ui.bodies.editors import Editor
from app.ui.bodies.lists import LISTS
from app.ui.bodies.rows_editor import RowsEditor
from app.ui.bodies.sections import SECTIONS, Ask, Section
from app.ui.widgets import Card, Segmented, clear, column, label

# These stand across the whole width, under their title; the others beside it.
_WIDE = ("rows", "quorum", "statement", "prompts")
_TITLES = 26 * theme.GAP
_NUMBERED = {one.id: f"{one.id}: {one.title}" for one in PROMPTS}

_MAKERS: Mapping[str, Callable[[Ask], Editor]] = {
    "line": lambda ask: e.LineEditor(ask.title, ask.words),
    "text": lambda ask: e.TextEditor(ask.title),
    "lines": lambda ask: e.LinesEditor(ask.title),
    "months": lambda ask: e.MonthsEditor(ask.title),
    "number": lambda ask: e.NumberEditor(ask.title, ask.words),
    "hours": lambda ask: e.WrittenEditor(ask.title, e.read_hours, lambda hours: f"{hours:g}", ask.words),
    "switch": lambda ask: e.SwitchEditor(ask.title, ask.words),
    "pick": lambda ask: e.PickEditor(ask.title, ask.options),
    "own": lambda ask: e.OwnEditor(ask.title, ask.words, ask.options),
    "ticks": lambda ask: e.TickEditor(ask.title, dict(ask.options)),
    "prompts": lambda ask: e.TickEditor(ask.title, _NUMBERED, inverted=True),
    "clock": lambda ask: e.ClockEditor(ask.title, ask.words),
    "maybe": lambda ask: e.ClockEditor(ask.title, ask.words, optional=True),
    "countdown": lambda ask: e.CountdownEditor(ask.title),
    "hour": lambda ask: e.WrittenEditor(ask.title, e.read_time, lambda at: f"{at:%H:%M}", ""),
    "day": lambda ask: e.DayEditor(ask.title),
    "pattern": lambda ask: e.PatternEditor(ask.title),
    "quorum": lambda ask: QuorumEditor(ask.title),
    "repeat": lambda ask: RepeatEditor(ask.title),
    "statement": lambda ask: StatementEditor(ask.title),
    "rows": lambda ask: RowsEditor(ask.title, LISTS[ask.place]),
}


class BodyForm(QWidget):
    """`changed` carries the whole body after each edit; nothing here is stored."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._body: Body | None = None
        self._others: tuple[tuple[str, str], ...] = ()
        self._new = False
        self._faults: Sequence[Fault] = ()
        self.editors: dict[str, Editor] = {}
        self._wrong: dict[str, QLabel] = {}
        self.steps = Segmented("Section of the rules", tuple((one.key, one.title) for one in SECTIONS))
        self._page = column(gap=theme.WIDE)
        self.setLayout(column(self.steps, self._page, gap=theme.WIDE))
        self.steps.chosen.connect(lambda _key: self._show())

    @property
    def body(self) -> Body:
        """The body as it is typed so far."""
        assert self._body is not None
        return self._body

    def show_body(self, body: Body, others: Sequence[tuple[str, str]], *, new: bool = False) -> None:
        """Edit this body; `others` are the codes and names of the other bodies, for the order.

        Only a `new` one still chooses its code.
        """
        self._body, self._others, self._new = body, tuple(others), new
        self.steps.set_value(self.steps.value() or SECTIONS[0].key)
        self._show()

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Say what is wrong under the fields it is about, and how much on the other pages."""
        self._faults = faults
        for place, words in self._wrong.items():
            own = [fault.sentence for fault in faults if fault.place == place.split(".")[0]]
            first = next((held for held in self._wrong if held.split(".")[0] == place.split(".")[0]), "")
            words.setText(" ".join(own) if place == first else "")
            words.setVisible(bool(words.text()))
        held = self.steps.value()
        self.steps.set_options((one.key, _title(one, faults)) for one in SECTIONS)
        self.steps.set_value(held)

    def go(self, place: str) -> None:
        """Open the section a place of the profile belongs to, with the cursor in its field."""
        for section in SECTIONS:
            for ask in section.asks:
                if ask.place.split(".")[0] == place:
                    self.steps.set_value(section.key)
                    self._show()
                    self.editors[ask.place].setFocus()
                    return

    def _show(self) -> None:
        section = next(one for one in SECTIONS if one.key == self.steps.value())
        clear(self._page)
        self.editors, self._wrong = {}, {}
        asks = [ask for ask in section.asks if self._new or ask.place != "code"]
        narrow = [ask for ask in asks if ask.kind not in _WIDE]
        if narrow:
            self._page.addWidget(self._card(section, narrow))
        elif section.note:
            self._page.addWidget(label(section.note, "note", wrap=True))
        for ask in asks:
            if ask.kind in _WIDE:
                card = Card(ask.title, ask.hint)
                card.add(self._editor(ask), self._wrong[ask.place])
                self._page.addWidget(card)
        self.show_faults(self._faults)

    def _card(self, section: Section, asks: Sequence[Ask]) -> Card:
        card, grid = Card(section.title, section.note), QGridLayout()
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, _TITLES)
        for at, ask in enumerate(asks):
            words = column(label(ask.title, wrap=True), gap=0, margins=(0, 6, 0, 0))
            if ask.hint:
                words.addWidget(label(ask.hint, "small", wrap=True))
            words.addStretch(1)
            grid.addLayout(words, at, 0)
            editor = self._editor(ask)
            grid.addLayout(column(editor, self._wrong[ask.place], gap=2), at, 1)
        card.body.addLayout(grid)
        return card

    def _editor(self, ask: Ask) -> Editor:
        made = self._bodies(ask) if ask.kind == "bodies" else _MAKERS[ask.kind](ask)
        made.set_value(value_at(self.body, ask.place))
        made.changed.connect(lambda value: self._put(ask.place, value))
        self.editors[ask.place] = made
        self._wrong[ask.place] = label("", "wrong", wrap=True)
        self._wrong[ask.place].hide()
        return made

    def _bodies(self, ask: Ask) -> Editor:
        return e.TickEditor(ask.title, dict(self._others))

    def _put(self, place: str, value: Any) -> None:
        self._body = with_value(self.body, place, value)
        self.changed.emit(self._body)


def _title(section: Section, faults: Sequence[Fault]) -> str:
    places = {ask.place.split(".")[0] for ask in section.asks}
    count = sum(fault.place in places for fault in faults)
    return f"{section.title} ({count})" if count else section.title
