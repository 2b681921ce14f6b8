"""Frozen values from the tables of a TOML file, by the types they declare."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, time
from functools import cache
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from app.domain.calendar import WEEKDAYS
from app.domain.profiles.values import AgeBand, Clock, Countdown, MeetingPattern, TermsReview
from app.domain.retention import RetentionRule

# What a field is called in a file, where that differs from its name here.
_NAMES: Mapping[type, Mapping[str, str]] = {
    Clock: {"count": "n"},
    Countdown: {"count": "n", "starts": "from"},
    AgeBand: {"lowest": "from", "highest": "to"},
    RetentionRule: {"record_class": "class"},
    TermsReview: {"last": "reviewed_on", "years": "review_years"},
}
_PLAIN: Mapping[type, str] = {
    str: "text in quotes",
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    date: "a date",
    time: "a time",
}
_WEEKDAY = "weekday"


class Unusable(ValueError):
    """A value of a profile that cannot be used: the sentence names the place."""


def named(kind: type, field: str) -> str:
    """What a field of a value is called in a file."""
    return _NAMES.get(kind, {}).get(field, field)


@cache
def hints(kind: type) -> Mapping[str, Any]:
    """The types of a value's fields."""
    return get_type_hints(kind)


def decode(kind: Any, value: Any, where: str) -> Any:
    """A value of this type from what the file holds; raises `Unusable` with `where` in its sentence."""
    if get_origin(kind) in (UnionType, Union):
        kind = next(one for one in get_args(kind) if one is not NoneType)
    if get_origin(kind) is tuple:
        if not isinstance(value, list):
            raise Unusable(f"{where} must be a list")
        return tuple(decode(get_args(kind)[0], one, f"{where} no. {at}") for at, one in enumerate(value, 1))
    if get_origin(kind) is not None:  # a mapping of words
        return _words(value, where)
    if is_dataclass(kind):
        assert isinstance(kind, type)
        return _value(kind, value, where)
    return _plain(kind, value, where)


def _plain(kind: type, value: Any, where: str) -> Any:
    if kind is float and type(value) is int:
        return float(value)
    if type(value) is not kind:
        raise Unusable(f"{where} must be {_PLAIN[kind]}")
    return value


def _words(value: Any, where: str) -> dict[str, str]:
    if not isinstance(value, dict):
        raise Unusable(f"{where} must be a table")
    return {key: _plain(str, word, f"{where}.{key}") for key, word in value.items()}


def _value(kind: type, table: Any, where: str) -> Any:
    if not isinstance(table, dict):
        raise Unusable(f"{where} must be a table")
    parts = {named(kind, one.name): one for one in fields(kind)}
    for key in table:
        if key not in parts:
            raise Unusable(f"{where} has a key that means nothing here: {key}")
    for key, one in parts.items():
        if key not in table and _needed(one):
            raise Unusable(f"{where} lacks {key}")
    read = {
        one.name: _part(kind, one.name, table[key], f"{where}.{key}")
        for key, one in parts.items()
        if key in table
    }
    try:
        return kind(**read)
    except ValueError as error:
        raise Unusable(f"{where}: {error}") from error


def _part(kind: type, name: str, value: Any, where: str) -> Any:
    if kind is MeetingPattern and name == _WEEKDAY:
        days = [day.casefold() for day in WEEKDAYS]
        if not isinstance(value, str) or value.casefold() not in days:
            raise Unusable(f"{where} must be a day of the week")
        return days.index(value.casefold())
    return decode(hints(kind)[name], value, where)


def _needed(one: "Field[Any]") -> bool:
    return one.default is MISSING and one.default_factory is MISSING
