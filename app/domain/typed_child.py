"""What somebody types to look for a child: a name in any order, a date of birth, a number, a postcode."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.dates import read_birth
from app.domain.names import read_name
from app.domain.people import Identity
from app.domain.text import clean_name

LONGEST = 200  # characters; a page pasted by mistake is not a name
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_DAY = re.compile(
    rf"(?:\b(?:born|dob|d\.o\.b\.)[:\s]*)?\b(\d{{4}}-\d{{1,2}}-\d{{1,2}}|\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{2,4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\.?,?\s+\d{{2,4}})\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s?(\d[a-z]{2})\b", re.IGNORECASE)
_SPACED = re.compile(r"\b\d{3}\s\d{3}\s\d{4}\b")  # an NHS number as it is printed
_NUMBER = re.compile(r"\b(?=[\w/!\-]*\d)[A-Za-z0-9][\w/!\-]{3,}\b")
_LEFT = re.compile(r"\b\w*\d\w*\b")


@dataclass(frozen=True)
class TypedChild:
    """Who is meant, as far as it was typed; `numbers` may be of any kind, with and without their signs."""

    identity: Identity
    numbers: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Nothing to look for yet."""
        who = self.identity
        return not (who.name or who.born or who.postcode or self.numbers)


def read_typed(text: str, today: date) -> TypedChild:
    """Take the line apart; what is neither a day, a number nor a postcode is the name.

    "zosia kowalska 3/4/2012", "Kowalska, Zofia", "X30812256190", "TW9 2DL zofia" are all understood.
    """
    rest = clean_name(text[:LONGEST])
    born, rest = _born(rest, today)
    postcode, rest = _postcode(rest)
    numbers, rest = _numbers(rest)
    name = read_name(_LEFT.sub(" ", rest).strip(" ,;"))
    who = Identity(name.forename, name.surname, name.aliases, born, postcode=postcode)
    return TypedChild(who, numbers)


def _born(text: str, today: date) -> tuple[date | None, str]:
    for found in _DAY.finditer(text):
        read = read_birth(found[1], today=today)
        if read.day is not None:
            return read.day, f"{text[: found.start()]} {text[found.end() :]}"
    return None, text


def _postcode(text: str) -> tuple[str, str]:
    found = _POSTCODE.search(text)
    if found is None:
        return "", text
    return f"{found[1]} {found[2]}".upper(), f"{text[: found.start()]} {text[found.end() :]}"


def _numbers(text: str) -> tuple[tuple[str, ...], str]:
    numbers = [*_SPACED.findall(text)]
    rest = _SPACED.sub(" ", text)
    numbers += _NUMBER.findall(rest)
    return tuple(dict.fromkeys(numbers)), _NUMBER.sub(" ", rest)
