"""A password on a Word document, and a document onto a disk: never half, never in the clear by the way."""

import errno
import hashlib
import io
import os
import re
from pathlib import Path

from msoffcrypto.exceptions import DecryptionError, InvalidKeyError
from msoffcrypto.format.ooxml import OOXMLFile

from app.errors import Refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHORTEST = 8
LONGEST = 255  # Office takes no more

# Names that are a device or a hidden stream on Windows, where the document would vanish without an error.
_ODD = re.compile(
    r'[<>:"|?*\x00-\x1f\ud800-\udfff]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)', re.IGNORECASE
)
_FULL = "There is no room left on that disk. Nothing was written there; make room, or choose another place."
_LOCKED = "That file cannot be written. If it is open in Word, close it there; else choose another place."
_MISSING = "That folder is not there (any more). Choose another place."
_NAME = "A file of that name cannot be made there. Choose another name."
_WHY = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EACCES: _LOCKED,
    errno.EPERM: _LOCKED,
    errno.EBUSY: _LOCKED,
    errno.EROFS: "That disk can only be read. Choose another place.",
    errno.ENOENT: _MISSING,
    errno.ENOTDIR: _MISSING,
    errno.EISDIR: "There is a folder of that name. Choose another name.",
    errno.ENAMETOOLONG: _NAME,
    errno.EINVAL: _NAME,
}


def protect(data: bytes, password: str) -> bytes:
    """The document encrypted as Office does it (Agile, AES-256), in memory, and opened again to be sure.

    Raises `Refused` when the password is too short or too long, or the result does not open as it should.
    """
    if not SHORTEST <= len(password) <= LONGEST:
        raise Refused(f"A document's password has {SHORTEST} to {LONGEST} characters. Choose another one.")
    out = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, out)
    locked = out.getvalue()
    if not (
        locked.startswith(OLE) and _refuses(locked, password + "x") and _opened(locked, password) == data
    ):
        raise Refused(
            "The document could not be protected with this password. Nothing was written; try another one."
        )
    return locked


def _opened(locked: bytes, password: str) -> bytes:
    file, out = OOXMLFile(io.BytesIO(locked)), io.BytesIO()
    file.load_key(password=password, verify_password=True)
    file.decrypt(out, verify_integrity=True)
    return out.getvalue()


def _refuses(locked: bytes, wrong: str) -> bool:
    try:
        _opened(locked, wrong)
    except (InvalidKeyError, DecryptionError):
        return True
    return False


def write_file(path: Path, data: bytes) -> str:
    """Writes all of it or nothing, through a `.part` file beside it; returns the SHA-256 in hexadecimal.

    Raises `Refused` when the target cannot be written; a file that was there before is then untouched.
    """
    part = path.with_name(path.name + ".part")
    try:
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if _ODD.search(path.name) or (path.exists() and not path.is_file()):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except OSError as error:
        _forget(part)
        raise Refused(
            _WHY.get(error.errno or 0, "That file could not be written. Choose another place.")
        ) from None
    return hashlib.sha256(data).hexdigest()


def _forget(part: Path) -> None:
    try:
        part.unlink(missing_ok=True)
    except OSError:
        return  # the folder itself is gone or closed to us: nothing of ours can be left in it
