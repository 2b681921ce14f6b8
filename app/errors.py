"""Two kinds of trouble: what the user can mend (`Refused`) and bugs (everything else)."""

from datetime import datetime


class Refused(Exception):
    """An act that did not happen, and one sentence for the user: what happened, what to do.

    The sentence never holds a person's name or words: it may reach a log.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Damaged(Refused):
    """The store or its key file cannot be trusted; the command line ends with status 3."""


class DiskTrouble(Refused):
    """The disk did not take it; nothing is damaged, and it works again once the disk is mended.

    `what` ends the sentence "Not saved: …" ("the disk is full").
    """

    def __init__(self, sentence: str, what: str) -> None:
        super().__init__(sentence)
        self.what = what

    def __reduce__(self) -> tuple[type["DiskTrouble"], tuple[str, str]]:
        return DiskTrouble, (self.sentence, self.what)


class NewerVersion(Refused):
    """Written by a later version of the program; not damaged, and not touched."""


class WrongPassphrase(Refused):
    """The passphrase (or recovery code) does not open this store; nothing is damaged."""


class Clash(Refused):
    """Somebody else changed the same record meanwhile; nothing was overwritten."""


class TextClash(Clash):
    """The text was changed by somebody else since it was read: both wordings, for a window to show.

    `by` and `at` say whose `theirs` is and when it was saved. Printed or logged, it holds neither wording.
    """

    def __init__(self, mine: str, theirs: str, by: str, at: datetime) -> None:
        super().__init__(
            "This text was changed meanwhile in another window, so yours was not saved over it: "
            "look at both and choose."
        )
        self.mine, self.theirs, self.by, self.at = mine, theirs, by, at

    def __reduce__(self) -> str:
        raise TypeError("both wordings stay in memory")
