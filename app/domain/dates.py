"""Days and moments as people write them in lists; the day always comes before the month."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from math import isfinite

from app.domain.date_text import tidied

EPOCH_1900 = date(1899, 12, 30)
EPOCH_1904 = date(1904, 1, 1)

UNKNOWN = frozenset(
    "nk n/k n.k. unk unknown not-known not-given not-stated not-provided not-recorded not-disclosed "
    "not-available tbc tba n/a na none null nil ? ?? ??? - -- --- . 00/00/0000 dd/mm/yyyy awaited "
    "unborn".split()
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june",
            "jul july", "aug august", "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_WEEKDAY = re.compile(r"^(mon|tue|tues|wed|weds|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+", re.I)
_SHAPES = (
    re.compile(r"(?P<d>\d{1,2})\s*[/.\-,\s\\]\s*(?P<m>\d{1,2})\s*[/.\-,\s\\]\s*(?P<y>\d{4}|\d{2})"),
    re.compile(r"(?P<y>\d{4})\s*[/.\-\s]\s*(?P<m>\d{1,2})\s*[/.\-\s]\s*(?P<d>\d{1,2})"),
    re.compile(
        r"(?P<d>\d{1,2})\s*(?:st|nd|rd|th)?(?:\s+of)?[\s/.\-,]*(?P<m>[a-z]{3,9})[\s/.\-,]*'?(?P<y>\d{4}|\d{2})",
        re.I,
    ),
    re.compile(r"(?P<m>[a-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})", re.I),
    re.compile(r"(?P<y>(?:19|20)\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{2})(?P<m>\d{2})(?P<y>(?:19|20)\d{2})"),
    re.compile(r"(?P<d>0[1-9]|[12]\d|3[01])(?P<m>0[1-9]|1[0-2])(?P<y>\d{2})"),  # no serial has six digits
)
_NUMBER = re.compile(r"\d{1,7}([.,]\d+)?")
_CLOCK = r"(?P<h>\d{1,2})(?:[:.](?P<min>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?)?\s*(?P<half>[ap])\.?m\.?"
_TIMES = (
    re.compile(rf"{_CLOCK}", re.I),
    re.compile(r"(?P<h>\d{1,2})[:.](?P<min>\d{2})(?:[:.]\d{2}(?:[.,]\d+)?)?\s*(?:hrs?|hours|h)?\.?", re.I),
    re.compile(r"(?P<h>\d{2})(?P<min>\d{2})\s*(?:hrs?|hours|h)?\.?", re.I),
    re.compile(r"(?P<h>\d{1,2})h(?P<min>\d{2})", re.I),
)
_TIME_LAST = tuple(
    re.compile(
        rf"(?P<day>.*?[^\s,])(?:\s*,?\s+(?:at\s+)?|\s+[\-/]\s*|\s*\(\s*|\s*@\s*|(?<=\d)T)"
        rf"(?P<time>{shape.pattern})\)?",
        re.I,
    )
    for shape in _TIMES
)
_TIME_FIRST = tuple(
    re.compile(rf"(?P<time>{shape.pattern})\s*,?\s+(?:on\s+|[\-/]\s+)?(?P<day>.+)", re.I) for shape in _TIMES
)
# Serial numbers are believed between 1927 and 2119; a smaller number is a year or an age.
_SERIALS = range(10_000, 80_001)
_YEARS = range(1900, 2101)
_OLDEST = 120
_LONGEST = 60


@dataclass(frozen=True)
class DayRead:
    """What a cell says of a day: the day, or nothing known, or a problem (the end of a sentence).

    `unsure`: whoever wrote it marked it as not certain ("03/04/2012?").
    """

    day: date | None = None
    problem: str = ""
    unsure: bool = False

    @property
    def unknown(self) -> bool:
        """Nothing was written, or a word for "not known"."""
        return self.day is None and not self.problem


@dataclass(frozen=True)
class MomentRead:
    """What a cell says of a moment; `timed` is False where only a day was written (midnight stands)."""

    at: datetime | None = None
    problem: str = ""
    timed: bool = True
    unsure: bool = False

    @property
    def unknown(self) -> bool:
        """Nothing was written, or a word for "not known"."""
        return self.at is None and not self.problem


def is_unknown(text: str) -> bool:
    """Whether a text is empty or one of the words for "not known"."""
    plain = re.sub(r"[\s]+", "-", text.strip().strip("()").casefold())
    return not plain or plain in UNKNOWN


def read_day(value: object, *, latest: date | None = None, epoch: date = EPOCH_1900) -> DayRead:
    """The day a cell means.

    `latest` is the latest day that a two-digit year may mean (a birth is never in the future);
    `epoch` is day 0 of the workbook's serial numbers.
    """
    if value is None:
        return DayRead()
    if isinstance(value, datetime):
        return DayRead(value.date())
    if isinstance(value, date):
        return DayRead(value)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return DayRead(problem="is not a date")
    if not isinstance(value, str):
        return _from_number(value, epoch)
    if is_unknown(value):
        return DayRead()
    text = tidied(value)
    return replace(_from_text(text.text, latest, epoch), unsure=text.unsure)


def read_birth(value: object, *, today: date, epoch: date = EPOCH_1900) -> DayRead:
    """A date of birth; one after `today` or more than 120 years before it is a problem."""
    read = read_day(value, latest=today, epoch=epoch)
    if read.day is None:
        return read
    if read.day > today:
        return DayRead(problem="lies in the future")
    if read.day.year < today.year - _OLDEST:
        return DayRead(problem=f"lies more than {_OLDEST} years back")
    return read


def read_moment(value: object, *, latest: date | None = None, epoch: date = EPOCH_1900) -> MomentRead:
    """The local wall-clock moment a cell means, to the minute; a day without a time is its midnight."""
    if isinstance(value, datetime):
        return MomentRead(_to_minute(value.replace(tzinfo=None)))
    if isinstance(value, float) and isfinite(value) and int(value) in _SERIALS and value % 1:
        return MomentRead(_from_serial(value, epoch))
    if isinstance(value, str) and not is_unknown(value):
        text = tidied(value)
        return replace(_moment_from(text.text, latest, epoch), unsure=text.unsure)
    read = read_day(value, latest=latest, epoch=epoch)
    if read.day is None:
        return MomentRead(problem=read.problem)
    return MomentRead(_midnight(read.day), timed=False)


def _moment_from(text: str, latest: date | None, epoch: date) -> MomentRead:
    if len(text) > _LONGEST:
        return MomentRead(problem="cannot be read as a date")
    if _NUMBER.fullmatch(text) and "." in text and int(float(text)) in _SERIALS:
        return MomentRead(_from_serial(float(text), epoch))
    whole = _from_text(text, latest, epoch, timed=False)
    if whole.day is None:
        return _split_moment(text, latest, epoch) or MomentRead(problem=whole.problem)
    return MomentRead(_midnight(whole.day), timed=False)


def read_time(value: object) -> timedelta | None:
    """A time of day as the time since midnight ("0925", "9.25 pm", 24:00); None if it is no time."""
    if isinstance(value, datetime):
        return timedelta(hours=value.hour, minutes=value.minute)
    if isinstance(value, time):
        return timedelta(hours=value.hour, minutes=value.minute)
    if isinstance(value, timedelta):
        return value if timedelta(0) <= value <= timedelta(days=1) else None
    if isinstance(value, float) and 0 <= value < 1:
        return timedelta(minutes=round(value * 1440))
    text = f"{value:04d}" if isinstance(value, int) and not isinstance(value, bool) else value
    if not isinstance(text, str):
        return None
    plain = tidied(text).text
    found = next((match for shape in _TIMES if (match := shape.fullmatch(plain))), None)
    return _since_midnight(found) if found else None


def _since_midnight(match: re.Match[str]) -> timedelta | None:
    parts = match.groupdict()
    hours, minutes = int(parts["h"]), int(parts["min"] or 0)
    half = (parts.get("half") or "").lower()
    if half and not 1 <= hours <= 12:
        return None
    if half:
        hours = hours % 12 + (12 if half == "p" else 0)
    since = timedelta(hours=hours, minutes=minutes)
    return since if minutes < 60 and since <= timedelta(days=1) else None


def _split_moment(text: str, latest: date | None, epoch: date) -> MomentRead | None:
    for shape in (*_TIME_LAST, *_TIME_FIRST):
        match = shape.fullmatch(text)
        if not match:
            continue
        day = _from_text(match["day"].strip(), latest, epoch, timed=False)
        since = _since_midnight(match)
        if day.day is not None and since is not None:
            return _at(day.day, since)
        if day.day is not None:
            return MomentRead(problem="has a time that no clock shows")
    return None


def _at(day: date, since: timedelta) -> MomentRead:
    try:
        return MomentRead(_midnight(day) + since)
    except OverflowError:
        return MomentRead(problem="names a day that does not exist")


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)


def _to_minute(at: datetime) -> datetime:
    """Serial numbers carry rounding errors: 09:24:59.999 was written as 09:25."""
    if at.second == 59 and at.microsecond >= 500_000 and at < datetime.max - timedelta(minutes=1):
        at += timedelta(seconds=1)
    return at.replace(second=0, microsecond=0)


def _from_serial(number: float, epoch: date) -> datetime:
    return _midnight(epoch) + timedelta(minutes=round(number * 1440))


def _from_number(number: int | float, epoch: date) -> DayRead:
    if not isfinite(number):
        return DayRead(problem="is not a date")
    whole = int(number)
    if whole in _SERIALS:
        return DayRead(epoch + timedelta(days=whole))
    if whole in _YEARS:
        return DayRead(problem="gives a year only")
    if whole == number and len(str(whole)) in (7, 8):  # 01102011 typed as a number has lost its zero
        return _from_text(f"{whole:08d}", None, epoch)
    return DayRead(problem="is a number that is not a date")


def _from_text(text: str, latest: date | None, epoch: date, *, timed: bool = True) -> DayRead:
    if is_unknown(text):
        return DayRead()
    if len(text) > _LONGEST:
        return DayRead(problem="cannot be read as a date")
    text = _WEEKDAY.sub("", text)
    for shape in _SHAPES:
        match = shape.fullmatch(text)
        if match:
            return _from_parts(match, latest)
    if _NUMBER.fullmatch(text):
        return _from_number(float(text.replace(",", ".")), epoch)
    if timed and (moment := _split_moment(text, latest, epoch)) and moment.at:
        return DayRead(moment.at.date())
    return DayRead(problem="cannot be read as a date")


def _from_parts(match: re.Match[str], latest: date | None) -> DayRead:
    month_text = match["m"].lower()
    month = int(month_text) if month_text.isdecimal() else _MONTHS.get(month_text, 0)
    day, year = int(match["d"]), int(match["y"])
    if not month_text.isdecimal() and not month:
        return DayRead(problem="names a month that is not known")
    if not 1 <= month <= 12:
        return DayRead(problem=f"has {month} where the month stands (the day comes first)")
    if len(match["y"]) == 2:
        year = _four_digits(day, month, year, latest or date(2068, 12, 31))
    try:
        return DayRead(date(year, month, day))
    except ValueError:
        return DayRead(problem="names a day that does not exist")


def _four_digits(day: int, month: int, year: int, latest: date) -> int:
    """The last year with these two digits in which the day is not after `latest`."""
    full = latest.year - (latest.year - year) % 100
    return full - 100 if full == latest.year and (month, day) > (latest.month, latest.day) else full
