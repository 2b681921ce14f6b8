"""Undecided pairs: what the matcher proposes, less what people have already decided."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.identifiers import IdentifierKind
from app.domain.lists import CARE_RETURNS, ListName
from app.domain.matching import Band, Record, ScoredPair, find_pairs
from app.domain.people import Identity
from app.models import Subject
from app.services.people.matching_tables import reference_tables
from app.services.people.subjects import ASK, DIFFERENT, SAME, standing_decisions

OFFERED = (Band.CERTAIN, Band.LIKELY, Band.POSSIBLE)
_LIKE_A_UPN = re.compile(r"[A-Z]?\d{11,12}[\dA-Z]?")
_THE_CHILDS = frozenset(IdentifierKind)


@dataclass(frozen=True)
class Pair:
    """Two subjects, the smaller id first, with the matcher's reasons; `asked` once somebody said "ask"."""

    a: int
    b: int
    scored: ScoredPair
    asked: bool


def looks_of(a: Subject, b: Subject) -> str:
    """A fingerprint of both identities: a refused pair comes back only when this has changed."""
    first, second = sorted((a, b), key=lambda subject: subject.id)
    return hashlib.sha256(f"{first.identity.wording}\n{second.identity.wording}".encode()).hexdigest()


def record_of(subject: Subject) -> Record:
    """A subject as the matcher reads it."""
    who: Identity = subject.identity
    return Record(
        rec_id=str(subject.id),
        source=subject.list_name,
        forename=who.forename,
        surname=who.surname,
        aliases=who.aliases,
        born=who.born,
        sex=who.sex,
        postcode=who.postcode,
        town=who.town,
        numbers=numbers_of(who, ListName(subject.list_name)),
    )


def numbers_of(who: Identity, list_name: ListName) -> dict[str, str]:
    """Every number a list gives for a child, by kind; the one the list goes by comes first."""
    return {**_own_number(who.number, list_name), **dict(who.numbers)}


def _own_number(number: str, list_name: ListName) -> dict[str, str]:
    """A register's UPN is the child's; a case reference is only the list's."""
    if not number or list_name is ListName.MISPER:
        return {}
    if list_name is ListName.MASE:
        return {"case reference": number}
    if _LIKE_A_UPN.fullmatch(number.upper()):
        return {IdentifierKind.UPN: number}
    return {IdentifierKind.CHILD_903: number} if list_name in CARE_RETURNS else {"register number": number}


def _worth_a_look(pair: ScoredPair, in_care: set[str]) -> bool:
    """A child without a name is matched by number: a birthday alone is shared by many."""
    if pair.band not in OFFERED or not in_care & {pair.id_a, pair.id_b}:
        return pair.band in OFFERED
    return any(reason.field in _THE_CHILDS and reason.weight > 0 for reason in pair.reasons)


def scored_pairs(subjects: Iterable[Subject]) -> tuple[ScoredPair, ...]:
    """Every pair the matcher finds worth a look, whoever has decided what."""
    known = list(subjects)
    in_care = {str(subject.id) for subject in known if subject.list_name in CARE_RETURNS}
    found = find_pairs([record_of(subject) for subject in known], reference_tables(), mode="dedupe")
    return tuple(pair for pair in found if _worth_a_look(pair, in_care))


def undecided(session: Session, found: Iterable[ScoredPair]) -> list[Pair]:
    """Of the pairs found, those that are not one person already and were not refused as they stand."""
    person = {row.id: row.person_id for row in session.execute(select(Subject.id, Subject.person_id))}
    latest = {(d.subject_a_id, d.subject_b_id): d for d in standing_decisions(session) if d.verdict != SAME}
    refused = {
        one for d in latest.values() if d.verdict == DIFFERENT for one in (d.subject_a_id, d.subject_b_id)
    }
    # Only what somebody refused is read whole, to see whether it still looks as it did.
    subjects = {
        one.id: one for one in session.execute(select(Subject).where(Subject.id.in_(refused))).scalars()
    }
    pairs = []
    for scored in found:
        a, b = sorted((int(scored.id_a), int(scored.id_b)))
        if a not in person or b not in person or person[a] == person[b]:
            continue
        decision = latest.get((a, b))
        refusal = decision if decision is not None and decision.verdict == DIFFERENT else None
        if refusal is not None and refusal.looks == looks_of(subjects[a], subjects[b]):
            continue
        pairs.append(Pair(a, b, scored, decision is not None and decision.verdict == ASK))
    return pairs
