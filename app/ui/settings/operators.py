"""Operators: who can open this store, and how that changes. Whatever changes keys runs beside the window."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from app.errors import Refused
from app.services.desk import Desk
from app.services.keeping.operators import OperatorRow, Operators
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.problems import sentence_of
from app.ui.recovery_code import RecoveryCode
from app.ui.settings.operator_forms import AddForm, OwnPassphrase, Removal
from app.ui.widgets import Button, Card, LineRow, Mark, NoticeBar, clear, column, label, row
from app.ui.worker import run_job, running

AT_WORK = "Making keys; this takes a few seconds."
ANEW = "Making new keys and encrypting the store anew; this takes a few seconds."
CODE = (
    "The printed code opens the store when every passphrase is forgotten or the key file is lost. Change it "
    "when somebody may have seen the sheet: the store is encrypted anew, and the old sheet is void."
)
DUE = "The newest recovery code was never printed, so nobody holds a sheet that works."
WAIT = "A backup or a check is running: wait until it is done, then try again."
FOR_CHAIRS = "Only a chair adds or removes operators, or changes the recovery code."


class OperatorsPage(QWidget):
    """The list and its forms; after a change of keys the sheet with the new code, until it was read back."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._operators: Operators = desk.operators
        self._store_name, self._navigator = desk.store.path.stem, navigator
        self.notice = NoticeBar(closable=False)
        self._list = column(gap=0)
        self._card = Card("Who can open this store")
        self._card.body.addLayout(self._list)
        self.add = AddForm()
        self.own = OwnPassphrase()
        self.removal = Removal()
        self.renew = Button("Change the recovery code", on=self._ask_renewal)
        self.renew_now = Button("Change it now", "danger", on=self._renew)
        self.code = RecoveryCode()
        self.busy = label("", "note", wrap=True)
        self._main = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._sheet = Card("Recovery code", "", label(CODE, "note", wrap=True))
        self._sure = label("The old sheet will open nothing any more. Go on?", "strong")
        self._sheet.body.addLayout(row(self.renew, self._sure, self.renew_now, None, gap=12))
        self._chairs = label(FOR_CHAIRS, "note", wrap=True)
        parts = (self.notice, self._card, self._chairs, self.removal, self.add, self.own, self._sheet)
        self._main.setLayout(column(*parts, gap=theme.WIDE))
        self.setLayout(column(self.busy, self._main, row(self.code, None)))
        self.code.hide()
        self.busy.hide()

    def _connect(self) -> None:
        self.notice.activated.connect(self._show_due)
        self.add.wanted.connect(self._add)
        self.own.wanted.connect(self._change)
        self.removal.wanted.connect(self._remove)
        self.code.finished.connect(self._printed)

    def refresh(self) -> None:
        """Read who there is, and what whoever is in may do."""
        may = self._operators.may
        rows = self._operators.list()
        clear(self._list)
        for one in rows:
            self._list.addWidget(self._row(one, last=one is rows[-1]))
        self._card.set_title("Who can open this store", f"{len(rows)}" if rows else "no key file")
        chair = may("add operator")
        self.add.setVisible(chair)
        self._sheet.setVisible(chair)
        self._chairs.setVisible(not chair)
        self.own.setVisible(any(one.me for one in rows))
        self._fold()
        due = self._operators.code_to_print() is not None
        if due and self.code.isHidden():
            self.notice.say(DUE, "amber", "Show it now")
        else:
            self.notice.put_away()

    def save_now(self) -> None:
        """Nothing here is kept half typed: passphrases least of all."""
        for form in (self.add, self.own):
            form.forget()

    def _row(self, one: OperatorRow, *, last: bool) -> QWidget:
        marks = (Mark("in now", "green"),) if one.me else ()
        line = LineRow(one.name, one.role, marks=marks, strong=one.me, last=last)
        if one.me or not self._operators.may("remove operator"):
            return line
        remove = Button("Remove…", "quiet", on=lambda: self._ask_removal(one.name))
        remove.setAccessibleName(f"Remove {one.name}")
        whole = QWidget()
        box = row(gap=theme.GAP)
        box.addWidget(line, 1)
        box.addWidget(remove)
        whole.setLayout(box)
        return whole

    # What can be asked for

    def _ask_removal(self, name: str) -> None:
        self.removal.ask(name)
        self.removal.remove.setFocus()

    def _ask_renewal(self) -> None:
        self._fold(asking=True)
        self.renew_now.setFocus()

    def _fold(self, *, asking: bool = False) -> None:
        self.renew.setVisible(not asking)
        for part in (self._sure, self.renew_now):
            part.setVisible(asking)

    def _add(self, name: str, role: str, passphrase: str) -> None:
        def done(_result: object) -> None:
            self.add.forget()
            self._navigator.say(f"{name} can open the store now, as {role}.", "green")

        self._run(lambda: self._operators.add(name, role, passphrase), done, AT_WORK)

    def _change(self, old: str, new: str) -> None:
        def done(_result: object) -> None:
            self.own.forget()
            self._navigator.say("Your passphrase is changed; the old one opens nothing any more.", "green")

        self._run(lambda: self._operators.change_passphrase(old, new), done, AT_WORK)

    def _remove(self, name: str) -> None:
        self._run(lambda: self._operators.remove(name), self._show_code, ANEW, alone=True)

    def _renew(self) -> None:
        self._run(self._operators.renew_recovery_code, self._show_code, ANEW, alone=True)

    # The sheet

    def _show_code(self, code: str) -> None:
        self.removal.put_away()
        self._main.hide()
        self.code.show()
        self.code.show_code(self._store_name, code)

    def _show_due(self) -> None:
        code = self._operators.code_to_print()
        if code is not None:
            self._show_code(code)

    def _printed(self) -> None:
        self.code.hide()
        self._main.show()
        self._operators.code_printed()
        self.refresh()

    # The long work

    def _run(
        self, work: Callable[[], Any], done: Callable[[Any], None], words: str, *, alone: bool = False
    ) -> None:
        """The whole window waits: no screen may read while the keys of the store change."""
        if alone and running():
            raise Refused(WAIT)
        self._set_busy(words)
        job = run_job(self, lambda _progress: work(), done=done, failed=self._failed)
        job.finished.connect(self._over)

    def _failed(self, problem: Exception) -> None:
        self._navigator.say(*sentence_of(problem))

    def _over(self) -> None:
        self._set_busy("")
        self.refresh()

    def _set_busy(self, words: str) -> None:
        self.busy.setText(words)
        self.busy.setVisible(bool(words))
        page = self.window().findChild(QWidget, "work")
        (page or self).setEnabled(not words)
