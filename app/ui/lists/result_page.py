"""What taking a file in has changed, and what to do next."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Signal

from app.domain.lists import ListName, RefusedRow
from app.services.lists.intake import ImportResult, Preview
from app.ui.called import called
from app.ui.month.words import count_words
from app.ui.tables import Column, Table
from app.ui.widgets import Button, Card, LineRow, Mark, NoticeBar, PageHeader, Scroller, clear, label

_REFUSED: tuple[Column[RefusedRow], ...] = (
    Column("Line", lambda one: str(one.row), 160, note=lambda one: one.sheet, sort=lambda one: one.row),
    Column("Why it was not taken", lambda one: one.reason, wrap=True),
)


class ResultPage(Scroller):
    """Signals: `who` opens who is who, `next_file` reads the file that waits, `again` chooses another,
    `difference` shows what the file changed.
    """

    who = Signal()
    next_file = Signal()
    again = Signal()
    difference = Signal()

    def __init__(self) -> None:
        super().__init__(name="What was taken in")
        self.compare = Button("Who is who", "primary", key="Ctrl+Return", on=self.who.emit)
        self.another = Button("", key="Ctrl+O", on=self._go_on)
        self.changes = Button("What changed", key="Ctrl+D", on=self.difference.emit)
        self.header = PageHeader("", "", (self.changes, self.another, self.compare))
        self.done = NoticeBar(closable=False)
        self._changed = Card("What changed")
        self._changed.body.setSpacing(0)
        self._next = Card("What is next")
        self._next.body.setSpacing(0)
        self._refused = Table[RefusedRow]("Rows that were not taken", _REFUSED, fit=True, key=lambda one: one)
        self._left_out = Card("Not taken in", "put these right at the agency and import the list again")
        self._left_out.add(self._refused)
        self._waiting: tuple[Path, ...] = ()
        for part in (self.header, self.done, self._changed, self._next, self._left_out):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def _go_on(self) -> None:
        (self.next_file if self._waiting else self.again).emit()

    def show_result(
        self,
        result: ImportResult,
        preview: Preview,
        pairs: int,
        to_come: Sequence[ListName],
        waiting: Sequence[Path],
    ) -> None:
        """Show what the import did, how many pairs wait, and which file or list comes next."""
        self._waiting = tuple(waiting)
        label_of = called(result.list_name)
        kept = result.accepted + result.unchanged
        self.header.set_title(f"{label_of} is in", result.file_name)
        self.done.say(
            f"{count_words(kept, 'row')} taken in; every row is kept as it came, with its sheet and line.",
            "green",
        )
        self._show_changes(result, preview)
        self._show_next(pairs, to_come)
        self._left_out.setVisible(bool(result.refused))
        self._refused.set_rows(result.refused)
        self.another.set_text(f"Next: {waiting[0].name}" if waiting else "Another file…")
        self.compare.set_text(f"Who is who: {count_words(pairs, 'pair')}" if pairs else "Who is who")

    def _show_changes(self, result: ImportResult, preview: Preview) -> None:
        clear(self._changed.body)
        refused = len(result.refused)
        lines: tuple[tuple[str, int, tuple[Mark, ...]], ...] = (
            ("New rows", preview.new, ()),
            ("Rows that say something else than last time", preview.changed, ()),
            ("Unchanged rows", result.unchanged, ()),
            (f"Children who left {called(result.list_name)}: no longer in the file", result.left_list, ()),
            ("Refused rows", refused, (Mark("see below", "red"),) if refused else ()),
        )
        for at, (words, count, marks) in enumerate(lines):
            opens = self.difference.emit if count else None
            row = LineRow(words, value=f"{count:,}", marks=marks, on=opens, last=at == len(lines) - 1)
            self._changed.add(row)

    def _show_next(self, pairs: int, to_come: Sequence[ListName]) -> None:
        clear(self._next.body)
        lines: list[tuple[str, str, tuple[Mark, ...], Callable[[], object] | None]] = []
        if pairs:
            words = "pair of rows may be one child" if pairs == 1 else "pairs of rows may be one child"
            lines.append(
                (words[0].upper() + words[1:], f"{pairs:,}", (Mark("to decide", "amber"),), self.who.emit)
            )
        for path in self._waiting:
            lines.append((path.name, "", (Mark("waits", "accent"),), self.next_file.emit))
        for name in to_come:
            lines.append(
                (f"{called(name)} of this month", "", (Mark("still to come", "amber"),), self.again.emit)
            )
        for at, (words, value, marks, act) in enumerate(lines):
            self._next.add(LineRow(words, value=value, marks=marks, on=act, last=at == len(lines) - 1))
        if not lines:
            self._next.add(label("All three lists are in and every pair is decided.", "note"))
