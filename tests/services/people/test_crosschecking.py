"""Who is on several lists: by what was decided, or as a trial, against the shared lists' own truth."""

import csv
from collections import Counter, defaultdict
from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.matching import Band
from app.models import MatchDecision, Subject
from tests.builders import every
from tests.services.lists_rig import NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import case, entry, episode
from tests.shared import shared_lists

ANNA = ("Anna Quill", date(2011, 3, 4))
BACK, LISTED = datetime(2026, 11, 14, 9), date(2026, 9, 1)
UPN = "A123456789012"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    made = lists(tmp_path)
    made.take(
        ListName.MISPER, episode("26MIS01", *ANNA, BACK), episode("26MIS02", *ANNA, datetime(2026, 11, 9, 9))
    )
    made.take(ListName.CME, entry(UPN, "Anna", "Quill", ANNA[1], LISTED))
    made.take(ListName.MASE, case("MASE-0001", *ANNA, LISTED))
    return made


def _join(rig: Lists, a: str, b: str) -> None:
    rig.who.decide(rig.subject(a).id, rig.subject(b).id, "same", "seen together")


def test_only_decisions_put_a_child_on_two_lists(rig: Lists) -> None:
    assert rig.crosscheck.children() == ()
    _join(rig, "misper:26MIS01", "mase:MASE-0001")
    row = rig.crosscheck.children()[0]
    assert (row.name, row.born, row.lists) == (*ANNA, (ListName.MASE, ListName.MISPER))
    assert set(rig.crosscheck.sources([row])[row.person_id]) == {
        ("misper", "26MIS01"),
        ("misper", "26MIS02"),
        ("mase", "MASE-0001"),
    }
    assert len(rig.crosscheck.children(only_several=False)) == 2


def test_a_trial_counts_undecided_pairs_and_keeps_nothing(rig: Lists) -> None:
    row = rig.crosscheck.children(Band.LIKELY)[0]
    assert set(row.lists) == set(ListName) and "P36" in [one.rule for one in row.findings]
    assert every(rig.store, MatchDecision) == [] and rig.crosscheck.children() == ()
    assert len({one.person_id for one in every(rig.store, Subject)}) == 3


def test_a_trial_never_joins_what_was_decided_to_be_different(rig: Lists) -> None:
    rig.who.decide(rig.subject("misper:26MIS01").id, rig.subject("mase:MASE-0001").id, "different", "no")
    for row in rig.crosscheck.children(Band.POSSIBLE):
        assert not {ListName.MISPER, ListName.MASE} <= set(row.lists)


def test_a_case_finds_its_child_for_a_whole_agenda_at_once(rig: Lists) -> None:
    _join(rig, f"cme:{UPN}", "mase:MASE-0001")
    row = rig.crosscheck.for_cases((1,)).get(1)
    assert row is not None and row.lists == (ListName.MASE, ListName.CME) and row.case_id == 1
    assert rig.crosscheck.for_person(row.person_id) == row
    assert rig.crosscheck.for_person(999) is None and rig.crosscheck.for_cases(()) == {}


def test_a_child_who_left_a_list_is_not_on_it(rig: Lists) -> None:
    _join(rig, f"cme:{UPN}", "mase:MASE-0001")
    rig.on(date(2026, 12, 20)).take(ListName.CME, entry("B123456789012", "Ben", "Tarn", LISTED, LISTED))
    assert rig.crosscheck.children() == ()


def _truth(*months: str) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for month in months:
        with (shared_lists(month) / "truth.csv").open(encoding="utf-8") as file:
            found.update({(row["list"], row["row_ref"]): row["child"] for row in csv.DictReader(file)})
    return found


@pytest.mark.parametrize("months", [("2026-10",), ("2026-11",), ("2026-10", "2026-11")])
def test_the_trial_finds_everybody_on_several_lists_and_mixes_nobody(
    tmp_path: Path, months: tuple[str, ...]
) -> None:
    truth, rig = _truth(*months), lists(tmp_path, OCTOBER)
    for month, day in zip(months, (OCTOBER, NOVEMBER), strict=False):
        for name in ListName:
            intake = rig.on(day if len(months) > 1 else NOVEMBER).intake
            intake.take_in(intake.preview(name, next(shared_lists(month).glob(f"{name}_*.xlsx"))))
    on_lists: dict[str, set[str]] = defaultdict(set)
    for (listed, _), child in _truth(months[-1]).items():
        on_lists[child].add(listed)
    wanted = {child for child, names in on_lists.items() if len(names) > 1}
    found: Counter[str] = Counter()
    crosscheck = rig.on(NOVEMBER).crosscheck
    for refs in crosscheck.sources(crosscheck.children(Band.LIKELY)).values():
        children = {truth[(name.value, ref)] for name, ref in refs}
        assert len(children) == 1, f"{len(children)} children in one group: {sorted(children)}"
        found.update(children)
    assert len(wanted) > 20
    missed = wanted - set(found)
    assert len(missed) <= len(wanted) * 0.05, sorted(missed)
    assert set(found.values()) == {1}
