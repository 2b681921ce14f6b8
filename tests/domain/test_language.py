from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.language import Term, hints, quotations
from app.domain.wordings import terms_from_toml
from app.resources import resource

TERMS = terms_from_toml(resource("reference", "language.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She is Promiscuous.", ["promiscuous"]),
        ("Two absconders; one absconded.", ["absconder", "absconder"]),
        ("He makes risky\n choices and won’t engage.", ["risky choices", "will not engage"]),
        ("Places herself at risk.", ["places themselves at risk"]),
        ('Mum said "she is promiscuous" and left.', []),
        ("Mum said “she is promiscuous”; aggressive since.", ["aggressive"]),
        ("Mum said 'he's out of control' yesterday.", []),
        ("Mum said ‘he’s out of control’ yesterday.", []),
        ("The child's aggressive brother's friend", ["aggressive"]),
        ('She said "I am streetwise', []),
        ('She said "no"\nHe is streetwise', ["streetwise"]),
        ("unaggressive glamourous", []),
        ("", []),
    ],
)
def test_hints(text: str, found: list[str]) -> None:
    assert [hint.term for hint in hints(text, TERMS)] == found


def test_a_hint_says_where_and_what_instead() -> None:
    (hint,) = hints("Seen as streetwise.", TERMS)
    assert "Seen as streetwise."[hint.start : hint.end] == "streetwise" and hint.instead


def test_of_two_terms_that_overlap_the_longer_stays() -> None:
    terms = (Term("prostitute", "a"), Term("child prostitute", "b"))
    assert [hint.instead for hint in hints("a child prostitute", terms)] == ["b"]


@pytest.mark.parametrize(
    "term",
    [
        "promiscuous",
        "manipulative",
        "streetwise",
        "risky choices",
        "risky behaviour",
        "absconder",
        "sexually aware",
        "sexually experienced",
        "aggressive",
        "out of control",
        "boys being boys",
        "glamour",
        "will not engage",
        "child prostitution",
        "prostitute",
        "recidivist",
    ],
)
def test_every_term_of_the_reference_is_shipped(term: str) -> None:
    assert hints(f"Noted: {term}.", TERMS)


@given(st.text(alphabet="ab '\"“”‘’\n", max_size=80))
def test_quotations_are_slices_in_order(text: str) -> None:
    spans = quotations(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(one[1] <= two[0] for one, two in pairwise(spans))


@given(st.sampled_from(TERMS), st.sampled_from(['"{}"', "“{}”", "‘{}’", "'{}'"]))
def test_a_quoted_term_is_never_touched(term: Term, marks: str) -> None:
    assert not hints(f"She said {marks.format(term.term)} to us.", TERMS)
