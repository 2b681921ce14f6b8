"""Numbers of a child: kinds, check letters and check digits, and what is no number."""

import pytest

from app.domain.identifiers import (
    IdentifierKind,
    identifier_kind,
    nhs_check_digit,
    read_identifier,
    upn_check_letter,
)

UPN, NHS = IdentifierKind.UPN, IdentifierKind.NHS


@pytest.mark.parametrize(
    ("kind", "written", "value", "noted"),
    [
        # By hand: 8x2 + 1x4 + 2x5 + 1x10 + 1x13 = 53, remainder 7 of 23: H.
        (UPN, "H801200001001", "H801200001001", False),
        (UPN, "h8012 0000 1001", "H801200001001", False),
        (UPN, "A801200001001", "A801200001001", True),
        (UPN, "H80120000100", "H80120000100", True),
        (NHS, "943 476 5919", "9434765919", False),
        (NHS, "943 476 5918", "9434765918", True),
        (NHS, "943476591", "943476591", True),
        (IdentifierKind.CHILD_903, "ab/1234", "AB1234", False),
        (IdentifierKind.CHILD_903, "12345678901", "12345678901", True),
        (IdentifierKind.POLICE, "11/234567X", "11234567X", False),
    ],
)
def test_numbers(kind: IdentifierKind, written: str, value: str, noted: bool) -> None:
    found = read_identifier(kind, written)
    assert found is not None
    assert (found.value, bool(found.note)) == (value, noted)
    assert value not in found.note


@pytest.mark.parametrize("written", ["", "N/K", "0000000000", "None", "7", "unknown", "  "])
def test_what_is_no_number(written: str) -> None:
    assert read_identifier(NHS, written) is None


def test_check_letter_catches_one_digit_and_two_swapped() -> None:
    right = "801200001001"
    letter = upn_check_letter(right)
    for at in range(12):
        for digit in set("0123456789") - {right[at]}:
            assert upn_check_letter(right[:at] + digit + right[at + 1 :]) != letter
    assert upn_check_letter("081200001001") != letter
    assert upn_check_letter("80120000100T"), "a temporary UPN ends with a letter"
    assert upn_check_letter("80120000100I") == ""


def test_nhs_number_that_cannot_be() -> None:
    assert nhs_check_digit("943476591") == "9"
    assert nhs_check_digit("100000000") == "1"
    assert nhs_check_digit("000000010") == "8"
    assert nhs_check_digit("600000000") == "6"
    assert nhs_check_digit("000000006") == "", "a remainder of 1 has no digit"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("UPN", UPN), ("NHS No.", NHS), ("Child  ID", IdentifierKind.CHILD_903), ("merlin", None)],
)
def test_kinds_by_name(name: str, kind: IdentifierKind | None) -> None:
    assert identifier_kind(name) is kind
