"""Rows of the three lists, put into a store as an import would leave them. All people are invented."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from sqlalchemy.orm import Session

from app.domain.lists import ListName
from app.domain.people import Identity
from app.models import Episode, ImportedFile, Person, RegisterEntry, SourceRecord, Spell, Subject
from app.services.people.subjects import identity_key
from app.store.store import Store

_numbers = count(1)


def a_row(
    session: Session,
    list_name: ListName,
    name: str,
    born: date | None,
    person_id: int | None = None,
    reference: str = "",
    **identity: Any,
) -> SourceRecord:
    """One row of a list, with the child it is about; `person_id` says that it is somebody already known."""
    number = next(_numbers)
    forename, _, surname = name.partition(" ")
    who = Identity(forename, surname, born=born, **identity)
    if person_id is None:
        person = Person(made_at=datetime(2026, 1, 1, tzinfo=UTC))
        session.add(person)
        session.flush()
        person_id = person.id
    subject = Subject(
        list_name=list_name,
        identity_key=f"{identity_key(who)}|{number}",
        person_id=person_id,
        home_person_id=person_id,
    )
    subject.take(who)
    source_file = ImportedFile(
        list_name=list_name,
        file_name="made.xlsx",
        sha256="0" * 64,
        imported_at=datetime(2026, 11, 1, tzinfo=UTC),
        imported_by="Test",
        rows=1,
        accepted=1,
        unchanged=0,
        refused=[],
    )
    session.add_all([subject, source_file])
    session.flush()
    source = SourceRecord(
        file_id=source_file.id,
        last_seen_file_id=source_file.id,
        list_name=list_name,
        sheet="Sheet1",
        row=number,
        reference=reference or f"{list_name.upper()}-{number:04}",
        has_own_reference=True,
        cells={},
        fingerprint=str(number),
        subject_id=subject.id,
    )
    session.add(source)
    session.flush()
    return source


def an_episode(
    store: Store,
    reported_at: datetime,
    returned_at: datetime | None = None,
    name: str = "Zofia Kowalska",
    born: date | None = date(2012, 4, 3),
    person_id: int | None = None,
    **fields: Any,
) -> int:
    """One missing episode; with `person_id` it is about somebody who is on another list."""
    with store.transaction("test") as session:
        source = a_row(session, ListName.MISPER, name, born, person_id)
        known = {"still_missing": returned_at is None, "classed": "missing", "risk": "medium", **fields}
        known.setdefault("responsible_authority", "Richmond")
        episode = Episode(
            source_id=source.id,
            subject_id=source.subject_id,
            reference=source.reference,
            reported_at=reported_at,
            returned_at=returned_at,
            **known,
        )
        spell = Spell(subject_id=source.subject_id, list_name="misper", began_on=reported_at.date())
        session.add_all([episode, spell])
        session.flush()
        return episode.id


def a_register_entry(
    store: Store,
    name: str = "Zofia Kowalska",
    born: date | None = date(2012, 4, 3),
    person_id: int | None = None,
    rag: str = "red",
    hours: float | None = 0.0,
    **fields: Any,
) -> int:
    """One child on the CME register; with `person_id` somebody who is on another list."""
    with store.transaction("test") as session:
        source = a_row(session, ListName.CME, name, born, person_id)
        entry = RegisterEntry(
            source_id=source.id, subject_id=source.subject_id, rag=rag, hours=hours, **fields
        )
        spell = Spell(subject_id=source.subject_id, list_name="cme", began_on=date(2026, 9, 1))
        session.add_all([entry, spell])
        session.flush()
        return entry.id
