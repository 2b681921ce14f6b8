"""A body's rules as a file of their own, to carry to another store; they name no child."""

from pathlib import Path

from app.domain.profiles import Body, body_from_toml, body_to_toml
from app.domain.text import clean
from app.errors import Refused
from app.store.atomic import write_atomic

_LARGEST = 1_000_000  # bytes; a profile has twenty thousand


def write_profile(body: Body, path: Path) -> None:
    """Write a body's rules as a TOML file; raises `Refused` where the place will not do."""
    try:
        write_atomic(path, body_to_toml(body).encode("utf-8"))
    except OSError as error:
        raise Refused("The file could not be written there; choose another folder.") from error


def read_profile(path: Path) -> Body:
    """A body from a TOML file, to be looked at and put in force; raises `Refused`."""
    try:
        if path.stat().st_size > _LARGEST:
            raise Refused("This file is far too large for a profile; choose another one.")
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise Refused("This file could not be read; choose it again.") from error
    except UnicodeDecodeError as error:
        raise Refused("This is no profile, for it is not text; choose a file that ends in .toml.") from error
    return body_from_toml(clean(text))
