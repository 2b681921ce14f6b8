"""Ctrl+K: one box that finds a child, an action or a meeting."""

import re
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.models import Action, Meeting, SourceRecord, Subject
from app.services.areas import parsed
from app.services.people.naming import best_identity
from app.services.people.subjects import fold
from app.store.store import Store

_MOST = 8
_LONGEST = 200  # letters; a page pasted by mistake would be looked for word by word
_APOSTROPHES = re.compile(r"['\u2018\u2019`\u00b4\u02bc]")
_BETWEEN = re.compile(r"[-\u2010-\u2015,]")


@dataclass(frozen=True)
class Hit:
    """One answer; `kind` is "child", "action" or "meeting" and `id` opens it."""

    kind: str
    id: int
    title: str
    note: str


class Finder:
    """Searches everything in the store that has a name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def search(self, text: str) -> tuple[Hit, ...]:
        """The best few answers, children first; an empty or one-letter text finds nothing."""
        text = text[:_LONGEST]
        words = _plain(text).split()
        if len("".join(words)) < 2:
            return ()
        with self._store.reading() as session:
            return (*_children(session, text, words), *_meetings(session, words), *_actions(session, words))


def _plain(text: str) -> str:
    """Folded; "O'Brien" is one word, "Seo-yeon" two, however they were typed."""
    return fold(_BETWEEN.sub(" ", _APOSTROPHES.sub("", text)))


def _children(session: Session, text: str, words: list[str]) -> list[Hit]:
    """By the words of any name, or by a whole reference: "MASE-1" is not MASE-2 with a 1 elsewhere."""
    people: dict[int, list[Subject]] = {}
    for subject in session.execute(select(Subject).order_by(Subject.id)).scalars():
        people.setdefault(subject.person_id, []).append(subject)
    query = select(SourceRecord.subject_id, SourceRecord.reference)
    by_subject: dict[int, list[str]] = {}
    for row in session.execute(query.where(SourceRecord.replaced_by_id.is_(None))):
        by_subject.setdefault(row.subject_id, []).append(fold(row.reference))
    hits = []
    for person_id, subjects in people.items():
        written = _plain(
            " ".join(f"{one.identity.name} {' '.join(one.identity.aliases)}" for one in subjects)
        )
        references = [reference for one in subjects for reference in by_subject.get(one.id, ())]
        named = all(word in written for word in words)
        if named or any(fold(text) in reference for reference in references):
            identity = best_identity(subjects)
            born = f"born {day_words(identity.born)}" if identity.born else "date of birth not known"
            hits.append(Hit("child", person_id, identity.name, born))
    return sorted(hits, key=lambda hit: fold(hit.title))[:_MOST]


def _meetings(session: Session, words: list[str]) -> list[Hit]:
    hits = []
    for meeting in session.execute(select(Meeting).order_by(Meeting.held_on.desc())).scalars():
        title = f"{parsed(meeting.profile.text).short}, {day_words(meeting.held_on)}"
        if all(word in _plain(f"{title} {meeting.held_on:%B}") for word in words):
            hits.append(Hit("meeting", meeting.id, title, meeting.state))
    return hits[:_MOST]


def _actions(session: Session, words: list[str]) -> list[Hit]:
    found = session.execute(select(Action).where(Action.state != "withdrawn").order_by(Action.due)).scalars()
    matching = [
        one for one in found if all(word in _plain(f"{one.text} {one.owner} {one.agency}") for word in words)
    ]
    return [
        Hit("action", one.id, one.text, f"{one.agency}, due {day_words(one.due)}") for one in matching[:_MOST]
    ]
