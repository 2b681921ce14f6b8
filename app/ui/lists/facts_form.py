"""A few fields for each list, for a record that somebody types: what is needed at once, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from app.domain.dates import read_time
from app.domain.lists import CaseFacts, EpisodeFacts, Facts, ListName, RegisterFacts
from app.domain.profiles import Area
from app.errors import Refused
from app.ui import theme
from app.ui.widgets import DateField, LineField, Segmented, field

DAY, TIME, TEXT, HOURS, CHOICE = "day", "time", "text", "hours", "choice"
_FACTS: Mapping[ListName, type[Facts]] = {
    ListName.MISPER: EpisodeFacts,
    ListName.CME: RegisterFacts,
    ListName.MASE: CaseFacts,
}
Options = Sequence[tuple[object, str]]


@dataclass(frozen=True)
class FieldOf:
    """One field of a form: the attribute of the facts it fills, how it is called, and what it takes."""

    key: str
    label: str
    kind: str
    options: Options = ()
    wide: bool = False


def fields_of(list_name: ListName, area: Area) -> tuple[FieldOf, ...]:
    """The fields of a list's form, in the order in which they are told on the telephone."""
    boroughs = tuple((name, name) for name in area.boroughs)
    if list_name is ListName.MISPER:
        return (
            FieldOf("reported_at", "Reported missing on", DAY),
            FieldOf("reported_time", "at", TIME),
            FieldOf("returned_at", "Returned on, if back", DAY),
            FieldOf("returned_time", "at", TIME),
            FieldOf("classed", "Classed", CHOICE, (("missing", "missing"), ("absent", "absent"))),
            FieldOf("risk", "Police risk", CHOICE, tuple((one, one) for one in ("high", "medium", "low"))),
            FieldOf("responsible_authority", "Responsible authority", TEXT),
            FieldOf("found_where", "Found where", TEXT),
        )
    if list_name is ListName.CME:
        return (
            FieldOf("borough", "Borough", CHOICE, boroughs, wide=True),
            FieldOf("school", "Last school", TEXT),
            FieldOf("year_group", "Year group", TEXT),
            FieldOf("off_roll_on", "Off roll since", DAY),
            FieldOf("hours", "Hours a week", HOURS),
            FieldOf("rag", "Rating", CHOICE, tuple((one, one) for one in ("red", "amber", "green"))),
            FieldOf("provision", "Provision", TEXT),
            FieldOf("case_worker", "Case worker", TEXT),
        )
    body = next((one for one in area.bodies if one.kind == ListName.MASE.value), None)
    categories = tuple((one.code, one.short) for one in body.categories) if body is not None else ()
    return (
        FieldOf("borough", "Borough", CHOICE, boroughs, wide=True),
        FieldOf("category", "Category", CHOICE, categories, wide=True),
        FieldOf("referred_on", "Referred on", DAY),
        FieldOf("referring_agency", "Referring agency", TEXT),
        FieldOf("strategy_meeting_on", "Strategy meeting", DAY),
        FieldOf("lead_professional", "Lead professional", TEXT),
        FieldOf("school", "School", TEXT),
        FieldOf("status", "Status", TEXT),
    )


class _Form(QWidget):
    """The form of one list."""

    def __init__(self, list_name: ListName, fields: Sequence[FieldOf]) -> None:
        super().__init__()
        self._facts = _FACTS[list_name]
        self.fields = {one.key: _made(one) for one in fields}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.WIDE)
        grid.setVerticalSpacing(theme.GAP)
        place = 0
        for one in fields:
            place += place % 2 if one.wide else 0
            grid.addWidget(
                field(one.label, self.fields[one.key]), place // 2, place % 2, 1, 2 if one.wide else 1
            )
            place += 2 if one.wide else 1
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def facts(self) -> Facts:
        said = {key: _value(made) for key, made in self.fields.items()}
        for key in ("reported", "returned"):
            if f"{key}_time" in said:
                said[f"{key}_at"] = _moment(said[f"{key}_at"], said.pop(f"{key}_time"))
        if self._facts is EpisodeFacts:
            said["still_missing"] = said["returned_at"] is None
        if "hours" in said:
            said["hours"] = _hours(said["hours"])
        texts = {key: value for key, value in said.items() if value is not None}
        return self._facts(**texts)  # type: ignore[arg-type]

    def fill(self, facts: Facts) -> None:
        for key, made in self.fields.items():
            base = key.removesuffix("_time")
            value = getattr(facts, f"{base}_at" if key.endswith("_time") else key)
            if isinstance(made, DateField):
                made.set_day(value.date() if isinstance(value, datetime) else value)
            elif isinstance(made, Segmented):
                made.set_value(value)
            elif isinstance(value, datetime):
                made.set_value(f"{value:%H:%M}")
            else:
                made.set_value(
                    "" if value is None else f"{value:g}" if isinstance(value, float) else str(value)
                )

    def clear(self) -> None:
        for made in self.fields.values():
            if isinstance(made, DateField):
                made.set_day(None)
            elif isinstance(made, LineField):
                made.set_value("")
            else:
                made.set_value(None)


class FactsForm(QStackedWidget):
    """The forms of the three lists, of which one is in sight."""

    def __init__(self, area: Area) -> None:
        super().__init__()
        self.forms = {name: _Form(name, fields_of(name, area)) for name in ListName}
        for form in self.forms.values():
            self.addWidget(form)

    def show_list(self, list_name: ListName) -> None:
        """Show the fields of this list."""
        self.setCurrentWidget(self.forms[list_name])

    def facts(self, list_name: ListName) -> Facts:
        """What was typed; raises `Refused` for what is no day, time or number."""
        return self.forms[list_name].facts()

    def fill(self, list_name: ListName, facts: Facts) -> None:
        """Show what a record says, to be put right."""
        self.forms[list_name].fill(facts)

    def clear(self) -> None:
        """Empty every form."""
        for form in self.forms.values():
            form.clear()


def _made(one: FieldOf) -> LineField | DateField | Segmented:
    if one.kind == DAY:
        return DateField(one.label)
    if one.kind == CHOICE:
        return Segmented(one.label, one.options, may_clear=True)
    hints = {TIME: "hh:mm", HOURS: "0 to 25"}
    return LineField(one.label, hints.get(one.kind, ""), most=200)


def _value(made: LineField | DateField | Segmented) -> object:
    if isinstance(made, DateField):
        if made.problem():
            raise Refused(f"A day cannot be read: {made.problem()}")
        return made.day()
    return made.value()


def _moment(day: object, at: object) -> datetime | None:
    if not isinstance(day, date):
        if at:
            raise Refused("There is a time of day without its day; give the day too.")
        return None
    since = read_time(at) if at else None
    if at and since is None:
        raise Refused("The time of day cannot be read; write it as 21:30.")
    midnight = datetime.combine(day, time.min)
    return midnight if since is None else midnight + since


def _hours(text: object) -> float | None:
    if not isinstance(text, str) or not text:
        return None
    try:
        return float(text.replace(",", "."))
    except ValueError:
        raise Refused("The hours a week are not a number; write them as 12.5.") from None
