"""What was decided about pairs, as rows to look through: which rows changed since, who took what back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.lists import ListName
from app.domain.people import Identity
from app.models import MatchDecision, Subject
from app.services.people.subjects import VERDICTS, fold

TAKEN_BACK = "taken back"
_NOT_GIVEN = "not given"


@dataclass(frozen=True)
class DecisionRow:
    """One decision, with both names as the lists write them now.

    `changed` says, field by field, what the rows write differently since; `undone_*` who took it back.
    """

    id: int
    a: int
    b: int
    names: tuple[str, str]
    verdict: str
    reason: str
    by: str
    at: datetime
    undone: bool = False
    lists: tuple[ListName, ...] = ()
    band: str = ""
    undone_by: str = ""
    undone_at: datetime | None = None
    undone_reason: str = ""
    changed: tuple[str, ...] = ()


def seen_of(a: Subject, b: Subject) -> dict[str, list[str]]:
    """What both rows say now, field by field, for a decision to remember."""
    left, right = _said(a.identity), _said(b.identity)
    return {label: [left[label], right[label]] for label in left}


def changes_since(decision: MatchDecision, a: Subject, b: Subject) -> tuple[str, ...]:
    """What has changed since the decision: "Education register: surname was Quill, is Quill-Hart".

    Empty for decisions that were made before Chairside kept what they saw.
    """
    said = []
    for at, subject in enumerate((a, b)):
        now = _said(subject.identity)
        for label, both in decision.seen.items():
            then, is_now = both[at], now.get(label, "")
            if then != is_now:
                said.append(
                    f"{ListName(subject.list_name).holds.capitalize()}: {label} was {then or _NOT_GIVEN}, "
                    f"is {is_now or _NOT_GIVEN}"
                )
    return tuple(said)


def _said(who: Identity) -> Mapping[str, str]:
    return {
        "surname": who.surname,
        "forename": who.forename,
        "other names": ", ".join(who.aliases),
        "date of birth": day_words(who.born) if who.born else "",
        "sex": who.sex,
        "address": who.address,
        "postcode": who.postcode,
        "town": who.town,
        "number": who.number,
        "other numbers": ", ".join(f"{kind} {value}" for kind, value in who.numbers),
    }


def rows_of(session: Session, decisions: Iterable[MatchDecision]) -> tuple[DecisionRow, ...]:
    """Decisions as values in the order given, with one query for all names."""
    made = tuple(decisions)
    ids = {one for decision in made for one in (decision.subject_a_id, decision.subject_b_id)}
    subjects = {one.id: one for one in session.execute(select(Subject).where(Subject.id.in_(ids))).scalars()}
    return tuple(_row(one, subjects[one.subject_a_id], subjects[one.subject_b_id]) for one in made)


def _row(decision: MatchDecision, a: Subject, b: Subject) -> DecisionRow:
    return DecisionRow(
        decision.id,
        a.id,
        b.id,
        (a.identity.name, b.identity.name),
        decision.verdict,
        decision.reason,
        decision.decided_by,
        decision.decided_at,
        decision.undone_at is not None,
        (ListName(a.list_name), ListName(b.list_name)),
        decision.band,
        decision.undone_by,
        decision.undone_at,
        decision.undone_reason,
        changes_since(decision, a, b),
    )


def search(session: Session, text: str = "", verdict: str = "", limit: int = 500) -> tuple[DecisionRow, ...]:
    """The newest decisions first: those that stand, of one verdict, or those taken back.

    `text` is looked for in both names, the other names, the numbers, the reason and who decided.
    """
    query = select(MatchDecision).order_by(MatchDecision.id.desc())
    undone = MatchDecision.undone_at.is_not(None)
    query = query.where(undone) if verdict == TAKEN_BACK else query.where(~undone)
    if verdict in VERDICTS:
        query = query.where(MatchDecision.verdict == verdict)
    words = fold(text).split()
    if not words:
        return rows_of(session, session.execute(query.limit(limit)).scalars())
    found = []
    for decision in session.execute(query).scalars():
        said = " ".join(text for both in decision.seen.values() for text in both)
        found.append((decision, f"{said} {decision.reason} {decision.decided_by}"))
    names = _names(session, [decision for decision, _ in found])
    kept = [
        decision
        for decision, said in found
        if _holds(f"{said} {names[decision.subject_a_id]} {names[decision.subject_b_id]}", words)
    ]
    return rows_of(session, kept[:limit])


def _names(session: Session, decisions: Iterable[MatchDecision]) -> Mapping[int, str]:
    ids = {one for decision in decisions for one in (decision.subject_a_id, decision.subject_b_id)}
    query = select(Subject.id, Subject.forename, Subject.surname, Subject.number).where(Subject.id.in_(ids))
    return {row.id: f"{row.forename} {row.surname} {row.number}" for row in session.execute(query)}


def _holds(said: str, words: Iterable[str]) -> bool:
    folded = fold(said)
    return all(word in folded for word in words)
