"""The page with the recovery code: shown once, printed on paper, read back before it goes."""

from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QComboBox, QFrame, QGridLayout, QLabel

from app.services.keeping import beginning
from app.ui import theme
from app.ui.recovery_sheet import paper_printers, print_sheet, sheet
from app.ui.style import dress
from app.ui.theme import Tone
from app.ui.widgets import Button, LineField, NoticeBar, column, field, label, row

PAGE_WIDTH, A_LINE = 640, 7
# An unattended page with the code on it would be worse than a lost code: it covers itself.
COVER_MS = 5 * 60_000
COVER = "····"
WHY = (
    "This code opens the store when every passphrase is forgotten or the key file is lost. It is shown only "
    "now and kept nowhere: print it, or copy it by hand. Then seal it and lock it away from this laptop."
)
NO_PRINTER = "This computer has no printer that prints on paper: copy the code by hand."
COPIED = "Copied. It leaves the clipboard after 30 seconds; paste it where only you can read it."


class RecoveryCode(QFrame):
    """`finished` once the last group was typed back."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        dress(self, kind="card")
        self.setFixedWidth(PAGE_WIDTH)
        self._code = self._store = ""
        self._groups: list[QLabel] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.WIDE)
        self._grid.setVerticalSpacing(theme.WIDE)
        self.printers = QComboBox()
        self.printers.setAccessibleName("Printer")
        self.print_button = Button("Print the sheet", "primary", on=self._print)
        self.copy_button = Button("Copy", on=self._copy)
        self.show_button = Button("Hide", "quiet", on=self._toggle)
        self.no_printer = label(NO_PRINTER, "note", wrap=True)
        self.typed = LineField("Last group of the code", "the last four signs", most=12)
        self.typed.setMaximumWidth(theme.FIELD_WIDTH // 2)
        self.go_on = Button("Go on", "primary", on=self._go_on)
        self.notice = NoticeBar(closable=False)
        self._cover = QTimer(self, singleShot=True, interval=COVER_MS)
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QFrame()
        box.setProperty("kind", "tinted")
        box.setAccessibleName("Recovery code")
        box.setLayout(row(None, self._grid, None, margins=(16, 24, 16, 24)))
        tools = row(self.print_button, self.printers, self.copy_button, self.show_button, None)
        check = field("Type the last group back, to show that you have the code", self.typed)
        check.setMaximumWidth(theme.FIELD_WIDTH)
        self.setLayout(
            column(
                label("The recovery code of your store", "lead"),
                label(WHY, wrap=True),
                self.notice,
                box,
                self.no_printer,
                tools,
                theme.GAP,
                check,
                row(self.go_on, None),
                gap=12,
                margins=(24, 20, 24, 20),
            )
        )

    def _connect(self) -> None:
        self.typed.textChanged.connect(self._weigh)
        self.typed.returnPressed.connect(self._go_on)
        self._cover.timeout.connect(lambda: self._set_shown(False))

    def show_code(self, store: str, code: str) -> None:
        """Show the code of the store of that name."""
        self._store, self._code = store, code
        self._fill()
        names = paper_printers()
        self.printers.clear()
        self.printers.addItems(names)
        for widget in (self.printers, self.print_button):
            widget.setVisible(bool(names))
        self.no_printer.setVisible(not names)
        self.notice.put_away()
        self.typed.clear()
        self._weigh()
        self._set_shown(True)
        (self.print_button if names else self.typed).setFocus()

    def forget(self) -> None:
        """Take the code off the page."""
        self._code = ""
        self._cover.stop()
        for group in self._groups:
            group.clear()
        self.typed.clear()

    def say(self, sentence: str, tone: Tone = "accent") -> None:
        """A sentence above the code."""
        self.notice.say(sentence, tone)

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._groups = []
        for place, group in enumerate(beginning.groups(self._code)):
            made = label(group, "title")
            fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
            fixed.setPixelSize(theme.TITLE)
            made.setFont(fixed)
            self._groups.append(made)
            self._grid.addWidget(made, place // A_LINE, place % A_LINE)

    def _set_shown(self, shown: bool) -> None:
        for made, group in zip(self._groups, beginning.groups(self._code), strict=False):
            made.setText(group if shown else COVER)
        self.show_button.set_text("Hide" if shown else "Show")
        if shown:
            self._cover.start()

    def _toggle(self) -> None:
        self._set_shown(self.show_button.accessibleName() == "Show")

    def _print(self) -> None:
        document = sheet(self._store, beginning.groups(self._code), date.today())
        if print_sheet(self.printers.currentText(), document):
            self.say("Sent to the printer. Compare the sheet with the screen before you go on.", "green")
        else:
            self.say("The printer did not take it: try again, or copy the code by hand.", "amber")

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.say(COPIED, "accent")

    def _weigh(self) -> None:
        self.go_on.setEnabled(bool(self._code) and beginning.is_last_group(self.typed.text(), self._code))

    def _go_on(self) -> None:
        if not self.go_on.isEnabled():
            self.say("That is not the last group of this code: compare it with your sheet.", "amber")
            return
        self.forget()
        self.finished.emit()
