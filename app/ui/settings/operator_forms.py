"""The forms of the operators: one more, one's own passphrase, and taking the way in from somebody."""

from PySide6.QtCore import Signal

from app.domain.roles import ROLES
from app.ui import theme
from app.ui.passphrase_pair import PassphrasePair, secret
from app.ui.widgets import Button, Card, LineField, NoticeBar, Segmented, column, field, label, row

WHAT = {
    "chair": "does everything, agrees minutes, looks after operators and records due for review",
    "business support": "takes in lists, plans, minutes, writes documents",
    "viewer": "reads everything and changes nothing",
}
REMOVED = (
    "{name} gets no way in any more: the store is encrypted anew under a new key, which takes a few seconds. "
    "The recovery code changes too, so the next page is a new sheet to print; the old one is void. A copy of "
    "the store that {name} kept from before can still be opened with the old passphrase: ask for it back."
)


class AddForm(Card):
    """`wanted` carries a name, a role and a passphrase."""

    wanted = Signal(str, str, str)

    def __init__(self) -> None:
        super().__init__("Add an operator", "each with a passphrase of their own")
        self.notice = NoticeBar(closable=False)
        self.name = LineField("Name", "as it stands beside their changes", most=80)
        self.role = Segmented("Role", tuple((role, role.capitalize()) for role in ROLES))
        self._what = label("", "small", wrap=True)
        self.pair = PassphrasePair("Their passphrase, twice: let them type it")
        self.keep = Button("Add", "primary", on=self._submit)
        self.name.setMaximumWidth(theme.FIELD_WIDTH)
        self.add(self.notice, field("Name", self.name))
        self.body.addLayout(column(field("Role", self.role), self._what, gap=4))
        self.add(self.pair)
        self.body.addLayout(row(self.keep, None))
        self.body.setSpacing(12)
        self.role.chosen.connect(self._explain)
        self.pair.entered.connect(self._submit)
        self.forget()

    def forget(self) -> None:
        """Empty the form."""
        self.name.set_value("")
        self.pair.forget()
        self.role.set_value(ROLES[1])
        self._explain(ROLES[1])
        self.notice.put_away()

    def _explain(self, role: object) -> None:
        name = str(role)
        self._what.setText(f"{name.capitalize()}: {WHAT[name]}.")

    def _submit(self) -> None:
        if not self.name.value():
            self.notice.say("Type the name first: it stands beside everything they change.", "amber")
            self.name.setFocus()
        elif not self.pair.words:
            self.notice.say(self.pair.missing, "amber")
            self.pair.focus()
        else:
            self.notice.put_away()
            self.wanted.emit(self.name.value(), str(self.role.value()), self.pair.words)


class OwnPassphrase(Card):
    """`wanted` carries the old passphrase and the new one."""

    wanted = Signal(str, str)

    def __init__(self) -> None:
        super().__init__("My passphrase", "nobody else is affected")
        self.notice = NoticeBar(closable=False)
        self.old = secret("Passphrase until now")
        self.pair = PassphrasePair()
        self.keep = Button("Change my passphrase", on=self._submit)
        old = field("Passphrase until now", self.old)
        old.setMaximumWidth(theme.FIELD_WIDTH)
        self.add(self.notice, old, self.pair)
        self.body.addLayout(row(self.keep, None))
        self.body.setSpacing(12)
        self.pair.entered.connect(self._submit)

    def forget(self) -> None:
        """Empty the form."""
        self.old.clear()
        self.pair.forget()
        self.notice.put_away()

    def _submit(self) -> None:
        if not self.old.text():
            self.notice.say("Type your passphrase until now first.", "amber")
            self.old.setFocus()
        elif not self.pair.words:
            self.notice.say(self.pair.missing, "amber")
            self.pair.focus()
        else:
            self.notice.put_away()
            self.wanted.emit(self.old.text(), self.pair.words)


class Removal(Card):
    """What follows when somebody is removed; `wanted` carries the name."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__("Remove", " ")
        self._name = ""
        self._words = label("", wrap=True)
        self.remove = Button("Remove", "danger", on=lambda: self.wanted.emit(self._name))
        leave = Button("Leave everything as it is", "quiet", on=self.put_away)
        self.add(self._words)
        self.body.addLayout(row(self.remove, leave, None))
        self.body.setSpacing(12)
        self.hide()

    def put_away(self) -> None:
        """Nobody is to be removed."""
        self._name = ""
        self._words.clear()
        self.set_title("Remove")
        self.remove.set_text("Remove")
        self.hide()

    def ask(self, name: str) -> None:
        """Say what follows for this person."""
        self._name = name
        self.set_title(f"Remove {name}")
        self._words.setText(REMOVED.format(name=name))
        self.remove.set_text(f"Remove {name}")
        self.show()
