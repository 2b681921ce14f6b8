"""What an item of the agenda shows: figures, and rows of children or of things."""

from dataclasses import dataclass
from datetime import date

from app.domain.crosscheck import Badge
from app.domain.findings import Finding

Numbers = tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class ContentRow:
    """One line of an item: a child, or a thing where `person_id` is None (a place, a theme).

    `text` says in a few words why it stands here. `facts` are label and words, the columns of its line in the
    minutes. `subject_id` is the child as the body's own list knows it: notes and actions hang on that.
    `others` is what the other lists say of a child; `people` are those a thing has to do with, by short name.
    """

    name: str
    text: str = ""
    person_id: int | None = None
    subject_id: int | None = None
    short_name: str = ""
    born: date | None = None
    age: int | None = None
    group: str = ""
    badges: tuple[Badge, ...] = ()
    findings: tuple[Finding, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    others: str = ""


@dataclass(frozen=True)
class Content:
    """What the store puts beside an item. `remark` is a sentence under the rows."""

    numbers: Numbers = ()
    rows: tuple[ContentRow, ...] = ()
    remark: str = ""


@dataclass(frozen=True)
class Pick:
    """A child that an item takes, and why."""

    person_id: int
    text: str


NOTHING = Content()
