"""The cross-check and the onward referrals, as they stand in agendas, in minutes, and alone."""

from resources.templates.blocks import ISSUED_ROW, NEW_PAGE_TOP, WHEN, opening
from resources.templates.house_style import (
    FULL,
    TINT,
    cell,
    each,
    listing,
    para,
    row,
    row_tag,
    run,
    table,
    when,
)

CHILD, SAYS = 2300, 4700
LAST = FULL - CHILD - SAYS


def referrals(source: str, outcome: str) -> str:
    """A row for each referral: between whom, about whom, what is asked and why, and what became of it."""
    asked = para(
        "Table text",
        "{{ referral.asked }}",
        run("{% if referral.reason %}\n{{ referral.reason }}{% endif %}", "Quiet"),
    )
    columns = [
        ("From, to", 1750, "{{ referral.parties|line }}"),
        ("Child", 2000, "{{ referral.name|line }}"),
        ("What is asked, and why", FULL - 6550, asked),
        (outcome, 2800, "{{ referral.outcome }}"),
    ]
    return listing(columns, "referral", source, caption="Onward referrals")


def to_answer(source: str) -> str:
    """On the first page: what other meetings have passed on, and this one has to answer."""
    words = "Each is answered at this meeting, or carried over with a reason that the minutes give."
    return when(
        source,
        para("Heading 2", "Onward referrals to answer"),
        para("Normal", run(words, "Quiet")),
        referrals(source, "Stands"),
    )


def _table(source: str, title: str) -> str:
    """A child in two rows: who, what each list says, what was decided last; below, what the rules found."""
    titles = ("Child", "What each list says", "Decided last time")
    widths = (CHILD, SAYS, LAST)
    born = run("{{ child.born|birth }}{% if child.age is not none %}, {{ child.age }}{% endif %}", "Quiet")
    area = run("{% if child.area %}\n{{ child.area|line }}{% endif %}", "Quiet")
    who = para("Particular", run("{{ child.name|line }}\n", "Strong"), born, area, ppr="<w:keepNext/>")
    line = para("Particular", run("{{ said[0] }}  ", "Strong"), run("{{ said[1] }}"))
    actions = (
        "{% if child.open_actions %}\n{{ child.open_actions }} "
        "action{{ '' if child.open_actions == 1 else 's' }} open{% endif %}"
    )
    waiting = "{% if child.waiting %}\nWaiting for {{ child.waiting|join(', ') }}{% endif %}"
    last = para("Particular", "{{ child.last or 'Not discussed yet.' }}", run(actions), run(waiting))
    found = para("Particular", run("Findings  ", "Quiet"), run("{{ child.findings|join(' ') }}"))
    rows = row(*(cell(width, words) for width, words in zip(widths, titles, strict=True)), head=True)
    rows += row_tag(f"for child in {source}", 3)
    rows += row(
        cell(CHILD, who),
        cell(
            SAYS,
            para("Particular", "{%p for said in child.says %}"),
            line,
            para("Particular", "{%p endfor %}"),
        ),
        cell(LAST, last),
    )
    rows += row_tag("if child.findings", 3) + row(cell(FULL, found, span=3, fill=TINT)) + row_tag("endif", 3)
    rows += row_tag("endfor", 3)
    return when(source, para("Heading 2", title), table(widths, rows, caption=title))


def check(source: str) -> str:
    """The basis, then the children on all three lists, then those on this one and one other (P36)."""
    none = para("Normal", run("No child of this list is on another one.", "Quiet"))
    return (
        each("sentence", f"{source}.basis", para("Normal", run("{{ sentence }}", "Quiet")))
        + _table(f"{source}.on_all", "On all three lists")
        + _table(f"{source}.others", f"On {{{{ {source}.list_label|line }}}} and one other list")
        + when(f"not {source}.children", none)
    )


def check_page(source: str) -> str:
    """The same as a page of an agenda."""
    title = f"Cross-check: {{{{ {source}.list_label|line }}}} against the other lists"
    return when(source, para("Heading 1", title, ppr=NEW_PAGE_TOP), check(source))


def crosscheck() -> str:
    """The cross-check alone."""
    return (
        opening("Cross-check", (WHEN, ISSUED_ROW)) + to_answer("checked.referrals") + check("checked.check")
    )
