"""How near two names are, and what that is worth in bits."""

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

from app.domain.matching.fold import sound
from app.domain.matching.tables import ReferenceTables


class NameLevel(StrEnum):
    """Levels of agreement between two names, best first."""

    EXACT = "same"
    PART = "same in part"
    VARIANT = "short form or other spelling"
    TYPO = "one letter"
    SHORT = "shortened"
    TWO_LETTERS = "two letters"
    SOUND = "sounds the same"
    NEAR = "near"
    INITIAL = "initial"
    LOOKALIKE = "two names that look alike"
    OTHER = "different"
    MISSING = "missing"

    __hash__ = str.__hash__  # a level is looked up a million times; Enum's own is ten times slower


class NameMatch(NamedTuple):
    """A level and its weight in bits."""

    level: NameLevel
    weight: float


NO_NAME = NameMatch(NameLevel.MISSING, 0.0)

# The share of a name's bits that agreement at a level is worth, for a forename and for a surname.
_WORTH: Mapping[NameLevel, tuple[float, float]] = {
    NameLevel.EXACT: (1.0, 1.0),
    NameLevel.PART: (0.8, 0.75),
    NameLevel.VARIANT: (0.55, 0.7),
    NameLevel.TYPO: (0.75, 0.75),
    NameLevel.SHORT: (0.55, 0.4),
    NameLevel.TWO_LETTERS: (0.5, 0.5),
    NameLevel.SOUND: (0.35, 0.5),
    NameLevel.NEAR: (0.2, 0.2),
    NameLevel.INITIAL: (0.15, 0.1),
}
_AGAINST: Mapping[NameLevel, tuple[float, float]] = {
    NameLevel.LOOKALIKE: (-2.0, -1.0),
    NameLevel.OTHER: (-4.0, -4.0),
}
_BITS_CAP = (8.5, 6.5)
_NEAR_RATIO = 0.88
_SHORTEST_FORM = 2
_FEWEST_SOUNDS = 2  # Ubah and Hibo are heard as two consonants each, and are two names
_LONG_NAME = 6  # letters that leave a name when its article or ending is taken away
_SHORTEST_CORRECTED = 4
_LONGEST_SYLLABLE = 4
_LONG_WORD = 8  # two slips, one of them in the first letter, leave enough of it
# First words so common before another forename that they do not tell two brothers apart.
_COURTESY = frozenset(
    "muhammad mohammed mohamed mohammad md mohd abdul abdel nur syed sayed".split(),
)

_RANK: Mapping[NameLevel, int] = {level: rank for rank, level in enumerate(NameLevel)}
AGREES = frozenset(list(NameLevel)[: _RANK[NameLevel.SOUND] + 1])
CONFLICTS = frozenset({NameLevel.LOOKALIKE, NameLevel.OTHER})


class NameBook:
    """Compares folded names with one set of tables and remembers every answer."""

    def __init__(self, tables: ReferenceTables) -> None:
        self._tables = tables
        self._forenames: dict[tuple[str, str], NameMatch] = {}
        self._surnames: dict[tuple[str, str], NameMatch] = {}
        self._two_names: dict[tuple[str, str], bool] = {}
        self._cross: dict[tuple[str, str], bool] = {}
        self._surprises: dict[tuple[str, str], float] = {}
        self._meanings: dict[str, frozenset[int]] = {}
        self._words: dict[tuple[str, str, bool], NameLevel] = {}

    def forename(self, a: str, b: str) -> NameMatch:
        """Two forenames, middle names included."""
        return self._remembered(self._forenames, a, b, self._forename_bits, 0)

    def surname(self, a: str, b: str) -> NameMatch:
        """Two surnames, double-barrelled or not."""
        return self._remembered(self._surnames, a, b, self._surname_bits, 1)

    def cross_agree(self, forename: str, surname: str) -> bool:
        """A forename of one row that is the surname of the other: one wrote them the wrong way round."""
        pair = (forename, surname)
        known = self._cross.get(pair)
        if known is None:
            matches = (self.forename(forename, surname), self.surname(forename, surname))
            known = self._cross[pair] = any(match.level in AGREES for match in matches)
        return known

    def surprise(self, forename: str, surname: str) -> float:
        """Bits of meeting this forename with this surname; an empty name surprises nobody."""
        pair = (forename, surname)
        known = self._surprises.get(pair)
        if known is None:
            bits = _least(self._tables.forename_bits, forename) + _least(self._tables.surname_bits, surname)
            known = self._surprises[pair] = bits
        return known

    def are_two_names(self, a: str, b: str) -> bool:
        """Both are forenames that the table knows."""
        pair = (a, b) if a <= b else (b, a)
        known = self._two_names.get(pair)
        if known is None:
            known = self._is_name(a) and self._is_name(b) and not _may_be_short(a, b)
            self._two_names[pair] = known
        return known

    def _is_name(self, name: str) -> bool:
        tables = self._tables
        whole, first = name.replace(" ", ""), name.split(" ")[0]
        if any(word in tables.forename_shares or word in tables.groups for word in (whole, first)):
            return True
        return len(first) > _SHORTEST_CORRECTED and bool(self._meant(first))

    def _remembered(
        self,
        known: dict[tuple[str, str], NameMatch],
        a: str,
        b: str,
        bits: Callable[[str], float],
        column: int,
    ) -> NameMatch:
        if not a or not b:
            return NO_NAME
        pair = (a, b) if a <= b else (b, a)
        match = known.get(pair)
        if match is None:
            match = known[pair] = self._match(*pair, bits, column)
        return match

    def _match(self, a: str, b: str, bits: Callable[[str], float], column: int) -> NameMatch:
        level, common = self._level(a, b, column)
        if level in _AGAINST:
            return NameMatch(level, _AGAINST[level][column])
        found = min(_BITS_CAP[column], *(bits(word) for word in common))
        return NameMatch(level, round(found * _WORTH[level][column], 2))

    def _forename_bits(self, name: str) -> float:
        return self._tables.forename_bits(name)

    def _surname_bits(self, name: str) -> float:
        return self._tables.surname_bits(name)

    def _level(self, a: str, b: str, column: int) -> tuple[NameLevel, tuple[str, ...]]:
        """The level and the words it rests on."""
        if " " not in a and " " not in b:
            return (NameLevel.EXACT if a == b else self._compare_words(a, b, column == 0)), (a, b)
        whole_a, whole_b = a.replace(" ", ""), b.replace(" ", "")
        if whole_a == whole_b:
            return NameLevel.EXACT, (whole_a,)
        words_a, words_b = a.split(), b.split()
        if sorted(words_a) == sorted(words_b):
            return NameLevel.EXACT, (whole_a,)
        whole = self._word_level(whole_a, whole_b, column == 0)
        if len(words_a) == len(words_b) == 1 or whole in (NameLevel.VARIANT, NameLevel.TYPO):
            return whole, (whole_a, whole_b)
        return self._in_part(words_a, words_b, whole, column)

    def _in_part(
        self, words_a: list[str], words_b: list[str], whole: NameLevel, column: int
    ) -> tuple[NameLevel, tuple[str, ...]]:
        """One name is longer than the other: the best pair of words decides, if little is left over."""
        best, i, j = _best_words(words_a, words_b, lambda x, y: self._word_level(x, y, column == 0))
        slip = best not in (NameLevel.EXACT, NameLevel.VARIANT)
        short = slip and min(len(words_a[i]), len(words_b[j])) <= _LONGEST_SYLLABLE
        if best not in AGREES or short:
            level = NameLevel.OTHER if short and best is not NameLevel.INITIAL else best
            return min(level, whole, key=_RANK.__getitem__), (*words_a, *words_b)
        common = (words_a[i], words_b[j])
        left_over = len(words_a) > 1 and len(words_b) > 1
        if column == 0 and left_over:
            rest = self._rest_level(words_a, words_b, i, j)
            if rest in AGREES:
                return (NameLevel.TYPO if best is NameLevel.EXACT else best), common
            if i or j or common[0] in _COURTESY or _are_syllables(words_a, words_b):
                return NameLevel.LOOKALIKE, common
            return NameLevel.SHORT, common
        if column == 0 and (i or j):
            return (NameLevel.SHORT if best is NameLevel.EXACT else NameLevel.NEAR), common
        return (
            NameLevel.PART if best is NameLevel.EXACT else max(best, NameLevel.VARIANT, key=_RANK.__getitem__)
        ), common

    def _rest_level(self, words_a: list[str], words_b: list[str], i: int, j: int) -> NameLevel:
        rest_a, rest_b = words_a[:i] + words_a[i + 1 :], words_b[:j] + words_b[j + 1 :]
        return _best_words(rest_a, rest_b, lambda x, y: self._word_level(x, y, True))[0]

    def _word_level(self, a: str, b: str, forename: bool) -> NameLevel:
        if a == b:
            return NameLevel.EXACT
        pair = (a, b, forename) if a <= b else (b, a, forename)
        level = self._words.get(pair)
        if level is None:
            level = self._words[pair] = self._compare_words(*pair)
        return level

    def _compare_words(self, a: str, b: str, forename: bool) -> NameLevel:
        tables = self._tables
        if _root(a) == _root(b):
            return NameLevel.VARIANT
        own, other = tables.variants(a), tables.variants(b)
        shared = own & other if own and other else None
        if shared and not (forename and self._are_two_full_names(a, b, shared)):
            return NameLevel.VARIANT
        if len(a) == 1 or len(b) == 1:
            return NameLevel.INITIAL if a[0] == b[0] else NameLevel.OTHER
        known = tables.forename_shares if forename else tables.surname_shares
        two_names = a in known and b in known
        level = _spelling(a, b)
        if two_names and level is not NameLevel.OTHER:
            return NameLevel.LOOKALIKE
        if level is NameLevel.OTHER and forename and not two_names and self._mean_one_name(a, b):
            return NameLevel.TWO_LETTERS
        return level

    def _are_two_full_names(self, a: str, b: str, shared: frozenset[int]) -> bool:
        """Emma and Ella are both short for Emmanuella, yet two sisters; Maddie and Maddy are one girl."""
        tables = self._tables
        own, other = tables.full_name(a), tables.full_name(b)
        known = tables.forename_shares
        full = (own or a in known) and (other or b in known)
        return bool(full) and shared.isdisjoint(own | other) and sound(a) != sound(b)

    def _mean_one_name(self, a: str, b: str) -> bool:
        """Whether both are forms of one name, slips of the pen allowed; slips in both are too many."""
        tables = self._tables
        own, other = tables.variants(a), tables.variants(b)
        if bool(own) == bool(other):
            return False
        return not (own or self._meant(a)).isdisjoint(other or self._meant(b))

    def _meant(self, word: str) -> frozenset[int]:
        """The groups of a name, or of the names one slip away from a word that is none."""
        groups = self._meanings.get(word)
        if groups is None:
            groups = self._tables.variants(word) or self._corrected(word)
            self._meanings[word] = groups
        return groups

    def _corrected(self, word: str) -> frozenset[int]:
        if len(word) < _SHORTEST_CORRECTED or word in self._tables.forename_shares:
            return frozenset()
        return self._tables.one_slip_away(word)


def _least(bits: Callable[[str], float], name: str) -> float:
    """Of a name of several words the commonest counts."""
    if not name:
        return 0.0
    words = name.split()
    whole = "".join(words)
    if len(words) > 1 and all(len(word) <= _LONGEST_SYLLABLE for word in words):
        return bits(whole)  # "wen li" is one name, whoever else is called Li
    return min(bits(word) for word in (whole, *words))


def _may_be_short(a: str, b: str) -> bool:
    """A short form that no table lists is heard in the longer name: Funmi in Oluwafunmilayo."""
    shorter, longer = sorted((a.replace(" ", ""), b.replace(" ", "")), key=len)
    return len(shorter) < len(longer) and shorter[:3] in longer


def _are_syllables(words_a: list[str], words_b: list[str]) -> bool:
    """Min-jun and Min-seo are two names, of brothers; Sophie Grace and Sophie Florence may be one."""
    return all(len(word) <= _LONGEST_SYLLABLE for word in (*words_a, *words_b))


def _best_words(
    words_a: list[str], words_b: list[str], level: Callable[[str, str], NameLevel]
) -> tuple[NameLevel, int, int]:
    return min(
        ((level(x, y), i, j) for i, x in enumerate(words_a) for j, y in enumerate(words_b)),
        key=lambda found: (_RANK[found[0]], found[1] + found[2]),
    )


def _root(name: str) -> str:
    """Kowalski and Kowalska, Petrov and Petrova, al-Rashid and Rashid are one name each."""
    if name.startswith(("al", "el")) and len(name) >= _LONG_NAME:
        name = name[2:]
    if name.endswith(("ska", "cka", "dzka")):
        return name[:-1] + "i"
    return name[:-1] if name.endswith(("ova", "eva")) and len(name) >= _LONG_NAME else name


def _begins(name: str, form: str) -> bool:
    """ "Jos" begins Joshua, and so does the stem of "Joshy"."""
    stem = form.rstrip("iey")
    return name.startswith(form) or (len(stem) > _SHORTEST_FORM and stem != form and name.startswith(stem))


def _spelling(a: str, b: str) -> NameLevel:
    """Slips of the pen first, then short forms, then sound."""
    shorter, longer = sorted((len(a), len(b)))
    distance = OSA.distance(a, b, score_cutoff=2)
    if distance == 1 and (
        shorter >= 4 or (longer >= 3 and sorted(a) == sorted(b)) or (shorter == 3 and longer == 4)
    ):
        return NameLevel.TYPO
    if distance == 2 and shorter >= 5 and (a[0] == b[0] or shorter >= _LONG_WORD):
        return NameLevel.TWO_LETTERS
    if a[0] == b[0] and shorter >= _SHORTEST_FORM and (_begins(a, b) or _begins(b, a)):
        return NameLevel.SHORT
    if shorter >= 3 and sound(a) == sound(b) and (a[0] == b[0] or len(sound(a)) > _FEWEST_SOUNDS):
        return NameLevel.SOUND
    if JaroWinkler.similarity(a, b, score_cutoff=_NEAR_RATIO) or (
        distance <= 2 and shorter >= 3 and a[0] == b[0]
    ):
        return NameLevel.NEAR
    return NameLevel.OTHER
