"""One line a row: what a list says about a child, short enough for a table."""

from collections.abc import Callable, Mapping

from app.domain.lists import CaseFacts, EpisodeFacts, Facts, RegisterFacts


def _episode(facts: EpisodeFacts) -> str:
    when = f"{facts.reported_at:%d %b %H:%M}" if facts.reported_at else "time not known"
    back = (
        "still missing"
        if facts.still_missing
        else f"back {facts.returned_at:%d %b}"
        if facts.returned_at
        else ""
    )
    return ", ".join(part for part in (f"{facts.classed or 'missing'} {when}", back, facts.risk) if part)


def _entry(facts: RegisterFacts) -> str:
    hours = "" if facts.hours is None else f"{facts.hours:g} h a week"
    return ", ".join(part for part in (facts.rag, hours, facts.provision) if part)


def _case(facts: CaseFacts) -> str:
    if facts.closed_on is not None:
        return f"closed {facts.closed_on:%d %b %Y}"
    category = "no category yet" if facts.category is None else f"category {facts.category}"
    return ", ".join(
        part for part in (category, facts.borough, "out of borough" if facts.out_of_borough else "") if part
    )


_KINDS: Mapping[type, Callable[..., str]] = {EpisodeFacts: _episode, RegisterFacts: _entry, CaseFacts: _case}


def summary(facts: Facts) -> str:
    """The row's facts in a few words, without the child's name."""
    return next(words for kind, words in _KINDS.items() if isinstance(facts, kind))(facts)
