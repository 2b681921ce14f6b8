"""The children as they are: what every shape of a list has to be read as. All people are invented."""

from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from app.domain.lists import CareFacts, CaseFacts, EpisodeFacts, ListName, ListRow, RegisterFacts

Fields = MappingProxyType[str, object]


@dataclass(frozen=True)
class Child:
    """One child with what each list says of it; `fields` go by the keys that columns are read as."""

    forename: str
    surname: str
    known_as: str
    born: date
    sex: str
    fields: Fields

    def value(self, key: str) -> object:
        """What the child has under a field; "name" is not among them: a shape writes it its own way."""
        own = {
            "forename": self.forename,
            "surname": self.surname,
            "known_as": self.known_as,
            "born": self.born,
            "sex": self.sex,
        }
        return own[key] if key in own else self.fields[key]


PEOPLE = (
    ("Zofia", "Kowalska", "", date(2012, 4, 3), "F"),
    ("Tyrese", "Campbell", "Ty", date(2011, 2, 14), "M"),
    ("Aoife", "O'Neill", "Destiny", date(2010, 12, 25), "F"),
    ("Ifrah", "Warsame", "", date(2013, 9, 30), "F"),
    ("Mohammed Ali", "Hussain", "Mo", date(2009, 1, 31), "M"),
    ("José", "Núñez-Vale", "", date(2012, 7, 19), "M"),
    ("Anna", "van der Berg", "", date(2014, 5, 5), "F"),
    ("Grace", "McCarthy", "", date(2011, 11, 11), "F"),
)
BOROUGHS = ("Kingston", "Richmond")


def _episodes() -> list[Child]:
    rows = []
    for number, (forename, surname, known_as, born, sex) in enumerate(PEOPLE, 1):
        for again in range(1 + number % 2):
            reported = datetime(2026, 10, number + again * 9, (number * 5 + again) % 24, 5 * number)
            back = None if number == 3 and again else datetime(2026, 10, number + again * 9 + 2, 6, 30)
            fields = {
                "reference": f"26MIS{number:04d}{again:02d}",
                "reported_at": reported,
                "returned_at": back,
                "classed": "absent" if number == 2 else "missing",
                "risk": ("high", "medium", "low")[number % 3],
                "responsible_authority": ("Kingston", "Richmond", "Sutton")[number % 3],
                "in_care": number % 4 == 0,
                "interview_offered": number % 3 != 1,
                "interview_done_on": None if back is None or number % 2 else date(2026, 10, 28),
                "found_where": ("Home", "Clapham Junction", "Bentall Centre")[number % 3],
            }
            rows.append(Child(forename, surname, known_as, born, sex, MappingProxyType(fields)))
    return rows


def _entries() -> list[Child]:
    rows = []
    for number, (forename, surname, known_as, born, sex) in enumerate(PEOPLE, 1):
        fields = {
            "reference": f"X8518980{number:05d}",
            "year_group": str(6 + number % 6),
            "school": f"{('Holy Cross', 'Malden Oak', 'North Surrey')[number % 3]} School",
            "off_roll_on": date(2026, 1 + number, 10 + number),
            "hours": (0.0, 12.5, 10.0, 25.0)[number % 4],
            "provision": ("EHE", "Tuition", "Online")[number % 3],
            "rag": ("red", "amber", "green")[number % 3],
            "case_worker": ("M Cho", "J Bell")[number % 2],
            "borough": BOROUGHS[number > 4],
            "comments": ("EHCP pending", "moved from Surrey")[number % 2],
        }
        rows.append(Child(forename, surname, known_as, born, sex, MappingProxyType(fields)))
    return rows


def _cases() -> list[Child]:
    rows = []
    for number, (forename, surname, known_as, born, sex) in enumerate(PEOPLE, 1):
        fields = {
            "reference": f"MASE-{number:04d}",
            "borough": BOROUGHS[number > 4],
            "out_of_borough": number % 4 == 0,
            "category": number % 4,
            "referred_on": date(2026, 3 + number % 6, 7 + number),
            "referring_agency": ("Police", "School", "Health")[number % 3],
            "strategy_meeting_on": None if number == 5 else date(2026, 9, 10 + number),
            "lead_professional": ("S Romero", "B Quist")[number % 2],
            "school": ("Malden Oak School", "Holy Cross School")[number % 2],
            "status": ("LAC", "CIN", "Early help")[number % 3],
            "listed_on": date(2026, 9, 20),
            "themes": ("online; missing", "county lines")[number % 2],
            "placement": ("Foster placement", "With relative")[number % 2],
        }
        rows.append(Child(forename, surname, known_as, born, sex, MappingProxyType(fields)))
    return rows


TRUTH = {
    ListName.MISPER: tuple(_episodes()),
    ListName.CME: tuple(_entries()),
    ListName.MASE: tuple(_cases()),
}


def as_read(row: ListRow, keys: frozenset[str]) -> dict[str, object]:
    """What was read of the fields a shape wrote, to lay beside the truth."""
    who, facts = row.identity, row.facts
    assert isinstance(facts, EpisodeFacts | RegisterFacts | CaseFacts | CareFacts)
    read: dict[str, object] = {
        "reference": row.reference,
        "forename": who.forename,
        "surname": who.surname,
        "known_as": ", ".join(who.aliases),
        "born": who.born,
        "sex": who.sex,
    }
    return {key: _plain(read[key] if key in read else getattr(facts, key)) for key in sorted(keys)}


def as_it_is(child: Child, keys: frozenset[str]) -> dict[str, object]:
    """The truth of the same fields."""
    return {key: _plain(child.value(key)) for key in sorted(keys)}


def _plain(value: object) -> object:
    """Capitals do not count: what was written in capitals alone has lost its "van der"."""
    return value.casefold() if isinstance(value, str) else value
