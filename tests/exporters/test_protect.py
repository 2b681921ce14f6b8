"""A protected document opens with its password alone; a file is written whole or not at all."""

import hashlib
import io
import sys
from pathlib import Path

import pytest
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from app.domain.documents import CaseSheets
from app.errors import Refused
from app.exporters import protect
from app.exporters.registry import EXPORTS
from tests.exporters import records

PASSWORDS = ("four words in lamplight", "Zoë 日本語 пароль 😀", "x" * 255)


@pytest.fixture(scope="module")
def document() -> bytes:
    return EXPORTS["case-sheets"].write(CaseSheets(records.heading(), (records.case(),)))


@pytest.mark.parametrize("password", PASSWORDS)
def test_opens_with_its_password_alone(document: bytes, password: str) -> None:
    locked = protect.protect(document, password)
    assert locked.startswith(protect.OLE) and b"Kowalska" not in locked and b"word/document" not in locked
    file, out = OOXMLFile(io.BytesIO(locked)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(out, verify_integrity=True)
    assert out.getvalue() == document
    with pytest.raises(InvalidKeyError):
        OOXMLFile(io.BytesIO(locked)).load_key(password=password[:-1], verify_password=True)


@pytest.mark.parametrize("password", ["", "short", "x" * 256])
def test_a_password_that_is_none_is_refused(document: bytes, password: str) -> None:
    with pytest.raises(Refused, match="8 to 255 characters"):
        protect.protect(document, password)


def test_a_file_is_written_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "MASE minutes.docx"
    target.write_bytes(b"the version before")
    assert protect.write_file(target, b"new") == hashlib.sha256(b"new").hexdigest()
    assert target.read_bytes() == b"new" and list(tmp_path.iterdir()) == [target]


def test_a_place_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    (tmp_path / "folder.docx").mkdir()
    places = {
        tmp_path / "gone" / "a.docx": "folder is not there",
        tmp_path / "file" / "a.docx": "folder is not there",
        tmp_path / "folder.docx": "folder of that name",
    }
    for place, sentence in places.items():
        with pytest.raises(Refused, match=sentence):
            protect.write_file(place, b"new")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size to run into")
def test_a_full_disk_leaves_the_version_before(tmp_path: Path) -> None:
    import resource

    target = tmp_path / "MASE minutes.docx"
    target.write_bytes(b"the version before")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
    try:
        with pytest.raises(Refused, match="no room left"):
            protect.write_file(target, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert target.read_bytes() == b"the version before" and list(tmp_path.iterdir()) == [target]
