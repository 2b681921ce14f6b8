"""What a screen says when it needs a child: it goes to Children with `AddChild` and is opened with `Chosen`.

No screen calls another: both are values that travel by way of the navigator.
"""

from dataclasses import dataclass

from app.domain.lists import ListName
from app.domain.people import Identity


@dataclass(frozen=True)
class AddChild:
    """`navigator.go("children", AddChild(…))` opens the search before anything is made.

    `list_name` is the list the child is for, `text` what is known already. With `back`, the key of a screen,
    that screen is opened with the answer and makes the record itself (`desk.by_hand.add`); without it the
    record is made here.
    """

    list_name: ListName | None = None
    text: str = ""
    back: str = ""


@dataclass(frozen=True)
class Chosen:
    """Whom the record is about, as `desk.by_hand.add` takes it.

    `subject_id` is the child's row on that list, if there is one; else `same_as` is a row of another list
    that this child is, for `reason`; a new child has neither.
    """

    list_name: ListName
    identity: Identity
    person_id: int | None = None
    subject_id: int | None = None
    same_as: int | None = None
    reason: str = ""
