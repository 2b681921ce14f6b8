"""An editor of a list whose rows have parts: seats, items of the agenda, categories; add, move, remove."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QFrame, QWidget

from app.ui import theme
from app.ui.bodies.editors import Editor, LinesEditor, Number, Options, Pick, TextEditor
from app.ui.style import dress
from app.ui.widgets import Button, LineField, clear, column, label, row

UP, DOWN, OFF = "↑", "↓", "Remove"
_FIXED = {"pick": 18 * theme.GAP, "number": 9 * theme.GAP}
_NUMBER, _MOVES = 3 * theme.GAP, 18 * theme.GAP  # what stands before and behind the parts


@dataclass(frozen=True)
class Part:
    """One part of a row: a field of its value, how it is edited, how wide it is, on which line it stands.

    `read` and `write` stand in for a field where a part is made of several (a seat's standing).
    """

    field: str
    title: str
    kind: str = "line"
    stretch: int = 1
    line: int = 0
    options: Options = ()
    read: Callable[[Any], object] | None = None
    write: Callable[[Any, Any], Any] | None = None

    def value(self, one: Any) -> Any:
        """What the row says here."""
        return self.read(one) if self.read else getattr(one, self.field)

    def put(self, one: Any, value: Any) -> Any:
        """The row saying something else here."""
        return self.write(one, value) if self.write else replace(one, **{self.field: value})


@dataclass(frozen=True)
class Rows:
    """A list: what one of it is called, its parts, and how a new one begins (given the keys in use)."""

    noun: str
    parts: tuple[Part, ...]
    new: Callable[[Sequence[Any]], Any]


class RowsEditor(Editor):
    """Every row in sight with its fields; its order is the order that holds."""

    def __init__(self, name: str, rows: Rows) -> None:
        super().__init__()
        self._name, self._rows = name, rows
        self._held: list[Any] = []
        self._body = column(gap=0)
        self.add = Button(f"Add {rows.noun}", on=self._add)
        self.lines: list[RowLine] = []
        self.setLayout(column(self._body, row(self.add, None), gap=theme.GAP))

    def set_value(self, value: Iterable[Any]) -> None:
        self._held = list(value)
        self._show()

    def _show(self) -> None:
        clear(self._body)
        self.lines = []
        if self._held:
            self._body.addWidget(_titles(self._rows))
        for at, one in enumerate(self._held):
            line = RowLine(self._rows, one, at, len(self._held))
            line.changed.connect(partial(self._put, at))
            line.up.clicked.connect(partial(self._move, at, -1))
            line.down.clicked.connect(partial(self._move, at, 1))
            line.off.clicked.connect(partial(self._remove, at))
            self.lines.append(line)
            self._body.addWidget(line)

    def _put(self, at: int, one: Any) -> None:
        self._held[at] = one
        self.changed.emit(tuple(self._held))

    def _move(self, at: int, by: int, _checked: bool = False) -> None:
        to = at + by
        self._held[at], self._held[to] = self._held[to], self._held[at]
        self._show()
        line = self.lines[to]
        pressed = line.up if by < 0 else line.down
        (pressed if pressed.isEnabled() else line.off).setFocus()
        self.changed.emit(tuple(self._held))

    def _remove(self, at: int, _checked: bool = False) -> None:
        del self._held[at]
        self._show()
        (self.lines[min(at, len(self.lines) - 1)].off if self.lines else self.add).setFocus()
        self.changed.emit(tuple(self._held))

    def _add(self) -> None:
        self._held.append(self._rows.new(self._held))
        self._show()
        self.lines[-1].focus()
        self.changed.emit(tuple(self._held))


class RowLine(QFrame):
    """One row: its parts, and at the right the buttons that move and remove it."""

    def __init__(self, rows: Rows, one: Any, at: int, of: int) -> None:
        super().__init__()
        self.value = one
        self._signals = _Signals()
        self.changed = self._signals.changed
        which = f"{rows.noun} {at + 1}"
        self.up, self.down = _small(UP, f"Move {which} up"), _small(DOWN, f"Move {which} down")
        self.off = _small(OFF, f"Remove {which}")
        self.up.setEnabled(at > 0)
        self.down.setEnabled(at < of - 1)
        self.editors: dict[str, QWidget] = {}
        lines: dict[int, Any] = {}
        for part in rows.parts:
            made = self._make(part, which)
            self.editors[part.field] = made
            line = lines.setdefault(part.line, row(gap=theme.GAP))
            line.addWidget(made, part.stretch)
        for at_line, line in lines.items():
            if all(part.stretch == 0 for part in rows.parts if part.line == at_line):
                line.addStretch(1)
        number = label(str(at + 1), "note")
        number.setFixedWidth(_NUMBER)
        head = row(number, gap=theme.GAP)
        head.addLayout(column(*lines.values(), gap=theme.TIGHT), 1)
        moves = QWidget()
        moves.setFixedWidth(_MOVES)
        moves.setLayout(row(self.up, self.down, self.off, None, gap=2))
        head.addWidget(moves)
        self.setLayout(column(head, margins=(0, 6, 0, 6)))
        dress(self, kind="row")

    def focus(self) -> None:
        """The cursor in its first part."""
        next(iter(self.editors.values())).setFocus()

    def _make(self, part: Part, which: str) -> QWidget:
        name = f"{which}: {part.title}"
        made = _MAKERS[part.kind](name, part, part.value(self.value), partial(self._put, part))
        made.setToolTip(part.title)
        if part.stretch == 0:
            made.setFixedWidth(_FIXED[part.kind])
        return made

    def _put(self, part: Part, value: Any) -> None:
        self.value = part.put(self.value, value)
        self.changed.emit(self.value)


def _titles(rows: Rows) -> QWidget:
    """What the parts of the first line are, above them all."""
    made = QWidget()
    line = row(gap=theme.GAP)
    line.addSpacing(_NUMBER + theme.GAP)
    for part in rows.parts:
        if part.line == 0:
            words = label(part.title, "label")
            if part.stretch == 0:
                words.setFixedWidth(_FIXED[part.kind])
            line.addWidget(words, part.stretch)
    if all(part.stretch == 0 for part in rows.parts if part.line == 0):
        line.addStretch(1)
    line.addSpacing(_MOVES + theme.GAP)
    made.setLayout(line)
    return made


class _Signals(Editor):
    def set_value(self, value: Any) -> None:
        """Holds the signal alone."""


Tell = Callable[[Any], None]


def _line(name: str, part: Part, value: Any, tell: Tell) -> QWidget:
    made = LineField(name, part.title, value)
    made.setCursorPosition(0)
    made.textEdited.connect(lambda _text: tell(made.value()))
    return made


def _number(name: str, _part: Part, value: Any, tell: Tell) -> QWidget:
    made = Number(name)
    made.set_number(value or 0)
    made.numbered.connect(tell)
    return made


def _pick(name: str, part: Part, value: Any, tell: Tell) -> QWidget:
    made = Pick(name, part.options)
    made.hold(value)
    made.activated.connect(lambda _at: tell(made.currentData()))
    return made


def _text(name: str, _part: Part, value: Any, tell: Tell) -> QWidget:
    made = TextEditor(name)
    made.set_value(value)
    made.changed.connect(tell)
    return made


def _several(name: str, part: Part, value: Any, tell: Tell) -> QWidget:
    made = LineField(name, part.title, "; ".join(value))
    made.setCursorPosition(0)
    made.textEdited.connect(lambda _text: tell(_parts(made.value())))
    return made


def _content(name: str, _part: Part, value: Any, tell: Tell) -> QWidget:
    made = LinesEditor(name)
    made.set_value(value)
    made.changed.connect(tell)
    return made


_MAKERS: Mapping[str, Callable[[str, Part, Any, Tell], QWidget]] = {
    "line": _line,
    "number": _number,
    "pick": _pick,
    "text": _text,
    "several": _several,
    "lines": _content,
}


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


def _small(words: str, name: str) -> Button:
    made = Button(words, "quiet")
    made.setAccessibleName(name)
    made.setToolTip(name)
    return made


def new_key(held: Sequence[Any], noun: str) -> str:
    """A key that no row has yet ("seat-3"); keys stay when words change."""
    there = {one.key for one in held}
    names = (f"{noun.replace(' ', '-')}-{number}" for number in range(1, len(held) + 2))
    return next(name for name in names if name not in there)
