"""The rules of a body in plain words, for a chair who wants to know what the program holds them to."""

from collections.abc import Callable, Mapping, Sequence

from app.domain.calendar import MONTHS, WEEKDAYS
from app.domain.profiles import Area, Body, Clock, MeetingPattern, QuorumRule, Seat
from app.domain.profiles.words import TERMS
from app.domain.quorum import share
from app.ui.settings.practice_facts import minutes_words

Fact = tuple[str, str]
_WHICH = {1: "first", 2: "second", 3: "third", 4: "fourth", -1: "last"}


def listed(words: Sequence[str]) -> str:
    """ "CME, MisPer and MASE"."""
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1]))) if words else ""


def holding(body: Body, area: Area) -> tuple[Fact, ...]:
    """Who chairs it, when and where it meets, and to whom it reports."""
    known = {one.code: one.short for one in area.bodies}
    chair = body.chair_role + (f"; co-chair: {body.cochair_role}" if body.cochair_role else "")
    after = [known.get(code, code) for code in body.order_after]
    return (
        ("Chair", chair),
        ("Meets", f"{body.frequency.capitalize()}{_pattern(body.pattern)}"),
        ("Hours", f"{body.starts:%H:%M} to {body.ends:%H:%M}"),
        ("Place", body.venue),
        ("Order in the month", f"After {listed(after)}" if after else ""),
        ("Reports to", listed([known.get(code, code) for code in body.parent_bodies])),
        ("Marking", f"{body.marking}. {body.handling}".strip()),
    )


def _pattern(pattern: MeetingPattern | None) -> str:
    if pattern is None:
        return ", on a day that is agreed each time"
    return f", on the {_WHICH[pattern.week]} {WEEKDAYS[pattern.weekday]} of the month"


def deadlines(body: Body) -> tuple[Fact, ...]:
    """What goes out how long before and after a meeting."""
    override = body.emergency_override
    return (
        ("Agenda goes out", _before(body.agenda_notice)),
        ("List of children", _before(body.list_notice)),
        ("Register", _before(body.register_notice)),
        ("Ratings assured", _before(body.assurance_notice)),
        ("Minutes go out", minutes_words(body)),
        ("Shorter notice", f"agreed by {override.by}" if override.allowed else "never"),
    )


def _before(clock: Clock | None) -> str:
    return f"{clock.words()} before the meeting" if clock is not None else ""


def limits(body: Body) -> tuple[Fact, ...]:
    """The numbers from which a child is counted, flagged or late."""
    hours = f"{body.education_hours:g}"
    facts: Mapping[str, tuple[Fact, ...]] = {
        "misper": (
            (
                body.term("repeat_missing", "Repeat missing"),
                f"{body.repeat_missing.count} episodes in {body.repeat_missing.window.words()}",
            ),
            ("Return home interview", f"within {body.interview_hours} hours of the return"),
            ("Long missing", f"over {body.long_missing_hours} hours"),
            ("“Absent” not accepted", f"for a child under {body.missing_below_age}"),
        ),
        "cme": (("Full-time education", f"{hours} hours a week; below that a child is on the register"),),
        "mase": (
            ("A case stays open", f"from category {body.lowest_case_category} upwards"),
            ("Planning for adulthood", f"due {body.transition_months} months before the 18th birthday"),
        ),
    }
    return facts.get(body.kind, ())


def quorum(body: Body) -> str:
    """When the meeting can decide, with the numbers worked out for its own seats."""
    return _QUORUM[body.quorum.kind](body.quorum, core(body)) + _notes(body.quorum)


def core(body: Body) -> tuple[Seat, ...]:
    """The seats that belong to the body at every meeting."""
    return tuple(seat for seat in body.seats if not seat.invited)


def _members(rule: QuorumRule, seats: Sequence[Seat]) -> str:
    count = len(seats)
    return f"At least {rule.value} % of the {count} members: {share(count, rule.value)} of {count}."


def _agencies(rule: QuorumRule, seats: Sequence[Seat]) -> str:
    count = len({seat.agency for seat in seats})
    return f"At least {rule.value} % of the {count} agencies: {share(count, rule.value)} of {count}."


def _organisations(rule: QuorumRule, _seats: Sequence[Seat]) -> str:
    return f"At least {rule.value} different organisations."


def _roles(rule: QuorumRule, _seats: Sequence[Seat]) -> str:
    return f"Each of these is there: {listed(rule.roles)}."


def _none(_rule: QuorumRule, _seats: Sequence[Seat]) -> str:
    return "Its terms of reference name no quorum, so every meeting can decide."


_QUORUM: Mapping[str, Callable[[QuorumRule, Sequence[Seat]], str]] = {
    "percent_members": _members,
    "percent_agencies": _agencies,
    "min_organisations": _organisations,
    "required_roles": _roles,
    "none": _none,
}


def _notes(rule: QuorumRule) -> str:
    if rule.kind == "none":
        return ""
    deputies = " A deputy counts." if rule.deputies_count else " A deputy does not count."
    return deputies + (" A written return counts as being there." if rule.written_counts else "")


def seat_words(seat: Seat) -> str:
    """The role, and the borough where a seat belongs to one."""
    return f"{seat.role}, {seat.borough}" if seat.borough else seat.role


def since(body: Body) -> str:
    """The day from which these rules hold: "1 January 2018"."""
    day = body.effective_from
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def in_force(body: Body) -> str:
    """ "Rules from 1 January 2018; …", with what a reader has to know first."""
    without = (
        ". It has no terms of reference of its own; these rules stand in for them"
        if body.without_terms
        else ""
    )
    retired = ". No new meetings" if body.retired else ""
    return f"Rules from {since(body)}{without}{retired}"


def words(body: Body) -> tuple[Fact, ...]:
    """What the body calls things, where it has a word of its own, and what it means by them."""
    own = [(TERMS[key].usual if key in TERMS else key, word) for key, word in body.terms.items()]
    return (*own, *((one.title, f"{one.text} (version {one.version})") for one in body.definitions))
