"""Whether a text may be saved over what stands in the store: nobody overwrites another's words unseen."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.errors import TextClash
from app.models import Revision


def require_unchanged(
    session: Session, kind: str, record_id: int, field: str, *, expected: int | None, mine: str, theirs: str
) -> None:
    """Raises `TextClash` where this very field was changed after the version that the writer had read.

    A change to another field of the record is none of its business. `expected` None asks nothing.
    """
    if expected is None or mine == theirs:
        return
    later = session.execute(
        select(Revision.by, Revision.until)
        .where(
            Revision.record_kind == kind,
            Revision.record_id == record_id,
            or_(Revision.field == field, Revision.field == ""),
            Revision.version > expected,
        )
        .order_by(Revision.id.desc())
        .limit(1)
    ).first()
    if later is not None:
        raise TextClash(mine, theirs, later.by, later.until)
