"""Folding: what must compare equal does."""

import pytest

from app.domain.matching.fold import fold_name, fold_number, fold_place, outward, sound


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("ŁUKASZ", "lukasz"),
        ("Søren Işık", "soren isik"),
        ("O'Neill", "oneill"),
        ("O’Neill", "oneill"),
        ("O Neill", "oneill"),
        ("Mc Donagh", "mcdonagh"),
        ("Mac-Donald", "macdonald"),
        ("Al-Hassan", "alhassan"),
        ("el Amin", "elamin"),
        ("Choi-Popescu", "choi popescu"),
        ("St.John", "st john"),
        ("  Ana   Maria ", "ana maria"),
        ("", ""),
    ],
)
def test_names(written: str, folded: str) -> None:
    assert fold_name(written) == folded


@pytest.mark.parametrize(
    ("a", "b"),
    [("catherine", "katherine"), ("stephen", "stefan"), ("philips", "phillips"), ("kowalski", "kovalsky")],
)
def test_names_that_sound_alike_have_one_code(a: str, b: str) -> None:
    assert sound(a) == sound(b)


@pytest.mark.parametrize(("a", "b"), [("smith", "jones"), ("oliver", "amelia"), ("khan", "kaur")])
def test_names_that_sound_different_have_two(a: str, b: str) -> None:
    assert sound(a) != sound(b)


def test_places_and_numbers() -> None:
    assert fold_place("7, Park-Rise ") == "7 park rise"
    assert fold_number("kt2 6zz") == fold_number("KT26ZZ") == "kt26zz"
    assert outward("kt26zz") == "kt2"
    assert outward("4223") == ""
