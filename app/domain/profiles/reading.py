"""A body from the text of its profile file."""

import tomllib
from collections.abc import Mapping
from dataclasses import MISSING
from typing import Any

from app.domain.profiles.body import Area, Body
from app.domain.profiles.checking import unusable
from app.domain.profiles.codec import Unusable, decode, hints
from app.domain.profiles.layout import LAYOUT, default_of
from app.errors import Refused

# The list of children goes out with the agenda where a file names no notice of its own.
_SAME_AS = {"list_notice": "agenda_notice"}


def body_from_toml(text: str, *, finished: bool = True) -> Body:
    """Read one body from the text of its profile file.

    Raises `Refused` with one sentence when a key is missing or unknown, or a value cannot be used. One that
    is not `finished` may still hold what keeps it from being used: somebody is at it.
    """
    try:
        return body_from_table(tomllib.loads(text), finished=finished)
    except tomllib.TOMLDecodeError as error:
        raise Refused(f"This profile is not a readable TOML file: {error}.") from error
    except Unusable as error:
        raise Refused(f"This profile lacks a value or has one that cannot be used: {error}.") from error


def body_from_table(table: Mapping[str, Any], *, finished: bool = True) -> Body:
    """Read one body from a file's tables; raises `Unusable`."""
    table = _of_today(table)
    _check_keys(table)
    body = Body(**{field: _read(field, path, table) for field, path in LAYOUT.items()})
    for fault in unusable(body) if finished else ():
        raise Unusable(fault.sentence[:1].lower() + fault.sentence[1:].removesuffix("."))
    return body


def _read(field: str, path: tuple[str, ...], table: Mapping[str, Any]) -> Any:
    found: Any = table
    for key in path:
        found = found.get(key) if isinstance(found, Mapping) else None
    where = ".".join(path)
    if found is not None:
        return decode(hints(Body)[field], found, where)
    if field in _SAME_AS:
        return _read(_SAME_AS[field], LAYOUT[_SAME_AS[field]], table)
    default = default_of(field)
    if default is MISSING:
        raise Unusable(f"it lacks {where}")
    return default


def _check_keys(table: Mapping[str, Any]) -> None:
    known: dict[str, set[str]] = {}
    for path in LAYOUT.values():
        known.setdefault(path[0], set()).update(path[1:])
    for name, held in table.items():
        if name not in known:
            raise Unusable(f"it has a part that means nothing here: {name}")
        if known[name] and not isinstance(held, dict):
            raise Unusable(f"{name} must be a table")
        for key in held if known[name] else ():
            if key not in known[name]:
                raise Unusable(f"{name} has a key that means nothing here: {key}")


def _of_today(table: Mapping[str, Any]) -> Mapping[str, Any]:
    """The first release kept the repeat-missing rule as two limits, in months."""
    limits = table.get("limits")
    if not isinstance(limits, dict) or not {"repeat_missing_count", "repeat_missing_months"} & limits.keys():
        return table
    rest = {key: value for key, value in limits.items() if not key.startswith("repeat_missing_")}
    repeat = {
        "count": limits.get("repeat_missing_count", 4),
        "window": {"n": limits.get("repeat_missing_months", 3), "unit": "months"},
    }
    return {"repeat_missing": repeat} | {**table, "limits": rest}


def area_from_toml(code: str, area_text: str, body_texts: Mapping[str, str]) -> Area:
    """Read an area from `area.toml` and its bodies' files (file stem to text), in the area's own order."""
    table = tomllib.loads(area_text)
    bodies = tuple(body_from_toml(body_texts[stem]) for stem in table["bodies"])
    return Area(code, table["name"], table["partnership"], tuple(table["boroughs"]), bodies)
