"""Holding the demo's meetings: who came, what was said, what was agreed, and what has become of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from app.domain.attendance import Standing
from app.domain.calendar import AS_SHIPPED
from app.domain.meetings import MeetingState
from app.services.demonstration.diary import Diary, Timepiece, local
from app.services.demonstration.missing import MissingChildren
from app.services.demonstration.passing import Passing
from app.services.demonstration.people import Material, workday
from app.services.demonstration.sayings import Said, said_at
from app.services.desk import Desk
from app.services.months.meeting_rows import MeetingRow
from app.services.room.actions import ActionRow

_DONE = "Done: "
_SHORT_NOTICE = "Two children had been missing since the weekend and had to be on the list."
_AFTERNOON = time(16, 0)


@dataclass(frozen=True)
class Agreed:
    """An action as demo.toml writes it: agency, owner, days to do it in, words, and what was reported."""

    agency: str
    owner: str
    days: int
    words: str
    report: str = ""


def agreed(line: str) -> Agreed:
    """Read "agency | owner | days | words | report"."""
    agency, owner, days, words, *report = line.split(" | ")
    return Agreed(agency, owner, int(days), words, report[0] if report else "")


class Meetings:
    """Carries meetings out through the services, each on its own day."""

    def __init__(self, desk: Desk, timepiece: Timepiece, diary: Diary, material: Material) -> None:
        self._desk = desk
        self._timepiece = timepiece
        self._diary = diary
        self._material = material
        self._missing = MissingChildren(desk, material)
        self._passing = Passing(desk, material)
        self._children = {f"MASE-{child.mase['ref']}": child for child in material.children if child.mase}

    def hold(self, meeting: MeetingRow, back: int, script: int) -> None:
        """The whole meeting; `back` is 0 for the last of its body that was held, 1 for the one before.

        `script` counts the same way through who came and what was noted under the items.
        """
        self._agree_the_last(meeting)
        self._desk.room.enter(meeting.id)
        self._seat(meeting, script)
        self._open(meeting, script)
        if meeting.body_kind == "mase":
            self._cases(meeting, back)
        self._missing.minute(meeting)
        self._passing.answer(meeting, back)
        self._passing.send(meeting, back)
        self._timepiece.set(local(meeting.on, meeting.ends) - timedelta(minutes=6))
        self._desk.room.close(meeting.id)

    def _agree_the_last(self, meeting: MeetingRow) -> None:
        for earlier in self._desk.planner.meetings(meeting.body_code):
            if earlier.on < meeting.on and earlier.state == MeetingState.DRAFT_CIRCULATED:
                self._desk.room.agree(earlier.id)

    # --- who is there ---

    def _seat(self, meeting: MeetingRow, script: int) -> None:
        if meeting.body_kind not in self._texts("seats"):
            self._seat_by_name(meeting)
            return
        told = _nth(self._texts("attendance")[meeting.body_kind], script)
        standings = {key: Standing.APOLOGIES for key in told.get("apologies", ())}
        standings |= {key: Standing.ABSENT for key in told.get("absent", ())}
        deputies = told.get("deputies", {})
        invited = told.get("invited", ())
        names = self._texts("seats")[meeting.body_kind]
        for row in self._desk.register.rows(meeting.id):
            if row.invited and row.seat_key not in invited:
                continue
            name = names.get(row.seat_key, row.name)
            if row.seat_key in deputies:
                self._desk.register.set_name(row.attendance_id, deputies[row.seat_key], name)
            elif row.name != name:
                self._desk.register.set_name(row.attendance_id, name)
            ordinary = Standing.DEPUTY if row.seat_key in deputies else Standing.PRESENT
            standing = standings.get(row.seat_key, ordinary)
            self._come(row.attendance_id, standing)
        if "observer" in told:
            name, agency = told["observer"]
            self._desk.register.sign(self._desk.register.add_observer(meeting.id, name, agency))

    def _seat_by_name(self, meeting: MeetingRow) -> None:
        """A body whose terms name no seats: its register is a list of those who came."""
        for name, agency in self._texts("attendance")[meeting.body_kind]:
            line = self._desk.register.add_observer(meeting.id, name, agency)
            self._come(line, Standing.PRESENT)

    def _come(self, line: int, standing: Standing) -> None:
        self._timepiece.pass_minutes(0.1)
        self._desk.register.set_standing(line, standing)
        if standing in (Standing.PRESENT, Standing.DEPUTY):
            self._desk.register.sign(line)

    # --- the items ---

    def _open(self, meeting: MeetingRow, script: int) -> None:
        room, notes = self._desk.room, _nth(self._texts("notes")[meeting.body_kind], script)
        self._timepiece.set(local(meeting.on, meeting.starts) + timedelta(minutes=3))
        chair = next((row.name for row in self._desk.register.rows(meeting.id)), "")
        room.read_statement(meeting.id, chair or "The chair")
        for index, answer in enumerate(notes.get("answers", ())):
            room.answer_question(meeting.id, index, True, answer)
        for item in room.view(meeting.id).items:
            self._timepiece.pass_minutes(1)
            if item.key in notes:
                self._desk.minutes.save_item(
                    meeting.id, item.key, self._material.words(notes[item.key], meeting.on)
                )
            room.tick(meeting.id, item.key)
        for line in notes.get("item_actions", ()):
            key, rest = line.split(" | ", 1)
            self._agree(meeting, agreed(self._material.words(rest, meeting.on)), item_key=key)

    # --- the cases ---

    def _cases(self, meeting: MeetingRow, back: int) -> None:
        groups = self._desk.room.view(meeting.id).groups
        entries = [entry for group in groups for entry in group.entries]
        for place, line in enumerate(entries):
            self._timepiece.pass_minutes(4)
            entry = self._desk.room.entry(line.entry_id)
            child = self._children[entry.reference]
            said = said_at(self._material, child, entry.standing, meeting.on, back, place)
            self.write(meeting, line.entry_id, said)
            self._desk.room.mark_seen(line.entry_id)

    def write(self, meeting: MeetingRow, entry_id: int, said: Said) -> None:
        """Minute one case, decide it, and agree its actions."""
        for name, text in said.fields.items():
            self._desk.minutes.save_notes(entry_id, name, text)
        if said.category is not None:
            self._desk.decisions.set_category(entry_id, said.category)
        if said.undecided:
            self._desk.room.leave_undecided(entry_id, said.undecided)
        elif said.decision:
            self._desk.decisions.decide(entry_id, said.decision, said.rationale)
        for line in said.actions:
            self._agree(meeting, agreed(line), entry_id=entry_id)

    def _agree(
        self, meeting: MeetingRow, action: Agreed, entry_id: int | None = None, item_key: str = ""
    ) -> None:
        due = AS_SHIPPED.next(meeting.on + timedelta(days=action.days))
        made = self._desk.actions.add(
            meeting.id, action.words, action.agency, action.owner, due, entry_id=entry_id, item_key=item_key
        )
        self._report(made, action)

    def _report(self, made: ActionRow, action: Agreed) -> None:
        """What was heard about the action, a day or two before it was due."""
        if not action.report:
            return
        heard = max(workday(made.due - timedelta(days=1 + made.id % 3)), made.meeting_on + timedelta(days=1))

        def note() -> None:
            words = action.report.removeprefix(_DONE)
            self._desk.actions.update(made.id, words[:1].upper() + words[1:])
            if action.report.startswith(_DONE):
                self._desk.actions.close(made.id, heard)

        self._diary.at(heard, _AFTERNOON, note)

    # --- before and after ---

    def follow(self, meeting: MeetingRow, back: int | None, script: int | None) -> None:
        """Enter the meeting's papers, its hour and its minutes; `back` is None where it is still to come."""
        papers = workday(meeting.agenda_due - timedelta(days=1))
        if meeting.body_kind == "misper" and back == 1:
            papers = AS_SHIPPED.after(meeting.agenda_due, 1)
            self._diary.at(papers, time(14, 0), lambda: self._agree_short_notice(meeting))
        self._diary.at(papers, time(15, 0), lambda: self._desk.planner.agenda_sent(meeting.id))
        if back is None or script is None:
            if meeting.body_kind == "mase":
                self._diary.at(papers, time(15, 30), lambda: self.apologies_ahead(meeting))
            return
        self._diary.at(meeting.on, meeting.starts, lambda: self.hold(meeting, back, script))
        out = meeting.on + timedelta(days=7)
        self._diary.at(AS_SHIPPED.next(out), time(11, 0), lambda: self._desk.planner.minutes_sent(meeting.id))

    def _agree_short_notice(self, meeting: MeetingRow) -> None:
        chair = next(iter(self._texts("seats")[meeting.body_kind].values()))
        self._desk.papers.agree_short_notice(meeting.id, chair, _SHORT_NOTICE)

    def apologies_ahead(self, meeting: MeetingRow) -> None:
        """Those who have written that they cannot come."""
        ahead: Sequence[str] = self._texts("attendance")["ahead"]
        for row in self._desk.register.prepare(meeting.id):
            if row.seat_key in ahead:
                self._desk.register.set_standing(row.attendance_id, Standing.APOLOGIES)

    def _texts(self, key: str) -> Mapping[str, Any]:
        table: Mapping[str, Any] = self._material.texts[key]
        return table


def _nth(choices: Sequence[Mapping[str, Any]], script: int) -> Mapping[str, Any]:
    """The texts for a meeting so far back; the oldest serve for any before them."""
    return choices[min(script, len(choices) - 1)]


def held_by(meeting: MeetingRow, moment: date, at: time) -> bool:
    """Whether the meeting is over at a local day and hour."""
    return (meeting.on, meeting.ends) <= (moment, at)
