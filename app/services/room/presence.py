"""Who was in the room when and what was in hand then: read and kept in a session that is already open."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import pairwise

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.domain.attendance import Attendee, Standing
from app.domain.calendar import LONDON
from app.domain.meetings import MeetingState
from app.domain.presence import Stay as Time
from app.domain.presence import Turn
from app.domain.profiles import Body
from app.domain.quorum import Quorum, count_quorum, forecast
from app.domain.quorum_log import Change, Line, Rules, Written, quorate_at, quorum_words, replay
from app.models import Attendance, ChildNote, ItemTurn, Meeting, QuorumChange, SeatAtMeeting, Stay
from app.services.months.meeting_records import attendance_of, body_of, entries_of, people_of
from app.services.room.agenda_items import OPENING, items_at

_CASES, _CLOSING, _ENTRY, _CHILD = "cases", "closing", "entry:", "child:"
_WELCOME = OPENING[0]
# Going through the agenda to another item takes none of those on the way in hand.
_PASSING = timedelta(seconds=5)


def wall(at: datetime) -> datetime:
    """An instant by the clock of the meetings' place, without a zone."""
    return at.astimezone(LONDON).replace(tzinfo=None)


# What is in hand


def take_in_hand(session: Session, meeting: Meeting, key: str, now: datetime) -> None:
    """From now on this item or case is in hand.

    The register is looked into all through a meeting, and the close is no item: after the first item they
    take nothing out of hand.
    """
    last = last_turn(session, meeting)
    if key == _CLOSING or (last is not None and (last.item_key == key or _is_welcome(session, meeting, key))):
        return
    if last is not None and last.at > meeting_start(meeting) and now - last.at < _PASSING:
        last.item_key, last.at = key, now
    else:
        session.add(ItemTurn(meeting_id=meeting.id, item_key=key, at=now))
    session.flush()


def last_turn(session: Session, meeting: Meeting) -> ItemTurn | None:
    """What is in hand now."""
    query = select(ItemTurn).where(ItemTurn.meeting_id == meeting.id).order_by(ItemTurn.id.desc()).limit(1)
    return session.execute(query).scalar_one_or_none()


def in_hand(session: Session, meeting: Meeting) -> str:
    """The key of what is in hand, "" where nothing was yet."""
    last = last_turn(session, meeting)
    return last.item_key if last else ""


def _is_welcome(session: Session, meeting: Meeting, key: str) -> bool:
    return any(item.key == key and item.content == _WELCOME for item in items_at(session, meeting))


def has_gone_on(session: Session, meeting: Meeting) -> bool:
    """Whether the meeting is past its welcome, so that whoever is marked now has joined it."""
    key = in_hand(session, meeting)
    return bool(key) and not _is_welcome(session, meeting, key)


def meeting_start(meeting: Meeting) -> datetime:
    """The instant at which it was opened; of one that was not, the hour it is planned for."""
    planned = datetime.combine(meeting.held_on, meeting.starts, LONDON)
    return meeting.opened_at or planned


def stop_of(session: Session, meeting: Meeting) -> Mapping[str, tuple[int, int]]:
    """The number on the agenda of each item, case and child, and its number within the item."""
    items = {item.key: (number, item.content) for number, item in enumerate(items_at(session, meeting), 1)}
    cases = next((number for number, content in items.values() if content == _CASES), 0)
    stops = {key: (number, 0) for key, (number, _) in items.items()}
    if cases:
        stops |= {f"{_ENTRY}{one.id}": (cases, one.position) for one in entries_of(session, meeting.id)}
    counted: Counter[int] = Counter()
    children = select(ChildNote).where(ChildNote.meeting_id == meeting.id)
    for note in session.execute(children.order_by(ChildNote.position, ChildNote.id)).scalars():
        number, _ = items.get(note.item_key, (0, ""))
        counted[number] += 1
        stops[f"{_CHILD}{note.id}"] = (number, counted[number])
    return stops


def turns_of(session: Session, meeting: Meeting) -> tuple[Turn, ...]:
    """What was in hand when, by the numbers of the agenda."""
    stops = stop_of(session, meeting)
    query = select(ItemTurn).where(ItemTurn.meeting_id == meeting.id).order_by(ItemTurn.at, ItemTurn.id)
    return tuple(
        Turn(stops[turn.item_key][0], wall(turn.at), stops[turn.item_key][1])
        for turn in session.execute(query).scalars()
        if turn.item_key in stops
    )


# Who is there


def stays_of(session: Session, meeting: Meeting) -> Mapping[int, tuple[Stay, ...]]:
    """The times of everybody, by line of the register."""
    query = (
        select(Stay)
        .join(Attendance, Stay.attendance_id == Attendance.id)
        .where(Attendance.meeting_id == meeting.id)
        .order_by(Stay.id)
    )
    found: dict[int, tuple[Stay, ...]] = {}
    for stay in session.execute(query).scalars():
        found[stay.attendance_id] = (*found.get(stay.attendance_id, ()), stay)
    return found


def times_of(row: Attendance, stays: tuple[Stay, ...]) -> tuple[Time, ...]:
    """When somebody was in the room; without times that is the whole meeting, or up to their leaving."""
    if row.waits_to_sign:
        return ()
    if stays:
        return tuple(
            Time(one.arrived_at and wall(one.arrived_at), one.left_at and wall(one.left_at)) for one in stays
        )
    return (Time(None, row.left_at and wall(row.left_at)),)


def lines_of(session: Session, meeting: Meeting) -> tuple[Line, ...]:
    """The register with its times, as the rules read it."""
    stays = stays_of(session, meeting)
    return tuple(
        Line(
            Attendee(
                row.name,
                Standing(row.standing or Standing.EXPECTED),
                row.seat_key,
                row.agency,
                row.rank,
                row.virtual,
            ),
            times_of(row, stays.get(row.id, ())),
        )
        for row in attendance_of(session, meeting.id)
    )


def seats_noted(session: Session, meeting: Meeting) -> Mapping[str, SeatAtMeeting]:
    """What this meeting noted of its seats, by seat."""
    query = select(SeatAtMeeting).where(SeatAtMeeting.meeting_id == meeting.id)
    return {one.seat_key: one for one in session.execute(query).scalars()}


def written_of(session: Session, meeting: Meeting) -> tuple[Written, ...]:
    """Who sent something in writing, and from when it counts."""
    return tuple(
        Written(one.seat_key, one.written_at and wall(one.written_at))
        for one in seats_noted(session, meeting).values()
        if one.written_on is not None
    )


# The quorum


def rules_of(body: Body) -> Rules:
    """What a body counts by."""
    return Rules(body.quorum, body.seats, body.ranks)


def quorum_of(session: Session, meeting: Meeting, body: Body) -> Quorum:
    """The quorum now."""
    written = {one.seat_key for one in written_of(session, meeting)}
    return count_quorum(body.quorum, body.seats, people_of(session, meeting), written, body.ranks)


def quorum_expected(session: Session, meeting: Meeting, body: Body) -> Quorum:
    """The quorum if everybody comes who has not sent apologies."""
    written = {one.seat_key for one in written_of(session, meeting)}
    return forecast(body.quorum, body.seats, people_of(session, meeting), written, body.ranks)


def keep_log(session: Session, meeting: Meeting) -> tuple[Change, ...]:
    """Write down how the quorum stood when, as the register has it now; once it is over, it stays so."""
    if meeting.state != MeetingState.OPEN:
        return log_of(session, meeting)
    session.flush()
    changes = replay(
        rules_of(body_of(meeting)),
        lines_of(session, meeting),
        written_of(session, meeting),
        wall(meeting_start(meeting)),
    )
    if changes != log_of(session, meeting):
        session.execute(delete(QuorumChange).where(QuorumChange.meeting_id == meeting.id))
        session.add_all(_kept(session, meeting, one) for one in changes)
        session.flush()
    return changes


def _kept(session: Session, meeting: Meeting, change: Change) -> QuorumChange:
    at = change.at.replace(tzinfo=LONDON)
    return QuorumChange(
        meeting_id=meeting.id,
        at=at,
        met=change.met,
        counted=change.counted,
        who=change.who,
        item_key=_key_at(session, meeting, at),
        sentence=change.sentence,
    )


def _key_at(session: Session, meeting: Meeting, at: datetime) -> str:
    query = (
        select(ItemTurn.item_key)
        .where(ItemTurn.meeting_id == meeting.id, ItemTurn.at <= at)
        .order_by(ItemTurn.at.desc(), ItemTurn.id.desc())
        .limit(1)
    )
    return session.execute(query).scalar_one_or_none() or ""


def last_in_hand(session: Session, meeting: Meeting, key: str) -> datetime | None:
    """When an item or a case was last let go of for another; None while it is in hand, or never was."""
    query = select(ItemTurn).where(ItemTurn.meeting_id == meeting.id).order_by(ItemTurn.at, ItemTurn.id)
    turns = list(session.execute(query).scalars())
    ends = [after.at for turn, after in pairwise(turns) if turn.item_key == key]
    return ends[-1] if ends and turns[-1].item_key != key else None


def log_of(session: Session, meeting: Meeting) -> tuple[Change, ...]:
    """How the quorum stood when, as it was written down; empty for a meeting of before it was."""
    query = (
        select(QuorumChange)
        .where(QuorumChange.meeting_id == meeting.id)
        .order_by(QuorumChange.at, QuorumChange.id)
    )
    return tuple(
        Change(wall(one.at), one.met, one.counted, one.who, one.met)
        for one in session.execute(query).scalars()
    )


def was_quorate(session: Session, meeting: Meeting, at: datetime | None) -> bool:
    """Whether the meeting was quorate at an instant, by default at its end."""
    now = quorum_of(session, meeting, body_of(meeting)).met
    if at is None:
        return now
    known = quorate_at(log_of(session, meeting), wall(at))
    return now if known is None else known


def log_words(session: Session, meeting: Meeting) -> str:
    """The quorum of the meeting so far, in the words of its minutes."""
    return quorum_words(log_of(session, meeting), quorum_of(session, meeting, body_of(meeting)))
