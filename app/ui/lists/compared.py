"""A value beside its other half: the letters in which they differ are marked."""

from difflib import SequenceMatcher

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen

from app.ui import theme
from app.ui.widgets import NameLabel, privacy

_ALIKE = 0.4  # below this nearly every letter differs, and marks would say nothing
Spans = tuple[tuple[int, int], ...]


def differences(text: str, other: str) -> tuple[Spans, Spans]:
    """The places (start, end) in each of two texts that the other has not; case does not count."""
    if len(text) == len(other):
        places = [
            at for at, (a, b) in enumerate(zip(text.casefold(), other.casefold(), strict=False)) if a != b
        ]
        if len(places) <= len(text) * (1 - _ALIKE):
            spans = _runs(places)
            return spans, spans
    matcher = SequenceMatcher(None, text.casefold(), other.casefold(), autojunk=False)
    same_length = len(text.casefold()) == len(text) and len(other.casefold()) == len(other)
    if not text or not other or not same_length or matcher.ratio() < _ALIKE:
        return (), ()
    changes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    left = tuple((a, b) for _tag, a, b, _c, _d in changes if a < b)
    right = tuple((c, d) for _tag, _a, _b, c, d in changes if c < d)
    return left, right


def _runs(places: list[int]) -> Spans:
    """Neighbouring places as one span each."""
    spans: list[tuple[int, int]] = []
    for at in places:
        if spans and spans[-1][1] == at:
            spans[-1] = (spans[-1][0], at + 1)
        else:
            spans.append((at, at + 1))
    return tuple(spans)


class ComparedText(NameLabel):
    """One line of text; marked letters stand on amber with a line under them."""

    def __init__(self, kind: str = "") -> None:
        super().__init__("", kind)
        self._spans: Spans = ()

    def show_text(self, text: str, spans: Spans = ()) -> None:
        """Show a value with some of its letters marked."""
        self._spans = spans
        self.set_text(text)
        self.setToolTip("" if privacy.hidden else text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._spans and not privacy.hidden:
            self._paint_marks()
        super().paintEvent(event)

    def _paint_marks(self) -> None:
        look, text = theme.current(), self.text()
        metrics = QFontMetricsF(self.font())
        painter = QPainter(self)
        top = (self.height() - metrics.height()) / 2
        for start, end in self._spans:
            left = metrics.horizontalAdvance(text[:start])
            wide = metrics.horizontalAdvance(text[:end]) - left
            box = QRectF(left, top, wide, metrics.height())
            painter.fillRect(box, theme.colour(look.amber_tint))
            painter.setPen(QPen(theme.colour(look.amber), 2))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        painter.end()
