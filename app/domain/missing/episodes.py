"""Single facts of an episode: how long, how old, whose child."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from app.domain.lists import EpisodeFacts
from app.domain.missing.facts import KnownEpisode, start_of
from app.domain.missing.windows import elapsed, episode_day
from app.domain.people import age_on

HOME, CARE, SCHOOL = "home", "care", "school"


def duration(episode: EpisodeFacts, now: datetime | None = None) -> timedelta | None:
    """How long the child was away, up to `now` if still missing; None where it cannot be known (R5)."""
    start, end = start_of(episode), episode.returned_at or (now if episode.still_missing else None)
    if start is None or end is None:
        return None
    return elapsed(start, end)


def is_long(episode: EpisodeFacts, hours: int = 24, now: datetime | None = None) -> bool:
    """Away for more than so many hours (R5; Kingston JSNA counts these alone as missing from care)."""
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


def missing_from(episode: EpisodeFacts) -> str:
    """ "home", "care" or "school" as recorded here, else by whether the list says in care; "" if unknown."""
    recorded = episode.missing_from if isinstance(episode, KnownEpisode) else ""
    return recorded or {True: CARE, False: HOME, None: ""}[episode.in_care]
