"""A small labelled set of our own: three lists, families, slips, short forms. All people are invented."""

from app.domain.matching import Record
from tests.domain.matching.reference import child

_A, _B, _C = "KT2 6ZZ", "TW9 2ED", "SM1 4QP"

LABELLED: list[tuple[Record, str]] = [
    (child("Zofia|Kowalska", "2012-05-13", rec_id="a1", postcode=_A), "zofia"),
    (child("Zosia|Kowalski", "2012-05-13", rec_id="b1"), "zofia"),
    (child("KOWALSKA|Zofia", "2012-13-05", rec_id="c1", postcode=_A), "zofia"),
    (child("Jakub|Kowalski", "2014-03-02", rec_id="a2", postcode=_A), "jakub"),
    (child("Kuba|Kowalski", "2014-03-02", rec_id="b2", postcode=_A), "jakub"),
    (child("Destiny|Clarke", "2011-10-01", rec_id="a3"), "destiny"),
    (child("Aoife|Clarke", "2011-10-01", rec_id="b3", aliases=("Destiny",), postcode=_B), "destiny"),
    (child("Oluwaseun|Mensah", "2010-10-13", rec_id="a4", postcode=_C), "seun"),
    (child("Seun|Mensah", "2010-10-13", rec_id="c4", postcode=_C), "seun"),
    (child("Ahmed|Mensah", "2010-10-13", rec_id="c5", postcode=_C), "ahmed"),
    (child("Hodan|Hersi", "2013-08-13", rec_id="a6"), "hodan 1"),
    (child("Hodan|Hersi", "2019-01-30", rec_id="b6"), "hodan 2"),
    (child("Oliver|Smith", "2010-08-08", rec_id="a7"), "oliver 1"),
    (child("Oliver|Smith", "", rec_id="b7"), "oliver 2"),
    (child("Olivia|Smith", "2010-08-08", rec_id="c7"), "olivia"),
    (child("Popyp|Green", "2013-07-30", rec_id="a8"), "poppy"),
    (child("Poppy|Green", "2013-07-30", rec_id="c8"), "poppy"),
    (child("Tyrese|Choi", "2013-10-13", rec_id="a9"), "tyrese"),
    (child("Tyrese|Choi-Popescu", "2013-10-13", rec_id="b9"), "tyrese"),
    (child("Kwame|Boateng", "1986-11-27", rec_id="a10", postcode=_B), "father"),
    (child("Kwame|Boateng", "2012-02-27", rec_id="b10", postcode=_B), "son"),
    (child("Saoirse|O'Neill", "2010-09-23", rec_id="a11"), "saoirse"),
    (child("Sersha|ONeil", "2010-09-28", rec_id="b11"), "saoirse"),
]


def true_pairs() -> set[tuple[str, str]]:
    """Ids of every two records of one child on different lists, the lesser first."""
    return {
        (min(a.rec_id, b.rec_id), max(a.rec_id, b.rec_id))
        for i, (a, who_a) in enumerate(LABELLED)
        for b, who_b in LABELLED[:i]
        if who_a == who_b and a.source != b.source
    }
