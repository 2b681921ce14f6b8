"""A child's numbers from the file to the pair: strong where they agree, shown where not, never a merge."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.matching import Band
from app.models import Subject
from app.services.people.who import PairRow
from tests.builders import every
from tests.services.lists_rig import NOVEMBER, SHEETS, Lists, lists
from tests.services.small_lists import MASE, MISPER, Row, case, episode, write

BORN, OTHER = date(2011, 10, 1), date(2009, 3, 9)
NHS, ANOTHER, DOUBTFUL = "943 476 5919", "450 557 7104", "943 476 5918"
NUMBERS = ("NHS No", "LCS ID")


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, NOVEMBER)


def _take(rig: Lists, list_name: ListName, *rows: Row) -> None:
    headings = {ListName.MISPER: MISPER, ListName.MASE: MASE}[list_name]
    path = write(rig.folder / f"{list_name}.xlsx", {SHEETS[list_name]: ((*headings, *NUMBERS), rows)})
    rig.intake.take_in(rig.intake.preview(list_name, path))


def _queue(
    rig: Lists, police: tuple[object, object], mase: tuple[object, object], name: str
) -> list[PairRow]:
    _take(rig, ListName.MISPER, (*episode("26MIS000001", "CLARKE, Aoife", BORN, None), *police))
    _take(rig, ListName.MASE, (*case("MASE-0001", name, OTHER, date(2026, 10, 1)), *mase))
    return list(rig.who.queue())


def test_one_number_brings_two_names_together_and_joins_nobody(rig: Lists) -> None:
    (pair,) = _queue(rig, (NHS, None), (NHS, None), "Destiny Okafor")
    assert any((one.field, one.level) == ("nhs", "same") for one in pair.reasons)
    assert pair.band is Band.POSSIBLE
    assert len({subject.person_id for subject in every(rig.store, Subject)}) == 2
    shown = {row.label: (row.left, row.right, row.verdict) for row in rig.who.fields(pair)}
    assert shown["NHS number"] == ("9434765919", "9434765919", "agree")


def test_a_conflict_is_shown_and_keeps_a_pair_out_of_the_top_band(rig: Lists) -> None:
    _take(rig, ListName.MISPER, (*episode("26MIS000001", "CLARKE, Aoife", BORN, None), NHS, "4711"))
    _take(rig, ListName.MASE, (*case("MASE-0001", "Aoife Clarke", BORN, date(2026, 10, 1)), ANOTHER, "4711"))
    (pair,) = rig.who.queue()
    assert pair.band is Band.LIKELY
    rows = {row.label: row for row in rig.who.fields(pair)}
    assert (rows["NHS number"].verdict, rows["NHS number"].words) == ("differ", "different NHS number")
    assert (rows["Social-care number"].verdict, rows["Case reference"].verdict) == ("agree", "missing")


def test_a_number_whose_check_fails_is_weak_and_says_so(rig: Lists) -> None:
    assert not _queue(rig, (DOUBTFUL, None), (DOUBTFUL, None), "Destiny Okafor")
    _take(rig, ListName.MASE, (*case("MASE-0002", "Aoife Clark", BORN, date(2026, 10, 1)), DOUBTFUL, None))
    pair = next(iter(rig.who.queue()))
    row = next(row for row in rig.who.fields(pair) if row.label == "NHS number")
    assert (row.verdict, row.words) == ("agree", "same NHS number, which fails its check")


def test_two_episodes_under_one_writing_are_two_children_if_a_number_says_so(rig: Lists) -> None:
    rows = [(*episode(f"26MIS00000{n}", "KHAN, Ali", BORN, None), number, None)
            for n, number in enumerate((NHS, None, ANOTHER))]  # fmt: skip
    _take(rig, ListName.MISPER, *rows)
    assert [subject.numbers for subject in every(rig.store, Subject)] == [
        {"nhs": "9434765919"},
        {"nhs": "4505577104"},
    ]
