"""What makes two written names one name, and a row somebody else's."""

from datetime import date

import pytest

from app.domain.people import Identity
from app.services.people.subjects import fold, groups_of, identity_key, plainly_somebody_else

BORN, OTHER = date(2011, 3, 4), date(2012, 9, 30)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("ZOË  Łukasz", "zoe lukasz"),
        ("Müller", "muller"),
        ("Straße", "strasse"),
        ("Ødegård", "odegard"),
        ("", ""),
    ],
)
def test_case_accents_and_spacing_do_not_count(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_the_same_written_identity_is_one_key() -> None:
    a = Identity("Zoë", "Quill", born=BORN, postcode="kt1 1aa")
    assert identity_key(a) == identity_key(Identity("ZOE", "quill", born=BORN, postcode="KT11AA"))
    assert identity_key(a) != identity_key(Identity("Zoë", "Quill", born=OTHER, postcode="kt1 1aa"))


@pytest.mark.parametrize(
    ("old", "new", "answer"),
    [
        (Identity("Anna", "Quill", born=BORN), Identity("Ben", "Tarn", born=OTHER), True),
        (Identity("Anna", "Quill", born=BORN), Identity("Ben", "Tarn"), True),
        (Identity("Anna", "Quill", born=BORN), Identity("Ben", "Tarn", born=BORN), False),
        (Identity("Anna", "Quill", born=BORN), Identity("Anna", "Tarn", born=OTHER), False),
        (Identity("Anna", "Quill", born=BORN), Identity("Zoe", "Tarn", ("Anna",), born=OTHER), False),
        (Identity("Ana", "Quil", born=date(2011, 4, 3)), Identity("Anna", "Quill", born=BORN), False),
        (Identity("Anna", "Quill", born=BORN), Identity(), False),
        (Identity(), Identity("Anna", "Quill", born=BORN), False),
    ],
)
def test_a_corrected_row_is_about_somebody_else_only_when_nothing_fits(
    old: Identity, new: Identity, answer: bool
) -> None:
    assert plainly_somebody_else(old, new) is answer


def test_groups_are_what_decisions_join() -> None:
    groups = groups_of((1, 2, 3, 4, 5), [(1, 2), (2, 3), (4, 9)])
    assert sorted(map(sorted, groups)) == [[1, 2, 3], [4], [5]]
