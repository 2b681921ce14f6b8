"""Adds the evidence up, sets the band and keeps the reasons."""

from typing import NamedTuple

from app.domain.identifiers import IdentifierKind
from app.domain.matching import evidence
from app.domain.matching.dates import BirthLevel
from app.domain.matching.evidence import Item, NameEvidence
from app.domain.matching.families import PARENT, SIBLING, TWIN, family
from app.domain.matching.names import NameBook, NameLevel
from app.domain.matching.numbers import SAME, number_items
from app.domain.matching.prepare import Prepared, prepare
from app.domain.matching.records import BAND_ORDER, Band, Reason, Record, ScoredPair
from app.domain.matching.tables import ReferenceTables
from app.domain.matching.words import in_words

# One set of thresholds for all lists, in bits.
THRESHOLDS: tuple[tuple[float, Band], ...] = ((18.0, Band.CERTAIN), (12.5, Band.LIKELY), (5.0, Band.POSSIBLE))
NO_BIRTH = "no date of birth"
NEW_YEAR = "1 January"
_CAPS = {
    TWIN: Band.POSSIBLE,
    SIBLING: Band.POSSIBLE,
    PARENT: Band.POSSIBLE,
    NEW_YEAR: Band.LIKELY,
    NO_BIRTH: Band.LIKELY,
}
_NUMBERS = frozenset(IdentifierKind)
_RARE_NAMES = 14.5  # bits: both names are so rare that they count without a date of birth
_NOT_BESIDE = frozenset({"forename", "surname", "sex", "family", "names"})
_FIRM_PLACE = 5.0  # bits: as much as a postcode or an address, more than a town
_FIRM_FORENAMES = frozenset({NameLevel.EXACT, NameLevel.VARIANT, NameLevel.PART})
_FIRM_SURNAMES = _FIRM_FORENAMES | {NameLevel.TYPO}


class Judgement(NamedTuple):
    """The sum with what it is made of."""

    score: float
    items: tuple[Item, ...]
    flags: tuple[str, ...]
    names: NameEvidence


def judge(a: Prepared, b: Prepared, book: NameBook) -> Judgement:
    """Every item of evidence between two records, added up."""
    birth = evidence.birth_item(a, b)
    names = evidence.settle_names(evidence.compare_names(a, b, book), birth)
    places = evidence.place_items(a, b)
    two_names = names.how != "" or (
        names.forename.level is not NameLevel.EXACT and book.are_two_names(a.forename, b.forename)
    )
    relation = family(names, birth, places, years=evidence.years_apart(a, b), two_names=two_names)
    numbers = number_items(a, b)
    alone = evidence.alone_item(birth, [*places, *numbers], names)
    found = [*_name_items(names), birth, evidence.sex_item(a, b), *places, *numbers, relation.item, alone]
    items = tuple(item for item in found if item is not None)
    flags = [relation.flag] if relation.flag else []
    if birth is None:
        flags.append(NO_BIRTH)
    elif evidence.is_new_year(a, b):
        flags.append(NEW_YEAR)
    return Judgement(round(sum(item.weight for item in items), 2), items, tuple(flags), names)


def _name_items(names: NameEvidence) -> list[Item]:
    suffix = f" ({names.how})" if names.how else ""
    sides = (("forename", names.forename), ("surname", names.surname))
    return [
        Item(field, match.level + suffix, match.weight)
        for field, match in sides
        if match.level is not NameLevel.MISSING
    ]


def band_of(judgement: Judgement) -> Band:
    """The band of the score, held down where weight cannot settle the question."""
    band = next((band for least, band in THRESHOLDS if judgement.score >= least), Band.WEAK)
    caps = [_CAPS[flag] for flag in judgement.flags]
    if not _is_firm(judgement):
        caps.append(Band.LIKELY)
    if NO_BIRTH in judgement.flags and _names_alone(judgement):
        caps.append(Band.POSSIBLE)
    band = min([band, *caps], key=BAND_ORDER.index)
    return Band.POSSIBLE if band is Band.WEAK and _same_number(judgement) else band


def _names_alone(judgement: Judgement) -> bool:
    """Little but names speaks for the pair: two boys of the commonest name are weak evidence."""
    names = judgement.names
    beside = [item.weight for item in judgement.items if item.field not in _NOT_BESIDE]
    rare = names.forename.weight + names.surname.weight >= _RARE_NAMES
    return max(beside, default=0.0) < _FIRM_PLACE and not (rare and min(beside, default=0.0) >= 0)


def _is_firm(judgement: Judgement) -> bool:
    """The top band asks for firm names, the very date of birth or number, no conflict of sex or number."""
    levels = {item.field: item.level for item in judgement.items}
    names = judgement.names
    return (
        names.forename.level in _FIRM_FORENAMES
        and names.surname.level in _FIRM_SURNAMES
        and levels.get("sex") != "different"
        and (levels.get("date of birth") == BirthLevel.EXACT or _same_number(judgement))
        and not any(item.field in _NUMBERS and item.weight < 0 for item in judgement.items)
    )


def _same_number(judgement: Judgement) -> bool:
    """A number of the child that passes what check it has: worth a look whatever else differs."""
    return any(item.field in _NUMBERS and item.level == SAME for item in judgement.items)


def to_pair(a: Prepared, b: Prepared, judgement: Judgement) -> ScoredPair:
    """The judgement with its reasons in words; the lesser id comes first."""
    low, high = sorted((a.rec_id, b.rec_id))
    reasons = tuple(_reason(item) for item in judgement.items)
    return ScoredPair(low, high, judgement.score, band_of(judgement), reasons, judgement.flags)


_KNOWN_REASONS: dict[Item, Reason] = {}


def _reason(item: Item) -> Reason:
    """Few different reasons occur, so that a million pairs share them."""
    known = _KNOWN_REASONS.get(item)
    if known is None:
        known = _KNOWN_REASONS[item] = Reason(item.field, str(item.level), item.weight, in_words(item))
    return known


def compare(a: Record, b: Record, tables: ReferenceTables) -> ScoredPair:
    """Scores one pair whatever its sources; symmetric."""
    left, right = prepare(a), prepare(b)
    return to_pair(left, right, judge(left, right, NameBook(tables)))
