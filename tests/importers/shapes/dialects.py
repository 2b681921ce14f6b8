"""What forces and councils call their columns: each dialect is a set of headings by field."""

from collections.abc import Mapping

from app.domain.lists import ListName

Dialect = Mapping[str, str]

MISPER: Mapping[str, Dialect] = {
    "plain": {
        "reference": "Merlin ref", "name": "Nominal", "forename": "Forename", "surname": "Surname",
        "known_as": "Known as", "born": "DOB", "sex": "Sex",
        "reported_at": "Reported missing", "returned_at": "Returned / located", "classed": "Category",
        "risk": "Risk", "responsible_authority": "Responsible LA", "in_care": "In care?",
        "interview_offered": "RHI offered", "interview_done_on": "RHI done", "found_where": "Where found",
    },
    "given": {
        "name": "Child's Name", "forename": "Given name(s)", "surname": "Family name", "known_as": "A.K.A.",
        "born": "D.O.B. (dd/mm/yyyy)", "sex": "Gender", "reference": "Niche Occurrence No.",
        "reported_at": "Misper start", "returned_at": "Misper end", "risk": "Risk Level (H/M/L)",
        "classed": "Missing / Absent", "found_where": "Location found",
        "in_care": "Is the child LAC? (Y/N)",
        "responsible_authority": "Home LA", "interview_offered": "RHI offered? Y/N",
        "interview_done_on": "Date RHI completed",
    },
    "went": {
        "reference": "Compact Ref #", "name": "Name (Surname, Forename)", "forename": "Child's First Name",
        "surname": "Child's Last Name", "known_as": "Alias(es)", "born": "Child's D.O.B", "sex": "M/F",
        "reported_at": "Date went missing", "returned_at": "Date returned", "risk": "Risk grading",
        "classed": "Missing/Absent?", "responsible_authority": "Responsible Local Authority",
        "in_care": "Looked After (Y/N)", "interview_offered": "Was RHI offered?",
        "interview_done_on": "RHI completed?", "found_where": "Where was the child found?",
    },
    "report": {
        "reference": "Report Number", "surname": "SURNAME", "forename": "FORENAMES",
        "name": "Full Name of Misper",
        "known_as": "Also known as", "born": "Date of Birth of Child", "sex": "Sex of child",
        "reported_at": "Date & Time Reported Missing", "returned_at": "Date & Time Returned",
        "risk": "Police risk assessment", "classed": "Type of report", "found_where": "Place located",
        "responsible_authority": "Local Authority responsible", "in_care": "Child in care",
        "interview_offered": "Return interview offered", "interview_done_on": "Return interview completed on",

    },
}  # fmt: skip
CME: Mapping[str, Dialect] = {
    "plain": {
        "reference": "UPN", "forename": "Forename", "surname": "Surname",
        "name": "Child", "known_as": "Known as",
        "born": "Date of birth", "sex": "M/F", "year_group": "Year", "school": "Last school",
        "off_roll_on": "Off roll", "hours": "Hours p/w", "provision": "Provision", "rag": "RAG",
        "case_worker": "Case worker", "borough": "Borough", "comments": "Comments",
    },
    "pupil": {
        "reference": "Pupil UPN", "forename": "Pupil Forename", "surname": "Pupil Surname",
        "name": "Pupil's Name",
        "known_as": "Preferred name", "born": "Pupil DOB", "sex": "Pupil Gender", "year_group": "NCY",
        "school": "Previous School Attended", "off_roll_on": "Date Removed From Roll",
        "hours": "Weekly Hours Offered", "provision": "Current Educational Provision", "rag": "RAG Rating",
        "case_worker": "Allocated CME Officer", "borough": "Local authority area",
        "comments": "Notes / update",
    },
    "learner": {
        "reference": "Unique Pupil Number (UPN)", "forename": "Learner Given Name",
        "surname": "Learner Family Name",
        "name": "Learner's full name", "known_as": "Chosen name", "born": "Birth date", "sex": "Legal sex",
        "year_group": "National Curriculum Year Group", "school": "School last attended",
        "off_roll_on": "Date off-roll", "hours": "No. of hours per week",
        "provision": "Type of education provision",
        "rag": "Current RAG status", "case_worker": "Named officer", "borough": "LA",
        "comments": "Comments/Actions",
    },
}  # fmt: skip
MASE: Mapping[str, Dialect] = {
    "plain": {
        "reference": "Ref", "name": "Name", "forename": "Forename", "surname": "Surname", "known_as": "AKA",
        "born": "D.O.B", "borough": "Borough", "out_of_borough": "OOB?", "category": "Police category",
        "referred_on": "Date referred", "referring_agency": "Referring agency",
        "strategy_meeting_on": "Strategy meeting", "lead_professional": "Lead professional",
        "school": "School/college", "status": "Status", "listed_on": "Date added", "themes": "Themes",
        "placement": "Current placement / location", "sex": "Sex",
    },
    "cse": {
        "reference": "Case No.", "name": "YP Name", "forename": "YP First Name", "surname": "YP Surname",
        "known_as": "Nickname / alias", "born": "YP DOB", "borough": "Home borough",
        "out_of_borough": "Out of borough placement? (Y/N)", "category": "CSE category",
        "referred_on": "Date of referral", "referring_agency": "Referred by (agency)",
        "strategy_meeting_on": "Date of Strategy Meeting", "lead_professional": "Allocated Social Worker",
        "school": "Education setting", "status": "Legal status",
        "listed_on": "Date first discussed at MASE",
        "themes": "Type of exploitation", "placement": "Living arrangements", "sex": "Gender",
    },
    "mace": {
        "reference": "MACE reference number", "name": "Child / Young Person",
        "forename": "Child first name",
        "surname": "Child surname", "known_as": "Other names used", "born": "Birthdate",
        "borough": "Borough/LA",
        "out_of_borough": "Out-of-borough", "category": "Risk category (0-3)",
        "referred_on": "Referral received date", "referring_agency": "Source of referral",
        "strategy_meeting_on": "Strat meeting date", "lead_professional": "Lead prof / SW",
        "school": "School or college attended", "status": "CIN/CP/LAC status",
        "listed_on": "Date added to MACE",
        "themes": "Exploitation concerns", "placement": "Placement details", "sex": "Male/Female",
    },
}  # fmt: skip
DIALECTS: Mapping[ListName, Mapping[str, Dialect]] = {
    ListName.MISPER: MISPER,
    ListName.CME: CME,
    ListName.MASE: MASE,
}
