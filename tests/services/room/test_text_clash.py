"""Two people at one text: nobody's words are overwritten unseen (R11)."""

import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.errors import Clash, TextClash
from app.models import ItemNote, MonthlyEntry
from app.store.store import Store
from tests.builders import OPERATOR, a_case, a_clock, a_meeting, every, get
from tests.services.room_rig import Rig, a_rig, services

MINE, THEIRS = "Zebrastone by me", "Yaffle by them"
Save = Callable[[Rig, str, int | None], int]


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Rig]:
    made = a_rig(tmp_path)
    yield made
    made.store.close()


@pytest.fixture
def meeting(rig: Rig) -> int:
    a_case(rig.store)
    made = a_meeting(rig.store)
    rig.room.enter(made)
    return made


@pytest.fixture
def entry(rig: Rig, meeting: int) -> int:
    return rig.entry_ids(meeting)["Zofia Kowalska"]


@pytest.fixture
def other(rig: Rig) -> Iterator[Rig]:
    """The second window, on a connection of its own."""
    second: Store = rig.store.second()
    yield services(second, a_clock())
    second.close()


def savers(meeting: int, entry: int) -> dict[str, Save]:
    return {
        "notes": lambda rig, text, seen: rig.minutes.save_notes(entry, "victim", text, expected=seen),
        "item": lambda rig, text, seen: rig.minutes.save_item(meeting, "emerging", text, expected=seen),
        "rationale": lambda rig, text, seen: rig.decisions.set_rationale(entry, text, expected=seen),
    }


@pytest.mark.parametrize("what", ["notes", "item", "rationale"])
def test_both_texts_are_there_and_theirs_stands(
    rig: Rig, other: Rig, meeting: int, entry: int, what: str
) -> None:
    save = savers(meeting, entry)[what]
    seen = save(rig, "what both have read", None)
    save(other, THEIRS, seen)
    with pytest.raises(TextClash) as clash:
        save(rig, MINE, seen)
    found = clash.value
    assert (found.mine, found.theirs, found.by) == (MINE, THEIRS, OPERATOR)
    assert found.at.tzinfo is not None
    assert isinstance(found, Clash)
    for shown in (str(found), repr(found), found.sentence, repr(found.args)):
        assert MINE not in shown and THEIRS not in shown
    with pytest.raises(TypeError):
        pickle.dumps(found)
    kept = get(rig.store, MonthlyEntry, entry)
    assert THEIRS in {kept.victim, kept.rationale, *(note.notes for note in every(rig.store, ItemNote))}
    save(rig, MINE, None)  # decided by a person who has seen both


def test_the_first_words_under_an_item(rig: Rig, other: Rig, meeting: int) -> None:
    other.minutes.save_item(meeting, "emerging", THEIRS, expected=0)
    with pytest.raises(TextClash):
        rig.minutes.save_item(meeting, "emerging", MINE, expected=0)
    assert [note.notes for note in every(rig.store, ItemNote)] == [THEIRS]


def test_another_field_of_the_case_is_no_clash(rig: Rig, other: Rig, entry: int) -> None:
    seen = rig.minutes.save_notes(entry, "victim", "what both have read")
    other.minutes.save_notes(entry, "offender", THEIRS, expected=seen)
    other.decisions.set_category(entry, 3)
    rig.minutes.save_notes(entry, "victim", MINE, expected=seen)
    kept = get(rig.store, MonthlyEntry, entry)
    assert (kept.victim, kept.offender, kept.category) == (MINE, THEIRS, 3)


def test_the_same_words_are_no_clash(rig: Rig, other: Rig, entry: int) -> None:
    seen = rig.minutes.save_notes(entry, "victim", "what both have read")
    other.minutes.save_notes(entry, "victim", THEIRS, expected=seen)
    rig.minutes.save_notes(entry, "victim", THEIRS, expected=seen)


def test_a_clash_writes_nothing_and_typing_goes_on(rig: Rig, other: Rig, entry: int) -> None:
    seen = rig.minutes.save_notes(entry, "victim", "one")
    for words in ("one two", "one two three"):
        seen = rig.minutes.save_notes(entry, "victim", words, expected=seen)
    later = other.minutes.save_notes(entry, "victim", THEIRS)
    for _ in range(3):
        with pytest.raises(TextClash):
            rig.minutes.save_notes(entry, "victim", MINE, expected=seen)
    assert get(rig.store, MonthlyEntry, entry).version == later
    rig.minutes.save_notes(entry, "victim", f"{THEIRS} {MINE}", expected=later)
