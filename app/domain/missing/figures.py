"""How many, how long, how often, how old: the figures of §12, each with what it is of."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.domain.lists import EpisodeFacts
from app.domain.missing.episodes import CARE, HOME, SCHOOL, age_at, is_long, missing_from
from app.domain.missing.facts import KnownEpisode
from app.domain.missing.interviews import (
    InterviewFigures,
    Share,
    interview_figures,
    interviews_against_episodes,
)
from app.domain.profiles import Body

NOT_KNOWN = "Not known"
OTHER_AGE = "Other age"
# R7: how often, in the bands of the Bedfordshire research.
COUNT_BANDS: tuple[tuple[str, int, int], ...] = (
    ("Once", 1, 1),
    ("2 to 3 times", 2, 3),
    ("4 to 9 times", 4, 9),
    ("10 times or more", 10, 100_000),
)
PLACES = ((CARE, "From care"), (HOME, "From home"), (SCHOOL, "From school"), ("", "From where not known"))


def age_band(age: int | None, body: Body) -> str:
    """The body's band of an age (R8); where no band holds it, or nobody knows the age, that is said."""
    if age is None:
        return NOT_KNOWN
    return next((band.label for band in body.age_bands if band.holds(age)), OTHER_AGE)


@dataclass(frozen=True)
class ChildEpisode:
    """One episode with whose it is; `child` is the caller's key for the child."""

    child: int
    born: date | None
    episode: EpisodeFacts


@dataclass(frozen=True)
class PlaceFigures:
    """Episodes that began in one kind of place; `long` lasted more than the body's limit (R5, R6)."""

    words: str
    episodes: int
    long: Share
    children: int
    repeat: Share


@dataclass(frozen=True)
class MissingFigures:
    """A period's episodes. `repeat` are children with more than one episode in it (R6).

    `considered` is the question of R11; `long_unknown` are episodes whose length cannot be worked out.
    """

    episodes: int
    children: int
    long: Share
    long_unknown: int
    repeat: Share
    considered: Share
    places: tuple[PlaceFigures, ...]
    ages: tuple[tuple[str, int, int], ...]  # band, episodes, children
    often: tuple[tuple[str, int], ...]  # band, children
    classes: tuple[tuple[str, int], ...]
    interviews: InterviewFigures
    correlation: float | None


def missing_figures(found: Iterable[ChildEpisode], now: datetime, body: Body) -> MissingFigures:
    """The figures of one period, for instance a month or a year up to a day."""
    known = list(found)
    own = _by_child(known)
    interviews = {child: sum(_heard(one.episode) for one in episodes) for child, episodes in own.items()}
    whole = _place("", known, now, body)
    return MissingFigures(
        len(known),
        len(own),
        whole.long,
        sum(_length_unknown(one.episode, now) for one in known),
        whole.repeat,
        Share(sum(_considered(one.episode) for one in known), len(known)),
        tuple(
            _place(words, [one for one in known if missing_from(one.episode) == place], now, body)
            for place, words in PLACES
            if place or any(not missing_from(one.episode) for one in known)
        ),
        _ages(known, body),
        tuple(
            (name, sum(low <= len(episodes) <= high for episodes in own.values()))
            for name, low, high in COUNT_BANDS
        ),
        tuple(sorted(Counter(one.episode.classed or "not said" for one in known).items())),
        interview_figures([one.episode for one in known], now, body.interview_hours),
        interviews_against_episodes([(len(own[child]), interviews[child]) for child in own]),
    )


def _by_child(known: Sequence[ChildEpisode]) -> Mapping[int, list[ChildEpisode]]:
    own: dict[int, list[ChildEpisode]] = defaultdict(list)
    for one in known:
        own[one.child].append(one)
    return own


def _place(words: str, known: Sequence[ChildEpisode], now: datetime, body: Body) -> PlaceFigures:
    own = _by_child(known)
    long = sum(is_long(one.episode, body.long_missing_hours, now) for one in known)
    again = sum(len(episodes) > 1 for episodes in own.values())
    return PlaceFigures(words, len(known), Share(long, len(known)), len(own), Share(again, len(own)))


def _ages(known: Sequence[ChildEpisode], body: Body) -> tuple[tuple[str, int, int], ...]:
    """A child with a birthday between two episodes counts in both bands."""
    bands: dict[str, list[int]] = defaultdict(list)
    for one in known:
        bands[age_band(age_at(one.episode, one.born), body)].append(one.child)
    names = [band.label for band in body.age_bands]
    names += [name for name in (OTHER_AGE, NOT_KNOWN) if name in bands]
    return tuple((name, len(bands[name]), len(set(bands[name]))) for name in names)


def _heard(episode: EpisodeFacts) -> bool:
    return episode.interview_done_on is not None


def _considered(episode: EpisodeFacts) -> bool:
    return isinstance(episode, KnownEpisode) and episode.exploitation_considered is True


def _length_unknown(episode: EpisodeFacts, now: datetime) -> bool:
    from_start = episode.reported_at or (episode.began_at if isinstance(episode, KnownEpisode) else None)
    return from_start is None or (episode.returned_at is None and not episode.still_missing)
