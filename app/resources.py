"""Where the shipped profiles, wordings, templates and migrations lie."""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def _shipped(name: str) -> Path:
    """In an installed program the folder is inside the package; in a checkout it is beside it."""
    inside = _PACKAGE / f"_{name}"
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resource(*parts: str) -> Path:
    """A file or folder below `resources/`."""
    return _shipped("resources").joinpath(*parts)


def migrations() -> Path:
    """The folder of Alembic's scripts."""
    return _shipped("migrations")
