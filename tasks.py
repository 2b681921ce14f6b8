"""What can be done with a checkout: `python tasks.py help`. Needs Python 3.11 and nothing else."""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "chairside-setup.json"
OUT = ROOT / "out"
WINDOWS = os.name == "nt"
LINUX = sys.platform.startswith("linux")
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")

# Shared library -> its package on Debian or Ubuntu, and on Fedora. What PySide6-Essentials links to.
LIBRARIES = {
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libGLX.so.0": ("libglx0", "libglvnd-glx"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libzstd.so.1": ("libzstd1", "libzstd"),
}
# What pip prints -> what it means for the reader.
PIP_TROUBLE = {
    "NewConnectionError": "The packages could not be fetched: there is no network to the package index.",
    "name resolution": "The packages could not be fetched: there is no network to the package index.",
    "ConnectTimeout": "The packages could not be fetched: the index does not answer; try again later.",
    "ReadTimeout": "The packages could not be fetched: the index does not answer; try again later.",
    "CERTIFICATE_VERIFY_FAILED": "The package index's certificate is not trusted here: ask IT for PIP_CERT.",
    "DO NOT MATCH THE HASHES": "A package is not the one that was pinned (wrong hash): nothing was put in.",
    "No space left": "The disk is full: about 600 MB are needed. Make room and run this again.",
    "No matching distribution": "A pinned package is not on your package index, or not for this Python.",
}


class Stop(Exception):
    """The task cannot go on; the text is one sentence for the reader."""


# --- setting up ---------------------------------------------------------------------------------------


def check_python() -> None:
    if sys.version_info < (3, 11):  # noqa: UP036 - this file must be able to say so
        raise Stop(f"Chairside needs Python 3.11 or newer; this is {sys.version.split()[0]}.")
    if not all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise Stop(f"Python's venv module is missing. Install it: sudo apt install {package}")


def digest(*names: str) -> str:
    """Changes when one of these files changes, or when the checkout is moved."""
    total = hashlib.sha256(str(VENV).encode())
    for name in names:
        total.update((ROOT / name).read_bytes())
    return total.hexdigest()


def read_stamp() -> dict[str, str]:
    try:
        stamp: dict[str, str] = json.loads(STAMP.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if succeeds([str(PYTHON), "-c", ""]) else {}


def setup() -> int:
    """Makes `.venv` what the requirements say; does nothing where it is so already."""
    check_python()
    wanted = {"requirements": digest(*REQUIREMENTS), "project": digest("pyproject.toml")}
    stamp = read_stamp()
    if stamp == wanted:
        return 0
    if not succeeds([str(PYTHON), "-c", "import pip, sys; sys.exit(sys.version_info < (3, 11))"]):
        make_venv()
    if stamp.get("requirements") != wanted["requirements"]:
        say("Setting up .venv: the first time this fetches about 120 MB and takes a minute or two.")
        pip("--require-hashes", *(part for name in REQUIREMENTS for part in ("-r", name)))
    pip("--no-deps", "--no-index", "--no-build-isolation", "--editable", ".")
    STAMP.write_text(json.dumps(wanted), "utf-8")
    say("Ready: everything is in .venv.")
    return 0


def make_venv() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        raise Stop(f".venv could not be made: {last_line(done.stdout + done.stderr)}")


def pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    done = subprocess.run([*command, *arguments], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    said = done.stdout + done.stderr
    meaning = next((sentence for sign, sentence in PIP_TROUBLE.items() if sign in said), "")
    raise Stop(meaning or f"pip stopped: {last_line(said)}")


# --- what Qt needs ------------------------------------------------------------------------------------


def missing_libraries(*plugins: str) -> list[str]:
    """Shared libraries that Qt's modules, or these platform plugins, link to and this machine lacks."""
    ldd = shutil.which("ldd")
    if not LINUX or ldd is None:
        return []
    found = [path for path in (VENV / "lib").glob("python3*/site-packages/PySide6") if path.is_dir()]
    if not found:
        return []
    names = [f"Qt/plugins/platforms/libq{plugin}.so" for plugin in plugins]
    names += [f"{module}.abi3.so" for module in ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")]
    files = [str(found[0] / name) for name in names if (found[0] / name).exists()]
    done = subprocess.run([ldd, *files], capture_output=True, text=True, check=False)
    return sorted(set(re.findall(r"^\s*(\S+) => not found", done.stdout, re.MULTILINE)))


def how_to_install(missing: Sequence[str]) -> str:
    known = [LIBRARIES[name] for name in missing if name in LIBRARIES]
    text = f"missing: {', '.join(missing)}."
    if known:
        apt, dnf = (" ".join(sorted(set(names))) for names in zip(*known, strict=True))
        text += f"\n  Debian or Ubuntu: sudo apt install {apt}\n  Fedora:           sudo dnf install {dnf}"
    return text


def why_qt_fails() -> str:
    """Empty where Qt loads without a screen, else the reason and the remedy."""
    missing = missing_libraries("offscreen")
    if missing:
        return f"Qt cannot be loaded; system libraries are {how_to_install(missing)}"
    probe = "from PySide6.QtWidgets import QApplication; QApplication([])"
    done = subprocess.run(
        [str(PYTHON), "-c", probe],
        env=environment(QT_QPA_PLATFORM="offscreen"),
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else f"Qt cannot be loaded: {last_line(done.stderr)}"


def why_no_window() -> str:
    """Empty where a window can be opened, else the reason in a sentence."""
    if os.environ.get("CHAIRSIDE_NO_WINDOW") == "1":
        return "CHAIRSIDE_NO_WINDOW is set."
    if not LINUX:
        return ""
    display, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if not display and not wayland:
        return "this machine has no screen (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    missing = missing_libraries() if wayland else missing_libraries("xcb")
    if missing:
        raise Stop(f"The window cannot be opened; system libraries are {how_to_install(missing)}")
    # Qt aborts where nothing answers at DISPLAY; let it do so out of the way.
    probe = (
        "import resource; resource.setrlimit(resource.RLIMIT_CORE, (0, 0))\n"
        "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"
    )
    if succeeds([str(PYTHON), "-c", probe]):
        return ""
    return f"no screen answers at {wayland or display}."


# --- the tasks ----------------------------------------------------------------------------------------


def run() -> int:
    setup()
    reason = why_no_window()
    if reason:
        return month_without_window(reason)
    trouble = why_qt_fails()
    if trouble:
        raise Stop(trouble)
    say("Opening Chairside on the demo store. Everybody in it is invented.")
    return call([*CHAIRSIDE, "demo"])


def month_without_window(reason: str) -> int:
    """The demo store, the documents of its latest MASE meeting, and pictures of the screens, in `out/`."""
    say(f"No window can be opened: {reason}", "Doing the same month through the command line; wait a minute.")
    OUT.mkdir(exist_ok=True)
    demo = answer("demo", str(OUT), "--no-window", "--json")
    secret = {"CHAIRSIDE_PASSPHRASE": str(demo["passphrase"])}
    store = str(demo["store"])
    meeting = latest_minuted(answer("meetings", store, "--json", extra=secret))
    made, refused = [f"the demo store: {shown(Path(store))}"], []
    for document in answer("export", "--list", "--json"):
        name = str(document if isinstance(document, str) else document["document"])
        target = OUT / f"MASE {meeting['date']} {name}.docx"
        done = chairside(
            *("export", store, name, "--meeting", str(meeting["id"]), "--out", str(target)), extra=secret
        )
        if done.returncode:
            refused.append(f"{name}: {last_line(done.stderr)}")
        else:
            made.append(f"a document: {shown(target)}")
    trouble = why_qt_fails()
    if not trouble:
        done = chairside("screens", str(OUT / "screens"))
        if done.returncode:
            refused.append(f"pictures: {last_line(done.stderr)}")
        else:
            pictures = len(list((OUT / "screens").glob("**/*.png")))
            made.append(f"{pictures} pictures of the screens: {shown(OUT / 'screens')}")
    say("It made")
    say(*(f"  {line}" for line in made))
    say(f"Operator {demo['operator']}, passphrase {demo['passphrase']}. Everybody in it is invented.")
    if trouble:
        say(f"No pictures were made. {trouble}")
    later = [] if trouble else missing_libraries("xcb")
    if LINUX and later:
        say(f"For a window on a screen, system libraries are still {how_to_install(later)}")
    if refused:
        raise Stop("Not everything could be made: " + " | ".join(refused))
    return 0


def latest_minuted(meetings: Sequence[Mapping[str, object]]) -> Mapping[str, object]:
    """The latest MASE meeting that has been held, so that it has minutes."""
    held = {"closed", "draft circulated", "agreed"}
    found = [
        meeting
        for meeting in meetings
        if "mase" in str(meeting["body"]).lower() and str(meeting["state"]).replace("_", " ") in held
    ]
    if not found:
        raise Stop("The demo store in out/ has no MASE meeting with minutes: delete out/ and run this again.")
    return max(found, key=lambda meeting: str(meeting["date"]))


def test(*arguments: str) -> int:
    """Stops at the first check that fails, with its status."""
    setup()
    trouble = why_qt_fails()
    if trouble:
        raise Stop(trouble)
    checks = (["ruff", "check", "."], ["ruff", "format", "--check", "."], ["mypy"], ["pytest", *arguments])
    for check in checks:
        status = call([str(PYTHON), "-m", *check])
        if status:
            return status
    return 0


def screens() -> int:
    setup()
    trouble = why_qt_fails()
    if trouble:
        raise Stop(trouble)
    return call([*CHAIRSIDE, "screens", str(OUT / "screens")])


def bench(*arguments: str) -> int:
    setup()
    return call([str(PYTHON), "-m", "benchmarks", *arguments])


def crash() -> int:
    """Takes 10 to 15 minutes; the crash tools are looked for in ../shared, or where CHAIRSIDE_SHARED says."""
    setup()
    return call([str(PYTHON), "-m", "benchmarks.crash"])


def show_help() -> int:
    say("python tasks.py TASK, or make TASK where there is make (on Windows: py tasks.py TASK)", "")
    say(*(f"  {name:<8} {sentence}" for name, (_, sentence) in TASKS.items()))
    say("", "What follows -- goes to the tool: python tasks.py test -- -k quorum")
    return 0


CHAIRSIDE = (str(PYTHON), "-m", "app")
TASKS = {
    "help": (show_help, "says this"),
    "setup": (setup, "makes .venv with everything that is pinned in requirements*.txt"),
    "run": (run, "opens the window on the demo store; without a screen, does the month into out/"),
    "test": (test, "runs ruff, mypy and pytest, and stops at the first that fails"),
    "screens": (screens, "renders every screen of the demo store to out/screens/"),
    "bench": (bench, "measures what has a figure to reach"),
    "crash": (crash, "kills it 200 times, cuts its power 1,200 times, and looks for what was lost"),
}
WITH_ARGUMENTS = {"test", "bench"}


# --- small tools --------------------------------------------------------------------------------------


def say(*lines: str) -> None:
    print(*lines, sep="\n", flush=True)


def last_line(text: str) -> str:
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "it gave no reason")


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def environment(**extra: str) -> dict[str, str]:
    """UTF-8 throughout; without a screen, Qt's own platform for that."""
    env = {**os.environ, "PYTHONUTF8": "1"}
    if LINUX and not os.environ.get("DISPLAY") and not os.environ.get("WAYLAND_DISPLAY"):
        env.setdefault("QT_QPA_PLATFORM", "offscreen")
    return {**env, **extra}


def succeeds(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, env=environment(), check=False).returncode == 0
    except OSError:
        return False


def call(command: Sequence[str]) -> int:
    return subprocess.run(command, cwd=ROOT, env=environment(), check=False).returncode


def chairside(*arguments: str, extra: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    env = environment(QT_QPA_PLATFORM="offscreen", **(extra or {}))
    return subprocess.run(
        [*CHAIRSIDE, *arguments], cwd=ROOT, env=env, capture_output=True, encoding="utf-8", check=False
    )


def answer(*arguments: str, extra: Mapping[str, str] | None = None) -> Any:
    """The JSON that a command of Chairside prints."""
    done = chairside(*arguments, extra=extra)
    if done.returncode:
        raise Stop(f"chairside {arguments[0]} did not finish: {last_line(done.stderr)}")
    return json.loads(done.stdout)


def main(words: Sequence[str]) -> int:
    name, *rest = words or ["help"]
    task, _ = TASKS.get(name.lstrip("-"), (None, ""))
    arguments = rest[1:] if rest[:1] == ["--"] else rest
    if task is None or (arguments and name not in WITH_ARGUMENTS):
        print(f"There is no such task: {' '.join(words)}. See python tasks.py help", file=sys.stderr)
        return 2
    try:
        return task(*arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
