"""What has changed since last month: who is new on a list, who has left, who is newly repeat missing."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.crosscheck import body_for
from app.domain.list_labels import list_labels
from app.domain.lists import ListName
from app.domain.missing import is_repeat_missing, window
from app.models import ImportedFile, SourceRecord, Spell, Subject
from app.services.areas import parsed, profiles_in_force
from app.services.clock import Clock
from app.services.lists.deliveries import newest_delivery
from app.services.lists.list_records import episodes_by_person
from app.services.many import in_batches


def changes_of_month(session: Session, clock: Clock, first: date, last: date) -> tuple[tuple[str, int], ...]:
    """Children, each counted once, from the first day of a month to its last.

    Who is repeat missing is judged today, or on the month's last day once it is over.
    """
    bodies = [parsed(profile.text) for profile in profiles_in_force(session, clock).values()]
    if not bodies:
        return ()
    body = body_for(ListName.MISPER, bodies)
    labels = list_labels(bodies)
    mase, cme = labels[ListName.MASE], labels[ListName.CME]
    before, on = first - timedelta(days=1), min(last, max(first, clock.today()))
    rule = body.repeat_missing
    episodes = episodes_by_person(session, window(before, rule.window)[0], rule.count)
    repeat = {
        person
        for person, own in episodes.items()
        if is_repeat_missing(own, on, body) and not is_repeat_missing(own, before, body)
    }
    began, ended = _spells(session, first, last)
    on_cme = began[ListName.CME] | _first_seen(session, first, last)
    people = _people(session, on_cme | began[ListName.MASE] | ended[ListName.MASE])
    new_cme = {people[one] for one in on_cme}
    return (
        (f"New on {mase}", len({people[one] for one in began[ListName.MASE]})),
        (f"Left {mase}", len({people[one] for one in ended[ListName.MASE]})),
        (f"Newly {body.term('repeat_missing', 'Repeat missing').lower()}", len(repeat)),
        (f"New on {cme}", len(new_cme)),
    )


def _people(session: Session, subjects: Collection[int]) -> Mapping[int, int]:
    """The person of each subject."""
    query = select(Subject.id, Subject.person_id)
    found: dict[int, int] = {}
    for some in in_batches(subjects):
        found.update({one: person for one, person in session.execute(query.where(Subject.id.in_(some)))})
    return found


def _spells(session: Session, first: date, on: date) -> tuple[dict[str, set[int]], dict[str, set[int]]]:
    """The subjects whose spell began, and those whose spell ended, by list."""
    began: dict[str, set[int]] = defaultdict(set)
    ended: dict[str, set[int]] = defaultdict(set)
    query = select(Spell).where(Spell.began_on.between(first, on) | Spell.ended_on.between(first, on))
    for spell in session.execute(query).scalars():
        if first <= spell.began_on <= on:
            began[spell.list_name].add(spell.subject_id)
        if spell.ended_on is not None and first <= spell.ended_on <= on:
            ended[spell.list_name].add(spell.subject_id)
    return began, ended


def _first_seen(session: Session, first: date, on: date) -> set[int]:
    """Children the month's register names for the first time: their spell began when they left a school roll.

    The very first register says nothing about who is new on it.
    """
    end = datetime.combine(on + timedelta(days=1), time.min, UTC)
    files = newest_delivery(session, ListName.CME, end)
    if not files or not _came_in(session, files, first) or not _is_later(session, files):
        return set()
    query = (
        select(SourceRecord.subject_id)
        .where(SourceRecord.list_name == ListName.CME)
        .group_by(SourceRecord.subject_id)
        .having(func.min(SourceRecord.file_id) >= min(files), func.min(SourceRecord.file_id) <= max(files))
    )
    return set(session.execute(query).scalars())


def _came_in(session: Session, files: Iterable[int], first: date) -> bool:
    query = select(func.max(ImportedFile.imported_at)).where(ImportedFile.id.in_(files))
    return session.execute(query).scalar_one() >= datetime.combine(first, time.min, UTC)


def _is_later(session: Session, files: Collection[int]) -> bool:
    query = select(ImportedFile.id).where(
        ImportedFile.list_name == ListName.CME, ImportedFile.id < min(files), ~ImportedFile.by_hand
    )
    return session.execute(query.limit(1)).first() is not None
