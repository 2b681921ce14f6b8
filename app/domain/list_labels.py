"""What the lists are called here: by the short name of the meeting that owns each (A20)."""

from collections.abc import Iterable, Mapping

from app.domain.lists import EVERY_LIST, ListName
from app.domain.profiles import Body

ListLabels = Mapping[ListName, str]

# Where nobody's profile says otherwise.
USUAL: ListLabels = {name: name.label for name in EVERY_LIST}


def list_labels(bodies: Iterable[Body]) -> ListLabels:
    """A label for every list; one that no meeting owns keeps the usual one."""
    short: dict[str, str] = {}
    for body in bodies:
        short.setdefault(body.kind, body.short)
    return {name: short.get(name.value, usual) for name, usual in USUAL.items()}
