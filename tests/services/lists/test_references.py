"""Rows by their reference: what a script names, and the subject behind it."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.errors import Refused
from app.services.lists.references import candidates, case_of, subject_of
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import case, entry, episode

ANNA, BEN = ("Anna Quill", date(2011, 3, 4)), ("Ben Tarn", date(2012, 5, 6))
LISTED = date(2026, 9, 1)


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    made = lists(tmp_path, OCTOBER)
    rows = [episode(f"26MIS0{n}", *ANNA, datetime(2026, 10, n, 9)) for n in (5, 6, 7)]
    made.take(ListName.MISPER, *rows)
    made.take(ListName.CME, entry("", "Anna", "Quill", ANNA[1], LISTED))
    return made


def test_a_child_with_three_episodes_stands_there_with_each(rig: Lists) -> None:
    pairs = candidates(rig.store, rig.who)
    assert {(pair.a, pair.b) for pair in pairs} == {
        (("misper", f"26MIS0{n}"), ("cme", "Richmond!3")) for n in (5, 6, 7)
    }
    for pair in pairs:
        a, b = (subject_of(rig.store, f"{name.value}:{ref}") for name, ref in (pair.a, pair.b))
        assert a != b
    assert len({(pair.score, pair.band) for pair in pairs}) == 1


def test_a_place_on_the_sheet_is_the_row_that_stands_there_now(rig: Lists) -> None:
    rig.on(NOVEMBER).take(ListName.CME, entry("", "Ben", "Tarn", BEN[1], LISTED))
    assert rig.subject("cme:Richmond!3").forename == "Ben"
    assert [
        pair for pair in candidates(rig.store, rig.who) if ("cme", "Richmond!3") in (pair.a, pair.b)
    ] == []


def test_every_row_can_be_named_by_its_own_reference(rig: Lists) -> None:
    for record in rig.standing():
        assert subject_of(rig.store, f"{record.list_name}:{record.reference}") == record.subject_id


@pytest.mark.parametrize(
    "ref", ["", ":", "26MIS05", "misper:", "nolist:26MIS05", "misper:NOPE", "cme:26MIS05"]
)
def test_a_reference_that_leads_nowhere_is_one_sentence(rig: Lists, ref: str) -> None:
    with pytest.raises(Refused) as refused:
        subject_of(rig.store, ref)
    assert "NOPE" not in refused.value.sentence and refused.value.sentence.endswith(".")


def test_a_case_by_its_reference_with_or_without_the_list(rig: Lists) -> None:
    rig.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    assert case_of(rig.store, "MASE-0001") == case_of(rig.store, "mase:MASE-0001") == 1
    with pytest.raises(Refused, match="no case"):
        case_of(rig.store, "MASE-9999")
