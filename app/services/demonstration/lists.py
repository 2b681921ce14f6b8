"""The three lists of the demo as the Excel files they would arrive in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

import openpyxl

from app.domain.calendar import MONTHS
from app.domain.lists import ListName
from app.domain.people import age_on
from app.services.demonstration.people import Child, Material, workday

Row = Sequence[object]
_MISPER = (
    "Merlin ref", "Nominal", "DOB", "Age", "Sex", "Ethn", "Address", "Postcode", "Reported missing",
    "Returned / located", "Category", "Risk", "Responsible LA", "In care?", "RHI offered", "RHI done",
    "Where found",
)  # fmt: skip
_CME = (
    "UPN", "Forename", "Surname", "Known as", "Date of birth", "M/F", "Year", "Last school", "Off roll",
    "Hours p/w", "Provision", "RAG", "RAG QA'd by", "Case worker", "Post code", "Comments",
)  # fmt: skip
_MASE = (
    "Ref", "Name", "D.O.B", "Borough", "OOB?", "Police category", "Date referred", "Referring agency",
    "Strategy meeting", "Lead professional", "School/college", "Status", "Ethnicity", "Date added", "Themes",
    "Current placement / location",
)  # fmt: skip
_CLOSED = ("Ref", "Name", "D.O.B", "Date closed", "Reason")
_RETURN_DAYS = 110  # a return looks back over the three months of the rule and a little more
_BOROUGHS = ("Kingston", "Richmond")
_LA = {"Kingston": "RB Kingston", "Richmond": "LB Richmond"}
_NO_UPN = ("poppy", "ayub")
# Who is back at an hour that is shown on home: the interview is still running on the day of the demo.
_RUNNING = {("zofia", 3): (time(17, 15), time(21, 40))}


@dataclass(frozen=True)
class Paper:
    """One list as written on a day: headings and rows by sheet, and the child behind each row's reference."""

    list_name: ListName
    file_name: str
    title: str
    sheets: Mapping[str, tuple[Row, Sequence[Row]]]
    keys: Mapping[str, str]

    def write(self, folder: Path) -> Path:
        """Write the workbook; answers its path."""
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for name, (headings, rows) in self.sheets.items():
            sheet = book.create_sheet(name)
            sheet.append([self.title])
            sheet.append([])
            for row in (headings, *rows):
                sheet.append(list(row))
        path = folder / self.file_name
        book.save(path)
        return path


class Lists:
    """Writes each list as it stood on a day, from the children and the day the demo is made on."""

    def __init__(self, material: Material, today: date, closings: Mapping[int, date]) -> None:
        self._children = material.children
        self._today = today
        self._closings = closings  # 1: the last MASE that was held, 2: the one before

    def paper(self, list_name: ListName, as_of: datetime, delivery: int) -> Paper:
        """The list at a local time; `delivery` is 0, 1 or 2 for the three months of the demo."""
        return {
            ListName.MISPER: self._misper,
            ListName.CME: self._cme,
            ListName.MASE: self._mase,
        }[list_name](as_of, delivery)

    def _ago(self, days: int) -> date:
        return self._today - timedelta(days=days)

    def _misper(self, as_of: datetime, _delivery: int) -> Paper:
        rows: dict[str, Row] = {}
        keys: dict[str, str] = {}
        oldest = as_of - timedelta(days=_RETURN_DAYS)
        for number, child in enumerate(self._children):
            for turn, days in enumerate(child.missing):
                reported, back = self._away(child, days)
                if oldest <= reported <= as_of:
                    ref = f"{reported:%y}MIS{number * 20 + turn + 4100:06}"
                    written = child.written[turn % len(child.written)]
                    rows[ref] = (ref, written, *self._episode(child, turn, days, reported, back, as_of))
                    keys[ref] = child.key
        ordered = [rows[ref] for ref in sorted(rows)]
        sheet = f"Missing {_month(as_of)[:3]} {as_of:%y}"
        title = f"Missing children - monthly return, {oldest:%d/%m/%Y} - {as_of:%d/%m/%Y}"
        return _paper(ListName.MISPER, as_of, title, {sheet: (_MISPER, ordered)}, keys)

    def _away(self, child: Child, days: int) -> tuple[datetime, datetime | None]:
        """When the child was reported missing and, unless still away, was back."""
        day, chance = self._ago(days), Random(f"{child.key} {days}")
        fixed = _RUNNING.get((child.key, days))
        if fixed:
            return datetime.combine(day, fixed[0]), datetime.combine(day, fixed[1])
        reported = datetime.combine(day, time(chance.randint(16, 22), chance.randrange(0, 60, 5)))
        hours = chance.choice((2, 3, 4, 5, 6, 8, 9, 11, 14, 19, 27))
        back = reported + timedelta(hours=hours, minutes=chance.randrange(0, 60, 5))
        return reported, None if days in child.still else back

    def _episode(
        self, child: Child, turn: int, days: int, reported: datetime, back: datetime | None, as_of: datetime
    ) -> Row:
        chance = Random(f"{child.key} {days} told")
        returned = back if back is not None and back <= as_of else None
        borough = child.mase["borough"] if child.mase else _BOROUGHS[not child.postcode.startswith("KT")]
        offered, done = self._interview(child, days, back, chance)
        known = returned is not None and done is not None and done <= as_of.date()
        return (
            _day(child.born, turn), age_on(child.born, reported.date()), child.sex, child.ethnicity,
            child.address, child.postcode, reported, returned or "Still missing",
            "Absent" if days in child.absent else "Missing",
            chance.choice(("Low", "Medium", "Medium", "High")), child.authority or _LA[borough],
            "Y" if child.in_care else "N", offered if returned else None, done if known else None,
            child.found[turn % len(child.found)] if returned else None,
        )  # fmt: skip

    def _interview(
        self, child: Child, days: int, back: datetime | None, chance: Random
    ) -> tuple[str, date | None]:
        """Most interviews are held within the three days; a few are late, and some were never recorded."""
        if back is None or back.date() >= self._ago(3):
            return "Y", None
        luck = chance.random()
        if days in child.late or luck > 0.94:
            return "Y", back.date() + timedelta(days=6)
        if luck > 0.84:
            return "N", None
        return "Y", back.date() + timedelta(days=chance.choice((1, 2, 2)))

    def _cme(self, as_of: datetime, delivery: int) -> Paper:
        sheets: dict[str, tuple[Row, list[Row]]] = {borough: (_CME, []) for borough in _BOROUGHS}
        keys: dict[str, str] = {}
        for child in self._children:
            entry = child.cme
            if entry is None or not entry["rag"][delivery] or self._ago(entry["off"]) > as_of.date():
                continue
            borough = entry.get("borough", "Richmond")
            rows = sheets[borough][1]
            upn = None if child.key in _NO_UPN else _upn(child)
            rows.append((upn, *self._entry(child, entry, delivery)))
            keys[upn or f"{borough}!{len(rows) + 3}"] = child.key
        title = f"Children Missing Education register, as at {as_of.day} {_month(as_of)} {as_of.year}"
        return _paper(ListName.CME, as_of, title, sheets, keys)

    def _entry(self, child: Child, entry: Mapping[str, object], delivery: int) -> Row:
        rag, hours = entry["rag"], entry["hours"]
        assert isinstance(rag, list) and isinstance(hours, list)
        off, assured = entry["off"], entry.get("assured", "PEH lead")
        assert isinstance(off, int)
        return (
            child.forename, child.surname, None, child.born, child.sex, entry["year"], entry["school"],
            self._ago(off), hours[delivery], entry["provision"], rag[delivery].capitalize(), assured or None,
            entry["worker"], entry.get("postcode", child.postcode), entry["comments"],
        )  # fmt: skip

    def _mase(self, as_of: datetime, _delivery: int) -> Paper:
        current: list[Row] = []
        closed: list[Row] = []
        keys: dict[str, str] = {}
        on = as_of.date()
        for child in sorted(self._children, key=lambda child: str(child.mase and child.mase["ref"])):
            if child.mase is None or self._listed(child.mase) > on:
                continue
            ref = reference(child)
            keys[ref] = child.key
            ended, reason = self._closed(child.mase)
            if ended is not None and ended <= on:
                closed.append((ref, child.name, child.born, ended, reason))
            else:
                current.append((ref, *self._case(child, child.mase)))
        sheets = {"Current list": (_MASE, current), "Closed": (_CLOSED, closed)}
        return _paper(ListName.MASE, as_of, f"MASE tracker, {as_of:%d/%m/%Y}", sheets, keys)

    def _listed(self, case: Mapping[str, object]) -> date:
        return self._steps(case)[2]

    def _steps(self, case: Mapping[str, object]) -> tuple[date, date, date]:
        """Referral, strategy meeting and listing, each on a working day."""
        days = case["referred"]
        assert isinstance(days, int)
        referred = workday(self._ago(days))
        return referred, workday(referred + timedelta(days=3)), workday(referred + timedelta(days=4))

    def _closed(self, case: Mapping[str, object]) -> tuple[date | None, str]:
        if (days := case.get("closed")) is not None:
            assert isinstance(days, int)
            return workday(self._ago(days)), str(case["reason"])
        discharged = case.get("discharged")
        assert discharged is None or isinstance(discharged, int)
        return (None, "") if discharged is None else (self._closings[discharged], "Discharged by the meeting")

    def _case(self, child: Child, case: Mapping[str, object]) -> Row:
        referred, strategy, listed = self._steps(case)
        return (
            case.get("written", child.name), child.born, case["borough"], "Y" if case.get("oob") else None,
            f"Cat {case['category']}", referred, case["agency"], strategy, case["lead"], case["school"],
            case["status"], child.ethnicity, listed, case["themes"], case["home"],
        )  # fmt: skip


def reference(child: Child) -> str:
    """The reference of a child's case on the tracker."""
    return f"MASE-{child.mase['ref']}" if child.mase else ""


def _paper(
    list_name: ListName,
    as_of: datetime,
    title: str,
    sheets: Mapping[str, tuple[Row, Sequence[Row]]],
    keys: Mapping[str, str],
) -> Paper:
    names = {
        ListName.MISPER: "misper_return",
        ListName.CME: "cme_register",
        ListName.MASE: "mase_tracker",
    }
    return Paper(list_name, f"{names[list_name]}_{as_of:%Y-%m-%d}.xlsx", title, sheets, keys)


def _month(day: date) -> str:
    return MONTHS[day.month - 1]


def _day(day: date | None, turn: int) -> str:
    """The police write a date of birth in more than one shape."""
    if day is None:
        return "NK"
    return f"{day:%d/%m/%Y}" if turn % 2 == 0 else f"{day.day} {_month(day)[:3]} {day.year}"


def _upn(child: Child) -> str:
    chance = Random(child.key)
    return chance.choice("ABCDEFGHJKLMNPQRTUVWXYZ") + "".join(chance.choices("0123456789", k=12))
