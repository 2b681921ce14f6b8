"""The two lists of ten: children most often missing, and those the interview manager worries about (R4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from app.domain.lists import EpisodeFacts
from app.domain.missing.windows import episode_day, episodes_in_window, repeat_episodes
from app.domain.profiles import Body, Clock

RISKS = ("high", "medium", "low", "none")
_RISK = {"high": 3, "medium": 2, "low": 1}


@dataclass(frozen=True)
class Ranked:
    """One child's place in a top list; `key` is the caller's. `risk` is the highest in the window."""

    key: int
    count: int
    risk: str
    last_on: date


def rank(key: int, episodes: Iterable[EpisodeFacts], on: date, length: Clock) -> Ranked | None:
    """One child's figures over the window; None without an episode in it."""
    return _ranked(key, episodes_in_window(episodes, on, length))


def rank_for(key: int, episodes: Iterable[EpisodeFacts], on: date, body: Body) -> Ranked | None:
    """One child's figures over the body's own window."""
    return _ranked(key, repeat_episodes(episodes, on, body))


def _ranked(key: int, inside: tuple[EpisodeFacts, ...]) -> Ranked | None:
    days = [day for day in map(episode_day, inside) if day is not None]
    if not days:
        return None
    risk = max((episode.risk.casefold() for episode in inside), key=lambda word: _RISK.get(word, 0))
    return Ranked(key, len(inside), risk, max(days))


def _by_episodes(child: Ranked) -> tuple[int, int, int]:
    return (-child.count, -_RISK.get(child.risk, 0), -child.last_on.toordinal())


def top_list(children: Iterable[Ranked], size: int = 10) -> tuple[Ranked, ...]:
    """The children most often missing: by episodes, then risk, then most recent.

    Whoever has as many episodes as the last one listed is listed too, so the list can be longer than
    `size`: nobody is cut by a tie (domain §12 R4).
    """
    ordered = sorted(children, key=_by_episodes)
    if len(ordered) <= size:
        return tuple(ordered)
    least = ordered[size - 1].count
    return tuple(child for child in ordered if child.count >= least)


def repeat_list(children: Iterable[Ranked], body: Body) -> tuple[Ranked, ...]:
    """The first of the lists: those of the top who are repeat missing by the body's rule (R3, R4)."""
    often = (child for child in children if child.count >= body.repeat_missing.count)
    return top_list(often, body.top_list)


def concern_list(children: Iterable[Ranked], size: int = 10) -> tuple[Ranked, ...]:
    """The second: those with a mark of concern, by risk, then episodes, then most recent; ties shown."""
    ordered = sorted(children, key=lambda child: (-_RISK.get(child.risk, 0), *_by_episodes(child)))
    if len(ordered) <= size:
        return tuple(ordered)
    last = ordered[size - 1]
    tie = (_RISK.get(last.risk, 0), last.count)
    return tuple(child for child in ordered if (_RISK.get(child.risk, 0), child.count) >= tie)
