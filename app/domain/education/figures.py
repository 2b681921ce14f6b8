"""The register in figures: population, rating, hours, and what waits (domain §14, §19.5)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.education.facts import RATINGS, RED, KnownEntry, Population, current_rating
from app.domain.education.hours import lacks_hours
from app.domain.education.ratings import escalated
from app.domain.profiles import Body


@dataclass(frozen=True)
class RegisterFigures:
    """`by_rating` has "" for those never rated; `red_waiting` are red, and not taken further or explained."""

    total: int
    by_population: Mapping[Population, int]
    by_rating: Mapping[str, int]
    assured: int
    rated: int
    few_hours: int
    hours_unknown: int
    provision_waiting: int
    home_educated: int
    red_waiting: int

    @property
    def assured_percent(self) -> int | None:
        """How many ratings of a hundred have been assured; None where nothing is rated."""
        return round(100 * self.assured / self.rated) if self.rated else None


def figures(entries: Iterable[tuple[KnownEntry, bool]], body: Body) -> RegisterFigures:
    """The figures of the register; each entry with whether its meeting passed the child on."""
    found = list(entries)
    ratings = [(current_rating(entry), entry, passed) for entry, passed in found]
    rated = [one for one in ratings if one[0] is not None]
    values = Counter(rating.value if rating else "" for rating, _, _ in ratings)
    return RegisterFigures(
        len(found),
        {one: sum(entry.population is one for entry, _ in found) for one in Population},
        {value: values[value] for value in (*RATINGS, "")},
        sum(bool(rating and rating.assured_by.strip()) for rating, _, _ in rated),
        len(rated),
        sum(lacks_hours(entry, body) for entry, _ in found),
        sum(entry.hours is None for entry, _ in found),
        sum(entry.provision_asked_on is not None and entry.provision_began_on is None for entry, _ in found),
        sum(bool(entry.home_educated) for entry, _ in found),
        sum(
            rating is not None and rating.value == RED and not escalated(entry, passed)
            for rating, entry, passed in ratings
        ),
    )
