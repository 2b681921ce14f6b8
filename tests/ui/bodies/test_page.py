"""Rules in force from a day: days that were met on, drafts, versions, copies, files, and who may."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QAbstractButton,
)

from app.models import Meeting
from app.services.bodies.profile_files import read_profile, write_profile
from app.services.desk import Desk
from app.store import keys
from app.store.keys import Cost
from app.ui.settings.bodies import Bodies
from tests.builders import OPERATOR, PASSPHRASE
from tests.ui.bodies.rig import (
    MASE,
    NEXT,
    SUPPORT,
    SUPPORT_PASSPHRASE,
    a_desk,
    choose,
    line,
    press,
    retype,
    set_day,
)
from tests.ui.sitting import Sitting, words_of

# Days, drafts, versions


def test_a_day_that_was_met_on_is_refused_in_words(page: Bodies, sitting: Sitting) -> None:
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk)
    mase = next(row for row in desk.planner.month(2026, 12) if row.body_code == "KR-MASE")
    with desk.store.transaction("test") as session:
        session.get_one(Meeting, mase.id).state = "closed"
    press(page.edit)
    assert page.page.day.day() == date(2026, 12, 30)
    set_day(page, NEXT)
    assert "held on Tue 29 Dec 2026 under the rules of then" in words_of(page.page)
    assert not page.page.keep.isEnabled()


def test_an_edit_outlives_a_lock(page: Bodies, sitting: Sitting) -> None:
    press(page.edit)
    retype(line(page.page.form, "name"), "Another name")
    sitting.window.lock()
    sitting.unlock(OPERATOR, PASSPHRASE)
    sitting.show("bodies")
    again = sitting.settings.pages["bodies"]
    assert isinstance(again, Bodies)
    choose(again, "MASE")
    assert "unfinished edit" in again.draft.sentence
    again.draft.activated.emit()
    assert again.page.form.body.name == "Another name"
    press(again.page.drop)
    assert not again.draft.isVisible()


def test_an_old_version_can_be_looked_at(page: Bodies) -> None:
    press(page.edit)
    retype(line(page.page.form, "name"), "Another name")
    press(page.page.keep)
    assert "Another name" in words_of(page)
    old = next(
        one for one in page.versions.findChildren(QAbstractButton) if "1 Jan 2018" in one.accessibleName()
    )
    press(old)
    assert MASE.name in words_of(page)


def test_a_copy_chooses_its_code_and_can_be_left_and_gone_on_with(page: Bodies, sitting: Sitting) -> None:
    press(page.copy)
    form = page.page.form
    retype(line(form, "code"), "KR-GANGS")
    retype(line(form, "short"), "Gangs")
    press(page.page.leave)
    assert "Gangs is a new body" in page.fresh.sentence
    page.fresh.activated.emit()
    assert form.body.code == "KR-GANGS"
    press(page.page.keep)
    assert not page.fresh.isVisible()
    names = [one.accessibleName() for one in page.choice.findChildren(QAbstractButton)]
    assert names[-1] == "Gangs" and "MASE 2" not in names
    desk = sitting.window.work.desk()
    assert isinstance(desk, Desk) and desk.rules.unfinished() == ()


def test_a_body_is_retired(page: Bodies, sitting: Sitting) -> None:
    press(page.retire)
    assert "1 meeting is planned" in words_of(page.retiring)
    press(page.retiring.go)
    assert "meets no more" in sitting.window.work.notice.sentence
    choose(page, "MASE")
    assert "no new meetings" in words_of(page.versions) and not page.retire.isVisible()


# Files and roles


def test_rules_are_carried_as_a_file(page: Bodies, tmp_path: Path) -> None:
    path = tmp_path / "mase.toml"
    page.write_file(tmp_path / "mase")
    assert read_profile(path) == MASE
    write_profile(replace(MASE, name="From elsewhere", effective_from=NEXT), path)
    page.take_file(path)
    assert page.page.form.body.name == "From elsewhere" and page.page.day.day() == NEXT
    press(page.page.keep)
    assert page._desk.rules.versions("KR-MASE")[0].body.name == "From elsewhere"


def test_a_file_that_is_none_says_so_and_opens_nothing(
    page: Bodies, sitting: Sitting, tmp_path: Path
) -> None:
    (tmp_path / "x.toml").write_text("[body", encoding="utf-8")
    page.take_file(tmp_path / "x.toml")
    assert "not a readable TOML file" in sitting.window.work.notice.sentence
    assert not page.page.isVisible()


def test_only_a_chair_sees_the_way_to_edit(sitting: Sitting) -> None:
    desk = a_desk(sitting.path)
    keys.add_operator(
        sitting.path, desk.store.keys, SUPPORT, "business support", SUPPORT_PASSPHRASE, Cost.floor()
    )
    desk.close()
    sitting.open(a_desk(sitting.path, SUPPORT, SUPPORT_PASSPHRASE))
    sitting.show("bodies")
    page = sitting.settings.pages["bodies"]
    assert isinstance(page, Bodies)
    assert not any(one.isVisible() for one in (page.edit, page.copy, page.read, page.retire))
    assert page.write.isVisible() and "Only a chair" in words_of(page)
