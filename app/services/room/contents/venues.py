"""Venues, themes and significant others: what several children have in common since the window began."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from app.domain.missing import KnownEpisode, interview_of
from app.services.people.subjects import fold
from app.services.room.contents.look import Look
from app.services.room.contents.rows import Content, ContentRow

VENUES, THEMES, OTHERS = "Venues", "Themes from return interviews", "Significant others"
_MOST = 12  # lines under one heading; what one child alone has comes after what several share


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _places(episode: KnownEpisode) -> Iterable[str]:
    return dict.fromkeys(_lines(episode.found_where) + _lines(episode.places))


def _themes(episode: KnownEpisode) -> Iterable[str]:
    return interview_of(episode).themes


def _people(episode: KnownEpisode) -> Iterable[str]:
    return dict.fromkeys(_lines(episode.found_with) + _lines(episode.people))


_SOURCES: tuple[tuple[str, Callable[[KnownEpisode], Iterable[str]]], ...] = (
    (VENUES, _places),
    (THEMES, _themes),
    (OTHERS, _people),
)


def venues(look: Look) -> Content:
    """Item 5: places where children were found, themes of their interviews, and whom they were with."""
    rows = [row for group, source in _SOURCES for row in _rows(look, group, source)]
    return Content((), tuple(rows))


def _rows(look: Look, group: str, source: Callable[[KnownEpisode], Iterable[str]]) -> list[ContentRow]:
    words: dict[str, str] = {}
    times: dict[str, int] = defaultdict(int)
    children: dict[str, set[int]] = defaultdict(set)
    for person, own in look.recent.items():
        for episode in own:
            for written in source(episode):
                key = fold(written)
                words.setdefault(key, written)
                times[key] += 1
                children[key].add(person)
    shown = sorted(words, key=lambda key: (-len(children[key]), -times[key], key))[:_MOST]
    known = look.known({person for key in shown for person in children[key]})
    return [
        ContentRow(
            name=words[key],
            text=_how_often(times[key], len(children[key])),
            group=group,
            people=tuple(sorted(known[person].short_name for person in children[key] if person in known)),
        )
        for key in shown
    ]


def _how_often(times: int, children: int) -> str:
    often = "once" if times == 1 else "twice" if times == 2 else f"{times} times"
    return f"{often}, {'one child' if children == 1 else f'{children} children'}"
