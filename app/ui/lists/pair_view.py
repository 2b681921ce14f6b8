"""One pair side by side: what each list wrote, field by field, what it says, and how much that weighs."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from app.services.people.pair_context import PairContext
from app.services.people.side_by_side import FieldRow
from app.services.people.side_rows import SideRow
from app.services.people.who import PairRow
from app.ui import theme
from app.ui.lists.compared import ComparedText, differences
from app.ui.lists.pair_around import Around, Earlier, Warnings
from app.ui.lists.pair_queue import marks_of
from app.ui.lists.words import TITLES, VERDICTS
from app.ui.style import dress
from app.ui.widgets import Badge, BadgeRow, Mark, Scroller, column, label, row, rule

SHARES = (6, 6, 9)
LABEL_WIDTH, WEIGHT_WIDTH = 12 * theme.GAP, 15 * theme.GAP
MOST_FIELDS = 16  # a line for each field, each kind of number, and what only both rows together say
_HEAVY = {"strong for": "strong", "against": "wrong", "strongly against": "wrong", "none": "small"}
_NAMES = ("Surname", "Forename", "Also known as")
_PLAIN = "not given"
_CALLED = {"Born": "date of birth"}  # how the matcher's words call a field


def short_words(field: FieldRow) -> str:
    """What the badge beside it does not say already: "same surname, uncommon here" is "uncommon here"."""
    if field.verdict == "missing" and not field.words:
        return "no evidence"
    called = _CALLED.get(field.label, field.label.lower())
    return field.words.removeprefix(f"same {called}").removeprefix(", ")


def shown_values(pair: PairRow, field: FieldRow) -> tuple[str, str]:
    """Dates of birth in figures, for that is where a slip of the pen shows."""
    if field.label != "Born":
        return field.left, field.right
    born = (pair.a.identity.born, pair.b.identity.born)
    return (
        f"{born[0]:%d/%m/%Y}" if born[0] else field.left,
        f"{born[1]:%d/%m/%Y}" if born[1] else field.right,
    )


def _shared(*cells: QWidget) -> QBoxLayout:
    """Cells beside one another, each with its share of the width whatever stands in it."""
    line = row(gap=theme.WIDE, margins=(theme.WIDE, 0, theme.WIDE, 0))
    cells[0].setFixedWidth(LABEL_WIDTH)
    line.addWidget(cells[0])
    for cell, share in zip(cells[1:-1], SHARES, strict=True):
        cell.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(cell, share)
    cells[-1].setFixedWidth(WEIGHT_WIDTH)
    line.addWidget(cells[-1])
    return line


def weight_text(field: FieldRow, *, numbers: bool) -> str:
    """ "strong for", and on demand the figure behind it: "strong for, +11.0"."""
    if field.weighs == "none":
        return "–"
    return f"{field.weighs}, {field.weight:+.1f}" if numbers else field.weighs


class _Field(QWidget):
    """One line of the comparison; made once and filled again for each pair."""

    def __init__(self) -> None:
        super().__init__()
        self._label = label("", "note")
        self._left, self._right = ComparedText(), ComparedText()
        self._badge, self._words = Badge(""), label("", "small", wrap=True)
        says = QWidget()
        said = row(self._badge, gap=theme.GAP)
        said.addWidget(self._words, 1)
        says.setLayout(said)
        self._weight = label("", "small")
        line = _shared(self._label, self._left, self._right, says, self._weight)
        line.setContentsMargins(theme.WIDE, 6, theme.WIDE, 6)
        self.setLayout(column(line, rule(), gap=0))

    def show_field(self, field: FieldRow, left: str, right: str, *, numbers: bool) -> None:
        """Show both values with their verdict and its weight."""
        self._label.setText(field.label)
        close = field.verdict in ("near", "differ")
        spans = differences(left, right) if close else ((), ())
        strong = "strong" if field.label in _NAMES else ""
        for made, text, marked in ((self._left, left, spans[0]), (self._right, right, spans[1])):
            dress(made, kind="note" if text == _PLAIN else strong)
            made.show_text(text, marked)
        mark = VERDICTS[field.verdict]
        self._badge.show_mark(mark)
        self._words.setText(short_words(field))
        self._words.setToolTip(field.words)
        self._weight.setText(weight_text(field, numbers=numbers))
        dress(self._weight, kind=_HEAVY.get(field.weighs, ""))
        parts = (field.label, mark.words, field.words, f"weight: {field.weighs}")
        self.setAccessibleName(", ".join(part for part in parts if part))
        self.show()


class _Side(QWidget):
    """Whose row it is: the list, where it stands, what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self._list, self._where = label("", "strong"), label("", "small", wrap=True)
        self.setLayout(column(self._list, self._where, None, gap=0))

    def show_side(self, side: SideRow) -> None:
        """Show where a side comes from."""
        name = side.list_label
        self._list.setText(name)
        self._where.setText(f"{side.where.removeprefix(f'{name}, ')} · {side.what}".strip(" ·"))
        self._where.setToolTip(", ".join(side.refs))


class PairView(Scroller):
    """The chosen pair; `opened` carries another pair ("12~40"), `look` the decision that keeps rows apart."""

    opened = Signal(str)
    look = Signal(int)

    def __init__(self) -> None:
        super().__init__(plain=True, name="The pair side by side")
        self._title = label("", "lead")
        self._sentence = label("", "note", wrap=True)
        self._badges = BadgeRow()
        self._badges.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Minimum)
        self._a, self._b = _Side(), _Side()
        self._fields = [_Field() for _ in range(MOST_FIELDS)]
        self.warnings, self.earlier, self.around = Warnings(), Earlier(), Around()
        self._shown: tuple[PairRow, tuple[FieldRow, ...]] | None = None
        self._numbers = False
        self._lay_out()
        self.warnings.look.connect(self.look)
        self.around.opened.connect(self.opened)

    def _lay_out(self) -> None:
        sheet = QFrame()
        sheet.setProperty("kind", "card")
        head = row(self._title, None, self._badges)
        top = column(head, self._sentence, gap=2, margins=(theme.WIDE, 12, theme.WIDE, 12))
        heads = (label("What it says", "small"), label("Weight", "small"))
        sides = _shared(label("", "small"), self._a, self._b, *heads)
        sides.setContentsMargins(theme.WIDE, 8, theme.WIDE, 8)
        body = column(top, rule(), sides, rule(), *self._fields, gap=0)
        body.addSpacing(6)
        sheet.setLayout(body)
        self.body.setSpacing(12)
        for part in (self.warnings, self.earlier, sheet, self.around):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_pair(self, pair: PairRow, fields: tuple[FieldRow, ...], follows: str) -> None:
        """Show this pair; the widgets stay, only their words change."""
        self._shown = (pair, fields)
        self._title.setText(TITLES[pair.band])
        self._sentence.setText(pair.sentence)
        self._a.show_side(pair.a)
        self._b.show_side(pair.b)
        self.around.show_follows(follows)
        for part in (self.warnings, self.earlier):
            part.hide()
        self._fill()
        self.verticalScrollBar().setValue(0)

    def show_context(self, pair: PairRow, context: PairContext) -> None:
        """Show what stands around the pair in sight."""
        self.warnings.show_warnings(context.warnings)
        self.earlier.show_decision(context.earlier)
        self.around.show_context((pair.a.list_label, pair.b.list_label), context)

    def show_numbers(self, *, numbers: bool) -> None:
        """Say the weights in figures too, or in words alone."""
        self._numbers = numbers
        self._fill()

    def _fill(self) -> None:
        if self._shown is None:
            return
        pair, fields = self._shown
        score = (Mark(f"{pair.score:+.1f} in all"),) if self._numbers else ()
        self._badges.set_marks((*score, *marks_of(pair)))
        for at, made in enumerate(self._fields):
            if at < len(fields):
                values = shown_values(pair, fields[at])
                made.show_field(fields[at], *values, numbers=self._numbers)
            else:
                made.hide()
