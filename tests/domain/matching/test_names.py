"""Levels of agreement between two names, with the shipped tables."""

import pytest

from app.domain.matching.fold import fold_name
from app.domain.matching.names import AGREES, CONFLICTS, NameBook, NameLevel
from tests.domain.matching.reference import shipped

BOOK = NameBook(shipped())

SHORT_FORMS = """Maddie Madeleine|Izzy Isabella|Evie Evelyn|Beth Elizabeth|Beth Bethany
Harry Henry|Jack John|Tilly Matilda
Sean Shawn|Niamh Neve|Caoimhe Keeva|Aoife Eefa|Ciaran Kieran|Siobhan Shiv|Eoin Owen|Tadhg Teague
Gosia Małgorzata|Ola Aleksandra|Kasia Katarzyna|Zosia Zofia|Kuba Jakub|Olivia Oliwia|Bartek Bartosz
Ionuț Ion|Andreea Deea|João John|Bia Beatriz|Tiago James
Abdirahman Cabdiraxmaan|Faduma Fatima|Hodan Hoodan|Maxamed Mohamed|Yusuf Joseph
Seun Oluwaseun|Tunde Babatunde|Femi Oluwafemi|Sade Folasade|Ada Adaeze
Amaka Chiamaka|Emeka Chukwuemeka|Obi Obinna
Kwesi Kwasi|Adwoa Ajoa|Kwadwo Kojo
Aisha Ayesha|Muhammad Mohammed|Khadija Kadijah|Omar Umar|Hussain Hossain|Hassan Hasan
Jas Jaspreet|Gurpreet Guri|Simran Simi|Priya Pri|Sakina Sakeena
Tahmina Tamina|Nusrat Nusrath|Vithu Vithusan|Thusha Tusha|Yalini Yallini
Ji-woo Jiwoo|Jun-ho Joonho|Seo-yeon Suyeon"""


@pytest.mark.parametrize("pair", SHORT_FORMS.replace("\n", "|").split("|"))
def test_short_forms_and_spellings(pair: str) -> None:
    a, b = (fold_name(name) for name in pair.split())
    assert BOOK.forename(a, b).level in (NameLevel.VARIANT, NameLevel.EXACT)


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("poppy", "popyp", NameLevel.TYPO),
        ("khadija", "khhadija", NameLevel.TYPO),
        ("oliver", "olivia", NameLevel.LOOKALIKE),
        ("jayden", "kayden", NameLevel.LOOKALIKE),
        ("sophie florence", "sophie", NameLevel.PART),
        ("amelia", "thomas", NameLevel.OTHER),
        ("ann marie", "marie ann", NameLevel.EXACT),
        ("muhammad ali", "muhammad idris", NameLevel.LOOKALIKE),
        ("a", "amelia", NameLevel.INITIAL),
        ("", "amelia", NameLevel.MISSING),
    ],
)
def test_forenames(a: str, b: str, level: NameLevel) -> None:
    assert BOOK.forename(a, b).level is level
    assert BOOK.forename(b, a) == BOOK.forename(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("kowalski", "kowalska"),
        ("choi popescu", "choi"),
        ("hughes", "huges"),
        ("patel", "paetl"),
        ("chaudhry", "chowdhury"),
        ("qureshi", "koreshi"),
        ("oneill", "oneil"),
        ("san oakfield crowfield", "oakfield crowfield"),
    ],
)
def test_surnames_that_agree(a: str, b: str) -> None:
    assert BOOK.surname(a, b).level in AGREES


def test_common_names_are_worth_less_than_rare_ones() -> None:
    assert BOOK.surname("smith", "smith").weight < BOOK.surname("pham", "pham").weight
    assert BOOK.forename("oliver", "oliver").weight < BOOK.forename("xanthe", "xanthe").weight


def test_a_near_name_is_worth_less_than_the_same_name() -> None:
    same, near = BOOK.forename("caleb", "caleb"), BOOK.forename("caleb", "caleh")
    assert 0 < near.weight < same.weight


def test_conflicts_speak_against() -> None:
    for a, b in (("oliver", "olivia"), ("amelia", "thomas")):
        match = BOOK.forename(a, b)
        assert match.level in CONFLICTS and match.weight < 0
