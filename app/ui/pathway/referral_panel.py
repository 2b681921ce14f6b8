"""One referral beside the list: what is urgent, what is done now, the next step, the forms."""

from collections.abc import Mapping
from functools import partial
from itertools import groupby

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.pathway import INFORMATION, PRE_MASE_REASONS, REFERRAL_FIELDS, SAFEGUARD
from app.services.desk import Desk
from app.services.missing.records import Value
from app.services.pathway.rows import ReferralRow
from app.ui.history.fold import HistoryFold
from app.ui.missing.auto_fields import AutoField
from app.ui.pathway.form_page import FormPage, filled
from app.ui.pathway.referral_list import state_mark
from app.ui.pathway.safety_box import SafetyBox
from app.ui.pathway.step_box import StepBox
from app.ui.problems import guarded
from app.ui.room.decision_side import Thought
from app.ui.saver import Saver
from app.ui.widgets import (
    BadgeRow,
    Button,
    NameLabel,
    Scroller,
    Segmented,
    clear,
    column,
    field,
    label,
    row,
    subheading,
)

WIDTH = 440
PATH, REFERRAL = "path", "referral"
RECORDING = "save referral"


class ReferralPanel(QFrame):
    """`stored` after a change that the list shows; `child` opens the child's page; `left` is Back."""

    stored = Signal()
    child = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, saver: Saver, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "side")
        self.setProperty("edge", "right")
        self.setAccessibleName("The referral")
        self._desk, self._token = desk, token
        self._row: ReferralRow | None = None
        self._name = NameLabel("", "lead", wrap=True)
        self._line = NameLabel("", "note", wrap=True)
        self._marks = BadgeRow()
        self._concern = NameLabel("", "", wrap=True)
        self._findings = column(gap=8)
        self.back = Button("Back to the list", "quiet", key="Esc", bind=False, on=self.left.emit)
        self.back.hide()
        self.open_child = Button("The child's page", "quiet", on=self._open_child)
        self.pages = Segmented("Which part")
        self.safety = SafetyBox(desk, token)
        self.step = StepBox(desk, token)
        self.pre_mase = Segmented("Meeting before the meeting", PRE_MASE_REASONS, may_clear=True)
        self.fields = {one.name: AutoField(saver, one) for one in REFERRAL_FIELDS}
        self.forms = {form: FormPage(desk, saver, token, form) for form in (SAFEGUARD, INFORMATION)}
        self.history = HistoryFold()
        self._parts: Mapping[str, QWidget] = self._make_parts()
        self._lay_out()
        self._connect()
        self.show_referral(None)

    def _make_parts(self) -> Mapping[str, QWidget]:
        path, referral = QWidget(), QWidget()
        path.setLayout(
            column(
                self.safety,
                self.step,
                field("Meeting before the meeting, as an exception", self.pre_mase),
                gap=16,
            )
        )
        box = column(gap=10)
        for section, fields in groupby(REFERRAL_FIELDS, key=lambda one: one.section):
            box.addWidget(subheading(section))
            for one in fields:
                box.addWidget(self.fields[one.name])
        box.addWidget(self.history)
        referral.setLayout(box)
        return {PATH: path, REFERRAL: referral, **self.forms}

    def _lay_out(self) -> None:
        self._page = Scroller(plain=True, name="The referral")
        body = self._page.body
        body.setContentsMargins(16, 20, 16, 16)
        body.setSpacing(10)
        body.addLayout(row(self.back, None, self.open_child))
        for part in (self._name, self._line, self._marks, self._concern):
            body.addWidget(part)
        body.addLayout(self._findings)
        body.addWidget(self.pages)
        for shown in self._parts.values():
            body.addWidget(shown)
        body.addStretch(1)
        self._none = label("Choose a referral, or raise a concern.", "note", wrap=True)
        self._none.setContentsMargins(16, 24, 16, 16)
        box = column(self._none, gap=0)
        box.addWidget(self._page, 1)
        box.addStretch(0)
        self.setLayout(box)

    def _connect(self) -> None:
        self.pages.chosen.connect(self.turn_to)
        self.safety.stored.connect(self._again)
        self.step.stored.connect(self._again)
        self.pre_mase.chosen.connect(self._plan_pre_mase)
        for made in self.fields.values():
            made.stored.connect(self._again)

    @property
    def referral_id(self) -> int | None:
        """The referral in sight."""
        return self._row.id if self._row is not None else None

    def turn_to(self, which: object) -> None:
        """Show the path, the referral, or one of the two forms."""
        held = which if which in self._parts else PATH
        self.pages.set_value(held)
        for key, part in self._parts.items():
            part.setVisible(key == held)

    def show_referral(self, referral_id: int | None) -> None:
        """Read and show this referral; what is typed for another is stored first."""
        other = referral_id != self.referral_id
        if other:
            self.flush()
        one = self._desk.pathway.row(referral_id) if referral_id is not None else None
        self._row = one
        self._page.setVisible(one is not None)
        self._none.setVisible(one is None)
        if one is None:
            return
        self._show_head(one)
        self._show_parts(one)
        if other:
            self.turn_to(PATH)
            self._page.verticalScrollBar().setValue(0)

    def _show_head(self, one: ReferralRow) -> None:
        age = "age not known" if one.age is None else str(one.age)
        self._name.set_text(one.name)
        self._line.set_text(
            " · ".join(part for part in (age, one.borough, f"raised by {one.agency}") if part)
        )
        self._marks.set_marks([state_mark(one)])
        self._concern.set_text(one.concern)
        clear(self._findings)
        for finding in one.findings:
            self._findings.addWidget(Thought(finding))

    def _show_parts(self, one: ReferralRow) -> None:
        editable = self._desk.operators.may(RECORDING)
        self.safety.show_row(one, editable=editable)
        self.step.show_row(one, editable=editable)
        self.pre_mase.set_value(one.pre_mase[0] if one.pre_mase else None)
        for name, made in self.fields.items():
            made.fill(
                f"referral:{one.id}:{name}",
                one.fields[name],  # type: ignore[arg-type]
                one.version,
                partial(self._write, one.id, name),
                editable=editable,
            )
        for page in self.forms.values():
            page.show_form(one.id, editable=editable)
        answers = self._desk.pathway.answers(one.id)
        held = self.pages.value() or PATH
        self.pages.set_options(
            (
                (PATH, "Path"),
                (REFERRAL, "Referral"),
                (SAFEGUARD, f"SAFEGUARD {filled(answers, SAFEGUARD)}"),
                (INFORMATION, f"{one.body_short} form {filled(answers, INFORMATION)}"),
            )
        )
        self.turn_to(held)
        history, number = self._desk.history, one.id
        self.history.set_source(lambda: history.of("referral", number))

    def _write(self, referral_id: int, name: str, value: Value, expected: int | None) -> object:
        kept = bool(value) if name == "harmful_behaviour" else value
        return self._desk.pathway.save(referral_id, {name: kept}, expected, self._token).version

    def _plan_pre_mase(self, reason: object) -> None:
        if self._row is None:
            return
        with guarded(self):
            self._desk.pathway.plan_pre_mase(self._row.id, (str(reason),) if reason else (), self._token)
        self._again()

    def _again(self) -> None:
        with guarded(self):
            self.show_referral(self.referral_id)
        self.stored.emit()

    def _open_child(self) -> None:
        if self._row is not None:
            self.child.emit(self._row.person_id)

    def flush(self) -> None:
        """Store what is typed, now."""
        for made in self.fields.values():
            made.flush()
        for page in self.forms.values():
            page.flush()
