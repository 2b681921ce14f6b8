"""Who a row says it is about."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Identity:
    """What one list says about who a child is; an empty value means the list does not say.

    `aliases` are other full or single names in the order given. `sex` is "F", "M" or "" (another
    or no entry; the row keeps what was written). `number` is the list's own number for the child
    (UPN, case reference), not for an episode; `numbers` are the others the row gives, as kind (domain
    `IdentifierKind`) and value, in the order of the kinds.
    """

    forename: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""
    address: str = ""
    postcode: str = ""
    town: str = ""
    number: str = ""
    numbers: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    @property
    def wording(self) -> str:
        """All that was written, as one line; where there are no other numbers it reads as it always did."""
        return f"{self!r}{self.numbers!r}" if self.numbers else repr(self)

    @property
    def name(self) -> str:
        """Forename and surname as one reads them aloud."""
        return " ".join(part for part in (self.forename, self.surname) if part)

    @property
    def short_name(self) -> str:
        """Forename and initial, for places that others can see ("Zofia K.")."""
        return f"{self.forename} {self.surname[:1]}." if self.forename and self.surname else self.name


def age_on(born: date | None, day: date) -> int | None:
    """Whole years on a day; None where the date of birth is not known or lies after it.

    A child born on 29 February is a year older on 1 March in other years (English law).
    """
    if born is None or born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
