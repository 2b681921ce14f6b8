"""People and places that were named about a child: in case notes, where found, in interviews; as written."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager

from app.models import Case, Episode, EpisodeDetail, Meeting, MonthlyEntry
from app.services.months.meeting_records import body_of

PERSON, PLACE = "person", "place"


@dataclass(frozen=True)
class NamedLine:
    """Words about a person or a place, who wrote them down, and on which day; `meeting_id` opens the minutes.

    The words are those of the notes: nothing is read out of them.
    """

    kind: str
    words: str
    source: str
    on: date | None
    meeting_id: int | None = None


def named(session: Session, subject_ids: Collection[int]) -> tuple[NamedLine, ...]:
    """What the notes and episodes of these subjects name, newest first."""
    lines = [*_of_notes(session, subject_ids), *_of_episodes(session, subject_ids)]
    return tuple(sorted(lines, key=lambda one: one.on or date.min, reverse=True))


def _of_notes(session: Session, subject_ids: Collection[int]) -> Iterable[NamedLine]:
    query = (
        select(MonthlyEntry)
        .join(MonthlyEntry.meeting)
        .join(MonthlyEntry.case)
        .where(Case.subject_id.in_(subject_ids))
        .options(contains_eager(MonthlyEntry.meeting).joinedload(Meeting.profile))
    )
    for entry in session.execute(query).scalars():
        short, on = body_of(entry.meeting).short, entry.meeting.held_on
        for kind, words in ((PERSON, entry.offender), (PLACE, entry.location)):
            if words.strip():
                yield NamedLine(kind, words.strip(), f"{short} notes", on, entry.meeting_id)


def _of_episodes(session: Session, subject_ids: Collection[int]) -> Iterable[NamedLine]:
    query = (
        select(Episode, EpisodeDetail)
        .outerjoin(EpisodeDetail, EpisodeDetail.episode_id == Episode.id)
        .where(Episode.subject_id.in_(subject_ids))
    )
    for episode, detail in session.execute(query):
        on = episode.reported_at.date() if episode.reported_at else None
        found = [(PLACE, episode.found_where, "found there")]
        if detail is not None:
            found += [
                (PLACE, detail.found_where, "found there"),
                (PLACE, detail.places, "interview"),
                (PERSON, detail.found_with, "found with"),
                (PERSON, detail.people, "interview"),
            ]
        for kind, words, source in dict.fromkeys(found):
            for line in filter(None, map(str.strip, words.splitlines())):
                yield NamedLine(kind, line, source, on)
