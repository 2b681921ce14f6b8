"""After the recovery code opened a store: a new passphrase, a new code, its sheet. Then the desk."""

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QFrame, QStackedWidget, QWidget

from app.services.desk import Desk, open_desk
from app.ui.main_window import MainWindow
from app.ui.passphrase_pair import PassphrasePair
from app.ui.problems import attempt, sentence_of
from app.ui.recovery_code import COVER_MS, PAGE_WIDTH, RecoveryCode
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import Button, LineField, NoticeBar, Scroller, column, field, label, row
from app.ui.worker import run_job

OPENED = (
    "The recovery code opened the store. Whoever had the sheet in hand could open it too, so it gets a new "
    "code now, and somebody gets a new passphrase. The old sheet is void after that."
)
LOST = (
    "The key file is lost or damaged. A new one is made with you as its only chair: add the others again in "
    "Settings, Operators. A damaged file is renamed, not deleted."
)
AT_WORK = "Making new keys and encrypting the store anew; this takes a few seconds."
LATER = "Not now: it is offered again when the store is next opened."


class NewPassphrase(QFrame):
    """`wanted` carries a name and a new passphrase; `left` goes in without one."""

    wanted = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="card")
        self.setFixedWidth(PAGE_WIDTH)
        self.notice = NoticeBar(closable=False)
        self._lost = label(LOST, wrap=True)
        self.who = QComboBox()
        self.name = LineField("Your name", "as it stands beside your changes", most=80)
        self._known = field("Who gets a new passphrase", self.who)
        self._new = field("Your name", self.name)
        self.pair = PassphrasePair()
        self.keep = Button("Set the passphrase", "primary", on=self._submit)
        self.leave = Button("Go in without", "quiet", on=self.left.emit)
        self._busy = label("", "note", wrap=True)
        self.setLayout(
            column(
                label("You are in with the recovery code", "lead"),
                label(OPENED, wrap=True),
                self._lost,
                self.notice,
                self._known,
                self._new,
                self.pair,
                4,
                row(self.keep, self.leave, None),
                self._busy,
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )
        self.pair.entered.connect(self._submit)

    def show_names(self, names: list[str]) -> None:
        """Those who can be given a passphrase; nobody, and a new key file is made."""
        self.who.clear()
        self.who.addItems(names)
        self._known.setVisible(bool(names))
        for part in (self._lost, self._new):
            part.setVisible(not names)
        self.leave.setVisible(bool(names))
        self.set_busy("")
        (self.who if names else self.name).setFocus()

    def set_busy(self, words: str) -> None:
        """What is being done meanwhile."""
        self._busy.setText(words)
        self._busy.setVisible(bool(words))
        for part in (self.who, self.name, self.pair, self.keep, self.leave):
            part.setEnabled(not words)

    def _submit(self) -> None:
        name = self.who.currentText() or self.name.value()
        if not name:
            self.notice.say("Type your name first: it stands beside everything you change.", "amber")
        elif not self.pair.words:
            self.notice.say(self.pair.missing, "amber")
            self.pair.focus()
        else:
            self.notice.put_away()
            self.set_busy(AT_WORK)
            self.wanted.emit(name, self.pair.words)


class RecoveryPage(QWidget):
    """First the new passphrase, then the sheet with the new code."""

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form, self.code = NewPassphrase(), RecoveryCode()
        self.later = Button(LATER, "quiet")
        self.pages = QStackedWidget()
        for part in (self.form, column(self.code, row(self.later, None), gap=12)):
            page = Scroller(name="Recovery")
            page.body.addStretch(1)
            page.body.addLayout(row(None, part, None))
            page.body.addStretch(2)
            self.pages.addWidget(page)
        self.setLayout(column(self.pages))

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence on the page in sight."""
        (self.code.notice if self.pages.currentIndex() else self.form.notice).say(sentence, tone)


class RecoveryWay(QObject):
    """`opened` carries the desk to go on with; `given_up` when nobody touched the page for five minutes."""

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._desk: Desk | None = None
        self.page: RecoveryPage | None = None
        self._alone = QTimer(self, singleShot=True, interval=COVER_MS)
        self._alone.timeout.connect(self._give_up)

    def begin(self, desk: Desk) -> bool:
        """Whether this desk has to come by here first."""
        code = None if desk.operators.recovered else desk.operators.code_to_print()
        if not desk.operators.recovered and code is None:
            return False
        self._desk = desk
        page = self.page = RecoveryPage()
        page.form.wanted.connect(self._set)
        page.form.left.connect(self._go_in)
        page.code.finished.connect(self._printed)
        page.later.clicked.connect(self._go_in)
        self._window.bring(page)
        if code is None:
            page.form.show_names([one.name for one in desk.operators.list()])
        else:
            self._show_code(desk, code)
        self._alone.start()
        return True

    def end(self) -> None:
        """Take the page away with all it holds."""
        self._alone.stop()
        if self.page is not None:
            page, self.page = self.page, None
            page.form.pair.forget()
            page.code.forget()
            self._window.dismiss(page)

    def close(self) -> None:
        """The window closes."""
        if self._desk is not None:
            self._desk.close()
            self._desk = None

    def _set(self, name: str, passphrase: str) -> None:
        desk = self._desk
        assert desk is not None
        self._alone.stop()

        def work() -> tuple[Desk, str]:
            desk.operators.set_passphrase(name, passphrase)
            code = desk.operators.renew_recovery_code()
            desk.close()
            return open_desk(desk.store.path, name, passphrase, desk.clock), code

        run_job(
            self._window, lambda _p: work(), done=lambda made: self._show_code(*made), failed=self._failed
        )

    def _show_code(self, desk: Desk, code: str) -> None:
        self._desk = desk
        if self.page is None:  # the window was closed meanwhile
            self.close()
            return
        self.page.form.pair.forget()
        self.page.pages.setCurrentIndex(1)
        self.page.code.show_code(desk.store.path.stem, code)
        self._alone.start()

    def _failed(self, problem: Exception) -> None:
        self._alone.start()
        if self.page is not None:
            self.page.form.set_busy("")
            self.page.say(sentence_of(problem)[0], "amber")

    def _printed(self) -> None:
        if self._desk is not None:
            attempt(self._desk.operators.code_printed)  # a disk that fails now: it is offered once more
        self._go_in()

    def _go_in(self) -> None:
        desk, self._desk = self._desk, None
        self.end()
        self.opened.emit(desk)

    def _give_up(self) -> None:
        self.close()
        self.end()
        self.given_up.emit()
