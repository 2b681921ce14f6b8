"""The same table as text: each separator, encoding and line end that programs write."""

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from tests.importers.shapes.arranging import TITLES, Arrangement, Row
from tests.importers.shapes.writing import Written


def _plain(cell: object) -> object:
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.hour or cell.minute else f"{cell:%d/%m/%Y}"
    return cell


def _text(rows: Sequence[Row], mark: str = ",", end: str = "\r\n", **how: object) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=mark, lineterminator=end, **how)  # type: ignore[arg-type]
    writer.writerows([[_plain(cell) for cell in row] for row in rows])
    return out.getvalue()


def _saved(mark: str, encoding: str, end: str = "\r\n") -> Arrangement:
    return lambda written: _text([written.heads, *written.lines], mark, end).encode(encoding)


def all_quoted(written: Written) -> bytes:
    return _text([written.heads, *written.lines], quoting=csv.QUOTE_ALL).encode()


def under_titles(written: Written) -> bytes:
    return _text([*TITLES, written.heads, *written.lines, [], ["Total", len(written.lines)]]).encode("cp1252")


def excel_says_the_separator(written: Written) -> bytes:
    return b"sep=;\r\n" + _text([written.heads, *written.lines], ";").encode()


def lines_in_cells(written: Written) -> bytes:
    heads = [*written.heads, "Remarks of ours"]
    lines = [[*line, 'First line,\nsecond "quoted" line\n\nand a last one'] for line in written.lines]
    return _text([heads, *lines]).encode()


def ragged(written: Written) -> bytes:
    """Some lines have commas behind their end, some have lost those of their empty cells."""
    text = _text([written.heads, *written.lines]).splitlines()
    return "\n".join(f"{line},,," if at % 2 else line.rstrip(",") for at, line in enumerate(text)).encode()


def no_last_line_end(written: Written) -> bytes:
    return _text([written.heads, *written.lines]).rstrip().encode()


def blank_lines(written: Written) -> bytes:
    rows: list[Row] = [[], written.heads]
    for line in written.lines:
        rows += [line, [], [None] * len(line)]
    return _text(rows).encode()


TEXTS: Mapping[str, Callable[[Written], bytes]] = {
    **{
        f"{name} {encoding}": _saved(mark, encoding)
        for name, mark in (("comma", ","), ("semicolon", ";"), ("tab", "\t"), ("stroke", "|"))
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le-bom", "utf-16-be-bom")
        if not encoding.endswith("bom")
    },
    "utf-16 big end": lambda written: b"\xfe\xff" + _saved(",", "utf-16-be")(written),
    "mac line ends": _saved(",", "mac-roman", "\r"),
    "unix line ends": _saved(";", "utf-8", "\n"),
    **{
        one.__name__: one
        for one in (
            all_quoted, under_titles, excel_says_the_separator, lines_in_cells, ragged, no_last_line_end,
            blank_lines,
        )
    },
}  # fmt: skip
