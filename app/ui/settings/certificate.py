"""A certificate of destruction: to be read, printed, or written to a file. It names nobody."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from app.services.keeping import certificates
from app.ui import theme
from app.ui.month.saving import folder
from app.ui.problems import guarded
from app.ui.recovery_sheet import paper_printers, print_sheet
from app.ui.widgets import Button, Card, NoticeBar, label, row


def ask_where(parent: QWidget, name: str) -> Path | None:
    """The system's own dialog."""
    chosen, _ = QFileDialog.getSaveFileName(
        parent, "Write the certificate", str(folder() / name), "Text (*.txt)"
    )
    return Path(chosen) if chosen else None


class CertificatePage(Card):
    """`left` goes back to the list."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__("Certificate of destruction", " ")
        self._text, self._number = "", 0
        self.notice = NoticeBar(closable=False)
        self.words = label("", wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.printers = QComboBox()
        self.printers.setAccessibleName("Printer")
        self.print_button = Button("Print", on=self._print)
        self.write = Button("Write to a file…", "primary", on=self._ask)
        self.back = Button("Back to the list", "quiet", on=self.left.emit)
        self.add(self.notice, self.words)
        self.body.addSpacing(theme.GAP)
        self.body.addLayout(row(self.write, self.print_button, self.printers, self.back, None))
        self.body.setSpacing(12)

    def show_text(self, number: int, text: str) -> None:
        """Show this certificate."""
        self._number, self._text = number, text
        first, _, rest = text.partition("\n")
        self.set_title(first)
        self.words.setText(rest)
        self.notice.put_away()
        names = paper_printers()
        self.printers.clear()
        self.printers.addItems(names)
        for part in (self.printers, self.print_button):
            part.setVisible(bool(names))
        self.write.setFocus()

    def save(self, target: Path) -> None:
        """Write it as plain text."""
        with guarded(self) as act:
            certificates.write(target, self._text)
        if act.ok:
            self.notice.say(f"Written: {target.name}.", "green")

    def _ask(self) -> None:
        target = ask_where(self, f"certificate-{self._number}.txt")
        if target is not None:
            self.save(target)

    def _print(self) -> None:
        document = QTextDocument()
        document.setPlainText(self._text)
        if print_sheet(self.printers.currentText(), document):
            self.notice.say("Sent to the printer.", "green")
        else:
            self.notice.say("The printer did not take it: try again, or write it to a file.", "amber")
