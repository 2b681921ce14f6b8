"""A calendar file of a meeting, a month or a year, from a button that asks only where."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app.services.desk import Desk
from app.services.months.calendars import SUFFIX, CalendarWritten
from app.ui.frame import Navigator
from app.ui.month import saving
from app.ui.month.words import count_words
from app.ui.widgets import Button
from app.ui.worker import Job, Progress, run_job

Writer = Callable[[Desk, Path], CalendarWritten]


def ask_where(parent: QWidget, proposed: Path) -> Path | None:
    """The system's own dialog; it asks before a file is replaced."""
    name, _kind = QFileDialog.getSaveFileName(
        parent, "Write the calendar file", str(proposed), f"Calendar file (*{SUFFIX})"
    )
    if not name:
        return None
    return Path(name) if name.lower().endswith(SUFFIX) else Path(f"{name}{SUFFIX}")


class CalendarButton(Button):
    """`set_work` says what is written, and under which name it is proposed; a test answers for `choose`."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__("Calendar file…", "quiet", on=self._ask)
        self.setToolTip("Meetings and what is due for them, to open in Outlook or another calendar.")
        self._desk, self._navigator = desk, navigator
        self._writer: Writer | None = None
        self._name = ""
        self._job: Job | None = None
        self.choose: saving.Chooser = ask_where

    def set_work(self, name: str, writer: Writer) -> None:
        """Write this when asked."""
        self._name, self._writer = name, writer

    def _ask(self) -> None:
        writer, desk = self._writer, self._desk
        if writer is None or (self._job is not None and not self._job.over):
            return
        chosen = self.choose(self, saving.folder() / self._name)
        if chosen is None:
            return
        saving.remember(chosen)

        def work(_progress: Progress) -> CalendarWritten:
            with closing(desk.second()) as own:
                return writer(own, chosen)

        self._job = run_job(self, work, done=self._written)

    def _written(self, made: CalendarWritten) -> None:
        what = f"{count_words(made.meetings, 'meeting')}, {count_words(made.due, 'thing')} due"
        self._navigator.say(f"Written to {made.file}: {what}.", "green")
