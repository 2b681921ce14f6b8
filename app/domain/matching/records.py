"""What goes into the matcher and what comes out: values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from app.domain.matching.words import in_words

NO_NUMBERS: Mapping[str, str] = MappingProxyType({})


class Cancelled(Exception):
    """The user stopped the search; no pairs are returned."""


class Band(StrEnum):
    """How strong the evidence is; people decide in every band."""

    CERTAIN = "certain"
    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"


BAND_ORDER: tuple[Band, ...] = (Band.WEAK, Band.POSSIBLE, Band.LIKELY, Band.CERTAIN)


@dataclass(frozen=True)
class Record:
    """One row of one list, as far as it says who it is about; empty means the list does not say.

    `rec_id` is unique among all records given together. `born_as_written` keeps a date of birth
    that is no day of the calendar ("2014-23-05"): its digits still tell something. `numbers` maps
    a kind (upn, nhs, …) to its value.
    """

    rec_id: str
    source: str
    forename: str = ""
    surname: str = ""
    aliases: tuple[str, ...] = ()
    born: date | None = None
    sex: str = ""
    postcode: str = ""
    town: str = ""
    numbers: Mapping[str, str] = field(default_factory=lambda: NO_NUMBERS)
    born_as_written: str = ""


class Reason(NamedTuple):
    """One piece of evidence: `weight` in bits (log2), above 0 for, below 0 against."""

    field: str
    level: str
    weight: float

    @property
    def words(self) -> str:
        """The reason in plain English, without a full stop and without any name."""
        return in_words(self.field, self.level, self.weight)


class ScoredPair(NamedTuple):
    """Two records that may be one child; `score` is the sum of the weights of its reasons."""

    id_a: str
    id_b: str
    score: float
    band: Band
    reasons: tuple[Reason, ...]
    flags: tuple[str, ...]
