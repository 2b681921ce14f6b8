"""What waits to be ratified, as the agenda lists it and the minutes tell what became of it."""

from app.domain.calendar import day_words
from app.domain.documents import ItemChild, UnderItem
from app.domain.without_quorum import Outcome
from app.services.papers.document_source import Source
from app.services.room.ratifying import ToRatify, ratify_rows

_NOT_YET = "Nothing was said about it: it waits for the next quorate meeting."


def to_ratify(source: Source) -> UnderItem:
    """The children whose cases were decided without a quorum; below them the items that were."""
    rows = ratify_rows(source.session, source.meeting)
    return UnderItem(
        tuple(_child(source, row) for row in rows if row.is_child),
        (),
        " ".join(
            f"{row.what}, noted on {day_words(row.on)}.{_said(source, row)}"
            for row in rows
            if not row.is_child
        ),
    )


def _child(source: Source, row: ToRatify) -> ItemChild:
    why = f"{row.decided}, decided on {day_words(row.on)} without a quorum"
    facts = (("Decided", f"{row.decided}, {row.category}"), ("Rationale", row.rationale or "None noted"))
    return ItemChild(row.what, row.born, why, facts, "", _said(source, row).strip())


def _said(source: Source, row: ToRatify) -> str:
    if row.outcome:
        why = f": {row.reason.rstrip('.')}" if row.reason else ""
        return f" {_WORDS[Outcome(row.outcome)]}{why}."
    return f" {_NOT_YET}" if source.state.held else ""


_WORDS = {
    Outcome.RATIFIED: "Ratified",
    Outcome.OVERTURNED: "Overturned",
    Outcome.REPLACED: "Decided anew at this meeting",
}
