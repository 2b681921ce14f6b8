"""The body of each document, in the order in which it is read."""

from dataclasses import dataclass

from resources.templates.blocks import (
    ISSUED,
    NEW_PAGE_TOP,
    NOTICE,
    QUIET,
    RUNNING_NAME,
    SHORT_NOTICE,
    STANDING,
    WHEN,
    WHERE,
    WHO,
    actions,
    case_page,
    child,
    opening,
    people,
    things,
    written,
)
from resources.templates.crosschecking import check_page, crosscheck, referrals, to_answer
from resources.templates.house_style import (
    FULL,
    cell,
    each,
    field,
    listing,
    para,
    row,
    row_tag,
    run,
    table,
    tag,
    when,
)


@dataclass(frozen=True)
class Template:
    """One shipped file: its body, what each section's header says at the right, its footer's standing."""

    name: str
    body: str
    running: tuple[str, ...] = ("",)
    standing: str = STANDING


def section_end() -> str:
    """The end of a section, in a line too low to see."""
    return para("Section end", ppr='<w:sectPr><w:type w:val="nextPage"/></w:sectPr>')


def index() -> str:
    """Name and page by group; the case number leads there too, whatever a reader's Word does with fields."""
    widths = (900, 5038, 2500, 1200)
    rows = row(
        *(
            cell(width, text)
            for width, text in zip(widths, ("Case", "Name", "Decision", "Page"), strict=True)
        ),
        head=True,
    )
    rows += row_tag("for group in index", 4) + row(
        cell(FULL, para("Group row", "{{ group.title|line }}"), span=4)
    )
    rows += row_tag("for entry in group.entries", 4)
    page = para("Table text", field("PAGEREF case_{{ entry.number }} \\h", "{{ entry.number }}"))
    rows += row(
        cell(widths[0], "{{ entry.number }}"),
        cell(widths[1], "{{ entry.case.name|line }}"),
        cell(widths[2], "{{ entry.case.decision }}"),
        cell(widths[3], page),
    )
    rows += row_tag("endfor", 4) + row_tag("endfor", 4)
    return para("Heading 1", "Index of cases", ppr=NEW_PAGE_TOP) + table(
        widths, rows, caption="Index of cases by group"
    )


def statement_read() -> str:
    """That the statement was read, by whom and in which version, and what was answered to its questions."""
    read = (
        "The statement “{{ minutes.statement.title|line }}” (version {{ minutes.statement.version|line }}) "
        "{% if minutes.statement.read_by %}was read by {{ minutes.statement.read_by|line }}"
        "{% if minutes.statement.read_at %} at {{ minutes.statement.read_at|line }}{% endif %}"
        "{% else %}was not recorded as read{% endif %}. Signing the register is agreeing to it."
    )
    questions = listing(
        [
            ("Question", 5000, "{{ question[0] }}"),
            ("Answer noted", FULL - 5000, "{{ question[1] or 'Nothing noted.' }}"),
        ],
        "question",
        "minutes.statement.questions",
        caption="Focus questions",
    )
    return (
        para("Heading 1", "Confidentiality statement")
        + para("Normal", read)
        + when("minutes.statement.questions", questions)
    )


def item() -> str:
    """What was minuted under one agenda item that is not a case."""
    return (
        para("Heading 1", "{{ item.number }}  {{ item.title|line }}")
        + when("item.presence", para("Normal", run("{{ item.presence }}", "Quiet")))
        + when("item.notes", para("Normal", "{{ item.notes }}"))
        + when("not item.notes and not item.under.children", para("Normal", QUIET))
        + each("child", "item.under.children", child())
        + when("item.under.things", things("item.under.things"))
        + when("item.under.remark", para("Normal", run("{{ item.under.remark }}", "Quiet")))
        + when("item.actions", actions("item.actions", "Actions under this item"))
    )


def minutes() -> str:
    """Register, statement, items, previous actions, index; one case a page; what is undecided, action log."""
    register = (
        para("Heading 1", "Register")
        + para("Normal", "{{ minutes.register.quorum_sentence }}")
        + each("sentence", "minutes.register.story", para("Normal", "{{ sentence }}"))
        + people("minutes.register.attending", "Present", signed=True)
        + people("minutes.register.apologies", "Apologies", signed=False)
        + written("minutes.register.written")
        + people("minutes.register.not_attending", "Not in attendance", signed=False)
        + people("minutes.register.observers", "Observers", signed=True)
        + people("minutes.register.not_admitted", "Not admitted: did not sign the register", signed=False)
    )
    previous = para("Heading 1", "Actions of the previous meeting") + actions(
        "minutes.previous_actions", "Actions of the previous meeting", numbered=True
    )
    passed_on = para("Heading 1", "Onward referrals") + referrals("minutes.referrals", "At this meeting")
    undecided = para("Heading 1", "Cases not decided") + listing(
        [("Name", 3500, "{{ pair[0]|line }}"), ("Reason", FULL - 3500, "{{ pair[1] }}")],
        "pair",
        "minutes.undecided",
        caption="Cases not decided",
    )
    log = actions("minutes.actions", "Action log", numbered=True)
    return (
        opening("Minutes", (WHEN, WHERE, ("Standing", STANDING)))
        + NOTICE
        + SHORT_NOTICE
        + register
        + statement_read()
        + when("minutes.previous_actions", previous)
        + each("item", "minutes.items", item())
        + when("minutes.referrals", passed_on)
        + when(
            "minutes.cases", index(), section_end(), each("case", "minutes.cases", case_page()), section_end()
        )
        + tag("if not minutes.cases and minutes.takes_cases")
        + para("Heading 1", "Cases")
        + para("Normal", "No cases were discussed.")
        + tag("endif")
        + when("minutes.undecided", undecided)
        + para("Heading 1", "Action log")
        + when("minutes.actions", log)
        + when("not minutes.actions", para("Normal", run("No actions were agreed.", "Quiet")))
    )


def agenda() -> str:
    """Numbered items with the children to be discussed; the statement with its questions on its own page."""
    other = "{% if child.other_lists %}{{ child.other_lists|join(', ') }}{% else %}None{% endif %}"
    reference = run("{% if child.reference %}  {{ child.reference|line }}{% endif %}", "Quiet")
    name = para("Table text", "{{ child.name|line }}", reference)
    children = listing(
        [
            ("Name", 3938, name),
            ("Born", 1700, "{{ child.born|birth }}"),
            ("Category", 1800, "{{ child.category|line }}"),
            ("Other lists", 2200, other),
        ],
        "child",
        "group.children",
        caption="Children under this heading",
    )
    group = (
        para("Heading 3", "{{ group.title|line }}")
        + when("group.children", children)
        + when("not group.children", para("Normal", run("No children.", "Quiet")))
    )
    indent = '<w:tabs><w:tab w:val="left" w:pos="567"/></w:tabs><w:ind w:left="567" w:hanging="567"/>'
    indent = indent.replace("<w:ind", '<w:spacing w:before="180" w:after="60"/><w:ind')
    taken = listing(
        [
            ("Name", 2700, "{{ child.name|line }}"),
            ("Born", 1400, "{{ child.born|birth }}"),
            ("Why the child is here", 3438, "{{ child.why }}"),
            ("Other lists", 2100, "{{ child.others or 'None' }}"),
        ],
        "child",
        "line.under.children",
        caption="Children under this item",
    )
    line = (
        para("Heading 2", "{{ line.number }}\t{{ line.title|line }}", ppr=indent)
        + when("line.note", para("Normal", "{{ line.note }}", ppr='<w:ind w:left="567"/>'))
        + each("group", "line.groups", group)
        + when("line.under.children", taken)
        + when("line.under.things", things("line.under.things"))
        + when("line.under.remark", para("Normal", run("{{ line.under.remark }}", "Quiet")))
    )
    statement = (
        para("Heading 1", "{{ agenda.statement.title|line }}", ppr=NEW_PAGE_TOP)
        + para(
            "Normal",
            run(
                "Version {{ agenda.statement.version|line }}. Read aloud at the start of the meeting.",
                "Quiet",
            ),
        )
        + each("paragraph", "agenda.statement.paragraphs", para("Statement", "{{ paragraph }}"))
        + when("agenda.statement.questions", para("Heading 2", "Questions to keep in mind"))
        + each("question", "agenda.statement.questions", para("List Number", "{{ question[0] }}"))
    )
    chair = ("Chair", "{{ agenda.chair_role }}")
    return (
        opening("Agenda", (WHEN, WHERE, chair))
        + SHORT_NOTICE
        + to_answer("agenda.referrals")
        + each("line", "agenda.lines", line)
        + check_page("agenda.check")
        + statement
    )


def register() -> str:
    """The sheet that goes round the table: signing it is agreeing to the statement."""
    widths = (2500, 3300, 1500, 2338)
    titles = ("Agency", "Representative", "Borough", "Signature")
    heading_row = row(*(cell(width, title) for width, title in zip(widths, titles, strict=True)), head=True)

    def signing(source: str, caption: str, spare: int) -> str:
        filled = row(
            cell(widths[0], "{{ person.agency|line }}"),
            cell(widths[1], WHO),
            cell(widths[2], "{{ person.borough|line }}"),
            cell(widths[3], ""),
            height=620,
        )
        empty = row(*(cell(width, "") for width in widths), height=620) * spare
        rows = heading_row + row_tag(f"for person in {source}", 4) + filled + row_tag("endfor", 4) + empty
        return table(widths, rows, caption=caption)

    agree = (
        "By signing I agree to the confidentiality statement, version {{ register.statement_version|line }}."
    )
    return (
        opening("Attendance register", (WHEN, WHERE))
        + NOTICE
        + when("register.quorum_sentence", para("Normal", "{{ register.quorum_sentence }}"))
        + para(
            "Normal", run(agree, "Strong"), run(" Anyone who joins late signs before hearing about a case.")
        )
        + para("Heading 2", "Attending")
        + signing("register.attending", "Attending", 6)
        + para("Heading 2", "Observers")
        + signing("register.observers", "Observers", 2)
        + people("register.apologies", "Apologies", signed=False)
        + written("register.written")
        + people("register.not_attending", "Not in attendance", signed=False)
        + people("register.not_admitted", "Not admitted: did not sign the register", signed=False)
    )


def owned_actions() -> str:
    """Each owner's actions on a page of their own, so that it can be handed to that agency alone."""
    owner = (
        tag("if not loop.first")
        + para("Heading 1", "{{ owned.owner|line }}", ppr=NEW_PAGE_TOP)
        + tag("else")
        + para("Heading 1", "{{ owned.owner|line }}")
        + tag("endif")
        + actions("owned.actions", "Actions of one owner", numbered=True, owner=False)
    )
    none = when("not action_list.owners", para("Normal", run("No actions were agreed.", "Quiet")))
    return (
        opening("Actions", (WHEN, ("Standing", STANDING)))
        + NOTICE
        + each("owned", "action_list.owners", owner)
        + none
    )


def attendance() -> str:
    """Who came over a period: by agency, who was missed, and each person since they joined."""
    figures = [
        ("Meetings", 1150, "{{ line.meetings }}"),
        ("Present", 950, "{{ line.present }}"),
        ("Deputy", 950, "{{ line.deputy }}"),
        ("Apologies", 1200, "{{ line.apologies }}"),
        ("Absent", 900, "{{ line.absent }}"),
        ("There", 850, "{{ line.percent }}"),
    ]
    taken = sum(width for _, width, _ in figures)
    about = run("\n{{ line.about|line }}", "Quiet")
    joined = run("{% if line.since %}, counted from {{ line.since|deadline }}{% endif %}", "Quiet")
    level = "Not at the right level at {{ line.below_level }} meetings"
    below = run(f"{{% if line.below_level %}}\n{level}{{% endif %}}", "Quiet")
    agency = para("Table text", run("{{ line.name|line }}"), about, below)
    person = para("Table text", run("{{ line.name|line }}"), about, joined)
    agencies = [("Agency", FULL - taken, agency), *figures]
    persons = [("Person", FULL - taken, person), *figures]
    held = listing(
        [("Meeting", 5000, "{{ pair[0]|day }}"), ("Quorum", FULL - 5000, "{{ pair[1] }}")],
        "pair",
        "attendance.meetings",
        caption="Meetings of the period",
    )
    missed = listing(
        [
            ("Meeting", 2100, "{{ one[0]|deadline }}"),
            ("Agency", 2800, "{{ one[1]|line }}"),
            ("What was amiss", FULL - 4900, "{{ one[2]|sentence }}"),
        ],
        "one",
        "attendance.unrepresented",
        caption="Statutory agencies not represented at the right level",
    )
    period = ("Period", "{{ attendance.since|short_day }} to {{ attendance.until|short_day }}")
    none = para("Normal", run("No meeting was held in this period.", "Quiet"))
    every = para("Normal", "Every statutory agency was represented at the right level at every meeting.")
    return (
        opening("Attendance return", (period,))
        + para("Heading 1", "Meetings held")
        + when("attendance.meetings", held)
        + when("not attendance.meetings", none)
        + tag("if attendance.meetings")
        + para("Heading 1", "Attendance by agency")
        + listing(agencies, "line", "attendance.agencies", caption="By agency")
        + para("Heading 1", "For the partnership: agencies not represented at the right level")
        + when("attendance.unrepresented", missed)
        + when("not attendance.unrepresented", every)
        + para("Heading 1", "Attendance by person since they joined")
        + listing(persons, "line", "attendance.people", caption="By person")
        + tag("endif")
        + para("Heading 2", "How this was counted")
        + para("Normal", run("{{ attendance.basis }}", "Quiet"))
    )


TEMPLATES: tuple[Template, ...] = (
    Template("agenda.docx", agenda(), standing=ISSUED),
    Template("register.docx", register(), standing=ISSUED),
    Template("minutes.docx", minutes(), running=("", RUNNING_NAME, "")),
    Template("case-sheets.docx", each("case", "case_sheets.cases", case_page()), running=(RUNNING_NAME,)),
    Template("actions.docx", owned_actions()),
    Template("crosscheck.docx", crosscheck(), standing=ISSUED),
    Template("attendance.docx", attendance(), standing=ISSUED),
)
