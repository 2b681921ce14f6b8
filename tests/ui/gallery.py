"""Paints every widget to PNG files, light, dark and high contrast: `python tests/ui/gallery.py FOLDER`."""

import os
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QFrame, QLayout, QWidget

from app.ui import theme
from app.ui.tables import Column, Table
from app.ui.widgets import (
    BadgeRow,
    BarRow,
    Button,
    Card,
    DateField,
    EmptyState,
    FindingRow,
    LineRow,
    Mark,
    Meter,
    NoteEdit,
    NoticeBar,
    PageHeader,
    Scroller,
    SearchField,
    Seats,
    SeatStrip,
    Segmented,
    StepTick,
    Stop,
    TimeLine,
    column,
    field,
    label,
    row,
    step_heading,
    subheading,
)


@dataclass(frozen=True)
class Child:
    """A row of the sample table."""

    name: str
    age: int
    lists: tuple[Mark, ...]
    why: str
    new: bool = False


CHILDREN = (
    Child(
        "Zofia K.",
        14,
        (Mark("2", "accent", "MASE"), Mark("5×", "red", "MisPer"), Mark("red", "red", "CME")),
        "Five episodes in three months, one interview late",
        True,
    ),
    Child("Tyrese C.", 15, (Mark("7×", "red", "MisPer"), Mark("amber", "amber", "CME")), "Not on MASE"),
    Child("Ifrah W.", 13, (Mark("1", "accent", "MASE"), Mark("amber", "amber", "CME")), "10 hours a week"),
    Child("Jakub N.", 16, (Mark("1", "accent", "MASE"), Mark("2×", "grey", "MisPer")), "Placed by Surrey"),
)


def children_table() -> Table[Child]:
    """The table of home's first card."""
    return Table(
        "Children on two lists or more",
        (
            Column[Child](
                "Child", lambda c: c.name, 130, note=lambda c: str(c.age), strong=True, personal=True
            ),
            Column[Child]("Lists", lambda c: "", 200, marks=lambda c: c.lists),
            Column[Child]("Why it matters", lambda c: c.why, wrap=True),
            Column[Child]("", lambda c: "", 72, marks=lambda c: (Mark("new", "amber"),) if c.new else ()),
        ),
        key=lambda c: c.name,
        fit=True,
    )


def month_line() -> TimeLine:
    """November 2026, as in the time line of home."""
    line = TimeLine()
    stops = (
        Stop("cme", "CME", date(2026, 11, 10), "Tue 10 Nov", True, (Mark("minutes out 17 Nov", "green"),)),
        Stop(
            "misper", "MisPer", date(2026, 11, 17), "Tue 17 Nov", True, (Mark("minutes due 1 Dec", "amber"),)
        ),
        Stop(
            "mase",
            "MASE",
            date(2026, 11, 27),
            "Fri 27 Nov, 10:00",
            False,
            (Mark("papers out 17 Nov", "green"), Mark("quorum forecast 7 of 11", "green")),
        ),
    )
    line.set_month(date(2026, 11, 1), date(2026, 11, 30), date(2026, 11, 21), stops)
    return line


def home() -> QWidget:
    """A page like home."""
    page = Scroller()
    page.body.addWidget(
        PageHeader(
            "November 2026",
            "MASE is in 4 working days",
            (Button("Plan December"), Button("Open MASE brief", "primary")),
        )
    )
    page.body.addWidget(NoticeBar("Imported 41 episodes; two rows were refused.", "amber", "See the rows"))
    page.body.addWidget(Card("", "", month_line()))
    table = children_table()
    table.set_rows(CHILDREN)
    left = Card("On two lists or more", "9 children", table)
    left.body.addStretch(1)
    right = Card("Actions overdue, by agency").add(
        BarRow("Children's social care", 4, 11, on=print),
        BarRow("Police", 2, 9, on=print),
        BarRow("Health", 1, 5, on=print, last=True),
        subheading("Waiting for an answer"),
        LineRow("CME asks MisPer: Amina H., red, no placement", marks=(Mark("6 days", "amber"),), on=print),
        LineRow("MisPer asks MASE: Kwame B.", marks=(Mark("2 days"),), on=print, last=True),
    )
    right.body.setSpacing(0)
    right.body.addStretch(1)
    pair = row(gap=theme.WIDE)
    pair.addWidget(left, 5)
    pair.addWidget(right, 4)
    page.body.addLayout(pair)
    page.body.addLayout(_three_cards())
    page.body.addStretch(1)
    return page


def _three_cards() -> QLayout:
    due = Card("Due next").add(
        LineRow("MisPer minutes", "Tue 1 Dec", marks=(Mark("6 days", "amber"),), on=print),
        LineRow("MASE register", "Fri 27 Nov", marks=(Mark("4"),), on=print, last=True),
    )
    due.body.setSpacing(0)
    figure = row(label("31", "title"), label("of 44 in time", "note"), None)
    rhi = Card("Return home interviews", "72 hours")
    rhi.body.addLayout(figure)
    rhi.add(
        Meter("In time", 31, 44), label("6 late · 4 refused, parent heard · 3 running", "note", wrap=True)
    )
    changed = Card("Changed since October").add(
        LineRow("New on MASE", value="4", on=print), LineRow("Left MASE", value="2", on=print, last=True)
    )
    changed.body.setSpacing(0)
    for card in (due, rhi, changed):
        card.body.addStretch(1)
    line = row(gap=theme.WIDE)
    for card in (due, rhi, changed):
        line.addWidget(card, 1)
    return line


def room() -> QWidget:
    """A page like the meeting room."""
    page = QWidget()
    page.setProperty("kind", "page")
    strip = QFrame()
    strip.setProperty("kind", "strip")
    strip.setLayout(
        row(
            label("MASE", "strong"),
            label("Fri 27 Nov · 10:42"),
            SeatStrip(Seats(7, 11, 6)),
            label("Quorate", "strong"),
            label("7 of 11"),
            None,
            label("saved 1 s ago"),
            gap=16,
            margins=(16, 4, 16, 4),
        )
    )
    left = QFrame()
    left.setProperty("kind", "side")
    left.setProperty("edge", "left")
    left.setFixedWidth(252)
    steps = [
        StepTick("1 Welcome and apologies", done=True),
        StepTick("4 Actions", done=True, note="12 of 12"),
        step_heading("7 New, Richmond"),
        StepTick("Ella P.", done=True, mark=Mark("1", "accent")),
        StepTick("Zofia K.", mark=Mark("3 lists", "red")),
        StepTick("Demi-Leigh R.", mark=Mark("1", "accent")),
    ]
    current = steps[4]
    assert isinstance(current, StepTick)
    current.setChecked(True)
    left.setLayout(column(*steps, None, gap=0, margins=(8, 8, 8, 8)))
    page.setLayout(column(strip, gap=0))
    lower = row(left, gap=0)
    lower.addLayout(_notes(), 1)
    lower.addWidget(_decision())
    rest = page.layout()
    rest.addLayout(lower, 1)  # type: ignore[union-attr]
    return page


def _notes() -> QLayout:
    victim = NoteEdit("Victim")
    victim.set_text("Seen by school nurse 19 Nov. Says she feels safe at the placement.")
    overview = NoteEdit("Overview", lines=4)
    overview.set_text("Police have served a warning notice on D.\n/ Police to review CCTV @police fri")
    head = PageHeader("Zofia Kowalska", "known as Zosia · 14 · born 3 Apr 2012")
    head.buttons.addWidget(BadgeRow((Mark("MASE", "accent"), Mark("5 in 3 months", "red", "MisPer"))))
    return column(
        head,
        field("Victim", victim, "Health · Police have spoken"),
        field("Overview, intervention, disruption", overview, "typing becomes an action after “/”"),
        field("Date", DateField("Date", date(2026, 12, 4))),
        row(SearchField("Find a child, action, place…"), QCheckBox("Read"), None),
        None,
        margins=(16, 16, 16, 16),
    )


def _decision() -> QWidget:
    side = QFrame()
    side.setProperty("kind", "side")
    side.setProperty("edge", "right")
    side.setFixedWidth(326)
    category = Segmented("Category", ((0, "Not evidenced"), (1, "1"), (2, "2"), (3, "3")))
    category.set_value(2)
    choice = Segmented("Decision", (("continue", "Continue"), ("discharge", "Discharge")))
    combo = QComboBox()
    combo.addItems(["Police", "Health"])
    action = Card(
        "Review CCTV at Station Approach", "", label("Police, DS Hall · Fri 4 Dec", "note"), tight=True
    )
    side.setLayout(
        column(
            label("Decision", "heading"),
            category,
            choice,
            combo,
            action,
            FindingRow(
                Mark("interview late", "amber"), "Return 14 Nov 23:10, due 17 Nov 23:10.", "RHI, 72 h"
            ),
            row(Button("Same child", "primary", key="S"), Button("Not the same", key="D"), None),
            row(Button("Delete", "danger"), Button("See more", "quiet"), None),
            EmptyState("No actions yet", "Type a slash in the notes to make one.", "New action"),
            None,
            margins=(16, 16, 16, 16),
        )
    )
    return side


def main(folder: Path) -> None:
    """Write the pictures."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    choices: tuple[theme.Choice, ...] = ("light", "dark", "contrast")
    for choice in choices:
        theme.apply(app, choice)
        for name, make in (("home", home), ("room", room)):
            page = make()
            page.resize(1198, 768)
            page.show()
            app.processEvents()
            page.grab().save(str(folder / f"{name}-{choice}.png"))
            page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "out/gallery"))
