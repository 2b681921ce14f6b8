"""Figures of a period, the audit of absences, the comparison with a file, and what is owed."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.missing import Outcome
from app.errors import Refused
from app.models import Episode, ImportedFile
from app.services.clock import fixed_clock
from app.services.desk import Desk
from app.services.missing.episodes import Period
from tests.builders import a_case, a_store, an_episode, every, person_of
from tests.services.small_lists import MISPER, episode, write

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 20))
BORN = date(2011, 5, 5)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(a_store(tmp_path), fixed_clock(NOW))


def a_month(desk: Desk) -> list[int]:
    """Four episodes of three children in November and one in September."""
    made = [
        an_episode(desk.store, datetime(2026, 11, day, 20), datetime(2026, 11, day, 23), name, BORN, **fields)
        for day, name, fields in (
            (2, "Tom Hale", {"in_care": True}),
            (9, "Ann Bee", {"in_care": False, "classed": "absent"}),
            (16, "Ina Dov", {"in_care": None}),
        )
    ]
    again = desk.missing.view(made[0]).row.person_id
    made.append(
        an_episode(
            desk.store, datetime(2026, 11, 12), datetime(2026, 11, 14), "Tom Hale", BORN, again, in_care=True
        )
    )
    an_episode(desk.store, datetime(2026, 9, 12), datetime(2026, 9, 12, 3), "Old One", BORN)
    return made


def test_the_figures_of_a_month(desk: Desk) -> None:
    first, _, _, again = a_month(desk)
    desk.missing_records.settle(first, Outcome.COMPLETED, at=datetime(2026, 11, 4))
    desk.missing_records.settle(again, Outcome.REFUSED)
    found = desk.missing_figures.of(NOVEMBER)
    figures = found.figures
    assert (figures.episodes, figures.children, figures.long.words) == (4, 3, "1 of 4 (25%)")
    assert figures.repeat.words == "1 of 3 (33%)"
    assert figures.interviews.in_time.words == "1 of 4 (25%)"
    assert (figures.interviews.overdue, figures.interviews.running) == (2, 0)
    assert [(place.words, place.episodes) for place in figures.places] == [
        ("From care", 2),
        ("From home", 1),
        ("From school", 0),
        ("From where not known", 1),
    ]
    assert {line.words: (line.episodes, line.interviews) for line in found.months if line.episodes} == {
        "Nov 2026": (4, 1),
        "Sep 2026": (1, 0),
    }
    assert len(found.months) == 12 and found.rule == "4 in 3 months"


def test_r14_absences_that_break_a_rule_are_named(desk: Desk) -> None:
    person = person_of(desk.store, a_case(desk.store, born=BORN))
    an_episode(
        desk.store,
        datetime(2026, 11, 3),
        datetime(2026, 11, 4),
        person_id=person,
        born=BORN,
        classed="absent",
    )
    an_episode(
        desk.store,
        datetime(2026, 11, 3),
        datetime(2026, 11, 4),
        "Little One",
        date(2015, 1, 1),
        classed="absent",
    )
    an_episode(
        desk.store,
        datetime(2026, 11, 3),
        datetime(2026, 11, 4),
        "Big One",
        date(2010, 1, 1),
        classed="absent",
    )
    found = desk.missing_figures.of(NOVEMBER)
    assert found.audit.absences == 3
    assert {row.name: [one.rule for one in row.findings] for row in found.breaches} == {
        "Zofia Kowalska": ["P1"],
        "Little One": ["P2"],
    }


def test_r13_a_file_is_compared_and_nothing_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    ours = [
        episode("26MIS1", "HALE, Tom", BORN, datetime(2026, 11, 3, 9)),
        episode("26MIS2", "BEE, Ann", BORN, datetime(2026, 11, 5, 9)),
        episode("26MIS4", "DOV, Ina", BORN, datetime(2026, 11, 6, 9)),
    ]
    theirs = [
        episode("26MIS1", "HALE, Tom", BORN, datetime(2026, 11, 3, 9)),
        episode("26MIS2", "BEE, Ann", BORN, datetime(2026, 11, 5, 11)),
        episode("26MIS3", "NEW, Kit", BORN, datetime(2026, 11, 7, 9)),
    ]
    own = write(tmp_path / "ours.xlsx", {"Nov": (MISPER, ours)})
    desk.intake.take_in(desk.intake.preview(ListName.MISPER, own))
    files, episodes = len(every(desk.store, ImportedFile)), len(every(desk.store, Episode))
    found = desk.comparing.compare(write(tmp_path / "theirs.xlsx", {"Nov": (MISPER, theirs)}))
    assert (found.theirs, found.ours, found.refused) == (3, 3, 0)
    assert [one.name for one in found.compared.only_theirs] == ["Kit New"]
    assert [one.name for one in found.compared.only_ours] == ["Ina Dov"]
    ((difference,),) = ([one.differs for one in found.compared.different],)
    assert [label for label, _, _ in difference] == ["Returned"]
    assert found.compared.same == 1
    assert len(every(desk.store, ImportedFile)) == files and len(every(desk.store, Episode)) == episodes
    with pytest.raises(Refused):
        desk.comparing.compare(tmp_path / "nowhere.xlsx")


def test_r12_the_home_authority_is_owed_a_word(desk: Desk) -> None:
    number = an_episode(
        desk.store,
        datetime(2026, 11, 18, 20),
        datetime(2026, 11, 19),
        "Iman Yusuf",
        BORN,
        responsible_authority="Surrey CC",
    )
    an_episode(
        desk.store,
        datetime(2026, 10, 18),
        datetime(2026, 10, 19),
        "Long Ago",
        BORN,
        responsible_authority="Surrey CC",
    )
    due = [row for row in desk.planner.due(date(2026, 11, 20)) if row.kind == "home authority"]
    assert [(row.what, row.due, row.overdue) for row in due] == [
        ("Tell Surrey CC: Iman Y. is missing or was", date(2026, 11, 18), True)
    ]
    desk.missing_records.save(number, "home_told_on", date(2026, 11, 19))
    assert not [row for row in desk.planner.due(date(2026, 11, 20)) if row.kind == "home authority"]
