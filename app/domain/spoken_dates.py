"""Deadlines as one types them at the end of a line: "fri", "in 10 days", "4 dec", "04/12", "next meeting"."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import AS_SHIPPED, MONTHS, WEEKDAYS, OfficeCalendar
from app.domain.missing import months_before

_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10,
}  # fmt: skip
# "sat" and "sun" are words of their own; nobody sets a deadline on them.
_DAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_DAYS |= {name.casefold(): number for number, name in enumerate(WEEKDAYS)}
_MONTHS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}
_MONTHS |= {name[:3].casefold(): number for number, name in enumerate(MONTHS, 1)} | {"sept": 9}


@dataclass(frozen=True)
class _Anchor:
    base: date
    next_meeting: date | None
    office: OfficeCalendar


_Reader = Callable[[re.Match[str], _Anchor], date | None]


def _weekday(match: re.Match[str], anchor: _Anchor) -> date:
    ahead = (_DAYS[match["day"].casefold()] - anchor.base.weekday()) % 7
    return anchor.base + timedelta(days=ahead or 7)


def _span(match: re.Match[str], anchor: _Anchor) -> date:
    written = match["n"].casefold()
    count = _COUNTS[written] if written in _COUNTS else int(written)
    adders: dict[str, Callable[[], date]] = {
        "working day": lambda: anchor.office.after(anchor.base, count),
        "day": lambda: anchor.base + timedelta(days=count),
        "week": lambda: anchor.base + timedelta(weeks=count),
        "month": lambda: months_before(anchor.base, -count),
    }
    return adders[re.sub(r"\s+", " ", match["unit"].casefold()).removesuffix("s")]()


def _date(day: int, month: int, year: str | None, base: date) -> date | None:
    """A written date; without a year the next one on or after `base`; None if there is no such day."""
    years = (base.year, base.year + 1) if not year else (int(year) + (2000 if len(year) == 2 else 0),)
    for candidate in years:
        try:
            found = date(candidate, month, day)
        except ValueError:
            continue
        if year or found >= base:
            return found
    return None


def _month_name(match: re.Match[str], anchor: _Anchor) -> date | None:
    return _date(int(match["d"]), _MONTHS[match["m"].casefold()], match["y"], anchor.base)


def _slashes(match: re.Match[str], anchor: _Anchor) -> date | None:
    return _date(int(match["d"]), int(match["m"]), match["y"], anchor.base)


def _alternatives(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_LEAD = r"(?:^|(?<=[\s,;(]))(?:(?:by|due|before|on|for|this)\s+)*"
_TAIL = r"[\s.,;)]*$"
_UNIT = r"(?P<unit>working\s+days?|days?|weeks?|months?)"
_SHAPES: tuple[tuple[str, _Reader], ...] = (
    (r"next\s+meeting", lambda match, anchor: anchor.next_meeting),
    (r"today", lambda match, anchor: anchor.base),
    (r"tomorrow", lambda match, anchor: anchor.base + timedelta(days=1)),
    (rf"(?:in|within)\s+(?P<n>\d{{1,3}}|{_alternatives(_COUNTS)})\s+{_UNIT}", _span),
    (
        rf"(?:(?:{_alternatives(_DAYS)}),?\s+)?(?P<d>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?"
        rf"(?P<m>{_alternatives(_MONTHS)})(?:,?\s+(?P<y>\d{{4}}))?",
        _month_name,
    ),
    (r"(?!24/7)(?P<d>\d{1,2})/(?P<m>\d{1,2})(?:/(?P<y>\d{4}|\d{2}))?", _slashes),
    (r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4}|\d{2})", _slashes),
    (rf"(?<!next )(?<!last )(?P<day>{_alternatives(_DAYS)})", _weekday),
)
_READERS = tuple((re.compile(rf"{_LEAD}{shape}{_TAIL}", re.IGNORECASE), reader) for shape, reader in _SHAPES)


def trailing_date(
    text: str, base: date, next_meeting: date | None = None, office: OfficeCalendar = AS_SHIPPED
) -> tuple[str, date | None]:
    """The text without the deadline at its end, and that deadline.

    A weekday is the next one after `base`. What cannot be read as a date stays in the text.
    """
    anchor = _Anchor(base, next_meeting, office)
    for pattern, reader in _READERS:
        match = pattern.search(text)
        found = reader(match, anchor) if match else None
        if match and found:
            return text[: match.start()].rstrip(" ,;("), found
    return text, None
