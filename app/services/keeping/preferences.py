"""What each operator of a store prefers: how the window looks and after how long it locks."""

import json
from dataclasses import asdict, dataclass, replace

from app.services.areas import get_setting, put_setting
from app.store.store import Store

LOOKS = ("system", "light", "dark", "contrast")
SHORTEST, LONGEST = 1, 15  # minutes before an idle window locks (security §8 R14)
CHANGE = "change preferences"


@dataclass(frozen=True)
class Preference:
    """One operator's choices; `look` is one of `LOOKS`, `lock_minutes` lies between 1 and 15."""

    look: str = "system"
    lock_minutes: int = 5


class Preferences:
    """The choices of whoever is in; they lie in the store, so that nothing personal lies beside it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def mine(self) -> Preference:
        """The choices of whoever is in; what was never chosen, or cannot be read, is as it ships."""
        with self._store.reading() as session:
            return _read(get_setting(session, self._key))

    def choose(self, *, look: str | None = None, lock_minutes: int | None = None) -> Preference:
        """Keep what was chosen and leave the rest; a wait outside 1 to 15 minutes takes the nearer end."""
        with self._store.transaction(CHANGE, CHANGE) as session:
            chosen = _read(get_setting(session, self._key))
            if look is not None:
                chosen = replace(chosen, look=_look(look))
            if lock_minutes is not None:
                chosen = replace(chosen, lock_minutes=_minutes(lock_minutes))
            put_setting(session, self._key, json.dumps(asdict(chosen)))
        return chosen

    @property
    def _key(self) -> str:
        return f"preference:{self._store.operator}"


def _read(kept: str | None) -> Preference:
    table = json.loads(kept) if kept else {}
    default = Preference()
    return Preference(
        _look(table.get("look", default.look)), _minutes(table.get("lock_minutes", default.lock_minutes))
    )


def _look(value: object) -> str:
    return value if isinstance(value, str) and value in LOOKS else Preference().look


def _minutes(value: object) -> int:
    return min(max(value, SHORTEST), LONGEST) if isinstance(value, int) else Preference().lock_minutes
