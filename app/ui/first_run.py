"""The first start: what a new store needs, then the recovery code, which is shown only now."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QFrame, QLineEdit, QStackedWidget, QWidget

from app.services.keeping import beginning
from app.services.keeping.beginning import NewStore
from app.ui.recovery_code import RecoveryCode
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import Button, LineField, NoticeBar, Scroller, column, field, label, row, rule

FORM_WIDTH, STORY_WIDTH, GAP_BETWEEN = 480, 304, 56
STORY = (
    (
        "One file on this laptop",
        "Lists, minutes and actions lie in one encrypted store. Chairside never uses the network.",
    ),
    (
        "Two ways in",
        "Your passphrase, and a recovery code that you print on the next page and seal in an envelope.",
    ),
    ("No way round", "Without either of them nobody can open the store, and nobody can help."),
)


class FirstRun(QWidget):
    """`wanted` carries a `NewStore`; then call `wrong(sentence)` or `show_code`.

    `demo_asked` and `back_asked` follow their buttons; `finished` comes when the code was read back.
    """

    wanted = Signal(object)
    demo_asked = Signal()
    back_asked = Signal()
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = NewStoreForm()
        self.code = RecoveryCode()
        self.demo = Button("Look around in the demo", on=self._ask_demo)
        self.back = Button("Back", "quiet", on=self.back_asked.emit)
        self._pages = QStackedWidget()
        self._pages.addWidget(_centred(self._story(), self.form))
        self._pages.addWidget(_centred(self.code))
        self.setLayout(column(self._pages))
        self.form.wanted.connect(self.wanted)
        self.code.finished.connect(self.finished)

    def _story(self) -> QWidget:
        words = QWidget()
        words.setFixedWidth(STORY_WIDTH)
        box = column(label("Chairside", "title"), label("The desk of a chair", "note"), 12, gap=4)
        for title, sentence in STORY:
            box.addSpacing(12)
            box.addWidget(label(title, "heading"))
            box.addWidget(label(sentence, "note", wrap=True))
        box.addSpacing(20)
        box.addWidget(rule())
        box.addSpacing(12)
        box.addWidget(label("Rather see it at work first? The demo has invented children only.", wrap=True))
        box.addSpacing(4)
        box.addLayout(row(self.demo, self.back, None))
        box.addStretch(1)
        words.setLayout(box)
        return words

    def start(self, *, can_go_back: bool) -> None:
        """Show the empty form; `can_go_back` when there are stores to open instead."""
        self.back.setVisible(can_go_back)
        self.form.begin()
        self.set_busy("")
        self._pages.setCurrentIndex(0)

    def set_busy(self, words: str) -> None:
        """What is being done meanwhile; "" when nothing is."""
        self.form.set_busy(words)
        self.demo.setEnabled(not words)
        self.back.setEnabled(not words)

    def wrong(self, sentence: str) -> None:
        """It was not made: say why, and keep what was typed."""
        self.set_busy("")
        self.form.notice.say(sentence, "amber")

    def show_code(self, store: str, code: str) -> None:
        """The store is there: show its recovery code, and forget the passphrase."""
        self.form.begin()
        self.code.show_code(store, code)
        self._pages.setCurrentIndex(1)

    def forget(self) -> None:
        """Let go of the code and of what was typed."""
        self.form.begin()
        self.code.forget()

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence on the page in sight."""
        notice = self.form.notice if self._pages.currentIndex() == 0 else self.code.notice
        notice.say(sentence, tone)

    def _ask_demo(self) -> None:
        self.set_busy("Making the demo; this takes a few seconds.")
        self.demo_asked.emit()


def _centred(*parts: QWidget) -> Scroller:
    page = Scroller(name="First start")
    line = row(None, gap=GAP_BETWEEN)
    for part in parts:
        line.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
    line.addStretch(1)
    page.body.addStretch(1)
    page.body.addLayout(line)
    page.body.addStretch(2)
    return page


class NewStoreForm(QFrame):
    """Area, name, passphrase twice with advice, and the place of the file."""

    wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="card")
        self.setFixedWidth(FORM_WIDTH)
        self.area = QComboBox()
        for code, name in beginning.areas():
            self.area.addItem(name, code)
        # The area decides every rule, so that none is taken by having been first in the list.
        self.area.setPlaceholderText("Choose the area")
        self.area.setCurrentIndex(-1)
        self.operator = LineField("Your name", "as it stands beside your changes", most=80)
        self.first, self.second = _secret("Passphrase"), _secret("Passphrase once more")
        self.advice = label("", "small", wrap=True)
        self.reveal = Button("Show", "quiet", on=self._reveal)
        self.place = LineField("File", most=1000)
        self.change = Button("Change…", on=self._ask_place)
        self.create_button = Button("Make the store", "primary", on=self._submit)
        self.notice = NoticeBar(closable=False)
        self._busy = label("", "note", wrap=True)
        self._path = Path()
        self._placed = False  # by hand: another area then leaves the file where it is
        self._build()
        self.area.currentIndexChanged.connect(self._suggest)
        for box in (self.first, self.second):
            box.textChanged.connect(self._advise)
            box.returnPressed.connect(self._submit)

    def _build(self) -> None:
        place = QWidget()
        self.place.setReadOnly(True)
        place.setLayout(row(self.place, self.change))
        twice = QWidget()
        twice.setLayout(
            column(row(self.first, self.reveal, gap=4), row(self.second, self._reveal_room(), gap=4))
        )
        foot = row(self.create_button, gap=12)
        foot.addWidget(self._busy, 1)
        self.setLayout(
            column(
                label("Set up your desk", "lead"),
                self.notice,
                field("Area whose meetings you chair", self.area),
                field("Your name", self.operator, "you join as chair"),
                column(field("Passphrase, twice", twice), self.advice, gap=4),
                field("Where the store lies", place),
                4,
                foot,
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _reveal_room(self) -> QWidget:
        """As wide as the button above it, so that both fields are alike."""
        room = QWidget()
        room.setFixedWidth(self.reveal.sizeHint().width())
        return room

    def begin(self) -> None:
        """Empty the secrets and suggest a place."""
        for box in (self.first, self.second):
            box.clear()
            box.setEchoMode(QLineEdit.EchoMode.Password)
        self._placed = False
        self.reveal.set_text("Show")
        self.notice.put_away()
        self._suggest()
        self._advise()
        self.operator.setFocus()

    def set_busy(self, words: str) -> None:
        """Say what is being done, and take no more input meanwhile."""
        self._busy.setText(words)
        for box in (self.area, self.operator, self.first, self.second, self.change, self.create_button):
            box.setEnabled(not words)

    def set_place(self, path: Path) -> None:
        """Where the new store goes."""
        self._path = path
        self.place.set_value(str(path))
        self.place.setToolTip(str(path))
        self.place.setCursorPosition(len(str(path)))

    def _suggest(self) -> None:
        if self._placed:
            return
        self.set_place(beginning.suggested_place(str(self.area.currentData() or "store")))

    def _ask_place(self) -> None:
        words = "Where the store lies: a folder on this computer"
        name, _ = QFileDialog.getSaveFileName(self, words, str(self._path), "Chairside (*.chairside)")
        if name:
            self._placed = True
            self.set_place(Path(name).with_suffix(".chairside"))

    def _advise(self) -> None:
        said = beginning.advice(self.first.text(), self.second.text())
        self.advice.setText(said.words)

    def _reveal(self) -> None:
        hidden = self.first.echoMode() == QLineEdit.EchoMode.Password
        mode = QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password
        for box in (self.first, self.second):
            box.setEchoMode(mode)
        self.reveal.set_text("Hide" if hidden else "Show")

    def _submit(self) -> None:
        said = beginning.advice(self.first.text(), self.second.text())
        if self.area.currentData() is None:
            words = "Choose the area first: it decides the meetings and their rules, which can be edited."
            self.notice.say(words, "amber")
            self.area.setFocus()
        elif not self.operator.value():
            self.notice.say("Type your name first: it stands beside everything you change.", "amber")
            self.operator.setFocus()
        elif not said.ok:
            self.notice.say(said.words, "amber")
            (self.second if self.first.text() and self.second.text() == "" else self.first).setFocus()
        else:
            self.notice.put_away()
            self.set_busy("Making the store; this takes a few seconds.")
            new = NewStore(self._path, str(self.area.currentData()), self.operator.value(), self.first.text())
            self.wanted.emit(new)


def _secret(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setAccessibleName(name)
    made.setPlaceholderText("once more" if "more" in name else "four words or more")
    return made
