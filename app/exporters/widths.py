"""How wide a text is in Arial (and Liberation Sans, which has the same widths), in thousandths of an em."""

import re

_BOLD = 1.06
_WIDE = 1000  # a character outside the table below is taken as an em wide only from CJK up
_PLAIN = 556
_WIDTHS: dict[str, int] = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl’‘",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-`r“”·",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        584: "+<=>~",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "…—",
        1015: "@",
    }.items()
    for letter in letters
}


def wrapped(text: str, room: float, size: float, bold: bool) -> int:
    """How many lines a text takes in a column, broken where Word breaks it; `room` and `size` in points."""
    scale = size * (_BOLD if bold else 1.0) / 1000
    lines, used = 1, 0.0
    for word in re.findall(r"[^\s-]*-|[^\s-]+|\s", text):
        width = sum(_advance(letter) for letter in word) * scale
        if word.isspace() or used + width <= room:
            used += width
        else:
            broken = int(width // room) if width > room else 0
            lines += broken + (1 if used else 0)
            used = width - broken * room
    return lines


def _advance(letter: str) -> int:
    return _WIDTHS.get(letter) or (_WIDE if letter >= "\u2e80" else _PLAIN)
