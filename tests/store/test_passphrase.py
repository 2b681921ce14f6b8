"""What a passphrase must be, and what a guess costs."""

import pytest

from app.errors import Refused
from app.store.passphrase import Cost, accept, choose_cost, normal

FLOOR = Cost.floor()


@pytest.mark.parametrize(
    ("passphrase", "fine"),
    [
        ("", False),
        ("thirteen sign", False),
        ("one two three", False),
        ("a b c d", False),
        ("cat cat cat cat", True),  # fifteen signs
        ("cat dog cow", False),
        ("ape bee cat", False),
        ("ox ox ox ox", False),
        ("fourteen signs", True),
        ("x" * 1001, False),
        ("żółć ćma ślad", False),
        ("cat dog cow hen", True),
        ("été thé clé blé", True),
    ],
)
def test_what_a_passphrase_must_be(passphrase: str, fine: bool) -> None:
    if fine:
        accept(passphrase)
    else:
        with pytest.raises(Refused):
            accept(passphrase)


def test_keyboards_that_spell_accents_differently_give_the_same_bytes() -> None:
    assert normal("Jose\u0301\u00a0 \ufb01sh") == normal(" Jos\u00e9 fish ")


@pytest.mark.parametrize(
    ("a_floor_takes", "least", "most"),
    [
        (0.02, 0.5, 1.0),
        (0.08, 0.5, 1.0),
        (0.11, 0.5, 1.0),
        (0.3, 0.5, 1.0),
        (0.45, 0.5, 1.0),
        (3.0, 3.0, 3.0),
    ],
)
def test_the_cost_is_chosen_for_half_a_second_to_one(a_floor_takes: float, least: float, most: float) -> None:
    def seconds(cost: Cost) -> float:
        return a_floor_takes * cost.memory / FLOOR.memory * cost.passes / FLOOR.passes

    chosen = choose_cost(seconds)
    assert least <= seconds(chosen) <= most
    assert chosen.memory >= FLOOR.memory and chosen.passes >= FLOOR.passes
    chosen.check()
