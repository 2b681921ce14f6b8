"""Numbers that stand for one child: which kind, in what form, and whether the check letter or digit is right.

A wrong check letter is a note beside the number, never a refusal: somebody typed it, and it may still help.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

# DfE, Unique pupil numbers: the 23 letters without I, O and S; weights 2 to 13; modulus 23.
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(r"[A-Z]\d{11}[\dA-Z]")
_NHS = re.compile(r"\d{10}")
_CHILD_ID = re.compile(r"[A-Z0-9]{1,10}")
_SIGNS = re.compile(r"[^A-Z0-9]+")
_SHORTEST = 2  # characters of a number worth comparing
_PNC = re.compile(r"(?:PNC\s*)?(?:19|20)?(\d{2})\s*/\s*0*(\d{1,7})\s*([A-Z])")
_NO_UPN = re.compile(r"UN\d")  # DfE, SSDA903 guide: why there is no UPN
_NOT_GIVEN = frozenset({"NK", "NA", "NONE", "UNKNOWN", "NOTKNOWN", "PENDING", "AWAITED", "TBC", "NULL"})


class IdentifierKind(StrEnum):
    """Numbers a child keeps; the number of a report or an episode is none of these."""

    UPN = "upn"
    NHS = "nhs"
    SOCIAL_CARE = "social care id"
    POLICE = "police number"
    CHILD_903 = "ssda903 child id"
    SYSTEM = "system id"

    __hash__ = str.__hash__  # looked up for every pair that has a number; Enum's own is ten times slower


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number without spaces and signs, in capitals; `note` is one sentence where its check fails, or ""."""

    kind: IdentifierKind
    value: str
    note: str = ""


_KINDS: Mapping[str, IdentifierKind] = {
    "upn": IdentifierKind.UPN,
    "unique pupil number": IdentifierKind.UPN,
    "nhs": IdentifierKind.NHS,
    "nhs number": IdentifierKind.NHS,
    "nhs no": IdentifierKind.NHS,
    "nhs_number": IdentifierKind.NHS,
    "social care id": IdentifierKind.SOCIAL_CARE,
    "social care number": IdentifierKind.SOCIAL_CARE,
    "social_care_number": IdentifierKind.SOCIAL_CARE,
    "police number": IdentifierKind.POLICE,
    "police_number": IdentifierKind.POLICE,
    "pnc id": IdentifierKind.POLICE,
    "pnc": IdentifierKind.POLICE,
    "ssda903 child id": IdentifierKind.CHILD_903,
    "ssda903_id": IdentifierKind.CHILD_903,
    "child id": IdentifierKind.CHILD_903,
    "system id": IdentifierKind.SYSTEM,
}


_NAMES: Mapping[str, str] = {
    IdentifierKind.UPN: "UPN",
    IdentifierKind.NHS: "NHS number",
    IdentifierKind.SOCIAL_CARE: "social-care number",
    IdentifierKind.CHILD_903: "SSDA903 child identifier",
    IdentifierKind.SYSTEM: "system number",
}


def number_name(kind: str) -> str:
    """What a kind of number is called in a sentence; a kind that is the list's own says it itself."""
    return _NAMES.get(kind, kind)


def identifier_kind(name: str) -> IdentifierKind | None:
    """The kind a heading or a layout calls by `name`; None for numbers that are not the child's for good."""
    return _KINDS.get(" ".join(name.casefold().replace(".", "").split()))


def read_identifier(kind: IdentifierKind, written: str) -> Identifier | None:
    """The number with a note where its check fails; None where nothing is given ("N/K", zeros only)."""
    value = _plain(kind, written.upper().strip())
    if len(value) < _SHORTEST or len(set(value)) == 1 or value in _NOT_GIVEN:
        return None
    if kind is IdentifierKind.UPN and _NO_UPN.fullmatch(value):
        return None
    check = _CHECKS.get(kind)
    return Identifier(kind, value, check(value) if check else "")


def _plain(kind: IdentifierKind, written: str) -> str:
    """Without spaces and signs; a PNC number ("2012/0345678A", "12/345678A") in one form."""
    pnc = _PNC.fullmatch(written) if kind is IdentifierKind.POLICE else None
    return "".join(pnc.groups()) if pnc else _SIGNS.sub("", written)


def is_temporary_upn(value: str) -> bool:
    """Whether a UPN ends in a letter: a school gave it until the real one was known (DfE)."""
    return bool(_UPN.fullmatch(value)) and value[-1].isalpha()


def upn_check_letter(last_twelve: str) -> str:
    """The letter that begins a UPN with these twelve characters; "" where they cannot be part of one."""
    values = [int(c) if c.isdigit() else _UPN_LETTERS.find(c) for c in last_twelve]
    if len(values) != 12 or min(values) < 0:
        return ""
    return _UPN_LETTERS[sum(weight * value for weight, value in enumerate(values, start=2)) % 23]


def nhs_check_digit(first_nine: str) -> str:
    """The tenth digit of an NHS number, modulus 11; "" where no number begins like this."""
    digit = 11 - sum(weight * int(c) for weight, c in zip(range(10, 1, -1), first_nine, strict=True)) % 11
    return {10: "", 11: "0"}.get(digit, str(digit))


def _upn_note(value: str) -> str:
    if not _UPN.fullmatch(value):
        return "This UPN is not a letter and 12 digits; check it with the school."
    if upn_check_letter(value[1:]) != value[0]:
        return "The check letter of this UPN is not right; check it with the school."
    return ""


def _nhs_note(value: str) -> str:
    if not _NHS.fullmatch(value):
        return "This NHS number does not have 10 digits; check it with the health lead."
    if nhs_check_digit(value[:9]) != value[9]:
        return "The check digit of this NHS number is not right; check it with the health lead."
    return ""


def _child_note(value: str) -> str:
    if not _CHILD_ID.fullmatch(value):
        return "This child identifier is longer than the 10 characters of the SSDA903 return."
    return ""


_CHECKS: Mapping[IdentifierKind, Callable[[str], str]] = {
    IdentifierKind.UPN: _upn_note,
    IdentifierKind.NHS: _nhs_note,
    IdentifierKind.CHILD_903: _child_note,
}
