"""Whose child it is, and whether a body discusses a child of another authority (domain §4.4, A22)."""

from collections.abc import Sequence

from app.domain.missing import is_ours
from app.domain.profiles import Body


def watched_elsewhere(responsible: str, monitored_by: str, body: Body) -> bool:
    """Whether another authority is responsible, or another area's panel watches; nothing said is ours."""
    ours = is_ours(monitored_by, body.areas) or body.short.casefold() in monitored_by.casefold().split()
    return not is_ours(responsible, body.areas) or not ours


def takes(responsible: str, monitored_by: str, body: Body) -> bool:
    """Whether the body has the child on its list: its own always, another's where its profile says so."""
    return body.include_placed_in or not watched_elsewhere(responsible, monitored_by, body)


def footnote(elsewhere: Sequence[str], body: Body) -> str:
    """The sentence under a count: how many are another authority's, counted or left out; "" for none.

    `elsewhere` names the authority of each such child, "" where only the panel is another's.
    """
    if not elsewhere:
        return ""
    one = len(elsewhere) == 1
    who = ", ".join(sorted({name for name in elsewhere if name}, key=str.casefold))
    children = f"{len(elsewhere)} {'child is' if one else 'children are'} watched elsewhere"
    named = f" ({who})" if who else ""
    if body.include_placed_in:
        return f"{children}{named} and {'is' if one else 'are'} counted here."
    return f"{children}{named}, left out here; their home authorities are told."
