"""The history in plain words: kinds of record, fields, and values as one reads them."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from app.domain.calendar import day_words
from app.domain.cases import Decision
from app.domain.education import ENTRY_FIELDS, Population
from app.domain.missing import EPISODE_FIELDS, INTERVIEW_FIELDS, FieldKind, Outcome, moment_words

MATCH = "match decision"
NAMES = {
    "entry": "Case at a meeting",
    "case": "Case",
    "action": "Action",
    "onward referral": "Onward referral",
    "meeting": "Meeting",
    "attendance": "Register of attendance",
    "item": "Notes under an item",
    "question": "Focus question",
    "paper": "Paper",
    "membership": "Member",
    "seat": "Seat at a meeting",
    "ratification": "Ratification",
    "child note": "Child at a meeting",
    "episode detail": "Our record of an episode",
    "interview": "Return home interview",
    "interview answer": "Answer in an interview",
    "safety plan": "Safety plan",
    "concern": "Concern about a child",
    "readiness": "Ready should the child go missing",
    "entry detail": "Our record of a register entry",
    "referral": "Referral",
    "form answer": "Answer on a form",
    "safety action": "Safety action",
    "case detail": "Whose child, and how the case ended",
    "rating": "Rating",
    MATCH: "Same child or not",
}
LABELS: Mapping[str, str] = {
    **{one.name: one.label for one in (*ENTRY_FIELDS, *EPISODE_FIELDS, *INTERVIEW_FIELDS)},
    "assured_by": "Assured by",
    "assured_on": "Assured on",
    "escalated_on": "Taken further on",
    "escalated_to": "Taken further to",
    "rated_by": "Rated by",
    "rated_on": "Rated on",
    "value": "Rating",
    "why": "Why",
    "assessed_on": "Risk of going missing assessed on",
    "assessed_risk": "Risk of going missing",
    "end_reason": "Why it ended",
    "ended_on": "Ended",
    "grab_pack": "Grab pack",
    "grab_pack_on": "Grab pack made on",
    "made_by": "Made by",
    "made_on": "Made on",
    "placed_on": "Placed on",
    "raised_by": "Raised by",
    "review_on": "Review by",
    "reviewed_by": "Reviewed by",
    "reviewed_on": "Reviewed on",
    "summary": "Summary of the plan",
    "concern": "Concern",
    "raised_on": "Raised on",
    "referrer": "Referrer",
    "referrer_role": "Referrer's role",
    "referrer_contact": "Referrer's contact",
    "referrer_told_on": "Referrer told on",
    "police_form_on": "Police form sent on",
    "strategy_summary": "Strategy meeting",
    "theme": "Theme",
    "harmful_behaviour": "Harmful sexual behaviour",
    "consulted_on": "Consulted on",
    "consultation": "Consultation",
    "pre_mase": "Meeting before the meeting",
    "pre_mase_summary": "What it came to",
    "views": "The child's and the parents' views",
    "strengths": "Strengths and protective factors",
    "done_on": "Done on",
    "first_mention_by": "First mention let go on by",
    "first_mention_reason": "Reason for going on",
    "responsible_authority": "Responsible authority",
    "living_in": "Living in",
    "monitored_by": "Monitored by",
    "moved_in_on": "Moved in on",
    "exploitation_types": "Types of exploitation",
    "learning_disability": "Learning disability",
    "discharge_reason": "Reason for the discharge",
    "onward_support": "Onward support",
    "step_down_on": "Step-down began on",
    "follow_up_on": "Follow-up due on",
    "followed_up_on": "Followed up on",
    "follow_up": "Follow-up",
    "agency": "Agency",
    "again_on": "Sent again",
    "answer": "Answer",
    "asked": "Asked",
    "borough": "Borough",
    "category": "Category",
    "closed_on": "Closed",
    "closed_reason": "Reason for closing",
    "date_reason": "Reason for the day",
    "decision": "Decision",
    "deputy_for": "Deputy for",
    "done": "Dealt with",
    "due": "Deadline",
    "ends": "Ends",
    "ethnicity": "Ethnicity",
    "held_on": "Day",
    "impact": "Impact of the plan so far",
    "key": "Paper",
    "lead_professional": "Lead professional",
    "listed_on": "Listed",
    "location": "Location",
    "name": "Name",
    "notes": "Notes",
    "notice_by": "Short notice agreed by",
    "notice_reason": "Reason for the short notice",
    "offender": "Offender",
    "other_agencies": "Other agencies managing the risk",
    "out_of_borough": "Out of borough",
    "overview": "Overview, intervention and disruption",
    "owner": "Owner",
    "placement": "Placement",
    "provisional": "Provisional",
    "quorate": "Quorate",
    "quorum_sentence": "Quorum",
    "rationale": "Rationale",
    "reason": "Reason",
    "referred_on": "Referred",
    "referring_agency": "Referring agency",
    "school": "School",
    "seat_key": "Seat",
    "sent_on": "Sent",
    "sent_to": "Sent to",
    "signed": "Signed",
    "standing": "Attendance",
    "starts": "Starts",
    "state": "State",
    "statement_read_by": "Statement read by",
    "statement_version": "Version of the statement",
    "status": "Status",
    "strategy_meeting_on": "Strategy meeting",
    "text": "Action",
    "themes": "Themes",
    "undecided_reason": "Reason for leaving it open",
    "venue": "Venue",
    "victim": "Victim",
    "from_on": "From",
    "outcome": "Outcome",
    "rank": "Rank or title",
    "to_on": "To",
    "virtual": "On a screen",
    "written_note": "Sent in writing",
    "written_on": "Sent in writing on",
}


def _day(text: str) -> str:
    return day_words(date.fromisoformat(text))


def _moment(text: str) -> str:
    return moment_words(datetime.fromisoformat(text))


_DAYS = (
    "due closed_on held_on sent_on again_on referred_on listed_on strategy_meeting_on from_on to_on "
    "written_on assessed_on ended_on grab_pack_on made_on placed_on raised_on review_on reviewed_on "
    "assured_on escalated_on rated_on raised_on referrer_told_on police_form_on consulted_on done_on "
    "moved_in_on step_down_on follow_up_on followed_up_on assessed_on"
).split()
_OURS = (*ENTRY_FIELDS, *EPISODE_FIELDS, *INTERVIEW_FIELDS)
_AS_WORDS: Mapping[str, Callable[[str], str]] = {
    **dict.fromkeys((*_DAYS, *(one.name for one in _OURS if one.kind is FieldKind.DAY)), _day),
    **dict.fromkeys((one.name for one in _OURS if one.kind is FieldKind.MOMENT), _moment),
    "decision": lambda text: Decision(text).label,
    "outcome": lambda text: Outcome(text).label if text in set(Outcome) else text,
    "starts": lambda text: text[:5],
    "population": lambda text: Population(text).label,
    "ends": lambda text: text[:5],
    "state": str.capitalize,
    "standing": str.capitalize,
}


def in_words(field: str, text: str) -> str:
    """A value as the history keeps it, as one reads it."""
    return _AS_WORDS[field](text) if text and field in _AS_WORDS else text
