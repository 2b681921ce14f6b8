"""What was said about a child at a meeting of the demo: written out for the last one, briefer before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.domain.cases import CaseKind, Decision
from app.services.demonstration.people import Child, Material

_FIELDS = ("victim", "offender", "location", "themes", "overview", "impact", "other_agencies")
# Which cases of an earlier meeting have words under a heading: every so many, counted from a place.
_BRIEF = {"victim": (2, 0), "offender": (4, 1), "location": (3, 2), "overview": (1, 0), "impact": (3, 0)}
_ACTION_EVERY = 4
_STRIDE = 9  # from one meeting to the one before, so that a child does not hear the same sentence twice


@dataclass(frozen=True)
class Said:
    """One case at one meeting; `actions` are lines as `meetings.agreed` reads them."""

    fields: Mapping[str, str]
    decision: str = ""
    rationale: str = ""
    category: int | None = None
    undecided: str = ""
    actions: tuple[str, ...] = field(default=())


def said_at(material: Material, child: Child, standing: str, on: date, back: int, place: int) -> Said:
    """The minutes of a case; `back` counts meetings from the last, `place` is the case's on the list."""
    written = material.texts["said"].get(child.key)
    if back == 0 and written is not None:
        return written_out(material, child, standing, on)
    return _brief(material, child, standing, on, back, place)


def written_out(material: Material, child: Child, standing: str, on: date) -> Said:
    """What demo.toml says of this child, dated for a meeting."""
    written: Mapping[str, Any] = material.texts["said"][child.key]
    hidden = ("impact", "other_agencies") if standing == CaseKind.NEW else ()
    fields = {
        name: material.words(written[name], on) for name in _FIELDS if name in written and name not in hidden
    }
    assert child.mase is not None
    undecided = written.get("undecided", "")
    return Said(
        fields,
        written.get("decision", Decision.CONTINUE),
        written.get("rationale", ""),
        None if undecided else written.get("category", child.mase["category"]),
        undecided,
        tuple(material.words(line, on) for line in written.get("actions", ())),
    )


def _brief(material: Material, child: Child, standing: str, on: date, back: int, place: int) -> Said:
    pools: Mapping[str, Any] = material.texts["before"]
    turn = place + _STRIDE * (back - 1)
    assert child.mase is not None
    fields = {"themes": str(child.mase["themes"]).replace(";", ",").capitalize()}
    for name, (every, first) in _BRIEF.items():
        if place % every == first and not (name == "impact" and standing == CaseKind.NEW):
            fields[name] = material.words(_turn(pools[name], turn // every), on)
    leaves = child.mase.get("discharged") == back + 1
    actions = (_turn(pools["actions"], place // _ACTION_EVERY),) if place % _ACTION_EVERY == 0 else ()
    return Said(
        fields,
        Decision.DISCHARGE if leaves else Decision.CONTINUE,
        _turn(pools["discharge" if leaves else "rationale"], turn),
        0 if leaves else int(child.mase["category"]),
        actions=() if leaves else actions,
    )


def _turn(pool: Any, turn: int) -> str:
    return str(pool[turn % len(pool)])
