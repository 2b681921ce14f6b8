"""Decisions on pairs: each can be undone, none contradicts another, and nothing merges by itself."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.findings import Severity
from app.domain.lists import ListName
from app.domain.matching import Band
from app.errors import Refused
from app.models import Person, SourceRecord, Subject
from app.services.people.decided import TAKEN_BACK
from app.services.people.who import SUREST
from tests.builders import OPERATOR, every
from tests.services.lists_rig import Lists, lists
from tests.services.small_lists import case, entry, episode

ANNA, BEN = ("Anna Quill", date(2011, 3, 4)), ("Ben Tarn", date(2012, 5, 6))
BACK, LISTED = datetime(2026, 10, 14, 9), date(2026, 9, 1)
UPN = "A123456789012"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    """Anna on all three lists, with a date of birth that is one day out on the register."""
    made = lists(tmp_path)
    made.take(ListName.MISPER, episode("26MIS01", *ANNA, BACK), episode("26MIS02", *BEN, BACK))
    made.take(ListName.CME, entry(UPN, "Anna", "Quill", date(2011, 3, 5), LISTED))
    made.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    return made


def _ids(rig: Lists) -> tuple[int, int, int]:
    m, c, s = (rig.subject(ref).id for ref in ("misper:26MIS01", f"cme:{UPN}", "mase:MASE-0001"))
    return m, c, s


def _persons(rig: Lists) -> dict[int, int]:
    return {one.id: one.person_id for one in every(rig.store, Subject)}


def test_nothing_merges_by_itself(rig: Lists) -> None:
    assert len(rig.who.queue()) == 3  # misper ~ cme, misper ~ mase, cme ~ mase
    assert len(set(_persons(rig).values())) == len(every(rig.store, Subject)) == len(every(rig.store, Person))
    assert rig.crosscheck.children() == ()


def test_the_worst_risk_stands_first_or_the_surest_and_one_that_waits_for_an_agency_last(rig: Lists) -> None:
    worst, surest = rig.who.queue(), rig.who.queue(SUREST)
    assert {row.id for row in worst} == {row.id for row in surest}
    assert [row.band for row in surest] == [Band.CERTAIN, Band.LIKELY, Band.LIKELY]
    assert [row.risk.points for row in worst] == sorted((row.risk.points for row in worst), reverse=True)
    # Anna's register is red and her case a category 2; the return alone says nothing grave.
    assert worst[0].risk.words == "MASE 2, education red"
    assert {worst[0].a.list_name, worst[0].b.list_name} == {ListName.CME, ListName.MASE}
    first = worst[0]
    rig.who.decide(first.a.subject_id, first.b.subject_id, "ask", "Ask the school")
    rows = rig.who.queue()
    assert (len(rows), rows[-1].id, rows[-1].asked) == (3, first.id, True)
    assert not any(row.asked for row in rows[:-1])


@pytest.mark.parametrize("verdict", ["same", "different", "ask"])
def test_each_decision_can_be_taken_back_and_both_sides_are_as_they_were(rig: Lists, verdict: str) -> None:
    m, _, s = _ids(rig)
    before, queue = _persons(rig), rig.who.queue()
    made = rig.who.decide(m, s, verdict, "because")
    assert (made.by, made.reason, {made.a, made.b}) == (OPERATOR, "because", {m, s})
    assert (_persons(rig) != before) == (verdict == "same")
    undone = rig.who.undo(made.id)
    assert undone.undone and _persons(rig) == before and rig.who.queue() == queue and rig.who.decided() == ()
    with pytest.raises(Refused, match="already"):
        rig.who.undo(made.id)


def test_taking_one_link_of_a_chain_back_leaves_the_other(rig: Lists) -> None:
    m, c, s = _ids(rig)
    first = rig.who.decide(m, c, "same", "x")
    rig.who.decide(c, s, "same", "x")
    assert len({_persons(rig)[one] for one in (m, c, s)}) == 1 and rig.who.queue() == ()
    rig.who.undo(first.id)
    persons = _persons(rig)
    assert persons[c] == persons[s] != persons[m]
    homes = {one.id: one.home_person_id for one in every(rig.store, Subject)}
    assert persons[m] == homes[m] and persons[c] == min(homes[c], homes[s])


def test_undo_last_takes_back_ones_own_newest(rig: Lists) -> None:
    m, c, s = _ids(rig)
    assert rig.who.undo_last() is None
    rig.who.decide(m, c, "same", "x")
    newest = rig.who.decide(c, s, "different", "x")
    undone = rig.who.undo_last()
    assert undone is not None and undone.id == newest.id and rig.who.progress() == (2, 1)


def test_a_joining_that_contradicts_an_earlier_word_is_refused(rig: Lists) -> None:
    m, c, s = _ids(rig)
    rig.who.decide(m, s, "different", "two children")
    rig.who.decide(m, c, "same", "x")
    before = _persons(rig)
    with pytest.raises(Refused, match="different children"):
        rig.who.decide(c, s, "same", "x")
    assert _persons(rig) == before and len(rig.who.decided()) == 2


def test_a_splitting_that_contradicts_a_chain_is_refused(rig: Lists) -> None:
    m, c, s = _ids(rig)
    rig.who.decide(m, c, "same", "x")
    rig.who.decide(c, s, "same", "x")
    with pytest.raises(Refused, match="third row"):
        rig.who.decide(m, s, "different", "x")
    assert len({_persons(rig)[one] for one in (m, c, s)}) == 1


def test_a_changed_mind_replaces_the_earlier_word(rig: Lists) -> None:
    m, _, s = _ids(rig)
    rig.who.decide(m, s, "same", "x")
    rig.who.decide(m, s, "different", "the dates were wrong")
    assert [one.verdict for one in rig.who.decided()] == ["different"]
    assert _persons(rig)[m] != _persons(rig)[s]


def test_the_same_word_twice_is_one_decision(rig: Lists) -> None:
    m, _, s = _ids(rig)
    assert rig.who.decide(m, s, "same", "x").id == rig.who.decide(s, m, "same", "again").id


def test_a_refused_pair_stays_refused_until_a_row_changes(rig: Lists) -> None:
    m, c, _ = _ids(rig)
    rig.who.decide(m, c, "different", "another Anna")
    pair = f"{min(m, c)}~{max(m, c)}"
    assert pair not in [row.id for row in rig.who.queue()]
    rig.take(ListName.CME, entry(UPN, "Anna", "Quill", date(2011, 3, 5), date(2026, 10, 1)))
    assert pair not in [row.id for row in rig.who.queue()]  # the row changed, but not who it is about
    rig.take(ListName.CME, entry(UPN, "Anna", "Quill", ANNA[1], LISTED))
    assert pair in [row.id for row in rig.who.queue()]
    refused = rig.who.decided()[0]  # on record; the pair is only asked again
    assert refused.verdict == "different"
    assert refused.changed == ("Education register: date of birth was Sat 5 Mar 2011, is Fri 4 Mar 2011",)
    asked = next(row for row in rig.who.queue() if row.id == pair)
    assert rig.who.context(asked).earlier == refused


@pytest.mark.parametrize(
    ("a", "b", "verdict", "sentence"),
    [(1, 1, "same", "nothing to decide"), (1, 999, "same", "no longer"), (1, 2, "maybe", "one of")],
)
def test_what_cannot_be_decided_is_one_sentence(
    rig: Lists, a: int, b: int, verdict: str, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        rig.who.decide(a, b, verdict)
    with pytest.raises(Refused, match="no such decision"):
        rig.who.undo(999)
    assert rig.who.decided() == ()


def test_the_pair_is_shown_field_by_field(rig: Lists) -> None:
    pair = next(row for row in rig.who.queue() if {row.a.list_name, row.b.list_name} == {"misper", "cme"})
    shown = {row.label: row.verdict for row in rig.who.fields(pair)}
    assert (shown["Surname"], shown["Born"], shown["UPN"]) == ("agree", "near", "missing")
    weighed = {row.label: (row.weighs, row.weight) for row in rig.who.fields(pair)}
    assert (weighed["Surname"][0], weighed["UPN"]) == ("strong for", ("none", 0.0))
    assert round(sum(weight for _, weight in weighed.values()), 2) == pair.score
    assert rig.who.if_same(pair).startswith("Anna is then on MisPer (1 episode) and CME (red")
    assert {pair.a.where, pair.b.where} == {"MisPer, Return, row 3", "CME, Richmond, row 3"}


def test_the_same_is_not_passed_on_along_a_chain_unseen(rig: Lists) -> None:
    """A~B and B~C: before it is done, the page says what A~C would become."""
    m, c, s = _ids(rig)
    refused = rig.who.decide(m, s, "different", "two children")
    rig.who.decide(m, c, "same", "x")
    open_pair = next(row for row in rig.who.queue() if {row.a.subject_id, row.b.subject_id} == {c, s})
    found = rig.who.context(open_pair).warnings
    assert [(one.a, one.b, one.decision_id, one.finding.severity) for one in found] == [
        (*sorted((m, s)), refused.id, Severity.STOP)
    ]
    assert "two children" in found[0].finding.sentence
    rig.who.undo(refused.id, reason="the school was wrong")
    assert rig.who.context(open_pair).warnings == ()
    assert rig.who.decided(verdict=TAKEN_BACK)[0].undone_reason == "the school was wrong"


def test_a_chain_whose_ends_speak_against_each_other_needs_a_reason(rig: Lists) -> None:
    m, c, _ = _ids(rig)
    rig.take(ListName.MASE, case("MASE-0009", "Bella Quill", date(2011, 3, 5), LISTED))
    twin = rig.subject("mase:MASE-0009").id
    rig.who.decide(m, c, "same", "")
    pair = next(row for row in rig.who.queue() if {row.a.subject_id, row.b.subject_id} == {m, twin})
    warning = rig.who.context(pair).warnings[0]
    assert ({warning.a, warning.b}, warning.finding.severity) == ({c, twin}, Severity.WARN)
    assert "speak against it" in warning.finding.sentence
    with pytest.raises(Refused, match="give a reason") as refusal:
        rig.who.decide(m, twin, "same", "  ")
    assert "Quill" not in refusal.value.sentence
    rig.who.decide(m, twin, "same", "the mother has one daughter")
    assert _persons(rig)[c] == _persons(rig)[twin]


def test_around_a_pair_stands_what_else_the_two_are_on_and_what_would_follow(rig: Lists) -> None:
    m, c, s = _ids(rig)
    pair = next(row for row in rig.who.queue() if {row.a.subject_id, row.b.subject_id} == {c, s})
    around = rig.who.context(pair, rig.who.queue())
    of_c = around.also_a if pair.a.subject_id == c else around.also_b
    assert [(one.subject_id, one.standing, one.pair_id) for one in of_c] == [
        (m, "undecided", f"{min(m, c)}~{max(m, c)}")
    ]
    assert set(around.lists) == {ListName.CME, ListName.MASE}
    rig.who.decide(m, c, "same", "x")
    around = rig.who.context(pair, rig.who.queue())
    of_c = around.also_a if pair.a.subject_id == c else around.also_b
    assert [(one.subject_id, one.standing) for one in of_c] == [(m, "joined")]
    assert set(around.lists) == set(ListName)
    assert "On all three lists: heads each agenda." in [one.sentence for one in around.follows]


@pytest.mark.parametrize(
    ("text", "verdict", "found"),
    [
        ("", "", 2),
        ("quill", "", 2),
        ("tarn", "", 0),
        ("MOTHER", "", 1),
        ("anna other", "different", 1),
        ("", "same", 1),
        ("", "ask", 0),
        (OPERATOR.lower(), "", 2),
        (UPN, "", 1),
        ("", TAKEN_BACK, 1),
    ],
)
def test_decisions_are_found_by_name_reason_number_and_who_decided(
    rig: Lists, text: str, verdict: str, found: int
) -> None:
    m, c, s = _ids(rig)
    rig.who.undo(rig.who.decide(m, c, "same", "x").id)
    rig.who.decide(m, s, "same", "the mother says so")
    rig.who.decide(m, c, "different", "an other Anna")
    assert len(rig.who.decided(50, text, verdict)) == found


def test_source_records_are_untouched_by_decisions(rig: Lists) -> None:
    def written() -> list[tuple[int, object, int]]:
        return [(one.id, one.cells, one.subject_id) for one in every(rig.store, SourceRecord)]

    before = written()
    m, c, _ = _ids(rig)
    rig.who.decide(m, c, "same", "x")
    assert written() == before
