"""A register entry as a value: what the list says, our own record, and the history of its rating."""

from dataclasses import fields

from sqlalchemy.orm import Session

from app.domain.education import KnownEntry, Population, Rating
from app.domain.lists import RegisterFacts
from app.models import ImportedFile, RagRating, RegisterEntry, SourceRecord

_LISTED = tuple(one.name for one in fields(RegisterFacts))
_ADDED = tuple(one.name for one in fields(KnownEntry) if one.name not in (*_LISTED, "population", "ratings"))


def known_entry(entry: RegisterEntry) -> KnownEntry:
    """The whole of what is known; the newest rating stands in place of the list's."""
    said: dict[str, object] = {name: getattr(entry, name) for name in _LISTED}
    ratings = tuple(rating_value(one, entry) for one in entry.ratings)
    if ratings:
        said |= {"rag": ratings[-1].value, "assured_by": ratings[-1].assured_by}
    if entry.detail is not None:
        said |= {name: getattr(entry.detail, name) for name in _ADDED}
        said["population"] = Population(entry.detail.population)
    return KnownEntry(ratings=ratings, **said)  # type: ignore[arg-type]


def rating_value(rating: RagRating, entry: RegisterEntry) -> Rating:
    """One rating as a value; for one that a list brought the case worker stands in for the rater."""
    listed = rating.source_id is not None
    return Rating(
        rating.value,
        rating.rated_by or (entry.case_worker if listed else ""),
        rating.rated_on,
        rating.assured_by,
        rating.assured_on,
        rating.why,
        listed,
    )


def follow_rating(session: Session, entry: RegisterEntry, facts: RegisterFacts, source: SourceRecord) -> None:
    """Keep what a row says of the rating as one more in its history, where it says something new (C6).

    What was rated here since the list last said something stands until the list says something else.
    """
    listed = [one for one in entry.ratings if one.source_id is not None]
    last = listed[-1] if listed else None
    if not facts.rag or (last and (last.value, last.assured_by) == (facts.rag, facts.assured_by)):
        return
    file = session.get_one(ImportedFile, source.file_id)
    entry.ratings.append(
        RagRating(
            source_id=source.id,
            value=facts.rag,
            rated_on=file.imported_at.date(),
            assured_by=facts.assured_by,
        )
    )
