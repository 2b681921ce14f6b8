"""Return home interviews: when one is due, how it stands, and how the body keeps its limit (domain §13)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from statistics import StatisticsError, correlation

from app.domain.lists import EpisodeFacts
from app.domain.missing.facts import Interview, Outcome, interview_of
from app.domain.missing.windows import after_hours, elapsed
from app.domain.profiles import INTERVIEW_HOURS

LEAST_CHILDREN = 5  # below which a correlation of episodes and interviews says nothing


def interview_due(returned_at: datetime, hours: int = INTERVIEW_HOURS) -> datetime:
    """When an interview is due, as local wall-clock time: elapsed hours, not working days (K&R: 72).

    A return in the hour that happens twice is taken as the first of the two, the earlier deadline.
    """
    return after_hours(returned_at, hours)


class InterviewStanding(StrEnum):
    """How the interview of one episode stands (§13.9), judged by what is recorded and by the clock."""

    NOT_BACK = "not back yet"
    RETURN_UNKNOWN = "return not known"
    DONE = "done"
    IN_TIME = "in time"
    LATE = "late"
    DUE = "due"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    OVERDUE = "overdue"
    REFUSED = "refused"
    PARENT = "parent instead"
    NOT_POSSIBLE = "not possible"
    NOT_REQUIRED = "not required"

    @property
    def waits(self) -> bool:
        """Whether somebody still has to hear the child."""
        return self in _WAITING


_WAITING = (
    InterviewStanding.DUE,
    InterviewStanding.OFFERED,
    InterviewStanding.ACCEPTED,
    InterviewStanding.OVERDUE,
)
_ENDED = {
    Outcome.REFUSED: InterviewStanding.REFUSED,
    Outcome.PARENT: InterviewStanding.PARENT,
    Outcome.NOT_POSSIBLE: InterviewStanding.NOT_POSSIBLE,
    Outcome.NOT_REQUIRED: InterviewStanding.NOT_REQUIRED,
}
_RUNNING = {Outcome.OFFERED: InterviewStanding.OFFERED, Outcome.ACCEPTED: InterviewStanding.ACCEPTED}


def interview_standing(
    episode: EpisodeFacts, now: datetime, hours: int = INTERVIEW_HOURS
) -> InterviewStanding:
    """Judge one episode's interview at local time `now`.

    What was recorded here counts to the minute. The list gives only the day of an interview, so it is late
    only when that day is after the day it was due. `DONE` has a deadline that cannot be worked out.
    """
    interview = interview_of(episode)
    if interview.outcome in _ENDED:
        return _ENDED[interview.outcome]
    if interview.outcome is Outcome.COMPLETED:
        return _completed(episode, interview, hours)
    if episode.returned_at is None:
        return InterviewStanding.NOT_BACK if episode.still_missing else InterviewStanding.RETURN_UNKNOWN
    if now > interview_due(episode.returned_at, hours):
        return InterviewStanding.OVERDUE
    recorded = interview.outcome if episode.interview_done_on is None else Outcome.NOTHING
    return _RUNNING.get(recorded, InterviewStanding.DUE)


def _completed(episode: EpisodeFacts, interview: Interview, hours: int) -> InterviewStanding:
    if episode.returned_at is None:
        return InterviewStanding.DONE
    due = interview_due(episode.returned_at, hours)
    if interview.done_at is not None:
        return InterviewStanding.LATE if interview.done_at > due else InterviewStanding.IN_TIME
    if episode.interview_done_on is None:
        return InterviewStanding.DONE
    return InterviewStanding.LATE if episode.interview_done_on > due.date() else InterviewStanding.IN_TIME


def time_left(episode: EpisodeFacts, now: datetime, hours: int = INTERVIEW_HOURS) -> timedelta | None:
    """How long the interview may still wait; negative once it is overdue, None where nothing is due."""
    if episode.returned_at is None or not interview_standing(episode, now, hours).waits:
        return None
    return elapsed(now, interview_due(episode.returned_at, hours))


def left_words(left: timedelta) -> str:
    """Time left as one reads it at a glance: "14 h left", "40 min left", "12 days over"."""
    over = left < timedelta()
    minutes = int(abs(left).total_seconds() // 60)
    days, hours = divmod(minutes // 60, 24)
    if minutes < 60:
        words = f"{minutes} min"
    elif over and days:
        words = f"{days} day{'' if days == 1 else 's'}" + (f" {hours} h" if hours and days == 1 else "")
    else:
        words = f"{minutes // 60} h"
    return f"{words} {'over' if over else 'left'}"


@dataclass(frozen=True)
class Share:
    """So many of so many; a percentage is never shown without what it is of."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Whole per cent, a half rounded up; None of nothing."""
        return None if self.of == 0 else int(self.count * 100 / self.of + 0.5)

    @property
    def words(self) -> str:
        """ "11 of 36 (31%)"."""
        return f"{self.count} of {self.of}" + ("" if self.percent is None else f" ({self.percent}%)")


@dataclass(frozen=True)
class InterviewFigures:
    """The interviews of some episodes (§13.8).

    `required` are those of children who came back, without the ones that were not required; `judged` are the
    required ones whose time has run out or whose outcome is known, of which `in_time`, `completed` and
    `offered` are shares. `counts` has every standing that occurs.
    """

    episodes: int
    required: int
    judged: int
    in_time: Share
    completed: Share
    offered: Share
    passed: Share
    running: int
    overdue: int
    counts: tuple[tuple[InterviewStanding, int], ...]


def interview_figures(
    episodes: Iterable[EpisodeFacts], now: datetime, hours: int = INTERVIEW_HOURS
) -> InterviewFigures:
    """Count the interviews of these episodes at local time `now`."""
    known = list(episodes)
    standings = [interview_standing(episode, now, hours) for episode in known]
    count = Counter(standings)
    outside = count[InterviewStanding.NOT_BACK] + count[InterviewStanding.NOT_REQUIRED]
    required = len(known) - outside
    overdue = count[InterviewStanding.OVERDUE]
    running = sum(count[one] for one in _WAITING) - overdue
    judged = required - running
    done = [
        episode
        for episode, standing in zip(known, standings, strict=True)
        if standing in (InterviewStanding.IN_TIME, InterviewStanding.LATE, InterviewStanding.DONE)
    ]
    offered = sum(
        _was_offered(episode)
        for episode, standing in zip(known, standings, strict=True)
        if standing is not InterviewStanding.NOT_REQUIRED and standing not in _WAITING[:3]
    )
    return InterviewFigures(
        len(known),
        required,
        judged,
        Share(count[InterviewStanding.IN_TIME], judged),
        Share(len(done), judged),
        Share(offered, judged),
        Share(sum(interview_of(episode).passed_on is not None for episode in done), len(done)),
        running,
        overdue,
        tuple((standing, count[standing]) for standing in InterviewStanding if count[standing]),
    )


def _was_offered(episode: EpisodeFacts) -> bool:
    """An interview that was held or refused was offered, whether or not anybody wrote that down."""
    outcome = interview_of(episode).outcome
    heard = (Outcome.OFFERED, Outcome.ACCEPTED, Outcome.COMPLETED, Outcome.REFUSED, Outcome.PARENT)
    return outcome in heard or bool(episode.interview_offered) or interview_of(episode).offered_on is not None


def interviews_against_episodes(pairs: Sequence[tuple[int, int]]) -> float | None:
    """How the number of interviews follows the number of episodes, child by child: 1 is in step, 0 is not
    at all (§13.8). None with too few children, or where all are alike."""
    if len(pairs) < LEAST_CHILDREN:
        return None
    try:
        return correlation([one for one, _ in pairs], [other for _, other in pairs])
    except StatisticsError:
        return None
