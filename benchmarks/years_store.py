"""A store as it is after years of meetings, written past the services, which would take hours over it.

Everybody in it is made from numbers: nobody is real, and nobody is meant.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import insert, select

from app.domain.lists import ListName
from app.models import (
    Action,
    Base,
    BodyProfile,
    Case,
    Episode,
    ImportedFile,
    Meeting,
    MeetingPaper,
    MonthlyEntry,
    Person,
    RegisterEntry,
    SourceRecord,
    Spell,
    Subject,
)
from app.services.clock import Clock
from app.services.desk import Desk, create_desk
from app.store.keys import Cost

_CHUNK = 5_000
_FORENAMES = "Adil Bea Cai Dov Ewa Fay Gil Hana Ivo Joss Kit Lena Milo Nia Otto Pia Quin Rory Suki".split()
_SURNAMES = "Ashdown Birch Colm Dray Elmore Frith Garrow Hale Ings Jessop Kell Larch Moor Nance Orme".split()
_MISSING, _REGISTER, _CASES = 0, 1, 2


@dataclass(frozen=True)
class Size:
    """How much there is; the month in sight has the same children however many years lie behind it."""

    years: int
    discussions: int
    episodes: int
    children_a_year: int = 2_000
    still_missing_list: int = 300
    still_on_register: int = 200
    on_two_lists: int = 60

    @property
    def months(self) -> int:
        return self.years * 12


FIVE_YEARS = Size(5, 20_000, 200_000)
ONE_YEAR = Size(1, 4_000, 40_000)


def make(path: Path, size: Size, clock: Clock) -> Desk:
    """The store, open; made in under a minute."""
    desk, _ = create_desk(
        path, "kingston-richmond", "Bench", "four words are enough", cost=Cost.floor(), clock=clock
    )
    _Writer(desk, size, clock.today()).write()
    return desk


class _Writer:
    def __init__(self, desk: Desk, size: Size, today: date) -> None:
        self._desk, self._size, self._today = desk, size, today
        self._dice = Random(20261128)
        self._now = desk.clock.now()
        self._sources: list[dict[str, Any]] = []
        self._begin = date(today.year - size.years, today.month, 1)

    def write(self) -> None:
        with self._desk.store._session(reading=False) as session:
            self._session = session
            self._put(ImportedFile, self._files())
            subjects = list(self._subjects())
            by_list = {name: [one for one in subjects if one["list_name"] == name] for name in ListName}
            self._join(by_list)
            self._put(Person, ({"id": one["id"], "made_at": self._now} for one in subjects))
            self._put(Subject, subjects)
            episodes = list(self._episodes(by_list[ListName.MISPER]))
            entries = list(self._entries(by_list[ListName.CME]))
            cases = list(self._cases(by_list[ListName.MASE]))
            self._put(SourceRecord, self._sources)
            for kind, rows in ((Episode, episodes), (RegisterEntry, entries), (Case, cases)):
                self._put(kind, rows)
            self._put(Spell, self._spells(by_list, cases))
            meetings = list(self._meetings())
            self._put(Meeting, meetings)
            self._put(MeetingPaper, self._papers(meetings))
            discussed = list(self._discussed(meetings, cases))
            self._put(MonthlyEntry, discussed)
            self._put(Action, self._actions(discussed))
            session.commit()

    def _put(self, kind: type[Base], rows: Iterable[Mapping[str, Any]]) -> None:
        rows = iter(rows)
        while chunk := list(islice(rows, _CHUNK)):
            self._session.execute(insert(kind), chunk)

    def _files(self) -> Iterator[dict[str, Any]]:
        """A file of each list a month."""
        for number in range(3 * self._size.months):
            name = list(ListName)[number % 3]
            yield {
                "id": number + 1,
                "list_name": name.value,
                "file_name": f"{name.value}.xlsx",
                "sha256": "0" * 64,
                "imported_at": self._now - timedelta(days=30 * (self._size.months - 1 - number // 3)),
                "imported_by": "Bench",
                "rows": 1,
                "accepted": 1,
                "unchanged": 0,
                "refused": [],
            }

    def _subjects(self) -> Iterator[dict[str, Any]]:
        """Three of five children are on the missing list, one on each of the others."""
        names = (ListName.MISPER, ListName.MISPER, ListName.MISPER, ListName.CME, ListName.MASE)
        for number in range(1, self._size.years * self._size.children_a_year + 1):
            forename, surname = self._dice.choice(_FORENAMES), f"{self._dice.choice(_SURNAMES)}{number}"
            born = self._today - timedelta(days=self._dice.randint(11 * 365, 17 * 365))
            yield {
                "id": number,
                "list_name": names[number % len(names)].value,
                "identity_key": f"{surname}|{forename}|{born}",
                "forename": forename,
                "surname": surname,
                "aliases": [],
                "born": born,
                "sex": "F" if number % 2 else "M",
                "address": "",
                "postcode": "",
                "town": "",
                "number": "",
                "person_id": number,
                "home_person_id": number,
            }

    def _join(self, by_list: Mapping[ListName, list[dict[str, Any]]]) -> None:
        """Some children of the missing list are on the register too, and half of those have a case."""
        missing, register, cases = (by_list[name] for name in ListName)
        for number in range(self._size.on_two_lists):
            register[number]["person_id"] = missing[number]["person_id"]
            if number % 2:
                cases[-1 - number]["person_id"] = missing[number]["person_id"]

    def _source(self, subject: Mapping[str, Any], reference: str, days_ago: int = 0) -> int:
        number = len(self._sources) + 1
        name = ListName(subject["list_name"])
        month = max(0, self._size.months - 1 - days_ago // 30)
        file = month * 3 + list(ListName).index(name) + 1
        self._sources.append(
            {
                "id": number,
                "file_id": file,
                "list_name": name.value,
                "sheet": "Sheet",
                "row": number,
                "reference": reference,
                "has_own_reference": True,
                "cells": {"Name": f"{subject['forename']} {subject['surname']}"},
                "fingerprint": "0" * 64,
                "notes": [],
                "subject_id": subject["id"],
                "replaced_by_id": None,
                "last_seen_file_id": file,
            }
        )
        return number

    def _episodes(self, children: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        days = (self._today - self._begin).days
        for number in range(1, self._size.episodes + 1):
            child = children[number % len(children)]
            began = datetime.combine(self._today, datetime.min.time()) - timedelta(
                days=number * days // self._size.episodes, hours=self._dice.randint(1, 20)
            )
            returned = began + timedelta(hours=self._dice.randint(1, 60))
            reference = f"M{number:07}"
            yield {
                "id": number,
                "source_id": self._source(child, reference, (self._today - began.date()).days),
                "subject_id": child["id"],
                "reference": reference,
                "reported_at": began,
                "returned_at": returned,
                "still_missing": False,
                "classed": "missing",
                "risk": self._dice.choice(("high", "medium", "low")),
                "responsible_authority": "LB Richmond",
                "in_care": number % 3 == 0,
                "interview_offered": True,
                "interview_done_on": (returned + timedelta(days=2)).date(),
            }

    def _entries(self, children: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for number, child in enumerate(children, start=1):
            yield {
                "id": number,
                "source_id": self._source(child, f"U{number:07}"),
                "subject_id": child["id"],
                "off_roll_on": self._today - timedelta(days=90),
                "hours": float(number % 26),
                "rag": ("red", "amber", "green")[number % 3],
                "borough": "Richmond",
            }

    def _cases(self, children: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        open_from = len(children) - self._listed(children)
        for number, child in enumerate(children, start=1):
            closed = number <= open_from
            yield {
                "id": number,
                "source_id": self._source(child, f"C{number:07}"),
                "subject_id": child["id"],
                "reference": f"C{number:07}",
                "borough": "Richmond" if number % 2 else "Kingston",
                "out_of_borough": number % 9 == 0,
                "category": number % 4,
                "category_at_entry": number % 4,
                "referred_on": self._today - timedelta(days=200),
                "strategy_meeting_on": self._today - timedelta(days=198),
                "listed_on": self._today - timedelta(days=190),
                "closed_on": self._today - timedelta(days=100) if closed else None,
            }

    def _listed(self, children: list[dict[str, Any]]) -> int:
        """How many a meeting discusses: the discussions of all meetings are of this many cases each."""
        return min(len(children), self._size.discussions // self._size.months)

    def _spells(
        self, by_list: Mapping[ListName, list[dict[str, Any]]], cases: list[dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        open_cases = {case["subject_id"] for case in cases if case["closed_on"] is None}
        on_now = {
            ListName.MISPER: {one["id"] for one in by_list[ListName.MISPER][: self._size.still_missing_list]},
            ListName.CME: {one["id"] for one in by_list[ListName.CME][: self._size.still_on_register]},
            ListName.MASE: open_cases,
        }
        for name, children in by_list.items():
            for child in children:
                here = child["id"] in on_now[name]
                yield {
                    "subject_id": child["id"],
                    "list_name": name.value,
                    "began_on": self._today - timedelta(days=190),
                    "ended_on": None if here else self._today - timedelta(days=100),
                    "end_reason": "",
                }

    def _meetings(self) -> Iterator[dict[str, Any]]:
        profiles = {
            one.code: one.id
            for one in self._session.execute(select(BodyProfile)).scalars()
            if one.position < 3
        }
        number = 0
        for month in range(self._size.months + 1):
            year, index = divmod(self._begin.year * 12 + self._begin.month - 1 + month, 12)
            for day, (code, profile) in zip((10, 17, 27), profiles.items(), strict=False):
                number += 1
                on = date(year, index + 1, day)
                held = on < self._today
                yield {
                    "id": number,
                    "profile_id": profile,
                    "body_code": code,
                    "held_on": on,
                    "starts": datetime(2000, 1, 1, 10).time(),
                    "ends": datetime(2000, 1, 1, 13).time(),
                    "venue": "Room",
                    "state": "agreed" if held else "planned",
                    "opened_at": self._now if held else None,
                    "closed_at": self._now if held else None,
                    "quorate": True if held else None,
                }

    def _papers(self, meetings: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for meeting in meetings:
            for key, days in (("agenda", -10), ("list", -10), ("minutes", 14), ("actions", 14)):
                due = meeting["held_on"] + timedelta(days=days)
                sent = due if due < self._today else None
                yield {"meeting_id": meeting["id"], "key": key, "due": due, "sent_on": sent, "sent_to": ""}

    def _discussed(
        self, meetings: list[dict[str, Any]], cases: list[dict[str, Any]]
    ) -> Iterator[dict[str, Any]]:
        held = [one for one in meetings if one["state"] == "agreed" and "MASE" in one["body_code"]]
        each = min(len(cases), self._size.discussions // max(1, len(held)))
        number = 0
        for place, meeting in enumerate(held):
            start = (place * len(cases)) // (len(held) + 1)
            for position in range(each):
                number += 1
                case = cases[(start + position) % len(cases)]
                yield {
                    "id": number,
                    "meeting_id": meeting["id"],
                    "case_id": case["id"],
                    "group_title": "Existing, Richmond",
                    "standing": "existing",
                    "position": position,
                    "victim": "Seen by the school nurse. Feels safe where she is." * 3,
                    "overview": "Two agencies are in touch, and both were heard." * 5,
                    "category_before": 2,
                    "category": 2,
                    "decision": "continue",
                    "rationale": "The risk has not fallen.",
                    "seen": True,
                }

    def _actions(self, discussed: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        """One for every second discussion; those of the last month are open."""
        last = max((one["meeting_id"] for one in discussed), default=0)
        for number, entry in enumerate(discussed[::2], start=1):
            is_open = entry["meeting_id"] == last
            yield {
                "id": number,
                "meeting_id": entry["meeting_id"],
                "entry_id": entry["id"],
                "text": "Ask the school what it has seen",
                "agency": ("Police", "Health", "Education")[number % 3],
                "due": self._today + timedelta(days=7) if is_open else self._today - timedelta(days=30),
                "state": "open" if is_open else "done",
                "closed_on": None if is_open else self._today - timedelta(days=40),
            }
