"""The table of layers, read from the imports: an arrow that runs back fails here."""

import ast
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parents[1]

LEAVES = {"app", "app.errors", "app.changes", "app.resources"}
DOORS = {"app.main", "app.cli", "app.__main__"}
# Each layer, and the layers below that it may import. The leaves are open to all.
MAY_IMPORT = {
    "domain": set[str](),
    "models": {"domain"},
    "importers": {"domain"},
    "exporters": {"domain"},
    "store": {"models", "domain"},
    "services": {"store", "models", "importers", "exporters", "domain"},
    "ui": {"services", "domain"},
    "commands": {"services", "domain"},
}
# Each package with a place of its own, and the only layers (or doors) that may see it.
QT = {"ui", *DOORS}
KEPT_TO = {
    "PySide6": QT,
    "shiboken6": QT,
    "sqlalchemy": {"models", "store", "services", *DOORS},
    "alembic": {"store", *DOORS},
    "sqlcipher3": {"store", *DOORS},
    "sqlite3": {"store", *DOORS},
    "icalendar": {"exporters", *DOORS},
    "docx": {"exporters", "services", *DOORS},
    "docxtpl": {"exporters", "services", *DOORS},
    "openpyxl": {"importers", "exporters", "services", *DOORS},
}
SESSIONS = {"Session", "sessionmaker", "scoped_session", "object_session"}
# The domain has no files, no network and no clock; of packages it takes only these.
DOMAIN_PACKAGES = {"rapidfuzz", "holidays"}
NOT_IN_DOMAIN = {
    "os",
    "pathlib",
    "io",
    "shutil",
    "tempfile",
    "sqlite3",
    "subprocess",
    "socket",
    "time",
    "glob",
}
NOT_CALLED_IN_DOMAIN = {"open", "date.today", "datetime.today", "datetime.now", "datetime.utcnow"}
CATCH_ALL = {"app/ui/problems.py", "app/cli.py"}

MOST_LINES, MOST_FUNCTION_LINES, MOST_METHODS = 400, 50, 20


@dataclass(frozen=True)
class Module:
    """One file: `path` from the root, with forward slashes."""

    path: str
    source: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return ".".join(PurePosixPath(self.path).with_suffix("").parts).removesuffix(".__init__")

    @property
    def layer(self) -> str:
        """The folder below `app/`; a file that lies in `app/` itself goes by its whole name."""
        parts = PurePosixPath(self.path).parts
        return parts[1] if len(parts) > 2 else self.name

    def at(self, node: ast.AST, sentence: str) -> str:
        return f"{self.path}:{getattr(node, 'lineno', 1)}: {sentence}"

    def imports(self) -> Iterator[tuple[ast.AST, str]]:
        """Every imported name in full: `from app.store import keys` is `app.store.keys`."""
        package = self.name.split(".") if self.path.endswith("__init__.py") else self.name.split(".")[:-1]
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((node, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                base = package[: len(package) - node.level + 1] if node.level else []
                start = ".".join([*base, *(node.module.split(".") if node.module else [])])
                yield from ((node, f"{start}.{alias.name}") for alias in node.names)


def module(path: str, source: str) -> Module:
    return Module(path, source, ast.parse(source))


def arrows(of: Module) -> Iterator[str]:
    """Imports of our own packages that run back."""
    if of.name in DOORS:
        return
    if of.name not in LEAVES and of.layer not in MAY_IMPORT:
        yield f"{of.path}: {of.layer} has no place in the table of layers"
        return
    for node, name in of.imports():
        if name.split(".")[0] != "app":
            continue
        parts = name.split(".")
        target = parts[1] if len(parts) > 1 else ""
        leaf = f"app.{target}" in LEAVES or target == "__version__"
        if of.name in LEAVES:
            yield of.at(node, f"a leaf imports {name}")
        elif of.layer == "domain" and target == "resources":
            yield of.at(node, "the domain sees no files: pass what was read as a value")
        elif not leaf and target != of.layer and target not in MAY_IMPORT[of.layer]:
            yield of.at(node, f"{of.layer} must not import {name}")


def packages(of: Module) -> Iterator[str]:
    """Packages that are kept to a layer: Qt, SQLAlchemy, Word and Excel."""
    for node, name in of.imports():
        top = name.split(".")[0]
        if top in KEPT_TO and of.layer not in KEPT_TO[top]:
            yield of.at(node, f"{of.layer} must not import {top}")
        if of.layer == "models" and top == "sqlalchemy" and name.split(".")[-1] in SESSIONS:
            yield of.at(node, "models must not see sessions")


def pure_domain(of: Module) -> Iterator[str]:
    """The domain takes values and returns values."""
    if of.layer != "domain":
        return
    standard = sys.stdlib_module_names - NOT_IN_DOMAIN
    for node, name in of.imports():
        top = name.split(".")[0]
        if top not in standard | DOMAIN_PACKAGES | {"app"}:
            yield of.at(node, f"the domain must not import {top}")
    for node in ast.walk(of.tree):
        if isinstance(node, ast.Call):
            called = ".".join(ast.unparse(node.func).split(".")[-2:])
            if called in NOT_CALLED_IN_DOMAIN:
                yield of.at(node, f"the domain must not call {called}(): the caller passes the value")


def caught(of: Module) -> Iterator[str]:
    """`Refused` or a bug: nobody swallows everything. Cleaning up and raising again is no swallowing."""
    if of.path in CATCH_ALL:
        return
    for node in ast.walk(of.tree):
        if not isinstance(node, ast.ExceptHandler):
            continue
        kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        names = {ast.unparse(kind) if kind else "" for kind in kinds}
        last = node.body[-1]
        raised_again = isinstance(last, ast.Raise) and last.exc is None
        if names & {"", "Exception"} or ("BaseException" in names and not raised_again):
            yield of.at(node, "catches everything")


def sizes(of: Module) -> Iterator[str]:
    """One idea a file."""
    lines = len(of.source.splitlines())
    if lines > MOST_LINES:
        yield f"{of.path}: {lines} lines, more than {MOST_LINES}"
    for node in ast.walk(of.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_FUNCTION_LINES:
                yield of.at(node, f"{node.name} has {length} lines, more than {MOST_FUNCTION_LINES}")
        elif isinstance(node, ast.ClassDef):
            # Qt's overrides are in camelCase and not of our choosing.
            own = [part for part in node.body if isinstance(part, ast.FunctionDef) and part.name.islower()]
            if len(own) > MOST_METHODS:
                yield of.at(node, f"{node.name} has {len(own)} methods, more than {MOST_METHODS}")


Rule = Callable[[Module], Iterator[str]]
RULES: tuple[Rule, ...] = (arrows, packages, pure_domain, caught, sizes)


def our_modules() -> list[Module]:
    paths = sorted((ROOT / "app").rglob("*.py"))
    return [module(path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: str(rule.__name__))
def test_our_code_keeps_the_rule(rule: Rule) -> None:
    found = [sentence for each in our_modules() for sentence in rule(each)]
    assert not found, "\n" + "\n".join(found)


def test_every_layer_is_there_to_be_checked() -> None:
    assert set(MAY_IMPORT) <= {each.layer for each in our_modules()}


def test_tests_and_tools_stay_readable() -> None:
    files = [ROOT / "tasks.py", *(ROOT / "tests").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in files}
    assert not {path: lines for path, lines in lengths.items() if lines > MOST_LINES}


LONG_FUNCTION = "def f():\n" + "    x = 1\n" * 50
MANY_METHODS = "class C:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21))
QT_OVERRIDES = "class C:\n" + "".join(f"    def paintEvent{n}(self): ...\n" for n in range(21))

BAD = [
    (arrows, "app/domain/x.py", "from app.models import people"),
    (arrows, "app/domain/x.py", "from app.resources import resource"),
    (arrows, "app/models/x.py", "from app import store"),
    (arrows, "app/models/x.py", "from ..services import planning"),
    (arrows, "app/importers/x.py", "import app.models.lists"),
    (arrows, "app/exporters/x.py", "def f():\n    from app.store.store import Store"),
    (arrows, "app/store/x.py", "import app.services.planning"),
    (arrows, "app/services/x.py", "from app.ui.theme import TOKENS"),
    (arrows, "app/ui/x.py", "from app.models.people import Person"),
    (arrows, "app/ui/screens/x.py", "from app.store import store"),
    (arrows, "app/ui/x.py", "from app.cli import main"),
    (arrows, "app/errors.py", "from app.changes import Changes"),
    (arrows, "app/helpers/x.py", "import os"),
    (packages, "app/services/x.py", "from PySide6.QtCore import QObject"),
    (packages, "app/exporters/x.py", "from PySide6 import QtGui"),
    (packages, "app/changes.py", "from PySide6.QtCore import Signal"),
    (packages, "app/importers/x.py", "import sqlalchemy as sa"),
    (packages, "app/ui/x.py", "from sqlalchemy.orm import Session"),
    (packages, "app/ui/x.py", "import docxtpl"),
    (packages, "app/ui/x.py", "import openpyxl.utils"),
    (packages, "app/models/x.py", "from sqlalchemy.orm import Session"),
    (pure_domain, "app/domain/x.py", "import requests"),
    (pure_domain, "app/domain/x.py", "from pathlib import Path"),
    (pure_domain, "app/domain/x.py", "import datetime as dt\nnow = dt.datetime.now()"),
    (pure_domain, "app/domain/x.py", "from datetime import date\nday = date.today()"),
    (pure_domain, "app/domain/x.py", "text = open('x').read()"),
    (caught, "app/services/x.py", "try:\n    f()\nexcept Exception:\n    pass"),
    (caught, "app/services/x.py", "try:\n    f()\nexcept (ValueError, Exception):\n    raise"),
    (caught, "app/services/x.py", "try:\n    f()\nexcept:\n    pass"),
    (caught, "app/store/x.py", "try:\n    f()\nexcept BaseException:\n    pass"),
    (sizes, "app/domain/x.py", "x = 1\n" * 401),
    (sizes, "app/domain/x.py", LONG_FUNCTION),
    (sizes, "app/domain/x.py", MANY_METHODS),
]
GOOD = [
    (
        "app/domain/x.py",
        "from datetime import date\nfrom rapidfuzz import fuzz\nfrom app.errors import Refused",
    ),
    ("app/models/x.py", "from sqlalchemy.orm import Mapped\nfrom app.domain.lists import ListName"),
    ("app/services/x.py", "from sqlalchemy import select\nfrom app.store.store import Store"),
    ("app/store/x.py", "try:\n    f()\nexcept BaseException:\n    undo()\n    raise"),
    ("app/ui/problems.py", "try:\n    f()\nexcept Exception:\n    show()"),
    ("app/ui/x.py", QT_OVERRIDES),
    ("app/main.py", "from PySide6 import QtWidgets\nfrom app.store import store"),
    ("app/cli.py", "from app import __version__\nfrom app.services import planning"),
]


@pytest.mark.parametrize(("rule", "path", "source"), BAD)
def test_a_breach_is_reported(rule: Rule, path: str, source: str) -> None:
    found = list(rule(module(path, source)))
    assert len(found) == 1
    assert found[0].startswith(path)


@pytest.mark.parametrize(("path", "source"), GOOD)
def test_what_is_allowed_is_not_reported(path: str, source: str) -> None:
    assert [sentence for rule in RULES for sentence in rule(module(path, source))] == []
