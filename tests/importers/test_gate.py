"""Hostile and broken files are refused in plain words, quickly and without filling the memory."""

import io
import struct
import time
import tracemalloc
import zipfile

import pytest

from app.errors import Refused
from app.importers.gate import MAX_PARTS, check
from tests.importers.books import MISPER, book, episode, packed, parts_of, tampered

SOUND = book([MISPER, episode()])
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOL = b'<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'
XXE = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'


def ole(stream: str) -> bytes:
    """The head of an OLE file with a stream of this name in its directory."""
    return OLE + bytes(504) + stream.encode("utf-16-le") + bytes(512)


def with_part(name: str, content: bytes) -> bytes:
    return packed({**parts_of(SOUND), name: content})


def office(name: str) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", name: b"<d/>"})


def macro_by_type() -> bytes:
    return tampered(b"spreadsheetml.sheet.main", b"x.macroEnabled.main", "[Content_Types].xml")


def after_rows(markup: bytes) -> bytes:
    return tampered(b"</sheetData>", b"</sheetData>" + markup)


def with_head(head: bytes) -> bytes:
    sheet = parts_of(SOUND)[SHEET]
    return with_part(SHEET, head + sheet[sheet.index(b"<worksheet") :])


def bomb(megabytes: int) -> bytes:
    """A sheet that is small on disk and unpacks to this size."""
    sheet = parts_of(SOUND)[SHEET]
    return with_part(SHEET, sheet.replace(b"<sheetData>", b"<sheetData>" + b" " * (megabytes * 2**20)))


def lying_bomb() -> bytes:
    """The same, with a directory that declares 100 bytes."""
    data = bytearray(bomb(50))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(SHEET)
    central = data.index(b"PK\x01\x02")
    while data[central + 46 : central + 46 + len(SHEET)] != SHEET.encode():
        central = data.index(b"PK\x01\x02", central + 4)
    data[info.header_offset + 22 : info.header_offset + 26] = struct.pack("<I", 100)
    data[central + 24 : central + 28] = struct.pack("<I", 100)
    return bytes(data)


def many_medium_parts() -> bytes:
    return packed({**parts_of(SOUND), **{f"xl/media/{n}.bin": bytes(3 * 2**20) for n in range(30)}})


def duplicate_part() -> bytes:
    stream = io.BytesIO(SOUND)
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning):
        archive.writestr(SHEET, b"<worksheet/>")
    return stream.getvalue()


def encrypted_zip() -> bytes:
    data = bytearray(SOUND)
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    return bytes(data)


HOSTILE = [
    ("empty", lambda: b"", "is empty"),
    ("program", lambda: b"MZ\x90\x00" + bytes(100), "a program"),
    ("pdf", lambda: b"%PDF-1.7\n", "PDF"),
    ("text", lambda: b"Dear Priya\r\nthe list is late\r\n", "plain text"),
    ("csv called xlsx", lambda: b"Ref,Name,DOB\r\n1,A,B\r\n", "plain text"),
    ("web page saved as .xls", lambda: b"<html><table><tr><td>1</td></tr></table></html>", "web page"),
    ("noise", lambda: bytes(range(256)) * 4, "not an Excel workbook"),
    ("old xls", lambda: ole("Workbook"), "old Excel file"),
    ("old doc", lambda: ole("WordDocument"), "old Word document"),
    ("password", lambda: ole("EncryptedPackage"), "protected with a password"),
    ("encrypted zip", encrypted_zip, "protected with a password"),
    ("docx", lambda: office("word/document.xml"), "a Word document"),
    ("ods", lambda: packed({"mimetype": b"x", "content.xml": b"<d/>"}), "OpenDocument"),
    ("xlsb", lambda: office("xl/workbook.bin"), "binary Excel"),
    ("zip", lambda: packed({"list.csv": b"1,2"}), "archive"),
    ("cut at a third", lambda: SOUND[: len(SOUND) // 3], "cut off"),
    ("cut by 10 bytes", lambda: SOUND[:-10], "cut off"),
    ("bit rot", lambda: SOUND[:60] + bytes(40) + SOUND[100:], "damaged"),
    ("macro", lambda: with_part("xl/vbaProject.bin", b"x"), "macros"),
    ("macro by type", macro_by_type, "macros"),
    ("lol", lambda: with_head(LOL), "DTD"),
    ("xxe", lambda: with_head(XXE), "DTD"),
    ("utf-16", lambda: with_part(SHEET, parts_of(SOUND)[SHEET].decode().encode("utf-16")), "encoding"),
    ("utf-7", lambda: with_head(b'<?xml version="1.0" encoding="utf-7"?>'), "encoding"),
    ("path", lambda: with_part("../../evil.xml", b"<x/>"), "names"),
    ("absolute path", lambda: with_part("/etc/x.xml", b"<x/>"), "names"),
    ("drive", lambda: with_part("C:\\x.xml", b"<x/>"), "names"),
    ("duplicate", duplicate_part, "names"),
    ("odd packing", lambda: packed(parts_of(SOUND), zipfile.ZIP_LZMA), "packed in a way"),
    ("bomb", lambda: bomb(600), "unpacks to far more"),
    ("small bomb", lambda: bomb(30), "unpacks to far more"),
    ("lying bomb", lying_bomb, "damaged"),
    ("many parts", lambda: with_parts(MAX_PARTS + 1), "parts"),
    ("70,000 parts", lambda: with_parts(70_000), "parts"),
    ("medium parts", many_medium_parts, "unpacks to far more"),
    ("giant cell", lambda: tampered(b'r="A2"', b'r="XFD1048576"'), "beyond row"),
    ("giant row", lambda: tampered(b'<row r="2"', b'<row r="1048576"'), "beyond row"),
    ("hidden reference", lambda: tampered(b'r="A2"', b'r="&#88;FD2"'), "beyond row"),
    ("wide", lambda: tampered(b'r="A2"', b'r="ZZZ2"'), "beyond row"),
    ("10,000 sheets", lambda: with_sheets(10_000), "more than 200 sheets"),
    ("many names", lambda: with_names(20_000), "names, coloured areas"),
    ("many formats", lambda: after_rows(b"<conditionalFormatting sqref='A1'/>" * 20_000), "coloured areas"),
    ("empty rows", lambda: tampered(b"</sheetData>", b"<row/>" * 80_000 + b"</sheetData>"), "empty rows"),
    (
        "giant merge",
        lambda: after_rows(b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
        "merged or linked",
    ),
    (
        "giant link",
        lambda: after_rows(b'<hyperlinks><hyperlink ref="A1:ZZ99999"/></hyperlinks>'),
        "merged or linked",
    ),
]  # fmt: skip


def with_sheets(count: int) -> bytes:
    """Many sheets of one part: small, and read as often as it is named."""
    parts = parts_of(SOUND)
    book_part = parts["xl/workbook.xml"]
    sheet = book_part[book_part.index(b"<sheet ") : book_part.index(b"</sheets>")]
    more = b"".join(sheet.replace(b"Sheet1", b"S%d" % number) for number in range(count))
    return packed({**parts, "xl/workbook.xml": book_part.replace(b"</sheets>", more + b"</sheets>")})


def with_names(count: int) -> bytes:
    names = b"".join(b'<definedName name="n%d">Sheet1!$A$1</definedName>' % number for number in range(count))
    old, new = b"</workbook>", b"<definedNames>" + names + b"</definedNames></workbook>"
    return tampered(old, new, "xl/workbook.xml")


def with_parts(count: int) -> bytes:
    """The parts beyond the sound ones are empty; only the archive's directory is large."""
    stream = io.BytesIO(SOUND)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(count):
            archive.writestr(zipfile.ZipInfo(f"xl/{number}"), b"")
    return stream.getvalue()


@pytest.mark.parametrize(("make", "says"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE])
def test_hostile_files_are_refused_quickly_with_a_reason(make, says):  # type: ignore[no-untyped-def]
    data = make()
    start = time.process_time()
    with pytest.raises(Refused) as refused:
        check(data, "list.xlsx")
    assert time.process_time() - start < 1
    assert says in refused.value.sentence
    assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("megabytes", [30, 600])
def test_a_bomb_takes_little_memory(megabytes: int) -> None:
    data = bomb(megabytes)
    tracemalloc.start()
    with pytest.raises(Refused):
        check(data, "list.xlsx")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 300 * 2**20


def test_a_sound_list_passes() -> None:
    check(SOUND, "list.xlsx")
    check(packed(parts_of(SOUND), zipfile.ZIP_STORED), "LIST.XLSX")
    check(book([MISPER, *(episode(n) for n in range(3000))]), "long.xlsx")


def test_the_ending_of_a_macro_workbook_is_refused() -> None:
    with pytest.raises(Refused, match="macros"):
        check(SOUND, "list.XLSM")
