"""Shipped texts as values: the statement, the words to avoid, the ethnicity codes.

These functions take the text of the file, as `profiles` does; the caller reads `resources/reference/`.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.documents import Statement
from app.domain.language import Term
from app.errors import Refused


@dataclass(frozen=True)
class StatementText:
    """The confidentiality statement before it is read: its words, its focus questions, its version."""

    version: str
    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[str, ...]

    def statement(
        self, answers: Mapping[int, str] | None = None, read_by: str = "", read_at: str = ""
    ) -> Statement:
        """The record a document is written from; `answers` by place of the question, from 0."""
        noted = answers or {}
        questions = tuple((question, noted.get(place, "")) for place, question in enumerate(self.questions))
        return Statement(self.title, self.paragraphs, questions, self.version, read_by, read_at)


@dataclass(frozen=True)
class Ethnicities:
    """Codes in words. "Refused" and "not yet obtained" are answers; a blank is none (A21)."""

    codes: Mapping[str, str]
    refused: frozenset[str]
    not_known: frozenset[str]

    def words(self, code: str) -> str:
        """The code in words, "Not recorded" for a blank, and an unknown code as it was written."""
        return self.codes.get(code.strip().upper(), code.strip()) or "Not recorded"


def _table(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"This file of wordings is not readable TOML: {error}.") from error


def statement_from_toml(text: str) -> StatementText:
    """Read `statement.toml`; raises `Refused` when a part is missing."""
    table = _table(text)
    try:
        return StatementText(
            str(table["version"]), str(table["title"]), tuple(table["paragraphs"]), tuple(table["questions"])
        )
    except KeyError as error:
        raise Refused(f"The confidentiality statement lacks {error}; add it to the file.") from error


def terms_from_toml(text: str) -> tuple[Term, ...]:
    """Read `language.toml`; raises `Refused` when an entry lacks its term or its alternative."""
    try:
        return tuple(
            Term(entry["term"], entry["instead"], tuple(entry.get("forms", ())))
            for entry in _table(text).get("terms", [])
        )
    except KeyError as error:
        raise Refused(f"A word to avoid lacks {error}; add it to the file.") from error


def ethnicities_from_toml(text: str) -> Ethnicities:
    """Read `ethnicity.toml`; raises `Refused` when it holds no codes."""
    table = _table(text)
    if "codes" not in table:
        raise Refused("The list of ethnicities holds no codes; add a table [codes].")
    refused, not_known = frozenset(table.get("refused", ())), frozenset(table.get("not_known", ()))
    return Ethnicities(table["codes"], refused, not_known)
