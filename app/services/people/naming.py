"""Which of a child's several written identities to show: the fullest, and the one that most rows agree on."""

from collections import Counter
from collections.abc import Sequence

from app.domain.lists import ListName
from app.domain.people import Identity
from app.models import Subject
from app.services.people.subjects import fold

# The MASE list is kept by hand and discussed name by name; the register comes from schools; the police
# return is typed at night. Where they differ, that is the order in which a name is believed.
_TRUST = {ListName.MASE: 0, ListName.CME: 1, ListName.MISPER: 2, ListName.SSDA903: 3, ListName.ANNEX_A: 4}


def best_identity(subjects: Sequence[Subject]) -> Identity:
    """The identity to show for a person; every other spelling becomes an alias."""
    ordered = sorted(subjects, key=lambda subject: (_TRUST[ListName(subject.list_name)], subject.id))
    first = ordered[0].identity
    births = Counter(subject.born for subject in ordered if subject.born is not None)
    born = births.most_common(1)[0][0] if births else None
    return Identity(
        forename=first.forename,
        surname=first.surname,
        aliases=_aliases(first, ordered),
        born=born,
        sex=next((subject.sex for subject in ordered if subject.sex), ""),
        address=next((subject.address for subject in ordered if subject.address), ""),
        postcode=next((subject.postcode for subject in ordered if subject.postcode), ""),
        town=next((subject.town for subject in ordered if subject.town), ""),
        number=next((subject.number for subject in ordered if subject.list_name == ListName.CME), ""),
    )


def _aliases(shown: Identity, subjects: Sequence[Subject]) -> tuple[str, ...]:
    seen = {fold(shown.name), fold(shown.forename), fold(shown.surname)}
    aliases = []
    for subject in subjects:
        for name in (subject.identity.name, *subject.identity.aliases):
            if name and fold(name) not in seen:
                seen.add(fold(name))
                aliases.append(name)
    return tuple(aliases)
