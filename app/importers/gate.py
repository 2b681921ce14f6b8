"""Stands in front of the readers: refuses what is no list, and what would hang it or fill the memory.

Sizes are measured by unpacking with a bound, never read from the file's own directory.
Bounds are far above a monthly list (K&R: some 150 rows) and keep a refusal under 1 s and 300 MB.
"""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator

from app.errors import Refused

MAX_FILE = 40 * 2**20
MAX_PARTS = 1_000
MAX_PART = 40 * 2**20
MAX_UNPACKED = 64 * 2**20
MAX_TEXT = 20 * 2**20
MAX_RATIO = 200
MAX_ROW = 200_000
MAX_COLUMN = 500
MAX_LINES = 70_000
MAX_SHEETS = 200
MAX_EXTRAS = 5_000
"""Names and coloured areas: each takes the reader as long as a row."""

MAX_CELLS = 700_000
MAX_SPAN = 100_000
MAX_LINE = 200_000
_SMALL = 4 * 2**20
"""A part up to this size may be packed as tightly as it likes: empty styled cells are."""

_SAVE = "Open it in Excel and save it as an Excel workbook (.xlsx)."
_RENAME = "Give it the ending .csv, or open it in Excel and save it as a workbook (.xlsx)."
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END = b"PK\x05\x06"
_KINDS = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "a rich text document"),
    (b"MZ", "a program"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a compressed archive"),
    (b"SQLite format 3", "a database"),
)
_OLE_KINDS = (
    (
        "EncryptedPackage",
        "is protected with a password. Open it in Excel, remove the password and save it again.",
    ),
    ("WordDocument", f"is an old Word document and not a list. {_SAVE}"),
    ("PowerPoint Document", f"is an old PowerPoint file and not a list. {_SAVE}"),
    ("Workbook", f"is an old Excel file (.xls). {_SAVE}"),
    ("Book", f"is an old Excel file (.xls). {_SAVE}"),
)
_INSIDE = (
    ("word/", "is a Word document and not an Excel workbook. Choose the list itself."),
    ("ppt/", "is a PowerPoint file and not an Excel workbook. Choose the list itself."),
    ("xl/workbook.bin", f"is a binary Excel workbook (.xlsb). {_SAVE}"),
    ("content.xml", f"is an OpenDocument file. {_SAVE}"),
)
_MARKUP = (b"<html", b"<!doctype html", b"<table", b"<?xml")
_WIDE_TEXT = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile(rb"[\x00-\x06\x0e-\x19]")
_SEPARATED = re.compile(rb"[^\r\n]*[,;\t|]")
_WIDE = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00\x00<")
_DTD = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.I)
_ENCODING = re.compile(rb"^<\?xml[^>]*?encoding\s*=\s*[\"']([^\"']*)", re.I)
_ENCODINGS = frozenset((b"utf-8", b"utf8", b"us-ascii", b"ascii", b"iso-8859-1", b"windows-1252"))
_SHEET = re.compile(rb"<(?:[^\s<>/:]+:)?sheetData[\s/>]")
_PLACE = re.compile(rb"<(?:[^\s<>/:]+:)?(?:c|row)\s(?:[^<]*?\s)?r\s*=\s*[\"']([^\"'<]*)[\"']")
_NEAR = re.compile(rb"(?:[A-R]?[A-Z])?\d{1,5}")  # column RZ is the 494th
_CELL = re.compile(rb"<(?:[^\s<>/:]+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:[^\s<>/:]+:)?row[\s/>]")
_NAMED = re.compile(rb"<(?:[^\s<>/:]+:)?sheet\s")
_EXTRA = re.compile(rb"<(?:[^\s<>/:]+:)?(?:definedName|conditionalFormatting|dataValidation)[\s/>]")
_SPAN = re.compile(rb"<(?:[^\s<>/:]+:)?(?:mergeCell|hyperlink)\s(?:[^<]*?\s)?ref\s*=\s*[\"']([^\"'<]*)[\"']")
_REFERENCE = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,7})")
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
_MACROS = re.compile(rb"macroEnabled", re.I)


def check(data: bytes, file_name: str) -> None:
    """Nothing, or `Refused` with what the file is and what to do; of `file_name` the ending counts."""
    if not data:
        raise Refused("The file is empty (0 bytes). Ask for it to be sent again.")
    if len(data) > MAX_FILE:
        raise Refused(
            f"The file is larger than {MAX_FILE // 2**20} MB, which no monthly list is. Choose the list."
        )
    if not data.startswith(b"PK"):
        if is_text(data):
            if file_name.casefold().endswith((".xlsx", ".xlsm", ".xls")):
                raise Refused(f"The file is plain text (CSV) that is called an Excel workbook. {_RENAME}")
            _check_text(data)
            return
        raise Refused(f"The file {_what_it_is(data)}")
    if file_name.casefold().endswith((".xlsm", ".xltm", ".xlam")):
        _refuse_macros()
    _check_end(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_names(archive)
            _check_parts(archive)
    except _DAMAGE as trouble:
        raise Refused("The file is damaged and cannot be unpacked. Ask for it to be sent again.") from trouble


def is_text(data: bytes) -> bool:
    """Whether a file is separated text (CSV) rather than a workbook or something that is no list."""
    if data.startswith(_WIDE_TEXT):
        return len(data) % 2 == 0
    head = data[:65_536].lstrip(b"\xef\xbb\xbf \t\r\n")
    if data.startswith((b"PK", _OLE)) or head.lower().startswith(_MARKUP):
        return False
    if any(head.startswith(magic) for magic, _ in _KINDS) or _CONTROL.search(data):
        return False
    return bool(_SEPARATED.search(head))


def _check_text(data: bytes) -> None:
    if len(data) > MAX_TEXT:
        raise Refused(
            f"The file is larger than {MAX_TEXT // 2**20} MB, which no monthly list is. Choose the list."
        )
    ends = max(data.count(b"\n"), data.count(b"\r"))
    if ends > MAX_LINES or ends + max(data.count(mark) for mark in (b",", b";", b"\t", b"|")) > MAX_CELLS:
        raise Refused(
            f"The file has more than {MAX_CELLS:,} cells or {MAX_LINES:,} rows, which no monthly list has. "
            "Choose the list."
        )
    if max(map(len, data.splitlines()), default=0) > MAX_LINE:
        raise Refused("A line of the file is far longer than a list's. Choose the list.")


def _what_it_is(data: bytes) -> str:
    if data.startswith(_OLE):
        for stream, sentence in _OLE_KINDS:
            if stream.encode("utf-16-le") in data:
                return sentence
        return f"is of an old Office format and not an Excel workbook (.xlsx). {_SAVE}"
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    for magic, kind in _KINDS:
        if head.startswith(magic):
            return f"is {kind} and not an Excel workbook. Choose the list itself."
    if head.lower().startswith(_MARKUP):
        return f"is a web page or XML and not an Excel workbook. {_SAVE}"
    if b"\x00" not in data[:4096]:
        return f"is plain text without columns and not a list. {_SAVE}"
    return f"is not an Excel workbook. {_SAVE}"


def _check_end(data: bytes) -> None:
    """Look at the archive's own count first: listing 70,000 parts alone would take the second."""
    at = data.rfind(_END, max(0, len(data) - 65_557))
    if at < 0 or len(data) < at + 22:
        raise Refused("The file is cut off: its end is missing. Ask for it to be sent again.")
    parts = int.from_bytes(data[at + 10 : at + 12], "little")
    directory = int.from_bytes(data[at + 12 : at + 16], "little")
    if parts > MAX_PARTS or directory > MAX_PARTS * 1024:
        raise Refused("The file is made of far more parts than a list has, and was not opened for safety.")


def _check_names(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(names) > MAX_PARTS:
        raise Refused("The file is made of far more parts than a list has, and was not opened for safety.")
    if any(_is_path_out(name) for name in names) or len(set(names)) < len(names):
        raise Refused(
            f"The file has parts with names that Excel never writes, and was not opened for safety. {_SAVE}"
        )
    if any(part.flag_bits & 0x1 for part in parts):
        raise Refused("The file is protected with a password. Remove the password and save it again.")
    if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in parts):
        raise Refused(f"The file is packed in a way that Excel never does. {_SAVE}")
    if "xl/workbook.xml" not in names:
        for inside, sentence in _INSIDE:
            if any(name.startswith(inside) for name in names):
                raise Refused(f"The file {sentence}")
    if "[Content_Types].xml" not in names:
        raise Refused(
            "The file is an archive and not an Excel workbook. Unpack it and choose the list itself."
        )
    if any(name.casefold().endswith("vbaproject.bin") for name in names):
        _refuse_macros()


def _refuse_macros() -> None:
    raise Refused("The file holds macros (programs), which are not let in. Save it as .xlsx without macros.")


def _is_path_out(name: str) -> bool:
    return name.startswith(("/", "\\")) or ".." in re.split(r"[/\\]", name) or ":" in name or "\x00" in name


def _check_parts(archive: zipfile.ZipFile) -> None:
    left, cells = MAX_UNPACKED, 0
    if sum(part.file_size for part in archive.infolist()) > MAX_UNPACKED:
        _refuse_bomb()
    for part in archive.infolist():
        if part.is_dir():
            continue
        with archive.open(part) as stream:
            content = stream.read(min(MAX_PART, left) + 1)
        left -= len(content)
        if left < 0 or len(content) > MAX_PART:
            _refuse_bomb()
        if len(content) > _SMALL and len(content) > MAX_RATIO * max(part.compress_size, 1):
            _refuse_bomb()
        _check_markup(part.filename, content)
        cells += _check_sheet(content)
        if cells > MAX_CELLS:
            raise Refused(
                f"The file has more than {MAX_CELLS:,} cells, which no monthly list has. Choose the list."
            )


def _refuse_bomb() -> None:
    raise Refused("The file unpacks to far more than a list holds, and was not opened for safety.")


def _check_markup(name: str, content: bytes) -> None:
    if content.startswith(_WIDE):
        raise Refused(f"The file has a part in an encoding that Excel never writes. {_SAVE}")
    if _DTD.search(content):
        raise Refused(f"The file contains a DTD (definitions of its own), which is unsafe. {_SAVE}")
    declared = _ENCODING.match(content[:200].lstrip(b"\xef\xbb\xbf \t\r\n"))
    if declared and declared[1].strip().lower() not in _ENCODINGS:
        raise Refused(f"The file has a part in an encoding that Excel never writes. {_SAVE}")
    if name == "[Content_Types].xml" and _MACROS.search(content):
        _refuse_macros()
    if name == "xl/workbook.xml" and _count(_NAMED, content) > MAX_SHEETS:
        raise Refused(
            f"The workbook has more than {MAX_SHEETS} sheets, which no monthly list has. Save the sheets of "
            "the list as a workbook of their own."
        )
    if name.startswith("xl/w") and _count(_EXTRA, content) > MAX_EXTRAS:
        raise Refused(
            f"The workbook has more than {MAX_EXTRAS:,} names, coloured areas or drop-down lists. Copy the "
            "rows of the list into a new workbook and save that."
        )


def _count(what: re.Pattern[bytes], content: bytes) -> int:
    return sum(1 for _ in what.finditer(content))


def _check_sheet(content: bytes) -> int:
    """How many cells the part holds, if it is a sheet; 0 otherwise."""
    if not _SHEET.search(content):
        return 0
    if _count(_ROW, content) > MAX_LINES:
        raise Refused(
            f"A sheet has more than {MAX_LINES:,} rows, which no monthly list has. Delete the empty rows "
            "under the list in Excel and save it again."
        )
    far = {place for place in _PLACE.findall(content) if not _NEAR.fullmatch(place)}
    for column, row in _places(far):
        if row > MAX_ROW or column > MAX_COLUMN:
            raise Refused(
                f"A sheet has cells beyond row {MAX_ROW:,} or column {MAX_COLUMN}. "
                "Delete the empty rows and columns around the list in Excel and save it again."
            )
    spanned = 0
    for span in set(_SPAN.findall(content)):
        columns, rows = zip(*_places(span.split(b":")), strict=True)
        spanned += (max(columns) - min(columns) + 1) * (max(rows) - min(rows) + 1)
        if spanned > MAX_SPAN or 0 in rows or 0 in columns:
            raise Refused(
                "A sheet has a merged or linked area far larger than a list. Unmerge it and save it again."
            )
    return _count(_CELL, content)


def _places(references: "set[bytes] | list[bytes]") -> Iterator[tuple[int, int]]:
    """Column (0 if none) and row of each reference; what Excel would not write is out of bounds."""
    for reference in references:
        match = _REFERENCE.fullmatch(reference.decode("latin-1").strip())
        if not match:
            yield MAX_COLUMN + 1, MAX_ROW + 1
            continue
        column = 0
        for letter in match[1].upper():
            column = column * 26 + ord(letter) - 64
        yield column, int(match[2] or 0)
