"""Which child of a list a row is about, and which subjects are one person.

Rows of one list are one subject when they carry the same number, or, where the list gives none, the very
same written identity. Anything less is a question for a person, never for the program.
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.lists import CareFacts, ListName, ListRow
from app.domain.matching import Record, compare
from app.domain.people import Identity
from app.models import MatchDecision, Person, SourceRecord, Subject
from app.services.people.matching_tables import reference_tables

SAME = "same"
DIFFERENT = "different"
ASK = "ask"
VERDICTS = (SAME, DIFFERENT, ASK)


# Letters that Unicode does not take apart into a plain one and an accent.
_BY_HAND = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th"})


def fold(text: str) -> str:
    """Case, accents and spacing taken away, for comparing what two rows wrote."""
    plain = unicodedata.normalize("NFKD", text).casefold().translate(_BY_HAND)
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def identity_key(identity: Identity) -> str:
    """The written identity as one line: the same line on the same list is the same child."""
    born = identity.born.isoformat() if identity.born else ""
    names = (identity.surname, identity.forename, *identity.aliases)
    return "|".join((*(fold(name) for name in names), born, fold(identity.postcode).replace(" ", "")))[:300]


def plainly_somebody_else(old: Identity, new: Identity) -> bool:
    """Whether a corrected row now names another child: no name in common, even nearly, and another birth."""
    words = [set(fold(f"{who.name} {' '.join(who.aliases)}").split()) for who in (old, new)]
    if words[0] & words[1] or not all(words):  # a row without a name names nobody else
        return False
    if old.born is not None and old.born == new.born:
        return False
    # "Ana Quil, 3 April" may be put right to "Anna Quill, 4 March".
    return compare(_record(old, "old"), _record(new, "new"), reference_tables()).score <= 0


def _record(who: Identity, mark: str) -> Record:
    """An identity without its number, which is the same on purpose."""
    return Record(
        mark, mark, who.forename, who.surname, who.aliases, who.born, who.sex, who.postcode, who.town
    )


class SubjectFinder:
    """Finds or makes the subject of each row of one import, inside its transaction."""

    def __init__(self, session: Session, list_name: ListName, at: datetime) -> None:
        self._session = session
        self._list = list_name
        self._at = at
        rows = session.execute(select(Subject).where(Subject.list_name == list_name)).scalars()
        self._by_key: dict[str, list[Subject]] = defaultdict(list)
        for subject in rows:
            self._by_key[subject.identity_key].append(subject)

    def subject_for(self, row: ListRow, known: SourceRecord | None) -> tuple[Subject, bool]:
        """The subject of a row, and whether it is somebody else than in `known`, the record it replaces."""
        if isinstance(row.facts, CareFacts):
            return self._in_care(row.identity, row.facts), False
        key = identity_key(row.identity)
        if known is not None:
            return self._follow(known.subject, row.identity, key)
        found = self._episode_of(row.identity, key) if self._list is ListName.MISPER else None
        return found or self._new(row.identity, key), False

    def _episode_of(self, identity: Identity, key: str) -> Subject | None:
        """The child of earlier episodes under the very same writing, unless a number says it is another."""
        new = dict(identity.numbers)
        for subject in self._by_key[key]:
            if all(subject.numbers.get(kind, value) == value for kind, value in new.items()):
                _add_numbers(subject, identity)
                return subject
        return None

    def _in_care(self, identity: Identity, facts: CareFacts) -> Subject:
        """A care return names nobody: its children are told apart by the authority's number alone.

        The UPN stands in one of its files only, so a row without it takes none away.
        """
        key = f"in care|{facts.child_id.casefold()}"[:300]
        if not self._by_key[key]:
            return self._new(identity, key)
        subject = self._by_key[key][0]
        subject.born = identity.born or subject.born
        subject.sex = identity.sex or subject.sex
        subject.number = facts.upn or subject.number
        _add_numbers(subject, identity)
        return subject

    def _follow(self, subject: Subject, identity: Identity, key: str) -> tuple[Subject, bool]:
        if subject.identity_key == key:
            before = dict(subject.numbers)
            subject.take(identity)
            if self._list is ListName.MISPER:  # other episodes of the child may have given them
                subject.numbers = {**before, **subject.numbers}
            return subject, False
        # A Merlin number is the episode's: it moves with its facts, whoever the police now say it is about.
        # A UPN or a case is the child's: what is known of the child who had it stays with that child.
        if self._list is ListName.MISPER and (other := self._episode_of(identity, key)):
            return other, False
        if plainly_somebody_else(subject.identity, identity):
            return self._new(identity, key), self._list is not ListName.MISPER
        self._by_key[subject.identity_key].remove(subject)
        subject.take(identity)
        subject.identity_key = key
        self._by_key[key].append(subject)
        return subject, False

    def _new(self, identity: Identity, key: str) -> Subject:
        subject = new_subject(self._session, self._list, identity, key, self._at)
        self._by_key[key].append(subject)
        return subject


def new_subject(session: Session, list_name: ListName, identity: Identity, key: str, at: datetime) -> Subject:
    """A child a list had not known, with a person of its own."""
    person = Person(made_at=at)
    session.add(person)
    session.flush()
    subject = Subject(
        list_name=list_name, identity_key=key, person_id=person.id, home_person_id=person.id, aliases=[]
    )
    subject.take(identity)
    session.add(subject)
    session.flush()
    return subject


def _add_numbers(subject: Subject, identity: Identity) -> None:
    """Numbers stand in some rows of a child only; a row without one takes none away."""
    if not subject.numbers.items() >= dict(identity.numbers).items():
        subject.numbers = {**subject.numbers, **dict(identity.numbers)}


def standing_decisions(session: Session) -> list[MatchDecision]:
    """Every decision that has not been undone, oldest first."""
    query = select(MatchDecision).where(MatchDecision.undone_at.is_(None)).order_by(MatchDecision.id)
    return list(session.execute(query).scalars())


def groups_of(ids: Iterable[int], joined: Iterable[tuple[int, int]]) -> list[set[int]]:
    """The connected groups of `ids` under pairs that were decided to be the same."""
    group_of = {one: {one} for one in ids}
    for a, b in joined:
        if a in group_of and b in group_of and group_of[a] is not group_of[b]:
            smaller, larger = sorted((group_of[a], group_of[b]), key=len)
            larger |= smaller
            for one in smaller:
                group_of[one] = larger
    return list({id(group): group for group in group_of.values()}.values())


def settle_people(session: Session, subject_ids: Iterable[int]) -> None:
    """Give each subject the person its standing decisions say: the oldest home of its group.

    Joining and taking apart are both this one step, so undoing a decision restores both sides whole.
    """
    persons = select(Subject.person_id).where(Subject.id.in_(tuple(subject_ids)))
    mates = list(session.execute(select(Subject).where(Subject.person_id.in_(persons))).scalars())
    subjects = {subject.id: subject for subject in mates}
    joined = [(d.subject_a_id, d.subject_b_id) for d in standing_decisions(session) if d.verdict == SAME]
    for group in groups_of(subjects, joined):
        home = min(subjects[one].home_person_id for one in group)
        for one in group:
            subjects[one].person_id = home
