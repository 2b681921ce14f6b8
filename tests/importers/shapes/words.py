"""How people write a day, a moment, hours, a year, yes and no, a name: the styles a shape is made of."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime

from app.domain.calendar import LONDON
from tests.importers.shapes.truth import Child

MONTHS = "January February March April May June July August September October November December".split()
_EPOCH = date(1899, 12, 30)


def _serial(day: date) -> int:
    return (day - _EPOCH).days


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


DAYS: Mapping[str, Callable[[date], object]] = {
    "real": lambda day: datetime(day.year, day.month, day.day),
    "slashes": lambda day: f"{day:%d/%m/%Y}",
    "short slashes": lambda day: f"{day.day}/{day.month}/{day:%y}",
    "points": lambda day: f"{day:%d.%m.%y}",
    "points long": lambda day: f"{day:%d.%m.%Y}",
    "dashes": lambda day: f"{day:%d-%m-%Y}",
    "words": lambda day: f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    "ordinal": lambda day: f"{_ordinal(day.day)} {MONTHS[day.month - 1]} {day.year}",
    "weekday": lambda day: f"{day:%a} {day:%d/%m/%Y}",
    "excel text": lambda day: f"{day:%d}-{MONTHS[day.month - 1][:3]}-{day:%y}",
    "month first words": lambda day: f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
    "iso": lambda day: day.isoformat(),
    "iso T": lambda day: f"{day.isoformat()}T00:00:00",
    "iso Z": lambda day: f"{day.isoformat()}T00:00:00.000Z",
    "iso midnight": lambda day: f"{day.isoformat()} 00:00:00",
    "slashes midnight": lambda day: f"{day:%d/%m/%Y} 00:00",
    "year first": lambda day: f"{day:%Y/%m/%d}",
    "serial": _serial,
    "serial text": lambda day: str(_serial(day)),
    "serial text point": lambda day: f"{_serial(day)}.0",
    "eight": lambda day: f"{day:%d%m%Y}",
    "eight reversed": lambda day: f"{day:%Y%m%d}",
    "apostrophe": lambda day: f"'{day:%d/%m/%Y}",
    "spaces": lambda day: f" {day:%d / %m / %Y} ",
    "no-break": lambda day: f"{day:%d/%m/%Y}\u00a0",
    "backslashes": lambda day: f"{day:%d\\%m\\%Y}",
}
MOMENTS: Mapping[str, Callable[[datetime], object]] = {
    "real": lambda at: at,
    "slashes": lambda at: f"{at:%d/%m/%Y %H:%M}",
    "seconds": lambda at: f"{at:%d/%m/%Y %H:%M:%S}",
    "hrs": lambda at: f"{at:%d/%m/%y %H%Mhrs}",
    "at": lambda at: f"{at:%d.%m.%Y} at {at:%H.%M}",
    "time first": lambda at: f"{at:%H:%M} {at:%d/%m/%Y}",
    "time first on": lambda at: f"{at:%H%M} hrs on {at:%d/%m/%Y}",
    "half": lambda at: f"{at.day} {MONTHS[at.month - 1]} {at.year}, {at:%I:%M %p}",
    "iso": lambda at: at.isoformat(),
    "iso space": lambda at: f"{at:%Y-%m-%d %H:%M:%S}",
    "iso Z": lambda at: f"{at.replace(tzinfo=LONDON).astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z",
    "dash": lambda at: f"{at:%d/%m/%Y} - {at:%H:%M}",
    "line break": lambda at: f"{at:%d/%m/%Y}\n{at:%H:%M}",
    "brackets": lambda at: f"{at:%d/%m/%Y} ({at:%H:%M})",
    "weekday": lambda at: f"{at:%A %d} {MONTHS[at.month - 1]} {at.year} {at:%H:%M}",
    "serial": lambda at: _serial(at.date()) + (at.hour * 60 + at.minute) / 1440,
    "serial text": lambda at: str(_serial(at.date()) + (at.hour * 60 + at.minute) / 1440),
    "comma": lambda at: f"{at:%d/%m/%Y}, {at:%H:%M}",
    "h": lambda at: f"{at:%d/%m/%Y %Hh%M}",
}
HOURS: Mapping[str, Callable[[float], object]] = {
    "number": lambda hours: hours,
    "text": lambda hours: f"{hours:g}",
    "hrs": lambda hours: f"{hours:g} hrs",
    "hrs pw": lambda hours: f"{hours:g}hrs p/w",
    "hours per week": lambda hours: f"{hours:g} hours per week",
    "h30": lambda hours: f"{int(hours)}h{int(hours * 60) % 60:02d}",
    "clock": lambda hours: f"{int(hours)}:{int(hours * 60) % 60:02d}",
    "half": lambda hours: f"{int(hours)}½" if hours % 1 else f"{int(hours)}",
    "words": lambda hours: (
        f"{int(hours)} hours {int(hours * 60) % 60} mins" if hours % 1 else f"{hours:g} hours"
    ),
    "h m": lambda hours: f"{int(hours)}h {int(hours * 60) % 60}m",
    "hrs mins": lambda hours: f"{int(hours)} hrs {int(hours * 60) % 60} min",
    "comma": lambda hours: f"{hours:g}".replace(".", ","),
    "approx": lambda hours: f"approx {hours:g} hrs",
    "tilde": lambda hours: f"~{hours:g}",
    "weekly": lambda hours: f"{hours:g} hrs weekly",
    "nil": lambda hours: hours or "Nil",
    "dash pw": lambda hours: f"{hours:g} - pw",
    "out of": lambda hours: f"{hours:g}/25",
    "out of words": lambda hours: f"{hours:g} out of 25",
}
YEARS: Mapping[str, Callable[[str], object]] = {
    "number": int,
    "text": str,
    "Y": lambda year: f"Y{year}",
    "Year": lambda year: f"Year {year}",
    "Yr": lambda year: f"Yr{year}",
    "NCY": lambda year: f"NCY {year}",
    "zero": lambda year: f"{int(year):02d}",
    "float": lambda year: f"{year}.0",
    "ordinal": lambda year: f"Yr. {year}",
    "NC Year": lambda year: f"NC Year {year}",
    "group": lambda year: f"Year Group {year}",
}
CATEGORIES: Mapping[str, Callable[[int], object]] = {
    "number": lambda level: level,
    "text": str,
    "Cat": lambda level: f"Cat {level}",
    "Cat.": lambda level: f"Cat.{level}",
    "Category": lambda level: f"Category {level}",
    "C": lambda level: f"C{level}",
    "level": lambda level: f"Level {level}",
    "words": lambda level: f"{level} - {('not evidenced', 'at risk', 'targeted', 'exploited')[level]}",
    "CSE": lambda level: f"CSE Category {level}",
    "hash": lambda level: f"#{level}",
    "word": lambda level: f"Category {('zero', 'one', 'two', 'three')[level]}",
    "float": lambda level: f"{level}.0",
}
YES_NO: Mapping[str, tuple[object, object]] = {
    "letters": ("Y", "N"),
    "words": ("Yes", "No"),
    "capitals": ("YES", "NO"),
    "booleans": (True, False),
    "numbers": (1, 0),
    "text booleans": ("TRUE", "FALSE"),
    "sentence": ("Yes - see notes", "No - see notes"),
}
SEXES: Mapping[str, tuple[object, object]] = {
    "letters": ("F", "M"),
    "words": ("Female", "Male"),
    "capitals": ("FEMALE", "MALE"),
    "children": ("Girl", "Boy"),
    "small": ("f", "m"),
    "coded": ("F - Female", "M - Male"),
    "numbers": (2, 1),
}
NAMES: Mapping[str, Callable[[Child], str]] = {
    "SURNAME, Forename": lambda one: f"{one.surname.upper()}, {one.forename}",
    "Surname, Forename": lambda one: f"{one.surname}, {one.forename}",
    "Surname,Forename": lambda one: f"{one.surname},{one.forename}",
    "SURNAME, FORENAME": lambda one: f"{one.surname.upper()}, {one.forename.upper()}",
    "Forename SURNAME": lambda one: f"{one.forename} {one.surname.upper()}",
    "SURNAME Forename": lambda one: f"{one.surname.upper()} {one.forename}",
    "Surname; Forename": lambda one: f"{one.surname}; {one.forename}",
    "SURNAME / Forename": lambda one: f"{one.surname.upper()} / {one.forename}",
    "line break": lambda one: f"{one.surname.upper()},\n{one.forename}",
}
ALIASES: Mapping[str, Callable[[str, str], str]] = {
    "(aka X)": lambda name, other: f"{name} (aka {other})",
    "aka X": lambda name, other: f"{name} aka {other}",
    "A.K.A.": lambda name, other: f"{name} A.K.A. {other}",
    "(X)": lambda name, other: f"{name} ({other})",
    "quoted": lambda name, other: f"{name} '{other}'",
    "known as": lambda name, other: f"{name} (known as {other})",
    "a/k/a": lambda name, other: f"{name} a/k/a {other}",
    "[X]": lambda name, other: f"{name} [{other}]",
    "formerly": lambda name, other: f"{name} (formerly {other})",
    "also": lambda name, other: f"{name} - also known as {other}",
}
