"""A body as the text of a profile file, whole: a later release with other defaults changes nothing in it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, time
from typing import Any

from app.domain.calendar import WEEKDAYS
from app.domain.profiles.body import Body
from app.domain.profiles.codec import named
from app.domain.profiles.layout import LAYOUT, default_of
from app.domain.profiles.values import MeetingPattern

_WIDE = 100  # characters up to which a list stands on one line


def body_to_toml(body: Body) -> str:
    """The body as a file that `body_from_toml` reads back to the same value.

    Every number and switch is written out; only what is empty by default is left out.
    """
    table = body_to_table(body)
    # What is empty on purpose stands at the top: below a table's name it would belong to that table.
    empty = [f"{name} = []" for name, held in table.items() if held == []]
    parts = [line for name, held in table.items() if held != [] for line in _part(name, held)]
    return "\n".join((*empty, *parts)).lstrip("\n") + "\n"


def body_to_table(body: Body) -> dict[str, Any]:
    """The body as the tables of its file."""
    table: dict[str, Any] = {}
    for field, path in LAYOUT.items():
        value = getattr(body, field)
        if value is None or (not value and value is not False and value == default_of(field)):
            continue
        holder = table if len(path) == 1 else table.setdefault(path[0], {})
        holder[path[-1]] = _encode(value, whole=True)
    return table


def _encode(value: Any, whole: bool) -> Any:
    """A value as a file holds it; `whole` writes out what is at its default too."""
    if isinstance(value, tuple):
        return [_encode(one, whole=False) for one in value]
    if isinstance(value, Mapping):
        return dict(value)
    return _fields(value, whole) if is_dataclass(value) else value


def _fields(value: Any, whole: bool) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in fields(value):
        held = getattr(value, one.name)
        needed = one.default is MISSING and one.default_factory is MISSING
        if held is None or (not needed and held == one.default and not (whole and _says(held))):
            continue
        if isinstance(value, MeetingPattern) and one.name == "weekday":
            held = WEEKDAYS[held]
        found[named(type(value), one.name)] = _encode(held, whole)
    return found


def _says(value: Any) -> bool:
    return value is False or bool(value) or (isinstance(value, int) and value == 0)


def _part(name: str, held: Any) -> Iterable[str]:
    """The lines of one table, or of one list of tables, with what a file needs before and between."""
    if isinstance(held, list):
        for one in held:
            yield f"\n[[{name}]]"
            yield from (f"{_key(key)} = {_text(value)}" for key, value in one.items())
        return
    yield f"\n[{name}]"
    within = {key: value for key, value in held.items() if isinstance(value, dict) and not _short(value)}
    yield from (f"{_key(key)} = {_text(value)}" for key, value in held.items() if key not in within)
    for key, value in within.items():
        yield from _part(f"{name}.{_key(key)}", value)


def _short(table: Mapping[str, Any]) -> bool:
    """A clock and the like fit on a line: no part is itself a list or a table."""
    return bool(table) and not any(isinstance(value, dict | list) for value in table.values())


def _key(key: str) -> str:
    plain = key.replace("_", "").replace("-", "")
    return key if plain.isascii() and plain.isalnum() else _quoted(key)


def _quoted(text: str) -> str:
    # JSON escapes what TOML does, but for the one control character that TOML wants escaped too.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_text(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return _list([_text(one) for one in value])
    return repr(value)


def _list(texts: list[str]) -> str:
    line = f"[{', '.join(texts)}]"
    return line if len(line) <= _WIDE else "[\n" + "".join(f"    {text},\n" for text in texts) + "]"
