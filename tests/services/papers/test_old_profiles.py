"""A19: a reprint prints the old terms under the old profile. A20: a new name reaches every document."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.documents import Minutes
from app.domain.profiles import AgendaItem
from app.domain.wordings import StatementText
from app.services.bodies.rules import Rules
from tests.builders import MEETING_DAY, a_case, a_clock, a_meeting
from tests.services.room_rig import Rig, a_rig, services

NEXT_YEAR = date(2027, 11, 26)
SINCE = date(2027, 1, 1)
_LONG = ("Multi-Agency Sexual Exploitation Meeting", "Multi-Agency Child Exploitation Panel")
# What each document calls the meeting, before and after; the sheets go by the short name.
NAMES = {name: _LONG for name in ("agenda", "register", "minutes", "actions")} | {
    "case-sheets": ("MASE case sheets", "MACE case sheets")
}
DOCUMENTS = tuple(NAMES)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def held(rig: Rig) -> int:
    """A meeting of November 2026, held with one case, a reading and an action."""
    a_case(rig.store, "Zofia Kowalska")
    meeting = a_meeting(rig.store)
    rig.room.enter(meeting)
    rig.quorate(meeting)
    rig.room.read_statement(meeting, "DI Hall")
    for entry in rig.entry_ids(meeting).values():
        rig.decisions.decide(entry, "continue", "The plan works.")
    rig.minutes.save_item(meeting, "matters-arising", "The school has answered.")
    rig.actions.add(meeting, "List the arcades", "Police", "", date(2026, 12, 4), item_key="locations")
    rig.room.close(meeting)
    return meeting


def rename(rig: Rig) -> None:
    """MASE is MACE from New Year, with another wording, order, category label and marking."""
    rules = Rules(rig.store, a_clock(date(2026, 12, 1)))
    body = rules.begin("KR-MASE")
    categories = tuple(replace(one, label=one.label.replace("Category", "Level")) for one in body.categories)
    rules.put_in_force(
        replace(
            body,
            effective_from=SINCE,
            short="MACE",
            name="Multi-Agency Child Exploitation Panel",
            marking="OFFICIAL",
            partnership="The New Partnership",
            categories=categories,
            statement=StatementText("7", "Our words", ("Only in this room.",), ("Is the child safe?",)),
            agenda=(*body.agenda[:4], AgendaItem("themes", "Themes"), *body.agenda[4:]),
        )
    )


def texts(rig: Rig, meeting: int, name: str, folder: Path) -> str:
    """Everything a document says, in all its parts: body, heads, feet and properties."""
    path = rig.documents.export(name, meeting, folder).file
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as parts:
        xml = [parts.read(part).decode("utf-8") for part in parts.namelist() if part.endswith(".xml")]
    return "\n".join(re.sub(r"<[^>]+>", " ", part) for part in xml)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a19_a_reprint_is_under_the_old_profile(rig: Rig, held: int, tmp_path: Path, name: str) -> None:
    before = texts(rig, held, name, tmp_path)
    rename(rig)
    later = services(rig.store, a_clock(NEXT_YEAR))
    again = texts(later, held, name, tmp_path)
    assert "MACE" not in again and "The New Partnership" not in again and "Only in this room" not in again
    assert NAMES[name][0] in again and "OFFICIAL-SENSITIVE" in again
    for words in ("Category 2", "Locations of interest", "Detective Inspector"):
        assert (words in again) == (words in before)


def test_a19_the_record_of_old_minutes_is_the_same(rig: Rig, held: int) -> None:
    before = rig.documents.record("minutes", held)
    rename(rig)
    again = services(rig.store, a_clock(NEXT_YEAR)).documents.record("minutes", held)
    assert isinstance(before, Minutes) and isinstance(again, Minutes)
    assert replace(again.heading, written_on=before.heading.written_on) == before.heading
    assert again.statement == before.statement
    # What became of an action is told as of today; the words are those of then.
    assert [(item.title, item.notes) for item in again.items] == [
        (item.title, item.notes) for item in before.items
    ]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a20_a_rename_reaches_every_document_of_a_new_meeting(
    rig: Rig, held: int, tmp_path: Path, name: str
) -> None:
    rename(rig)
    later = services(rig.store, a_clock(NEXT_YEAR))
    meeting = later.planner.add("KR-MASE", NEXT_YEAR).id
    later.hold(meeting)
    said = texts(later, meeting, name, tmp_path)
    assert NAMES[name][1] in said and ("The New Partnership" in said or name == "case-sheets")
    assert not re.search(r"\bMASE\b(?!-\d)", said), re.findall(r".{30}\bMASE\b(?!-\d).{30}", said)
    assert "OFFICIAL-SENSITIVE" not in said and "Sexual Exploitation Meeting" not in said
    if name == "agenda":
        assert "Only in this room." in said and "Is the child safe?" in said and "Themes" in said
    texts(later, held, name, tmp_path)
    files = sorted(path.name.split()[0] for path in tmp_path.glob("*.docx"))
    assert files == ["MACE", "MASE"]


def test_a20_the_meeting_list_keeps_the_old_name_for_the_old_meeting(rig: Rig, held: int) -> None:
    rename(rig)
    later = services(rig.store, a_clock(NEXT_YEAR))
    new = later.planner.add("KR-MASE", NEXT_YEAR)
    rows = {row.id: row.body_short for row in later.planner.meetings()}
    assert (rows[held], rows[new.id]) == ("MASE", "MACE")


def test_the_minutes_follow_an_order_of_their_own_and_nothing_is_lost(rig: Rig, held: int) -> None:
    """Conflict 9: the agenda has ten items, the minutes twelve headings in another order."""
    rig.minutes.save_item(held, "welcome", "Two apologies came late.")
    minutes = rig.documents.record("minutes", held)
    assert isinstance(minutes, Minutes)
    titles = [item.title for item in minutes.items]
    assert titles[:5] == [
        "Confidentiality statement",
        "Minutes of the previous meeting",
        "Matters arising",
        "Review of actions",
        "Outcome of strategy meetings",
    ]
    assert titles[-2:] == [
        "Any other business",
        "Welcome and apologies",
    ]  # no heading, but something was said
    assert (
        next(item for item in minutes.items if item.title == "Matters arising").notes
        == "The school has answered."
    )
    assert [item.number for item in minutes.items] == list(range(1, 14))


def test_without_an_order_of_their_own_the_minutes_follow_the_agenda(rig: Rig) -> None:
    rules = Rules(rig.store, a_clock())
    rules.put_in_force(replace(rules.begin("KR-MASE"), effective_from=MEETING_DAY, minutes_items=()))
    later = services(rig.store, a_clock())
    meeting = later.planner.add("KR-MASE", MEETING_DAY).id
    later.hold(meeting)
    minutes = later.documents.record("minutes", meeting)
    assert isinstance(minutes, Minutes)
    agenda = [item.title for item in rules.versions("KR-MASE")[0].body.agenda]
    assert [item.title for item in minutes.items] == agenda
