"""The children a meeting goes through one by one where it decides no cases: who is listed, and under what.

A child stands under the first item of the agenda that takes it, so that it is talked about once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.domain.lists import ListName
from app.domain.meetings import MeetingState
from app.domain.profiles import AgendaItem, Body
from app.errors import Refused
from app.models import ChildNote, Meeting
from app.services.months.meeting_records import BEGUN, KnownPerson
from app.services.room.contents import NOTHING, ChildKind, Content, ContentRow, Look, Pick, kind_of

RAISED = "raised at the meeting"
WHY = ""  # under which label the reason for listing a child stands among the facts that were kept


@dataclass(frozen=True)
class ItemRow:
    """One line on an item's page. `note_id` is None for a thing, or a child of a meeting not begun."""

    row: ContentRow
    note_id: int | None = None
    notes: str = ""
    seen: bool = False


@dataclass(frozen=True)
class ChildStop:
    """One child in the list at the left; `noted` once something was written about it."""

    note_id: int
    person_id: int
    name: str
    short_name: str
    badge_text: str
    tone: str
    noted: bool
    seen: bool

    @property
    def decided(self) -> bool:
        """Whether it is ticked at the left: something was noted."""
        return self.noted

    @property
    def has_reason(self) -> bool:
        """No child is left open for a reason; that is for cases."""
        return False


def the_child_note(session: Session, note_id: int) -> ChildNote:
    """A child on a meeting's list, with the meeting; `Refused` where it is no longer there."""
    with_rules = joinedload(ChildNote.meeting).joinedload(Meeting.profile)
    note = session.get(ChildNote, note_id, options=[with_rules, joinedload(ChildNote.subject)])
    if note is None:
        raise Refused("This child is not on the list of this meeting; open the meeting again.")
    return note


def notes_in_order(session: Session, meeting_id: int) -> list[ChildNote]:
    """The meeting's children in the order in which they were listed."""
    query = (
        select(ChildNote)
        .where(ChildNote.meeting_id == meeting_id)
        .options(joinedload(ChildNote.subject))
        .order_by(ChildNote.position, ChildNote.id)
    )
    return list(session.execute(query).scalars())


def picked(look: Look) -> Mapping[str, tuple[tuple[Pick, ...], tuple[Pick, ...]]]:
    """For each item with children: those it takes, and those whom an earlier item has taken already."""
    taken: set[int] = set()
    found = {}
    for item in look.items:
        kind = kind_of(look, item)
        if isinstance(kind, ChildKind):
            picks = kind.pick(look)
            mine = tuple(pick for pick in picks if pick.person_id not in taken)
            found[item.key] = mine, tuple(pick for pick in picks if pick.person_id in taken)
            taken.update(pick.person_id for pick in mine)
    return found


def as_would_be_listed(look: Look, item: AgendaItem) -> Content:
    """An item with its children as it stands before the meeting begins, each child under one item only."""
    kind = kind_of(look, item)
    if not isinstance(kind, ChildKind):
        return kind.make(look) if kind is not None else NOTHING
    every = picked(look)
    mine, others = every[item.key]
    homes = {pick.person_id: key for key, (own, _) in every.items() for pick in own}
    return Content(kind.numbers(look), kind.describe(look, mine), _elsewhere(look, others, homes))


def _elsewhere(look: Look, picks: Sequence[Pick], homes: Mapping[int, str]) -> str:
    """ "Under item 5 already: Zofia K., Tom B.": nobody is forgotten, and nobody is talked about twice."""
    numbers = {item.key: number for number, item in enumerate(look.items, start=1)}
    known = look.known([pick.person_id for pick in picks])
    by_item: dict[int, list[str]] = {}
    for pick in picks:
        if pick.person_id in homes and pick.person_id in known:
            number = numbers[homes[pick.person_id]]
            by_item.setdefault(number, []).append(known[pick.person_id].short_name)
    parts = [f"under item {number} already: {', '.join(names)}" for number, names in sorted(by_item.items())]
    words = "; ".join(parts)
    return f"{words[:1].upper()}{words[1:]}".removesuffix(".") + "." if words else ""


def list_children(look: Look) -> None:
    """Put everybody the items take on the meeting's list; who is on it already keeps place and notes."""
    notes = notes_in_order(look.session, look.meeting.id)
    known = {note.subject.person_id for note in notes}
    fresh = [
        (key, pick) for key, (mine, _) in picked(look).items() for pick in mine if pick.person_id not in known
    ]
    subjects = look.subjects([pick.person_id for _, pick in fresh], own_list(look.body))
    last = max((note.position for note in notes), default=0)
    for position, (key, pick) in enumerate(fresh, start=last + 1):
        look.session.add(_note(look, key, subjects[pick.person_id], position, pick.text))
    look.session.flush()


def _note(look: Look, item_key: str, subject_id: int, position: int, why: str) -> ChildNote:
    return ChildNote(
        meeting_id=look.meeting.id,
        subject_id=subject_id,
        item_key=item_key,
        position=position,
        facts=[[WHY, why]],
    )


def add_child(look: Look, item: AgendaItem, person_id: int) -> ChildNote:
    """List a child under an item although no rule did; one that is listed already stays where it is."""
    if not isinstance(kind_of(look, item), ChildKind):
        raise Refused("This item takes no children one by one; note under it what was said.")
    notes = notes_in_order(look.session, look.meeting.id)
    found = next((note for note in notes if note.subject.person_id == person_id), None)
    if found is not None:
        return found
    subjects = look.subjects([person_id], own_list(look.body))
    if person_id not in subjects:
        raise Refused("This child is on no list any more, or is one with another child now: look again.")
    last = max((one.position for one in notes), default=0)
    note = _note(look, item.key, subjects[person_id], last + 1, RAISED)
    look.session.add(note)
    look.session.flush()
    return note


def own_list(body: Body) -> ListName:
    """The list of this body; the MASE list for a body that owns none."""
    return next((name for name in ListName if name.value == body.kind), ListName.MASE)


def keep_facts(look: Look) -> None:
    """At the close: what stood beside each child stays with the meeting, whatever the lists say later."""
    for item in look.items:
        for note, row in listed(look, item.key):
            note.facts = [[WHY, row.text], *([label, words] for label, words in row.facts)]


def listed(look: Look, item_key: str) -> list[tuple[ChildNote, ContentRow]]:
    """The children on the meeting's list under an item, with what the lists say of each.

    Once the meeting is over, that is what they said at its close.
    """
    notes = notes_in_order(look.session, look.meeting.id)
    return _rows(look, item_key, [note for note in notes if note.item_key == item_key])


def page_of(look: Look, item: AgendaItem) -> tuple[Content, tuple[ItemRow, ...]]:
    """What stands on an item's page: its figures and lines; children as they are listed, once they are."""
    kind = kind_of(look, item)
    if not isinstance(kind, ChildKind) or MeetingState(look.meeting.state) not in BEGUN:
        content = as_would_be_listed(look, item)
        return content, tuple(ItemRow(row) for row in content.rows)
    notes = notes_in_order(look.session, look.meeting.id)
    homes = {note.subject.person_id: note.item_key for note in notes}
    others = [pick for pick in kind.pick(look) if homes.get(pick.person_id, item.key) != item.key]
    lines = _rows(look, item.key, [note for note in notes if note.item_key == item.key])
    content = Content(kind.numbers(look), (), _elsewhere(look, others, homes))
    return content, tuple(ItemRow(row, note.id, note.notes, note.seen) for note, row in lines)


def _rows(look: Look, item_key: str, notes: Sequence[ChildNote]) -> list[tuple[ChildNote, ContentRow]]:
    item = next((item for item in look.items if item.key == item_key), None)
    kind = kind_of(look, item) if item is not None else None
    picks = [Pick(note.subject.person_id, dict(note.facts).get(WHY, "")) for note in notes]
    described = kind.describe(look, picks) if isinstance(kind, ChildKind) else ()
    rows = {row.person_id: row for row in described}
    return [(note, _row(note, rows.get(note.subject.person_id))) for note in notes]


def _row(note: ChildNote, row: ContentRow | None) -> ContentRow:
    who = note.subject.identity
    row = row or ContentRow(who.name, "", note.subject.person_id, note.subject_id, who.short_name, who.born)
    kept = dict(note.facts)
    facts = tuple((label, words) for label, words in kept.items() if label != WHY)
    return replace(row, subject_id=note.subject_id, text=kept.get(WHY, ""), facts=facts or row.facts)


def stops(look: Look) -> Mapping[str, tuple[ChildStop, ...]]:
    """The same for the list at the left: no more than it shows."""
    notes = notes_in_order(look.session, look.meeting.id)
    known = look.known([note.subject.person_id for note in notes])
    found: dict[str, list[ChildStop]] = {}
    for note in notes:
        person = known.get(note.subject.person_id)
        who = note.subject.identity
        text, tone = _mark(person, look.body) if person is not None else ("", "grey")
        stop = ChildStop(
            note.id,
            note.subject.person_id,
            person.name if person is not None else who.name,
            person.short_name if person is not None else who.short_name,
            text,
            tone,
            bool(note.notes.strip()),
            note.seen,
        )
        found.setdefault(note.item_key, []).append(stop)
    return {key: tuple(own) for key, own in found.items()}


def _mark(person: KnownPerson, body: Body) -> tuple[str, str]:
    """What stands beside a name: that the child is on all lists, else what the body's own list says."""
    if len(person.lists) == len(ListName):
        return f"{len(ListName)} lists", "red"
    own = next((badge for badge in person.badges if badge.list_name.value == body.kind), None)
    return (own.text.removeprefix(body.short).strip(), own.tone) if own is not None else ("", "grey")
