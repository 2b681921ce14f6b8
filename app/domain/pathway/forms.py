"""The questions of the referral form and of the meeting's information form (domain §7, §8, §11.1)."""

from dataclasses import dataclass

SAFEGUARD, INFORMATION = "safeguard", "information"


@dataclass(frozen=True)
class Question:
    """One heading of a form. `fills` names what the store knows for it; `health` is shown to few."""

    key: str
    title: str
    prompt: str = ""
    fills: str = ""
    health: bool = False


SAFEGUARD_FORM: tuple[Question, ...] = (
    Question("sexual", "Sexual health and behaviour", "What has been noticed, by whom"),
    Question("absent", "Absent from school or missing", "Truancy, missing, late home", "episodes"),
    Question("family", "Family and home", "Trouble at home, loss"),
    Question("emotional", "Emotional and physical condition", "Mood, injuries, looks"),
    Question("gangs", "Gangs, older people, crime", "Who the child is with"),
    Question("technology", "Use of technology", "Images, contacts, control by phone"),
    Question("substances", "Alcohol and drugs", "What, how often, from whom"),
    Question("gifts", "Gifts or money", "What cannot be explained"),
    Question("distrust", "Distrust of authority", "Whom the child does trust"),
)
INFORMATION_FORM: tuple[Question, ...] = (
    Question("missing", "Missing episodes", "Pattern, dates, times, where found", "episodes"),
    Question("school", "Missing or absent from school", "Dates", "education"),
    Question("hospital", "Attendance at A&E", "Hospital, dates, reason", health=True),
    Question("borders", "Cross-border issues", "Which authorities, which concerns", "authorities"),
    Question("substances", "Substance use", "What, how often"),
    Question("internet", "Online contact", "Platform, people, what happened"),
    Question("trafficking", "Trafficking", "Concerns; whether the national mechanism was asked"),
    Question("health", "Sexual health", "Concerns, and services that are involved", health=True),
    Question("lines", "County lines", "Places and times"),
    Question("radicalisation", "Radicalisation", "Concerns; whether Prevent was asked"),
    Question("family", "Brothers, sisters, relatives", "Who is linked, and how"),
    Question("behaviour", "Harmful sexual behaviour", "Concerns, incidents"),
    Question("warning", "Child abduction warning", "Served on whom, when"),
    Question("intelligence", "Further intelligence", "Vehicles, travel cards"),
)
FORMS = {SAFEGUARD: SAFEGUARD_FORM, INFORMATION: INFORMATION_FORM}


def question(form: str, key: str) -> Question:
    """The heading of a form by its key; one that is none is a bug."""
    return next(one for one in FORMS[form] if one.key == key)
