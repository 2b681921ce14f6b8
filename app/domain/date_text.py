"""The text of a date made plain: odd dashes and spaces, marks of doubt, an age behind it, a time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from app.domain.calendar import LONDON

_PLAIN = re.compile(r"[\d/.\-]+(?: \d\d?:\d\d)?")
_UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|[+-]\d\d:?\d\d)", re.I)
_LOCAL = re.compile(r"\s*\(?\b(?:gmt|bst)\b\)?\s*$", re.I)
_CLOCK_WORDS = (
    (re.compile(r"\bmid-?night\b", re.I), "00:00"),
    (re.compile(r"\b(?:mid-?day|noon)\b", re.I), "12:00"),
)
_LABELLED = re.compile(r"^(?:d\.?o\.?b\.?|date of birth|born|on)\b\s*[:\-]?\s*", re.I)
_UNSURE_FIRST = re.compile(
    r"^(?:approx(?:imately|\.)?|circa|c\.|ca\.|about|around|est(?:imated|\.)?|~|\?)\s*:?\s*", re.I
)
_UNSURE_INSIDE = re.compile(r"\b(?:approx(?:imately|\.)?|circa|about|around)\s+(?=\d)|~(?=\d)", re.I)
_UNSURE_LAST = re.compile(
    r"\s*\(?\s*(?:approx(?:imately|\.)?|est(?:imated|\.)?|unconfirmed|unverified|not confirmed|tbc|\?)"
    r"\s*\)?$",
    re.I,
)
_AGE = re.compile(
    r"\s*[,;\-(\[]?\s*(?:\(\s*\d{1,2}\s*\)?|(?:aged?\s*:?\s*)\d{1,2}(?:\s*y(?:ea)?rs?)?(?:\s*old)?|"
    r"\d{1,2}\s*(?:y(?:ea)?rs?|y/?o)\.?(?:\s*old)?)\s*[)\]]?$",
    re.I,
)
_ENDS = " \t\r\n'`’‘\"*;,."


@dataclass(frozen=True)
class Tidied:
    """A date's text as it is read; `unsure` where somebody marked it as not certain."""

    text: str
    unsure: bool = False


def tidied(written: str) -> Tidied:
    """The text without what only surrounds the date; an instant with a zone becomes London's wall clock."""
    text = written.strip()
    if _PLAIN.fullmatch(text):
        return Tidied(text.strip("."))
    text = _DASHES.sub("-", _UNSEEN.sub("", text)).strip(_ENDS)
    zoned = _ZONED.fullmatch(text)
    if zoned:
        return Tidied(_in_london(zoned) or text)
    text = _LABELLED.sub("", _LOCAL.sub("", text))
    for word, clock in _CLOCK_WORDS:
        text = word.sub(clock, text)
    sure = text
    for marks in (_UNSURE_FIRST, _UNSURE_LAST, _UNSURE_INSIDE):
        sure = marks.sub("", sure)
    unsure = sure != text and any(letter.isdigit() for letter in sure)
    text = sure if unsure else text
    return Tidied(_AGE.sub("", text).strip(_ENDS) if len(text) > len("31/12/2026") else text, unsure)


def _in_london(match: re.Match[str]) -> str:
    """ "2012-04-02T23:00:00Z" is midnight of 3 April here; "" if there is no such instant."""
    zone = match[4].upper().replace("Z", "+0000").replace(":", "")
    try:
        at = datetime.strptime(f"{match[1]} {match[2]} {zone}", "%Y-%m-%d %H:%M %z")
        here = at.astimezone(UTC).astimezone(LONDON)
    except (ValueError, OverflowError):
        return ""
    return f"{here:%Y-%m-%d %H:%M}"
