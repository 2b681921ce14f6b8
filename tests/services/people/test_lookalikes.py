"""Search before create: whoever is meant is found by any name, sound, nickname, number or date of birth."""

from datetime import date, datetime
from pathlib import Path

import pytest

from app.domain.lists import ListName
from app.domain.matching import Band
from app.domain.typed_child import read_typed
from app.models import Subject
from app.services.lists.by_hand import ByHand
from app.services.people.lookalikes import Lookalikes, MightBe
from tests.services.lists_rig import Lists, lists
from tests.services.small_lists import case, entry, episode

ZOFIA, TYRESE, GRACE = date(2012, 4, 3), date(2011, 2, 14), date(2012, 1, 9)
BACK, LISTED = datetime(2026, 10, 14, 9), date(2026, 9, 1)
UPN = "X30812256190"


@pytest.fixture
def rig(tmp_path: Path) -> Lists:
    made = lists(tmp_path)
    made.take(
        ListName.MISPER,
        episode("26MIS01", "KOWALSKA, Zofia (Zosia)", ZOFIA, BACK),
        episode("26MIS02", "OKONKWO-BELL, Tyrese", TYRESE, BACK),
    )
    made.take(ListName.CME, entry(UPN, "Sofia", "Kowalska", ZOFIA, LISTED))
    made.take(
        ListName.MASE,
        case("MASE-0001", "Kowalska, Zofia", ZOFIA, LISTED),
        case("MASE-0002", "Grace Holloway", GRACE, LISTED),
    )
    m, s = (rig_subject(made, ref) for ref in ("misper:26MIS01", "mase:MASE-0001"))
    made.who.decide(m, s, "same", "one child")
    return made


def rig_subject(rig: Lists, ref: str) -> int:
    return rig.subject(ref).id


def found(rig: Lists, text: str) -> tuple[MightBe, ...]:
    return Lookalikes(rig.store, rig.clock).might_be(read_typed(text, rig.clock.today()))


@pytest.mark.parametrize(
    "text",
    [
        "zo",
        "Zofia Kowalska",
        "kowalska zofia",
        "KOWALSKA, Zofia",
        "zosia kowal",
        "zosia",
        "Kowalski Zofia",
        "zofja kovalska",
        "zo kow",
        "3/4/2012",
        "born 3 April 2012",
        "kowalska 4/3/2012",
        "MASE-0001",
        "mase-0001",
        "26mis01",
    ],
)
def test_the_child_stands_first_however_the_name_is_typed(rig: Lists, text: str) -> None:
    first = found(rig, text)[0]
    assert first.identity.name == "Zofia Kowalska"
    assert {one.list_name for one in first.on} == {ListName.MISPER, ListName.MASE}
    assert first.why


@pytest.mark.parametrize("text", ["", "   ", "x", "Ahmed Hussain", "99/99/9999", "MASE-9999"])
def test_nobody_is_found_where_nobody_fits(rig: Lists, text: str) -> None:
    assert found(rig, text) == ()


def test_who_is_not_joined_stands_beside_as_another_child(rig: Lists) -> None:
    names = [one.identity.name for one in found(rig, "Zofia Kowalska 3/4/2012")]
    assert names == ["Zofia Kowalska", "Sofia Kowalska"]


def test_the_very_same_number_comes_first_and_says_so(rig: Lists) -> None:
    first, *rest = found(rig, f"zofia kowalska {UPN.lower()}")
    assert (first.identity.name, first.band) == ("Sofia Kowalska", Band.CERTAIN)
    assert first.why.startswith("The very same number.")
    assert rest[0].identity.name == "Zofia Kowalska"


def test_an_nhs_number_is_found_with_and_without_its_spaces(rig: Lists) -> None:
    grace = rig.subject("mase:MASE-0002").id
    with rig.store.transaction("test") as session:
        session.get_one(Subject, grace).numbers = {"nhs": "9434765919"}
    for text in ("943 476 5919", "9434765919"):
        assert [one.identity.name for one in found(rig, text)] == ["Grace Holloway"]


def test_a_row_tells_where_the_child_stands_and_where_they_stood(rig: Lists) -> None:
    cme = rig.subject(f"cme:{UPN}").id
    ByHand(rig.store, rig.clock).leave_list(cme, "moved away")
    sofia = next(one for one in found(rig, "sofia kowalska") if one.identity.forename == "Sofia")
    on = sofia.row_on(ListName.CME)
    assert on is not None and (on.subject_id, on.on_now) == (cme, False)
    assert sofia.row_on(ListName.MASE) is None


def test_a_child_added_since_is_found(rig: Lists) -> None:
    look = Lookalikes(rig.store, rig.clock)
    typed = read_typed("Ngozi Eze", rig.clock.today())
    assert look.might_be(typed) == ()
    rig.take(ListName.CME, entry("B123456789012", "Ngozi", "Eze", GRACE, LISTED))
    assert [one.identity.name for one in look.might_be(typed)] == ["Ngozi Eze"]


def test_a_worker_makes_it_ready_for_the_window(rig: Lists, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.people.lookalikes._AT_ONCE", 0)
    window, worker = Lookalikes(rig.store, rig.clock), Lookalikes(rig.store, rig.clock)
    assert not window.is_ready()
    window.take_over(worker.prepare())
    assert window.is_ready()
    assert window.might_be(read_typed("grace", rig.clock.today()))[0].identity.name == "Grace Holloway"


def test_somebody_known_is_shown_as_the_search_shows_them(rig: Lists) -> None:
    person = rig.subject("misper:26MIS01").person_id
    one = Lookalikes(rig.store, rig.clock).of_person(person)
    assert one is not None and one.identity.name == "Zofia Kowalska" and len(one.on) == 2
    assert Lookalikes(rig.store, rig.clock).of_person(999) is None
