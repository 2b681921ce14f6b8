"""Adds the evidence up, sets the band and keeps the reasons."""

from functools import lru_cache
from math import inf
from typing import NamedTuple

from app.domain.identifiers import IdentifierKind
from app.domain.matching import evidence
from app.domain.matching.dates import BirthLevel
from app.domain.matching.families import PARENT, SIBLING, TWIN, family
from app.domain.matching.names import NameBook, NameLevel, NameMatch
from app.domain.matching.numbers import SAME, number_items
from app.domain.matching.prepare import Prepared, prepare
from app.domain.matching.readings import NameEvidence, compare_names, settle_names
from app.domain.matching.records import BAND_ORDER, Band, Reason, Record, ScoredPair
from app.domain.matching.tables import ReferenceTables

# One set of thresholds for all lists, in bits.
THRESHOLDS: tuple[tuple[float, Band], ...] = ((18.0, Band.CERTAIN), (12.5, Band.LIKELY), (5.0, Band.POSSIBLE))
NO_BIRTH = "no date of birth"
NEW_YEAR = "1 January"
_NO_BIRTH, _NEW_YEAR = (NO_BIRTH,), (NEW_YEAR,)
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
    items: tuple[Reason, ...]
    flags: tuple[str, ...]
    names: NameEvidence


def judge(a: Prepared, b: Prepared, book: NameBook) -> Judgement:
    """Every item of evidence between two records, added up."""
    judgement = judge_if(a, b, book, -inf)
    assert judgement is not None
    return judgement


def judge_if(a: Prepared, b: Prepared, book: NameBook, least: float) -> Judgement | None:
    """The same, or None where the sum stays below `least`, which is often known before all is added up."""
    birth = evidence.birth_item(a, b)
    names = settle_names(compare_names(a, b, book), birth)
    places = evidence.place_items(a, b)
    numbers = number_items(a, b)
    sex = evidence.sex_item(a, b)
    found = _name_items(names)
    found += [item for item in (birth, sex) if item is not None]
    found += places
    found += numbers
    if sum([item.weight for item in found]) < least:
        return None  # what follows takes away only
    relation = family(
        names, birth, places, years=evidence.years_apart(a, b), two_names=_are_two_names(a, b, names, book)
    )
    if relation.item is not None:
        found.append(relation.item)
    alone = evidence.alone_item(birth, [*places, *numbers], names) if birth is None else None
    if alone is not None:
        found.append(alone)
    score = round(sum([item.weight for item in found]), 2)
    if score < least:
        return None
    return Judgement(score, tuple(found), _flags(a, b, relation.flag), names)


def _are_two_names(a: Prepared, b: Prepared, names: NameEvidence, book: NameBook) -> bool:
    if names.how:
        return True
    return names.forename.level is not NameLevel.EXACT and book.are_two_names(a.forename, b.forename)


def _flags(a: Prepared, b: Prepared, relation: str) -> tuple[str, ...]:
    if a.birth is None or b.birth is None:
        return (relation, NO_BIRTH) if relation else _NO_BIRTH
    if a.birth.new_year or b.birth.new_year:
        return (relation, NEW_YEAR) if relation else _NEW_YEAR
    return (relation,) if relation else ()


def _name_items(names: NameEvidence) -> list[Reason]:
    forename, surname, how = names
    items = [] if forename.level is NameLevel.MISSING else [_name_item("forename", forename, how)]
    if surname.level is not NameLevel.MISSING:
        items.append(_name_item("surname", surname, how))
    return items


@lru_cache(maxsize=10_000)
def _name_item(field: str, match: NameMatch, how: str) -> Reason:
    """Few different ones occur, so that a million pairs share them."""
    return Reason(field, f"{match.level} ({how})" if how else str(match.level), match.weight)


def band_of(judgement: Judgement) -> Band:
    """The band of the score, held down where weight cannot settle the question."""
    band = next((band for least, band in THRESHOLDS if judgement.score >= least), Band.WEAK)
    if band is Band.WEAK:
        return Band.POSSIBLE if _same_number(judgement) else band
    caps = [_CAPS[flag] for flag in judgement.flags]
    if not _is_firm(judgement):
        caps.append(Band.LIKELY)
    if NO_BIRTH in judgement.flags and _names_alone(judgement):
        caps.append(Band.POSSIBLE)
    return min([band, *caps], key=BAND_ORDER.index)


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
    low, high = (a.rec_id, b.rec_id) if a.rec_id <= b.rec_id else (b.rec_id, a.rec_id)
    return ScoredPair(low, high, judgement.score, band_of(judgement), judgement.items, judgement.flags)


def compare(a: Record, b: Record, tables: ReferenceTables) -> ScoredPair:
    """Scores one pair whatever its sources; symmetric."""
    left, right = prepare(a), prepare(b)
    return to_pair(left, right, judge(left, right, NameBook(tables)))
