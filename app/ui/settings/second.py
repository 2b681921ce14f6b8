"""The second folder for backups: which, how it stands, another one, none."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from app.services.keeping.second_folder import SecondFolder, SecondState
from app.ui import theme
from app.ui.problems import guarded
from app.ui.settings.moments import moment_words
from app.ui.widgets import Badge, Button, Card, Mark, label, row
from app.ui.worker import Progress, run_job

WHY = (
    "A laptop can be stolen with every backup on it. Choose a folder on another disk, such as a memory stick "
    "or a share of your organisation: each backup is copied there and compared. Copies are encrypted."
)
_ALL, _LATE, _AWAY = (
    Mark("all there", "green"),
    Mark("copies are due", "amber"),
    Mark("not there now", "amber"),
)


def state_words(state: SecondState) -> str:
    """ "3 copies, the newest of Fri 4 Dec 2026, 16:02"."""
    if state.folder is None:
        return "None is chosen."
    if not state.there:
        return "Its disk is not connected. What is missing is copied when it is back."
    copies = "1 copy" if state.copies == 1 else f"{state.copies} copies"
    newest = f", the newest of {moment_words(state.newest)}" if state.newest else ""
    missing = f"; {state.missing} to be copied" if state.missing else ""
    return f"{copies}{newest}{missing}"


class SecondFolderCard(Card):
    """`changed` when another folder was chosen or copies were made."""

    changed = Signal()

    def __init__(self, second: SecondFolder, *, may: bool) -> None:
        super().__init__("A second folder", " ")
        self._second = second
        self._place, self._words = label("", "strong", wrap=True), label("", "note", wrap=True)
        self._badge = Badge("")
        self.choose = Button("Choose a folder…", on=self._ask)
        self.copy = Button("Copy now", on=self._copy)
        self.drop = Button("Use none", "quiet", on=lambda: self.take(None))
        for button in (self.choose, self.copy, self.drop):
            button.setEnabled(may)
        self.add(label(WHY, "note", wrap=True), self._place, self._words)
        self.body.addSpacing(theme.TIGHT)
        self.body.addLayout(row(self.choose, self.copy, self.drop, None))
        self.aside.addWidget(self._badge)

    def refresh(self) -> None:
        """Look at the folder."""
        state = self._second.state()
        chosen = state.folder is not None
        self.set_title("A second folder", "" if chosen else "recommended")
        self._place.setText(str(state.folder) if chosen else "")
        self._place.setVisible(chosen)
        self._words.setText(state_words(state))
        mark = _AWAY if not state.there else (_LATE if state.missing else _ALL)
        self._badge.show_mark(mark)
        self._badge.setVisible(chosen)
        self.drop.setVisible(chosen)
        self.copy.setVisible(chosen and state.there and state.missing > 0)
        self.choose.set_text("Choose another folder…" if chosen else "Choose a folder…")

    def take(self, folder: Path | None) -> None:
        """Remember this folder, and copy what is there."""
        with guarded(self) as act:
            self._second.choose(folder)
        if act.ok and folder is not None:
            self._copy()
        self.changed.emit()

    def _ask(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "A second folder for the backups")
        if folder:
            self.take(Path(folder))

    def _copy(self) -> None:
        second = self._second

        def work(_progress: Progress) -> int:
            own = second.second()
            try:
                return own.catch_up()
            finally:
                own.close()

        run_job(self, work, done=lambda _count: self.changed.emit(), failed=self._failed)

    def _failed(self, problem: Exception) -> None:
        with guarded(self):
            raise problem
        self.changed.emit()
