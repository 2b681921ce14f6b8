"""A meeting is no place to raise a child for the first time; the chair can go on with a reason (P17, A16)."""

from app.domain.cases import CaseKind, check_first_mention
from app.domain.findings import Finding
from app.domain.lists import CaseFacts
from app.domain.text import clean, clean_name
from app.errors import Refused
from app.models import MonthlyEntry
from app.services.lists.list_records import facts_of
from app.services.months.meeting_records import require_unlocked, the_entry
from app.store.store import Store


class FirstMentions:
    """Who let a first mention go on, and why: the minutes say so."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def go_on(self, entry_id: int, by: str, reason: str, initiator: str = "") -> None:
        """The chair goes on although the pathway was not followed; `Refused` without name or reason."""
        who, words = clean_name(by), clean(reason).strip()
        if not who or not words:
            raise Refused("Give the name of the chair who goes on, and the reason; the minutes say both.")
        with self._store.transaction("let first mention go on", initiator) as session:
            entry = the_entry(session, entry_id)
            require_unlocked(entry.meeting)
            if not first_mention(entry):
                raise Refused("This child came by the referral pathway; nothing stands against deciding.")
            entry.first_mention_by, entry.first_mention_reason = who, words

    def take_back(self, entry_id: int, initiator: str = "") -> None:
        """The chair does not go on after all; `Refused` once the case is decided."""
        with self._store.transaction("stop first mention", initiator) as session:
            entry = the_entry(session, entry_id)
            require_unlocked(entry.meeting)
            if entry.decision:
                raise Refused("This case is decided; take the decision back first.")
            entry.first_mention_by = entry.first_mention_reason = ""


def first_mention(entry: MonthlyEntry) -> tuple[Finding, ...]:
    """What the pathway lacks for a case that is new here; nothing where it is complete."""
    facts = facts_of(entry.case)
    assert isinstance(facts, CaseFacts)
    return check_first_mention(facts, entry.standing == CaseKind.NEW)


def went_on_words(entry: MonthlyEntry) -> str:
    """Who let it go on and why, for the room and the minutes; "" where nobody had to."""
    if not entry.first_mention_reason.strip():
        return ""
    return f"First raised here: {entry.first_mention_by} went on. {entry.first_mention_reason}"


def open_first_mention(entry: MonthlyEntry) -> tuple[Finding, ...]:
    """The same while nobody has gone on with a reason."""
    return () if entry.first_mention_reason.strip() else first_mention(entry)


def require_pathway(entry: MonthlyEntry) -> None:
    """Raises `Refused` for a decision on a first mention that nobody has let go on."""
    found = open_first_mention(entry)
    if found:
        raise Refused(f"{found[0].sentence} The chair can go on with a reason, which is minuted.")
