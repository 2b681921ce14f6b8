"""One row being read: its cells by field, the doubts it raises, and why it cannot be taken."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from app.domain.dates import EPOCH_1900, is_unknown, read_day, read_moment, read_time
from app.domain.text import clean_name
from app.importers.sheets import Cell

_AHEAD = 5
_YES = frozenset("y yes true 1 x ✓ ✔ declined refused accepted lac cla".split())
_NO = frozenset("n no false 0 not".split())
_TROUBLES = {
    "error": "holds an Excel error (such as #REF!); correct it in Excel and import the file again",
    "formula": "is a formula whose result was never saved; save the file in Excel and import it again",
}
_NOTHING = frozenset(("none", "nil", "zero", "no"))
_WHOLE = re.compile(r"\d{1,4}(?:\.0+)?")
FIRST_WORD = re.compile(r"\w+|[✓✔]")


class Unfit(Exception):
    """A row that is not taken; `reason` is one sentence without anything the row says."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Entry:
    """Reads the cells of a row by field and gathers notes; raises `Unfit` where a needed cell fails."""

    def __init__(
        self,
        cells: Mapping[str, Cell],
        labels: Mapping[str, str],
        *,
        sheet: str,
        today: date,
        epoch: date = EPOCH_1900,
        section: str = "",
        out_of_borough: bool = False,
        title_borough: str = "",
        sheet_borough: str = "",
        is_text: bool = False,
    ) -> None:
        self._cells = cells
        self._labels = labels  # of the fields that have a column
        self.epoch = epoch
        self.sheet = sheet
        self.section = section  # the borough of the section line above
        self.section_out_of_borough = out_of_borough
        self.title_borough = title_borough
        self.sheet_borough = sheet_borough
        self.is_text = is_text
        self.today = today
        self.notes: list[str] = []

    def note(self, doubt: str) -> None:
        """A doubt that does not stop the row; the same doubt is noted once."""
        if doubt not in self.notes:
            self.notes.append(doubt)

    def label(self, key: str) -> str:
        """What stands over the column of a field, or ""."""
        return self._labels.get(key, "")

    def has_column(self, key: str) -> bool:
        """Whether the sheet has a column for a field."""
        return key in self._labels

    def value(self, key: str, what: str = "", *, needed: bool = False) -> object:
        """The value of a cell or None; an error or an unsaved formula is noted, or stops the row."""
        cell = self._cells.get(key)
        if cell is None:
            return None
        if cell.trouble:
            sentence = f"The {what or self._labels[key]} {_TROUBLES[cell.trouble]}."
            if needed:
                raise Unfit(sentence)
            self.note(sentence)
            return None
        return cell.value

    def text(self, key: str, what: str = "", *, needed: bool = False) -> str:
        """The text of a cell on one line, or ""."""
        if self.value(key, what, needed=needed) is None:
            return ""
        return clean_name(self._cells[key].text)

    def said(self, key: str) -> str:
        """The text of a cell, or "" where it only says that nobody knows."""
        text = self.text(key)
        return "" if is_unknown(text) else text

    def words(self, key: str) -> str:
        """The text of a cell with its lines kept (comments)."""
        return "" if self.value(key) is None else self._cells[key].text

    def reference(self, what: str) -> str:
        """The row's own reference, or ""; an error there stops the row, for it could not be found again."""
        text = self.text("reference", what, needed=True)
        return "" if is_unknown(text) else text

    def day(self, key: str, what: str) -> date | None:
        """An optional day; one that cannot be read is noted. `what` names it in the note."""
        read = read_day(self.value(key, what), latest=self._ahead(), epoch=self.epoch)
        if read.problem:
            self.note(f"The {what} {read.problem} and was left out.")
        self.doubt(what, unsure=read.unsure)
        return read.day

    def doubt(self, what: str, *, unsure: bool) -> None:
        """Note a value that whoever wrote it marked as not certain."""
        if unsure:
            self.note(f"The {what} is marked as not certain.")

    def moment(self, key: str, time_key: str, what: str, *, needed: bool = False) -> datetime | None:
        """A moment from one column, or from a column for the day and one for the time."""
        read = read_moment(self.value(key, what, needed=needed), latest=self._ahead(), epoch=self.epoch)
        if read.problem and needed:
            raise Unfit(f"The {what} {read.problem}.")
        if read.problem:
            self.note(f"The {what} {read.problem} and was left out.")
        self.doubt(what, unsure=read.unsure)
        if read.at is None or not self.has_column(time_key):
            if read.at is not None and not read.timed and isinstance(self.value(key), str):
                self.note(f"The {what} has no time of day; midnight stands.")
            return read.at
        since = read_time(self.value(time_key))
        if since is None and read.timed:
            return read.at
        if since is None:
            self.note(f"The {what} has no readable time of day.")
            return read.at
        return datetime(read.at.year, read.at.month, read.at.day) + since

    def count(self, key: str, what: str) -> int | None:
        """A whole number of things ("3", "3.0", "none"); anything else is noted and left out."""
        text = self.text(key).casefold()
        if text in _NOTHING:
            return 0
        if is_unknown(text):
            return None
        if _WHOLE.fullmatch(text):
            return int(text.split(".")[0])
        self.note(f"The {what} is not a number and was left out.")
        return None

    def flag(self, key: str, what: str) -> bool | None:
        """Yes or no; None where nothing was written or it cannot be told, which is noted."""
        text = self.said(key)
        if not text:
            return None
        found = FIRST_WORD.search(text.casefold())
        word = found[0] if found else ""
        if word in _YES or word in _NO:
            return word in _YES
        self.note(f"The {what} is neither yes nor no.")
        return None

    def choice(self, key: str, table: Mapping[str, str], what: str) -> str:
        """A word of a small table, by its first word; anything else is noted and left out."""
        text = self.said(key).casefold()
        if not text:
            return ""
        found = FIRST_WORD.search(text)
        value = table.get(text) or table.get(found[0] if found else "", "")
        if not value:
            self.note(f"The {what} is none of {', '.join(dict.fromkeys(table.values()))}.")
        return value

    def _ahead(self) -> date:
        """Two-digit years of events may lie a few years ahead."""
        return date(min(self.today.year + _AHEAD, 9999), 12, 31)
