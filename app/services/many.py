"""Questions about many records at once: the store takes only so many values in one of them."""

from collections.abc import Collection, Iterator, Sequence
from itertools import islice

MOST = 10_000  # SQLite takes 32,766


def in_batches(ids: Collection[int], most: int = MOST) -> Iterator[Sequence[int]]:
    """The ids in parts that one "IN" can hold; nothing where there are none."""
    rest = iter(ids)
    while part := tuple(islice(rest, most)):
        yield part
