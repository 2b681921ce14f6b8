"""What stands beside a name in a list and is no part of it: an age, a sex, "LAC", "new", a title."""

import re

_WORDS = (
    r"lac|cla|cic|cp|cin|eh|ehcp|sen|oob|out of borough|new|existing|closed|open|twins?|triplets?|siblings?|"
    r"male|female|boy|girl|adopted|deceased|uasc|see (?:also )?.*|(?:twin|sibling|brother|sister|child|son|"
    r"daughter|mother|parent|sib) (?:of|to) .*|aged? \d{1,2}|\d{1,2}|\d{1,2} ?y(?:ea)?rs?(?: old)?|[mf]|"
    r"dob:? .*|yr ?\d+|y\d+|year \d+|no further info.*"
)
_BRACKETED = re.compile(rf"\s*[(\[]\s*(?:{_WORDS})\s*[)\]]\s*", re.I)
_TRAILING = re.compile(
    r"\s+[-–]\s*(?:lac|cla|cp|cin|oob|out of borough|new|closed|twin|existing|uasc)\s*$|\s*[*†#^]+\s*$", re.I
)
_NUMBERED = re.compile(r"^\s*\(?\d{1,3}\s*[.):]\s*(?=\D)")
_TITLE = re.compile(r"(^|,\s*)(?:mr|mrs|miss|ms|mx|master)\b\.?\s+(?=\S)", re.I)


def without_remarks(text: str) -> str:
    """The name alone; the text as it is if nothing of a name would be left."""
    bare = _BRACKETED.sub(" ", _NUMBERED.sub("", text))
    bare = _TRAILING.sub("", _TITLE.sub(r"\1", bare)).strip()
    return bare if any(letter.isalpha() for letter in bare) else text
