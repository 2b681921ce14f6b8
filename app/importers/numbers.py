"""The numbers of a child that a row gives besides the list's own, and what is doubtful about them."""

from app.domain.identifiers import IdentifierKind, identifier_kind, read_identifier
from app.domain.lists import CareFacts, Facts, RegisterFacts
from app.importers.care import is_upn
from app.importers.entry import Entry
from app.importers.fields import NUMBER_KEYS


def numbers_of(entry: Entry, reference: str, reference_is: str, facts: Facts) -> tuple[tuple[str, str], ...]:
    """Kind and value of each number, in the order of the kinds; one whose check fails is kept and noted.

    `reference_is` says which number of the child the row's own reference is, by its heading ("Mosaic ID").
    """
    written = {key: entry.said(key) for key in NUMBER_KEYS if entry.has_column(key)}
    if isinstance(facts, CareFacts):
        written["ssda903_id"] = facts.child_id
    elif reference_is or is_upn(reference):
        written[reference_is or "upn"] = reference
    found: dict[IdentifierKind, str] = {}
    for key, text in written.items():
        kind = identifier_kind(key)
        number = read_identifier(kind, text) if kind else None
        if number is None:
            continue
        found[number.kind] = number.value
        if number.note:
            entry.note(number.note)
    if isinstance(facts, RegisterFacts) and found.get(IdentifierKind.UPN) == reference:
        del found[IdentifierKind.UPN]  # the register goes by it: it is the list's own number already
    return tuple(sorted((str(kind), value) for kind, value in found.items()))
