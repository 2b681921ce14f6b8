"""The shipped templates are what their script builds, and a damaged one is said plainly."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from docx import Document

from app.errors import Refused
from app.exporters import word
from app.exporters.registry import EXPORTS
from app.resources import resource
from tests.exporters import records


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if name != "docProps/core.xml"}


def test_the_script_builds_what_is_shipped(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "resources.templates.build_templates", str(tmp_path)],
        check=True,
        capture_output=True,
        cwd=resource().parent,
    )
    built = sorted(path.name for path in tmp_path.iterdir())
    assert built == sorted(path.name for path in resource("templates").glob("*.docx"))
    for name in built:
        assert parts(tmp_path / name) == parts(resource("templates", name)), f"{name}: run build_templates.py"


def test_templates_use_styles_the_office_can_change() -> None:
    for path in resource("templates").glob("*.docx"):
        document = Document(str(path))
        known = {style.style_id for style in document.styles}
        used = {e.val for e in document.element.body.xpath(".//w:pStyle | .//w:rStyle | .//w:tblStyle")}
        assert used <= known
        assert {"Title", "Heading 1", "Heading 2", "Heading 3", "Chairside table"} <= {
            s.name for s in document.styles
        }
        assert not document.element.body.xpath(".//w:r/w:rPr/w:sz | .//w:r/w:rPr/w:color")


@pytest.mark.parametrize(
    ("damage", "sentence"),
    [(b"", "cannot be filled"), (None, "is missing")],
)
def test_a_damaged_template_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes | None, sentence: str
) -> None:
    shutil.copytree(
        resource("templates"), tmp_path / "templates", ignore=shutil.ignore_patterns("__pycache__")
    )
    target = tmp_path / "templates" / "agenda.docx"
    target.unlink()
    if damage is not None:
        target.write_bytes(damage)
    monkeypatch.setattr(word, "resource", lambda *names: tmp_path.joinpath(*names))
    with pytest.raises(Refused, match=sentence):
        EXPORTS["agenda"].write(records.agenda())


def test_a_template_that_asks_for_what_is_not_there_is_said_plainly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = Document(str(resource("templates", "agenda.docx")))
    document.add_paragraph("{{ agenda.chairs_birthday }}")
    (tmp_path / "templates").mkdir()
    document.save(str(tmp_path / "templates" / "agenda.docx"))
    monkeypatch.setattr(word, "resource", lambda *names: tmp_path.joinpath(*names))
    with pytest.raises(Refused, match="Undo the last change"):
        EXPORTS["agenda"].write(records.agenda())
