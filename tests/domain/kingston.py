"""The shipped Kingston & Richmond profiles, read once for the tests of the rules."""

from app.domain.profiles import Area, Body, area_from_toml
from app.resources import resource

_FOLDER = resource("profiles", "kingston-richmond")


def area() -> Area:
    texts = {path.stem: path.read_text(encoding="utf-8") for path in _FOLDER.glob("*.toml")}
    return area_from_toml("kingston-richmond", texts.pop("area"), texts)


AREA = area()


def body(short: str) -> Body:
    return AREA.body(short)
