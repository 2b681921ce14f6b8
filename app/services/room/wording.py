"""The confidentiality statement while it is being reworded: the shipped words, and an unfinished edit."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.wordings import StatementText
from app.services.areas import Areas, get_setting, put_setting, shipped_statement
from app.store.store import Store

_DRAFT = "draft:statement"


@dataclass(frozen=True)
class Draft:
    """Wording that somebody has typed and not yet put in force."""

    paragraphs: tuple[str, ...]
    questions: tuple[str, ...]


class Wording:
    """Rewording in two steps: a draft that outlives a lock or a power cut, then a new version."""

    def __init__(self, store: Store, areas: Areas) -> None:
        self._store = store
        self._areas = areas

    def now(self) -> StatementText:
        """The statement in force."""
        return self._areas.statement()

    def shipped(self) -> Draft:
        """The wording that comes with the program."""
        text = shipped_statement()
        return Draft(text.paragraphs, text.questions)

    def draft(self) -> Draft | None:
        """The unfinished edit, if there is one."""
        with self._store.reading() as session:
            kept = get_setting(session, _DRAFT)
        if not kept:
            return None
        table = json.loads(kept)
        return Draft(tuple(table["paragraphs"]), tuple(table["questions"]))

    def keep_draft(self, paragraphs: Iterable[str], questions: Iterable[str], initiator: str = "") -> None:
        """Keep what is typed; no meeting hears it before `put_in_force`."""
        new = json.dumps({"paragraphs": list(paragraphs), "questions": list(questions)}, ensure_ascii=False)
        self._write("draft statement", new, initiator)

    def drop_draft(self, initiator: str = "") -> None:
        """Forget the unfinished edit."""
        self._write("drop draft statement", "", initiator)

    def put_in_force(self, paragraphs: Iterable[str], questions: Iterable[str]) -> StatementText:
        """Make this the next version; raises `Refused` for a statement without a sentence."""
        new = self._areas.edit_statement(paragraphs, questions)
        self.drop_draft()
        return new

    def _write(self, act: str, text: str, initiator: str) -> None:
        with self._store.transaction(act, initiator) as session:
            if (get_setting(session, _DRAFT) or "") != text:
                put_setting(session, _DRAFT, text)
