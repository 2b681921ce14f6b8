"""A MASE of the demo under way, so that the meeting room can be shown."""

from datetime import time, timedelta

from app.domain.attendance import Standing
from app.services.demonstration.diary import Diary, Timepiece, local
from app.services.demonstration.meetings import Meetings
from app.services.demonstration.people import Material
from app.services.demonstration.sayings import written_out
from app.services.desk import Desk
from app.services.months.meeting_rows import MeetingRow
from app.store.store import Store


def sit_down(store: Store, meeting: MeetingRow, told: Material) -> None:
    """Open a meeting on its own day and go on to the case that the demo stops at, about forty minutes in."""
    opens = local(meeting.on, meeting.starts)
    timepiece = Timepiece(opens)
    desk = Desk(store, timepiece.clock)
    texts = told.texts["room"]
    desk.room.enter(meeting.id)
    _seat(desk, meeting, told)
    timepiece.set(opens + timedelta(minutes=3))
    desk.room.read_statement(meeting.id, told.texts["seats"]["mase"]["chair"])
    for key in texts["items"]:
        timepiece.pass_minutes(5)
        if key in texts:
            desk.minutes.save_item(meeting.id, key, told.words(texts[key], meeting.on))
        desk.room.tick(meeting.id, key)
    timepiece.set(opens + timedelta(minutes=36))
    _cases(desk, timepiece, meeting, told)


def _seat(desk: Desk, meeting: MeetingRow, told: Material) -> None:
    names = told.texts["seats"]["mase"]
    here, sorry = told.texts["attendance"]["room"], told.texts["attendance"]["room_apologies"]
    for row in desk.register.rows(meeting.id):
        name = names.get(row.seat_key, "")
        if name and not row.invited and row.name != name:
            desk.register.set_name(row.attendance_id, name)
        if row.seat_key in here:
            desk.register.set_standing(row.attendance_id, Standing.PRESENT)
            desk.register.sign(row.attendance_id)
        elif row.seat_key in sorry:
            desk.register.set_standing(row.attendance_id, Standing.APOLOGIES)


def _cases(desk: Desk, timepiece: Timepiece, meeting: MeetingRow, told: Material) -> None:
    """The first cases are decided; the one that the room has come to is written up and open before it."""
    texts = told.texts["room"]
    meetings = Meetings(desk, timepiece, Diary(timepiece, local(meeting.on, time.min)), told)
    entries = {entry.name: entry for group in desk.room.view(meeting.id).groups for entry in group.entries}
    for key in (*texts["decided"], texts["current"]):
        entry = entries.get(told.child(key).name)
        if entry is None:
            continue
        view = desk.room.entry(entry.entry_id)
        meetings.write(meeting, entry.entry_id, written_out(told, told.child(key), view.standing, meeting.on))
        desk.room.mark_seen(entry.entry_id)
        desk.room.set_current(meeting.id, f"entry:{entry.entry_id}")
        timepiece.pass_minutes(3)
