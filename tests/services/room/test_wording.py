"""Rewording the confidentiality statement."""

from pathlib import Path

import pytest

from app.errors import Refused
from app.models import Meeting
from app.services.areas import Areas
from app.services.room.statement import statement_of
from app.services.room.wording import Draft, Wording
from app.store.opening import open_store
from tests.builders import MEETING_DAY, OPERATOR, PASSPHRASE, a_case, a_clock, a_store, get
from tests.services.room_rig import services


def a_wording(folder: Path) -> Wording:
    store = a_store(folder)
    return Wording(store, Areas(store, a_clock()))


def test_at_first_the_shipped_words_are_in_force(tmp_path: Path) -> None:
    wording = a_wording(tmp_path)
    now = wording.now()
    assert now.version == "1"
    assert wording.shipped() == Draft(now.paragraphs, now.questions)
    assert wording.draft() is None


def test_a_draft_waits_over_a_lock_and_is_not_in_force(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    Wording(store, Areas(store, a_clock())).keep_draft(["Half a sent"], ["Why?"])
    store.close()
    again = open_store(store.path, OPERATOR, PASSPHRASE)
    wording = Wording(again, Areas(again, a_clock()))
    assert wording.draft() == Draft(("Half a sent",), ("Why?",))
    assert wording.now().version == "1"
    wording.drop_draft()
    assert wording.draft() is None


def test_in_force_it_is_the_next_version_and_no_draft_is_left(tmp_path: Path) -> None:
    wording = a_wording(tmp_path)
    wording.keep_draft(["One."], [])
    new = wording.put_in_force(["One.", " ", "Two. "], ["Why?"])
    assert (new.version, new.paragraphs, new.questions) == ("2", ("One.", "Two."), ("Why?",))
    assert wording.now() == new
    assert wording.draft() is None


def test_a_statement_without_a_sentence_is_refused_and_the_draft_stays(tmp_path: Path) -> None:
    wording = a_wording(tmp_path)
    wording.keep_draft([], ["Why?"])
    with pytest.raises(Refused, match="at least one sentence"):
        wording.put_in_force([" "], ["Why?"])
    assert wording.now().version == "1"
    assert wording.draft() == Draft((), ("Why?",))


def test_a_meeting_that_heard_the_older_wording_keeps_it(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    a_case(store)
    rig = services(store, a_clock())
    body = next(body.code for body in rig.areas.area().bodies if body.kind == "mase")
    meeting_id = rig.planner.add(body, MEETING_DAY).id
    rig.room.enter(meeting_id)
    before = rig.areas.statement()
    rig.room.read_statement(meeting_id, "A. Chair")
    new = Wording(store, rig.areas).put_in_force(["Quite other words."], [])
    assert statement_of(get(store, Meeting, meeting_id), new) == before
