"""Two kinds of trouble: what the user can mend (`Refused`) and bugs (everything else)."""


class Refused(Exception):
    """An act that did not happen, and one sentence for the user: what happened, what to do.

    The sentence never holds a person's name or words: it may reach a log.
    """

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Damaged(Refused):
    """The store or its key file cannot be trusted; the command line ends with status 3."""


class WrongPassphrase(Refused):
    """The passphrase (or recovery code) does not open this store; nothing is damaged."""


class Clash(Refused):
    """Somebody else changed the same record meanwhile; nothing was overwritten."""
