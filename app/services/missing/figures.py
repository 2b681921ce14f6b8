"""The figures of missing children: of a period, by month, and how absences were recorded (domain §12)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.calendar import MONTHS
from app.domain.findings import Finding
from app.domain.missing import (
    ChildEpisode,
    ClassAudit,
    MissingFigures,
    Share,
    audit_classes,
    episode_day,
    interview_figures,
    missing_figures,
    months_before,
)
from app.errors import Refused
from app.services.clock import Clock
from app.services.missing.classes import people_at_risk
from app.services.missing.episodes import Period, read_episodes
from app.services.missing.recent import of_days
from app.services.months.due import misper_body
from app.store.store import Store

YEAR = 12  # months
Progress = Callable[[int, int], bool]


@dataclass(frozen=True)
class MonthLine:
    """One month: its episodes against its interviews (§13.8)."""

    first: date
    words: str
    episodes: int
    children: int
    interviews: int
    in_time: Share


@dataclass(frozen=True)
class BreachRow:
    """One absence that a rule does not allow (R14)."""

    episode_id: int
    person_id: int
    name: str
    on: date | None
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Figures:
    """All figures of a period, and the year up to its last day month by month."""

    period: Period
    figures: MissingFigures
    months: tuple[MonthLine, ...]
    audit: ClassAudit
    breaches: tuple[BreachRow, ...]
    rule: str
    long_hours: int


class MissingFigureBook:
    """Counting; it may take a second, so call it from a worker."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def of(self, period: Period) -> Figures:
        """The figures of these days; `Refused` where no body owns the missing list."""
        now = self._clock.local()
        first = min(period.first, months_before(period.last, YEAR - 1).replace(day=1))
        with self._store.reading() as session:
            body = misper_body(session, self._clock)
            if body is None:
                raise Refused("No body of this area owns the missing list, so there is nothing to count.")
            found = read_episodes(session, of_days(first, period.last))
            people = {episode.subject.person_id for episode, _ in found}
            risk = people_at_risk(session, people)
            known = [
                (episode.id, ChildEpisode(episode.subject.person_id, episode.subject.born, facts))
                for episode, facts in found
            ]
            names = {episode.id: episode.subject.identity.name for episode, _ in found}
        inside = [
            (number, one)
            for number, one in known
            if period.first <= (episode_day(one.episode) or date.min) <= period.last
        ]
        audit = audit_classes(
            ((number, one.episode, one.born, one.child in risk) for number, one in inside), body
        )
        by_number = dict(inside)
        return Figures(
            period,
            missing_figures((one for _, one in inside), now, body),
            tuple(_months([one for _, one in known], period.last, self._clock, body.interview_hours)),
            audit,
            tuple(
                BreachRow(
                    breach.key,
                    by_number[breach.key].child,
                    names[breach.key],
                    episode_day(by_number[breach.key].episode),
                    breach.findings,
                )
                for breach in audit.breaches
            ),
            body.repeat_missing.words(),
            body.long_missing_hours,
        )


def _months(known: list[ChildEpisode], last: date, clock: Clock, hours: int) -> list[MonthLine]:
    lines = []
    for back in range(YEAR):
        first = months_before(last.replace(day=1), back)
        end = months_before(first, -1) - timedelta(days=1)
        own = [one for one in known if first <= (episode_day(one.episode) or date.min) <= end]
        counted = interview_figures([one.episode for one in own], clock.local(), hours)
        lines.append(
            MonthLine(
                first,
                f"{MONTHS[first.month - 1][:3]} {first.year}",
                len(own),
                len({one.child for one in own}),
                counted.completed.count,
                counted.in_time,
            )
        )
    return lines
