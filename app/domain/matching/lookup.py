"""Looking one child up while the name is still being typed: the matcher's own keys, names and weights.

What `find_pairs` does for a whole list this does for one record against a list that was made ready before.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.domain.matching.blocking import LARGEST_BLOCK, keys_of
from app.domain.matching.names import NameBook
from app.domain.matching.prepare import Prepared, prepare
from app.domain.matching.records import Record, ScoredPair
from app.domain.matching.scoring import judge, to_pair
from app.domain.matching.tables import ReferenceTables

MOST_JUDGED = 400  # records held against what is typed; more would be felt at each key
_BEGINNING = 2  # letters from which on a word is looked for as the beginning of a name
_BEGUN = 4.0  # bits that finishing the words may add
LEAST_SCORE = 0.0  # bits: below, more speaks against than for


class Lookup:
    """All records, ready to be searched; about 1 s for 10,000, and then a few milliseconds a search."""

    def __init__(self, records: Sequence[Record], tables: ReferenceTables) -> None:
        self._tables = tables
        self._book = NameBook(tables)
        self._known = [prepare(record) for record in records]
        self._keys: dict[str, list[int]] = defaultdict(list)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, one in enumerate(self._known):
            for key in keys_of(one, tables):
                self._keys[key].append(number)
            for word in one.words:
                self._words[word[:_BEGINNING]].append(number)

    def __len__(self) -> int:
        return len(self._known)

    def nearest(self, typed: Record, limit: int = 8) -> tuple[tuple[str, ScoredPair], ...]:
        """The ids of the records most like what is typed, best first, each with what speaks for it.

        A word may be the beginning of a name: what is typed is seldom finished.
        """
        own = prepare(typed)
        found = []
        for number in self._candidates(own):
            one = self._known[number]
            judged = judge(one, own, self._book)
            begun = _begins_all(own.words, one.words)
            if begun or judged.score >= LEAST_SCORE:
                found.append((judged.score + (_BEGUN if begun else 0.0), one, judged))
        found.sort(key=lambda each: (-each[0], each[1].rec_id))
        return tuple((one.rec_id, to_pair(one, own, judged)) for _, one, judged in found[:limit])

    def _candidates(self, own: Prepared) -> Iterable[int]:
        """Those that share a key, and those one of whose names begins as a word that is being typed."""
        votes: dict[int, int] = defaultdict(int)
        for key in keys_of(own, self._tables):
            block = self._keys.get(key, ())
            if len(block) <= LARGEST_BLOCK or key[0] == "D":
                for number in block:
                    votes[number] += 1
        for word in own.words:
            for number in self._words.get(word[:_BEGINNING], ()):
                if any(other.startswith(word) for other in self._known[number].words):
                    votes[number] += 2
        ordered = sorted(votes, key=lambda number: (-votes[number], number))
        return ordered[:MOST_JUDGED]


def _begins_all(typed: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each typed word begins a name of the record: "zo kow" is Zofia Kowalska."""
    return bool(typed) and all(any(other.startswith(word) for other in words) for word in typed)
