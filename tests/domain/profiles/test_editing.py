"""One thing of a profile changed, and a new name followed by every text of its own."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.profiles import Body, renamed, value_at, with_value
from app.domain.profiles.editing import mentions, with_new_terms
from tests.domain.profiles.shipped import bodies

BODIES = [pytest.param(body, id=body.code) for _, body in bodies()]
MASE = next(body for _, body in bodies() if body.code == "KR-MASE")
SUBGROUP = next(body for _, body in bodies() if body.code == "KR-SUBGROUP")


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("venue", "Annexe"),
        ("support.acknowledge.count", 1),
        ("deadlines.follow_up.unit", "weeks"),
        ("terms.hsb", "HSB"),
    ],
)
def test_a_value_is_put_where_it_stands(place: str, value: object) -> None:
    changed = with_value(MASE, place, value)
    assert value_at(changed, place) == value != value_at(MASE, place)
    assert with_value(changed, place, value_at(MASE, place)) == MASE


def test_an_empty_word_is_taken_out() -> None:
    assert "support" not in with_value(MASE, "terms.support", "").terms
    assert value_at(MASE, "terms.register") == ""


def test_whole_words_only_and_never_a_code_or_a_cited_document() -> None:
    body = replace(MASE, venue="MASE room, MASE-1, MASEX", source="Terms, MASE", parent_bodies=("MASE",))
    new = renamed(body, "MASE", "MACE")
    assert (new.venue, new.source, new.parent_bodies) == ("MACE room, MASE-1, MASEX", body.source, ("MASE",))
    assert (new.code, new.short, new.support.sources[0]) == ("KR-MASE", "MACE", "MACE")
    assert [item.key for item in new.agenda] == [item.key for item in body.agenda]


def test_a_longer_name_is_not_lengthened_again() -> None:
    named = replace(MASE, short="MASE North", name="MASE North, monthly", venue="The room of MASE")
    new = renamed(named, "MASE", "MASE North")
    assert (new.short, new.name, new.venue) == ("MASE North", "MASE North, monthly", "The room of MASE North")


def test_mentions() -> None:
    assert mentions(SUBGROUP, "MASE") and not mentions(SUBGROUP, "MACE") and not mentions(SUBGROUP, "")


def test_a_new_word_goes_into_the_titles() -> None:
    now = replace(MASE, terms={**MASE.terms, "locations": "Areas of concern", "support": "Horizon"})
    new = with_new_terms(now, MASE)
    titles = {item.key: item.title for item in (*new.agenda, *new.minutes_items)}
    assert (titles["locations"], titles["support"]) == ("Areas of concern", "Horizon update")
    assert "Horizon" in {seat.agency for seat in new.seats} and new.terms == now.terms


@pytest.mark.parametrize("body", BODIES)
@given(st.sampled_from(["MASE", "CME", "Police", "Cases", "and", "a"]), st.text(min_size=1, max_size=12))
def test_a_rename_twice_is_a_rename_once(body: Body, old: str, new: str) -> None:
    once = renamed(body, old, new)
    assert renamed(once, old, new) == once
    assert [one.key for one in once.seats] == [one.key for one in body.seats] and once.code == body.code
