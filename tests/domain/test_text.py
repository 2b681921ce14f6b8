"""Text from other programs becomes fit to store, show and print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.text import clean, clean_name


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain", "plain"),
        ("a\x00b\x0cc\x1bd\x7f", "abcd"),
        ("one\x0btwo\r\nthree\rfour\tfive", "one\ntwo\nthree\nfour\tfive"),
        ("\ufeffJose\u0301", "José"),
        ("a\ud800b\ufffec\uffff", "abc"),
        ("👩‍👧 stays", "👩‍👧 stays"),
    ],
)
def test_clean(raw: str, cleaned: str) -> None:
    assert clean(raw) == cleaned


def test_names_lose_direction_controls_and_double_spaces() -> None:
    assert clean_name(" \u202eAoife\u2069 \n  Clarke ") == "Aoife Clarke"
    assert clean_name("Jose\u0301") == clean_name("Jos\u00e9")


@given(st.text(alphabet=st.characters()))
def test_clean_text_can_always_be_encoded_and_is_stable(raw: str) -> None:
    once = clean(raw)
    once.encode("utf-8")
    assert clean(once) == once
    assert not set(once) & {chr(code) for code in range(32)} - {"\t", "\n"}
