"""Two rows next to each other: each field marked agree, near, differ or missing, with the reason in words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

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
FOR, AGAINST = "for", "against"  # of a line that both rows give together
NOT_GIVEN = "not given"
# The matcher's weights in words, for somebody who does not think in bits: from this weight on.
_WEIGHTS = ((6.0, "strong for"), (2.0, "for"), (0.01, "weak for"), (0.0, "none"), (-4.0, "against"))
_STRONGLY_AGAINST = "strongly against"
_OTHER_LABELS = {"family": "Family", "names": "Names alone"}


@dataclass(frozen=True)
class FieldRow:
    """One line of the comparison; `words` is the matcher's reason, in plain English, "" where it has none.

    `weight` is in bits, and `weighs` says the same in words. A line about both rows together has no values.
    """

    label: str
    left: str
    right: str
    verdict: str
    words: str
    weight: float = 0.0
    weighs: str = "none"


def weight_words(weight: float) -> str:
    """ "strong for", "for", "weak for", "none", "against" or "strongly against"."""
    return next((words for least, words in _WEIGHTS if weight >= least), _STRONGLY_AGAINST)


def _shown(identity: Identity) -> Mapping[str, str]:
    return {
        "Surname": identity.surname,
        "Forename": identity.forename,
        "Also known as": ", ".join(identity.aliases),
        "Born": day_words(identity.born) if identity.born else "",
        "Sex": identity.sex,
        "Address": identity.address,
        "Town": identity.town,
        "Postcode": identity.postcode,
    }


# Which of the matcher's fields explains which line of the comparison.
_REASON_OF = {
    "Surname": "surname",
    "Forename": "forename",
    "Also known as": "alias",
    "Born": "date of birth",
    "Sex": "sex",
    "Address": "",
    "Town": "town",
    "Postcode": "postcode",
}
_SAME_REASON = {"address": "town"}  # a town with a house number in it is weighed as an address


def field_rows(
    a: Identity, b: Identity, list_a: ListName, list_b: ListName, reasons: Sequence[Reason]
) -> tuple[FieldRow, ...]:
    """The comparison, in a fixed order; a line that neither row gives is left out.

    Every reason of the matcher stands on some line: the sum of their weights is the score.
    """
    waiting = {_SAME_REASON.get(one.field, one.field): one for one in reasons}
    left, right = _shown(a), _shown(b)
    rows = [
        _row(label, left[label], right[label], waiting.pop(_REASON_OF[label], None))
        for label in left
        if left[label] or right[label]
    ]
    rows += _number_rows(numbers_of(a, list_a), numbers_of(b, list_b), waiting)
    return (*rows, *(_together(one) for one in waiting.values()))


def _number_rows(
    left: Mapping[str, str], right: Mapping[str, str], waiting: dict[str, Reason]
) -> Iterator[FieldRow]:
    """A line for each kind of number, with what is doubtful about it."""
    for kind in dict.fromkeys((*left, *right)):
        own, other = left.get(kind, ""), right.get(kind, "")
        made = _row(_label(kind), own, other, waiting.pop(kind, None))
        yield made if made.words else replace(made, words="; ".join(_doubts(kind, (own, other))))


def _label(kind: str) -> str:
    name = number_name(kind)
    return name[0].upper() + name[1:]


def _doubts(kind: str, numbers: Iterable[str]) -> list[str]:
    """Each doubt once: a wrong check letter or digit, a wrong length."""
    known = identifier_kind(kind)
    read = (read_identifier(known, number) for number in numbers if known and number)
    return list(dict.fromkeys(one.note.rstrip(".") for one in read if one is not None and one.note))


def _together(reason: Reason) -> FieldRow:
    """A reason that no single field gives: twins, namesakes."""
    verdict = FOR if reason.weight >= 0 else AGAINST
    label = _OTHER_LABELS.get(reason.field, reason.field.capitalize())
    return FieldRow(label, "", "", verdict, reason.words, reason.weight, weight_words(reason.weight))


def _row(label: str, left: str, right: str, reason: Reason | None) -> FieldRow:
    weight = reason.weight if reason is not None else 0.0
    return FieldRow(
        label,
        left or NOT_GIVEN,
        right or NOT_GIVEN,
        _verdict(left, right, reason),
        reason.words if reason is not None else "",
        weight,
        weight_words(weight),
    )


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
