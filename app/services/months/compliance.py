"""The share of papers that went out in time, by body and kind; each figure with the papers behind it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.domain.calendar import OfficeCalendar
from app.domain.deadlines import Timeliness
from app.models import Meeting
from app.services.areas import profiles_in_force
from app.services.clock import Clock
from app.services.months.duties import DutyRow, duty_rows
from app.services.months.meeting_records import body_of
from app.services.months.office import office_calendar
from app.services.months.papers import paper_rows
from app.store.store import Store


@dataclass(frozen=True)
class TimedPaper:
    """One paper behind a figure, of a meeting (`meeting_id`) or of a period; `on` is its day or first day."""

    meeting_id: int | None
    body_code: str
    body_short: str
    key: str
    what: str
    about: str
    on: date
    due: date
    sent_on: date | None
    timeliness: Timeliness
    words: str


@dataclass(frozen=True)
class InTime:
    """One figure: of `counted` papers of a body and a kind, `good` went out in time or by agreement."""

    body_code: str
    body_short: str
    key: str
    what: str
    papers: tuple[TimedPaper, ...]

    @property
    def counted(self) -> int:
        return len(self.papers)

    @property
    def good(self) -> int:
        return sum(one.timeliness.good for one in self.papers)

    def count(self, standing: Timeliness) -> int:
        """How many stand so."""
        return sum(one.timeliness is standing for one in self.papers)


class Compliance:
    """Papers in time over a period: what has no date yet and is not due yet is not counted."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def between(self, first: date, last: date) -> tuple[InTime, ...]:
        """The figures of the meetings and periods that begin from one day to another, both counted."""
        with self._store.reading() as session:
            office = office_calendar(session)
            found: dict[tuple[str, str], list[TimedPaper]] = defaultdict(list)
            for one in self._papers(session, first, last, office):
                if one.timeliness.counted:
                    found[one.body_code, one.key].append(one)
            places = {code: at for at, code in enumerate(profiles_in_force(session, self._clock))}
        figures = [
            InTime(code, rows[-1].body_short, key, rows[-1].what, tuple(rows))
            for (code, key), rows in found.items()
        ]
        return tuple(sorted(figures, key=lambda one: places.get(one.body_code, len(places))))

    def _papers(
        self, session: Session, first: date, last: date, office: OfficeCalendar
    ) -> Iterator[TimedPaper]:
        today = self._clock.today()
        query = (
            select(Meeting)
            .where(Meeting.held_on >= first, Meeting.held_on <= last)
            .order_by(Meeting.held_on)
            .options(joinedload(Meeting.profile), selectinload(Meeting.papers))
        )
        for meeting in session.execute(query).scalars():
            yield from _of_meeting(meeting, today, office)
        for row in duty_rows(session, self._clock, today, office):
            if first <= row.period_on <= last:
                yield _of_duty(row)


def _of_meeting(meeting: Meeting, today: date, office: OfficeCalendar) -> Iterator[TimedPaper]:
    body = body_of(meeting)
    recorded = {paper.key for paper in meeting.papers}
    for row in paper_rows(meeting, today, office):
        if row.key in recorded:  # what an older program never asked for is not held against anybody
            yield TimedPaper(
                meeting.id,
                body.code,
                body.short,
                row.key,
                row.what,
                "",
                meeting.held_on,
                row.due,
                row.sent_on,
                row.timeliness,
                row.words,
            )


def _of_duty(row: DutyRow) -> TimedPaper:
    return TimedPaper(
        None,
        row.body_code,
        row.body_short,
        row.key,
        row.what,
        row.period,
        row.period_on,
        row.due,
        row.done_on,
        row.timeliness,
        row.words,
    )
