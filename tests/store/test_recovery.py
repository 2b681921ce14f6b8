"""The recovery code: forgiving about how it is typed, never about what."""

import random

import pytest

from app.store.recovery import BadCode, master_of, recovery_code


def test_56_of_56_single_typos_of_the_recovery_code_are_found() -> None:
    alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    code = recovery_code(random.Random(4).randbytes(32)).replace("-", "")
    assert len(code) == 56
    for place, right in enumerate(code):
        for wrong in alphabet.replace(right, ""):
            with pytest.raises(BadCode):
                master_of(code[:place] + wrong + code[place + 1 :])
    for place in range(55):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        if swapped != code:
            with pytest.raises(BadCode):
                master_of(swapped)


@pytest.mark.parametrize("seed", range(20))
def test_a_recovery_code_survives_handwriting(seed: int) -> None:
    master = bytes(32) if seed == 0 else random.Random(seed).randbytes(32)
    code = recovery_code(master)
    for typed in (
        code,
        code.lower(),
        code.replace("-", ""),
        f"  {code} \n",
        code.replace("0", "o"),
        code.replace("1", "l"),
    ):
        assert master_of(typed) == master


@pytest.mark.parametrize("typed", ["", "ABCD", "U" * 56, "é" * 56, "0" * 57])
def test_what_is_no_recovery_code_gets_a_sentence(typed: str) -> None:
    with pytest.raises(BadCode):
        master_of(typed)
