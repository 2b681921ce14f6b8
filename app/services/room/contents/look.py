"""One look at the store for the items of one meeting: what several of them need is read once."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.missing import KnownEpisode, episode_day, months_before, window
from app.domain.profiles import AgendaItem, Body
from app.models import Meeting, Subject
from app.services.clock import Clock
from app.services.education.register import RegisterRow, register_rows
from app.services.missing.recent import Episodes, full_episodes, light_episodes
from app.services.months.meeting_records import (
    KnownPerson,
    KnowsOtherLists,
    body_of,
    previous_meeting,
)
from app.services.room.agenda_items import items_at


class Look:
    """A meeting, its rules and its day, inside a session that is already open."""

    def __init__(self, session: Session, meeting: Meeting, clock: Clock, knows: KnowsOtherLists) -> None:
        self.session = session
        self.meeting = meeting
        self.clock = clock
        self._knows = knows
        self._known: dict[int, KnownPerson] = {}
        self._episodes: dict[int, list[KnownEpisode]] = {}

    @cached_property
    def body(self) -> Body:
        """The body under the rules of this meeting."""
        return body_of(self.meeting)

    @cached_property
    def items(self) -> tuple[AgendaItem, ...]:
        """The items it is minuted by, in order."""
        return items_at(self.session, self.meeting)

    @property
    def on(self) -> date:
        """The meeting's day: what the lists of its items are counted up to."""
        return self.meeting.held_on

    @property
    def now(self) -> datetime:
        """The local time at which interviews and the like are judged."""
        return self.clock.local()

    @cached_property
    def since(self) -> date:
        """The day of the last meeting of the body; a month before this one where there was none."""
        last = previous_meeting(self.session, self.meeting)
        return last.held_on if last is not None else months_before(self.on, 1)

    @cached_property
    def first(self) -> date:
        """The first day that the items look back to: of the rolling window, or of the last meeting."""
        return min(window(self.on, self.body.repeat_missing.window)[0], self.since)

    @cached_property
    def recent(self) -> Episodes:
        """Everybody's episodes since `first`, lightly read, for choosing and counting."""
        return light_episodes(self.session, self.first, self.on)

    @cached_property
    def register(self) -> tuple[RegisterRow, ...]:
        """Everybody on the education register, what needs most first."""
        return register_rows(self.session, self.clock)

    def since_last(self, person_id: int) -> list[KnownEpisode]:
        """A child's episodes since the last meeting, lightly read."""
        own = self.recent.get(person_id, [])
        return [one for one in own if (episode_day(one) or date.min) > self.since]

    def episodes(self, person_ids: Collection[int]) -> Episodes:
        """All that is known of these children's episodes since `first`; each is read once."""
        missing = [one for one in person_ids if one not in self._episodes]
        if missing:
            read = full_episodes(self.session, self.first, self.on, missing)
            self._episodes.update({one: read.get(one, []) for one in missing})
        return {one: self._episodes[one] for one in person_ids}

    def known(self, person_ids: Collection[int]) -> Mapping[int, KnownPerson]:
        """What the cross-check says of these children; each is asked about once."""
        missing = [one for one in person_ids if one not in self._known]
        if missing:
            self._known.update(self._knows.for_people(self.session, missing))
        return {one: self._known[one] for one in person_ids if one in self._known}

    def asked_about(self) -> frozenset[int]:
        """Whom anything was said about so far: the children a document made from this look contains."""
        return frozenset(self._known)

    def subjects(self, person_ids: Collection[int], own: ListName) -> Mapping[int, int]:
        """For each child the subject that notes hang on: that of the body's own list, else the oldest."""
        query = select(Subject.person_id, Subject.id, Subject.list_name).where(
            Subject.person_id.in_(tuple(person_ids))
        )
        found: dict[int, tuple[bool, int]] = {}
        for person, subject, list_name in self.session.execute(query):
            place = (list_name != own, subject)
            found[person] = min(place, found.get(person, place))
        return {person: subject for person, (_, subject) in found.items()}
