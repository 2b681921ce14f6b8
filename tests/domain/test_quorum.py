from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from app.domain.attendance import Attendee, Standing
from app.domain.profiles import QuorumRule, Ranks, Seat, body_from_toml
from app.domain.quorum import count_quorum, forecast, lost
from app.errors import Refused
from app.resources import resource
from tests.domain.kingston import body

HALF = QuorumRule("percent_members", 50)
SENIOR = QuorumRule("required_roles", roles=("Senior police officer",), written_counts=True)
PROVISIONAL = "decisions are provisional until the next quorate meeting"
POLICE = Ranks(
    "Police",
    (
        ("Constable", "PC", "DC"),
        ("Sergeant", "DS"),
        ("Inspector", "DI"),
        ("Chief Inspector", "DCI"),
    ),
)
INSPECTOR = QuorumRule("rank", agency="Police", rank="Inspector")
BOTH = QuorumRule("all_of", rules=(HALF, INSPECTOR))
EITHER = QuorumRule("any_of", rules=(HALF, INSPECTOR))
AGENCIES = ("Police", "Health", "Education", "CAMHS")


def seats(count: int, agencies: Sequence[str] = ("Police",)) -> tuple[Seat, ...]:
    return tuple(Seat(f"s{n}", agencies[n % len(agencies)], f"role {n}") for n in range(count))


def on(standings: Mapping[str, Standing]) -> list[Attendee]:
    return [Attendee(f"Person {key}", standing, key) for key, standing in standings.items()]


def here(count: int, standing: Standing = Standing.PRESENT) -> list[Attendee]:
    return on({f"s{n}": standing for n in range(count)})


def present(*keys: str, **fields: object) -> list[Attendee]:
    return [replace(Attendee("Person", Standing.PRESENT, key), **fields) for key in keys]  # type: ignore[arg-type]


# domain §23.1 and §31: the rule, the table, who came, and whether that is a quorum.
ROWS = [
    ("§23.1 row 6, A7: 18 seats, 9 present", HALF, seats(18), here(9), True),
    ("§23.1 row 6, A7: 17 seats, 8 present", HALF, seats(17), here(8), False),
    ("§23.1 row 6: 17 seats, 9 present", HALF, seats(17), here(9), True),
    ("§23.1 row 6, A7: two people on one seat count once", HALF, seats(4), present("s0", "s0"), False),
    ("§23.1 row 6: nobody came", HALF, seats(1), [], False),
    (
        "§23.1 row 7: 2 of 4 agencies",
        QuorumRule("percent_agencies", 50),
        seats(8, AGENCIES),
        present("s0", "s5"),
        True,
    ),
    (
        "§23.1 row 7: two seats of one agency are one agency",
        QuorumRule("percent_agencies", 50),
        seats(8, AGENCIES),
        present("s0", "s4"),
        False,
    ),
    (
        "§23.1 row 8, A8: 15 present, no senior police",
        SENIOR,
        (*seats(15), Seat("dci", "Police", "senior police officer")),
        here(15),
        False,
    ),
    (
        "§23.1 row 8: senior police alone",
        SENIOR,
        (*seats(15), Seat("dci", "Police", "senior police officer")),
        present("dci"),
        True,
    ),
    (
        "§23.1 row 9, A9: 12 present of 2 organisations",
        QuorumRule("min_organisations", 3),
        seats(12, AGENCIES[:2]),
        here(12),
        False,
    ),
    (
        "§23.1 row 9: 3 present of 3 organisations",
        QuorumRule("min_organisations", 3),
        seats(12, AGENCIES[:3]),
        here(3),
        True,
    ),
]


@pytest.mark.parametrize(
    ("rule", "table", "people", "met"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_the_rules_of_the_terms_of_reference(
    rule: QuorumRule, table: tuple[Seat, ...], people: list[Attendee], met: bool
) -> None:
    assert count_quorum(rule, table, people).met is met


@pytest.mark.parametrize(
    ("of", "count", "needed"), [(18, 9, 9), (17, 8, 9), (11, 7, 6), (11, 5, 6), (1, 0, 1)]
)
def test_the_figures_of_half_the_members(of: int, count: int, needed: int) -> None:
    quorum = count_quorum(HALF, seats(of), here(count))
    assert (quorum.present, quorum.needed, quorum.of) == (count, needed, of)
    assert quorum.counted.startswith(f"{count} of {of} seat") and not quorum.lacking


def test_a_contribution_in_writing_counts_only_where_the_rule_says_so() -> None:  # A8
    table = (*seats(15), Seat("dci", "Police", "senior police officer"))
    quorum = count_quorum(SENIOR, table, here(15))
    assert quorum.sentence == f"Not quorate: no Senior police officer present; {PROVISIONAL}."
    assert quorum.lacking == "no Senior police officer"
    assert count_quorum(SENIOR, table, here(15), written={"dci"}).met
    assert not count_quorum(replace(SENIOR, written_counts=False), table, [], written={"dci"}).met
    half = replace(HALF, written_counts=True)
    sentence = count_quorum(half, seats(4), here(1), written={"s1"}).sentence
    assert sentence == "Quorate: 2 of 4 seats present or in writing, 2 needed."
    assert count_quorum(half, seats(4), here(1), written={"s0"}).present == 1  # both ways, one seat


def test_invited_seats_observers_and_strangers_do_not_count() -> None:
    table = (*seats(2), Seat("guest", "Housing", "Officer", invited=True))
    people = on({"s0": Standing.OBSERVER, "guest": Standing.PRESENT, "unknown": Standing.PRESENT})
    quorum = count_quorum(HALF, table, [*people, Attendee("Visitor", Standing.PRESENT)])
    assert (quorum.present, quorum.of, quorum.met) == (0, 2, False)


@pytest.mark.parametrize(("deputies_count", "count"), [(True, 3), (False, 0)])
def test_deputies(deputies_count: bool, count: int) -> None:
    rule = QuorumRule("percent_members", 50, deputies_count=deputies_count)
    assert count_quorum(rule, seats(4), here(3, Standing.DEPUTY)).present == count


@pytest.mark.parametrize(("virtual_counts", "count"), [(True, 2), (False, 1)])
def test_somebody_on_a_screen(virtual_counts: bool, count: int) -> None:
    rule = QuorumRule("percent_members", 50, virtual_counts=virtual_counts)
    people = [*present("s0"), *present("s1", virtual=True)]
    assert count_quorum(rule, seats(4), people).present == count


def test_a_seat_counts_if_anybody_on_it_counts() -> None:
    rule = replace(HALF, deputies_count=False, virtual_counts=False)
    holder = Attendee("A Marsh", Standing.PRESENT, "s0", virtual=True)
    deputy = Attendee("B Lowe", Standing.DEPUTY, "s0")
    assert count_quorum(rule, seats(1), [holder, deputy]).present == 0
    assert count_quorum(rule, seats(1), [deputy, replace(holder, virtual=False)]).present == 1


@pytest.mark.parametrize(
    ("person", "met"),
    [
        (Attendee("A", Standing.PRESENT, "lead", rank="DI"), True),
        (Attendee("A", Standing.PRESENT, "lead", rank="Detective Chief Inspector"), True),
        (Attendee("A", Standing.PRESENT, "lead", rank="Detective Sergeant"), False),
        (Attendee("A", Standing.PRESENT, "lead"), True),  # the seat's own role says it
        (Attendee("A", Standing.DEPUTY, "lead"), False),  # of a deputy nobody knows it
        (Attendee("A", Standing.DEPUTY, "lead", rank="Inspector"), True),
        (Attendee("A", Standing.APOLOGIES, "lead", rank="DI"), False),
        (Attendee("A", Standing.PRESENT, "nurse", rank="Chief Inspector"), False),  # of another agency
    ],
)
def test_a_rank_or_above(person: Attendee, met: bool) -> None:
    table = (Seat("lead", "Police", "Detective Inspector (chair)"), Seat("nurse", "Health", "Nurse"))
    quorum = count_quorum(INSPECTOR, table, [person], ranks=(POLICE,))
    assert quorum.met is met
    assert quorum.lacking == ("" if met else "no Inspector or above of Police")
    assert not count_quorum(INSPECTOR, table, [person]).met  # no list of ranks, no rank


def test_a_rank_in_writing() -> None:
    rule = replace(INSPECTOR, written_counts=True)
    table = (Seat("lead", "Police", "Exploitation lead"),)
    away = Attendee("A", Standing.APOLOGIES, "lead", rank="DCI")
    assert count_quorum(rule, table, [away], {"lead"}, (POLICE,)).met
    assert not count_quorum(rule, table, [replace(away, rank="PC")], {"lead"}, (POLICE,)).met


COMBINED = [
    (
        BOTH,
        2,
        "DI",
        True,
        "Quorate: 2 of 4 seats present, 2 needed, and Inspector or above of Police present.",
    ),
    (BOTH, 2, "PC", False, f"Not quorate: no Inspector or above of Police present; {PROVISIONAL}."),
    (BOTH, 1, "DI", False, f"Not quorate: 1 of 4 seats present, 2 needed; {PROVISIONAL}."),
    (
        BOTH,
        1,
        "PC",
        False,
        "Not quorate: 1 of 4 seats present, 2 needed, and no Inspector or above of Police present; "
        f"{PROVISIONAL}.",
    ),
    (EITHER, 1, "DI", True, "Quorate: Inspector or above of Police present."),
    (EITHER, 2, "PC", True, "Quorate: 2 of 4 seats present, 2 needed."),
    (
        EITHER,
        1,
        "PC",
        False,
        "Not quorate: 1 of 4 seats present, 2 needed, and no Inspector or above of Police present; "
        f"{PROVISIONAL}.",
    ),
]


@pytest.mark.parametrize(("rule", "count", "rank", "met", "sentence"), COMBINED)
def test_rules_together(rule: QuorumRule, count: int, rank: str, met: bool, sentence: str) -> None:
    people = [replace(one, rank=rank) for one in here(count)]
    quorum = count_quorum(rule, seats(4), people, ranks=(POLICE,))
    assert (quorum.met, quorum.sentence) == (met, sentence)


def test_the_figures_of_rules_together_are_those_of_the_number() -> None:
    quorum = count_quorum(BOTH, seats(4), here(3), ranks=(POLICE,))
    assert (quorum.met, quorum.figures, quorum.needed) == (False, "3 of 4", 2)
    assert quorum.lacking == "no Inspector or above of Police"


def test_rules_within_rules() -> None:
    three = QuorumRule("min_organisations", 3)
    rule = QuorumRule("all_of", rules=(HALF, QuorumRule("any_of", rules=(INSPECTOR, three))))
    table = seats(4, AGENCIES)
    assert not count_quorum(rule, table, here(2), ranks=(POLICE,)).met
    assert count_quorum(rule, table, here(3), ranks=(POLICE,)).met
    senior = [*present("s0", rank="DCI"), *present("s1")]
    assert count_quorum(rule, table, senior, ranks=(POLICE,)).met


def test_no_rule_is_always_quorate_and_no_seats_never() -> None:
    assert count_quorum(QuorumRule("none"), (), []).sentence == "No quorum is set for this meeting."
    assert count_quorum(QuorumRule("none"), (), []).met
    for rule in (HALF, SENIOR, INSPECTOR, BOTH, EITHER):
        assert not count_quorum(rule, (), [], ranks=(POLICE,)).met
    assert count_quorum(HALF, (), []).sentence == f"Not quorate: no seats are set; {PROVISIONAL}."


def test_sentences_for_the_minutes() -> None:
    mase = body("MASE")
    keys = [seat.key for seat in mase.seats if not seat.invited]
    seven = count_quorum(mase.quorum, mase.seats, present(*keys[:7]))
    assert seven.sentence == "Quorate: 7 of 11 seats present, 6 needed." and seven.figures == "7 of 11"
    five = count_quorum(mase.quorum, mase.seats, present(*keys[:5]))
    assert five.sentence == f"Not quorate: 5 of 11 seats present, 6 needed; {PROVISIONAL}."


def test_forecast_takes_everyone_without_apologies() -> None:
    table = seats(4)
    likely = forecast(HALF, table, on({"s0": Standing.APOLOGIES}))
    assert (likely.met, likely.present) == (True, 3)
    assert likely.sentence == "Quorum expected: 3 of 4 seats expected, 2 needed."
    doubtful = forecast(HALF, table, here(3, Standing.APOLOGIES))
    assert not doubtful.met and doubtful.sentence.startswith("Quorum in doubt: 1 of 4 seats")
    assert forecast(INSPECTOR, (Seat("lead", "Police", "DI"),), [], ranks=(POLICE,)).met


def test_losing_the_quorum_warns_once() -> None:
    enough, few = count_quorum(HALF, seats(4), here(2)), count_quorum(HALF, seats(4), here(1))
    assert [item.rule for item in lost(enough, few)] == ["P21"]
    assert "1 of 4 seats" in lost(enough, few)[0].sentence
    assert not lost(few, few) and not lost(enough, enough) and not lost(few, enough)


# The rule in a profile

_TOML = resource("profiles", "kingston-richmond", "kr-mase.toml").read_text(encoding="utf-8")
_RANKS = """
[[ranks]]
agency = "Police"
levels = [["Constable"], ["Inspector", "DI"]]
"""


def profile(quorum: str, more: str = _RANKS) -> QuorumRule:
    changed = _TOML.replace('[quorum]\nkind = "percent_members"\nvalue = 50\n', f"[quorum]\n{quorum}\n")
    assert changed != _TOML
    return body_from_toml(changed + more).quorum


def test_rules_are_joined_in_a_profile() -> None:
    rule = profile(
        'kind = "all_of"\nwritten_counts = true\nvirtual_counts = false\nrules = ['
        '{ kind = "percent_members", value = 50 }, '
        '{ kind = "any_of", rules = ['
        '{ kind = "rank", agency = "Police", rank = "Inspector" }, '
        '{ kind = "min_organisations", value = 3 }] }]'
    )
    half, either = rule.rules
    assert (half.kind, half.value) == ("percent_members", 50)
    assert [one.kind for one in either.rules] == ["rank", "min_organisations"]


def test_what_the_outer_rule_says_of_presence_goes_for_each_within() -> None:
    outer = QuorumRule("all_of", rules=(HALF,))
    on_screen, deputies = present("s0", "s1", virtual=True), here(2, Standing.DEPUTY)
    assert count_quorum(outer, seats(4), on_screen).met and count_quorum(outer, seats(4), deputies).met
    assert not count_quorum(replace(outer, virtual_counts=False), seats(4), on_screen).met
    assert not count_quorum(replace(outer, deputies_count=False), seats(4), deputies).met
    assert count_quorum(replace(outer, written_counts=True), seats(4), [], {"s0", "s1"}).met


@pytest.mark.parametrize(
    ("quorum", "words"),
    [
        ('kind = "most"', "kind most"),
        ('kind = "all_of"', "“rules”"),
        ('kind = "percent_members"\nvalue = 50\nrules = [{ kind = "none" }]', "“rules”"),
        ('kind = "rank"\nagency = "Police"\nrank = "Colonel"', "Colonel"),
        ('kind = "rank"\nagency = "Health"\nrank = "Inspector"', "Inspector"),
    ],
)
def test_a_quorum_that_cannot_be_counted_is_refused(quorum: str, words: str) -> None:
    with pytest.raises(Refused, match=words):
        profile(quorum)


@pytest.mark.parametrize(
    ("title", "level"),
    [("DI", 2), ("detective chief inspector (chair)", 3), ("Inspectorate", None), ("", None), ("D.C.", None)],
)
def test_a_title_as_it_is_written(title: str, level: int | None) -> None:
    assert POLICE.level(title) == level
