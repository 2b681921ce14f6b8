"""A child's name stays in the store, encrypted: not in a log, an error, a file name or a file beside it."""

import logging
import os
import shutil
import subprocess
import sys
import traceback
from datetime import date, datetime
from pathlib import Path

import pytest
from sqlalchemy import text

from app.domain.lists import ListName
from app.domain.matching import Band
from app.errors import Refused
from app.services.desk import Desk
from app.store.opening import open_store
from tests.builders import OPERATOR, PASSPHRASE, a_clock, a_meeting, a_store
from tests.services.small_lists import CME, MASE, MISPER, case, entry, episode, write

MARKER = "Zqxmärker"
BORN, LISTED = date(2011, 3, 4), date(2026, 9, 1)
REPOSITORY = Path(__file__).resolve().parents[1]
DOORS = ("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto")


def _needles() -> list[bytes]:
    forms = (MARKER, MARKER.upper(), MARKER.lower(), MARKER[:6])
    return [form.encode(code) for form in forms for code in ("utf-8", "utf-16-le", "latin-1")]


def _holds(data: bytes) -> bool:
    return any(needle in data for needle in _needles())


def _books(folder: Path) -> dict[ListName, Path]:
    name = f"{MARKER} Quill"
    folder.mkdir()
    rows = {
        ListName.MISPER: (MISPER, [episode("26MIS01", name, BORN, datetime(2026, 11, 14, 9))]),
        ListName.CME: (CME, [entry("A123456789012", MARKER, "Quill", BORN, LISTED),
                             entry("B123456789012", MARKER, "Unborn", date(2031, 1, 1), LISTED)]),
        ListName.MASE: (MASE, [case("MASE-0001", name, BORN, LISTED)]),
    }  # fmt: skip
    return {one: write(folder / f"{one}.xlsx", {"Richmond": rows[one]}) for one in rows}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "store").mkdir()
    return Desk(a_store(tmp_path / "store"), a_clock())


def _told(caught: "pytest.ExceptionInfo[BaseException]") -> bytes:
    return "".join(traceback.format_exception(caught.value)).encode()


def test_a_marker_leaves_no_trace_outside_the_store(
    desk: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    log = logging.FileHandler(tmp_path / "log.txt", encoding="utf-8")
    logging.getLogger().addHandler(log)
    caplog.set_level(logging.DEBUG)
    said: list[bytes] = []
    for name, path in _books(tmp_path / "lists").items():
        result = desk.intake.take_in(desk.intake.preview(name, path))
        said += [one.reason.encode() for one in result.refused]
    assert len(said) == 1 and desk.search(MARKER)[0].title == f"{MARKER} Quill"
    assert len(desk.crosscheck.children(Band.LIKELY)) == 1
    pair = desk.who.queue()[0]
    desk.who.decide(pair.a.subject_id, pair.b.subject_id, "same", f"{MARKER} is known to us")
    out = tmp_path / "out"
    out.mkdir()
    exported = desk.documents.export("agenda", a_meeting(desk.store), out / "agenda.docx")
    assert not _holds(exported.file.name.encode())
    said += _provoked(desk)
    beside = [one for one in (tmp_path / "store").rglob("*") if one.is_file()]
    assert any(one.name.endswith("-wal") for one in beside)
    assert [one.name for one in beside if _holds(one.read_bytes()) or _holds(one.name.encode())] == []
    desk.close()
    logging.getLogger().removeHandler(log)
    log.close()
    with pytest.raises(Refused) as wrong:
        open_store(tmp_path / "store" / "test.chairside", OPERATOR, MARKER)
    captured = capfd.readouterr()
    said += [_told(wrong), caplog.text.encode(), (tmp_path / "log.txt").read_bytes()]
    said += [captured.out.encode(), captured.err.encode()]
    assert [one for one in said if _holds(one)] == []


def _provoked(desk: Desk) -> list[bytes]:
    """A bad statement, a second row of one id, a changed audit and a full disk, each with the marker."""
    said = []
    for statement in (
        "INSERT INTO settings (key, value) VALUES (:word, :word, :word)",
        "INSERT INTO settings (id, key, value, version, edited_by) VALUES (1, :word, :word, 1, '')",
        "UPDATE audit SET who = :word",
    ):
        with pytest.raises(RuntimeError) as caught, desk.store.transaction("provoke") as session:
            session.execute(text(statement), {"word": MARKER})
        said.append(_told(caught))
    with desk.store.reading() as session:
        pages = session.execute(text("PRAGMA page_count")).scalar_one()
        session.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(Refused) as full:
        desk.areas.edit_statement([f"{MARKER} " * 30_000], [])
    with desk.store.reading() as session:
        session.execute(text("PRAGMA max_page_count = 4294967294"))
    return [*said, _told(full)]


SCRIPT = f"""
import sys
opened = []
sys.addaudithook(lambda event, args: opened.append(event) if event in {DOORS!r} else None)
from app.cli import main
store, files = sys.argv[1], sys.argv[2:]
for name, file in zip(("misper", "cme", "mase"), files):
    assert main(["import", store, name, file]) == 0
for words in (["candidates"], ["crosscheck", "--accept", "likely"], ["plan", "2026-12"], ["verify"]):
    assert main([words[0], store, *words[1:]]) == 0
assert main(["export", store, "agenda", "--meeting", "3", "--out", store + ".docx"]) == 0
assert main(["import", store, "cme", files[0]]) == 1
print("opened", opened)
"""


def test_a_whole_month_opens_no_socket_and_says_no_name_on_standard_error(desk: Desk, tmp_path: Path) -> None:
    desk.close()
    files = _books(tmp_path / "lists")
    around = {**os.environ, "CHAIRSIDE_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(REPOSITORY)}
    words = [sys.executable, "-c", SCRIPT, str(desk.store.path), *(str(files[name]) for name in ListName)]
    done = subprocess.run(words, cwd=REPOSITORY, env=around, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.decode().rstrip().endswith("opened []")
    assert done.stderr.count(b"\n") == 1 and not _holds(done.stderr)


def test_the_marker_would_be_found(tmp_path: Path) -> None:
    file = tmp_path / "plain.txt"
    for code in ("utf-8", "utf-16-le", "latin-1"):
        file.write_bytes(f"... {MARKER} ...".encode(code))
        assert _holds(file.read_bytes())
    shutil.rmtree(tmp_path)
