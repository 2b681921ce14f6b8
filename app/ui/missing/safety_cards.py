"""What keeps one child safe, part by part: the plan, the concern of the interview manager, being ready."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.domain.missing import FieldKind, RecordField
from app.services.desk import Desk
from app.services.missing.records import Value
from app.services.missing.safety import ChildSafety, PlanVersion
from app.ui.missing.ask import Ask
from app.ui.missing.auto_fields import AutoField
from app.ui.month.words import short_day
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import (
    DateField,
    LineField,
    NameLabel,
    NoteEdit,
    clear,
    column,
    field,
    label,
    subheading,
)

PLANNING = "make safety plan"
_PLAN = (
    RecordField("summary", "What the plan says", FieldKind.TEXT),
    RecordField("made_by", "Made by", FieldKind.LINE),
    RecordField("review_on", "Review by", FieldKind.DAY),
)
_LEVELS = (("high", "High"), ("medium", "Medium"), ("low", "Low"))
_READY = (
    RecordField("placed_on", "Placed on", FieldKind.DAY),
    RecordField("assessed_on", "Risk of going missing assessed on", FieldKind.DAY),
    RecordField("assessed_risk", "That risk", FieldKind.CHOICE, choices=_LEVELS),
    RecordField("grab_pack", "Grab pack for the police", FieldKind.YES_NO),
    RecordField("grab_pack_on", "Grab pack made on", FieldKind.DAY),
)


class SafetyCard(QWidget):
    """One part; `stored` after a change that the list beside shows too."""

    stored = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self.desk, self.token = desk, token
        self.child: ChildSafety | None = None

    @property
    def may(self) -> bool:
        """Whether whoever is in may change anything here."""
        return self.desk.operators.may(PLANNING)

    def act(self, ask: Ask, work: Callable[[], object]) -> bool:
        """Store the answers; where they are refused the questions stay."""
        with guarded(self) as act:
            work()
        if act.ok:
            ask.fold()
            self.stored.emit()
        return act.ok


class PlanCard(SafetyCard):
    """The plan in force, its review, its end, a new version, and the versions before."""

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__(desk, token)
        self.fields = {one.name: AutoField(saver, one) for one in _PLAN}
        self._line = label("", "note", wrap=True)
        self._versions = column(gap=6)
        self.summary = NoteEdit("What the plan says", "In a few words", lines=3)
        self.made_by, self.review = LineField("Made by", "Name and agency"), DateField("Review by")
        new = [field("What the plan says", self.summary), field("Made by", self.made_by)]
        self.new = Ask("New version", [*new, field("Review by", self.review)], "Make the plan")
        self.reviewer, self.next_review = (
            LineField("Reviewed by", "Name and agency"),
            DateField("Next review"),
        )
        review = [field("Reviewed by", self.reviewer), field("Next review", self.next_review)]
        self.reviewed = Ask("Reviewed today", review, "Record the review")
        self.reason = LineField("Why the plan ends", "The reason is kept")
        self.end = Ask("End the plan", [field("Why the plan ends", self.reason)], "End it")
        box = column(subheading("Safety plan"), self._line, *self.fields.values(), gap=10)
        for ask in (self.reviewed, self.new, self.end):
            box.addWidget(ask)
        box.addLayout(self._versions)
        self.setLayout(box)
        for made in self.fields.values():
            made.stored.connect(self.stored)
        self.new.keep.clicked.connect(self._make)
        self.reviewed.keep.clicked.connect(self._review)
        self.end.keep.clicked.connect(self._end)

    def show_child(self, child: ChildSafety) -> None:
        """The plan of this child."""
        if self.child is None or self.child.person_id != child.person_id:
            for ask in (self.new, self.reviewed, self.end):
                ask.fold()
        self.child = child
        plan = self.standing()
        for name, made in self.fields.items():
            made.setVisible(plan is not None)
            if plan is not None:
                write = partial(self._write, plan.plan_id, name)
                key = f"plan:{plan.plan_id}:{name}"
                made.fill(key, getattr(plan, name), plan.version, write, editable=self.may)
        for ask in (self.reviewed, self.end):
            ask.setVisible(plan is not None and self.may)
        self.new.open.set_text("New version" if plan is not None else "Make a safety plan")
        self.new.setVisible(self.may)
        self._line.setText(self._words(plan))
        self._show_versions(child)

    def standing(self) -> PlanVersion | None:
        """The plan in force."""
        plans = self.child.plans if self.child is not None else ()
        return next((plan for plan in plans if not plan.ended), None)

    def _words(self, plan: PlanVersion | None) -> str:
        if plan is None:
            return "No safety plan is recorded."
        today = self.desk.clock.today()
        made = f"Version {plan.number}, made {short_day(plan.made_on, today)}"
        if plan.reviewed_on is None:
            return made
        return f"{made} · reviewed {short_day(plan.reviewed_on, today)} by {plan.reviewed_by}"

    def _show_versions(self, child: ChildSafety) -> None:
        clear(self._versions)
        today = self.desk.clock.today()
        for old in (one for one in child.plans if one.ended):
            words = f"Version {old.number} of {short_day(old.made_on, today)}, {old.ended}"
            self._versions.addWidget(label(words, "small", wrap=True))
            self._versions.addWidget(NameLabel(old.summary, "note", wrap=True))

    def _make(self) -> None:
        if self.child is None:
            return
        given = (self.child.person_id, self.summary.text(), self.made_by.value(), self.review.day())
        if self.act(self.new, partial(self.desk.safety.new_plan, *given, initiator=self.token)):
            self.summary.set_text("")

    def _review(self) -> None:
        plan = self.standing()
        if plan is not None:
            given = (plan.plan_id, self.reviewer.value(), self.next_review.day())
            self.act(self.reviewed, partial(self.desk.safety.review_plan, *given, initiator=self.token))

    def _end(self) -> None:
        plan = self.standing()
        if plan is not None:
            given = (plan.plan_id, self.reason.value())
            self.act(self.end, partial(self.desk.safety.end_plan, *given, initiator=self.token))

    def _write(self, plan_id: int, name: str, value: Value, expected: int | None) -> object:
        return self.desk.safety.save_plan(plan_id, name, value, self.token, expected)  # type: ignore[arg-type]

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()


class ConcernCard(SafetyCard):
    """The mark of concern that puts a child on the second list of ten."""

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__(desk, token)
        self._lines = column(gap=6)
        self.concern, self.by = LineField("The concern", "What worries you"), LineField("Raised by")
        parts = [field("The concern", self.concern), field("Raised by", self.by)]
        self.raise_it = Ask("Raise a concern", parts, "Raise it")
        self.over = LineField("Why it is over", "The reason is kept with the concern")
        self.end = Ask("The concern is over", [field("Why it is over", self.over)], "End it")
        box = column(subheading("Concern of the interview manager"), gap=10)
        box.addLayout(self._lines)
        box.addWidget(self.raise_it)
        box.addWidget(self.end)
        self.setLayout(box)
        self.raise_it.keep.clicked.connect(self._raise)
        self.end.keep.clicked.connect(self._end)

    def show_child(self, child: ChildSafety) -> None:
        """The concerns about this child, the newest first."""
        if self.child is None or self.child.person_id != child.person_id:
            self.raise_it.fold()
            self.end.fold()
        self.child = child
        clear(self._lines)
        today = self.desk.clock.today()
        for one in child.concerns:
            by = f", {one.raised_by}" if one.raised_by else ""
            over = f"; over since {short_day(one.ended_on, today)}: {one.end_reason}" if one.ended_on else ""
            self._lines.addWidget(NameLabel(one.reason, "note" if over else "", wrap=True))
            self._lines.addWidget(label(f"{short_day(one.raised_on, today)}{by}{over}", "small", wrap=True))
        standing = any(one.ended_on is None for one in child.concerns)
        self.raise_it.setVisible(not standing and self.may)
        self.end.setVisible(standing and self.may)

    def _raise(self) -> None:
        if self.child is not None:
            given = (self.child.person_id, self.concern.value(), self.by.value() or self.desk.operator)
            self.act(self.raise_it, partial(self.desk.safety.raise_concern, *given, initiator=self.token))

    def _end(self) -> None:
        concerns = self.child.concerns if self.child is not None else ()
        standing = next((one for one in concerns if one.ended_on is None), None)
        if standing is not None:
            given = (standing.concern_id, self.over.value())
            self.act(self.end, partial(self.desk.safety.end_concern, *given, initiator=self.token))


class ReadyCard(SafetyCard):
    """The risk before a move, and the pack that is ready for the police (R10)."""

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__(desk, token)
        self.fields = {one.name: AutoField(saver, one) for one in _READY}
        self.setLayout(
            column(subheading("Ready, should the child go missing"), *self.fields.values(), gap=10)
        )
        for made in self.fields.values():
            made.stored.connect(self.stored)

    def show_child(self, child: ChildSafety) -> None:
        """How ready we are for this child."""
        self.child = child
        for name, made in self.fields.items():
            key, write = f"ready:{child.person_id}:{name}", partial(self._write, child.person_id, name)
            made.fill(key, getattr(child.ready, name), child.ready_version, write, editable=self.may)

    def _write(self, person_id: int, name: str, value: Value, _expected: int | None) -> object:
        return self.desk.safety.save_ready(person_id, name, value, self.token)
