"""The tables the program ships, and records made short."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from app.domain.matching import Record, ReferenceTables, tables_from_text
from app.resources import resource


@cache
def shipped() -> ReferenceTables:
    names = ("nicknames", "forename_frequency", "surname_frequency")
    nicknames, forenames, surnames = (
        resource("reference", f"{name}.toml").read_text(encoding="utf-8") for name in names
    )
    return tables_from_text(nicknames, forenames, surnames)


def child(
    name: str = "Zofia|Kowalska",
    born: str = "2012-05-13",
    *,
    rec_id: str = "a1",
    aliases: tuple[str, ...] = (),
    sex: str = "",
    postcode: str = "",
    town: str = "",
    numbers: Mapping[str, str] | None = None,
) -> Record:
    """`name` is forename|surname; `born` an ISO date, "" or something that is no date."""
    forename, _, surname = name.partition("|")
    try:
        day, written = date.fromisoformat(born), ""
    except ValueError:
        day, written = None, born
    return Record(
        rec_id, rec_id[0], forename, surname, aliases, day, sex, postcode, town, numbers or {}, written
    )
