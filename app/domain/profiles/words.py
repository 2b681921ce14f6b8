"""What a profile can name, switch off and fill an agenda with: the lists its page offers."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Term:
    """One word that a body may have its own for: what the product says, and where it is said."""

    usual: str
    where: str


TERMS: Mapping[str, Term] = {
    "register": Term("Register", "the list of children out of education, and what is due before a meeting"),
    "rated_by": Term("Lead officer", "who assures the ratings of the register"),
    "support": Term("Support service", "the service that works with exploited children"),
    "locations": Term("Locations of interest", "places where children are harmed"),
    "persons": Term("Persons of interest", "people who may harm children"),
    "emerging": Term("Emerging concerns", "children below the first category, not referred"),
    "repeat_missing": Term("Repeat missing", "children who go missing again and again"),
    "hsb": Term("Harmful sexual behaviour", "how it is called in every list and document"),
}

# What can fill an item of the agenda beside its notes.
CONTENTS: Mapping[str, str] = {
    "notes": "Notes only",
    "welcome": "Register of who is there",
    "statement": "Confidentiality statement and its questions",
    "previous_minutes": "Minutes of the previous meeting",
    "actions": "Review of actions",
    "emerging": "Emerging concerns",
    "snapshot": "Figures of the month",
    "cases": "Cases, one by one",
    "support": "Support service",
    "locations": "Places",
    "persons": "People of concern",
    "repeat_missing": "Children most often missing",
    "placed_here": "Children placed here by others",
    "other_concerns": "Other missing children who give concern",
    "register": "Register of children out of education",
}

# Where cases of a heading stand.
STANDINGS: Mapping[str, str] = {
    "new": "New",
    "existing": "Existing",
    "out of borough": "Out of borough",
    "all": "All",
}

# Each prompt by the number of its rule; a body can switch any of them off.
PROMPTS: Mapping[str, str] = {
    "P1": "A child at risk of exploitation is recorded as absent",
    "P2": "A young child is recorded as absent",
    "P3": "A child is missing again and again",
    "P4": "A return interview falls due, or is late",
    "P5": "A return interview was not passed to the police",
    "P6": "A child was found far away with no reason and no means",
    "P7": "A child left the borough while missing",
    "P8": "An exploited child has brothers, sisters or cousins",
    "P9": "A learning disability and a sign of exploitation",
    "P10": "Signs of exploitation without known vulnerabilities",
    "P11": "Several vulnerabilities, or several signs",
    "P12": "A child under 13 and sexual activity",
    "P13": "A child of 13 to 15 and sexual activity",
    "P14": "A young person of 16 or 17 and sexual activity",
    "P15": "An image was shared",
    "P16": "Several health visits that may point to exploitation",
    "P17": "A case is listed without a referral and a strategy meeting",
    "P18": "An action is given to an agency that is not in the room",
    "P19": "An action is overdue",
    "P20": "A statutory agency is not represented",
    "P21": "The quorum is lost",
    "P22": "A case is discharged at a category, or with risks elsewhere",
    "P23": "Another authority's child: is it told, is there a safety plan",
    "P24": "Too few hours of education, or provision that has not started",
    "P25": "Rated red and not escalated",
    "P26": "Rated and assured by the same person",
    "P27": "A person of concern is a child",
    "P28": "A new place: whom to invite, which licence",
    "P29": "An order or a notice runs out soon",
    "P30": "Trafficking: has a referral been made",
    "P31": "Signs of extremism: has a referral been made",
    "P32": "A young person is about to turn 18",
    "P33": "A protection plan and an exploitation plan side by side",
    "P34": "Words that blame a child",
    "P35": "A change of placement",
    "P36": "A child is on all three lists",
    "P37": "A plan that changes nothing",
    "P38": "A person or a place linked to several children",
}
