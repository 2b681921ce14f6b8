"""Which heading means which field, and which lines of a list are no child."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from app.domain.lists import CARE_RETURNS, EVERY_LIST, ListName
from app.importers.fields import fields_for
from app.importers.heading_words import Known, plain, without_brackets
from app.resources import resource

_NEARLY = 90
"""How alike (rapidfuzz, 0 to 100) a heading must be to a known one; two letters of ten are too many."""

_TELLING_WORD = 5
_OF_PERSON = frozenset(
    (
        "name",
        "forename",
        "surname",
        "known_as",
        "born",
        "sex",
        "address",
        "postcode",
        "town",
        "ethnicity",
        "age",
    )
)
# What a care return says of a child besides its own columns; it names nobody.
_OF_CARE = ("born", "sex", "ethnicity")
_OUT = re.compile(r"\b(?:oob|out of (?:the )?borough)\b")
_FILLERS = re.compile(
    r"\b(?:\d+|the|of|borough|london|royal|new|existing|current|closed|cases?|children|child|pupils?|list|"
    r"register|area|sheet|team|la|council|local|authority|referrals|reviews|oob|out|cme|mase|mace|misper|"
    r"total|continued|cont)\b"
)


__all__ = ["Headings", "load_headings", "parse_headings", "plain", "says_out_of_borough"]


@dataclass(frozen=True)
class Headings:
    """The parsed `headings.toml`; keys of `fields` are headings as `plain` writes them."""

    fields: Mapping[ListName, Mapping[str, str]]
    totals: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    sections: frozenset[str] = frozenset()
    boroughs: Mapping[str, str] = field(default_factory=dict)
    numbers: Mapping[str, str] = field(default_factory=dict)
    _known: dict[ListName | None, Known] = field(default_factory=dict, compare=False, repr=False)

    def field_of(self, list_name: ListName, heading: str) -> str:
        """The field a heading names, or ""; a remark in brackets ("DOB (dd/mm/yyyy)") does not count."""
        return self.fit(list_name, heading)[0]

    def fit(self, list_name: ListName, heading: str) -> tuple[str, int]:
        """The field a heading names, and how well: of two columns for one field the lower fits better."""
        key, rank = self._known_of(list_name).find(heading)
        if key and rank < len(self.fields[list_name]):
            return key, rank
        number, place = self._known_of(None).find(heading)
        if number in {spec.key for spec in fields_for(list_name)}:
            return number, place
        return key, rank

    def number_of(self, heading: str) -> str:
        """Which number of the child a heading names, though the list may go by it as its reference; or ""."""
        return self._known_of(None).find(heading)[0]

    def _known_of(self, list_name: ListName | None) -> Known:
        """The words of a list, or of the child's numbers, made ready once."""
        if list_name not in self._known:
            table = self.numbers if list_name is None else self.fields[list_name]
            self._known[list_name] = Known(table, _OF_PERSON)
        return self._known[list_name]

    def nearly(self, list_name: ListName, heading: str) -> str:
        """The field whose heading differs by a slip of the pen ("Date reffered"), or ""."""
        written = plain(without_brackets(heading)) or plain(heading)
        if max(map(len, written.split()), default=0) < _TELLING_WORD:
            return ""
        known = self.fields[list_name]
        found = process.extractOne(written, known.keys(), scorer=fuzz.ratio, score_cutoff=_NEARLY)
        return known[found[0]] if found and _is_slip(written, found[0]) else ""

    def section(self, text: str) -> str | None:
        """The borough a section line names ("RICHMOND", "Existing OOB Kingston (3)").

        "" for a line that only says "out of borough"; None for any other text.
        """
        written = plain(text)
        if written in self.boroughs:
            return self.boroughs[written]
        rest = " ".join(_FILLERS.sub(" ", written).split())
        if rest in self.boroughs:
            return self.boroughs[rest]
        return "" if not rest and _OUT.search(written) else None

    def borough_in(self, text: str) -> str:
        """The one borough that a title or a sheet's name mentions; "" where it is none or several."""
        written = f" {plain(text)} "
        found = {short for name, short in self.boroughs.items() if f" {name} " in written}
        return found.pop() if len(found) == 1 else ""


def _is_slip(written: str, known: str) -> bool:
    """Whether a long word was misspelt; a short one that differs is another word ("case status")."""
    words = written.split(), known.split()
    if written[0] != known[0] or len(words[0]) != len(words[1]):
        return written[0] == known[0]
    return all(one == other or len(one) >= _TELLING_WORD for one, other in zip(*words, strict=True))


def says_out_of_borough(text: str) -> bool:
    """Whether a section line is of children out of borough."""
    return bool(_OUT.search(plain(text)))


def parse_headings(text: str) -> Headings:
    """Read the synonyms; `ValueError` on an unknown field or a heading with two meanings in one list."""
    table = tomllib.loads(text)
    lines = table["lines"]
    return Headings(
        {name: _fields(name, {**_shared(table, name), **_own(table, name)}) for name in EVERY_LIST},
        tuple(plain(word) for word in lines["totals"]),
        tuple(plain(word) for word in lines["notes"]),
        frozenset(plain(word) for word in lines["sections"]),
        {
            plain(word): short
            for short, words in table.get("boroughs", {}).items()
            for word in (short, *words)
        },
        {plain(word): key for key, words in table.get("numbers", {}).items() for word in words},
    )


def load_headings() -> Headings:
    """The headings shipped with the program."""
    return parse_headings(resource("reference", "headings.toml").read_text(encoding="utf-8"))


def _shared(table: Mapping[str, Mapping[str, list[str]]], name: ListName) -> dict[str, list[str]]:
    every = table["every"]
    return {key: every[key] for key in every if name not in CARE_RETURNS or key in _OF_CARE}


def _own(table: Mapping[str, Mapping[str, list[str]]], name: ListName) -> dict[str, list[str]]:
    """A list's own headings for a field stand beside those of every list."""
    every = _shared(table, name)
    return {key: [*every.get(key, []), *words] for key, words in table.get(name.value, {}).items()}


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
