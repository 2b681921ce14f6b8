"""Editing a body: the form, the day from which it holds, and what still keeps it from being put in force."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from app.domain.calendar import day_words
from app.domain.profiles import Body, Fault
from app.services.bodies.rules import InForce, Rules
from app.ui import theme
from app.ui.bodies.form import BodyForm
from app.ui.frame import Navigator
from app.ui.problems import guarded
from app.ui.saver import Saver
from app.ui.widgets import Button, Card, DateField, LineRow, NoticeBar, clear, column, field, label, row
from app.ui.widgets.notes import PAUSE_MS

DRAFT = "rules draft"
_NO_LIMIT = date(2000, 1, 1)


class EditPage(QWidget):
    """`finished` when the edit is put in force or put away; until then what is typed is kept as a draft."""

    finished = Signal()

    def __init__(self, rules: Rules, navigator: Navigator) -> None:
        super().__init__()
        self._rules, self._navigator = rules, navigator
        self._short = self._draft_code = ""
        self.saver = Saver(self, "the settings")
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self.form = BodyForm()
        self.day = DateField("From which day")
        self.keep = Button("Put in force", "primary", on=self._put_in_force)
        self.leave = Button("Leave it as a draft", on=self._leave)
        self.drop = Button("Put the edit away", "quiet", on=self._drop)
        self.follow = QCheckBox("Texts that use the old short name take the new one")
        self.follow.setChecked(True)
        self.notice = NoticeBar(closable=False)
        self._title, self._hint = label("", "lead", wrap=True), label("", "small", wrap=True)
        self._wrong = Card("Not yet", "what keeps these rules from being put in force")
        self._wrong.body.setSpacing(0)
        self._lay_out()
        self._pause.timeout.connect(self.save_now)
        self.form.changed.connect(lambda _body: self._edited())
        self.day.changed.connect(lambda _day: self._edited())

    def _lay_out(self) -> None:
        card = Card("")
        card.body.addLayout(column(self._title, gap=0))
        day = field("From which day do these rules hold?", self.day)
        day.setMaximumWidth(32 * theme.GAP)
        line = row(day, None, self.keep, self.leave, self.drop)
        card.body.addLayout(line)
        card.add(self._hint, self.follow)
        self.setLayout(column(self.notice, card, self._wrong, self.form, gap=theme.WIDE))

    def begin(self, body: Body, others: Sequence[tuple[str, str]], *, new: bool = False) -> None:
        """Edit this body; `new` is one that the store does not have yet."""
        versions = () if new else self._rules.versions(body.code)
        self._short = versions[0].body.short if versions else body.short
        self.day.set_day(body.effective_from)
        self._draft_code = body.code
        self.form.show_body(body, others, new=new)
        self._check()
        self.form.steps.setFocus()

    @property
    def body(self) -> Body:
        """The body as it is typed, from the day that stands there."""
        day = self.day.day()
        return self.form.body if day is None else replace(self.form.body, effective_from=day)

    def save_now(self) -> None:
        """Keep what is typed as a draft; no meeting goes by it."""
        if self._pause.isActive():
            self._pause.stop()
            self._keep_draft()
        self.saver.done()

    def _keep_draft(self) -> None:
        body = self.body
        if body.code != self._draft_code:
            with guarded(self):
                self._rules.drop_draft(self._draft_code, DRAFT)
            self._draft_code = body.code
        self.saver.keep(DRAFT, "", lambda _text, _expected: self._rules.keep_draft(body, DRAFT))

    def _edited(self) -> None:
        self._pause.start()
        self._check()

    def _check(self) -> None:
        body = self.body
        faults = list(self._rules.check(body))
        if self.day.day() is None:
            faults.append(Fault("effective_from", "Give the day from which these rules hold."))
        self.form.show_faults(faults)
        self._show_faults(faults)
        self._title.setText(f"{body.name or 'A body without a name'} ({body.code})")
        since = day_words(body.effective_from)
        self.keep.set_text(f"Put in force from {since}")
        self.keep.setEnabled(not faults)
        self.follow.setVisible(body.short != self._short and bool(body.short))
        self.follow.setText(f"Texts that say “{self._short}” take “{body.short}” too, from the same day")
        self._hint.setText(self._words(body.code))

    def _words(self, code: str) -> str:
        first = self._rules.earliest(code)
        held = f" The first day that may be is {day_words(first)}." if first > _NO_LIMIT else ""
        return f"Meetings before that day keep the rules they were held under; later ones take these.{held}"

    def _show_faults(self, faults: Sequence[Fault]) -> None:
        clear(self._wrong.body)
        self._wrong.setVisible(bool(faults))
        for fault in faults:
            go = partial(self._go, fault.place)
            self._wrong.add(LineRow(fault.sentence, on=go, last=fault is faults[-1]))

    def _go(self, place: str) -> None:
        if place == "effective_from":
            self.day.setFocus()
        else:
            self.form.go(place)

    def _put_in_force(self) -> None:
        self._pause.stop()
        with guarded(self) as act:
            done = self._rules.put_in_force(self.body, self.follow.isChecked())
        if act.ok:
            self._navigator.say(_done_words(done), "green")
            self.finished.emit()

    def _leave(self) -> None:
        self._pause.stop()
        self._keep_draft()
        self.finished.emit()

    def _drop(self) -> None:
        self._pause.stop()
        with guarded(self) as act:
            self._rules.drop_draft(self._draft_code)
        if act.ok:
            self.finished.emit()


def _done_words(done: InForce) -> str:
    since = day_words(done.body.effective_from)
    words = f"The rules of {done.body.short} hold from {since}."
    if done.meetings:
        words += (
            f" {done.meetings} {'meeting' if done.meetings == 1 else 'meetings'} to come took the new rules."
        )
    if done.followed:
        words += f" The new name went into the texts of {' and '.join(done.followed)} too."
    return words
