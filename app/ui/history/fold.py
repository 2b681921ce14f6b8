"""Who changed what: a list that is read from the store only when somebody unfolds it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.services.keeping.history import HistoryRow
from app.ui import theme
from app.ui.problems import guarded
from app.ui.settings.moments import moment_words
from app.ui.widgets import Button, NameLabel, clear, column, label, row, rule

SHOWN = 12
NOTHING = "Nothing was changed since it was added."
Load = Callable[[], Sequence[HistoryRow]]


class HistoryLine(QWidget):
    """One change: what, when and by whom, and what became of the words."""

    def __init__(self, one: HistoryRow) -> None:
        super().__init__()
        what = f"{one.record}: {one.field} {one.verb}" if one.field else f"{one.record} {one.verb}"
        words: list[QWidget] = [_plain(what), _plain(f"{moment_words(one.at)} · {one.who}", "small")]
        if one.before and one.verb != "added":
            words.append(_words("before", one.before))
        if one.after:
            words.append(_words("after", one.after))
        self.setLayout(column(*words, gap=2))
        self.setAccessibleName(f"{moment_words(one.at)}, {one.who}: {what}")


def _plain(text: str, kind: str = "strong") -> QWidget:
    return label(text, kind, wrap=True)


def _words(which: str, text: str) -> QWidget:
    made = NameLabel(text, "note" if which == "before" else "", wrap=True)
    whole = QWidget()
    line = row(gap=theme.GAP)
    tag = label(which, "small")
    tag.setFixedWidth(5 * theme.GAP)
    line.addWidget(tag, 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(made, 1)
    whole.setLayout(line)
    return whole


class HistoryList(QWidget):
    """The newest changes, and on demand all of them."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[HistoryRow] = ()
        self._lines = column(gap=theme.GAP)
        self.more = Button("", "quiet", on=self._show_all)
        self.setLayout(column(self._lines, row(self.more, None), gap=theme.TIGHT))
        self.more.hide()

    def show_rows(self, rows: Sequence[HistoryRow]) -> None:
        """Show these, newest first."""
        self._rows = rows
        self._fill(rows[:SHOWN])
        self.more.set_text(f"Show all {len(rows)}")
        self.more.setVisible(len(rows) > SHOWN)
        self._fit()

    def forget(self) -> None:
        """Hold nothing."""
        self._rows = ()
        clear(self._lines)
        self.more.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As tall as its words at this width: a scrolled page would ask for far more."""
        layout = self.layout()
        if layout is not None and self.width() > 0:
            self.setFixedHeight(max(1, layout.totalHeightForWidth(self.width())))

    def _show_all(self) -> None:
        self._fill(self._rows)
        self.more.hide()
        self._fit()

    def _fill(self, rows: Sequence[HistoryRow]) -> None:
        clear(self._lines)
        for place, one in enumerate(rows):
            if place:
                self._lines.addWidget(rule())
            self._lines.addWidget(HistoryLine(one))
        if not rows:
            self._lines.addWidget(label(NOTHING, "note"))


class HistoryFold(QWidget):
    """A quiet button; `set_source` folds it again, so that showing another record reads nothing.

    With a `key` it is reached by that key alone, and is no stop for Tab among the fields around it.
    """

    def __init__(self, words: str = "Who changed what", key: str = "") -> None:
        super().__init__()
        self._words = words
        self._load: Load | None = None
        self.button = Button(words, "quiet", key=key, on=self._turn)
        self.list = HistoryList()
        if key:
            self.button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
            self.list.more.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.list.hide()
        self.setLayout(column(row(self.button, None), self.list, gap=theme.TIGHT))

    def set_source(self, load: Load) -> None:
        """Where the rows come from, once somebody asks."""
        self._load = load
        self._fold()

    def _turn(self) -> None:
        if self.list.isVisible():
            self._fold()
            return
        with guarded(self) as act:
            assert self._load is not None
            self.list.show_rows(self._load())
        if act.ok:
            self.list.show()
            self.button.set_text(f"Hide: {self._words[0].lower()}{self._words[1:]}")

    def _fold(self) -> None:
        self.list.hide()
        self.list.forget()
        self.button.set_text(self._words)
