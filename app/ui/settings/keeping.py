"""Safe keeping: the backups and their state, a new one on demand, the way back, the checks, and who is in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.services.keeping import rescue
from app.services.keeping.safekeeping import BY_HAND, BackupRow, CheckRow, Safekeeping
from app.services.marks import Marks
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.problems import sentence_of
from app.ui.restore_panel import RestorePanel
from app.ui.settings.facts import Facts
from app.ui.settings.marks import MarkLine
from app.ui.settings.moments import moment_words, size_words
from app.ui.settings.second import SecondFolderCard
from app.ui.theme import Tone
from app.ui.widgets import Button, Card, LineRow, Mark, ProgressStrip, clear, column, label, row
from app.ui.worker import Progress, run_job

SHOWN = 6
SOUND, UNSOUND, NO_KEYS = Mark("sound", "green"), Mark("not sound", "red"), Mark("no key file", "amber")
KEPT = (
    "Made on closing and daily while you work, whenever something was changed; the ten newest stay, and one "
    "of each week. Each is opened and checked before it counts, and carries its key file. Choose one to see "
    "what happens when it is put back."
)


def state(made: BackupRow) -> Mark:
    """What stands beside a backup."""
    if not made.sound:
        return UNSOUND
    return SOUND if made.has_keys else NO_KEYS


def _verdict(wrong: Sequence[CheckRow]) -> tuple[str, Tone]:
    if not wrong:
        return "The store is sound.", "green"
    if any(one.vital for one in wrong):
        return (
            "The store is damaged: write nothing more, and restore the newest sound backup.",
            "amber",
        )
    return "The store itself is sound; see below what beside it needs attention.", "amber"


@runtime_checkable
class Restorer(Protocol):
    """Who can close the store and put a backup in its place: the window."""

    def restore_backup(self, copy: Path, operator: str, passphrase: str) -> None:
        """The passphrase was proved already."""


class Keeping(QWidget):
    """Copying and checking run beside the window, on a connection of their own."""

    def __init__(self, keeping: Safekeeping, marks: Marks, navigator: Navigator, *, may: bool = True) -> None:
        super().__init__()
        self._keeping, self._navigator, self._may = keeping, navigator, may
        self._all = False
        self.back_up = Button("Back up now", "primary", on=self._back_up)
        self.elsewhere = Button("Back up to a folder…", on=self._ask_folder)
        self.check = Button("Check the store", on=self._check)
        self.strip = ProgressStrip()
        self._backups: QVBoxLayout = column(gap=0)
        self._results: QVBoxLayout = column(gap=0)
        self._results_card = Card("What the check found")
        self._results_card.body.addLayout(self._results)
        self._results_card.hide()
        self._who = Facts()
        who = Card("Who is in", "", self._who)
        self.second = SecondFolderCard(keeping.second_folder, may=may)
        self.mark = MarkLine(marks)
        self.restore = RestorePanel()
        self.restore.hide()
        self._main = QWidget()
        cards = (self._backup_card(), self.strip, self.second, self._check_card(), self._results_card, who)
        self._main.setLayout(column(*cards, gap=theme.WIDE))
        self.setLayout(column(self._main, self.restore))
        self.second.changed.connect(self.refresh)
        self.restore.left.connect(self._leave_restore)
        self.restore.wanted.connect(self._prove)

    def _backup_card(self) -> Card:
        self._card = Card("Backups")
        self._card.aside.addWidget(self.elsewhere)
        self._card.aside.addWidget(self.back_up)
        self._card.add(label(KEPT, "note", wrap=True))
        self._card.body.addLayout(self._backups)
        return self._card

    def _check_card(self) -> Card:
        card = Card("Check")
        words = label(
            "Reads every page of the store, its key files, the chain of who did what, and each backup. "
            "Nothing is changed.",
            "note",
            wrap=True,
        )
        line = row(gap=theme.WIDE)
        line.addWidget(words, 1)
        line.addWidget(self.check)
        card.body.addLayout(line)
        card.add(self.mark)
        return card

    def refresh(self) -> None:
        """Read the folder of backups again."""
        self.second.refresh()
        self.mark.refresh()
        self._show_backups(self._keeping.backups())
        who = self._keeping.who_is_in()
        since = f", since {moment_words(who.since)}" if who.since else ""
        others = ", ".join(f"{one.name} ({one.role})" for one in self._keeping.operators())
        now = f"{who.name} ({who.role}){since}"
        self._who.show_facts((("In now", now), ("Can open it", others)))

    def _show_backups(self, made: tuple[BackupRow, ...]) -> None:
        clear(self._backups)
        count = f"{len(made)} in the store's own folder" if made else "none yet"
        self._card.set_title("Backups", count)
        shown = made if self._all else made[:SHOWN]
        for one in shown:
            last = one is shown[-1]
            words, size, marks = moment_words(one.at), size_words(one.size), (state(one),)
            on = self._chooser(one) if self._may and one.sound and one.has_keys else None
            self._backups.addWidget(
                LineRow(words, one.why, size, marks, on=on, strong=one is made[0], last=last)
            )
        if len(made) > len(shown):
            more = Button(f"Show all {len(made)}", "quiet", on=self._show_all)
            self._backups.addWidget(more)

    def _show_all(self) -> None:
        self._all = True
        self.refresh()

    # The way back: choose a row, go on, restore

    def _chooser(self, one: BackupRow) -> Callable[[], None]:
        def choose() -> None:
            self._main.hide()
            self.restore.show()
            self.restore.show_backup(one)

        return choose

    def _leave_restore(self) -> None:
        self.restore.forget()
        self.restore.hide()
        self._main.show()

    def _prove(self, copy: Path, operator: str, passphrase: str) -> None:
        """A wrong passphrase is said before anything is closed for it."""
        navigator = self._navigator

        def go(_proof: object) -> None:
            if isinstance(navigator, Restorer):
                navigator.restore_backup(copy, operator, passphrase)

        def wrong(problem: Exception) -> None:
            self.restore.wrong(sentence_of(problem)[0])

        run_job(self, lambda _progress: rescue.prove(copy, operator, passphrase), done=go, failed=wrong)

    # The two pieces of long work

    def _ask_folder(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, "A folder for a backup, such as a memory stick")
        if folder:
            self._back_up(Path(folder))

    def _back_up(self, folder: Path | None = None) -> None:
        def work(progress: Progress) -> BackupRow:
            own = self._keeping.second()
            try:
                return own.back_up(BY_HAND, folder, progress)
            finally:
                own.close()

        self._run(work, self._made, "Making a copy, then opening and checking it")

    def _made(self, made: BackupRow) -> None:
        if made.sound:
            self._navigator.say(f"Backed up and checked: {made.path.name} in {made.path.parent}.", "green")
        else:
            self._navigator.say(
                "A copy was made, but it did not pass its checks, so it is no backup. Check the store.",
                "red",
            )
        self.refresh()

    def _check(self) -> None:
        def work(progress: Progress) -> tuple[CheckRow, ...]:
            own = self._keeping.second()
            try:
                return own.check(progress)
            finally:
                own.close()

        self._run(work, self._checked, "Reading every page, the chain of entries and each backup")

    def _checked(self, found: tuple[CheckRow, ...]) -> None:
        clear(self._results)
        wrong = [one for one in found if not one.ok]
        for one in (*wrong, *(one for one in found if one.ok)):
            mark = Mark("ok", "green") if one.ok else Mark("not ok", "red")
            self._results.addWidget(
                LineRow(one.name, one.detail, marks=(mark,), strong=not one.ok, last=one is found[-1])
            )
        verdict = f"{len(wrong)} of {len(found)} not ok" if wrong else f"all {len(found)} ok"
        self._results_card.set_title("What the check found", verdict)
        self._results_card.show()
        self._navigator.say(*_verdict(wrong))

    def _run(self, work: Callable[[Progress], Any], done: Callable[[Any], None], words: str) -> None:
        self._busy(True)
        job = run_job(self, work, done=done, failed=self._failed, strip=self.strip, words=words)
        job.finished.connect(self._over)

    def _failed(self, problem: Exception) -> None:
        self._navigator.refused(problem)
        self.refresh()

    def _over(self) -> None:
        self._busy(False)

    def _busy(self, busy: bool) -> None:
        for button in (self.back_up, self.elsewhere, self.check):
            button.setEnabled(not busy)
