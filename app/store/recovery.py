"""The recovery code: the master key itself, written so that a hand can copy it."""

from app.errors import Refused

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # no I, L, O, U
_VALUE = {sign: number for number, sign in enumerate(_ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_KEY_BYTES = 32
_CHECK_BYTES = 3
_LENGTH = (_KEY_BYTES + _CHECK_BYTES) * 8 // 5  # 56 signs of 5 bits, no bit left over
_GROUP = 4
_POLYNOMIAL = 0x1864CFB  # CRC-24 of RFC 4880: finds every change within 24 bits, so every single typo


class BadCode(Refused):
    """What was typed is not a recovery code: a typo, too short or too long."""


def recovery_code(master: bytes | bytearray) -> str:
    """56 signs in 14 groups; whoever holds it holds the store, with or without the key file."""
    whole = int.from_bytes(bytes(master) + _check(master).to_bytes(_CHECK_BYTES, "big"), "big")
    signs = "".join(_ALPHABET[whole >> (5 * place) & 31] for place in reversed(range(_LENGTH)))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def master_of(code: str) -> bytearray:
    """The master key in a code; case, spaces and dashes do not matter. Raises BadCode on any single typo."""
    signs = [
        sign for sign in code.upper() if not (sign.isspace() or sign in "-\u2010\u2011\u2012\u2013\u2014_.")
    ]
    if len(signs) != _LENGTH:
        raise BadCode(
            f"A recovery code has {_LENGTH} letters and digits and this one has {len(signs)}: "
            "compare it with the printed sheet."
        )
    if any(sign not in _VALUE for sign in signs):
        raise BadCode("The recovery code holds a sign that no code has: compare it with the printed sheet.")
    whole = 0
    for sign in signs:
        whole = whole << 5 | _VALUE[sign]
    data = whole.to_bytes(_KEY_BYTES + _CHECK_BYTES, "big")
    master = bytearray(data[:_KEY_BYTES])
    if _check(master) != int.from_bytes(data[_KEY_BYTES:], "big"):
        raise BadCode("The recovery code has a typing mistake in it: compare it with the printed sheet.")
    return master


def _check(master: bytes | bytearray) -> int:
    remainder = 0xB704CE
    for byte in master:
        remainder ^= byte << 16
        for _ in range(8):
            remainder <<= 1
            if remainder & 0x1000000:
                remainder ^= _POLYNOMIAL
    return remainder
