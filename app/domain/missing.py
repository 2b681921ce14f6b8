"""Missing episodes and return home interviews (domain §12, §13)."""

import calendar
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum

from app.domain.calendar import LONDON, day_words
from app.domain.findings import Finding, Severity
from app.domain.lists import EpisodeFacts
from app.domain.people import age_on
from app.domain.profiles import DAYS, INTERVIEW_HOURS, MONTHS, WEEKS, Body, Clock

ABSENT = "absent"
_RISK = {"high": 3, "medium": 2, "low": 1}
_TERMS = "K&R terms of reference, MisPer"
_INTERVIEWS = "K&R return home interviews"


def months_before(day: date, months: int) -> date:
    """The same day of the month so many months earlier, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_FIRST_DAY: dict[str, Callable[[date, int], date]] = {
    MONTHS: months_before,
    WEEKS: lambda day, count: day - timedelta(weeks=count),
    DAYS: lambda day, count: day - timedelta(days=count),
}


def window(on: date, length: Clock) -> tuple[date, date]:
    """First and last day, both counted, of the rolling window that ends on the list's date."""
    return _FIRST_DAY[length.unit](on, length.count), on


def episode_day(episode: EpisodeFacts) -> date | None:
    """The day an episode counts for: when it was reported, else when it ended."""
    moment = episode.reported_at or episode.returned_at
    return moment.date() if moment else None


def episodes_in_window(episodes: Iterable[EpisodeFacts], on: date, length: Clock) -> tuple[EpisodeFacts, ...]:
    """Episodes within the window, missing and absent alike; those without any date cannot be placed."""
    first, last = window(on, length)
    placed = ((episode, episode_day(episode)) for episode in episodes)
    return tuple(episode for episode, day in placed if day is not None and first <= day <= last)


def is_repeat_missing(episodes: Iterable[EpisodeFacts], on: date, body: Body) -> bool:
    """At least so many episodes in the rolling window (K&R ToR: 4 in 3 calendar months)."""
    rule = body.repeat_missing
    return len(episodes_in_window(episodes, on, rule.window)) >= rule.count


def elapsed(start: datetime, end: datetime) -> timedelta:
    """Time that really passed between two local wall-clock times, over a change of the clocks too."""
    return end.replace(tzinfo=LONDON).astimezone(UTC) - start.replace(tzinfo=LONDON).astimezone(UTC)


def interview_due(returned_at: datetime, hours: int = INTERVIEW_HOURS) -> datetime:
    """When an interview is due, as local wall-clock time: elapsed hours, not working days (K&R: 72).

    A return in the hour that happens twice is taken as the first of the two, the earlier deadline.
    """
    due = returned_at.replace(tzinfo=LONDON).astimezone(UTC) + timedelta(hours=hours)
    return due.astimezone(LONDON).replace(tzinfo=None, fold=0)


class InterviewStanding(StrEnum):
    """How the interview of one episode stands; the lists do not say whether a child refused."""

    NOT_BACK = "not back yet"
    RETURN_UNKNOWN = "return not known"
    DONE = "done"
    IN_TIME = "in time"
    LATE = "late"
    DUE = "due"
    OVERDUE = "overdue"


def interview_standing(
    episode: EpisodeFacts, now: datetime, hours: int = INTERVIEW_HOURS
) -> InterviewStanding:
    """Judge one episode's interview at local time `now`.

    The list gives only the day of an interview, so it is late only when that day is after the day it
    was due. `DONE` is an interview whose deadline cannot be worked out.
    """
    done = episode.interview_done_on
    if episode.returned_at is None:
        if done is not None:
            return InterviewStanding.DONE
        return InterviewStanding.NOT_BACK if episode.still_missing else InterviewStanding.RETURN_UNKNOWN
    due = interview_due(episode.returned_at, hours)
    if done is not None:
        return InterviewStanding.LATE if done > due.date() else InterviewStanding.IN_TIME
    return InterviewStanding.OVERDUE if now > due else InterviewStanding.DUE


def duration(episode: EpisodeFacts, now: datetime | None = None) -> timedelta | None:
    """How long the child was away, up to `now` if still missing; None where it cannot be known."""
    end = episode.returned_at or (now if episode.still_missing else None)
    if episode.reported_at is None or end is None:
        return None
    return elapsed(episode.reported_at, end)


def is_long(episode: EpisodeFacts, hours: int = 24, now: datetime | None = None) -> bool:
    """Away for more than so many hours (Kingston JSNA counts these alone as missing from care)."""
    away = duration(episode, now)
    return away is not None and away > timedelta(hours=hours)


def age_at(episode: EpisodeFacts, born: date | None) -> int | None:
    """Age when the episode began; the age the police wrote where no date of birth is known."""
    day = episode_day(episode)
    if born is not None and day is not None:
        return age_on(born, day)
    written = re.fullmatch(r"\s*(\d{1,2})(?:\.0+)?\s*", episode.age_as_written)
    return int(written.group(1)) if written else None


def is_ours(authority: str, areas: Sequence[str]) -> bool:
    """Whether an authority as written ("LB Richmond") is one of the body's; unknown counts as ours.

    A body that names no area of its own yet cannot tell another's from its own.
    """
    words = re.findall(r"\w+", authority.casefold())
    return not words or not areas or any(area.casefold() in " ".join(words) for area in areas)


def _class_findings(episode: EpisodeFacts, born: date | None, on_mase: bool, body: Body) -> list[Finding]:
    if episode.classed.casefold() != ABSENT:
        return []
    found = []
    if on_mase:
        sentence = 'Recorded "absent", but the child is at risk of exploitation: it must be "missing".'
        found.append(Finding("P1", sentence, _TERMS, Severity.STOP))
    age = age_at(episode, born)
    if age is not None and age < body.missing_below_age:
        sentence = f'Recorded "absent" at {age}: under {body.missing_below_age} it must be "missing".'
        found.append(Finding("P2", sentence, _TERMS, Severity.STOP))
    return found


def moment_words(moment: datetime) -> str:
    """A local time in a sentence: "Tue 17 Nov 2026, 23:10"."""
    return f"{day_words(moment.date())}, {moment.hour:02}:{moment.minute:02}"


_INTERVIEW_WORDS = {
    InterviewStanding.DUE: ("Return home interview is due by {due}.", Severity.NOTE),
    InterviewStanding.OVERDUE: ("Return home interview was due by {due} and is not recorded.", Severity.WARN),
    InterviewStanding.LATE: ("Return home interview on {done} was late: it was due by {due}.", Severity.WARN),
}


def _interview_findings(episode: EpisodeFacts, now: datetime, body: Body) -> list[Finding]:
    words = _INTERVIEW_WORDS.get(interview_standing(episode, now, body.interview_hours))
    if words is None or episode.returned_at is None:
        return []
    template, severity = words
    done = day_words(episode.interview_done_on) if episode.interview_done_on else ""
    due = moment_words(interview_due(episode.returned_at, body.interview_hours))
    return [Finding("P4", template.format(due=due, done=done), _INTERVIEWS, severity)]


def _doubts(episode: EpisodeFacts) -> list[Finding]:
    start, end, done = episode.reported_at, episode.returned_at, episode.interview_done_on
    found = []
    if start and end and end < start:
        sentence = (
            f"Returned {moment_words(end)}, before being reported missing {moment_words(start)}: check both."
        )
        found.append(Finding("return-before-report", sentence, "Missing list", Severity.WARN))
    if end and done and done < end.date():
        sentence = (
            f"Interview on {day_words(done)} lies before the return on {day_words(end.date())}: check both."
        )
        found.append(Finding("interview-before-return", sentence, "Missing list", Severity.WARN))
    return found


def episode_findings(
    episode: EpisodeFacts, born: date | None, now: datetime, body: Body, on_mase: bool = False
) -> tuple[Finding, ...]:
    """P1, P2, P4 and P23 for one episode, and dates that cannot both be right.

    `body` supplies the limits; `on_mase` is whether the child's case is open there.
    """
    found = [
        *_class_findings(episode, born, on_mase, body),
        *_interview_findings(episode, now, body),
        *_doubts(episode),
    ]
    if not is_ours(episode.responsible_authority, body.areas):
        sentence = (
            f"{episode.responsible_authority} is responsible: is it told, and is a safety plan in place?"
        )
        found.append(Finding("P23", sentence, _TERMS, Severity.WARN))
    return tuple(found)


def repeat_findings(episodes: Iterable[EpisodeFacts], on: date, body: Body) -> tuple[Finding, ...]:
    """P3: the child belongs on the list of those often missing."""
    rule = body.repeat_missing
    count = len(episodes_in_window(episodes, on, rule.window))
    if count < rule.count:
        return ()
    sentence = (
        f"{count} episodes in {rule.window.words()} "
        f"({rule.count} or more is repeat missing): list among those most often missing."
    )
    return (Finding("P3", sentence, _TERMS, Severity.WARN),)


@dataclass(frozen=True)
class Ranked:
    """One child's place in a top list; `key` is the caller's. `risk` is the highest in the window."""

    key: int
    count: int
    risk: str
    last_on: date


def rank(key: int, episodes: Iterable[EpisodeFacts], on: date, length: Clock) -> Ranked | None:
    """One child's figures over the window; None without an episode in it."""
    inside = episodes_in_window(episodes, on, length)
    days = [day for day in map(episode_day, inside) if day is not None]
    if not days:
        return None
    risk = max((episode.risk.casefold() for episode in inside), key=lambda word: _RISK.get(word, 0))
    return Ranked(key, len(inside), risk, max(days))


def top_list(children: Iterable[Ranked], size: int = 10) -> tuple[Ranked, ...]:
    """The children most often missing: by episodes, then risk, then most recent.

    Whoever has as many episodes as the last one listed is listed too, so the list can be longer than
    `size`: nobody is cut by a tie (domain §12 R4).
    """
    ordered = sorted(
        children, key=lambda child: (-child.count, -_RISK.get(child.risk, 0), -child.last_on.toordinal())
    )
    if len(ordered) <= size:
        return tuple(ordered)
    least = ordered[size - 1].count
    return tuple(child for child in ordered if child.count >= least)
