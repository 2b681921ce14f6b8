"""Children and things under an item of a meeting that decides no cases, as agenda and minutes print them."""

from collections.abc import Callable, Sequence

from app.domain.documents import ActionLine, ItemChild, ItemThing, UnderItem
from app.domain.profiles import AgendaItem
from app.services.room.action_rows import ActionRow
from app.services.room.children import ItemRow, page_of
from app.services.room.contents import ContentRow, Look

NOTHING_UNDER = UnderItem()
AsLine = Callable[[ActionRow], ActionLine]


def before(look: Look, item: AgendaItem) -> UnderItem:
    """What the agenda says under an item: who is to be talked about, and why."""
    content, rows = page_of(look, item)
    children = tuple(_child(row) for row in rows if row.row.person_id is not None)
    return UnderItem(children, _things(rows), content.remark)


def after(look: Look, item: AgendaItem, agreed: Sequence[ActionRow], as_line: AsLine) -> UnderItem:
    """What the minutes say: each child with what stood beside it, what was noted, and what was agreed."""
    content, rows = page_of(look, item)
    children = []
    for row in rows:
        if row.row.person_id is not None:
            own = tuple(as_line(one) for one in agreed if one.child_note_id == row.note_id)
            children.append(_child(row, own))
    return UnderItem(tuple(children), _things(rows), content.remark)


def _child(one: ItemRow, actions: tuple[ActionLine, ...] = ()) -> ItemChild:
    row = one.row
    return ItemChild(row.name, row.born, row.text, row.facts, row.others, one.notes, actions)


def _things(rows: Sequence[ItemRow]) -> tuple[ItemThing, ...]:
    return tuple(_thing(one.row) for one in rows if one.row.person_id is None)


def _thing(row: ContentRow) -> ItemThing:
    return ItemThing(row.group, row.name, row.text, row.people)
