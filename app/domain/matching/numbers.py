"""What the numbers of two records say: UPN, NHS, social care, police, the looked-after return."""

from rapidfuzz.distance import OSA

from app.domain.identifiers import IdentifierKind, identifier_kind, is_temporary_upn
from app.domain.matching import weights
from app.domain.matching.prepare import Prepared
from app.domain.matching.records import Reason

SAME = "same"
_LONG_NUMBER = 8  # characters
_SHORT_NUMBER = 4  # characters; so many numbers of another system are the same by chance
_CHECKED = frozenset({IdentifierKind.UPN, IdentifierKind.NHS})
# The authority's own number for a child goes under more than one name.
_OF_THE_AUTHORITY = (IdentifierKind.CHILD_903, IdentifierKind.SOCIAL_CARE, IdentifierKind.SYSTEM)


def number_items(a: Prepared, b: Prepared) -> list[Reason]:
    """Numbers of the same kind; different ones speak against only where it is the child's for good."""
    if not a.numbers or not b.numbers:
        return []
    shared = a.numbers.keys() & b.numbers.keys()
    items = [item for kind in sorted(shared) if (item := _number_item(kind, a, b)) is not None]
    if shared.isdisjoint(_OF_THE_AUTHORITY) and _authority_agrees(a, b):
        items.append(Reason(IdentifierKind.SOCIAL_CARE, "same, other name", weights.SAME_UNDER_OTHER_NAME))
    return items


def family_of(kind: str) -> str:
    """One name for kinds under which one number may go, so that a block finds them together."""
    return IdentifierKind.SOCIAL_CARE if kind in _OF_THE_AUTHORITY else kind


def _number_item(kind: str, a: Prepared, b: Prepared) -> Reason | None:
    own, other = a.numbers[kind], b.numbers[kind]
    doubtful = kind in a.doubtful or kind in b.doubtful
    if own == other:
        return _agreeing(kind, own, doubtful=doubtful)
    if identifier_kind(kind) is None or _one_is_temporary(kind, own, other):
        return None
    # Two numbers that both pass their check are two children's, however near they are.
    checked = kind in _CHECKED and not doubtful
    if not checked and len(own) >= _LONG_NUMBER and OSA.distance(own, other, score_cutoff=1) == 1:
        return Reason(kind, "one letter", weights.NUMBER_SLIP)
    if doubtful:
        return Reason(kind, "different, doubtful", weights.OTHER_DOUBTFUL_NUMBER)
    return Reason(kind, "different", weights.OTHER_CHECKED_NUMBER if checked else weights.OTHER_NUMBER)


def _agreeing(kind: str, number: str, *, doubtful: bool) -> Reason:
    if doubtful:
        return Reason(kind, "same, doubtful", weights.DOUBTFUL_NUMBER)
    if len(number) < _SHORT_NUMBER:
        return Reason(kind, "same, short", weights.SHORT_NUMBER)
    return Reason(kind, SAME, weights.SAME_NUMBER)


def _one_is_temporary(kind: str, own: str, other: str) -> bool:
    """A temporary UPN gives way to the real one, so the two differ without a conflict."""
    return kind == IdentifierKind.UPN and (is_temporary_upn(own.upper()) != is_temporary_upn(other.upper()))


def _authority_agrees(a: Prepared, b: Prepared) -> bool:
    own = {a.numbers[kind] for kind in _OF_THE_AUTHORITY if kind in a.numbers}
    other = {b.numbers[kind] for kind in _OF_THE_AUTHORITY if kind in b.numbers}
    return any(len(number) >= _SHORT_NUMBER for number in own & other)
