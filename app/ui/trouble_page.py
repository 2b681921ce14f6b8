"""The page of a store that does not open: what is wrong, what is safe, what to press. Never "erase"."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from app.services.keeping import rescue
from app.services.keeping.rescue import FileRow, Trouble
from app.services.keeping.safekeeping import BackupRow
from app.ui import theme
from app.ui.restore_panel import RestorePanel
from app.ui.settings.facts import Facts
from app.ui.settings.moments import moment_words, size_words
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import (
    Button,
    Card,
    FlowLayout,
    LineRow,
    Mark,
    NoticeBar,
    Scroller,
    clear,
    column,
    label,
    row,
)

PAGE_WIDTH = 640
SHOWN = 8
NONE = "There is no sound backup in the folder “backups” beside the store."


class TroublePage(QWidget):
    """`again`, `recovery` and `elsewhere` follow their buttons; `keys_wanted` carries a backup's path.

    `restore_wanted` carries a backup, an operator and a passphrase; then call `wrong` or leave the page.
    """

    again = Signal()
    recovery = Signal()
    elsewhere = Signal()
    keys_wanted = Signal(object)
    restore_wanted = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._copies: tuple[BackupRow, ...] = ()
        self._store = label("", "note")
        self._title = label("", "title", wrap=True)
        self._words = {name: label("", wrap=True) for name in ("wrong", "safe", "todo")}
        self.notice = NoticeBar(closable=False)
        self._buttons = QWidget()
        self._flow = FlowLayout(self._buttons, gap=theme.GAP, line_gap=theme.GAP)
        self.files = Card("Where everything lies")
        self._facts = Facts()
        self.files.add(self._facts)
        self._backups = Card("Backups")
        self._list = column(gap=0)
        self._backups.body.addLayout(self._list)
        self.restore = RestorePanel()
        self._pages = QStackedWidget()
        self._build()
        self.restore.wanted.connect(self.restore_wanted)
        self.restore.left.connect(self._back)

    def _build(self) -> None:
        card = QFrame()
        dress(card, kind="card")
        parts = [self._store, self._title, self.notice]
        box = column(*parts, gap=14, margins=(24, 20, 24, 20))
        titles = {"wrong": "What is wrong", "safe": "What is safe", "todo": "What to do"}
        for name, said in self._words.items():
            box.addLayout(column(label(titles[name], "heading"), said, gap=2))
        box.addSpacing(theme.GAP)
        box.addWidget(self._buttons)
        card.setLayout(box)
        story = _page(card, self._backups, self.files)
        self._pages.addWidget(story)
        self._pages.addWidget(_page(self.restore))
        self.setLayout(column(self._pages))

    def show_trouble(self, store: Path, found: Trouble, *, others: bool) -> None:
        """Say what is wrong with this store; `others` when there are other stores to open."""
        self._store.setText(f"Store: {store.stem}")
        self._title.setText(found.title)
        self.setAccessibleName(found.title)
        for name, said in self._words.items():
            said.setText(getattr(found, name))
        self.notice.put_away()
        self._copies = rescue.choices(store)
        self._show_buttons(found, others)
        self._show_backups(rescue.RESTORE in found.ways)
        self._facts.show_facts((one.name, f"{one.path}\n{_state(one)}") for one in rescue.files(store))
        self.files.hide()
        self._back()

    def wrong(self, sentence: str, tone: Tone = "amber") -> None:
        """It did not work: say why, where the user looks."""
        if self._pages.currentIndex() == 1:
            self.restore.wrong(sentence)
        else:
            self.say(sentence, tone)

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence on this page."""
        notice = self.restore.notice if self._pages.currentIndex() == 1 else self.notice
        notice.say(sentence, tone)

    def forget(self) -> None:
        """Let go of what was typed."""
        self.restore.forget()

    def _show_buttons(self, found: Trouble, others: bool) -> None:
        clear(self._flow)
        newest = self._copies[0] if self._copies else None
        acts: Mapping[str, tuple[str, Callable[[], object]]] = {
            rescue.RESTORE: ("Restore the newest backup", self._restore_newest),
            rescue.KEYS: ("Use the key file of the newest backup", self._ask_keys),
            rescue.RECOVERY: ("Use the recovery code", self.recovery.emit),
            rescue.AGAIN: ("Try again", self.again.emit),
        }
        first = True
        for way in found.ways:
            if way in (rescue.RESTORE, rescue.KEYS) and newest is None:
                continue
            words, on = acts[way]
            self._flow.addWidget(Button(words, "primary" if first else "plain", on=on))
            first = False
        self._flow.addWidget(Button("Show me the file", on=self._show_files))
        if others:
            self._flow.addWidget(Button("Other stores", "quiet", on=self.elsewhere.emit))

    def _show_backups(self, shown: bool) -> None:
        clear(self._list)
        self._backups.setVisible(shown)
        for one in self._copies[:SHOWN]:
            self._list.addWidget(
                LineRow(
                    moment_words(one.at),
                    one.why,
                    size_words(one.size),
                    (Mark("sound", "green"),),
                    on=self._chooser(one),
                    strong=one is self._copies[0],
                    last=one is self._copies[:SHOWN][-1],
                )
            )
        if not self._copies:
            self._list.addWidget(label(NONE, "note", wrap=True))
        count = f"{len(self._copies)}, choose one to see what happens" if self._copies else "none"
        self._backups.set_title("Backups", count)

    def _chooser(self, one: BackupRow) -> Callable[[], None]:
        return lambda: self._choose(one)

    def _choose(self, one: BackupRow) -> None:
        self._pages.setCurrentIndex(1)
        self.restore.show_backup(one)

    def _restore_newest(self) -> None:
        self._choose(self._copies[0])

    def _ask_keys(self) -> None:
        self.keys_wanted.emit(self._copies[0].path)

    def _show_files(self) -> None:
        self.files.setVisible(self.files.isHidden())

    def _back(self) -> None:
        self.restore.forget()
        self._pages.setCurrentIndex(0)


def _state(one: FileRow) -> str:
    if one.size is None or one.at is None:
        return "not there"
    return f"{size_words(one.size)}, last written {moment_words(one.at)}"


def _page(*parts: QWidget) -> Scroller:
    page = Scroller(name="What is wrong with the store")
    inner = QWidget()
    inner.setFixedWidth(PAGE_WIDTH)
    inner.setLayout(column(*parts, gap=theme.WIDE))
    page.body.addStretch(1)
    page.body.addLayout(row(None, inner, None))
    page.body.addStretch(2)
    return page
