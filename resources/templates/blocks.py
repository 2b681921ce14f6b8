"""The blocks that more than one document is made of: title, people, actions, a case on its page."""

from collections.abc import Sequence

from resources.templates.house_style import (
    FULL,
    TINT,
    cell,
    each,
    field,
    listing,
    para,
    row,
    row_tag,
    run,
    table,
    when,
)

STANDING = "{{ heading.standing }}, version {{ heading.version }}"
ISSUED = "Version {{ heading.version }}"
NEW_PAGE = "<w:pageBreakBefore/>"
NEW_PAGE_TOP = NEW_PAGE + '<w:spacing w:before="0"/>'
MET = "\tMeeting of {{ case.heading.meeting_on|short_day }}"
RUNNING_NAME = field('STYLEREF "Heading 2"', "")


def opening(title: str, rows: Sequence[tuple[str, str]]) -> str:
    """The title block: whose meeting, what this is, when and where."""
    facts = "".join(
        row(cell(1900, para("Table label", label)), cell(FULL - 1900, value)) for label, value in rows
    )
    return (
        para("Partnership", "{{ heading.partnership|line }}")
        + para("Title", title)
        + para("Subtitle", "{{ heading.body_name|line }}")
        + table((1900, FULL - 1900), facts, "Chairside grid", caption="About this meeting")
    )


WHEN = ("Meeting", "{{ heading.meeting_on|day }}, {{ heading.starts|clock }} to {{ heading.ends|clock }}")
WHERE = ("Venue", "{{ heading.venue or 'To be confirmed' }}")
ISSUED_ROW = ("Written", "{{ (heading.written_on or heading.meeting_on)|day }}")
NOTICE = when(
    "heading.provisional", para("Notice", run("Provisional. ", "Strong"), run("{{ heading.provisional }}"))
)


# Who agreed that the papers could go out late, and why: it belongs on the paper that was late.
SHORT_NOTICE = when("heading.short_notice", para("Notice", run("{{ heading.short_notice }}")))

WHO = para(
    "Table text",
    "{{ (person.name or person.role)|line }}"
    "{% if person.deputy_for %} (deputy for {{ person.deputy_for|line }}){% endif %}",
    run(
        "{% if person.name and person.role %}\n{{ person.role|line }}{% endif %}"
        "{% if person.attends %}, {{ person.attends }}{% endif %}",
        "Quiet",
    ),
    run("{% if person.presence %}\n{{ person.presence }}{% endif %}", "Quiet"),
)


def people(source: str, title: str, signed: bool) -> str:
    """One of the register's tables, left out where nobody stands in it."""
    columns = [
        ("Agency", 2900, "{{ person.agency|line }}"),
        ("Representative", 3838 if signed else 5038, WHO),
        ("Borough", 1700, "{{ person.borough|line }}"),
    ]
    if signed:
        columns.append(("Signed", 1200, "{{ 'Yes' if person.signed else 'No' }}"))
    return when(source, para("Heading 2", title), listing(columns, "person", source, caption=title))


def written(source: str) -> str:
    """Those who sent something instead of coming: which day, and what about."""
    columns = [
        ("Agency", 2900, "{{ person.agency|line }}"),
        ("Representative", 2600, WHO),
        ("What they sent", FULL - 5500, "{{ person.written|sentence }}"),
    ]
    return when(
        source, para("Heading 2", "In writing"), listing(columns, "person", source, caption="In writing")
    )


def actions(source: str, caption: str, numbered: bool = False, owner: bool = True) -> str:
    """Action, Owner, Deadline, Update; the log adds the number, an owner's own list leaves the owner out."""
    number = [("No.", 900, "{{ action.number|line }}")] if numbered else []
    owned = [("Owner", 1900, "{{ action.owner|line }}")] if owner else []
    update = ("Update", 2000, "{{ action|update }}")
    deadline = ("Deadline", 1450, "{{ action.due|deadline }}")
    taken = sum(width for _, width, _ in [*number, *owned, deadline, update])
    text = ("Action", FULL - taken, "{{ action.text }}")
    return listing([*number, text, *owned, deadline, update], "action", source, caption=caption)


def noted(title: str, source: str) -> str:
    """A heading with what was typed under it; where nothing was, the page says so."""
    return para("Heading 3", title) + para(
        "Normal", f"{{% if {source} %}}{{{{ {source} }}}}{{% else %}}", QUIET, "{% endif %}"
    )


QUIET = run("Nothing noted.", "Quiet")


def child() -> str:
    """One child under an item: who it is, what the lists say, what was noted and what was agreed."""
    half = FULL // 2
    pair = "".join(
        cell(
            half,
            para("Table label", f"{{{{ pair[{side}][0] }}}}"),
            para("Table text", f"{{{{ pair[{side}][1] }}}}"),
        )
        for side in (0, 1)
    )
    grid = row_tag("for pair in child.facts|in_pairs", 2) + row(pair) + row_tag("endfor", 2)
    why = run("{% if child.why %} · {{ child.why|line }}{% endif %}", "Quiet")
    note = para("Normal", "{% if child.notes %}{{ child.notes }}{% else %}", QUIET, "{% endif %}")
    return (
        para("Heading 3", "{{ child.name|line }}")
        + para("Normal", "Born {{ child.born|birth }}", why, ppr="<w:keepNext/>")
        + when("child.facts", table((half, half), grid, "Chairside grid", caption="What the lists say"))
        + note
        + when("child.actions", actions("child.actions", "Actions for this child"))
    )


def things(source: str) -> str:
    """Places, themes and people under an item, each with the children it has to do with."""
    columns = [
        ("", 2300, "{{ thing.group|line }}"),
        ("Name", 3200, "{{ thing.name|line }}"),
        ("How often", 1900, "{{ thing.text|line }}"),
        ("Children", FULL - 7400, "{{ thing.people|join(', ') }}"),
    ]
    return listing(columns, "thing", source, caption="Venues, themes and significant others")


def case_page() -> str:
    """One child on one page; the record is `case`, its place among the cases `loop.index`."""
    half = FULL // 2
    widths = (1600, 2900, 1850, 3288)
    pair = "".join(
        cell(widths[2 * side], para("Particular label", f"{{{{ pair[{side}][0] }}}}"))
        + cell(widths[2 * side + 1], para("Particular", f"{{{{ pair[{side}][1] }}}}"))
        for side in (0, 1)
    )
    grid = row_tag("for pair in case.particulars|in_pairs", 4) + row(pair) + row_tag("endfor", 4)
    name = (
        '<w:bookmarkStart w:id="1" w:name="case"/>'
        + run("{{ case.name|line }}")
        + '<w:bookmarkEnd w:id="1"/>'
    )
    band = row(
        cell(
            half,
            para("Table label", "Category"),
            para("Table text", run("{{ case.category }}", "Strong")),
            fill=TINT,
        ),
        cell(
            half,
            para("Table label", "Continue to monitor or discharge"),
            para("Table text", run("{{ case.decision }}", "Strong")),
            fill=TINT,
        ),
    )
    rationale = para(
        "Normal",
        "{% if case.rationale %}{{ case.rationale }}{% else %}",
        run("No rationale noted.", "Quiet"),
        "{% endif %}",
    )
    return (
        para("Case number", "Case {{ loop.index }} · {{ case.group|line }}", run(MET, "Quiet"), ppr=NEW_PAGE)
        + para("Heading 2", name, ppr='<w:spacing w:before="0" w:after="80"/>')
        + table(widths, grid, "Chairside grid", caption="Particulars")
        + each("sentence", "case.other_lists", para("Other list", "{{ sentence }}"))
        + when("case.presence", para("Normal", run("{{ case.presence }}", "Quiet")))
        + noted("Victim", "case.victim")
        + noted("Offender", "case.offender")
        + noted("Location", "case.location")
        + noted("Themes", "case.themes")
        + noted("Overview, intervention and disruption", "case.overview")
        + when("case.kind != 'new'", noted("Impact of the plan so far", "case.impact"))
        + when(
            "case.kind == 'out of borough'", noted("Other agencies managing the risk", "case.other_agencies")
        )
        + para("Heading 3", "Decision and rationale", ppr='<w:spacing w:after="60"/>')
        + table((half, half), band, "Chairside band", caption="Decision")
        + when(
            "case.undecided_reason",
            para("Normal", run("Not decided: ", "Strong"), run("{{ case.undecided_reason }}")),
        )
        + when("case.rationale or not case.undecided_reason", rationale)
        + when(
            "case.provisional",
            para(
                "Notice",
                run("Provisional. ", "Strong"),
                run("The meeting was not quorate: this stands once a quorate meeting ratifies it."),
            ),
        )
        + when("case.first_mention", para("Normal", run("{{ case.first_mention }}")))
        + when("case.ratified", para("Normal", run("{{ case.ratified }}", "Strong")))
        + para("Heading 3", "Actions from {{ case.heading.meeting_on|short_day }}")
        + when("case.actions", actions("case.actions", "Actions for this case"))
        + when("not case.actions", para("Normal", run("No actions.", "Quiet")))
    )
