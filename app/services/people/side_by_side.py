"""Two rows next to each other: each field marked agree, near, differ or missing, with the reason in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.identifiers import identifier_kind, number_name, read_identifier
from app.domain.lists import ListName
from app.domain.matching import Reason
from app.domain.people import Identity
from app.models import Case, Episode, RegisterEntry, Subject
from app.services.lists.list_records import facts_of
from app.services.lists.summaries import summary
from app.services.people.pairs import numbers_of
from app.services.people.subjects import fold

AGREE, NEAR, DIFFER, MISSING = "agree", "near", "differ", "missing"
NOT_GIVEN = "not given"


@dataclass(frozen=True)
class FieldRow:
    """One line of the comparison; `words` is the matcher's reason, in plain English, "" where it has none."""

    label: str
    left: str
    right: str
    verdict: str
    words: str


def _shown(identity: Identity) -> Mapping[str, str]:
    return {
        "Surname": identity.surname,
        "Forename": identity.forename,
        "Also known as": ", ".join(identity.aliases),
        "Born": day_words(identity.born) if identity.born else "",
        "Sex": identity.sex,
        "Address": identity.address,
        "Postcode": identity.postcode,
    }


# Which of the matcher's fields explains which line of the comparison.
_REASON_OF = {
    "Surname": ("surname", "name"),
    "Forename": ("forename", "name"),
    "Also known as": ("alias",),
    "Born": ("date of birth", "born", "dob"),
    "Sex": ("sex", "gender"),
    "Address": ("address", "town"),
    "Postcode": ("postcode",),
}


def field_rows(
    a: Identity, b: Identity, list_a: ListName, list_b: ListName, reasons: Sequence[Reason]
) -> tuple[FieldRow, ...]:
    """The comparison, in a fixed order; a line that neither row gives is left out."""
    left, right = _shown(a), _shown(b)
    rows = [_row(label, left[label], right[label], reasons) for label in left if left[label] or right[label]]
    return (*rows, *_number_rows(numbers_of(a, list_a), numbers_of(b, list_b), reasons))


def _number_rows(
    left: Mapping[str, str], right: Mapping[str, str], reasons: Sequence[Reason]
) -> Iterator[FieldRow]:
    """A line for each kind of number, with what is doubtful about it."""
    for kind in dict.fromkeys((*left, *right)):
        own, other = left.get(kind, ""), right.get(kind, "")
        reason = next((one for one in reasons if one.field == kind), None)
        verdict = _verdict(own, other, reason)
        words = reason.words if reason else "; ".join(_doubts(kind, (own, other)))
        yield FieldRow(_label(kind), own or NOT_GIVEN, other or NOT_GIVEN, verdict, words)


def _label(kind: str) -> str:
    name = number_name(kind)
    return name[0].upper() + name[1:]


def _doubts(kind: str, numbers: Iterable[str]) -> list[str]:
    """Each doubt once: a wrong check letter or digit, a wrong length."""
    known = identifier_kind(kind)
    read = (read_identifier(known, number) for number in numbers if known and number)
    return list(dict.fromkeys(one.note.rstrip(".") for one in read if one is not None and one.note))


def _row(label: str, left: str, right: str, reasons: Sequence[Reason]) -> FieldRow:
    reason = next((one for one in reasons if one.field in _REASON_OF[label]), None)
    verdict = _verdict(left, right, reason)
    return FieldRow(label, left or NOT_GIVEN, right or NOT_GIVEN, verdict, reason.words if reason else "")


def _verdict(left: str, right: str, reason: Reason | None) -> str:
    if not left or not right:
        return MISSING
    if fold(left) == fold(right):
        return AGREE
    return NEAR if reason is not None and reason.weight > 0 else DIFFER


def what_lists_say(session: Session, subjects: Iterable[Subject]) -> Mapping[int, str]:
    """What its list holds about each child, in a few words: "5 episodes", "category 2, Kingston", or "".

    Three queries, however many children there are.
    """
    on = {subject.id: subject.list_name for subject in subjects}
    cases = select(Case).where(Case.subject_id.in_(on)).order_by(Case.id)
    entries = select(RegisterEntry).where(RegisterEntry.subject_id.in_(on)).order_by(RegisterEntry.id)
    episodes = select(Episode.subject_id).where(Episode.subject_id.in_(on))
    records = [*session.execute(cases).scalars(), *session.execute(entries).scalars()]
    newest = {record.subject_id: summary(facts_of(record)) for record in records}
    missing = Counter(session.execute(episodes).scalars())
    return {
        one: _episodes(missing[one]) if name == ListName.MISPER else newest.get(one, "")
        for one, name in on.items()
    }


def _episodes(count: int) -> str:
    return f"{count} {'episode' if count == 1 else 'episodes'}"
