"""Who a row is about: the name in one column or in two, the birth, the sex, the postcode."""

import re
from datetime import date

from app.domain.dates import read_birth
from app.domain.name_remarks import without_remarks
from app.domain.names import NameRead, read_name, read_names
from app.domain.people import Identity, age_on
from app.importers.entry import FIRST_WORD, Entry, Unfit

_ADULT = 26
"""From this age a date of birth on a list of children (to 18, with a plan to 25) is doubtful."""

_SEXES = {
    "f": "F", "female": "F", "girl": "F", "woman": "F", "2": "F",
    "m": "M", "male": "M", "boy": "M", "man": "M", "1": "M",
}  # fmt: skip
_POSTCODE = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)(\d[A-Z]{2})")
_CALLED = {"forename": "forename", "surname": "surname", "name": "name"}
_SURNAME_FIRST = re.compile(
    r"\b(?:surname|last name|family name)\b.*\b(?:forenames?|first names?|given names?|christian name)\b",
    re.I,
)


def identity(entry: Entry, number: str, reference: str) -> Identity:
    """Who the row is about; `Unfit` where it names nobody and gives no number either."""
    name = _name(entry)
    if (name.forename or name.surname) and not re.search(r"[^\W\d_]", name.forename + name.surname):
        raise Unfit("The name has no letter in it, so the row names nobody; correct it or take the row out.")
    if not (name.forename or name.surname):
        if not number and not reference:
            raise Unfit("The row has neither a name nor a number; add one and import the file again.")
        entry.note("The name is not given.")
    return Identity(
        forename=name.forename,
        surname=name.surname,
        aliases=name.aliases,
        born=birth(entry),
        sex=_sex(entry),
        address=entry.said("address"),
        postcode=_postcode(entry),
        town=entry.said("town"),
        number=number,
    )


def _name(entry: Entry) -> NameRead:
    """Two columns win over one; a "Name" with a "Surname" is the forename, a "Forename" alone is both."""
    forename, surname, whole = (_named(entry, key) for key in ("forename", "surname", "name"))
    known_as = _named(entry, "known_as", needed=False)
    if forename and not whole and not entry.has_column("surname"):
        forename, whole = "", forename
    if whole and surname and not entry.has_column("forename"):
        return read_names(whole.removesuffix(f" {surname}"), surname, known_as)
    if not whole or (forename and surname):
        return read_names(forename, surname, known_as)
    heading = _SURNAME_FIRST.search(entry.label("name"))
    read, others = read_name(whole, surname_first=heading is not None), read_names("", "", known_as)
    known = (others.forename, *others.aliases) if others.forename else ()
    return NameRead(read.forename, read.surname, tuple(dict.fromkeys((*read.aliases, *known))))


def _named(entry: Entry, key: str, *, needed: bool = True) -> str:
    """A name without the remarks beside it ("(LAC)", an age), which are noted and stay in the row."""
    text = entry.text(key, _CALLED.get(key, ""), needed=needed)
    bare = without_remarks(text) if text else ""
    if bare != text:
        entry.note("A remark stands beside the name; it is kept in the row and not read as a name.")
    return bare


def birth(entry: Entry) -> date | None:
    """The date of birth; unknown is noted, unreadable or in the future stops the row."""
    read = read_birth(entry.value("born", "date of birth", needed=True), today=entry.today, epoch=entry.epoch)
    if read.problem:
        raise Unfit(f"The date of birth {read.problem}; correct it and import the file again.")
    entry.doubt("date of birth", unsure=read.unsure)
    if read.day is None:
        entry.note("The date of birth is not known.")
    elif (age_on(read.day, entry.today) or 0) >= _ADULT:
        entry.note("The date of birth is that of an adult.")
    return read.day


def _sex(entry: Entry) -> str:
    text = entry.said("sex")
    found = FIRST_WORD.search(text.casefold())
    sex = _SEXES.get(found[0] if found else "", "")
    if text and not sex:
        entry.note("The sex is neither F nor M; the words are kept.")
    return sex


def _postcode(entry: Entry) -> str:
    text = entry.said("postcode")
    match = _POSTCODE.fullmatch(text.upper().replace(" ", ""))
    return f"{match[1]} {match[2]}" if match else text
