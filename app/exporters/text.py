"""What a person typed, made safe for a Word document, and values in words."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, time

from markupsafe import Markup, escape

from app.domain.documents import ActionLine

NEW_PARAGRAPH = "\a"  # docxtpl's own mark
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_STATES = {"open": "Open", "done": "Done", "overdue": "Overdue"}

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_BEYOND = re.compile(
    "["
    + "".join(chr(plane * 0x10000 + 0xFFFE) + chr(plane * 0x10000 + 0xFFFF) for plane in range(1, 17))
    + "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def clean(text: str) -> str:
    """Text that Word can hold: line ends are \\n, control characters are gone, lone surrogates are U+FFFD."""
    text = _LINE_ENDS.sub("\n", text)
    return _SURROGATES.sub("\ufffd", _BEYOND.sub("", _NOT_XML.sub("", text)))


def line(text: object) -> str:
    """One line for a name or a heading: no breaks, no runs of space, no marks that turn the writing round."""
    return " ".join(_DIRECTION.sub("", clean(str(text))).split())


def finalize(value: object) -> Markup:
    """Any value as it goes into the document's XML.

    Braces become character references, so that typed template marks are never marks again (docxtpl turns
    `{_{` back into one). A line end is a line break, an empty line starts a paragraph.
    """
    if isinstance(value, Markup):
        return value
    typed = clean("" if value is None else str(value)).strip("\n")
    escaped = str(escape(typed)).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(re.sub(r"\n[ \t]*\n\s*", NEW_PARAGRAPH, escaped))


def short_day(day: date) -> str:
    """27 November 2026, whatever language the machine speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def day(value: date) -> str:
    """Friday 27 November 2026."""
    return f"{_WEEKDAYS[value.weekday()]} {short_day(value)}"


def deadline(value: date | None) -> str:
    """27 Nov 2026 in a narrow column, or that there is none."""
    return f"{value.day} {_MONTHS[value.month - 1][:3]} {value.year}" if value else "No deadline"


def birth(value: date | None) -> str:
    """3 Apr 2012, or "Not known"."""
    return deadline(value) if value else "Not known"


def clock(value: time) -> str:
    """24-hour time to the minute."""
    return f"{value.hour:02d}:{value.minute:02d}"


def update(action: ActionLine) -> str:
    """What has become of an action: its state in a word, then what was reported."""
    state = _STATES.get(action.state, action.state)
    return f"{state}. {action.update}" if action.update else state


def in_pairs(values: Iterable[tuple[str, str]]) -> list[Sequence[tuple[str, str]]]:
    """Pairs of (label, value) two a row; an odd one out has an empty neighbour."""
    listed = list(values)
    padded = [*listed, ("", "")] if len(listed) % 2 else listed
    return [padded[at : at + 2] for at in range(0, len(padded), 2)]


def sentence(value: object) -> str:
    """ "in writing on …" as it begins a cell: with a capital."""
    words = str(value)
    return f"{words[:1].upper()}{words[1:]}"


FILTERS = {
    "sentence": sentence,
    "line": line,
    "day": day,
    "short_day": short_day,
    "deadline": deadline,
    "birth": birth,
    "clock": clock,
    "update": update,
    "in_pairs": in_pairs,
}
