"""Rows by their reference (`list:ref`), for scripts: pairs of rows, and the subject behind a row."""

from collections import defaultdict
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import EVERY_LIST, ListName
from app.domain.matching import Band, Reason
from app.domain.text import clean
from app.errors import Refused
from app.models import Case, SourceRecord
from app.services.people.who import Who
from app.store.store import Store

Place = tuple[ListName, str]


@dataclass(frozen=True)
class RowPair:
    """Two rows that may be about one person."""

    a: Place
    b: Place
    score: float
    band: Band
    reasons: tuple[Reason, ...]


def candidates(store: Store, who: Who) -> tuple[RowPair, ...]:
    """The undecided pairs row by row: a child with five episodes stands here with each of them."""
    with store.reading() as session:
        pairs = who.undecided_in(session)
        places = _places(session)
    ordered = sorted(pairs, key=lambda pair: -pair.scored.score)
    return tuple(
        RowPair(a, b, pair.scored.score, pair.scored.band, pair.scored.reasons)
        for pair in ordered
        for a in places[pair.a]
        for b in places[pair.b]
    )


def subject_of(store: Store, ref: str) -> int:
    """The subject of the newest row with this reference; raises `Refused` where there is none."""
    name, _, reference = clean(ref).partition(":")
    if name not in [one.value for one in EVERY_LIST] or not reference:
        raise Refused("A row is named as list:reference, for instance mase:MASE-0002 or cme:Richmond!7.")
    with store.reading() as session:
        query = (
            select(SourceRecord.subject_id)
            .where(
                SourceRecord.list_name == name,
                SourceRecord.reference == reference,
                SourceRecord.replaced_by_id.is_(None),
            )
            .order_by(SourceRecord.last_seen_file_id.desc(), SourceRecord.id.desc())
        )
        found = session.execute(query.limit(1)).scalar_one_or_none()
    if found is None:
        raise Refused(f"There is no row with that reference on the list {name}.")
    return found


def case_of(store: Store, reference: str) -> int:
    """The newest case with this reference ("MASE-0002"); raises `Refused` where there is none."""
    wanted = clean(reference).removeprefix(f"{ListName.MASE.value}:")
    with store.reading() as session:
        query = select(Case.id).where(Case.reference == wanted).order_by(Case.id.desc()).limit(1)
        found = session.execute(query).scalar_one_or_none()
    if found is None:
        raise Refused("There is no case with that reference on any list.")
    return found


def _places(session: Session) -> dict[int, list[Place]]:
    """The rows behind each subject; a reference belongs to the row that bore it last, as in `subject_of`.

    "Kingston!7" was another child's place on the register of the month before.
    """
    query = (
        select(SourceRecord)
        .where(SourceRecord.replaced_by_id.is_(None))
        .order_by(SourceRecord.last_seen_file_id, SourceRecord.id)
    )
    bearer: dict[Place, int] = {}
    for record in session.execute(query).scalars():
        bearer[(ListName(record.list_name), record.reference)] = record.subject_id
    places: dict[int, list[Place]] = defaultdict(list)
    for place, subject_id in bearer.items():
        places[subject_id].append(place)
    return places
