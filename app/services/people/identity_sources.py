"""Who a child is, and who says so: every name, address and number, with its rows, from when to when.

A row keeps its cells as they arrived, so that this can be told for a name that no list writes any more.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.calendar import MONTHS
from app.domain.dates import read_birth
from app.domain.identifiers import identifier_kind, number_name
from app.domain.lists import ListName
from app.domain.names import NameRead, read_name, read_names
from app.domain.people import Identity
from app.importers.headings import Headings, load_headings
from app.importers.read import fields_for
from app.models import ImportedFile, SourceRecord, Subject
from app.services.lists.hand_row import SHEET as BY_HAND
from app.services.people.subjects import fold

NAME, ALIAS, BORN, SEX, ADDRESS = "Name", "Also known as", "Born", "Sex", "Address"
_ORDER = (NAME, ALIAS, BORN, SEX, ADDRESS)
_NUMBERED = {ListName.CME: "UPN", ListName.MASE: "Case reference"}


@dataclass(frozen=True)
class Saying:
    """One value of one field; `first` and `last` are the days of the files that show it, `last` None if now.

    `where` is the newest row that says so; `rows` how many say the same.
    """

    label: str
    value: str
    lists: tuple[ListName, ...]
    first: date
    last: date | None
    where: str
    rows: int


@dataclass
class _Group:
    value: str
    lists: list[ListName] = field(default_factory=list)
    first: date = date.max
    last: date = date.min
    where: str = ""
    rows: int = 0
    now: bool = False


def sayings(session: Session, subjects: Sequence[Subject], today: date) -> tuple[Saying, ...]:
    """All that the rows behind these subjects say of who the child is; what stands now comes first."""
    by_id = {one.id: one for one in subjects}
    query = (
        select(SourceRecord)
        .where(SourceRecord.subject_id.in_(by_id))
        .order_by(SourceRecord.id)
        .options(joinedload(SourceRecord.file))
    )
    records = list(session.execute(query).scalars())
    seen = select(ImportedFile.id, ImportedFile.imported_at).where(
        ImportedFile.id.in_({one.last_seen_file_id for one in records})
    )
    seen_on = {row.id: row.imported_at.astimezone().date() for row in session.execute(seen)}
    groups: dict[tuple[str, str], _Group] = {}
    headings = _headings()
    for record in records:
        now = set(_keys(_of_identity(by_id[record.subject_id].identity, ListName(record.list_name))))
        said = _said(record, headings, today)
        for label, value in said:
            _add(groups, label, value, record, seen_on[record.last_seen_file_id], now)
    found = [_saying(label, group) for (label, _), group in groups.items()]
    return tuple(sorted(found, key=_place))


@lru_cache(maxsize=1)
def _headings() -> Headings:
    """Read once: a page is opened more often than the program is changed."""
    return load_headings()


def _add(
    groups: dict[tuple[str, str], _Group],
    label: str,
    value: str,
    record: SourceRecord,
    seen: date,
    now: set[tuple[str, str]],
) -> None:
    key = (label, fold(value))
    group = groups.setdefault(key, _Group(value))
    group.value = value
    group.rows += 1
    group.first = min(group.first, record.file.imported_at.astimezone().date())
    group.last = max(group.last, seen)
    group.where = _where(record)
    group.now = group.now or key in now
    name = ListName(record.list_name)
    if name not in group.lists:
        group.lists.append(name)


def _saying(label: str, group: _Group) -> Saying:
    last = None if group.now else group.last
    return Saying(label, group.value, tuple(group.lists), group.first, last, group.where, group.rows)


def _place(one: Saying) -> tuple[int, str, bool, int]:
    at = _ORDER.index(one.label) if one.label in _ORDER else len(_ORDER)
    return (at, one.label, one.last is not None, -one.first.toordinal())


def _where(record: SourceRecord) -> str:
    if record.file.by_hand:
        return f"added by hand by {record.file.imported_by}"
    return f"{record.file.file_name}, {record.sheet}, row {record.row}"


def _keys(said: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((label, fold(value)) for label, value in said)


def _of_identity(who: Identity, name: ListName) -> list[tuple[str, str]]:
    said = [(NAME, who.name), *((ALIAS, alias) for alias in who.aliases), (SEX, who.sex)]
    said.append((BORN, _day(who.born) if who.born else ""))
    said.append((ADDRESS, _address((who.address, who.town, who.postcode))))
    said.append((_NUMBERED.get(name, ""), who.number))
    said += [(_label(kind), value) for kind, value in who.numbers]
    return [(label, value) for label, value in said if label and value]


def _day(born: date) -> str:
    return f"{born.day} {MONTHS[born.month - 1][:3]} {born.year}"


def _address(parts: Iterable[str]) -> str:
    return ", ".join(part.strip() for part in parts if part.strip())


def _label(kind: str) -> str:
    name = number_name(kind)
    return name[:1].upper() + name[1:]


def _said(record: SourceRecord, headings: Headings, today: date) -> list[tuple[str, str]]:
    """What the cells of one row say, read as the import read them."""
    cells = _by_field(record, headings)
    name = _name(cells)
    born = cells.get("born", "")
    day = read_birth(born, today=today).day if born else None
    who = Identity(
        name.forename,
        name.surname,
        name.aliases,
        day,
        cells.get("sex", "")[:1].upper(),
        cells.get("address", ""),
        cells.get("postcode", ""),
        cells.get("town", ""),
        cells.get("reference", ""),
        tuple((kind, value) for key, value in cells.items() if (kind := identifier_kind(key)) is not None),
    )
    return _of_identity(who, ListName(record.list_name))


def _name(cells: Mapping[str, str]) -> NameRead:
    known_as = cells.get("known_as", "")
    if cells.get("forename") or cells.get("surname"):
        return read_names(cells.get("forename", ""), cells.get("surname", ""), known_as)
    read = read_name(cells.get("name", ""))
    if not known_as:
        return read
    also = read_names("", "", known_as).aliases or (known_as,)
    return NameRead(read.forename, read.surname, (*read.aliases, *also))


def _by_field(record: SourceRecord, headings: Headings) -> dict[str, str]:
    """The cells by field: as the file was understood then, else as its headings are understood today."""
    name = ListName(record.list_name)
    if record.sheet == BY_HAND and record.file.by_hand:
        keys = {spec.label: spec.key for spec in fields_for(name)}
        return {keys[label]: text for label, text in record.cells.items() if label in keys}
    known = _columns(record.file, record.sheet)
    found: dict[str, str] = {}
    for heading, text in record.cells.items():
        key = known.get(heading) or headings.field_of(name, heading)
        if key and text and key not in found:
            found[key] = text
    return found


def _columns(file: ImportedFile, sheet: str) -> Mapping[str, str]:
    for part in file.reading or ():
        if part["sheet"] == sheet:
            lines: list[str] = part["headings"]
            columns: Mapping[str, str] = part["columns"]
            return {
                lines[int(column) - 1]: key for column, key in columns.items() if int(column) <= len(lines)
            }
    return {}
