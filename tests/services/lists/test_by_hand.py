"""Records made by hand go the way of a row of a file: they are seen, followed by files, corrected, undone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import CaseFacts, EpisodeFacts, Facts, ListName, RegisterFacts
from app.domain.people import Identity
from app.errors import Refused
from app.models import (
    AuditEntry,
    Case,
    Episode,
    ImportedFile,
    ImportStep,
    MatchDecision,
    Person,
    RegisterEntry,
    SourceRecord,
    Spell,
    Subject,
)
from app.services.lists.by_hand import ByHand, HandRow
from tests.builders import OPERATOR, a_meeting, an_entry, every, get
from tests.services.lists_rig import DECEMBER, NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import case, entry, episode

BORN = date(2011, 3, 4)
ANA = Identity("Ana", "Quill", ("Annie",), BORN, "F", "4 Rose Lane", "KT1 1AA", "Kingston")
AWAY = EpisodeFacts(datetime(2026, 10, 20, 22, 15), still_missing=True, classed="missing", risk="high")
REGISTER = RegisterFacts("Holy Cross School", "Y10", date(2026, 9, 1), 0.0, rag="red", borough="Richmond")
CASE = CaseFacts("Kingston", category=2, referred_on=date(2026, 10, 12), referring_agency="Police")
FACTS: dict[ListName, Facts] = {ListName.MISPER: AWAY, ListName.CME: REGISTER, ListName.MASE: CASE}
KINDS = (Case, Episode, ImportedFile, ImportStep, Person, RegisterEntry, SourceRecord, Spell, Subject)
UPN, OTHER_UPN = "X851898040305", "B851898040306"
BO = entry(OTHER_UPN, "Bo", "Mensah", date(2010, 5, 6), date(2026, 9, 2))


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Lists]:
    yield lists(tmp_path, OCTOBER)


def hand(rig: Lists) -> ByHand:
    return ByHand(rig.store, rig.clock)


def ana(list_name: ListName = ListName.CME, reference: str = "") -> HandRow:
    return HandRow(list_name, ANA, FACTS[list_name], reference)


def counts(rig: Lists) -> dict[str, int]:
    return {kind.__tablename__: len(every(rig.store, kind)) for kind in KINDS}


def open_spells(rig: Lists) -> list[tuple[str, str]]:
    names = {one.id: one.forename for one in every(rig.store, Subject)}
    return [(names[one.subject_id], one.list_name) for one in every(rig.store, Spell) if one.ended_on is None]


@pytest.mark.parametrize("name", list(ListName))
def test_a_record_stands_on_its_list_as_a_row_of_a_file_would(rig: Lists, name: ListName) -> None:
    made = hand(rig).add(replace(ana(name), said={"Told by": "the duty desk"}))
    assert open_spells(rig) == [("Ana", name)]
    row = rig.children.all()[0]
    assert (row.name, row.lists, row.person_id) == ("Ana Quill", (name,), made.person_id)
    source = get(rig.store, SourceRecord, made.source_id)
    assert source.cells["Forename"] == "Ana"
    assert source.cells["Date of birth"] == "Fri 4 Mar 2011"
    assert source.cells["Told by"] == "the duty desk"
    shelf = get(rig.store, ImportedFile, source.file_id)
    assert (shelf.by_hand, shelf.imported_by, shelf.imported_at) == (True, OPERATOR, rig.clock.now())
    assert rig.intake.imported_files() == ()
    assert rig.subject(f"{name}:{made.reference}").id == made.subject_id
    assert every(rig.store, AuditEntry)[-1].act == "add by hand"
    assert "Quill" not in every(rig.store, AuditEntry)[-1].body


@pytest.mark.parametrize("name", list(ListName))
def test_taking_it_back_leaves_nothing_behind(rig: Lists, name: ListName) -> None:
    rig.take(ListName.CME, BO)
    before = counts(rig)
    made = hand(rig).add(ana(name))
    hand(rig).take_back(made.source_id, "typed on the wrong list")
    assert counts(rig) == before


def test_the_matcher_offers_a_child_of_one_list_who_was_added_by_hand(rig: Lists) -> None:
    hand(rig).add(ana())
    rig.on(NOVEMBER).take(ListName.CME, entry(UPN, "Anna", "Quill", BORN, date(2026, 9, 1)), BO)
    pair = rig.on(NOVEMBER).who.queue()[0]
    assert {pair.a.name, pair.b.name} == {"Ana Quill", "Anna Quill"}
    assert (pair.a.list_name, pair.b.list_name) == (ListName.CME, ListName.CME)


def test_a_file_that_lacks_the_child_takes_nobody_off_until_it_has_carried_them(rig: Lists) -> None:
    hand(rig).add(ana(reference=UPN))
    rig.on(NOVEMBER).take(ListName.CME, BO)
    assert ("Ana", "cme") in open_spells(rig)
    carried = rig.on(NOVEMBER)
    carried.take(ListName.CME, entry(UPN, "Ana", "Quill", BORN, date(2026, 9, 1)), BO)
    assert [one.number for one in every(rig.store, Subject) if one.forename == "Ana"] == [UPN]
    assert len(every(rig.store, RegisterEntry)) == 2  # the file's row continued the one made by hand
    rig.on(DECEMBER).take(ListName.CME, BO)
    assert ("Ana", "cme") not in open_spells(rig)


def test_the_very_same_written_child_is_continued_even_without_a_number(rig: Lists) -> None:
    made = hand(rig).add(
        HandRow(ListName.CME, Identity("Ana", "Quill", (), BORN, "F", "", "KT1 1AA"), REGISTER)
    )
    rig.on(NOVEMBER).take(ListName.CME, entry(UPN, "Ana", "Quill", BORN, date(2026, 9, 1)))
    assert rig.subject(f"cme:{UPN}").id == made.subject_id
    assert len(every(rig.store, RegisterEntry)) == 1


def test_who_was_joined_to_a_row_of_the_file_leaves_with_that_row(rig: Lists) -> None:
    made = hand(rig).add(ana())
    november = rig.on(NOVEMBER)
    november.take(ListName.CME, entry(UPN, "Anna", "Quill", BORN, date(2026, 9, 1)), BO)
    november.who.decide(made.subject_id, rig.subject(f"cme:{UPN}").id, "same", "same school")
    rig.on(DECEMBER).take(ListName.CME, entry(UPN, "Anna", "Quill", BORN, date(2026, 9, 1)), BO)
    assert ("Ana", "cme") in open_spells(rig)
    rig.on(date(2027, 1, 21)).take(ListName.CME, BO)
    assert open_spells(rig) == [("Bo", "cme")]


def test_a_missing_return_ends_no_spell_of_an_episode_made_by_hand(rig: Lists) -> None:
    back = datetime(2026, 10, 3, 9, 5)
    rig.take(ListName.MISPER, episode("26MIS1", "TARN, Bo", BORN, back))
    added = hand(rig).add(ana(ListName.MISPER))
    hand(rig).correct(added.source_id, replace(ana(ListName.MISPER), facts=replace(AWAY, risk="medium")))
    # This return repeats nothing of the one before, so it is a part of it: nobody has left.
    rig.on(NOVEMBER).take(ListName.MISPER, episode("26MIS2", "OFORI, Cy", BORN, back))
    assert sorted(open_spells(rig)) == [("Ana", "misper"), ("Bo", "misper"), ("Cy", "misper")]
    rig.on(DECEMBER).take(ListName.MISPER, episode("26MIS2", "OFORI, Cy", BORN, back))
    assert sorted(open_spells(rig)) == [("Ana", "misper"), ("Cy", "misper")]


def test_a_further_episode_of_a_child_the_list_knows(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("26MIS1", "QUILL, Ana", BORN, datetime(2026, 10, 3, 9, 5)))
    known = rig.subject("misper:26MIS1")
    made = hand(rig).add(ana(ListName.MISPER), subject_id=known.id)
    assert made.subject_id == known.id
    assert len(every(rig.store, Subject)) == 1
    assert len(every(rig.store, Episode)) == 2
    assert get(rig.store, Subject, known.id).aliases == []  # the list's own writing of the child stays
    with pytest.raises(Refused, match="take that record back first"):
        rig.intake.undo(rig.intake.imported_files()[0].id)
    hand(rig).take_back(made.source_id, "told twice")
    rig.intake.undo(rig.intake.imported_files()[0].id)
    assert every(rig.store, Subject) == []


@pytest.mark.parametrize("name", [ListName.CME, ListName.MASE])
def test_a_child_stands_once_on_the_register_and_on_the_tracker(rig: Lists, name: ListName) -> None:
    made = hand(rig).add(ana(name))
    with pytest.raises(Refused, match="already"):
        hand(rig).add(ana(name), subject_id=made.subject_id)


def test_a_record_on_a_further_list_is_joined_by_a_decision_with_its_reason(rig: Lists) -> None:
    rig.take(ListName.CME, BO)
    bo = rig.subject(f"cme:{OTHER_UPN}")
    made = hand(rig).add(ana(ListName.MASE), same_as=bo.id, reason="the mother says so")
    assert made.person_id == bo.person_id
    decision = every(rig.store, MatchDecision)[0]
    assert (decision.verdict, decision.reason) == ("same", "the mother says so")
    assert set(rig.children.all()[0].lists) == {ListName.CME, ListName.MASE}
    hand(rig).take_back(made.source_id, "it was her sister")
    assert [one.lists for one in rig.children.all()] == [(ListName.CME,)]
    assert every(rig.store, MatchDecision) == []


def test_joining_needs_a_reason_and_then_nothing_is_kept(rig: Lists) -> None:
    rig.take(ListName.CME, BO)
    before = counts(rig)
    with pytest.raises(Refused, match="why this is the same child"):
        hand(rig).add(ana(ListName.MASE), same_as=rig.subject(f"cme:{OTHER_UPN}").id, reason="  ")
    assert counts(rig) == before


def test_a_correction_is_a_new_row_and_the_old_one_stays_as_it_was_typed(rig: Lists) -> None:
    made = hand(rig).add(ana(ListName.MASE))
    right = HandRow(ListName.MASE, replace(ANA, surname="Quill-Hart"), replace(CASE, category=3), "MASE-77")
    corrected = hand(rig).correct(made.source_id, right)
    assert (corrected.subject_id, corrected.record_id) == (made.subject_id, made.record_id)
    old = get(rig.store, SourceRecord, made.source_id)
    assert (old.cells["Surname"], old.replaced_by_id) == ("Quill", corrected.source_id)
    found = get(rig.store, Case, made.record_id)
    assert (found.category, found.reference) == (3, "MASE-77")
    assert get(rig.store, Subject, made.subject_id).surname == "Quill-Hart"
    with pytest.raises(Refused, match="newer row"):
        hand(rig).correct(made.source_id, right)
    hand(rig).take_back(corrected.source_id, "it was right before")
    assert get(rig.store, Case, made.record_id).category == 2
    assert get(rig.store, Subject, made.subject_id).surname == "Quill"


def test_a_row_of_a_file_is_not_corrected_here(rig: Lists) -> None:
    rig.take(ListName.CME, BO)
    source = every(rig.store, SourceRecord)[0].id
    with pytest.raises(Refused, match="came with a file"):
        hand(rig).correct(source, ana())


def test_what_a_file_has_carried_or_a_meeting_holds_is_not_taken_back(rig: Lists) -> None:
    carried = hand(rig).add(ana(reference=UPN))
    rig.on(NOVEMBER).take(ListName.CME, entry(UPN, "Ana", "Quill", BORN, date(2026, 9, 1)))
    with pytest.raises(Refused, match="newer row"):
        hand(rig).take_back(carried.source_id, "no")
    discussed = hand(rig).add(ana(ListName.MASE))
    an_entry(rig.store, a_meeting(rig.store), discussed.record_id)
    with pytest.raises(Refused, match="A meeting has a case"):
        hand(rig).take_back(discussed.source_id, "no")


def test_an_import_is_undone_over_records_made_by_hand_since(rig: Lists) -> None:
    rig.take(ListName.CME, BO)
    hand(rig).add(ana())
    rig.intake.undo(rig.intake.imported_files()[0].id)
    assert [one.forename for one in every(rig.store, Subject)] == ["Ana"]


def test_a_tracker_that_brings_the_case_gives_it_its_own_reference(rig: Lists) -> None:
    row = HandRow(ListName.MASE, Identity("Ana", "Quill", (), BORN), CASE)
    made = hand(rig).add(row)
    assert get(rig.store, Case, made.record_id).reference.startswith("New ")
    rig.on(NOVEMBER).take(ListName.MASE, case("MASE-0005", "Ana Quill", BORN, date(2026, 10, 12)))
    assert [one.reference for one in every(rig.store, Case)] == ["MASE-0005"]


@pytest.mark.parametrize("name", [ListName.CME, ListName.MISPER])
def test_a_child_is_taken_off_a_list_by_hand_and_put_back(rig: Lists, name: ListName) -> None:
    made = hand(rig).add(ana(name))
    spell = hand(rig.on(NOVEMBER)).leave_list(made.subject_id, "moved to Leeds", date(2026, 11, 3))
    assert (spell.ended_on, spell.reason, spell.by) == (date(2026, 11, 3), "moved to Leeds", OPERATOR)
    assert open_spells(rig) == []
    hand(rig).stay_on_list(made.subject_id)
    assert open_spells(rig) == [("Ana", name)]
    with pytest.raises(Refused, match="Nobody has taken"):
        hand(rig).stay_on_list(made.subject_id)


@pytest.mark.parametrize(
    ("reason", "on", "sentence"),
    [
        (" ", None, "Say why"),
        ("moved", date(2027, 1, 1), "must lie between"),
        ("moved", date(2020, 1, 1), "must lie between"),
    ],
)
def test_leaving_needs_a_reason_and_a_day_that_can_be(
    rig: Lists, reason: str, on: date | None, sentence: str
) -> None:
    made = hand(rig).add(ana())
    with pytest.raises(Refused, match=sentence):
        hand(rig).leave_list(made.subject_id, reason, on)
    assert open_spells(rig) == [("Ana", "cme")]


def test_the_mase_list_is_left_by_a_meeting_alone(rig: Lists) -> None:
    made = hand(rig).add(ana(ListName.MASE))
    with pytest.raises(Refused, match="discharge the case"):
        hand(rig).leave_list(made.subject_id, "moved")


EPISODE = ana(ListName.MISPER)
BAD = [
    (replace(ana(), identity=Identity()), "a name or a number"),
    (replace(ana(), identity=replace(ANA, born=date(2031, 1, 1))), "future"),
    (replace(ana(), facts=AWAY), "A record by hand is"),
    (replace(ana(), facts=replace(REGISTER, hours=80.0)), "hours a week"),
    (replace(EPISODE, facts=EpisodeFacts()), "when the child was reported"),
    (replace(EPISODE, facts=EpisodeFacts(datetime(2026, 12, 1))), "lies in the future"),
    (
        replace(ana(ListName.MISPER), facts=replace(AWAY, returned_at=datetime(2026, 10, 1))),
        "before the report",
    ),
    (
        replace(ana(ListName.MISPER), facts=replace(AWAY, returned_at=datetime(2026, 10, 21, 8))),
        "not missing any",
    ),
    (HandRow(ListName.SSDA903, ANA, REGISTER), "A record by hand is"),
    (ana(reference=OTHER_UPN), "already"),
]


@pytest.mark.parametrize(("row", "sentence"), BAD)
def test_what_no_list_could_hold_is_refused_and_nothing_is_kept(
    rig: Lists, row: HandRow, sentence: str
) -> None:
    rig.take(ListName.CME, BO)
    before = counts(rig)
    with pytest.raises(Refused, match=sentence):
        hand(rig).add(row)
    assert counts(rig) == before


def test_words_are_cleaned_as_an_import_cleans_them(rig: Lists) -> None:
    dirty = replace(ana(), identity=replace(ANA, forename=" A\u202ena\x00 ", aliases=("", " Annie\n")))
    made = hand(rig).add(dirty)
    subject = get(rig.store, Subject, made.subject_id)
    assert (subject.forename, subject.aliases) == ("Ana", ["Annie"])


def test_leaving_by_hand_ends_every_joined_row_of_that_list_and_no_other(rig: Lists) -> None:
    made = hand(rig).add(ana())
    second = hand(rig).add(HandRow(ListName.CME, Identity("Anna", "Quill", (), BORN), REGISTER))
    other = hand(rig).add(ana(ListName.MISPER))
    rig.who.decide(made.subject_id, second.subject_id, "same", "one child twice on the register")
    rig.who.decide(made.subject_id, other.subject_id, "same", "x")
    hand(rig).leave_list(second.subject_id, "back at school")
    assert open_spells(rig) == [("Ana", "misper")]
    hand(rig).stay_on_list(made.subject_id)
    assert sorted(open_spells(rig)) == [("Ana", "cme"), ("Ana", "misper"), ("Anna", "cme")]


def test_a_correction_leaves_the_writing_of_the_lists_own_rows_alone(rig: Lists) -> None:
    rig.take(ListName.MISPER, episode("26MIS1", "QUILL, Ana", BORN, datetime(2026, 10, 3, 9, 5)))
    known = rig.subject("misper:26MIS1")
    made = hand(rig).add(ana(ListName.MISPER), subject_id=known.id)
    typed = HandRow(ListName.MISPER, replace(ANA, surname="Somebody-Else"), replace(AWAY, risk="low"))
    hand(rig).correct(made.source_id, typed)
    assert get(rig.store, Subject, known.id).surname == "Quill"
    assert get(rig.store, Episode, made.record_id).risk == "low"
