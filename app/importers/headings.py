"""Which heading means which field, and which lines of a list are no child."""

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.lists import ListName
from app.domain.text import clean_name
from app.importers.fields import fields_for
from app.resources import resource

_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_DROPPED = re.compile(r"[.'’`]")
_BREAKS = re.compile(r"[^\w]+|_+")


@dataclass(frozen=True)
class Headings:
    """The parsed `headings.toml`; keys of `fields` are headings as `plain` writes them."""

    fields: Mapping[ListName, Mapping[str, str]]
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()

    def field_of(self, list_name: ListName, heading: str) -> str:
        """The field a heading names, or ""; a remark in brackets ("DOB (dd/mm/yyyy)") does not count."""
        known = self.fields[list_name]
        return known.get(plain(heading)) or known.get(plain(_BRACKETED.sub(" ", heading)), "")


def plain(heading: str) -> str:
    """A heading without case, points, brackets, strokes and line breaks ("D.O.B" is "dob")."""
    text = unicodedata.normalize("NFKC", clean_name(heading)).casefold().replace("&", " and ")
    return _BREAKS.sub(" ", _DROPPED.sub("", text)).strip()


def parse_headings(text: str) -> Headings:
    """Read the synonyms; `ValueError` on an unknown field or a heading with two meanings in one list."""
    table = tomllib.loads(text)
    lines = table["lines"]
    return Headings(
        {name: _fields(name, {**table["every"], **_own(table, name)}) for name in ListName},
        tuple(plain(word) for word in lines["totals"]),
        tuple(plain(word) for word in lines["notes"]),
        frozenset(plain(word) for word in lines["sections"]),
    )


def load_headings() -> Headings:
    """The headings shipped with the program."""
    return parse_headings(resource("reference", "headings.toml").read_text(encoding="utf-8"))


def _own(table: Mapping[str, Mapping[str, list[str]]], name: ListName) -> dict[str, list[str]]:
    """A list's own headings for a field stand beside those of every list."""
    every = table["every"]
    return {key: [*every.get(key, []), *words] for key, words in table[name.value].items()}


def _fields(name: ListName, table: Mapping[str, list[str]]) -> dict[str, str]:
    known = {spec.key for spec in fields_for(name)}
    found: dict[str, str] = {}
    for key, words in table.items():
        if key not in known:
            raise ValueError(f"headings.toml: {key} is no field of {name.label}")
        for word in words:
            if found.setdefault(plain(word), key) != key:
                raise ValueError(f"headings.toml: {word!r} means two fields of {name.label}")
    return found
