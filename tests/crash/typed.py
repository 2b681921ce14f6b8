"""What is typed in the window that gets killed: words that tell their own number."""


def word(number: int) -> str:
    """The words are different, so that a lost or doubled one shows."""
    return f"word{number} "


def words_until(number: int) -> str:
    """The first so many words, as a note holds them."""
    return "".join(word(one) for one in range(number))
