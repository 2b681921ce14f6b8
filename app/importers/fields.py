"""The fields a column of each list can hold."""

from dataclasses import dataclass

from app.domain.lists import ListName


@dataclass(frozen=True)
class FieldSpec:
    """A field that a column can be given to; `required` ones need a column, or every row is refused."""

    key: str
    label: str
    required: bool = False


_PERSON = (
    FieldSpec("name", "Name (in one column)"),
    FieldSpec("forename", "Forename"),
    FieldSpec("surname", "Surname"),
    FieldSpec("known_as", "Known as"),
    FieldSpec("born", "Date of birth"),
    FieldSpec("sex", "Sex"),
    FieldSpec("address", "Address"),
    FieldSpec("postcode", "Postcode"),
    FieldSpec("town", "Town"),
    FieldSpec("ethnicity", "Ethnicity"),
)
# The child's numbers besides the list's own: `identifier_kind` knows each key.
_NUMBERS = (
    FieldSpec("nhs_number", "NHS number"),
    FieldSpec("social_care_number", "Social-care number"),
    FieldSpec("police_number", "Police number of the child (PNC)"),
)
_OTHER_NUMBERS = (FieldSpec("upn", "UPN"), FieldSpec("ssda903_id", "Number in the SSDA903 return"), *_NUMBERS)
NUMBER_KEYS = tuple(spec.key for spec in _OTHER_NUMBERS)
_CARE = (
    FieldSpec("born", "Date of birth"),
    FieldSpec("sex", "Sex"),
    FieldSpec("ethnicity", "Ethnicity"),
)
_FIELDS = {
    ListName.MISPER: (
        FieldSpec("reference", "Merlin reference"),
        *_PERSON,
        FieldSpec("age", "Age"),
        FieldSpec("reported_at", "Reported missing", required=True),
        FieldSpec("reported_time", "Time reported missing"),
        FieldSpec("returned_at", "Returned or located"),
        FieldSpec("returned_time", "Time returned"),
        FieldSpec("classed", "Missing or absent"),
        FieldSpec("risk", "Police risk"),
        FieldSpec("responsible_authority", "Responsible authority"),
        FieldSpec("in_care", "In care"),
        FieldSpec("interview_offered", "Return home interview offered"),
        FieldSpec("interview_done_on", "Return home interview done"),
        FieldSpec("found_where", "Where found"),
        *_OTHER_NUMBERS,
    ),
    ListName.CME: (
        FieldSpec("reference", "UPN"),
        *_PERSON,
        FieldSpec("year_group", "Year group"),
        FieldSpec("school", "Last school"),
        FieldSpec("off_roll_on", "Off roll"),
        FieldSpec("hours", "Hours a week"),
        FieldSpec("provision", "Provision"),
        FieldSpec("rag", "RAG"),
        FieldSpec("assured_by", "RAG assured by"),
        FieldSpec("case_worker", "Case worker"),
        FieldSpec("comments", "Comments"),
        FieldSpec("borough", "Borough"),
        *_OTHER_NUMBERS[1:],
    ),
    ListName.MASE: (
        FieldSpec("reference", "Case reference"),
        *_PERSON,
        FieldSpec("borough", "Borough"),
        FieldSpec("out_of_borough", "Out of borough"),
        FieldSpec("category", "Category"),
        FieldSpec("referred_on", "Date referred"),
        FieldSpec("referring_agency", "Referring agency"),
        FieldSpec("strategy_meeting_on", "Strategy meeting"),
        FieldSpec("lead_professional", "Lead professional"),
        FieldSpec("school", "School or college"),
        FieldSpec("status", "Status"),
        FieldSpec("listed_on", "Date added"),
        FieldSpec("themes", "Themes"),
        FieldSpec("placement", "Placement"),
        FieldSpec("closed_on", "Date closed"),
        FieldSpec("closed_reason", "Reason for closing"),
        *_OTHER_NUMBERS,
    ),
    ListName.SSDA903: (
        FieldSpec("reference", "Child (number of the return)", required=True),
        *_CARE,
        FieldSpec("upn", "UPN"),
        FieldSpec("mother", "Mother"),
        FieldSpec("own_child_born", "Date of birth of her child"),
        FieldSpec("episode", "Missing or away"),
        FieldSpec("episode_began_on", "Episode began"),
        FieldSpec("episode_ended_on", "Episode ended"),
        *_NUMBERS,
    ),
    ListName.ANNEX_A: (
        FieldSpec("reference", "Child unique ID", required=True),
        *_CARE,
        FieldSpec("upn", "UPN"),
        FieldSpec("age", "Age"),
        FieldSpec("asylum_seeking", "Unaccompanied asylum seeking child"),
        FieldSpec("disabled", "Disability"),
        FieldSpec("legal_status", "Legal status"),
        FieldSpec("care_began_on", "Looked after since"),
        FieldSpec("placement", "Placement"),
        FieldSpec("responsible_authority", "Placing or responsible authority"),
        FieldSpec("missing_episodes", "Missing episodes in 12 months"),
        FieldSpec("away_episodes", "Absent or away episodes in 12 months"),
        FieldSpec("interview_offered", "Return interview offered"),
        FieldSpec("interview_accepted", "Return interview accepted"),
        *_NUMBERS,
    ),
}
IDENTIFYING = frozenset(("name", "forename", "surname", "reference"))
"""A heading row has at least one of these."""

TELLING = {
    ListName.MISPER: frozenset(
        ("reported_at", "returned_at", "interview_done_on", "interview_offered", "found_where")
    ),
    ListName.CME: frozenset(("off_roll_on", "hours", "provision", "rag", "assured_by", "year_group")),
    ListName.MASE: frozenset(
        (
            "category",
            "out_of_borough",
            "referred_on",
            "strategy_meeting_on",
            "listed_on",
            "themes",
            "closed_on",
        )
    ),
    ListName.SSDA903: frozenset(("episode", "episode_began_on", "mother", "own_child_born")),
    ListName.ANNEX_A: frozenset(
        ("missing_episodes", "away_episodes", "interview_accepted", "care_began_on", "asylum_seeking")
    ),
}
"""The fields by which one list is told from the others."""


def fields_for(list_name: ListName) -> tuple[FieldSpec, ...]:
    """What a column of this list can be, in the order of the pick list."""
    return _FIELDS[list_name]
