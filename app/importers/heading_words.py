"""A heading in other words: without the child it is of, with one spelling of each word, in any order."""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping

from app.domain.text import clean_name

_BRACKETED = re.compile(r"[(\[][^)\]]*[)\]]")
_DROPPED = re.compile(r"[.'’`]")
_BREAKS = re.compile(r"[^\w]+|_+")
_CHILD = (
    r"(?:childs?|childrens?|pupils?|students?|learners?|yps?|young persons?|cyps?|mispers?|nominals?|"
    r"subjects?|clients?|persons?|missing persons?|missing childs?|service users?|individuals?|victims?|"
    r"child yps?|child or young persons?|child young persons?)"
)
_OWNED = re.compile(rf"^(?:the |is the |is |was the |was |has the |does the )?{_CHILD} (?:is |s )?(?=\w)")
_OF = re.compile(rf" (?:of|for) (?:the |each |this |missing )?{_CHILD}$")
_ASKED = re.compile(
    r" (?:y n|yes no|y or n|yes or no|y n na|y n n a|if known|where known|if any|if applicable|if relevant|"
    r"where applicable|dd mm yyyy|dd mm yy|ddmmyyyy|dd mmm yyyy|hh mm|24 hour|24hr|h m l|drop down|dropdown|"
    r"free text|select|please state|required|mandatory|optional|as recorded|detail|details|information)$"
)
_SAID = re.compile(
    r"^(?:please state |please give |enter |recorded |confirmed |the |current |latest |most recent |any |"
    r"what |which |number of |no of |overall |initial |assessed )"
)
# Alone these say nothing of which thing they are of: a "Child ID" is not the reference of an episode.
_VAGUE = frozenset(
    "id no number ref reference status type level start end from to date time code key category risk grade "
    "record case plan system unique identifier urn".split()
)
_STOP = frozenset(
    "the of a an for and or at on is was were did does has been have child childs yp pupil student learner "
    "young".split()
)
_SPELLINGS = {
    "number": "no", "num": "no", "nr": "no", "nos": "no", "numbers": "no",
    "reference": "ref", "refs": "ref", "references": "ref",
    "hours": "hrs", "hour": "hrs", "hr": "hrs",
    "forenames": "forename", "firstname": "forename", "surnames": "surname", "lastname": "surname",
    "dates": "date", "times": "time", "wk": "week", "weekly": "week", "pw": "week", "w": "week",
    "per": "", "each": "", "every": "",
    "authority": "la", "council": "la", "lea": "la",
    "organisation": "agency", "organization": "agency", "sw": "worker",
    "returned": "return", "completed": "complete", "completion": "complete", "offered": "offer",
    "accepted": "accept", "located": "found", "location": "place", "went": "", "placements": "placement",
    "episodes": "episode", "grading": "grade", "graded": "grade", "rating": "grade", "rated": "grade",
    "interviews": "interview", "home": "", "datetime": "date time", "previous": "last", "former": "last",
    "attended": "", "reported": "report", "officer": "worker", "practitioner": "worker",
    "comment": "comments", "mace": "mase", "currently": "", "hist": "history",
    "notes": "comments", "note": "comments", "referral": "referred", "referring": "referred",
    "received": "", "closure": "closed", "closing": "closed", "concerns": "concern", "themes": "theme",
    "provisions": "provision", "educational": "education", "prof": "professional", "strat": "strategy",
    "mtg": "meeting", "meetings": "meeting",
}  # fmt: skip
_FEWEST = 2
_COUNT = re.compile(r"^(?:number|no) of ")


def plain(heading: str) -> str:
    """A heading without case, points, brackets, strokes and line breaks ("D.O.B" is "dob")."""
    text = unicodedata.normalize("NFKC", clean_name(heading)).casefold().replace("&", " and ")
    return _BREAKS.sub(" ", _DROPPED.sub("", text)).strip()


def without_brackets(heading: str) -> str:
    """A heading without the remarks in brackets: "DOB (dd/mm/yyyy)"."""
    return _BRACKETED.sub(" ", heading)


class Known:
    """The headings of one list, looked up by what they say: the very words first, then the same in others.

    `of_person` are the fields of which a single word may be left once the child is taken off.
    """

    def __init__(self, table: Mapping[str, str], of_person: Collection[str]) -> None:
        self._exact = {text: (key, place) for place, (text, key) in enumerate(table.items())}
        self._same = _only(table, same_words)
        self._bags = _only(table, _bag)
        self._of_person = of_person
        self._found: dict[str, tuple[str, int]] = {}

    def find(self, heading: str) -> tuple[str, int]:
        """The field and how well the heading fits it, 0 for the best; "" where it is none of these."""
        if heading not in self._found:
            self._found[heading] = self._search(heading)
        return self._found[heading]

    def _search(self, heading: str) -> tuple[str, int]:
        first = dict.fromkeys((plain(heading), plain(without_brackets(heading))))
        for text in first:
            if text in self._exact:
                return self._exact[text]
        size = len(self._exact)
        barer = [bare for text in first for bare in _barer(text)]
        for text in barer:
            key, place = self._exact.get(text, ("", 0))
            if key and (text not in _VAGUE or key in self._of_person):
                return key, size + place
        for stage, (table, form) in enumerate(((self._same, same_words), (self._bags, _bag)), 2):
            for same in map(form, (*first, *barer)):
                key = table.get(same, "")
                if key and (same not in _VAGUE or key in self._of_person):
                    return key, stage * size
        return "", 0


def _barer(text: str) -> Iterator[str]:
    """The heading with the child, a question or a "please" taken off, one after the other."""
    last = ""
    while text != last:
        last = text
        for mark in (_ASKED, _OF, _OWNED, _SAID):
            shorter = mark.sub("", text).strip()
            if shorter and shorter != text:
                text = shorter
                yield text


def same_words(text: str) -> str:
    """One spelling of each word, without those that say nothing: "no hrs week"."""
    words = (_SPELLINGS.get(word, word) for word in _COUNT.sub("count ", text).split() if word not in _STOP)
    return " ".join(word for word in words if word)


def _bag(text: str) -> str:
    words = same_words(text).split()
    return " ".join(sorted(set(words))) if len(set(words)) >= _FEWEST else ""


def _only(table: Mapping[str, str], form: Callable[[str], str]) -> dict[str, str]:
    """The forms that stand for one field alone."""
    found: dict[str, set[str]] = {}
    for text, key in table.items():
        same = form(text)
        if " " in same or " " not in text:  # of "missing child" the one word "missing" would be left
            found.setdefault(same, set()).add(key)
    return {text: keys.copy().pop() for text, keys in found.items() if text and len(keys) == 1}
