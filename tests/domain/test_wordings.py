import pytest

from app.domain.wordings import (
    ethnicities_from_toml,
    statement_from_json,
    statement_from_toml,
    terms_from_toml,
)
from app.errors import Refused
from app.resources import resource


def shipped(name: str) -> str:
    return resource("reference", name).read_text(encoding="utf-8")


def test_statement_covers_every_point() -> None:
    text = statement_from_toml(shipped("statement.toml"))
    assert text.version == "1" and len(text.questions) == 5
    whole = " ".join(text.paragraphs).casefold()
    for point in (
        "stays with the people in this room",
        "unless those agencies",
        "only those who need them",
        "respect",
        "discrimination",
        "gender",
        "sexuality",
        "disability",
        "first time",
        "do not wait",
        "beforehand",
        "strategy meeting",
        "register",
    ):
        assert point in whole, point
    asked = " ".join(text.questions)
    assert all(word in asked for word in ("power", "agencies", "records", "MARAC", "MAPPA", "places"))


def test_the_statement_as_the_store_keeps_it() -> None:
    text = statement_from_toml(shipped("statement.toml"))
    assert statement_from_json(text.as_json()) == text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("WBRI", "White British"),
        (" mwbc ", "White and Black Caribbean"),
        ("REFU", "Refused"),
        ("NOBT", "Information not yet obtained"),
        ("", "Not recorded"),
        ("White Other", "White Other"),
    ],
)
def test_ethnicity_in_words(code: str, words: str) -> None:
    assert ethnicities_from_toml(shipped("ethnicity.toml")).words(code) == words


def test_every_code_of_the_lists_is_known() -> None:
    codes = ethnicities_from_toml(shipped("ethnicity.toml"))
    seen = "MWBC WOTH CHNE REFU AIND NOBT APKN AOTH MWAS OOTH WBRI BCRB BOTH BAFR"
    assert set(seen.split()) <= set(codes.codes)
    assert codes.refused == {"REFU"} and codes.not_known == {"NOBT"}


@pytest.mark.parametrize(
    ("read", "text", "words"),
    [
        (statement_from_toml, "title = 'x'", "lacks"),
        (statement_from_toml, "title = ", "not readable"),
        (terms_from_toml, "[[terms]]\nterm = 'x'", "lacks"),
        (ethnicities_from_toml, "version = '1'", "no codes"),
    ],
)
def test_a_bad_file_is_refused(read: object, text: str, words: str) -> None:
    assert callable(read)
    with pytest.raises(Refused, match=words):
        read(text)
