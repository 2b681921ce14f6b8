"""The MASE tracker: the current cases, and a sheet of the closed ones with fewer columns."""

import re

from app.domain.lists import CaseFacts
from app.importers.entry import Entry

_CATEGORY = re.compile(
    r"(?:c[sc]e\s*)?(?:(?:risk\s*)?cat(?:egory|\.)?|level|lvl|c)?[.:#\s\-]*"
    r"([0-3]|i{1,3}|zero|nil|one|two|three)(?![\w])(?!\.[1-9]).*",
    re.I | re.S,
)
_NOT_EVIDENCED = re.compile(r"\bnot evidenced\b|\bno evidence\b|\bno cse\b", re.I)
_WORDS = {"i": 1, "ii": 2, "iii": 3, "zero": 0, "nil": 0, "one": 1, "two": 2, "three": 3}
_OUT = re.compile(r"\(?\b(?:oob|out of borough)\b\)?[\s:\-–,]*", re.I)
_CLOSED_SHEET = re.compile(r"\b(closed|discharged|removed|archived?)\b", re.I)


def read(entry: Entry) -> tuple[str, str, CaseFacts]:
    """The case reference (also the child's number on this list) and the case."""
    reference = entry.reference("case reference")
    borough = entry.said("borough") or entry.section or entry.sheet_borough or entry.title_borough
    outside = entry.flag("out_of_borough", "entry for out of borough")
    closed_on = entry.day("closed_on", "day of closing")
    reason = entry.text("closed_reason")
    if _CLOSED_SHEET.search(entry.sheet) and closed_on is None:
        entry.note("The case stands on the sheet of closed cases without a day of closing.")
        reason = reason or "Closed; no reason given"
    facts = CaseFacts(
        borough=_OUT.sub("", borough).strip(),
        out_of_borough=_is_outside(entry, outside, borough),
        category=_category(entry),
        referred_on=entry.day("referred_on", "day of referral"),
        referring_agency=entry.text("referring_agency"),
        strategy_meeting_on=entry.day("strategy_meeting_on", "day of the strategy meeting"),
        lead_professional=entry.said("lead_professional"),
        school=entry.text("school"),
        status=entry.text("status"),
        ethnicity=entry.text("ethnicity"),
        listed_on=entry.day("listed_on", "day of listing"),
        themes=entry.words("themes"),
        placement=entry.text("placement"),
        closed_on=closed_on,
        closed_reason=reason,
    )
    return reference, reference, facts


def _is_outside(entry: Entry, flag: bool | None, borough: str) -> bool:
    """A column of its own is believed before the section line above the child."""
    if flag is not None:
        return flag or bool(_OUT.search(borough))
    return entry.section_out_of_borough or bool(_OUT.search(borough))


def _category(entry: Entry) -> int | None:
    """0 to 3 of "Cat 3", "3", "Category II", "not evidenced" (K&R: category 0 is below the threshold)."""
    text = entry.said("category")
    if not text:
        return None
    if _NOT_EVIDENCED.search(text):
        return 0
    match = _CATEGORY.fullmatch(text)
    if not match:
        entry.note("The category is not one of 0 to 3.")
        return None
    word = match[1].casefold()
    return _WORDS[word] if word in _WORDS else int(word)
