"""How the return home interviews of the current return stand (K&R: within 72 hours of the return)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.lists import EpisodeFacts, ListName
from app.domain.missing import InterviewStanding, interview_due, interview_standing
from app.domain.profiles import INTERVIEW_HOURS
from app.models import Episode, SourceRecord
from app.services.clock import Clock
from app.services.lists.deliveries import added_since, newest_delivery
from app.services.months.due import misper_body

_RUNNING = (InterviewStanding.DUE, InterviewStanding.OFFERED, InterviewStanding.ACCEPTED)
_ENDED = (InterviewStanding.REFUSED, InterviewStanding.PARENT, InterviewStanding.NOT_POSSIBLE)
_UNCLEAR = (InterviewStanding.OVERDUE, InterviewStanding.RETURN_UNKNOWN, InterviewStanding.DONE, *_ENDED)


@dataclass(frozen=True)
class InterviewCount:
    """`total` are the episodes of the return whose child is back: in time + late + running + the rest.

    `refused_or_not_known` are those without an interview in time or late: refused, held with the parent, not
    possible, or nobody recorded what became of it. Those not required are in no figure. `hours` is the limit.
    """

    in_time: int
    late: int
    total: int
    running: int
    refused_or_not_known: int
    words: str
    hours: int = INTERVIEW_HOURS


def count_interviews(session: Session, clock: Clock) -> InterviewCount:
    """Count the episodes of the newest missing return, with those added by hand, in an open session."""
    files = newest_delivery(session, ListName.MISPER)
    files |= added_since(session, ListName.MISPER, files)
    body = misper_body(session, clock)
    hours = body.interview_hours if body else INTERVIEW_HOURS
    if not files:
        return InterviewCount(0, 0, 0, 0, 0, "No missing return has been taken in yet", hours)
    query = (
        select(*(getattr(Episode, one.name) for one in fields(EpisodeFacts)))
        .join(SourceRecord, SourceRecord.id == Episode.source_id)
        .where(SourceRecord.last_seen_file_id.in_(files))
    )
    facts = [EpisodeFacts(*row) for row in session.execute(query)]
    return _counted(facts, clock.local(), hours)


def _counted(facts: Iterable[EpisodeFacts], now: datetime, hours: int) -> InterviewCount:
    judged = [(interview_standing(fact, now, hours), fact) for fact in facts]
    count = Counter(standing for standing, _ in judged)
    ends = [
        interview_due(fact.returned_at, hours)
        for standing, fact in judged
        if standing in _RUNNING and fact.returned_at is not None
    ]
    unclear = sum(count[standing] for standing in _UNCLEAR)
    outside = count[InterviewStanding.NOT_BACK] + count[InterviewStanding.NOT_REQUIRED]
    total = sum(count.values()) - outside
    late = count[InterviewStanding.LATE]
    words = _words(late, unclear, count[InterviewStanding.NOT_BACK], ends, now)
    return InterviewCount(count[InterviewStanding.IN_TIME], late, total, len(ends), unclear, words, hours)


def _words(late: int, unclear: int, missing: int, ends: list[datetime], now: datetime) -> str:
    parts = [f"{late} late", f"{unclear} not recorded"]
    if ends:
        first = min(ends)
        day = "" if first.date() == now.date() else f"{day_words(first.date())}, "
        parts.append(f"{len(ends)} running, next ends {day}{first:%H:%M}")
    if missing:
        parts.append(f"{missing} still missing")
    return " · ".join(parts)
