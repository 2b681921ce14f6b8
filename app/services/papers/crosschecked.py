"""The cross-check of one meeting as a document holds it, and the onward referrals of agendas and minutes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.calendar import day_words
from app.domain.document_parts import CheckedChild, CrossCheckPart, ReferralLine
from app.domain.documents import CrossChecked
from app.domain.lists import ListName
from app.domain.profiles import Body
from app.domain.referrals import OnwardStep, receives
from app.errors import Refused
from app.models import Subject
from app.services.areas import labels_on
from app.services.months.meeting_records import KnowsOtherLists
from app.services.papers.document_source import Source
from app.services.people.crosschecking import ChildRow, ListCheck
from app.services.people.last_decisions import LastDecision
from app.services.referrals.at_meeting import at_meeting, owed, sent_from
from app.services.referrals.onward_rows import OPEN, OnwardRow, StepRow, onward_rows
from app.services.room.room_views import ALL_LISTS

_HEADS = "P36"  # on all three lists: they stand under a heading that says so


class ChecksLists(KnowsOtherLists, Protocol):
    """The cross-check, as far as documents ask it; `on_list` is a look of its own, outside any session."""

    def on_list(self, list_name: ListName, /) -> ListCheck: ...


def list_of(body: Body) -> ListName | None:
    """The list that a body keeps, None for one that keeps none of the three."""
    return ListName(body.kind) if receives(body) else None


def crosscheck(source: Source) -> CrossChecked:
    """The cross-check of a meeting; `Refused` for a body that keeps no list."""
    part = check_part(source)
    if part is None:
        raise Refused(
            f"{source.body.short} keeps none of the three lists, so there is nothing to cross-check; "
            "choose a meeting that keeps one."
        )
    return CrossChecked(source.heading(), part, to_answer(source))


def check_part(source: Source) -> CrossCheckPart | None:
    """The children of the meeting's own list who are on another as well; None where it keeps no list.

    It tells of the lists as they stand now, under the names they have now, as its basis says.
    """
    check = source.check
    if check is None:
        return None
    asked = _asked(source, check.children)
    children = [(row, _child(row, asked.get(row.person_id, ()))) for row in check.children]
    return CrossCheckPart(
        labels_on(source.session, source.today)[check.list_name],
        _basis(source.session, check, source.today),
        tuple(child for row, child in children if len(row.lists) == ALL_LISTS),
        tuple(child for row, child in children if len(row.lists) < ALL_LISTS),
    )


def _asked(source: Source, rows: Iterable[ChildRow]) -> Mapping[int, tuple[OnwardRow, ...]]:
    people = {row.person_id for row in rows}
    found: dict[int, tuple[OnwardRow, ...]] = {}
    for one in onward_rows(source.session, source.look.clock, OPEN):
        if one.person_id in people:
            found[one.person_id] = (*found.get(one.person_id, ()), one)
    return found


def _child(row: ChildRow, asked: Sequence[OnwardRow]) -> CheckedChild:
    return CheckedChild(
        row.name,
        row.born,
        row.age,
        row.borough,
        tuple((one.label, one.words) for one in row.says),
        tuple(finding.sentence for finding in row.findings if finding.rule != _HEADS),
        _last(row.last),
        row.last.on if row.last else None,
        row.last.open_actions if row.last else 0,
        tuple(one.to_short for one in asked),
    )


def _last(last: LastDecision | None) -> str:
    if last is None:
        return ""
    words = f"{last.words} (provisional)" if last.provisional else last.words
    return f"{words}. {last.body_short}, {day_words(last.on)}."


def _basis(session: Session, check: ListCheck, today: date) -> tuple[str, ...]:
    labels = labels_on(session, today)
    files = [
        f"{labels[name]} of {day_words(day)}" if day else f"{labels[name]}: no file yet"
        for name, day in check.came.items()
    ]
    own = labels[check.list_name]
    pairs = check.undecided
    waiting = "1 pair of rows" if pairs == 1 else f"{pairs} pairs of rows"
    return (
        f"Children on the {own} list and at least one other, as the lists stood on {day_words(today)}. "
        f"Lists taken in: {', '.join(files)}.",
        *((f"{waiting} may be one child and are not counted until somebody decides.",) if pairs else ()),
    )


def to_answer(source: Source) -> tuple[ReferralLine, ...]:
    """The onward referrals that the meeting has to answer; none once it is over."""
    rows = owed(source.session, source.look.clock, source.meeting)
    return tuple(_line(row, f"Waiting since {day_words(row.sent_on)}") for row in rows)


def answered(source: Source) -> tuple[ReferralLine, ...]:
    """What the minutes say: those answered, carried over or waiting here, then those sent from here."""
    session, clock, meeting = source.session, source.look.clock, source.meeting
    received = [(row, _outcome(row, meeting.id)) for row in at_meeting(session, clock, meeting)]
    sent = [(row, f"Passed to {row.to_short}") for row in sent_from(session, clock, meeting)]
    return tuple(_line(row, words) for row, words in (*received, *sent))


def _outcome(row: OnwardRow, meeting_id: int) -> str:
    """How this very meeting answered: a step that was taken later, elsewhere, is not of its minutes."""
    here = [step for step in row.steps if step.meeting_id == meeting_id and not step.undone]
    answers = [step for step in here if step.step is not OnwardStep.SEND]
    return "; ".join(_step(step) for step in answers) or "Not answered"


def _step(step: StepRow) -> str:
    words = step.step.value.capitalize()
    return f"{words}: {step.reason}" if step.reason else words


def _line(row: OnwardRow, outcome: str) -> ReferralLine:
    return ReferralLine(
        f"{row.from_short} to {row.to_short}", row.name, row.asked, row.reason, row.sent_on, outcome
    )


def checked_in(source: Source) -> frozenset[int]:
    """The subjects of the children in the cross-check, as the meeting's own list knows them."""
    check = source.check
    if check is None:
        return frozenset()
    people = [row.person_id for row in check.children]
    query = select(Subject.id).where(Subject.person_id.in_(people), Subject.list_name == check.list_name)
    return frozenset(source.session.execute(query).scalars())


def passed_on_in(source: Source, name: str) -> frozenset[int]:
    """The subjects of the referrals that a document names; those without any say nothing of them."""
    session, clock, meeting = source.session, source.look.clock, source.meeting
    if name in ("agenda", "crosscheck"):
        rows = owed(session, clock, meeting)
    elif name == "minutes":
        rows = (*at_meeting(session, clock, meeting), *sent_from(session, clock, meeting))
    else:
        rows = ()
    return frozenset(row.subject_id for row in rows)
