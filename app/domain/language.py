"""Soft hints for words that put the blame on a child; never inside a quotation (domain §11.7, §24.7)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """A word to avoid, its other forms, and what one could write instead."""

    term: str
    instead: str
    forms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Hint:
    """Where a term stands in a text (`start` to `end`, as a slice) and what could be said instead."""

    start: int
    end: int
    term: str
    instead: str


# A double quotation that is not closed holds to the end of its line. A single one opens after a space
# and closes before one, so that an apostrophe within a word does neither.
_QUOTATION = re.compile(
    r"""“[^”\n]*(?:”|$) | "[^"\n]*(?:"|$) | «[^»\n]*(?:»|$)
      | (?<!\w)‘[^\n]*?(?<!\s)’(?!\w) | (?<!\w)'(?=\S)[^'\n]*(?:(?<=\w)'(?=\w)[^'\n]*)*(?<!\s)'(?!\w)""",
    re.VERBOSE | re.MULTILINE,
)


def quotations(text: str) -> tuple[tuple[int, int], ...]:
    """Where somebody is quoted, as slices; these words are the speaker's own."""
    return tuple(match.span() for match in _QUOTATION.finditer(text))


def _pattern(term: Term) -> re.Pattern[str]:
    wordings = sorted((term.term, *term.forms), key=len, reverse=True)
    spaced = (
        r"\s+".join(re.escape(word) for word in wording.replace("’", "'").split()) for wording in wordings
    )
    return re.compile(rf"(?<!\w)(?:{'|'.join(spaced)})(?!\w)".replace("'", "['’]"), re.IGNORECASE)


def hints(text: str, terms: Iterable[Term]) -> tuple[Hint, ...]:
    """Every use of a term outside quotation marks, in order; of two that overlap the longer stays."""
    quoted = quotations(text)
    found = [
        Hint(match.start(), match.end(), term.term, term.instead)
        for term in terms
        for match in _pattern(term).finditer(text)
        if not any(start < match.end() and match.start() < end for start, end in quoted)
    ]
    kept: list[Hint] = []
    for hint in sorted(found, key=lambda item: (item.start, item.start - item.end)):
        if not kept or hint.start >= kept[-1].end:
            kept.append(hint)
    return tuple(kept)
