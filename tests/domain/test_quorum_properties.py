"""What holds of every rule: one more never loses a quorum, one less never gains it."""

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import QuorumRule
from app.domain.quorum import count_quorum, share
from tests.domain.test_quorum import AGENCIES, POLICE, seats


@given(st.integers(1, 60), st.integers(1, 100))
def test_the_share_is_the_least_that_reaches_the_percentage(of: int, percent: int) -> None:
    needed = share(of, percent)
    assert needed * 100 >= of * percent > (needed - 1) * 100


def simple_rules() -> st.SearchStrategy[QuorumRule]:
    flags = {
        "deputies_count": st.booleans(),
        "written_counts": st.booleans(),
        "virtual_counts": st.booleans(),
    }
    return st.one_of(
        st.builds(
            QuorumRule, st.sampled_from(["percent_members", "percent_agencies"]), st.integers(1, 100), **flags
        ),
        st.builds(QuorumRule, st.just("min_organisations"), st.integers(1, 5), **flags),
        st.builds(
            QuorumRule,
            st.just("required_roles"),
            roles=st.lists(st.sampled_from([f"role {n}" for n in range(8)]), min_size=1, max_size=2).map(
                tuple
            ),
            **flags,
        ),
        st.builds(
            QuorumRule,
            st.just("rank"),
            agency=st.sampled_from(["", "Police"]),
            rank=st.sampled_from(["Sergeant", "Inspector", "DCI"]),
            **flags,
        ),
    )


def rules() -> st.SearchStrategy[QuorumRule]:
    return st.recursive(
        simple_rules(),
        lambda inner: st.builds(
            QuorumRule,
            st.sampled_from(["all_of", "any_of"]),
            rules=st.lists(inner, min_size=1, max_size=3).map(tuple),
            deputies_count=st.booleans(),
            written_counts=st.booleans(),
            virtual_counts=st.booleans(),
        ),
        max_leaves=5,
    )


KEYS = st.sampled_from([f"s{n}" for n in range(10)])
PEOPLE = st.builds(
    Attendee,
    st.just("Person"),
    st.sampled_from(list(Standing)),
    KEYS,
    rank=st.sampled_from(["", "PC", "Detective Inspector", "DCI"]),
    virtual=st.booleans(),
)
REGISTERS = st.lists(PEOPLE, max_size=12)
SIZES = st.integers(1, 10)
WRITTEN = st.sets(KEYS)


def met(rule: QuorumRule, size: int, people: Iterable[Attendee], written: Iterable[str]) -> bool:
    return count_quorum(rule, seats(size, AGENCIES), people, set(written), (POLICE,)).met


@given(rules(), SIZES, REGISTERS, WRITTEN, PEOPLE)
def test_one_more_never_loses_a_quorum(
    rule: QuorumRule, size: int, people: list[Attendee], written: set[str], more: Attendee
) -> None:
    if met(rule, size, people, written):
        assert met(rule, size, [*people, more], written)
        assert met(rule, size, people, {*written, more.seat_key})


@given(rules(), SIZES, REGISTERS, WRITTEN, st.data())
def test_leaving_never_gains_a_quorum(
    rule: QuorumRule, size: int, people: list[Attendee], written: set[str], data: st.DataObject
) -> None:
    left = data.draw(st.lists(st.sampled_from(people), unique_by=id)) if people else []
    staying = [one for one in people if not any(one is gone for gone in left)]
    if met(rule, size, staying, written):
        assert met(rule, size, people, written)


@given(rules(), SIZES, REGISTERS, WRITTEN, st.randoms())
def test_the_order_of_arrivals_does_not_matter(
    rule: QuorumRule, size: int, people: list[Attendee], written: set[str], chance: object
) -> None:
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    table = seats(size, AGENCIES)
    assert count_quorum(rule, table, people, written, (POLICE,)) == count_quorum(
        rule, table, shuffled, written, (POLICE,)
    )


@given(rules(), SIZES, REGISTERS, WRITTEN)
def test_two_people_on_a_seat_count_once(
    rule: QuorumRule, size: int, people: list[Attendee], written: set[str]
) -> None:
    table = seats(size, AGENCIES)
    once = count_quorum(rule, table, people, written, (POLICE,))
    twice = count_quorum(rule, table, [*people, *people], written, (POLICE,))
    assert once == twice and once.present <= once.of


@given(rules(), SIZES, REGISTERS, WRITTEN)
def test_nobody_is_missed_by_name_at_a_quorate_meeting(
    rule: QuorumRule, size: int, people: list[Attendee], written: set[str]
) -> None:
    quorum = count_quorum(rule, seats(size, AGENCIES), people, written, (POLICE,))
    assert not (quorum.met and quorum.lacking)
    assert quorum.sentence.startswith("Quorate: " if quorum.met else "Not quorate: ")
