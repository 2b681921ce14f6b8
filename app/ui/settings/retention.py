"""What is due for review: keep it, hold it, destroy it with a certificate. Only a chair answers."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services.desk import Desk
from app.services.keeping.certificates import CertificateRow
from app.services.keeping.retention import EVERYTHING, DueRecord, HoldRow, RecordKey, Retention
from app.ui import theme
from app.ui.frame import Navigator
from app.ui.month.words import count_words
from app.ui.problems import guarded
from app.ui.settings.certificate import CertificatePage
from app.ui.settings.moments import moment_words
from app.ui.settings.review_form import ReviewForm
from app.ui.widgets import Button, Card, LineRow, Mark, clear, column, label
from app.ui.widgets.privacy import masked, privacy

WHAT = (
    "When a record reaches its review date a chair decides. Until then, and without a decision, everything "
    "stays. The periods stand in the rules of each body."
)
FOR_CHAIRS = "Only a chair decides about records; you can see what is due."
NOTHING = "Nothing is due for review today."


class RetentionPage(QWidget):
    """The list; one record in hand; holds; certificates."""

    def __init__(self, desk: Desk, navigator: Navigator) -> None:
        super().__init__()
        self._retention: Retention = desk.retention
        self._navigator = navigator
        self._may = desk.operators.may("keep record")
        self.form = ReviewForm(desk.clock.today())
        self.certificate = CertificatePage()
        self._due, self._holds, self._papers = column(gap=0), column(gap=0), column(gap=0)
        self.hold_all = Button("Hold everything", on=self._hold_all)
        self._due_card = self._card("Due for review", self._due)
        self._holds_card = self._card("Legal holds", self._holds)
        self._papers_card = self._card("Certificates of destruction", self._papers)
        self._holds_card.aside.addWidget(self.hold_all)
        self._main = QWidget()
        note = label(WHAT if self._may else f"{WHAT} {FOR_CHAIRS}", "note", wrap=True)
        cards = (note, self._due_card, self._holds_card, self._papers_card)
        self._main.setLayout(column(*cards, gap=theme.WIDE))
        self.setLayout(column(self._main, self.form, self.certificate))
        self._show(self._main)
        self._connect()

    def _connect(self) -> None:
        self.form.left.connect(lambda: self._show(self._main))
        self.form.keep_wanted.connect(self._keep)
        self.form.hold_wanted.connect(self._hold)
        self.form.release_wanted.connect(self._release)
        self.form.destroy_wanted.connect(self._destroy)
        self.certificate.left.connect(lambda: self._show(self._main))
        privacy.changed.connect(self._names_turned)

    def _names_turned(self, _hidden: bool) -> None:
        if self._main.isVisible():
            self.refresh()

    @staticmethod
    def _card(title: str, rows: QVBoxLayout) -> Card:
        card = Card(title, " ")
        card.body.addLayout(rows)
        return card

    def refresh(self) -> None:
        """Read what is due, what is held, what was destroyed."""
        due, holds = self._retention.due_for_review(), self._retention.holds()
        papers = self._retention.certificates()
        self._fill(self._due, [self._due_row(one, one is due[-1]) for one in due], NOTHING)
        self._fill(
            self._holds, [self._hold_row(one, one is holds[-1]) for one in holds], "No hold is in force."
        )
        self._fill(
            self._papers,
            [self._paper_row(one, one is papers[-1]) for one in papers],
            "Nothing was destroyed.",
        )
        self._due_card.set_title("Due for review", count_words(len(due), "record"))
        self._holds_card.set_title("Legal holds", "nothing under a hold can be destroyed")
        self._papers_card.set_title("Certificates of destruction", str(len(papers)) if papers else "none")
        all_held = any(one.record == EVERYTHING for one in holds)
        self.hold_all.setVisible(self._may and not all_held)

    def _show(self, part: QWidget) -> None:
        for one in (self._main, self.form, self.certificate):
            one.setVisible(one is part)

    @staticmethod
    def _fill(box: QVBoxLayout, rows: list[LineRow], nothing: str) -> None:
        clear(box)
        for one in rows:
            box.addWidget(one)
        if not rows:
            box.addWidget(label(nothing, "note"))

    def _due_row(self, one: DueRecord, last: bool) -> LineRow:
        marks = [Mark("hold", "amber")] if one.hold else []
        on = (lambda: self._open(one)) if self._may else None
        since = f"{one.review_on:%d/%m/%Y}, {one.why}"
        return LineRow(masked(one.title), f"{one.classes} · {since}", marks=marks, on=on, last=last)

    def _hold_row(self, one: HoldRow, last: bool) -> LineRow:
        on: Callable[[], None] | None = (lambda: self._open_hold(one)) if self._may else None
        said = f"{one.reason} · {one.by}, {moment_words(one.at)}"
        title = one.title if one.record == EVERYTHING else masked(one.title)
        return LineRow(title, said, marks=(Mark("hold", "amber"),), on=on, last=last)

    def _paper_row(self, one: CertificateRow, last: bool) -> LineRow:
        words = f"No. {one.number}, {moment_words(one.at)}"
        return LineRow(words, f"{one.classes} · by {one.by}", on=lambda: self._paper(one), last=last)

    def _open(self, one: DueRecord) -> None:
        self.form.show_record(one)
        self._show(self.form)
        self.form.focus()

    def _open_hold(self, one: HoldRow) -> None:
        due = self._retention.of(one.record)
        if due is not None:
            self._open(due)
        else:
            self.form.show_hold(one)
            self._show(self.form)
            self.form.focus()

    def _hold_all(self) -> None:
        self.form.show_everything()
        self._show(self.form)
        self.form.focus()

    def _paper(self, one: CertificateRow) -> None:
        self.certificate.show_text(one.number, one.text)
        self._show(self.certificate)

    # The answers

    def _keep(self, record: RecordKey, reason: str, until: object) -> None:
        self._act(
            lambda: self._retention.keep(record, reason, until),  # type: ignore[arg-type]
            "Kept; it comes up again on its new date.",
        )

    def _hold(self, record: RecordKey, reason: str) -> None:
        self._act(lambda: self._retention.hold(record, reason), "Under a legal hold until it is released.")

    def _release(self, record: RecordKey, reason: str) -> None:
        self._act(lambda: self._retention.release(record, reason), "The hold is released.")

    def _destroy(self, record: RecordKey, reason: str) -> None:
        with guarded(self) as act:
            paper = self._retention.destroy(record, reason)
        if act.ok:
            self.refresh()
            self._paper(paper)

    def _act(self, work: Callable[[], None], words: str) -> None:
        with guarded(self) as act:
            work()
        if act.ok:
            self._show(self._main)
            self.refresh()
            self._navigator.say(words, "green")
