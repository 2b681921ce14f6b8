"""The frozen records that documents are written from, read from the store in one look."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from sqlalchemy import select

from app.domain.attendance import IN_THE_ROOM, Standing
from app.domain.documents import (
    ActionLine,
    ActionList,
    Agenda,
    AgendaLine,
    AttendanceReturn,
    CaseSheet,
    CaseSheets,
    CrossChecked,
    Heading,
    ListedChild,
    ListedGroup,
    Minutes,
    NotedItem,
    Register,
    RegisterLine,
    Statement,
    action_list,
    chair_words,
)
from app.domain.lists import ListName
from app.domain.profiles import AgendaItem
from app.errors import Refused
from app.models import Action, Case, ItemNote, MonthlyEntry
from app.services.areas import labels_on
from app.services.months.meeting_records import (
    BEGUN,
    agenda_of,
    clock_words,
    entries_of,
    minutes_of,
    takes_cases,
)
from app.services.papers import under_items
from app.services.papers.attendance_record import attendance_return
from app.services.papers.crosschecked import answered, check_part, crosscheck, to_answer
from app.services.papers.document_source import NOT_CLOSED, Source
from app.services.papers.ratified_items import to_ratify
from app.services.room.action_rows import OVERDUE, WITHDRAWN, ActionRow, by_agency, rows, to_review
from app.services.room.agenda_items import RATIFY, arranged
from app.services.room.by_item import ByItem
from app.services.room.entry_views import category_now, decision_words, identity_of
from app.services.room.first_mention import went_on_words
from app.services.room.item_notes import notes_of
from app.services.room.item_views import questions_of
from app.services.room.listing import cases_to_list, load_cases, order_cases
from app.services.room.printed import printed
from app.services.room.quorum_choices import choices_of
from app.services.room.ratified import ratified_note
from app.services.room.register_rows import SeatRow, expected_rows, quorum_words, seat_rows
from app.services.room.room_closing import is_decided
from app.services.room.room_views import ALL_LISTS
from app.services.room.statement import read_words, statement_of

_NOTHING = NotedItem(0, "", "")


def agenda(source: Source) -> Agenda:
    """The agenda; before the meeting is entered with the cases as they would be listed."""
    lines = tuple(
        AgendaLine(
            number,
            item.title,
            _note(source, item.content),
            _listed(source, item.content),
            to_ratify(source) if item == RATIFY else under_items.before(source.look, item),
        )
        for number, item in enumerate(
            arranged(source.session, source.meeting, agenda_of(source.body)), start=1
        )
    )
    return Agenda(
        source.heading(),
        chair_words(source.body),
        lines,
        _statement(source),
        to_answer(source),
        check_part(source),
    )


def _note(source: Source, content: str) -> str:
    """Overdue actions by agency stand on the agenda (P19)."""
    if content != "actions":
        return ""
    overdue = by_agency(
        action
        for action in to_review(source.session, source.meeting, source.today)
        if action.state == OVERDUE
    )
    return "Overdue: " + ", ".join(f"{one.agency} {one.overdue}" for one in overdue) if overdue else ""


def _listed(source: Source, content: str) -> tuple[ListedGroup, ...]:
    if content != "cases" or not takes_cases(source.body):
        return ()
    if source.state in BEGUN:
        entries = entries_of(source.session, source.meeting.id)
        titled = [(entry.group_title, entry.case, category_now(entry)) for entry in entries]
    else:
        titled = list(_as_would_be_listed(source))
    groups: dict[str, list[ListedChild]] = {}
    for title, case, category in titled:
        groups.setdefault(title, []).append(_child(source, case, category))
    return tuple(ListedGroup(title, tuple(children)) for title, children in groups.items())


def _as_would_be_listed(source: Source) -> Iterable[tuple[str, Case, int | None]]:
    ids = cases_to_list(source.session, source.meeting)
    cases = {case.id: case for case in load_cases(source.session, ids)}
    on_all = {one for one, child in source.known.items() if len(child.lists) == ALL_LISTS}
    listing = order_cases(source.session, source.meeting, source.body, cases.values(), on_all)
    for group, standings in listing:
        for one in standings:
            yield group.title, cases[one.case_id], cases[one.case_id].category


def _child(source: Source, case: Case, category: int | None) -> ListedChild:
    who, known = identity_of(case), source.known.get(case.id)
    labels = labels_on(source.session, source.meeting.held_on)  # what the lists were called then (A19)
    others = tuple(labels[name] for name in (known.lists if known else ()) if name is not ListName.MASE)
    return ListedChild(who.name, who.born, source.body.category_label(category), others, case.reference)


def _statement(source: Source) -> Statement:
    meeting, text = source.meeting, statement_of(source.meeting, source.wording)
    questions = questions_of(source.session, meeting, source.wording)
    return Statement(
        text.title,
        text.paragraphs,
        tuple((row.question, row.answer or ("Asked." if row.asked else "")) for row in questions),
        text.version,
        meeting.statement_read_by,
        clock_words(meeting.statement_read_at) if meeting.statement_read_at else "",
    )


def register(source: Source) -> Register:
    """The register; who is only expected stands among those attending until the meeting is over."""
    found = seat_rows(source.session, source.meeting, source.body)
    found = found or expected_rows(source.session, source.meeting, source.body)
    over = source.state.held
    attending = IN_THE_ROOM if over else IN_THE_ROOM | {Standing.EXPECTED}
    away = {Standing.ABSENT, Standing.EXPECTED} - attending

    def lines(standings: Iterable[Standing]) -> tuple[RegisterLine, ...]:
        return tuple(
            _register_line(source, row) for row in found if row.standing in standings and not _idle(row)
        )

    here = attending | {Standing.OBSERVER}
    sent = {row.seat_key: row for row in found if row.written and row.standing not in here}
    return Register(
        source.heading(),
        lines(attending),
        lines({Standing.APOLOGIES}),
        lines(away),
        lines({Standing.OBSERVER}),
        quorum_words(source.session, source.meeting, source.body),
        statement_of(source.meeting, source.wording).version,
        tuple(one.sentence for one in choices_of(source.session, source.meeting)),
        tuple(_register_line(source, row) for row in sent.values()),
        lines({Standing.NOT_ADMITTED}),
    )


def _idle(row: SeatRow) -> bool:
    """An invited seat that nobody was asked to fill."""
    return row.invited and not row.asked and not row.name and row.standing is Standing.EXPECTED


def _register_line(source: Source, row: SeatRow) -> RegisterLine:
    # Where the minutes have headings of their own, the numbers of the sentence are those of the agenda.
    presence = row.presence
    if source.body.minutes_items:
        presence = presence.replace("item", "agenda item", 1)
    return RegisterLine(
        row.agency,
        row.rank or row.role,
        row.name,
        row.borough,
        row.standing,
        row.deputy_for,
        row.signed,
        presence,
        "by video" if row.virtual else "",
        row.written,
    )


def minutes(source: Source) -> Minutes:
    """The minutes of a meeting that has at least begun; raises `Refused` for one that has not."""
    source.require_begun()
    session, meeting = source.session, source.meeting
    heading, entries = source.heading(), entries_of(session, meeting.id)
    heading = heading if source.state.held else replace(heading, provisional=NOT_CLOSED)
    agreed, by_item = _agreed(source), ByItem(session, meeting)
    return Minutes(
        heading,
        register(source),
        _statement(source),
        _items(source, agreed, len(entries), by_item),
        tuple(_action_line(row, row.about) for row in to_review(session, meeting, source.today)),
        tuple(_sheet(source, heading, entry, agreed, by_item) for entry in entries),
        tuple(
            (printed(entry, source.known.get(entry.case_id)).name, entry.undecided_reason)
            for entry in entries
            if not is_decided(entry)
        ),
        tuple(_action_line(row, row.about) for row in agreed),
        takes_cases(source.body),
        answered(source),
    )


def _items(
    source: Source, agreed: tuple[ActionRow, ...], cases: int, by_item: ByItem
) -> tuple[NotedItem, ...]:
    """Every item in the order of the minutes; that of the cases only points to their pages.

    An item of the agenda that the minutes have no heading for follows where something was minuted under it.
    """
    noted = notes_of(source.session, source.meeting.id)
    read = read_words(source.meeting)
    said = {"statement": f"{read[:1].upper()}{read[1:]}." if read else ""}
    if takes_cases(source.body):
        said["cases"] = f"{cases} case{'' if cases == 1 else 's'}, see the index." if cases else "No case."

    def minuted(item: AgendaItem) -> NotedItem:
        return NotedItem(
            0,
            item.title,
            (noted[item.key].notes if item.key in noted else "") or said.get(item.content, ""),
            tuple(_action_line(row) for row in agreed if _is_of_item(row, item.key)),
            to_ratify(source)
            if item == RATIFY
            else under_items.after(source.look, item, agreed, _action_line),
            _sitting(noted.get(item.key), by_item.words(item.key)),
        )

    headed = arranged(source.session, source.meeting, minutes_of(source.body))
    keys = {item.key for item in headed}
    agenda_items = arranged(source.session, source.meeting, agenda_of(source.body))
    more = [minuted(item) for item in agenda_items if item.key not in keys]
    found = [*map(minuted, headed), *(item for item in more if item != replace(_NOTHING, title=item.title))]
    return tuple(replace(item, number=number) for number, item in enumerate(found, start=1))


def _sitting(note: ItemNote | None, presence: str) -> str:
    """Who was missing under an item, and whether there was a quorum for it."""
    without = "The meeting was not quorate for this item." if note and note.quorate is False else ""
    return " ".join(filter(None, (presence, without)))


def _is_of_item(row: ActionRow, item_key: str) -> bool:
    """Whether an action was agreed under the item as such, and not about a case or a child of it."""
    return row.entry_id is None and row.child_note_id is None and row.item_key == item_key


def case_sheets(source: Source) -> CaseSheets:
    """All sheets of a meeting, or the one of `case_id`."""
    source.require_begun()
    heading, agreed = source.heading(), _agreed(source)
    heading = heading if source.state.held else replace(heading, provisional=NOT_CLOSED)
    entries = entries_of(source.session, source.meeting.id)
    wanted = [entry for entry in entries if source.case_id in (None, entry.case_id)]
    if source.case_id is not None and not wanted:
        raise Refused("This case was not on the list of this meeting; choose another meeting.")
    return CaseSheets(heading, tuple(_sheet(source, heading, entry, agreed) for entry in wanted))


def _sheet(
    source: Source,
    heading: Heading,
    entry: MonthlyEntry,
    agreed: tuple[ActionRow, ...],
    by_item: ByItem | None = None,
) -> CaseSheet:
    shown = printed(entry, source.known.get(entry.case_id))
    return CaseSheet(
        heading=heading,
        name=shown.name,
        kind=entry.standing,
        group=entry.group_title,
        particulars=shown.particulars,
        other_lists=shown.other_lists,
        victim=entry.victim,
        offender=entry.offender,
        location=entry.location,
        themes=entry.themes,
        overview=entry.overview,
        impact=entry.impact,
        other_agencies=entry.other_agencies,
        category=source.body.category_label(category_now(entry)),
        decision=decision_words(entry),
        rationale=entry.rationale,
        undecided_reason="" if is_decided(entry) else entry.undecided_reason,
        actions=tuple(_action_line(row) for row in agreed if row.entry_id == entry.id),
        provisional=entry.provisional,
        ratified=ratified_note(source.session, entry),
        presence=by_item.words(f"entry:{entry.id}") if by_item else "",
        first_mention=went_on_words(entry),
    )


def actions(source: Source) -> ActionList:
    """What each owner took on or still owes; a case is named by its reference only (domain §22.12)."""
    source.require_begun()
    owed = [*to_review(source.session, source.meeting, source.today), *_agreed(source)]
    entries = {entry.id: entry.case.reference for entry in _entries_behind(source, owed)}
    lines = tuple(
        _action_line(row, entries.get(row.entry_id or 0, "")) for row in owed if row.state != "done"
    )
    return action_list(source.heading(), lines)


def _entries_behind(source: Source, owed: Iterable[ActionRow]) -> Iterable[MonthlyEntry]:
    ids = {row.entry_id for row in owed if row.entry_id is not None}
    return source.session.execute(select(MonthlyEntry).where(MonthlyEntry.id.in_(ids))).scalars()


def _agreed(source: Source) -> tuple[ActionRow, ...]:
    mine = Action.meeting_id == source.meeting.id
    found = rows(source.session, source.today, mine, Action.state != WITHDRAWN)
    return tuple(sorted(found, key=lambda row: row.id))


def _action_line(row: ActionRow, about: str = "") -> ActionLine:
    owner = f"{row.agency}, {row.owner}" if row.owner else row.agency
    text = f"{about}: {row.text}" if about else row.text
    return ActionLine(str(row.id), text, owner, row.due, row.state, row.last_update)


Record = Agenda | Register | Minutes | CaseSheets | ActionList | CrossChecked | AttendanceReturn

RECORDS: Mapping[str, Callable[[Source], Record]] = {
    "agenda": agenda,
    "register": register,
    "minutes": minutes,
    "case-sheets": case_sheets,
    "actions": actions,
    "crosscheck": crosscheck,
    "attendance": attendance_return,
}
