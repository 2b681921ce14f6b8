"""The register of children missing education (CME), a sheet a borough."""

import re
from datetime import time

from app.domain.lists import RegisterFacts
from app.importers.entry import Entry
from app.importers.sides import title_of_whole

_RAG = {"red": "red", "r": "red", "amber": "amber", "a": "amber", "green": "green", "g": "green"}
_YEAR = re.compile(
    r"(?:n\.?c\.?\s*)?(?:(?:school\s*)?y(?:ear|r)?s?\.?)?\s*(?:group|gp|grp)?\.?\s*[:\-]?\s*"
    r"(\d{1,2}|r(?:eception)?|n(?:ursery)?)(?:\.0+)?",
    re.I,
)
_AROUND = re.compile(r"^(?:approx(?:imately|\.)?|about|around|circa|c\.|up to|max(?:imum)?\.?|~)\s*", re.I)
_A_WEEK = (
    r"(?:\s*[-/]?\s*(?:(?:p|per|a|each|every)\b\s*/?\s*(?:w|wk|week)|p/?w|/\s*(?:w|wk|week)|weekly|"
    r"wkly|(?:in|for|of)\s+(?:the\s+)?week))?"
)
_FULL = r"(?:\s*(?:/|out\s+of|of)\s*\d{1,2}(?:\.\d)?)?"
_HOURS = re.compile(
    rf"(\d{{1,3}}(?:[.,]\d{{1,2}})?)\s*([½¼¾])?{_FULL}\s*(?:h|hrs?|hours?)?\.?{_FULL}{_A_WEEK}\.?", re.I
)
_CLOCK = re.compile(
    rf"(\d{{1,3}})\s*(?::|h|hrs?|hours?|h(?:ou)?rs?\.?\s*(?:and|,|&))\s*([0-5]?\d)\s*"
    rf"(?:m|mins?|minutes?)?\.?(?::00)?{_A_WEEK}",
    re.I,
)
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_NONE = frozenset(("nil", "none", "zero", "no hours", "no provision", "0"))
_WEEK = 168
_GENERIC = re.compile(
    r"(sheet|tab|page|table|blatt)\s*\d*|data|list|current( list)?|register|cme( register| list)?|"
    r"children( list)?|pupils|all|main|export|results?|return|report|"
    r"(cme )?((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*|\d{1,2})[ ./\-]*\d{0,4}",
    re.I,
)


def read(entry: Entry) -> tuple[str, str, RegisterFacts]:
    """The UPN (reference and child's number) and the entry; a sheet's name may be the borough."""
    upn = entry.reference("UPN").upper().replace(" ", "")
    facts = RegisterFacts(
        school=entry.text("school"),
        year_group=_year_group(entry.said("year_group")),
        off_roll_on=entry.day("off_roll_on", "day off roll"),
        hours=_hours(entry),
        provision=entry.text("provision"),
        rag=entry.choice("rag", _RAG, "RAG rating"),
        assured_by=entry.said("assured_by"),
        case_worker=entry.said("case_worker"),
        comments=entry.words("comments"),
        borough=entry.said("borough") or entry.section or _borough(entry) or entry.title_borough,
        ethnicity=entry.text("ethnicity"),
    )
    return upn, upn, facts


def _year_group(text: str) -> str:
    """ "8" of "Y8", "Year 8", "yr8"; "R" and "N" for reception and nursery; else as written."""
    match = _YEAR.fullmatch(text)
    if not match:
        return text
    year = match[1]
    return str(int(year)) if year.isdecimal() else year[0].upper()


def _hours(entry: Entry) -> float | None:
    """Hours a week of "12.5", "12.5 hrs", "12:30"; words that give no number are noted."""
    value = entry.value("hours", "hours a week")
    if isinstance(value, time):
        return value.hour + value.minute / 60
    text = _AROUND.sub("", entry.said("hours").casefold())
    if entry.text("hours").casefold() in _NONE:
        return 0.0
    if not text:
        return None
    clock, number = _CLOCK.fullmatch(text), _HOURS.fullmatch(text)
    hours = float("inf")
    if clock:
        hours = int(clock[1]) + int(clock[2]) / 60
    elif number:
        hours = float(number[1].replace(",", ".")) + _PARTS.get(number[2] or "", 0)
    if hours > _WEEK:
        entry.note("The hours a week cannot be read and were left out.")
        return None
    return hours


def _borough(entry: Entry) -> str:
    """A sheet's name is its borough unless it is a general word; a text file's only if it has one."""
    sheet = title_of_whole(entry.sheet).strip()
    if entry.sheet_borough or entry.is_text or _GENERIC.fullmatch(sheet.replace("_", " ")):
        return entry.sheet_borough
    return sheet
