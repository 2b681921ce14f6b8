"""The matcher as a whole: rules by example, properties, and a floor on a small labelled set."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.matching import (
    Band,
    Cancelled,
    Record,
    ScoredPair,
    compare,
    find_pairs,
    is_compiled,
    record_from_row,
    sentence,
)
from app.domain.matching.records import BAND_ORDER
from app.errors import Refused
from tests.domain.matching.cases import CASES, NEW_YEAR, NO_BIRTH, PARENT, SIBLING, TWIN
from tests.domain.matching.labelled import LABELLED, true_pairs
from tests.domain.matching.reference import child, shipped


@pytest.mark.parametrize("name", CASES)
def test_rules(name: str) -> None:
    a, b, least, most, flags = CASES[name]
    pair = compare(a, b, shipped())
    assert BAND_ORDER.index(least) <= BAND_ORDER.index(pair.band) <= BAND_ORDER.index(most), pair
    assert flags <= set(pair.flags)


def test_numbers_of_a_report_do_not_speak_against() -> None:
    a, b = child(numbers={"merlin": "26MIS000001"}), child(numbers={"merlin": "26MIS000002"})
    assert compare(a, b, shipped()).score == compare(child(), child(), shipped()).score
    a, b = child(numbers={"upn": "X851898040305"}), child(numbers={"upn": "Q111111111111"})
    assert compare(a, b, shipped()).score < compare(child(), child(), shipped()).score


def test_numbers_by_kind_and_check() -> None:
    def reason(kind: str, one: str, other: str) -> tuple[str, float] | None:
        pair = compare(child(numbers={kind: one}), child(numbers={kind: other}), shipped())
        return next(((r.words, r.weight) for r in pair.reasons if r.field == kind), None)

    same, doubtful = reason("upn", "H801200001001", "h801200001001"), reason("upn", "A80120", "A80120")
    assert same and doubtful and same[1] > doubtful[1] > 0 and "check" in doubtful[0]
    slip, other = reason("nhs", "9434765919", "9434765918"), reason("upn", "H801200001001", "K801200001002")
    assert slip and slip[1] > 0 and other and other[1] < 0
    assert reason("nhs", "0000000000", "0000000000") is None, "zeros are no number"


def test_link_pairs_only_lists_and_dedupe_all() -> None:
    records = [child(rec_id="a1"), child(rec_id="a2"), child(rec_id="b1")]
    linked = {(pair.id_a, pair.id_b) for pair in find_pairs(records, shipped(), mode="link")}
    assert linked == {("a1", "b1"), ("a2", "b1")}
    assert len(find_pairs(records, shipped(), mode="dedupe")) == 3


def test_a_chain_is_not_closed() -> None:
    """A ~ B by one thing and B ~ C by another leave A and C strangers."""
    records = [
        child("Amelia|Moss", "2012-05-13", rec_id="a1"),
        child("Amelia|Finch", "2012-05-13", rec_id="b1", aliases=("Zoe Carver",)),
        child("Zoe|Carver", "", rec_id="c1"),
    ]
    pairs = {(pair.id_a, pair.id_b): pair for pair in find_pairs(records, shipped(), mode="link")}
    assert ("a1", "b1") in pairs and ("b1", "c1") in pairs
    assert ("a1", "c1") not in pairs or pairs["a1", "c1"].band is Band.WEAK


def test_progress_and_cancel() -> None:
    records = [child(rec_id=f"{'ab'[i % 2]}{i}") for i in range(40)]
    seen: list[tuple[int, int]] = []

    def go_on(done: int, total: int) -> bool:
        seen.append((done, total))
        return True

    find_pairs(records, shipped(), mode="link", progress=go_on)
    assert seen[0] == (0, 40) and seen[-1] == (40, 40)
    with pytest.raises(Cancelled):
        find_pairs(records, shipped(), mode="link", progress=lambda done, total: False)


def test_score_is_the_sum_of_its_reasons_and_every_reason_has_words() -> None:
    for pair in find_pairs([record for record, _ in LABELLED], shipped(), mode="link"):
        assert pair.score == pytest.approx(sum(reason.weight for reason in pair.reasons))
        assert all(reason.words for reason in pair.reasons)
        assert sentence(pair).endswith(".")


def test_sentence_says_why_and_holds_no_name() -> None:
    pair = compare(
        child("Hibaq|Hersi", "2012-05-08"), child("Hibaq|Hersi", "2012-08-05", rec_id="b1"), shipped()
    )
    text = sentence(pair)
    assert "same surname" in text.lower() and "day and month swapped" in text
    assert "ibaq" not in text and "ersi" not in text


def test_rows_of_the_csv() -> None:
    record = record_from_row(
        {
            "rec_id": "a1",
            "source": "a",
            "forename": " Ana ",
            "alias": "Anita; Bia",
            "dob": "2014-23-05",
            "gender": "Female",
        }
    )
    assert (record.forename, record.aliases, record.born, record.born_as_written) == (
        "Ana",
        ("Anita", "Bia"),
        None,
        "2014-23-05",
    )
    with pytest.raises(Refused):
        record_from_row({"rec_id": "", "forename": "Ana"})


# Properties

NAMES = st.sampled_from(
    ["", "Amelia", "Millie", "Oliver", "Olivia", "Muhammad Ali", "Abdi-Rahman", "Łukasz", "A", "Popyp", "Xq"]
)
SURNAMES = st.sampled_from(
    ["", "Smith", "Kowalska", "Kowalski", "O'Neill", "Choi-Popescu", "Choi", "Hersi", "Amelia", "Zyqv"]
)
BIRTHS = st.one_of(
    st.none(),
    st.dates(date(1980, 1, 1), date(2025, 12, 31)),
    st.just(date(2012, 5, 13)),
    st.just(date(2012, 1, 1)),
)


@st.composite
def records(draw: st.DrawFn, rec_id: str) -> Record:
    return Record(
        rec_id,
        draw(st.sampled_from("ab")),
        draw(NAMES),
        draw(SURNAMES),
        tuple(draw(st.lists(NAMES, max_size=2))),
        draw(BIRTHS),
        draw(st.sampled_from(["", "F", "M"])),
        draw(st.sampled_from(["", "KT2 6ZZ", "KT2 6ZY", "TW9 2ED"])),
        draw(st.sampled_from(["", "Penfold", "Penfoold", "7 Park Rise", "Park Rise"])),
    )  # fmt: skip


@settings(deadline=None, max_examples=300)
@given(records("a1"), records("b1"))
def test_symmetric(a: Record, b: Record) -> None:
    assert compare(a, b, shipped()) == compare(b, a, shipped())


@settings(deadline=None, max_examples=300)
@given(records("a1"), records("b1"))
def test_missing_is_no_evidence(a: Record, b: Record) -> None:
    fields = {reason.field for reason in compare(a, b, shipped()).reasons}
    if a.born is None or b.born is None:
        assert "date of birth" not in fields
    if not a.sex or not b.sex:
        assert "sex" not in fields
    if not a.postcode or not b.postcode:
        assert "postcode" not in fields
    if not a.town or not b.town:
        assert not fields & {"town", "address"}
    empty = Record("b1", "b")
    assert compare(a, empty, shipped()).score == 0


@settings(deadline=None, max_examples=300)
@given(records("a1"), records("b1"))
def test_top_band_holds_no_family_and_no_new_year(a: Record, b: Record) -> None:
    pair = compare(a, b, shipped())
    if set(pair.flags) & {TWIN, SIBLING, PARENT, NEW_YEAR, NO_BIRTH}:
        assert pair.band is not Band.CERTAIN
    if set(pair.flags) & {TWIN, SIBLING, PARENT}:
        assert pair.band in (Band.WEAK, Band.POSSIBLE)


@settings(deadline=None, max_examples=20)
@given(st.permutations(LABELLED))
def test_order_of_records_does_not_matter(shuffled: list[tuple[Record, str]]) -> None:
    straight = find_pairs([record for record, _ in LABELLED], shipped(), mode="link")
    assert find_pairs([record for record, _ in shuffled], shipped(), mode="link") == straight


# A floor


def _at_least(pairs: list[ScoredPair], band: Band) -> set[tuple[str, str]]:
    return {(p.id_a, p.id_b) for p in pairs if BAND_ORDER.index(p.band) >= BAND_ORDER.index(band)}


def test_floor_on_the_small_labelled_set() -> None:
    pairs = find_pairs([record for record, _ in LABELLED], shipped(), mode="link")
    truth = true_pairs()
    assert truth <= _at_least(pairs, Band.POSSIBLE)
    likely = _at_least(pairs, Band.LIKELY)
    assert likely <= truth, "a wrong pair is likely"
    assert len(likely & truth) >= 0.9 * len(truth)


def test_rapidfuzz_is_the_compiled_one() -> None:
    assert is_compiled()
