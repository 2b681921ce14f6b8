"""A list saved as text (CSV): its encoding and its separator are found, and it becomes one sheet of text."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from app.domain.text import clean, clean_name
from app.errors import Refused
from app.importers.sheets import ERRORS, Book, Cell, Line, Sheet

_SEPARATORS = ",;\t|"
_TRIED = 60
_DECLARED = re.compile(r"sep=(.)\s*", re.I)
_AS_TEXT = re.compile(r'=\s*"([^"]*)"|\'(?=[=+\-@\d])(.*)', re.S)
_OLDER = ("cp1252", "mac-roman", "cp850")  # Windows, Excel's "CSV (Macintosh)" and its "CSV (MS-DOS)"
_BEYOND = re.compile(r"([A-Za-z])([^\x00-\x7f])")
_SWALLOWED = 2
_LONGEST_CELL = 32_767  # what a cell of Excel can hold


def open_text(data: bytes, file_name: str) -> Book:
    """The one sheet of a text file that has passed the gate; it is called as the file, without its ending."""
    text = _decoded(data)
    rows = _rows(text, separator_of(text) or ",")
    lines = (_line(number, cells) for number, cells in enumerate(rows, 1))
    title = clean_name(PurePath(file_name).stem)[:100] or "List"
    return Book((Sheet(title, tuple(line for line in lines if line.cells)),), is_text=True)


def separator_of(text: str) -> str:
    """The separator by which most of the first lines have the same number of columns; "" if there is none."""
    first = text.lstrip().split("\n", 1)[0]
    declared = _DECLARED.fullmatch(first.strip("\r"))
    if declared:
        return declared[1]
    head = [line for line in text[:200_000].splitlines() if line.strip()][:_TRIED]
    return max(_SEPARATORS, key=lambda mark: _regularity(head, mark)) if head else ""


def _regularity(head: Sequence[str], mark: str) -> int:
    """How many lines have one width, times its separators: commas in addresses differ by the line."""
    try:
        widths = Counter(len(row) for row in csv.reader(head, delimiter=mark) if len(row) > 1)
    except csv.Error:
        return 0
    return max((lines * lines * (width - 1) for width, lines in widths.items()), default=0)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return max((data.decode(name, "replace") for name in _OLDER), key=_plausible)


def _plausible(text: str) -> int:
    """How well the letters beyond ASCII stand among others: "José" does, "JosŽ" and "Jos‚" do not."""
    score = 0
    for match in _BEYOND.finditer(text):
        before, letter = match[1], match[2]
        fits = letter.isalpha() and not (before.islower() and letter.isupper())
        score += 1 if fits else -1
    return score


def _rows(text: str, mark: str) -> list[list[str]]:
    lines = re.split(r"(?<=\n)|(?<=\r)(?!\n)", text)
    try:
        rows = list(csv.reader(lines, delimiter=mark, strict=True))
    except csv.Error as error:
        raise Refused(
            "The quotation marks in the file do not pair up, so its columns cannot be told apart. "
            "Open it in Excel and save it as an Excel workbook (.xlsx)."
        ) from error
    _check_nothing_ran_together(rows, mark)
    return rows


def _check_nothing_ran_together(rows: Sequence[Sequence[str]], mark: str) -> None:
    """A quotation mark that is closed rows later swallows them: the file is refused, never shortened."""
    tight = re.compile(re.escape(mark) + r"(?=\S)")  # in a sentence, a space follows
    for number, row in enumerate(rows, 1):
        for text in row:
            swallowed = "\n" in text and len(tight.findall(text)) >= _SWALLOWED
            if swallowed or len(text) > _LONGEST_CELL:
                raise Refused(
                    f"A quotation mark in row {number} is not closed, so rows run together. "
                    "Close it, or save the list as an Excel workbook (.xlsx)."
                )


def _line(number: int, cells: Sequence[str]) -> Line:
    read = ((column, _cell(text)) for column, text in enumerate(cells, 1))
    return Line(number, {column: cell for column, cell in read if cell is not None})


def _cell(raw: str) -> Cell | None:
    text = clean(raw).strip()
    written = _AS_TEXT.fullmatch(text)
    if written:
        text = (written[1] or written[2] or "").strip()
    if text in ERRORS:
        return Cell(None, text, "error")
    return Cell(text, text) if text else None
