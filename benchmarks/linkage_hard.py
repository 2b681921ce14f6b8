"""A labelled set of hard cases only, made from the same habits as the made sets. All people are invented.

Beside twins, namesakes, 1 January, short forms and changed surnames it has names whose order or form changes
from list to list: family name first, syllables with and without a hyphen, patronymics, a father's initial,
one of two surnames, endings by sex. The names were written down without a look at the matcher's tables.
"""

from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.linkage_made import Habits, Maker, Person, Row, Set


class _People(NamedTuple):
    """A community's girls, boys and surnames, and how its names are written in more than one way."""

    girls: str
    boys: str
    surnames: str
    way: str


_COMMUNITIES: tuple[_People, ...] = (
    _People(
        "Xiao-mei Yu-ting Jia-yi Mei-hua Shu-fen Wen-li Ling Hui-min",
        "Zhi-wei Jian-guo Hao-ran Wei-ming Tian-yu Chen-xi Jun-jie Bo",
        "Zhang Huang Liang Tsang Leung Cheung Deng Xie Fong Ho",
        "order",
    ),
    _People(
        "Ji-woo Seo-yeon Ha-yoon Soo-ah Ye-jin Min-ji Eun-bi Chae-won",
        "Min-ho Joon-seo Tae-yang Si-woo Hyun-jin Dong-hyun Ji-ho Woo-jin",
        "Kim Lee Hwang Shin Ryu Ahn Jang Bae Noh",
        "order",
    ),
    _People(
        "Priya Kavitha Nithya Meera Dharshini Sujitha Thivya Abinaya",
        "Arun Karthik Prasanth Kumaran Vijay Suresh Ramanan Sanjeev",
        "Selvarajah Kandasamy Nadarajah Thambirajah Sivalingam Ponnambalam Rasiah",
        "initial",
    ),
    _People(
        "Fatima Khadijah Ruqayyah Hafsa Layla Samira Yasmin Rania",
        "Abdulrahman Khaled Bilal Tariq Mustafa Karim Hamza Ziad",
        "Al-Rashid Al-Masri Haddad Mansour Al-Khatib Najjar Saleh Darwish",
        "patronymic",
    ),
    _People(
        "Hibo Sagal Ubah Ladan Idil Warsan Filsan Deqa",
        "Abdiqani Bashir Cabdullahi Faarax Nuur Samatar Geedi Roble",
        "Warsame Guled Egal Jibril Barre Aden Sheikh Diriye",
        "patronymic",
    ),
    _People(
        "Agnieszka/Aga Zofia/Zosia Magdalena/Madzia Barbara/Basia Ewelina/Ewela Karolina/Karola",
        "Stanislaw/Staszek Grzegorz/Grzes Andrzej/Jedrek Pawel/Pawelek Lukasz/Lukaszek Piotr/Piotrek",
        "Kowalski Wisniewski Sikorski Malinowski Zawadzki Gorecki Borowski",
        "ending",
    ),
    _People(
        "Ana Mariana Leonor Carolina Rita Madalena Matilde Lara",
        "Joao Tiago Miguel Afonso Rafael Bernardo Salvador Simao",
        "Ferreira Almeida Rodrigues Gomes Martins Fonseca Teixeira Moreira",
        "double",
    ),
    _People(
        "Oluwaseyi/Seyi Oluwadamilola/Dami Ebunoluwa/Ebun Chidinma/Chidi Adaobi/Ada Akua Efua/Effie",
        "Oluwatobi/Tobi Ayodeji/Deji Chukwudi/Chudi Nnamdi/Nna Yaw Kofi Kwaku/Kweku",
        "Adesina Olawale Nwachukwu Okonkwo Appiah Agyeman Osei Boakye",
        "plain",
    ),
    _People(
        "Siobhan/Shivaun Niamh/Neve Grainne/Grania Madeleine/Maddie Isabella/Izzy Elizabeth/Beth Eve/Evie",
        "Patrick/Paddy William/Billy Robert/Bobby Richard/Dick Anthony/Tony Edward/Ted Henry/Harry",
        "Byrne Hughes Ward Flynn Cooper Marsh Price Barrett Connor Lane",
        "plain",
    ),
    _People(
        "Jaswinder/Jassi Manjit/Manji Navneet/Navi Nasreen/Nasrin Shabnam/Shabana Rukhsana Ishita/Ishi",
        "Jagdeep/Jag Baljit/Bal Imtiaz/Imti Mohammed/Muhammad Arjun/Arj Jignesh/Jigs Tanvir/Tanveer",
        "Bains Grewal Mahmood Sheikh Joshi Parmar Hossain Biswas Sarkar Chaudhry",
        "plain",
    ),
)
_WAYS = {people.girls: people.way for people in _COMMUNITIES}
_FATHERS = "Omar Hassan Ali Yusuf Ibrahim Nasser Salim Farah Osman Jama".split()
_HARD = Habits(0.38, 0.75, 0.16, 0.14, 0.09, 0.18, 0.20, 0.10, 0.08, 0.25, 0.10, 0.15, True)


class _Hard(Maker):
    """Writes a name in another way on some of the lists, by its community."""

    communities = tuple(people[:3] for people in _COMMUNITIES)

    def written(self, person: Person, forename: str, surname: str) -> tuple[str, str]:
        """The names as one list has them."""
        way = getattr(self, f"_by_{_WAYS[person.girls]}", None)
        return way(forename, surname) if way and self.often(0.35) else (forename, surname)

    def _by_order(self, forename: str, surname: str) -> tuple[str, str]:
        """Family name first; two syllables with a hyphen, a space or neither."""
        syllables = forename.replace("-", self.chance.choice(("", " ", "-")))
        return (surname, syllables) if self.often(0.4) else (syllables, surname)

    def _by_initial(self, forename: str, surname: str) -> tuple[str, str]:
        """The father's initial before the name ("S. Priya"), or his name cut to it."""
        if self.often(0.5):
            return f"{surname[0]}. {forename}", ""
        return forename, surname[0]

    def _by_patronymic(self, forename: str, surname: str) -> tuple[str, str]:
        """The father's name with or without "bin", in the middle or as the last name."""
        father = self.chance.choice(_FATHERS)
        middle = self.chance.choice(("bin ", "ibn ", "")) + father
        if self.often(0.4):
            return f"{forename} {middle}", surname
        return forename, surname.removeprefix("Al-") if self.often(0.5) else f"{father} {surname}"

    def _by_ending(self, forename: str, surname: str) -> tuple[str, str]:
        """Ski and ska: the mother's form, the father's, or the one that fits."""
        other = surname[:-1] + ("a" if surname.endswith("i") else "i")
        return forename, other

    def _by_double(self, forename: str, surname: str) -> tuple[str, str]:
        """One surname of the mother's and one of the father's, either alone, or "da" between."""
        mothers = self.chance.choice(_COMMUNITIES[6].surnames.split())
        return forename, self.chance.choice((f"{mothers} {surname}", f"{mothers} da {surname}"))


def hard_sets(people: int = 900, seeds: Sequence[int] = (23, 61)) -> list[Set]:
    """The same hard habits over two seeds: one to look at, one to judge by."""
    return [Set(f"hard {seed}", rows) for seed, rows in zip(seeds, _all(people, seeds), strict=True)]


def _all(people: int, seeds: Sequence[int]) -> list[list[Row]]:
    return [_Hard(_HARD, seed).rows(people) for seed in seeds]
