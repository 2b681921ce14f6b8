"""The documents of a meeting: what each lacks before it can be signed, and the file that leaves the room."""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.errors import Refused
from app.services.desk import Desk
from app.services.months.planner import MeetingRow
from app.services.papers.documents import Exported
from app.services.room.room import EntryLine, RoomView
from app.ui.month import saving
from app.ui.problems import sentence_of
from app.ui.widgets import (
    Badge,
    Button,
    Card,
    LineField,
    Mark,
    NoticeBar,
    ProgressStrip,
    column,
    field,
    label,
    privacy,
    row,
    rule,
)
from app.ui.worker import Job, Progress, run_job

SHEETS = "case-sheets"
WORD, EXCEL = ".docx", ".xlsx"
PAUSE_MS = 150
_READY, _NOT_YET, _LOOKING = Mark("complete", "green"), Mark("not yet", "grey"), Mark("looking…", "grey")
State = tuple[tuple[str, ...], str]  # what a document lacks, or why there is none


class DocumentRow(QWidget):
    """One document: its title, what it lacks, and `Write…`; `excel` writes the same as a workbook."""

    def __init__(
        self, title: str, on: Callable[[], object], excel: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self.badge = Badge("")
        self._lacks = label("", "note", wrap=True)
        self.write = Button("Write…", on=on)
        self.write.setAccessibleName(f"Write {title[:1].lower()}{title[1:]}")
        self.excel = Button("Excel…", on=excel)
        self.excel.setAccessibleName(f"Write {title[:1].lower()}{title[1:]} for Excel")
        head = row(gap=8)
        head.addWidget(label(title, "strong", wrap=True), 1)
        head.addWidget(self.badge)
        self.words = column(head, self._lacks, gap=2)
        line = row(gap=12)
        line.addLayout(self.words, 1)
        line.addWidget(self.excel)
        line.addWidget(self.write)
        self.setLayout(line)
        self.excel.setVisible(excel is not None)

    @property
    def lacks(self) -> str:
        """What it says is missing."""
        return self._lacks.text()

    def begin(self) -> None:
        """Nothing is known yet about this meeting's document."""
        self._lacks.hide()
        self._lacks.clear()
        self.setToolTip("")
        self.badge.show_mark(_LOOKING)
        self._allow(False)

    def show_state(self, lacks: Sequence[str], refusal: str, *, quiet: bool = False) -> None:
        """What it lacks, or why there is none yet; `quiet` where the row above says the same."""
        self._lacks.setText(refusal or " ".join(lacks))
        self._lacks.setVisible(bool(lacks) or (bool(refusal) and not quiet))
        self.setToolTip(refusal)
        missing = Mark(f"{len(lacks)} missing", "amber") if lacks else _READY
        self.badge.show_mark(_NOT_YET if refusal else missing)
        self._allow(not refusal)

    def _allow(self, may: bool) -> None:
        for button in (self.write, self.excel):
            button.setEnabled(may)


class ChildChoice(QComboBox):
    """All children of the meeting, or one; while names are hidden, by number."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Case sheets of")
        self._entries: tuple[EntryLine, ...] = ()
        privacy.changed.connect(self._fill)

    def show_entries(self, entries: Sequence[EntryLine]) -> None:
        """Offer these; the choice stays where it still can."""
        if tuple(entries) != self._entries:
            self._entries = tuple(entries)
            self._fill()

    def entry_id(self) -> int | None:
        """The case chosen, or None for all."""
        found: int | None = self.currentData()
        return found

    def _fill(self) -> None:
        held = self.currentData()
        self.clear()
        self.addItem(f"All {len(self._entries)} children", None)
        for at, one in enumerate(self._entries, start=1):
            self.addItem(f"Case {at}" if privacy.hidden else one.name, one.entry_id)
        self.setCurrentIndex(max(0, self.findData(held)))


class DocumentsCard(Card):
    """`choose` asks for the file; a test answers in its place."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Documents", "Word")
        self._desk = desk
        self._row: MeetingRow | None = None
        self._job: Job | None = None
        self._reading: Job | None = None
        self._again = False
        # Every document is read at once, so a run of changes (the register) is waited out.
        self._later = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._later.timeout.connect(self._read)
        self.choose: saving.Chooser = saving.ask_where
        self.kinds = {kind.name: kind for kind in desk.documents.kinds()}
        self.rows = {
            name: DocumentRow(
                kind.title,
                partial(self.write, name),
                partial(self.write, name, EXCEL) if kind.sheet is not None else None,
            )
            for name, kind in self.kinds.items()
        }
        self.child = ChildChoice()
        self.password = LineField("Password for the file", "None", most=255)
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.notice = NoticeBar()
        self.strip = ProgressStrip()
        for at, one in enumerate(self.rows.values()):
            if at:
                self.body.addWidget(rule())
            self.body.addWidget(one)
        self.rows[SHEETS].words.addWidget(self.child)
        hint = "8 characters or more; tell it by telephone"
        self.add(rule(), field("Password (optional)", self.password, hint), self.strip, self.notice)
        self.body.addStretch(1)

    def show_meeting(self, meeting: MeetingRow, view: RoomView) -> None:
        """Show what this meeting's documents lack; the same meeting again is read after a moment."""
        other = self._row is None or self._row.id != meeting.id
        if other:
            self.notice.put_away()
            self.password.set_value("")
        self._row = meeting
        entries = [one for group in view.groups for one in group.entries]
        self.child.setVisible(meeting.begun and bool(entries))
        self.child.show_entries(entries)
        self.rows[SHEETS].setVisible(bool(entries) or not meeting.begun)
        if other:
            for one in self.rows.values():
                one.begin()
            self._read()
        else:
            self._later.start()

    def _read(self) -> None:
        """Beside the window: six whole documents, half a second in a large store."""
        if self._row is None:
            return
        if self._reading is not None and not self._reading.over:
            self._again = True  # one at a time: what is asked for meanwhile is read after it
            self._reading.cancel()
            return
        meeting_id, desk, names = self._row.id, self._desk, tuple(self.rows)

        def work(progress: Progress) -> dict[str, State]:
            with closing(desk.second()) as own:
                found = {}
                for at, name in enumerate(names):
                    progress(at, len(names))
                    found[name] = _state(own, name, meeting_id)
                return found

        self._reading = run_job(self, work, done=lambda found: self._show(meeting_id, found))
        self._reading.finished.connect(self._read_again)

    def _read_again(self) -> None:
        if self._again:
            self._again = False
            self._read()

    def _show(self, meeting_id: int, found: dict[str, State]) -> None:
        if self._row is None or self._row.id != meeting_id:
            return
        said = ""
        for name, (lacks, refusal) in found.items():
            self.rows[name].show_state(lacks, refusal, quiet=refusal == said)
            said = refusal or said

    def write(self, name: str, suffix: str = WORD) -> None:
        """Ask where, then write beside the window; the file is never half written."""
        meeting, kind = self._row, self.kinds[name]
        if meeting is None or (self._job is not None and not self._job.over):
            return
        chosen = self.choose(self, saving.folder() / self._file_name(name, suffix))
        if chosen is None:
            return
        saving.remember(chosen)
        entry = self.child.entry_id() if name == SHEETS else None
        password, desk = self.password.text(), self._desk

        def work(_progress: Progress) -> Exported:
            with closing(desk.second()) as own:
                return own.documents.export(name, meeting.id, chosen, entry_id=entry, password=password)

        self.notice.put_away()
        self._job = run_job(
            self,
            work,
            done=self._written,
            failed=self._failed,
            strip=self.strip,
            words=f"Writing {kind.title.lower()}",
        )

    def _file_name(self, name: str, suffix: str) -> str:
        """No child's name: a folder may be seen by others."""
        kind, meeting = self.kinds[name], self._row
        assert meeting is not None
        heading = self._desk.documents.record(name, meeting.id).heading
        standing = f" {heading.standing.lower()}" if kind.standing else ""
        stem = "case sheet" if name == SHEETS and self.child.entry_id() is not None else kind.file_stem
        return f"{meeting.body_short} {stem} {meeting.on.isoformat()}{standing}{suffix}"

    def _written(self, made: Exported) -> None:
        locked = " It asks for the password." if self.password.text() else ""
        lacks = f" Before it can be signed: {' '.join(made.missing)}" if made.missing else ""
        self.password.set_value("")
        self.notice.say(f"Written to {made.file}.{locked}{lacks}", "amber" if made.missing else "green")

    def _failed(self, problem: Exception) -> None:
        """Beside the button that was pressed: the top of the page may be out of sight."""
        self.notice.say(*sentence_of(problem))


def _state(desk: Desk, name: str, meeting_id: int) -> State:
    try:
        return desk.documents.missing(desk.documents.record(name, meeting_id)), ""
    except Refused as refusal:
        return (), refusal.sentence
