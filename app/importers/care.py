"""The two returns on looked-after children: SSDA903 (header and missing) and Ofsted's Annex A, list 8.

Neither names a child: a row is known by the authority's number, the UPN and the date of birth.
"""

import re
from collections.abc import Iterable, Mapping

from app.domain.lists import CareFacts
from app.domain.people import Identity
from app.importers.entry import Entry, Unfit
from app.importers.person import birth

_SEXES = {
    "1": "M", "2": "F", "m": "M", "male": "M", "boy": "M", "f": "F", "female": "F", "girl": "F",
}  # fmt: skip
_EPISODES: Mapping[str, str] = {
    "m": "missing", "missing": "missing",
    "a": "away", "away": "away", "absent": "away", "unauthorised": "away",
}  # fmt: skip
_UPN = re.compile(r"[A-Z]\d{11}[\dA-Z]")
_LIST_8 = re.compile(r"list\s*_?\s*0?8\b.*|.*\b(?:looked after|in care|cla|lac)\b.*", re.I)
_OTHER_FILES = {
    "episodes": {"RNE", "DECOM", "REC"},
    "reviews": {"REVIEW", "REVIEW_CODE"},
    "uasc": {"DUC"},
    "oc2": {"SDQ_SCORE", "CONVICTED", "HEALTH_CHECK"},
    "oc3": {"IN_TOUCH", "ACTIV", "ACCOM"},
    "ad1": {"DATE_INT", "DATE_MATCH", "FOSTER_CARE"},
    "placed_adoption": {"DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"},
    "prev_perm": {"PREV_PERM", "LA_PERM", "DATE_PERM"},
    "sw_episodes": {"SW_ID", "SW_DECOM", "SW_REASON"},
}
_NOT_ALL = re.compile(r"^\s*(?:[a-z]|\d{1,2})\s*[).:\-–]\s*", re.I)


def read_ssda903(entry: Entry) -> tuple[str, str, CareFacts]:
    """A row of `header` (the child) or of `missing` (an episode: its reference is child and first day)."""
    child = _child(entry)
    upn = _upn(entry)
    if not (entry.has_column("episode") or entry.has_column("episode_began_on")):
        facts = CareFacts("child", child, upn, entry.text("ethnicity"))
        return child, upn or child, facts
    began = entry.day("episode_began_on", "first day of the episode")
    if began is None:
        raise Unfit("The day the episode began is not given; add it to the return and import the file again.")
    ended = entry.day("episode_ended_on", "last day of the episode")
    if ended is not None and ended < began:
        entry.note("The episode ended before it began.")
    kind = entry.choice("episode", _EPISODES, "kind of episode")
    facts = CareFacts(
        record=kind or "missing", child_id=child, upn=upn, episode_began_on=began, episode_ended_on=ended
    )
    return f"{child}/{began.isoformat()}", upn or child, facts


def read_annex_a(entry: Entry) -> tuple[str, str, CareFacts]:
    """A child of list 8, with the counts of the last twelve months and the return interview."""
    child = _child(entry)
    upn = _upn(entry)
    facts = CareFacts(
        record="child",
        child_id=child,
        upn=upn,
        ethnicity=entry.text("ethnicity"),
        legal_status=entry.text("legal_status"),
        care_began_on=entry.day("care_began_on", "day the child became looked after"),
        missing_episodes=entry.count("missing_episodes", "number of missing episodes"),
        away_episodes=entry.count("away_episodes", "number of absent episodes"),
        interview_offered=_answer(entry, "interview_offered", "entry for interview offered"),
        interview_accepted=_answer(entry, "interview_accepted", "entry for interview accepted"),
        asylum_seeking=_answer(entry, "asylum_seeking", "entry for asylum seeking"),
        disabled=_answer(entry, "disabled", "entry for disability"),
        placement=entry.text("placement"),
        responsible_authority=entry.text("responsible_authority"),
    )
    return child, upn or child, facts


def identity(entry: Entry, number: str) -> Identity:
    """Date of birth, sex and number: all that a care return says of who a child is."""
    said = _NOT_ALL.sub("", entry.said("sex")) or entry.said("sex")
    sex = _SEXES.get(said.casefold(), "")
    if said and not sex:
        entry.note("The sex is neither F nor M; the words are kept.")
    return Identity(born=birth(entry), sex=sex, number=number)


def is_upn(number: str) -> bool:
    """Whether a number has the shape of a UPN; the return writes UN1 to UN8 where there is none."""
    return bool(_UPN.fullmatch(number))


def is_list_8(sheet: str) -> bool:
    """Whether a sheet of the workbook is the list of children in care, by its name."""
    return bool(_LIST_8.fullmatch(sheet.strip()))


def other_file(headings: Iterable[str]) -> str:
    """Which other file of the SSDA903 return these are the headings of; "" for header and missing."""
    words = {heading.strip().upper() for heading in headings}
    if "CHILD" not in words:
        return ""
    return next((name for name, own in _OTHER_FILES.items() if own & words), "")


def _child(entry: Entry) -> str:
    child = entry.reference("child's number")
    if not child:
        raise Unfit("The child's number is not given; add it to the return and import the file again.")
    return child


def _upn(entry: Entry) -> str:
    upn = entry.text("upn").upper().replace(" ", "")
    return upn if is_upn(upn) else ""


def _answer(entry: Entry, key: str, what: str) -> bool | None:
    """Yes or no of "a) Yes", "Y", "1"; "c) Not relevant" is neither, and nothing is wrong with it."""
    text = _NOT_ALL.sub("", entry.said(key)).casefold()
    if not text or text.startswith(("not ", "n/a", "unknown")):
        return None
    if text[0] in "yn10" or text.startswith(("true", "false")):
        return text[0] in "y1t"
    entry.note(f"The {what} is neither yes nor no.")
    return None
