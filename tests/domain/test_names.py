"""Names in the shapes that lists bring; nothing written is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.name_remarks import without_remarks
from app.domain.names import NameRead, natural_case, read_name, read_names


@pytest.mark.parametrize(
    ("written", "forename", "surname", "aliases"),
    [
        ("CLARKE, Aoife (aka Destiny)", "Aoife", "Clarke", ("Destiny",)),
        ("CLARKE, Aoife (aka Destiny, Dee)", "Aoife", "Clarke", ("Destiny", "Dee")),
        ("Aoife Clarke / Destiny", "Aoife", "Clarke", ("Destiny",)),
        ("Aoife/Destiny Clarke", "Aoife", "Clarke", ("Destiny",)),
        ("Aoife 'Dee' Clarke", "Aoife", "Clarke", ("Dee",)),
        ("O’BRIEN, Seán \u201cRed\u201d", "Seán", "O’Brien", ("Red",)),
        ("Aoife Clarke (known as Dee)", "Aoife", "Clarke", ("Dee",)),
        ("Robert (Bob) Smith", "Robert", "Smith", ("Bob",)),
        ("Aoife Clarke aka Dee Jones", "Aoife", "Clarke", ("Dee Jones",)),
        ("SMITH, John; a.k.a. JONES, Jim", "John", "Smith", ("Jim Jones",)),
        ("O'NEILL, Jack", "Jack", "O'Neill", ()),
        ("McCARTHY, Ines", "Ines", "McCarthy", ()),
        ("MCCARTHY, INES", "Ines", "McCarthy", ()),
        ("ST.JOHN, Grace", "Grace", "St.John", ()),
        ("CHOI-POPESCU, Tyrese", "Tyrese", "Choi-Popescu", ()),
        ("VAN-DER-BERG, Stefan", "Stefan", "Van-der-Berg", ()),
        ("Stefan van der Berg", "Stefan", "van der Berg", ()),
        ("Ferreira Isabella", "Ferreira", "Isabella", ()),
        ("BEATRIZ, Okafor", "Okafor", "Beatriz", ()),
        ("CLARKE Aoife", "Aoife", "Clarke", ()),
        ("Aoife CLARKE", "Aoife", "Clarke", ()),
        ("NG, Mei", "Mei", "Ng", ()),
        ("CLARKE, TJ", "TJ", "Clarke", ()),
        ("Cher", "Cher", "", ()),
        ("(aka Destiny)", "Destiny", "", ()),
        ("Null", "Null", "", ()),
        ("Smith, John (LAC)", "John (LAC)", "Smith", ()),
        ("José GARCÍA-LÓPEZ", "José", "García-López", ()),
        ("KOWALSKA / Zofia", "Zofia", "Kowalska", ()),
        ("van der Berg; Anna", "Anna", "van der Berg", ()),
        ("CLARKE (née Jones), Aoife", "Aoife", "Clarke", ("Jones",)),
        ("Aoife Clarke formerly Jones", "Aoife", "Clarke", ("Jones",)),
        ("Aoife Clarke (met at 4)", "Aoife (met at 4)", "Clarke", ()),
        ("n/k", "", "", ()),
        ("Unknown", "", "", ()),
        ("", "", "", ()),
    ],
)
def test_one_column(written: str, forename: str, surname: str, aliases: tuple[str, ...]) -> None:
    assert read_name(written) == NameRead(forename, surname, aliases)


@pytest.mark.parametrize(
    ("written", "forename", "surname"),
    [
        ("Kowalska Zofia", "Zofia", "Kowalska"),
        ("Kowalska/Zofia", "Zofia", "Kowalska"),
        ("van der Berg Anna Maria", "Anna Maria", "van der Berg"),
        ("Zofia KOWALSKA", "Zofia", "Kowalska"),
        ("Kowalska, Zofia", "Zofia", "Kowalska"),
        ("Kowalska", "", "Kowalska"),
    ],
)
def test_a_column_that_says_the_surname_stands_first(written: str, forename: str, surname: str) -> None:
    assert read_name(written, surname_first=True) == NameRead(forename, surname)


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("CLARKE, Aoife (14)", "CLARKE, Aoife"),
        ("Aoife Clarke (LAC) - NEW", "Aoife Clarke"),
        ("1. Miss Aoife Clarke*", "Aoife Clarke"),
        ("CLARKE, Ms Aoife (twin of Niamh)", "CLARKE, Aoife"),
        ("Robert (Bob) Smith", "Robert (Bob) Smith"),
        ("Masterson, Ms", "Masterson, Ms"),
        ("(14)", "(14)"),
    ],
)
def test_remarks_beside_a_name(written: str, bare: str) -> None:
    assert without_remarks(written) == bare


def test_two_columns_and_a_third_for_other_names() -> None:
    assert read_names("AHMED", "ABDI", "Muhammad") == NameRead("Ahmed", "Abdi", ("Muhammad",))
    assert read_names("Thomas", "Min-ji") == NameRead("Thomas", "Min-ji")
    assert read_names("Aoife (aka Destiny)", "Clarke", "Dee / Des") == NameRead(
        "Aoife", "Clarke", ("Destiny", "Dee", "Des")
    )
    assert read_names("", "CLARKE, Aoife") == NameRead("Aoife", "Clarke")


@pytest.mark.parametrize("name", ["Mcdonald", "St.John", "van der Berg", "O'neill", "d'Arcy", "DeShawn"])
def test_mixed_case_is_left_as_it_is(name: str) -> None:
    assert natural_case(name) == name


def letters(text: str) -> list[str]:
    return sorted(letter for letter in text.casefold() if letter.isalnum())


@given(
    st.lists(
        st.sampled_from(["Aoife", "O'NEILL", ",", "(", ")", "/", "'Dee'", "St.", "JO", "-", "x", '"', "&"])
    )
)
def test_no_letter_is_lost(pieces: list[str]) -> None:
    written = " ".join(pieces)
    read = read_name(written)
    kept = letters(" ".join((read.forename, read.surname, *read.aliases)))
    # The same alias twice is one alias.
    assert set(kept) == set(letters(written))
    assert len(kept) >= len(letters(" ".join(dict.fromkeys(pieces))))


@given(st.text(max_size=400))
def test_nothing_raises(written: str) -> None:
    read = read_name(written)
    read_names(written, written, written)
    assert all(read.aliases)
