"""Care returns come in like lists, name nobody, and stand beside a child by number and date of birth."""

from datetime import date
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.models import CareRecord, Spell, Subject
from app.services.lists.care import CareReturns
from tests.builders import every
from tests.services.lists_rig import NOVEMBER, Lists, lists
from tests.services.small_lists import entry

HEADER = (
    "CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB\n"
    "4401,2,04/03/2011,WBRI,X851898040305,,\n4402,1,05/06/2010,ABAN,UN3,,\n"
)
MISSING = "CHILD,DOB,MISSING,MIS_START,MIS_END\n4401,04/03/2011,M,01/10/2026,{end}\n"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    return lists(tmp_path, NOVEMBER)


def take(rig: Lists, name: str, text: str) -> tuple[int, int, int]:
    path = rig.folder / name
    path.write_text(text, encoding="utf-8")
    result = rig.intake.take_in(rig.intake.preview(ListName.SSDA903, path))
    return result.rows, result.accepted, result.unchanged


def test_two_files_of_a_return_are_one_child_and_come_in_once(rig: Lists) -> None:
    assert take(rig, "header.csv", HEADER) == (2, 2, 0)
    assert take(rig, "missing.csv", MISSING.format(end="")) == (1, 1, 0)
    assert take(rig, "missing.csv", MISSING.format(end="")) == (1, 0, 1)
    assert take(rig, "missing.csv", MISSING.format(end="03/10/2026")) == (1, 1, 0)
    assert [(one.number, one.born, one.forename) for one in every(rig.store, Subject)] == [
        ("X851898040305", date(2011, 3, 4), ""), ("4402", date(2010, 6, 5), ""),
    ]  # fmt: skip
    assert [one.record for one in every(rig.store, CareRecord)] == ["child", "child", "missing"]
    assert every(rig.store, CareRecord)[2].episode_ended_on == date(2026, 10, 3)
    assert every(rig.store, Spell) == []


@pytest.mark.parametrize(("born", "lines"), [(date(2011, 3, 4), 2), (date(2011, 3, 5), 0)])
def test_a_child_of_the_register_also_in_care(rig: Lists, born: date, lines: int) -> None:
    rig.take(ListName.CME, entry("X851898040305", "Ana", "Quill", born, date(2026, 9, 1)))
    take(rig, "header.csv", HEADER)
    take(rig, "missing.csv", MISSING.format(end="03/10/2026"))
    child = rig.subject("cme:X851898040305")
    found = CareReturns(rig.store).for_person(child.person_id)
    assert len(found) == lines
    assert not any(line.confirmed for line in found)
    if found:
        assert [line.words for line in found] == ["in care", "missing from care 01 Oct 2026 to 03 Oct 2026"]


def test_a_care_return_puts_nobody_on_a_list(rig: Lists) -> None:
    take(rig, "header.csv", HEADER)
    assert rig.crosscheck.children(only_several=False) == ()


def test_a_care_return_is_undone_like_any_file(rig: Lists) -> None:
    take(rig, "header.csv", HEADER)
    rig.intake.undo(rig.intake.imported_files()[0].id)
    assert (every(rig.store, CareRecord), every(rig.store, Subject)) == ([], [])
