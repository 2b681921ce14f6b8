"""What the demo's missing children's manager records: episodes, interviews, safety plans, concerns."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from app.domain.missing import KnownEpisode, Outcome, episode_day
from app.services.demonstration.people import Material, workday
from app.services.desk import Desk
from app.services.missing.episodes import EpisodeRow
from app.services.months.meeting_rows import MeetingRow

MANAGER = "Hannah Obi, missing children's manager"
_NOTED = 6  # children of a meeting that a word is minuted about
_RECORDED = 9  # interviews of the queue that something was recorded of
_ENDS = (Outcome.COMPLETED, Outcome.OFFERED, Outcome.REFUSED, Outcome.COMPLETED, Outcome.PARENT)


class MissingChildren:
    """Writes through the services, in the same order each time, so that the same day gives the same demo."""

    def __init__(self, desk: Desk, told: Material) -> None:
        self._desk = desk
        self._texts: dict[str, Any] = told.texts["missing"]

    def minute(self, meeting: MeetingRow) -> None:
        """What the meeting notes about the first of its children."""
        stops = [stop for own in self._desk.room.view(meeting.id).children.values() for stop in own]
        for place, stop in enumerate(stops):
            self._desk.room.mark_child_seen(stop.note_id)
            if place < _NOTED:
                self._desk.minutes.save_child(stop.note_id, _turn(self._texts["notes"], place))

    def record(self) -> None:
        """What stands beside the return today; some of the queue is left to do."""
        waiting = self._desk.missing.waiting()
        for place, row in enumerate(waiting[:_RECORDED]):
            if place % 3 != 2:
                self._settle(row, place)
        for place, plan in enumerate([row for row in self._desk.safety.rows() if row.plan_id is None][:3]):
            self._keep_safe(plan.person_id, place)

    def _settle(self, row: EpisodeRow, place: int) -> None:
        records, number = self._desk.missing_records, row.episode_id
        known = self._desk.missing.view(number)
        self._describe(number, place)
        outcome = _turn(_ENDS, place)
        held = self._held(known.episode) if outcome is Outcome.COMPLETED else None
        if outcome is Outcome.COMPLETED and held is None:
            outcome = Outcome.OFFERED
        records.settle(number, outcome, at=held, by=MANAGER)
        if outcome is not Outcome.COMPLETED:
            return
        records.save_interview(number, "interviewer", MANAGER)
        records.save_interview(number, "independent", True)
        records.save_interview(number, "themes", "\n".join(_turn(self._texts["themes"], place)))
        for question, answer in zip(known.questions[1:], self._texts["answers"], strict=False):
            records.save_answer(number, question.key, answer)
        if place % 2:
            records.pass_on(number, MANAGER)

    def _held(self, episode: KnownEpisode) -> Any:
        """Two days after the return, where that is over already."""
        if episode.returned_at is None:
            return None
        held = episode.returned_at + timedelta(hours=47)
        return held if held <= self._desk.clock.local() else None

    def _describe(self, number: int, place: int) -> None:
        records = self._desk.missing_records
        for name in ("circumstances", "harm", "people", "places"):
            records.save(number, name, _turn(self._texts[name], place))
        records.save(number, "exploitation_considered", True)
        day = episode_day(self._desk.missing.view(number).episode)
        if day is not None:
            records.save(number, "safe_well_on", day)

    def _keep_safe(self, person_id: int, place: int) -> None:
        safety, today = self._desk.safety, self._desk.clock.today()
        if place < len(self._texts["plans"]):
            made, review = (
                workday(today - timedelta(days=40)),
                workday(today + timedelta(days=20 * place - 6)),
            )
            safety.new_plan(person_id, self._texts["plans"][place], MANAGER, review, made)
        if place > 0:
            safety.raise_concern(person_id, _turn(self._texts["concerns"], place), MANAGER)
            safety.save_ready(person_id, "grab_pack", True)


def _turn(pool: Sequence[Any], place: int) -> Any:
    return pool[place % len(pool)]
