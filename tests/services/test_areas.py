"""The profiles in force, and the statement that is read."""

from datetime import date
from pathlib import Path

import pytest

from app.errors import Refused
from app.models import BodyProfile
from app.services.areas import Areas
from tests.builders import AREA, a_clock, a_store, every, put


def test_the_area_and_its_bodies_in_order(tmp_path: Path) -> None:
    area = Areas(a_store(tmp_path), a_clock()).area()
    monthly = [body.kind for body in area.bodies if body.kind in ("cme", "misper", "mase")]
    assert (area.code, monthly) == (AREA, ["cme", "misper", "mase"])
    assert AREA in [code for code, _ in Areas.available()]


def test_a_store_without_a_profile_says_so_and_one_that_is_unknown_is_refused(tmp_path: Path) -> None:
    areas = Areas(a_store(tmp_path, area=""), a_clock())
    with pytest.raises(Refused, match="no profile yet"):
        areas.area()
    for code in ("atlantis", "", "..", "../reference"):
        with pytest.raises(Refused, match=AREA):
            areas.install(code)
    assert areas.install(AREA).code == AREA


def test_installing_again_adds_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    before = len(every(store, BodyProfile))
    Areas(store, a_clock()).install(AREA)
    assert len(every(store, BodyProfile)) == before


def test_a_newer_profile_holds_from_its_day(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    old = next(one for one in every(store, BodyProfile) if one.code == "KR-MASE")
    text = old.text.replace(f"effective_from = {old.effective_from}", "effective_from = 2027-01-01")
    assert text != old.text
    put(store, BodyProfile(code=old.code, position=old.position, effective_from=date(2027, 1, 1), text=text))

    def in_force(day: date) -> date:
        bodies = Areas(store, a_clock(day)).area().bodies
        return next(body.effective_from for body in bodies if body.code == "KR-MASE")

    assert in_force(date(2026, 12, 31)) == old.effective_from
    assert in_force(date(2027, 1, 1)) == date(2027, 1, 1)


def test_the_statement_is_edited_as_a_next_version(tmp_path: Path) -> None:
    areas = Areas(a_store(tmp_path), a_clock())
    first = areas.statement()
    assert first.paragraphs and first.questions
    new = areas.edit_statement(["  What is said here stays here. ", " "], ["Is the child safe tonight?"])
    assert areas.statement() == new
    assert new.paragraphs == ("What is said here stays here.",) and int(new.version) == int(first.version) + 1
    with pytest.raises(Refused, match="nothing was changed"):
        areas.edit_statement(["  "], [])
    assert areas.statement() == new
