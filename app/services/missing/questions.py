"""The question set and the themes of return interviews: the body's own, else those that ship (§13.7)."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache

from app.domain.profiles import Body
from app.resources import resource


@dataclass(frozen=True)
class Question:
    """One question; `key` stays when the wording changes."""

    key: str
    text: str


@lru_cache(maxsize=1)
def _shipped() -> tuple[tuple[Question, ...], tuple[str, ...]]:
    table = tomllib.loads(resource("reference", "return_interview.toml").read_text(encoding="utf-8"))
    asked = tuple(Question(str(one["key"]), str(one["text"])) for one in table["questions"])
    return asked, tuple(str(theme) for theme in table["themes"]["list"])


def questions_for(body: Body | None) -> tuple[Question, ...]:
    """What is asked; a body's own questions go by their number."""
    own = body.interview_questions if body is not None else ()
    return tuple(Question(f"own-{number}", text) for number, text in enumerate(own, start=1)) or _shipped()[0]


def themes_for(body: Body | None) -> tuple[str, ...]:
    """The themes to pick from."""
    own = body.interview_themes if body is not None else ()
    return own or _shipped()[1]
