"""The children a missing persons meeting goes through: who is listed under what, noted, acted on, printed."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from sqlalchemy import select

from app.domain.documents import Agenda, Minutes
from app.errors import Refused, TextClash
from app.models import (
    Action,
    ChildNote,
    Concern,
    EpisodeDetail,
    Meeting,
    ReturnInterview,
    SafetyPlan,
    Subject,
)
from app.store.store import Store
from tests.builders import MEETING_DAY, a_case, a_meeting, a_register_entry, an_episode, every, person_of, put
from tests.services.room_rig import DECEMBER, Rig, a_rig


@pytest.fixture
def rig(tmp_path: Path) -> Rig:
    return a_rig(tmp_path)


def gone(rig: Rig, name: str, *days: int, person_id: int | None = None, **fields: Any) -> int:
    """A child missing on these days of November 2026; answers the person."""
    for day in days:
        at = datetime(2026, 11, day, 20)
        an_episode(rig.store, at, at.replace(hour=23), name=name, person_id=person_id, **fields)
        person_id = person_id or _person(rig.store, name)
    assert person_id is not None
    return person_id


def _person(store: Store, name: str) -> int:
    query = select(Subject.person_id).where(Subject.forename == name.split()[0]).order_by(Subject.id).limit(1)
    with store.reading() as session:
        return session.execute(query).scalar_one()


def _subject(store: Store, person_id: int) -> int:
    query = select(Subject.id).where(Subject.person_id == person_id, Subject.list_name == "misper")
    with store.reading() as session:
        return session.execute(query.order_by(Subject.id).limit(1)).scalar_one()


def an_afternoon(rig: Rig) -> int:
    """One child for each of the four items, one for two of them, and one for none."""
    often = gone(rig, "Zofia Kowalska", 2, 6, 11, 20)
    known = gone(rig, "Tiago Santos", 12)
    a_case(rig.store, "Tiago Santos", born=date(2011, 1, 1))
    with rig.store.transaction("test") as session:
        of_case = session.execute(select(Subject).where(Subject.list_name == "mase")).scalar_one()
        of_case.person_id = known
    theirs = gone(rig, "Iman Yusuf", 15, responsible_authority="Surrey CC")
    worried = gone(rig, "Owen Pryce", 18)
    gone(rig, "Nobody Atall", 19)
    for person, reason in ((worried, "Goes with older men"), (often, "Found by the river twice")):
        put(
            rig.store,
            Concern(
                subject_id=_subject(rig.store, person),
                reason=reason,
                raised_by="J Bale",
                raised_on=date(2026, 11, 21),
            ),
        )
    assert theirs
    return a_meeting(rig.store, body_code="KR-MISPER")


def names(rig: Rig, meeting: int) -> dict[str, list[str]]:
    return {key: [one.name for one in own] for key, own in rig.room.view(meeting).children.items()}


EXPECTED = {
    "repeat-missing": ["Zofia Kowalska"],
    "known": ["Tiago Santos"],
    "placed-here": ["Iman Yusuf"],
    "other-concerns": ["Owen Pryce"],
}


def test_each_child_stands_under_the_first_item_that_takes_it(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    before = {key: [row.row.name for row in rig.room.item(meeting, key).rows] for key in EXPECTED}
    rig.room.enter(meeting)
    assert names(rig, meeting) == before == EXPECTED
    item = rig.room.item(meeting, "other-concerns")
    assert item.remark == "Under item 5 already: Zofia K."
    assert item.rows[0].row.text == "Goes with older men (J Bale)"
    assert [row.row.text for row in rig.room.item(meeting, "repeat-missing").rows] == [
        "4 episodes in 3 months, risk medium, last 20 Nov"
    ]
    assert rig.room.item(meeting, "placed-here").rows[0].row.text == "Surrey CC; last 15 Nov"
    assert rig.room.item(meeting, "known").rows[0].row.text == "Exploitation case open; last 12 Nov"


def test_a_row_says_what_a_line_of_the_minutes_needs(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    row = rig.room.item(meeting, "known").rows[0].row
    assert dict(row.facts) == {
        "Episodes": "1 in 3 months, last 12 Nov",
        "Interview": "Overdue, 11 days over",
        "Safety plan": "None recorded",
        "Other lists": "MASE 2",
    }
    assert {finding.rule for finding in row.findings} >= {"P4"}
    assert row.others == "MASE 2" and row.born == date(2011, 1, 1)


def test_a_child_is_noted_and_given_an_action(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    stop = rig.room.view(meeting).children["known"][0]
    version = rig.minutes.save_child(stop.note_id, "Staying with his aunt.", expected=1)
    rig.minutes.save_child(stop.note_id, "Staying with his aunt since Sunday.", expected=version)
    with pytest.raises(TextClash):
        rig.minutes.save_child(stop.note_id, "Something else.", expected=1)
    action = rig.actions.add(
        meeting, "Visit the aunt", "Police", "", date(2026, 12, 4), child_note_id=stop.note_id
    )
    assert (action.about, action.item_key, action.child_note_id) == ("Tiago S.", "known", stop.note_id)
    rig.room.mark_child_seen(stop.note_id)
    view = rig.room.child(stop.note_id)
    assert view.notes == "Staying with his aunt since Sunday." and view.previous is None
    assert [one.text for one in view.actions] == ["Visit the aunt"]
    assert rig.room.item(meeting, "known").actions == ()
    shown = rig.room.view(meeting)
    assert shown.children["known"][0].noted and shown.children["known"][0].seen
    assert {item.key: item.note for item in shown.items}["known"] == "1 of 1"


def test_a_note_of_last_month_comes_with_the_child(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    stop = rig.room.view(meeting).children["known"][0]
    rig.minutes.save_child(stop.note_id, "Staying with his aunt.")
    rig.actions.add(meeting, "Visit the aunt", "Police", "", date(2026, 12, 4), child_note_id=stop.note_id)
    rig.hold(meeting)
    an_episode(
        rig.store, datetime(2026, 12, 10, 20), name="Tiago Santos", person_id=stop.person_id, in_care=True
    )
    later = rig.on(DECEMBER)
    december = a_meeting(rig.store, DECEMBER, body_code="KR-MISPER")
    later.room.enter(december)
    again = later.room.view(december).children["known"]
    assert [one.name for one in again] == ["Tiago Santos"]
    previous = later.room.child(again[0].note_id).previous
    assert previous is not None and previous.on == MEETING_DAY
    assert previous.notes == "Staying with his aunt."
    assert [one.text for one in previous.actions] == ["Visit the aunt"]


def test_who_comes_late_goes_to_the_end_and_nobody_loses_a_place(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    before = {note.id: (note.subject_id, note.position) for note in every(rig.store, ChildNote)}
    late = gone(rig, "Bo Lind", 22, in_care=True)
    rig.room.enter(meeting)
    after = every(rig.store, ChildNote)
    assert {note.id: (note.subject_id, note.position) for note in after if note.id in before} == before
    assert names(rig, meeting)["known"] == ["Tiago Santos", "Bo Lind"]
    assert max(after, key=lambda note: note.position).subject_id == _subject(rig.store, late)


def test_a_child_somebody_raises_is_put_on_the_list(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    person = _person(rig.store, "Nobody Atall")
    note = rig.room.add_child(meeting, "other-concerns", person)
    assert rig.room.add_child(meeting, "known", person) == note
    view = rig.room.child(note)
    assert (view.row.name, view.row.text) == ("Nobody Atall", "raised at the meeting")
    assert rig.room.item(meeting, "other-concerns").rows[-1].note_id == note
    with pytest.raises(Refused, match="no children one by one"):
        rig.room.add_child(meeting, "venues", person)
    with pytest.raises(Refused, match="no list any more"):
        rig.room.add_child(meeting, "known", 99_999)


def test_what_the_minutes_say_of_a_child_stays_as_it_was_at_the_close(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    rig.hold(meeting)
    an_episode(
        rig.store,
        datetime(2026, 11, 21, 20),
        datetime(2026, 11, 22),
        name="Tiago Santos",
        person_id=_person(rig.store, "Tiago Santos"),
    )
    later = rig.on(DECEMBER)
    row = later.room.item(meeting, "known").rows[0].row
    assert dict(row.facts)["Episodes"] == "1 in 3 months, last 12 Nov"
    assert "11 days over" in dict(row.facts)["Interview"]


def test_agenda_and_minutes_print_each_child(rig: Rig, tmp_path: Path) -> None:
    meeting = an_afternoon(rig)
    agenda = rig.documents.record("agenda", meeting)
    assert isinstance(agenda, Agenda)
    under = {line.title: [child.name for child in line.under.children] for line in agenda.lines}
    assert [found for found in under.values() if found] == list(EXPECTED.values())
    rig.room.enter(meeting)
    stop = rig.room.view(meeting).children["placed-here"][0]
    rig.minutes.save_child(stop.note_id, "Home authority rang back.")
    rig.actions.add(
        meeting,
        "Ask for the plan",
        "Children's Social Care",
        "",
        date(2026, 12, 4),
        child_note_id=stop.note_id,
    )
    rig.hold(meeting)
    minutes = rig.documents.record("minutes", meeting)
    assert isinstance(minutes, Minutes)
    child = next(one for item in minutes.items for one in item.under.children if one.name == "Iman Yusuf")
    assert (child.notes, [action.text for action in child.actions]) == (
        "Home authority rang back.",
        ["Ask for the plan"],
    )
    assert not any(item.actions for item in minutes.items)
    for name in ("agenda", "minutes"):
        file = tmp_path / f"{name}.docx"
        rig.documents.export(name, meeting, file)
        text = _text(file)
        for wanted in ("Zofia Kowalska", "Tiago Santos", "Iman Yusuf", "Owen Pryce"):
            assert wanted in text, (name, wanted)
        assert "Under item 5 already: Zofia K." in text
    assert "Home authority rang back." in text and "Ask for the plan" in text
    assert "Safety plan" in text


def _text(file: Path) -> str:
    document = Document(str(file))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def test_what_several_children_share_stands_under_the_last_item(rig: Rig) -> None:
    one = an_episode(rig.store, datetime(2026, 11, 3, 22), datetime(2026, 11, 4, 9), name="Zofia Kowalska")
    two = an_episode(
        rig.store,
        datetime(2026, 11, 5, 22),
        datetime(2026, 11, 6, 9),
        name="Ella Price",
        found_where="Canal bridge",
    )
    put(rig.store, EpisodeDetail(episode_id=one, found_where="canal  Bridge", people="Male called Dee"))
    put(
        rig.store,
        ReturnInterview(episode_id=two, outcome="completed", themes="Conflict at home\nOlder friends"),
    )
    meeting = a_meeting(rig.store, body_code="KR-MISPER")
    rows = [one.row for one in rig.room.item(meeting, "venues").rows]
    assert [(row.group, row.name, row.text, row.people) for row in rows] == [
        ("Venues", "canal  Bridge", "twice, 2 children", ("Ella P.", "Zofia K.")),
        ("Themes from return interviews", "Conflict at home", "once, one child", ("Ella P.",)),
        ("Themes from return interviews", "Older friends", "once, one child", ("Ella P.",)),
        ("Significant others", "Male called Dee", "once, one child", ("Zofia K.",)),
    ]
    assert all(row.person_id is None for row in rows)


def test_the_safety_plan_stands_beside_the_child(rig: Rig) -> None:
    person = gone(rig, "Zofia Kowalska", 2, 6, 11, 20)
    put(
        rig.store,
        SafetyPlan(
            subject_id=_subject(rig.store, person),
            number=2,
            made_on=date(2026, 10, 5),
            review_on=date(2026, 11, 2),
        ),
    )
    meeting = a_meeting(rig.store, body_code="KR-MISPER")
    row = rig.room.item(meeting, "repeat-missing").rows[0].row
    assert dict(row.facts)["Safety plan"] == "Version 2 of 5 Oct, review was due 2 Nov"


def test_two_people_joined_later_both_keep_their_notes(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    first = rig.room.view(meeting).children["known"][0]
    second = rig.room.view(meeting).children["other-concerns"][0]
    rig.minutes.save_child(first.note_id, "One.")
    rig.minutes.save_child(second.note_id, "Other.")
    with rig.store.transaction("test") as session:
        for subject in session.execute(
            select(Subject).where(Subject.person_id == second.person_id)
        ).scalars():
            subject.person_id = first.person_id
    assert {note.notes for note in every(rig.store, ChildNote)} == {"", "One.", "Other."}
    assert rig.room.child(first.note_id).notes == "One."
    assert rig.room.child(second.note_id).notes == "Other."


def test_agreed_minutes_take_no_more_notes(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    stop = rig.room.view(meeting).children["known"][0]
    rig.hold(meeting)
    with rig.store.transaction("test") as session:
        session.get_one(Meeting, meeting).state = "agreed"
    with pytest.raises(Refused, match="locked"):
        rig.minutes.save_child(stop.note_id, "Too late.")
    assert every(rig.store, Action) == []


def test_a_child_on_all_three_lists_is_marked(rig: Rig) -> None:
    case = a_case(rig.store)
    person = person_of(rig.store, case)
    a_register_entry(rig.store, person_id=person)
    gone(rig, "Zofia Kowalska", 12, person_id=person)
    meeting = a_meeting(rig.store, body_code="KR-MISPER")
    rig.room.enter(meeting)
    assert [(one.badge_text, one.tone) for one in rig.room.view(meeting).children["known"]] == [
        ("3 lists", "red")
    ]


def test_before_the_close_the_chair_is_told_of_interviews_and_plans(rig: Rig) -> None:
    meeting = an_afternoon(rig)
    rig.room.enter(meeting)
    said = [one.sentence for one in rig.room.closing(meeting).findings if one.rule == "chair-check"]
    assert said == [
        "4 children of this meeting have a return interview that is overdue.",
        "4 children of this meeting have no safety plan.",
    ]
