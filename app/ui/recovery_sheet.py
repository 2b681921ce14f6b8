"""The sheet with the recovery code: on paper only, because a file with the code would open the store."""

from collections.abc import Sequence
from datetime import date
from html import escape

from PySide6.QtGui import QTextDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.calendar import day_words

# These "printers" write a file, and the code must not lie in one.
_NOT_PAPER = ("pdf", "xps", "onenote", "fax", "image", "file")
_A_LINE = 7

_SHEET = """
<html><body style="font-family: sans-serif; font-size: 11pt;">
<h1 style="font-size: 20pt;">Recovery code of a Chairside store</h1>
<p>Store: <b>{store}</b> &nbsp; Made on: <b>{made}</b></p>
<table cellspacing="0" cellpadding="10" border="1" style="border-collapse: collapse;">{code}</table>
<h2 style="font-size: 13pt;">Keep this sheet as you would keep the records themselves</h2>
<p>Whoever holds this code can open the store, with or without its key file. Seal it in an envelope, have two
people sign across the flap, and lock it away from the laptop.</p>
<h2 style="font-size: 13pt;">When it is needed</h2>
<p>If every passphrase is forgotten or the key file is lost: open Chairside, choose “Use the recovery code”,
and type the code. Capitals, spaces and dashes do not matter. The letters I, L, O and U are not used.</p>
<p>Without a passphrase and without this code nobody can open the store.</p>
<p style="margin-top: 30pt;">Sealed by: ______________________ &nbsp;&nbsp; and: ______________________
&nbsp;&nbsp; on: ______________</p>
</body></html>
"""


def paper_printers() -> tuple[str, ...]:
    """The printers of this computer that put ink on paper, the default one first."""
    default = QPrinterInfo.defaultPrinterName()
    names = [name for name in QPrinterInfo.availablePrinterNames() if prints_on_paper(name)]
    return tuple(sorted(names, key=lambda name: name != default))


def prints_on_paper(name: str) -> bool:
    """Whether a printer of that name is one, and not a way to write a file."""
    return not any(word in name.casefold() for word in _NOT_PAPER)


def sheet(store: str, groups: Sequence[str], made: date) -> QTextDocument:
    """The sheet as a document: the code in large groups, and what to do with it."""
    lines = [groups[at : at + _A_LINE] for at in range(0, len(groups), _A_LINE)]
    cell = '<td style="font-family: monospace; font-size: 16pt;">{}</td>'
    code = "".join(f"<tr>{''.join(cell.format(escape(group)) for group in line)}</tr>" for line in lines)
    document = QTextDocument()
    document.setHtml(_SHEET.format(store=escape(store), made=day_words(made), code=code))
    return document


def print_sheet(printer_name: str, document: QTextDocument) -> bool:
    """Send it to a printer of this computer; False when the printer does not take it."""
    info = QPrinterInfo.printerInfo(printer_name)
    if info.isNull():
        return False
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Chairside")
    document.print_(printer)
    return printer.printerState() != QPrinter.PrinterState.Error
