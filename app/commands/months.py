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
from app.services.months.planner import MeetingRow
from app.services.papers.documents import Documents


def plan(args: Namespace) -> int:
    """Plan the month's meetings by the profile; planning again changes nothing."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", args.month)
    if found is None:
        raise Refused("A month is written as year and month, for instance 2026-12.")
    desk = unlocked(args)
    try:
        rows = desk.planner.plan(int(found[1]), int(found[2]))
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
        document = [{"document": one.name, "title": one.title} for one in kinds]
        answer(args, document, [f"{one.name:14} {one.title}" for one in kinds])
        return 0
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


def _must_be_told(args: Namespace) -> None:
    if not (args.store and args.document and args.meeting is not None and args.out):
        args.parser.error("export needs STORE DOCUMENT --meeting ID --out FILE, or --list")
