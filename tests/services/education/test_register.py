"""The register in the store: completed, rated, assured, followed by the list's next file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.domain.education import Population
from app.domain.lists import ListName
from app.errors import Refused, TextClash
from app.models import EntryDetail, RagRating, Revision
from app.services.education.register import EducationRegister
from tests.builders import OPERATOR, every
from tests.services.lists_rig import DECEMBER, NOVEMBER, OCTOBER, Lists, lists
from tests.services.small_lists import Row, entry

UPN, OTHER = "X851898040305", "B851898040306"


def rated(rating: str, assured: str = "", upn: str = UPN, forename: str = "Ana") -> Row:
    row = list(entry(upn, forename, "Quill", date(2011, 3, 4), date(2026, 9, 1)))
    row[10], row[11] = rating, assured
    return tuple(row)


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[Lists]:
    made = lists(tmp_path, OCTOBER)
    yield made
    made.store.close()


def register(rig: Lists) -> EducationRegister:
    return EducationRegister(rig.store, rig.clock)


def test_a_rating_comes_with_the_list_and_changes_with_the_next(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Amber"))
    (row,) = register(rig).rows()
    assert (row.entry.rag, row.name, [one.words for one in row.history]) == (
        "amber",
        "Ana Quill",
        ["Rated amber"],
    )
    november = rig.on(NOVEMBER)
    november.take(ListName.CME, rated("Red", "P Hale"))
    (row,) = register(november).rows()
    assert [(one.words, one.on) for one in row.history] == [
        ("Rated amber", OCTOBER),
        ("Amber to red", NOVEMBER),
    ]
    assert row.entry.assured_by == "P Hale" and row.entry.ratings[-1].rated_by == "M Cho"


def test_the_same_rating_again_is_no_change_and_undoing_the_file_takes_its_rating_back(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Amber"))
    november = rig.on(NOVEMBER)
    other = list(rated("Amber"))
    other[8] = 5
    november.take(ListName.CME, tuple(other))
    assert len(every(rig.store, RagRating)) == 1
    december = rig.on(DECEMBER)
    december.take(ListName.CME, rated("Red"))
    assert len(every(rig.store, RagRating)) == 2
    december.intake.undo(december.intake.imported_files()[0].id)
    (row,) = register(december).rows()
    assert (row.entry.rag, len(every(rig.store, RagRating))) == ("amber", 1)


def test_what_was_rated_here_stands_until_the_list_says_something_else(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Amber"))
    service = register(rig)
    (row,) = service.rows()
    service.rate(row.entry_id, "Red", "J Bell", why="No place since May")
    november = rig.on(NOVEMBER)
    other = list(rated("Amber"))
    other[8] = 5
    november.take(ListName.CME, tuple(other))
    assert register(november).row(row.entry_id).entry.rag == "red"
    december = rig.on(DECEMBER)
    december.take(ListName.CME, rated("Green"))
    assert register(december).row(row.entry_id).entry.rag == "green"


def test_nobody_assures_their_own_rating(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Amber"))
    service = register(rig)
    entry_id = service.rows()[0].entry_id
    service.rate(entry_id, "green")
    assert service.row(entry_id).entry.ratings[-1].rated_by == OPERATOR
    with pytest.raises(Refused, match="somebody else has to assure"):
        service.assure(entry_id)
    row = service.assure(entry_id, "P Hale")
    assert (row.entry.assured_by, row.entry.ratings[-1].assured_on) == ("P Hale", OCTOBER)
    assert not [one for one in row.findings if one.rule in ("C2", "P26")]
    back = service.take_back_rating(entry_id)
    assert back.entry.rag == "amber"
    with pytest.raises(Refused, match="came with the register"):
        service.take_back_rating(entry_id)


def test_an_entry_without_a_rating_cannot_be_assured(rig: Lists) -> None:
    rig.take(ListName.CME, rated(""))
    service = register(rig)
    row = service.rows()[0]
    assert row.rating_id is None and "C1" in [one.rule for one in row.findings]
    with pytest.raises(Refused, match="no rating yet"):
        service.assure(row.entry_id, "P Hale")


def test_our_own_record_stands_beside_the_list(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Red"))
    service = register(rig)
    row = service.rows()[0]
    row = service.save(
        row.entry_id,
        {"population": "missing", "provision_asked_on": date(2026, 10, 1), "reason": "Moved\x0bhere"},
    )
    assert (row.entry.population, row.waiting, row.entry.reason) == (Population.MISSING, 20, "Moved\nhere")
    assert service.figures().provision_waiting == 1
    rig.on(NOVEMBER).take(ListName.CME, rated("Amber"))
    assert register(rig.on(NOVEMBER)).row(row.entry_id).entry.population is Population.MISSING
    assert {one.field for one in every(rig.store, Revision) if one.record_kind == "entry detail"} <= {
        "population", "provision_asked_on", "reason",
    }  # fmt: skip
    with pytest.raises(ValueError, match="no surname"):
        service.save(row.entry_id, {"surname": "Quill"})


@pytest.mark.parametrize(
    "values",
    [
        {"identified_on": date(2027, 1, 1)},
        {"provision_asked_on": date(2026, 10, 10), "provision_began_on": date(2026, 10, 9)},
        {"home_inspected_on": date(2026, 10, 22)},
    ],
)
def test_days_that_cannot_be_so_are_refused_and_nothing_is_kept(
    rig: Lists, values: dict[str, object]
) -> None:
    rig.take(ListName.CME, rated("Red"))
    entry_id = register(rig).rows()[0].entry_id
    with pytest.raises(Refused):
        register(rig).save(entry_id, values)
    assert every(rig.store, EntryDetail) == []


def test_words_that_somebody_changed_meanwhile_are_not_overwritten(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Red"))
    service = register(rig)
    row = service.save(service.rows()[0].entry_id, {"notes": "First"})
    service.save(row.entry_id, {"notes": "Second"}, row.version)
    with pytest.raises(TextClash) as clash:
        service.save(row.entry_id, {"notes": "Third"}, row.version)
    assert (clash.value.mine, clash.value.theirs) == ("Third", "Second")


def test_an_import_with_words_of_our_own_is_not_undone(rig: Lists) -> None:
    rig.take(ListName.CME, rated("Red"))
    service = register(rig)
    service.rate(service.rows()[0].entry_id, "amber")
    with pytest.raises(Refused, match="recorded since"):
        rig.intake.undo(rig.intake.imported_files()[0].id)


def test_what_needs_most_comes_first(rig: Lists) -> None:
    rows = [rated("Green", upn=UPN), rated("Red", upn=OTHER, forename="Bo")]
    rig.take(ListName.CME, *rows)
    assert [row.name for row in register(rig).rows()] == ["Bo Quill", "Ana Quill"]
