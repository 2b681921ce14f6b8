"""The reference tables and what happens to a broken one."""

import tomllib

import pytest

from app.domain.matching import tables_from_text
from app.domain.matching.fold import fold_name
from app.domain.matching.names import AGREES, NameBook
from app.errors import Refused
from app.resources import resource
from tests.domain.matching.reference import shipped

FREQUENCY = """
[[band]]
per_100_000 = 1000
names = "Smith O'Neill"
[[band]]
per_100_000 = 10
names = "Pham Smith"
"""


def test_groups_do_not_chain() -> None:
    tables = tables_from_text('[x]\njohn = "jack"\njacqueline = "jack"\n', "", "")
    assert not tables.variants("john") & tables.variants("jacqueline")
    assert tables.variants("jack") & tables.variants("john")


def test_shares_are_folded_and_the_larger_one_stands() -> None:
    tables = tables_from_text("", "", FREQUENCY)
    assert tables.surname_shares["oneill"] == pytest.approx(0.01)
    assert tables.surname_shares["smith"] == pytest.approx(0.01)
    assert tables.surname_bits("smith") < tables.surname_bits("pham")


@pytest.mark.parametrize("broken", range(3))
def test_a_broken_table_is_refused_by_name(broken: int) -> None:
    texts = ["", "", ""]
    texts[broken] = "not = = toml"
    with pytest.raises(Refused, match=("nicknames", "forename_frequency", "surname_frequency")[broken]):
        tables_from_text(*texts)


def test_every_shipped_table_states_its_source() -> None:
    for name in ("nicknames", "forename_frequency", "surname_frequency"):
        text = resource("reference", f"{name}.toml").read_text(encoding="utf-8")
        assert tomllib.loads(text)["source"]


def test_shipped_tables_are_of_a_size_worth_having() -> None:
    tables = shipped()
    assert len(tables.groups) > 5_000
    assert len(tables.forename_shares) > 2_000
    assert len(tables.surname_shares) > 2_000


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Madeleine", "Maddie"), ("Siobhán", "Shivaun"), ("Niamh", "Neve"), ("Zofia", "Zosia"),
        ("Agnieszka", "Aga"), ("Ioana", "Oana"), ("João", "Joca"), ("Abdirahman", "Cabdiraxmaan"),
        ("Xamdi", "Hamdi"), ("Oluwaseun", "Seun"), ("Chukwuemeka", "Emeka"), ("Kwadwo", "Kojo"),
        ("Fatima", "Fatma"), ("Abdelkarim", "Kareem"), ("Jaswinder", "Jassi"), ("Jignesh", "Jigs"),
        ("Jubayer", "Zubair"), ("Thulasi", "Tulsi"), ("Seo-yeon", "Seoyun"), ("Xiao-mei", "Siu-mui"),
    ],
)  # fmt: skip
def test_each_language_of_the_area_has_its_forms(one: str, other: str) -> None:
    book = NameBook(shipped())
    match = book.forename(fold_name(one), fold_name(other))
    assert match.level in AGREES and match.weight > 2


def test_a_key_ends_at_its_underscore_and_a_guessed_ending_corrects_nobody() -> None:
    tables = tables_from_text('[x]\nmaria_pt = "mariazinha"\nfathi = "fathy"\n', "", "")
    assert tables.variants("maria") & tables.variants("mariazinha")
    assert tables.variants("fathey") and not tables.one_slip_away("father")
    assert tables.one_slip_away("fahti") == tables.variants("fathi")
