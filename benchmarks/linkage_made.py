"""Two labelled sets made on the spot, with what the open sets have little of. All people are invented.

`families`: twins, siblings, cousins, parents of one name, 1 January, one address. `lists`: three lists
with moves, namesakes, short forms, changed and joined surnames, gaps. The names here and their short forms
were written down without a look at the matcher's tables, so that what those lack costs something.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

Row = dict[str, str]

# A community: girls, boys, surnames; a full name with its short form or other spelling is "Full/Short".
_COMMUNITIES: tuple[tuple[str, str, str], ...] = (
    (
        "Charlotte/Lottie Georgia/Georgie Eleanor/Nell Abigail/Abby Harriet/Hattie Rebecca/Becky Phoebe "
        "Martha Josephine/Josie "
        "Nicole/Nicky Kimberley/Kim Tamsin/Tam Jessica/Jess Katherine/Kitty Summer Paige Amber Skye "
        "Leanne Gemma Rosemary/Rosie",
        "Thomas/Tommy Alexander/Xander Nathaniel/Nate Frederick/Freddie Benjamin/Benji Edward/Ned "
        "Joseph/Joey Zachary/Zac Reuben/Ruben "
        "Christopher/Kit Michael/Mikey Stephen/Steven Tobias/Toby Rhys/Reece Kyle Ashton Toby "
        "Dominic/Dom Callum/Calum Lewis/Louis",
        "Barton Fielding Whitlock Harding Pryor Tranter Coombes Bexley Ashdown Garland Marlow Hensley "
        "Smith Jones Taylor Turner Webb",
    ),
    (
        "Aoife/Eva Caoimhe/Keeva Siobhan/Shiv Roisin/Rosheen Niamh/Neve Ciara/Keira Orlaith/Orla "
        "Saoirse/Sersha Bridget/Bridie Maeve/Meabh",
        "Ciaran/Kieran Eoghan/Owen Tadhg/Tiger Padraig/Paddy Seamus/Shay Diarmuid/Dermot Oisin/Osheen "
        "Cathal/Cahal Brendan/Bren Fionn/Finn",
        "Gallagher Doherty Brennan Nolan Keane Quinlan McGrath O'Shea O'Dwyer Joyce Ward Connors",
    ),
    (
        "Katarzyna/Kasia Zuzanna/Zuzia Aleksandra/Ola Malgorzata/Gosia Magdalena/Magda Wiktoria/Wika "
        "Agnieszka/Aga Joanna/Asia Natalia/Natalka",
        "Jakub/Kuba Wojciech/Wojtek Mateusz/Mati Krzysztof/Krzys Tomasz/Tomek Bartosz/Bartek Kacper "
        "Szymon/Szymek Maciej/Maciek Jan/Janek",
        "Nowak Wisniewski Wozniak Zielinski Lewandowski Dabrowski Kaminski Mazur Krawczyk Pawlak",
    ),
    (
        "Ioana/Oana Andreea/Andra Mihaela/Miha Alexandra/Alexa Gabriela/Gabi Beatriz/Bia Mariana/Mari "
        "Leonor/Nono Ines Francisca/Chica",
        "Alexandru/Alex Constantin/Costi Ionut/Ionel Cristian/Cristi Nicolae/Nicu Joao/Joca "
        "Francisco/Chico Goncalo Duarte Rodrigo/Digo",
        "Ionescu Radu Stoica Munteanu Dumitru Silva Santos Pereira Carvalho Lopes",
    ),
    (
        "Fadumo/Faduma Khadija/Qadiija Hodan Ifrah/Ifraax Sumaya/Sumeya Naima/Nacima Ayaan Hamdi/Xamdi "
        "Zahra/Sahra Asha/Caasha Fardowsa/Firdawsa",
        "Abdirahman/Abdi Mohamed/Maxamed Abdullahi/Cabdulaahi Ismail/Ismaaciil Liban/Liibaan "
        "Yusuf/Yuusuf Mahad Guled/Guuleed Hassan/Xasan "
        "Hussein/Xuseen Zakariya/Zak Abdiaziz/Abdi",
        "Farah Abdi Nur Warsame Duale Jama Hersi Ali Osman Hashi Elmi Ahmed",
    ),
    (
        "Oluwafunmilayo/Funmi Temitope/Temi Ayomide/Ayo Chiamaka/Amaka Ngozi Ifeoma/Ify Nkechi/Kechi "
        "Adwoa/Ajoa Abena Akosua/Esi Titilayo/Titi Morenike/Nike",
        "Oluwaseun/Seun Babatunde/Tunde Oluwafemi/Femi Chukwuemeka/Emeka Obinna/Obi Ikechukwu/Ike "
        "Kwabena/Kobina Kwadwo/Kojo Kwame Olamide/Lami Ayodele/Dele "
        "Olumide/Mide",
        "Adebayo Okafor Eze Balogun Nwosu Adeleke Mensah Owusu Boateng Asante Bankole Ogunleye",
    ),
    (
        "Aisha/Ayesha Fatima/Fatimah Maryam/Mariam Zainab/Zaynab Hafsa/Hafsah Safiya/Safia Noor/Nur "
        "Iqra Laiba Rabia/Rabiya Sumaiya/Sumayyah Tahmina/Tamina",
        "Muhammad/Mohammed Ibrahim/Ebrahim Hamza/Hamzah Yusuf/Yousuf Usman/Uthman Bilal Zakaria/Zak "
        "Haroon/Harun Idris/Idrees Abdullah/Abdul Mahmud/Mahmood "
        "Rafiq/Rafique",
        "Khan Hussain Ahmed Begum Miah Malik Chowdhury Mirza Akhtar Qureshi Rahman Uddin Iqbal",
    ),
    (
        "Jaspreet/Jas Harpreet/Harps Manpreet/Manni Simran/Simi Priyanka/Priya Kiran Anjali/Anju "
        "Lakshmi/Luxmi Abirami/Abi Thulasi/Tulasi Pavithra/Pavi",
        "Gurpreet/Guri Amandeep/Aman Arshdeep/Arsh Harjit/Harj Krishan/Krish Rajesh/Raj Vithusan/Vithu "
        "Niroshan/Niro Kavin Dhruv/Druv Sukhdeep/Sukh",
        "Patel Singh Kaur Gill Sandhu Dhillon Shah Desai Mehta Sivakumar Rajan Kumar",
    ),
    (
        "Ji-won/Jiwon Seo-yun/Seoyoon Min-seo/Minseo Ha-eun/Haeun Mei-Lin/Meilin Xiaoyu/Xiao "
        "Yi-Ting/Yiting Linh Thuy",
        "Min-jun/Minjoon Do-yun/Doyoon Ji-hoon/Jihun Hyun-woo/Hyunwoo Zihan/Zi Jun-Hao/Junhao Wei Minh Duc",
        "Park Choi Jung Kang Yoon Chen Wong Lin Zhao Nguyen Tran",
    ),
)  # fmt: skip
# Twins whose names a tired hand takes for one another.
_LOOKALIKES = (
    "Jayden Kayden,Hassan Hussain,Ella Emma,Tia Mia,Aaron Darren,Amina Amira,Shauna Shannon,"
    "Tyler Taylor,Ayaan Rayaan,Ellie Millie,Farhan Farhad,Dylan Ryan,"
    "Maja Kaja,Taiwo Kehinde,Harman Harmeet,Ifeoma Ifeanyi,Oliwia Oliver,Sana Hana"
)
_NAMESAKES = (
    "Muhammad Khan,Oliver Smith,Olivia Jones,Mohamed Ali,Amelia Brown,"
    "Simran Kaur,Aisha Begum,George Taylor,Fatima Ahmed,Jakub Nowak"
)
_TOWNS = (
    "Ferncombe Alderwick Stonebury Marlpit Oxmere Thistleford Brackley-on-Sea Wending Harlow Green".split()
)
_STREETS = (
    "Tanner Row,Chapel Rise,Larch Avenue,Orchard Way,Mill Lane,Station Parade,Quarry Close,Beacon View".split(
        ","
    )
)


class Set(NamedTuple):
    """A labelled set: rows with an entity_id."""

    name: str
    rows: list[Row]


@dataclass(frozen=True)
class Habits:
    """How often things happen; shares, 0 to 1."""

    twins: float
    many: float
    new_year: float
    namesakes: float
    parents: float
    cousins: float
    short: float
    changed: float
    joined: float
    moved: float
    no_birth: float
    no_place: float
    streets: bool


_FAMILIES = Habits(0.22, 0.6, 0.07, 0.04, 0.06, 0.12, 0.10, 0.05, 0.05, 0.08, 0.06, 0.12, True)
_LISTS = Habits(0.08, 0.25, 0.05, 0.15, 0.02, 0.06, 0.16, 0.08, 0.07, 0.30, 0.12, 0.20, False)


@dataclass(frozen=True)
class Person:
    """A child as born; `girls` names the community."""

    entity: str
    girls: str
    full: str
    short: str
    surname: str
    new_surname: str
    born: date
    sex: str
    postcode: str
    town: str


class Maker:
    """Makes families of children, and the rows that three lists write of them."""

    communities = _COMMUNITIES

    def __init__(self, habits: Habits, seed: int) -> None:
        self.habits, self.chance = habits, random.Random(seed)
        self.people: list[Person] = []

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def birth(self) -> date:
        return date(2007, 1, 2) + timedelta(days=self.chance.randrange(6_000))

    def home(self) -> tuple[str, str]:
        pick = self.chance
        outward = pick.choice(("QX", "ZY", "VK", "JB")) + str(pick.randrange(1, 20))
        postcode = f"{outward} {pick.randrange(1, 10)}{pick.choice('ABDEFG')}{pick.choice('HJLNPQ')}"
        town = pick.choice(_TOWNS)
        return (
            (postcode, f"{pick.randrange(1, 180)} {pick.choice(_STREETS)}")
            if self.habits.streets
            else (postcode, town)
        )

    def family(self) -> None:
        girls, boys, surnames = self.chance.choice(self.communities)
        surname, home = self.chance.choice(surnames.split()), self.home()
        self._children(girls, boys, surname, home)
        if self.often(self.habits.cousins):
            self._children(girls, boys, surname, self.home())

    def _children(self, girls: str, boys: str, surname: str, home: tuple[str, str]) -> None:
        unknown = self.often(self.habits.new_year)
        used: set[str] = set()
        many = 1 + (self.chance.choice((1, 1, 2, 3)) if self.often(self.habits.many) else 0)
        born = self.birth()
        for number in range(many):
            twin = number > 0 and self.often(self.habits.twins)
            born = born if twin else self.birth()
            sex = self.chance.choice("FM")
            name = self.chance.choice((girls if sex == "F" else boys).split())
            if name in used:
                continue
            used.add(name)
            if number == 0 and many > 1 and self.often(self.habits.twins * 0.3):
                one, name = self.chance.choice(_LOOKALIKES.split(",")).split()
                self._add(one, surname, born, sex, home, girls)
            self._add(name, surname, date(born.year, 1, 1) if unknown else born, sex, home, girls, many == 1)
        if self.often(self.habits.parents):
            self._add(
                name,
                surname,
                self.birth() - timedelta(days=365 * self.chance.randrange(20, 38)),
                sex,
                home,
                girls,
            )

    def _add(
        self,
        name: str,
        surname: str,
        born: date,
        sex: str,
        home: tuple[str, str],
        girls: str,
        lone: bool = False,
    ) -> None:
        if lone and self.often(self.habits.namesakes):
            name, surname = self.chance.choice(_NAMESAKES.split(",")).split()
        full, _, short = name.partition("/")
        pool = next(group[2] for group in self.communities if group[0] == girls)
        other = self.chance.choice(pool.split())
        self.people.append(
            Person(f"e{len(self.people)}", girls, full, short or full, surname, other, born, sex, *home)
        )

    def rows(self, people: int) -> list[Row]:
        while len(self.people) < people:
            self.family()
        rows: list[Row] = []
        for person in self.people:
            for source in "abc":
                if self.often(0.55):
                    rows.append(self._row(person, source, len(rows)))
        self.chance.shuffle(rows)
        return rows

    def _row(self, person: Person, source: str, number: int) -> Row:
        habits = self.habits
        forename, surname, alias = person.full, person.surname, ""
        if self.often(habits.short):
            forename, alias = person.short, person.full if self.often(0.25) else ""
        elif self.often(0.08):
            forename += f" {self.chance.choice(('Grace', 'James', 'Noor', 'Lee', 'Marie', 'Jan'))}"
        if self.often(habits.changed):
            alias = f"{person.full} {surname}" if self.often(0.25) else alias
            surname = person.new_surname
        elif self.often(habits.joined):
            surname = self.chance.choice(
                (f"{surname}-{person.new_surname}", f"{person.new_surname} {surname}")
            )
        forename, surname = self.written(person, forename, surname)
        forename, surname = (self._slip(name, 0.05) for name in (forename, surname))
        if self.often(0.03):
            forename, surname = surname, forename
        if self.often(0.012):
            forename = ""
        postcode, town = self.home() if self.often(habits.moved) else (person.postcode, person.town)
        written = surname.upper() if self.often(0.2) else surname
        return {
            "rec_id": f"{source}{number}", "source": source, "entity_id": person.entity,
            "forename": forename, "surname": written, "alias": alias, "dob": self._born(person.born),
            "gender": self._sex(person.sex),
            "postcode": "" if self.often(habits.no_place) else postcode,
            "town": "" if self.often(habits.no_place) else self._slip(town, 0.03),
        }  # fmt: skip

    def written(self, _person: Person, forename: str, surname: str) -> tuple[str, str]:
        """The names as one list has them; here always the same."""
        return forename, surname

    def _sex(self, sex: str) -> str:
        if self.often(0.06):
            return ""
        return "FM".replace(sex, "") if self.often(0.006) else sex

    def _born(self, born: date) -> str:
        if self.often(self.habits.no_birth):
            return ""
        text = born.isoformat()
        if self.often(0.025):
            return f"{text[:4]}-{text[8:]}-{text[5:7]}"
        if self.often(0.01):
            return f"{born.year}-01-01"
        if self.often(0.015):
            return f"{born.year + self.chance.choice((-1, 1))}{text[4:]}"
        if self.often(0.03):
            at = self.chance.choice((3, 6, 8, 9))
            return text[:at] + self.chance.choice("0123456789") + text[at + 1 :]
        return text

    def _slip(self, word: str, share: float) -> str:
        if len(word) < 4 or not self.often(share):
            return word
        at = self.chance.randrange(1, len(word) - 1)
        return self.chance.choice(
            (
                word[:at] + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
                word[:at] + self.chance.choice("aeiourstln") + word[at + 1 :],
                word[:at] + word[at] + word[at:],
            )
        )


def made_sets(people: int = 900, seeds: Sequence[int] = (41, 97)) -> list[Set]:
    """Both sets, the same for the same seeds."""
    kinds = (("made families", _FAMILIES), ("made lists", _LISTS))
    return [
        Set(name, Maker(habits, seed).rows(people)) for (name, habits), seed in zip(kinds, seeds, strict=True)
    ]
