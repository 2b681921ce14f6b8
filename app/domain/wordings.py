"""Shipped texts as values: the statement, the words to avoid, the ethnicity codes.

These functions take the text of the file, as `profiles` does; the caller reads `resources/reference/`.
"""

import json
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from app.domain.language import Term
from app.errors import Refused


@dataclass(frozen=True)
class StatementText:
    """The confidentiality statement in the office's own words, and the focus questions asked with it."""

    version: str
    title: str
    paragraphs: tuple[str, ...]
    questions: tuple[str, ...]

    def as_json(self) -> str:
        """As the store keeps it: for the next meeting, and with each meeting that has heard it."""
        return json.dumps(asdict(self), ensure_ascii=False)


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
    try:
        return _statement(_table(text))
    except KeyError as error:
        raise Refused(f"The confidentiality statement lacks {error}; add it to the file.") from error


def statement_from_json(kept: str) -> StatementText:
    """What `StatementText.as_json` wrote."""
    return _statement(json.loads(kept))


def _statement(table: Mapping[str, Any]) -> StatementText:
    return StatementText(
        str(table["version"]), str(table["title"]), tuple(table["paragraphs"]), tuple(table["questions"])
    )


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
