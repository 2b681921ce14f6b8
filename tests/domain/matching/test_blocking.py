"""Candidates: every way in which a true pair is found, and the blocks that are too large."""

from collections.abc import Sequence

import pytest

from app.domain.matching import Record
from app.domain.matching.blocking import LARGEST_BLOCK, Blocks
from app.domain.matching.prepare import prepare
from tests.domain.matching.reference import child, shipped


def _found(records: Sequence[Record]) -> set[tuple[int, int]]:
    prepared = [prepare(record) for record in records]
    return {(j, i) for i, mates in enumerate(Blocks(prepared, shipped()).earlier_partners()) for j in mates}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (child("Amelia|Moss", "2012-05-13"), child("Zoe|Finch", "2012-13-05")),
        (child("Amelia|Moss", "2012-05-13"), child("Amelia|Finch", "2012-05-27")),
        (child("Amelia|Moss", "2012-05-13"), child("Amelia|Finch", "2012-11-13")),
        (child("Amelia|Moss", "2012-01-01"), child("Amelia|Finch", "2012-11-27")),
        (child("Amelia|Moss", "2012-05-13"), child("Emelia|Finch", "2009-05-13")),
        (child("Amelia|Moss", "2012-05-13"), child("Moss|Amelia", "2009-11-27")),
        (child("Amelia|Moss", ""), child("Millie|Moss", "2009-11-27")),
        (child("Amelia|Moss", postcode="KT2 6ZZ"), child("Amy|Finch", "2009-11-27", postcode="kt26zz")),
        (child("Amelia|Moss", "", town="Penfold"), child("Zoe|Moss", "2009-11-27", town="PENFOLD")),
        (child("|Moss", town="4 Mill Lane"), child("Zoe|", "2009-11-27", town="Mill Lane 4")),
        (child("Amelia|Moss", town="4 Mill Lane"), child("Zoe|Finch", "2009-11-27", town="4 mill lane")),
        (child("Aisha|Ibal", ""), child("Aaisha|Iqbal", "2009-11-27")),
        (child("Aoife|Clarke", "", aliases=("Destiny",)), child("Destiny|Clarke", "2009-11-27")),
        (child("|Moss", ""), child("Amelia|Moss", "2009-11-27")),
        (child("Amelia|Moss", numbers={"upn": "A1"}), child("Zoe|Finch", "", numbers={"upn": "a1"})),
    ],
)
def test_shares_a_key(a: Record, b: Record) -> None:
    assert _found([a, b]) == {(0, 1)}


def test_strangers_share_none() -> None:
    assert not _found([child("Amelia|Moss", "2012-05-13"), child("Zoe|Finch", "2009-11-27")])
    town = [
        child(name, born, town="Penfold")
        for name, born in (("Amelia|Moss", "2012-05-13"), ("Amelia|Finch", "2009-11-27"))
    ]
    assert not _found(town), "a town and one name are too little for two whole rows"


def test_too_large_a_block_is_skipped_but_not_the_date_of_birth() -> None:
    count = LARGEST_BLOCK + 5
    surnames = [f"{a}a{b}e{c}" for a in "bdfgklmnprst" for b in "bdfgklmnprst" for c in "bdfgklmnprst"]
    same_town = [
        child(f"Zoe|{surnames[i]}", f"{1000 + i}-{i % 12 + 1}-{i % 28 + 1}", town="Penfold")
        for i in range(count)
    ]
    pairs = _found(same_town)
    assert len(pairs) < count * (count - 1) // 20, "the block of the town's Zoes is compared whole"
    same_day = [child("|", "2012-05-13") for _ in range(count)]
    assert len(_found(same_day)) == count * (count - 1) // 2
