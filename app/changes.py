"""What a committed transaction touched, and who did it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Changes:
    """Announced after a commit, and only then.

    `initiator` is the token the writer passed in, so that the editor that wrote need not reload
    under the cursor. `touched` holds pairs of a kind ("meeting", "action", …) and an id.
    """

    act: str
    initiator: str
    touched: frozenset[tuple[str, int]]

    def concern(self, *kinds: str) -> bool:
        """Whether any record of these kinds was touched."""
        return any(kind in kinds for kind, _ in self.touched)
