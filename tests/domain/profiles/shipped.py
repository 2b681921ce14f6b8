"""Every shipped area, read once for the tests of the rules."""

from functools import cache

from app.domain.profiles import Area, Body, area_from_toml
from app.resources import resource

CODES = ("croydon", "current", "kingston-richmond", "sutton")


def text_of(area: str, body: str) -> str:
    """The text of a shipped body's file."""
    return resource("profiles", area, f"{body.lower()}.toml").read_text(encoding="utf-8")


@cache
def area(code: str) -> Area:
    texts = {
        path.stem: path.read_text(encoding="utf-8") for path in resource("profiles", code).glob("*.toml")
    }
    return area_from_toml(code, texts.pop("area"), texts)


def bodies() -> tuple[tuple[str, Body], ...]:
    """Each shipped body with the code of its area."""
    return tuple((code, body) for code in CODES for body in area(code).bodies)
