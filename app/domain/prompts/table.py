"""The prompts of the field, P1 to P38: what each is about, where it speaks, and where it comes from (§26).

Each is advice to a professional and never a decision. A body switches one off by its id in its profile.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.findings import Finding
from app.domain.profiles import Body


@dataclass(frozen=True)
class Prompt:
    """One prompt; `where` is the work beside which it stands, `source` as the house prints it."""

    id: str
    title: str
    where: str
    source: str


_EPISODE, _INTERVIEW, _CASE, _REFERRAL = "episode", "interview", "case", "referral"
_MEETING, _REGISTER, _ORDER, _PLACE = "meeting", "register", "order", "location"
_TYPING = "typing"
_KR, _JSNA, _CRO, _WGO = "Kingston & Richmond", "Kingston JSNA", "Croydon", "What's going on"

PROMPTS: tuple[Prompt, ...] = (
    Prompt("P1", "At risk of exploitation: missing, never absent", _EPISODE, _KR),
    Prompt("P2", "Under the age: missing, never absent", _EPISODE, _KR),
    Prompt("P3", "Repeat missing", _EPISODE, _KR),
    Prompt("P4", "Return home interview due", _INTERVIEW, _KR),
    Prompt("P5", "Interview not passed to the police", _INTERVIEW, _KR),
    Prompt("P6", "Found far away with no reason to be there", _EPISODE, _KR),
    Prompt("P7", "Left the borough while missing", _EPISODE, _KR),
    Prompt("P8", "Brothers and sisters", _CASE, _KR),
    Prompt("P9", "Learning disability and a sign", _CASE, _JSNA),
    Prompt("P10", "Signs without earlier vulnerability", _CASE, _CRO),
    Prompt("P11", "Several signs", _CASE, _CRO),
    Prompt("P12", "Under 13 and sexual activity", _CASE, _JSNA),
    Prompt("P13", "13 to 15 and sexual activity", _CASE, _JSNA),
    Prompt("P14", "16 or 17: not dropped for age", _CASE, _JSNA),
    Prompt("P15", "A shared image", _CASE, _KR),
    Prompt("P16", "Several health attendances", _CASE, _JSNA),
    Prompt("P17", "First mention at the meeting", _MEETING, _KR),
    Prompt("P18", "Owner of an action not in the room", _MEETING, _KR),
    Prompt("P19", "Actions overdue", _MEETING, _KR),
    Prompt("P20", "Statutory agency not represented", _MEETING, _KR),
    Prompt("P21", "Quorum lost", _MEETING, _KR),
    Prompt("P22", "Discharge and its rationale", _MEETING, _JSNA),
    Prompt("P23", "Another authority's child", _EPISODE, _KR),
    Prompt("P24", "Hours of education, and provision", _REGISTER, _KR),
    Prompt("P25", "Red and not taken further", _REGISTER, _KR),
    Prompt("P26", "Rated and assured by one person", _REGISTER, _KR),
    Prompt("P27", "Person of interest under 18", _CASE, _KR),
    Prompt("P28", "A location newly listed", _PLACE, _KR),
    Prompt("P29", "An order or notice about to run out", _ORDER, _JSNA),
    Prompt("P30", "Trafficking: the national mechanism", _REFERRAL, _KR),
    Prompt("P31", "Radicalisation: Prevent", _REFERRAL, _KR),
    Prompt("P32", "Near 18", _CASE, _JSNA),
    Prompt("P33", "Two plans at once", _CASE, _WGO),
    Prompt("P34", "Words that blame a child", _TYPING, _JSNA),
    Prompt("P35", "Before a move, and the grab pack", _EPISODE, _JSNA),
    Prompt("P36", "On all three lists", _MEETING, _KR),
    Prompt("P37", "Nothing has changed for some meetings", _CASE, _KR),
    Prompt("P38", "One person or place, several children", _CASE, _KR),
)
BY_ID = {one.id: one for one in PROMPTS}


def in_force(findings: Iterable[Finding], body: Body) -> tuple[Finding, ...]:
    """The findings that this body has not switched off, each sentence once, in the order given."""
    return tuple(dict.fromkeys(one for one in findings if one.rule not in body.prompts_off))
