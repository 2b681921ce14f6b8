"""What stands in the open window: rail, top bar, a line for notices, and the screens."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.changes import Changes
from app.ui.called import called
from app.ui.disk_bar import DiskBar
from app.ui.frame import ChangeBus, DeskLike, HitLike, ScreenSpec, call
from app.ui.problems import guarded, tell
from app.ui.style import dress
from app.ui.theme import MARGIN, Tone
from app.ui.widgets.cards import EmptyState, NoticeBar
from app.ui.widgets.layout import column, row
from app.ui.widgets.rail import Rail
from app.ui.widgets.topbar import TopBar

PROFILE, SETTING = "profile", "setting"  # kinds of record


class Workplace(QWidget):
    """The `Navigator` of every screen; makes each when it is first asked for."""

    lock_asked = Signal()
    restore_asked = Signal(object, str, str)

    def __init__(self, specs: Sequence[ScreenSpec]) -> None:
        super().__init__()
        dress(self, kind="page")
        self.setObjectName("work")
        self._specs = tuple(specs)
        self._desk: DeskLike | None = None
        self._screens: dict[str, QWidget] = {}
        self._stale: set[str] = set()
        self._here = ""
        self.bus = ChangeBus()
        self.rail = Rail()
        self.top = TopBar(self)
        self.notice = NoticeBar()
        self.disk = DiskBar()
        self._counting = QTimer(self, singleShot=True, interval=0)
        self._build()
        self._connect()

    def _build(self) -> None:
        self._notice_box = QWidget()
        self._notice_box.setLayout(column(self.notice, margins=(MARGIN, 12, MARGIN, 0)))
        self._notice_box.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("Nothing to show yet"))
        right = column(self.top, self.disk, self._notice_box, gap=0)
        right.addWidget(self._stack, 1)
        line = row(self.rail, gap=0)
        line.addLayout(right, 1)
        self.setLayout(line)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go)
        self.rail.lock_asked.connect(self.lock_asked)
        self.top.wanted.connect(self._search)
        self.top.opened.connect(self._open_hit)
        self.notice.closed.connect(self._notice_box.hide)
        self._counting.timeout.connect(self._count)
        self.bus.changed.connect(self._changed)

    def set_desk(self, desk: DeskLike) -> None:
        """Show this desk, from its first screen."""
        self._desk = desk
        self.setEnabled(True)
        desk.on_change(self.bus.announce)
        called.set_labels(desk.list_labels)
        self.top.set_words(desk.area_name, desk.marking)
        self.rail.set_places(
            (spec.key, spec.title, spec.foot, spec.shortcut) for spec in self._specs if spec.rail
        )
        self._counting.start()
        if self._specs:
            self.go(self._specs[0].key)

    def desk(self) -> DeskLike | None:
        """The desk in work, None while there is none."""
        return self._desk

    def forget(self) -> None:
        """Let go of the desk and of everything that shows it."""
        self._desk = None
        self._here = ""
        self._stale.clear()
        called.forget()
        self.notice.put_away()
        self.disk.stop()
        self.top.reset()
        self.leave_room()
        for key in tuple(self._screens):
            self._drop(key)

    def _drop(self, key: str) -> None:
        screen = self._screens.pop(key)
        self._stack.removeWidget(screen)
        screen.setParent(None)
        screen.deleteLater()

    def save_all(self) -> bool:
        """Ask every screen to store what is typed; False if one could not."""
        fine = True
        for screen in self._screens.values():
            with guarded(self) as act:
                call(screen, "save_now")
            fine = fine and act.ok
        return fine

    # What screens may ask (Navigator)

    def go(self, screen_key: str, argument: object = None) -> None:
        """Show the screen of this key, or that opens this kind of thing."""
        spec = next((spec for spec in self._specs if spec.answers(screen_key)), None)
        if spec is None or self._desk is None:
            raise LookupError("no such screen")
        if self._here and self._here != spec.key:
            with guarded(self):
                call(self._screens.get(self._here), "save_now")
            self.leave_room()
        screen = self._screens.get(spec.key) or self._make(spec, self._desk)
        self._here = spec.key
        self._stack.setCurrentWidget(screen)
        self.rail.show_place(spec.key)
        if spec.key in self._stale:
            self._stale.discard(spec.key)
            call(screen, "refresh")
        if argument is not None:
            call(screen, "open", argument)

    def _make(self, spec: ScreenSpec, desk: DeskLike) -> QWidget:
        screen = spec.make(desk, self)
        self._screens[spec.key] = screen
        self._stack.addWidget(screen)
        self._stale.add(spec.key)
        return screen

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence above the screen; it stays until closed or followed by another."""
        self.notice.say(sentence, tone)
        self._notice_box.show()

    def refused(self, problem: BaseException) -> None:
        """Show a refusal; log and calm anything else."""
        tell(problem, self)

    def enter_room(self) -> None:
        """The screen in sight gets the whole window."""
        self.rail.hide()
        self.top.hide()

    def leave_room(self) -> None:
        """Rail and top bar come back."""
        self.rail.show()
        self.top.show()

    def restore_backup(self, copy: Path, operator: str, passphrase: str) -> None:
        """Close the store and put a backup in its place (see `settings.backups.Restorer`)."""
        self.restore_asked.emit(copy, operator, passphrase)

    # What the desk says

    def _changed(self, changes: Changes) -> None:
        if changes.concern(PROFILE, SETTING):
            self._rules_changed()
        self._stale.update(key for key in self._screens if key != self._here)
        screen = self._screens.get(self._here)
        with guarded(self):
            if not call(screen, "changed", changes):
                call(screen, "refresh")
        self._counting.start()

    def _rules_changed(self) -> None:
        """Names and marking may be new; screens that named a list by its old name are made anew."""
        assert self._desk is not None
        self.top.set_words(self._desk.area_name, self._desk.marking)
        if called.set_labels(self._desk.list_labels):
            for key in [key for key in self._screens if key != self._here]:
                call(self._screens[key], "save_now")
                self._drop(key)

    def _count(self) -> None:
        if self._desk is None:
            return
        with guarded(self):
            counts = self._desk.counts()
            self.rail.set_counts({spec.key: counts.get(spec.badge, 0) for spec in self._specs if spec.badge})

    def _search(self, text: str) -> None:
        if self._desk is not None:
            with guarded(self):
                self.top.show_hits(self._desk.search(text))

    def _open_hit(self, hit: HitLike) -> None:
        with guarded(self):
            self.go(hit.kind, hit.id)
