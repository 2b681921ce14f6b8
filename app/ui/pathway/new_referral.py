"""A concern about a child who has just been found or named: what it is, and which agency raises it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.lists import ListName
from app.domain.people import Identity
from app.services.desk import Desk
from app.services.referrals.onward_rows import OnwardRow
from app.ui.lists.asking import Chosen
from app.ui.problems import guarded
from app.ui.widgets import Button, LineField, NoteEdit, column, field, label, row


class NewReferral(QFrame):
    """`raised` carries the referral's id; `left` is Leave it."""

    raised = Signal(int)
    left = Signal()

    def __init__(self, desk: Desk, token: str) -> None:
        super().__init__()
        self.setProperty("kind", "tinted")
        self._desk, self._token = desk, token
        self._whom: Chosen | None = None
        self._onward: int | None = None
        self._title = label("", "heading", wrap=True)
        self.concern = NoteEdit("What the concern is", lines=2, most_lines=5)
        self.agency = LineField("Agency that raises it", "Education")
        self.referrer = LineField("Referrer", "Name and role")
        keep = Button("Raise the concern", "primary", key="Ctrl+Return", on=self.raise_it)
        leave = Button("Leave it", "quiet", on=self.put_away)
        self.setLayout(
            column(
                self._title,
                field("What the concern is", self.concern),
                row(field("Agency", self.agency), field("Referrer", self.referrer), gap=12),
                row(keep, leave, None),
                gap=10,
                margins=(16, 12, 16, 12),
            )
        )
        self.hide()

    def begin(self, whom: Chosen) -> None:
        """Ask what the concern about a child is."""
        self._ask(whom, None, "", "")
        self.concern.setFocus()

    def begin_onward(self, one: OnwardRow) -> None:
        """The same for a child that another body has passed on; its words come along."""
        identity = Identity(surname=one.name, born=one.born)
        whom = Chosen(ListName.MASE, identity, one.person_id, one.subject_id)
        self._ask(whom, one.id, f"{one.asked} {one.reason}".strip(), one.from_short)
        self._title.setText(f"A concern about {one.short_name}, passed on by {one.from_short}")
        self.agency.setFocus()

    def _ask(self, whom: Chosen, onward_id: int | None, concern: str, agency: str) -> None:
        self._whom, self._onward = whom, onward_id
        self._title.setText(f"A concern about {whom.identity.short_name}")
        self.concern.setPlainText(concern)
        self.agency.set_value(agency)
        self.referrer.set_value("")
        self.show()

    def raise_it(self) -> None:
        """Keep it; the panel folds once it is in the store."""
        if self._whom is None:
            return
        known = self._whom.subject_id or self._whom.same_as
        with guarded(self) as act:
            made = self._desk.pathway.raise_concern(
                self.concern.toPlainText(),
                self.agency.value(),
                subject_id=known,
                identity=None if known is not None else self._whom.identity,
                referrer=self.referrer.value(),
                onward_id=self._onward,
                initiator=self._token,
            )
        if act.ok:
            self.put_away()
            self.raised.emit(made.id)

    def put_away(self) -> None:
        """Fold without keeping anything."""
        self._whom = None
        self.hide()
        self.left.emit()
