"""Invented people and meetings as frozen records, for the tests of the documents."""

from dataclasses import replace
from datetime import date, time

from app.domain.document_parts import CheckedChild, CrossCheckPart, ReferralLine
from app.domain.documents import (
    ActionLine,
    Agenda,
    AgendaLine,
    AttendanceReturn,
    AttendanceRow,
    CaseSheet,
    CrossChecked,
    Heading,
    ListedChild,
    ListedGroup,
    Minutes,
    NotedItem,
    Register,
    RegisterLine,
    Statement,
)

NAMES = (
    "Ella Pembury",
    "Zofia Kowalska",
    "Siân O’Dárk",
    "Tiago Salgueiro",
    "Ifrah Warsame",
    "Demi-Leigh Roe",
    "Jakub Novotný",
    "Kavya Sundaram",
    "Null True",
    "Bartholomew Featherstonehaugh-Cholmondeley van der Linden",
)
GROUPS = (
    ("New, Richmond", "new"),
    ("Existing, Richmond", "existing"),
    ("Existing out of borough, Richmond", "out of borough"),
    ("New, Kingston", "new"),
    ("Existing, Kingston", "existing"),
    ("Existing out of borough, Kingston", "out of borough"),
)
PROSE = (
    "Seen by the school nurse on 19 November. She says she feels safe at the placement and does not want her "
    "carers told whom she meets. The nurse will see her again before the holidays and has agreed with her "
    "how to get in touch. "
)

ODD = (
    "{{ heading.marking }}",
    "{% for x in y %}",
    "{# note #}",
    "{_{ x }_}",
    "{_% x %_}",
    "{%p if 1 %}",
    "{{r x }}",
    "}} %}",
    "<w:p>&amp;</w:p>",
    "<b>&</b>",
    "]]>",
    "{ INCLUDETEXT c:\\x }",
    "${x} %s {0}",
    'O\'Brien & "Dee"',
    "José ﷽ עִברִית العربية",
    "日本語 😀 👩‍👩‍👧",
    "=1+1",
    "\\server\\share",
    "' ; drop table",
)
UPDATE = "\n\nPolice served a warning notice on D on 19 November.\nThe foster carer has the pack."


def heading(**changes: object) -> Heading:
    base = Heading(
        "Kingston and Richmond multi-agency sexual exploitation meeting",
        "MASE",
        "Kingston and Richmond Safeguarding Children Partnership",
        date(2026, 11, 27),
        time(10),
        time(13),
        "Guildhall, Room H",
        "OFFICIAL-SENSITIVE",
        "For the people named in the register. Do not copy, forward or leave unattended.",
        audit_mark="audit no. 1234 / 8f3a2b1c",
        written_on=date(2026, 11, 30),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def action(number: str = "11/1", **changes: object) -> ActionLine:
    base = ActionLine(
        number,
        "Review the CCTV at Station Approach for 14 and 18 November",
        "Police, DS Hall",
        date(2026, 12, 4),
        "open",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def case(name: str = "Zofia Kowalska", place: int = 0, length: int = 1, **changes: object) -> CaseSheet:
    group, kind = GROUPS[place % len(GROUPS)]
    base = CaseSheet(
        heading=heading(),
        name=name,
        kind=kind,
        group=group,
        particulars=(
            ("Date of birth", "3 April 2012 (14)"),
            ("Gender", "Female"),
            ("Ethnicity", "White Other"),
            ("Address", "12 Larch Walk, Richmond TW10 0ZZ"),
            ("School", "Holy Cross RC School"),
            ("Legal status", "Looked after, foster placement"),
            ("Referred", "2 November 2026 by Police"),
            ("Lead professional", "A. Marsh, Children’s Social Care"),
            ("Strategy meeting", "5 November 2026"),
            ("Known to MASE since", "Not known"),
            ("Safety plan", "Yes, reviewed 12 November 2026"),
        ),
        other_lists=(
            "MisPer: five episodes in the last three months.",
            "CME: rated red, no hours of education.",
        ),
        victim=PROSE * length,
        offender="Male known as “D”, about 20, dark hatchback.",
        location="Found at Station Approach on 14 and 18 November.",
        themes="Missing; older “boyfriend”; gifts.",
        overview=PROSE * length + UPDATE,
        impact="Fewer episodes since the plan began.",
        other_agencies="Surrey Police; Surrey Children’s Services.",
        category="Category 2",
        decision="Continue to monitor",
        rationale="A named adult, five episodes, out of school.",
        undecided_reason="",
        actions=(
            action(),
            action(
                "11/2",
                text="Find a school place within ten days",
                owner="Education, J. Bell",
                due=date(2026, 12, 11),
            ),
            action("11/3", state="done", update="Visited 20 November.", due=None),
        ),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def statement(**changes: object) -> Statement:
    base = Statement(
        "Confidentiality statement",
        (
            "What is said here is confidential. Share it only with those who need it to protect a child.",
            "Keep these minutes locked away; nobody copies them without the agencies’ agreement.",
            "Speak of everybody fairly and with respect: race, gender, sexuality, disability.",
            "A first referral does not wait for this meeting: use the referral pathway, in time.",
        ),
        (
            (
                "Are all powers to protect and to disrupt being used?",
                "Yes; two warning notices since October.",
            ),
            ("Are the agencies working well together?", "Yes."),
            ("Has every agency recorded and shared what it knows?", "Health to check two records."),
            ("Is there co-ordination with MARAC and MAPPA?", ""),
            (
                "Are there links between children, persons, methods or places?",
                "Station Approach, three children.",
            ),
        ),
        "3",
        "the chair, DI Okafor",
        "10:03",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def register(**changes: object) -> Register:
    def person(
        agency: str, name: str, role: str, borough: str, standing: str = "present", **more: object
    ) -> RegisterLine:
        return replace(RegisterLine(agency, role, name, borough, standing, signed=True), **more)  # type: ignore[arg-type]

    base = Register(
        heading(),
        (
            person("Police", "Grace Okafor", "Detective Inspector (chair)", "Both"),
            person("Police", "Tom Hall", "Detective Sergeant, CSE team", "Richmond"),
            person("Children’s Social Care", "Amrit Marsh", "Service manager", "Kingston", signed=False),
            person("Health", "Bea Nkemelu", "School nurse", "Richmond", "deputy", deputy_for="Lena Frost"),
            person("Education", "Jo Bell", "Education welfare", "Both"),
        ),
        (person("Youth Offending Service", "Piotr Lisowski", "Team manager", "Kingston", "apologies"),),
        (person("Housing", "", "Housing officer", "Richmond", "absent"),),
        (person("Probation", "Will Tanner", "Student", "", "observer"),),
        "Quorate: 7 of 11 members were present, 6 are needed.",
        "3",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def cases(count: int, length: int = 1) -> tuple[CaseSheet, ...]:
    share = -(-count // len(GROUPS))
    return tuple(case(NAMES[at % len(NAMES)], at // share, length) for at in range(count))


def minutes(count: int = 8, length: int = 1, **changes: object) -> Minutes:
    listed = cases(count, length)
    base = Minutes(
        heading(),
        register(),
        statement(),
        (
            NotedItem(3, "Minutes of the previous meeting", "Agreed as a true record."),
            NotedItem(5, "Emerging concerns", PROSE + "\n\n" + PROSE, (action("11/9"),)),
            NotedItem(6, "Data snapshot", ""),
        ),
        (
            action("10/1", state="done", update="Served on 19 November."),
            action("10/4", state="overdue", due=date(2026, 11, 6)),
        ),
        listed,
        (("Kavya Sundaram", "The lead professional was not there."),),
        tuple(line for sheet in listed for line in sheet.actions),
        referrals=(referral(outcome="Carried over: the school was not there"),),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def checked_child(name: str = "Zofia Kowalska", **changes: object) -> CheckedChild:
    base = CheckedChild(
        name,
        date(2012, 4, 3),
        14,
        "Richmond",
        (
            ("MASE", "category 2, since Thu 5 Nov 2026"),
            ("MisPer", "5 episodes in 3 months, last Wed 18 Nov 2026; interviews: 5 in time"),
        ),
        ("5 episodes in 3 months (4 or more is repeat missing).", "An interview was late."),
        "Continue to monitor, category 2. MASE, Fri 30 Oct 2026.",
        date(2026, 10, 30),
        2,
        ("CME",),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def referral(**changes: object) -> ReferralLine:
    base = ReferralLine(
        "MisPer to MASE",
        "Tiago Salgueiro",
        "Consider whether a case should be opened.",
        "Found twice at a known place",
        date(2026, 11, 17),
        "Waiting since Tue 17 Nov 2026",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def check(*others: CheckedChild) -> CrossCheckPart:
    heads = checked_child(
        "Null True",
        says=(*checked_child().says, ("CME", "red, 0 h of 25 a week")),
        born=None,
        age=None,
        area="",
        findings=(),
        last="",
        decided_on=None,
        open_actions=0,
        waiting=(),
    )
    basis = (
        "As the lists stood on Fri 27 Nov 2026.",
        "9 pairs of rows may be one child and are not counted.",
    )
    return CrossCheckPart("MASE", basis, (heads,), others or (checked_child(),))


def crosschecked(*others: CheckedChild) -> CrossChecked:
    return CrossChecked(heading(), check(*others), (referral(),))


def agenda(**changes: object) -> Agenda:
    children = tuple(
        ListedChild(
            name,
            date(2012, 4, 3) if at % 3 else None,
            "Category 2",
            ("MisPer", "CME") if at % 2 else (),
            f"MASE-{at:03}",
        )
        for at, name in enumerate(NAMES)
    )
    base = Agenda(
        heading(),
        "Detective Inspector, Police",
        (
            AgendaLine(1, "Welcome and apologies"),
            AgendaLine(2, "Confidentiality statement", "Read by the chair."),
            AgendaLine(3, "Minutes of the previous meeting"),
            AgendaLine(4, "Review of actions"),
            AgendaLine(5, "Emerging concerns"),
            AgendaLine(6, "Data snapshot"),
            AgendaLine(
                7,
                "Cases",
                "",
                (
                    ListedGroup("New, Richmond", children[:3]),
                    ListedGroup("Existing, Richmond", children[3:]),
                    ListedGroup("New, Kingston", ()),
                ),
            ),
            AgendaLine(8, "Support service"),
            AgendaLine(9, "Locations of interest"),
            AgendaLine(10, "Persons of interest"),
        ),
        statement(),
        (referral(),),
        check(),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def attendance() -> AttendanceReturn:
    return AttendanceReturn(
        heading(),
        date(2025, 11, 28),
        date(2026, 11, 27),
        ((date(2026, 10, 30), "Quorate"), (date(2026, 11, 27), "Not quorate, or not throughout")),
        (
            AttendanceRow("Police", "statutory", None, 2, 2, 0, 0, 0, "100 %", "1 of 2"),
            AttendanceRow("CAMHS", "core", None, 2, 0, 1, 1, 0, "50 %"),
        ),
        (AttendanceRow("Marcus Hall", "Police, Lead", date(2026, 10, 30), 2, 1, 0, 0, 1, "50 %"),),
        ((date(2026, 11, 27), "Health", "nobody came and no deputy was sent"),),
        "Counted from the registers of the meetings held.",
    )
