"""The bodies of the area and the rules they meet under: read, edited, copied, retired, carried as files."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.domain.profiles import Area, Body
from app.services.bodies.profile_files import read_profile, write_profile
from app.services.bodies.rules import ACT
from app.services.bodies.versions import VersionRow
from app.services.desk import Desk
from app.ui import theme
from app.ui.bodies.edit_page import EditPage
from app.ui.bodies.retire_card import RetireCard
from app.ui.bodies.versions_card import VersionsCard
from app.ui.frame import Navigator
from app.ui.problems import guarded
from app.ui.settings import rules
from app.ui.settings.body_cards import cards_of
from app.ui.widgets import (
    Button,
    FlowLayout,
    NoticeBar,
    Segmented,
    clear,
    column,
    label,
)

_FILTER = "Rules of a body (*.toml)"
FOR_CHAIRS = "Only a chair puts rules in force."


class Bodies(QWidget):
    """One body at a time: its rules to be read, or the form in which they are edited."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._desk, self._navigator = desk, navigator
        self._area: Area | None = None
        self._body: Body | None = None
        self.choice = Segmented("Body")
        self._name, self._note = label("", "lead", wrap=True), label("", "note", wrap=True)
        self.draft, self.fresh = NoticeBar(closable=False), NoticeBar(closable=False)
        self.edit = Button("Edit these rules", "primary", on=self._edit)
        self.copy = Button("Copy as a new body", on=self._copy)
        self.read = Button("Read a file…", on=self._ask_file)
        self.write = Button("Write a file…", on=self._ask_place)
        self.retire = Button("Retire…", "quiet", on=self._ask_retire)
        self.versions, self.retiring = VersionsCard(), RetireCard()
        self._cards: QVBoxLayout = column(gap=theme.WIDE)
        self.page = EditPage(desk.rules, navigator)
        self._reading = QWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        acts = QWidget()
        flow = FlowLayout(acts, gap=theme.GAP)
        for button in (self.edit, self.copy, self.read, self.write, self.retire):
            flow.addWidget(button)
        head = column(self._name, self._note, gap=2)
        self._chairs = label(FOR_CHAIRS, "note")
        above = (self.fresh, self.choice, head, self.draft, acts, self._chairs)
        self._reading.setLayout(column(*above, self.retiring, self.versions, self._cards, gap=theme.WIDE))
        self.setLayout(column(self._reading, self.page))
        self.page.hide()

    def _connect(self) -> None:
        self.choice.chosen.connect(self._show)
        self.draft.activated.connect(self._edit)
        self.fresh.activated.connect(self._go_on)
        self.versions.wanted.connect(self._show_version)
        self.page.finished.connect(self._finish)
        self.retiring.wanted.connect(self._retire)
        self.retiring.asked.connect(self._count_planned)

    def refresh(self) -> None:
        """Read the rules and show the body that was chosen, else the first; an open form is left alone."""
        if self.page.isVisibleTo(self):
            return
        self._area = self._desk.areas.area()
        held, found = self.choice.value(), self._desk.rules.bodies()
        codes = [one.code for one in found]
        self.choice.set_options((one.code, one.body.short) for one in found)
        self.choice.set_value(held if held in codes else codes[0])
        unfinished = self._desk.rules.unfinished()
        if unfinished and self._desk.operators.may(ACT):
            name = unfinished[0].short or unfinished[0].code
            self.fresh.say(f"{name} is a new body that was never put in force.", "amber", "Go on with it")
        else:
            self.fresh.put_away()
        self._show(self.choice.value())

    def save_now(self) -> None:
        """Keep what is typed in the form."""
        self.page.save_now()

    def _show(self, code: object) -> None:
        row_of = next(one for one in self._desk.rules.bodies() if one.code == code)
        found = self._desk.rules.versions(row_of.code)
        may = self._desk.operators.may(ACT)
        shown = next((one for one in found if one.in_force), found[-1])
        self.retiring.hide()
        self._chairs.setVisible(not may)
        for button in (self.edit, self.copy, self.read, self.retire):
            button.setVisible(may)
        self.retire.setVisible(may and not row_of.retired)
        if row_of.draft and may:
            self.draft.say(
                "There is an unfinished edit of these rules; no meeting goes by it.", "amber", "Go on"
            )
        else:
            self.draft.put_away()
        self._show_version(shown)

    def _show_version(self, version: VersionRow) -> None:
        body = self._body = version.body
        self.versions.show_versions(self._desk.rules.versions(body.code), version.profile_id)
        self._name.setText(body.name)
        self._note.setText(rules.in_force(body))
        clear(self._cards)
        assert self._area is not None
        for card in cards_of(body, self._area):
            self._cards.addWidget(card)

    def _begin(self, body: Body, *, new: bool = False) -> None:
        others = [(one.code, one.body.short) for one in self._desk.rules.bodies() if one.code != body.code]
        self.page.begin(body, others, new=new)
        self._reading.hide()
        self.page.show()

    def _finish(self) -> None:
        self.page.hide()
        self._reading.show()
        self.refresh()
        self.edit.setFocus()

    def _edit(self) -> None:
        with guarded(self):
            code = str(self.choice.value())
            self._begin(self._desk.rules.draft(code) or self._desk.rules.begin(code))

    def _go_on(self) -> None:
        with guarded(self):
            self._begin(self._desk.rules.unfinished()[0], new=True)

    def _copy(self) -> None:
        with guarded(self):
            self._begin(self._desk.rules.copy(str(self.choice.value())), new=True)

    def _ask_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Read the rules of a body", "", _FILTER)
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Open the rules of a file in the form; nothing is in force until a day is set and it is said so."""
        with guarded(self):
            body = read_profile(path)
            known = body.code in [one.code for one in self._desk.rules.bodies()]
            if known:
                self.choice.set_value(body.code)
            self._begin(body, new=not known)

    def _ask_place(self) -> None:
        assert self._body is not None
        name, _ = QFileDialog.getSaveFileName(
            self, "Where to write the rules", f"{self._body.code.lower()}.toml", _FILTER
        )
        if name:
            self.write_file(Path(name))

    def write_file(self, path: Path) -> None:
        """Write the rules that are shown as a file."""
        assert self._body is not None
        with guarded(self) as act:
            write_profile(self._body, path.with_suffix(".toml"))
        if act.ok:
            self._navigator.say(
                f"The rules of {self._body.short} are in {path.with_suffix('.toml')}.", "green"
            )

    def _ask_retire(self) -> None:
        assert self._body is not None
        day = max(self._desk.clock.today(), self._desk.rules.earliest(self._body.code))
        self.retiring.ask(self._body.short, day)

    def _count_planned(self, day: object) -> None:
        if day is not None:
            self.retiring.show_planned(self._desk.rules.planned_after(str(self.choice.value()), day))  # type: ignore[arg-type]

    def _retire(self, day: object) -> None:
        with guarded(self) as act:
            done = self._desk.rules.retire(str(self.choice.value()), day)  # type: ignore[arg-type]
        if act.ok:
            self._navigator.say(f"{done.body.short} meets no more from {rules.since(done.body)}.", "green")
            self.retiring.hide()
            self.refresh()
