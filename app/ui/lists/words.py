"""What the list screens share: bands, verdicts and list badges as marks, instants and days as words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from app.domain.calendar import MONTHS
from app.domain.crosscheck import Badge
from app.domain.lists import ListName
from app.domain.matching import Band
from app.ui.month.words import chip, short_day
from app.ui.widgets import Mark

# In the order in which the lists come, and on a child's page with the gravest first.
ORDER = (ListName.MISPER, ListName.CME, ListName.MASE)
EVERY = (*ORDER, ListName.SSDA903, ListName.ANNEX_A)
LANES = (ListName.MASE, ListName.MISPER, ListName.CME)
BANDS: Mapping[Band, Mark] = {
    Band.CERTAIN: Mark("certain", "green"),
    Band.LIKELY: Mark("likely", "green"),
    Band.POSSIBLE: Mark("possible", "amber"),
    Band.WEAK: Mark("weak", "grey"),
}
TITLES: Mapping[Band, str] = {
    Band.CERTAIN: "Almost certainly the same child",
    Band.LIKELY: "Likely the same child",
    Band.POSSIBLE: "Possibly the same child",
    Band.WEAK: "Little speaks for the same child",
}
VERDICTS: Mapping[str, Mark] = {
    "agree": Mark("agree", "green"),
    "near": Mark("near", "amber"),
    "differ": Mark("differ", "red"),
    "missing": Mark("missing", "grey"),
    "for": Mark("for", "green"),
    "against": Mark("against", "red"),
}
DECISIONS: Mapping[str, Mark] = {
    "same": Mark("same child", "green"),
    "different": Mark("not the same", "grey"),
    "ask": Mark("agency asked", "amber"),
}
STANDINGS: Mapping[str, Mark] = {
    "new": Mark("new", "accent"),
    "changed": Mark("changed", "grey"),
    "unchanged": Mark("unchanged", "grey"),
    "refused": Mark("refused", "red"),
}
_QUIET_FLAGS = ("no date of birth", "1 January")


def flag_marks(flags: Iterable[str]) -> tuple[Mark, ...]:
    """What must be thought of before a pair is called one child."""
    return tuple(Mark(flag, "grey" if flag in _QUIET_FLAGS else "amber") for flag in flags)


def list_marks(badges: Iterable[Badge]) -> tuple[Mark, ...]:
    """A child's badges, one for each list."""
    return tuple(chip(badge.text, badge.tone) for badge in badges)


def month_day(day: date) -> str:
    """ "3 Apr 2012"."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def born_words(born: date | None, age: int | None) -> str:
    """ "13, born 3 Apr 2012"."""
    if born is None:
        return "date of birth not known"
    return f"{age}, born {month_day(born)}" if age is not None else f"born {month_day(born)}"


def day_or_dash(day: date | None) -> str:
    """A day for a table; a dash where the list does not say."""
    return month_day(day) if day is not None else "–"


def moment(at: datetime, today: date) -> str:
    """ "Sat 21 Nov, 09:00" by this laptop's clock."""
    here = at.astimezone()
    return f"{short_day(here.date(), today)}, {here:%H:%M}"


def hours_words(hours: float | None) -> str:
    """Hours away as people say them: "14 h", "3 days"."""
    if hours is None:
        return "–"
    return f"{hours:.0f} h" if hours < 48 else f"{hours / 24:.0f} days"
