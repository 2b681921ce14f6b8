"""Commands on the month: plan, meetings, due, export."""

import re
from argparse import Namespace
from datetime import date
from pathlib import Path

from app.commands.asking import secret_in, unlocked
from app.commands.saying import answer
from app.domain.calendar import day_words
from app.errors import Refused
from app.services.lists import references
from app.services.months import calendars
from app.services.months.planner import MeetingRow
from app.services.papers.documents import Documents


def plan(args: Namespace) -> int:
    """Plan a month's meetings, or a year's, by the profile; planning again changes nothing."""
    year, month = _period(args.month)
    desk = unlocked(args)
    try:
        rows = desk.planner.plan(year, month) if month else desk.planner.plan_year(year)
    finally:
        desk.close()
    document = [
        {
            "meeting": row.id,
            "body": row.body_code,
            "date": row.on,
            "agenda_due": row.agenda_due,
            "minutes_due": row.minutes_due,
        }
        for row in rows
    ]
    answer(args, document, [_planned(row) for row in rows])
    return 0


def _period(text: str) -> tuple[int, int | None]:
    found = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2]))?", text)
    if found is None:
        raise Refused("A month is written as year and month, for instance 2026-12; a year as 2026.")
    return int(found[1]), int(found[2]) if found[2] else None


def _planned(row: MeetingRow) -> str:
    due = f"agenda due {day_words(row.agenda_due)}, minutes due {day_words(row.minutes_due)}"
    note = f" ({row.order_note})" if row.order_note else ""
    return f"{row.id}: {row.body_short}, {day_words(row.on)}: {due}{note}"


def meetings(args: Namespace) -> int:
    """The meetings of the store, newest first."""
    desk = unlocked(args)
    try:
        rows = desk.planner.meetings()
    finally:
        desk.close()
    document = [
        {"id": row.id, "body": row.body_code, "date": row.on, "state": row.state, "quorate": row.quorate}
        for row in rows
    ]
    lines = [f"{row.id}: {row.body_short}, {day_words(row.on)}, {row.state_words}" for row in rows]
    answer(args, document, lines or ["No meeting is planned yet."])
    return 0


def due(args: Namespace) -> int:
    """What is due or overdue: papers, minutes, return interviews, actions."""
    desk = unlocked(args)
    try:
        day = _day(args.on) if args.on else desk.clock.today()
        rows = desk.planner.due(day)
    finally:
        desk.close()
    document = [{"what": row.what, "due": row.due, "body": row.body, "overdue": row.overdue} for row in rows]
    answer(
        args,
        document,
        [f"{row.body_short}: {row.what}, {row.standing}" for row in rows] or ["Nothing is due."],
    )
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Refused("A day is written as year, month and day, for instance 2026-11-21.") from error


def export(args: Namespace) -> int:
    """Write a document of a meeting, or list the documents there are."""
    if args.list_documents:
        kinds = Documents.kinds()
        listed = [*((one.name, one.title) for one in kinds), (calendars.DOCUMENT, calendars.TITLE)]
        document = [{"document": name, "title": title} for name, title in listed]
        answer(args, document, [f"{name:14} {title}" for name, title in listed])
        return 0
    if args.document == calendars.DOCUMENT:
        return _export_calendar(args)
    _must_be_told(args)
    desk = unlocked(args)
    try:
        case = references.case_of(desk.store, args.case) if args.case else None
        password = secret_in(args.password_file) if args.password_file else ""
        done = desk.documents.export(args.document, args.meeting, Path(args.out), case, password)
    finally:
        desk.close()
    answer(
        args,
        {
            "document": done.document,
            "file": str(done.file),
            "sha256": done.sha256,
            "missing": list(done.missing),
        },
        [f"Wrote {done.file}.", *(f"  still missing: {one}" for one in done.missing)],
    )
    return 0


def _export_calendar(args: Namespace) -> int:
    """The meetings and what is due for them, of a meeting, a month or a year."""
    if not (args.store and args.out and (args.meeting is None) != (args.period is None)):
        args.parser.error("export STORE calendar needs --out FILE, and --meeting ID or --period YYYY-MM")
    if args.password_file:
        raise Refused("A calendar file cannot have a password: other programs could not read it.")
    desk = unlocked(args)
    try:
        target = Path(args.out)
        if args.meeting is not None:
            done = desk.calendars.of_meeting(args.meeting, target)
        else:
            done = desk.calendars.of_period(*_period(args.period), target)
    finally:
        desk.close()
    facts = {"document": calendars.DOCUMENT, "file": str(done.file), "sha256": done.sha256, "missing": []}
    answer(args, facts, [f"Wrote {done.file}."])
    return 0


def _must_be_told(args: Namespace) -> None:
    if not (args.store and args.document and args.meeting is not None and args.out):
        args.parser.error("export needs STORE DOCUMENT --meeting ID --out FILE, or --list")
