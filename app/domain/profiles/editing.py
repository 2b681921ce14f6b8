"""A profile with one thing changed: by the place of a value, or by a new name that its own words follow."""

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from app.domain.profiles.body import Body
from app.domain.profiles.checking import CHOICES

V = TypeVar("V")
# What names something and is looked up by it, or cites a document by its title: it keeps its words.
_KEPT = frozenset(
    {
        *("code", "key", "kind", "source", "order_after", "parent_bodies", "content", "standing", "unit"),
        *("borough", "areas", "record_class", "trigger", "version", "to", "frequency", "single_points"),
        *CHOICES,
    }
)


def value_at(body: Body, place: str) -> Any:
    """What stands at a place: "venue", "support.acknowledge.count", "terms.locations"."""
    held: Any = body
    for part in place.split("."):
        held = held.get(part, "") if isinstance(held, Mapping) else getattr(held, part)
    return held


def with_value(body: Body, place: str, value: Any) -> Body:
    """The body with another value at a place; an empty word of its own is taken out of its words."""
    changed: Body = _put(body, place.split("."), value)
    return changed


def _put(held: Any, parts: list[str], value: Any) -> Any:
    if not parts:
        return value
    first, *rest = parts
    if isinstance(held, Mapping):
        others = {key: word for key, word in held.items() if key != first}
        return others | {first: value} if value else others
    return replace(held, **{first: _put(getattr(held, first), rest, value)})


def mentions(body: Body, word: str) -> bool:
    """Whether the body's own texts use a word that is to be renamed."""
    return renamed(body, word, f"{word}\N{ZERO WIDTH SPACE}") != body


def renamed(body: Body, old: str, new: str) -> Body:
    """The body with a word replaced in every text of its own, whole words only ("MASE" is not in "MASE-1").

    Codes, keys and the titles of documents it cites stay as they are, and so does what has the new name.
    """
    if not old.strip() or not new or old == new:
        return body
    word = re.compile(rf"(?<![\w-]){re.escape(old)}(?![\w-])")
    return _replaced(body, word, new)


def _replaced(held: V, word: re.Pattern[str], new: str) -> V:
    changed: Any = held
    if isinstance(held, str):
        # "MASE" in "MASE North" is the new name already.
        changed = new.join(word.sub(lambda _: new, part) for part in held.split(new))
    elif isinstance(held, tuple):
        changed = tuple(_replaced(one, word, new) for one in held)
    elif isinstance(held, Mapping):
        changed = {key: _replaced(value, word, new) for key, value in held.items()}
    elif is_dataclass(held) and not isinstance(held, type):
        kept = {one.name: getattr(held, one.name) for one in fields(held) if one.name not in _KEPT}
        changed = replace(held, **{name: _replaced(value, word, new) for name, value in kept.items()})
    return changed  # type: ignore[no-any-return]


def with_new_terms(body: Body, before: Body) -> Body:
    """The body with its own texts, such as titles of its agenda, following its new words."""
    for key, word in before.terms.items():
        new = body.terms.get(key, "")
        if new and word and new != word:
            body = renamed(body, word, new)
    return body
