"""Reference tables: variants of names, and how common a name is."""

import math
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.distance import OSA

from app.domain.matching.fold import fold_name, sound
from app.errors import Refused

_NO_GROUPS: frozenset[int] = frozenset()
_ENDINGS = ("ey", "ie", "y", "i")
_SHORTEST_STEM = 3
RARE_FORENAME_SHARE = 1 / 8_000  # a forename that is not in the table
RARE_SURNAME_SHARE = 1 / 16_000  # a surname that is not in the table


@dataclass(frozen=True)
class ReferenceTables:
    """What is known about names in general; the same for every list, so that scores can be compared.

    `groups` maps a folded name to the groups of variants it belongs to (a name may belong to
    several: Alex); `heads` are the groups it gives its name to. Shares are of the population, 0 to 1.
    `guessed` are spellings that stand in no file, which a slip of the pen is not put right to.
    """

    groups: Mapping[str, frozenset[int]] = field(default_factory=dict)
    heads: Mapping[str, frozenset[int]] = field(default_factory=dict)
    forename_shares: Mapping[str, float] = field(default_factory=dict)
    surname_shares: Mapping[str, float] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()

    @cached_property
    def _by_remains(self) -> Mapping[str, list[str]]:
        """The names of all groups by what is left of each when no letter or any one is taken away."""
        names: dict[str, list[str]] = {}
        for name in self.groups.keys() - self.guessed:
            for remains in _remains(name):
                names.setdefault(remains, []).append(name)
        return names

    def one_slip_away(self, word: str) -> frozenset[int]:
        """The groups of all names that a word misses by one letter, or by two that changed places."""
        near = {name for remains in _remains(word) for name in self._by_remains.get(remains, ())}
        found = (self.groups[name] for name in near if OSA.distance(name, word, score_cutoff=1) <= 1)
        return _NO_GROUPS.union(*found)

    def variants(self, token: str) -> frozenset[int]:
        """The groups a folded name belongs to."""
        return self.groups.get(token, _NO_GROUPS)

    def full_name(self, token: str) -> frozenset[int]:
        """The groups that are about this folded name itself."""
        return self.heads.get(token, _NO_GROUPS)

    def forename_bits(self, name: str) -> float:
        """Surprise of meeting this forename, in bits."""
        return -math.log2(self.forename_shares.get(name, RARE_FORENAME_SHARE))

    def surname_bits(self, name: str) -> float:
        """Surprise of meeting this surname, in bits."""
        return -math.log2(self.surname_shares.get(name, RARE_SURNAME_SHARE))


def _remains(word: str) -> set[str]:
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


def tables_from_text(nicknames: str, forename_frequency: str, surname_frequency: str) -> ReferenceTables:
    """Reads the three TOML texts of `resources/reference`; Refused names the file that cannot be read."""
    groups: dict[str, set[int]] = {}
    heads: dict[str, set[int]] = {}
    forenames = _shares(_toml(forename_frequency, "forename_frequency"))
    for number, names in enumerate(_groups(_toml(nicknames, "nicknames"))):
        head, *others = (fold_name(name).replace(" ", "") for name in names)
        for name in (head, *others):
            groups.setdefault(name, set()).add(number)
            if sound(name) == sound(head):
                heads.setdefault(name, set()).add(number)
    guessed = _spell_endings(groups, forenames)
    return ReferenceTables(
        {name: frozenset(numbers) for name, numbers in groups.items()},
        {name: frozenset(numbers) for name, numbers in heads.items()},
        forenames,
        _shares(_toml(surname_frequency, "surname_frequency")),
        guessed,
    )


def _spell_endings(groups: dict[str, set[int]], forenames: Mapping[str, float]) -> frozenset[str]:
    """Abby is also Abbie, Abbi and Abbey; a spelling that is a listed name of its own stays that."""
    listed = list(groups.items())
    for name, numbers in listed:
        ending = next((one for one in _ENDINGS if name.endswith(one)), "")
        stem = name[: len(name) - len(ending)]
        if not ending or len(stem) < _SHORTEST_STEM or stem[-1] in "aeiou":
            continue
        for other in _ENDINGS:
            if stem + other not in groups and stem + other not in forenames:
                groups[stem + other] = set(numbers)
    return frozenset(groups.keys() - dict(listed).keys())


def _toml(text: str, name: str) -> dict[str, object]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as trouble:
        raise Refused(
            f"The reference table {name} cannot be read: it is not valid TOML. Restore the shipped file."
        ) from trouble


def _groups(table: Mapping[str, object]) -> Iterable[list[str]]:
    """A key is a name (what follows "_" is none of it), its value the variants; sections sort the file."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _groups(value)
        elif isinstance(value, str) and key != "source":
            yield [key.split("_")[0], *value.split()]


def _shares(table: Mapping[str, object]) -> dict[str, float]:
    bands = table.get("band")
    shares: dict[str, float] = {}
    for band in bands if isinstance(bands, list) else []:
        share = float(band["per_100_000"]) / 100_000
        for name in str(band["names"]).split():
            folded = fold_name(name).replace(" ", "")
            shares[folded] = max(share, shares.get(folded, 0.0))
    return shares
