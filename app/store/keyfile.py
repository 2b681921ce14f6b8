"""The key file as bytes: its form, its checksum, its twin.

The outer form never changes, so that any version can tell damage from a newer file: a JSON object with
`about`, `body`, `checksum`, `format`, `mac`, `version`, written by `_dump`; the checksum is SHA-256 over the
same object without `checksum`. A file whose bytes are not exactly what `_dump` writes is damaged.
"""

import base64
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.errors import Damaged, NewerVersion, Refused
from app.store.atomic import clear_stray, write_together
from app.store.passphrase import Cost

FORMAT = "chairside-keys"
VERSION = 1
_ABOUT = "The keys of a Chairside store: keep this file beside it, or only the recovery code opens the store."
_MOST_BYTES = 1 << 20


class NewerKeyFile(NewerVersion):
    """Written by a later version of the program; not damaged."""


class NoKeyFile(Refused):
    """Neither the key file nor its twin is there."""


@dataclass(frozen=True)
class Anchor:
    """The end of the audit chain as last seen: the row's number and its MAC in hex."""

    last: int
    mac: str


@dataclass(frozen=True)
class Slot:
    """One operator: the private half under the passphrase, the master key sealed to the public half.

    `ident` is random and stays when the name changes; it ties both ciphertexts to this slot.
    """

    ident: str
    name: str
    role: str
    cost: Cost
    salt: bytes
    nonce: bytes
    private: bytes
    public: bytes
    sealed: bytes

    def to_json(self) -> dict[str, Any]:
        """Bytes as base64, the cost as three numbers."""
        return {
            "id": self.ident,
            "name": self.name,
            "role": self.role,
            "argon2id": {"kib": self.cost.memory, "passes": self.cost.passes, "lanes": self.cost.lanes},
            "salt": _text(self.salt),
            "nonce": _text(self.nonce),
            "private": _text(self.private),
            "public": _text(self.public),
            "sealed": _text(self.sealed),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Slot":
        """Raises KeyError, TypeError or ValueError on anything that is not a slot."""
        cost = data["argon2id"]
        return cls(
            _str(data["id"]),
            _str(data["name"]),
            _str(data["role"]),
            Cost(_int(cost["kib"]), _int(cost["passes"]), _int(cost["lanes"])),
            *(_bytes(data[part]) for part in ("salt", "nonce", "private", "public", "sealed")),
        )


@dataclass(frozen=True)
class KeyFile:
    """Everything in a key file.

    `gen` counts the writes, `era` the rotations of the master key. `pending` is the master key before a
    rotation that has not ended, wrapped under the present one.
    """

    store_id: str
    slots: tuple[Slot, ...]
    gen: int = 0
    era: int = 0
    anchor: Anchor | None = None
    pending: bytes | None = None
    mac: str = ""

    def slot(self, name: str) -> Slot | None:
        """The operator of that name; capitals, spaces and accents' encoding do not matter."""
        return next((slot for slot in self.slots if same_name(slot.name) == same_name(name)), None)

    def signed(self, mac_key: bytes) -> "KeyFile":
        """The next generation of the file, with its MAC."""
        later = replace(self, gen=self.gen + 1)
        return replace(later, mac=later._mac(mac_key))

    def verify(self, mac_key: bytes) -> None:
        """Raises Damaged when the file was not written by somebody who held the master key."""
        if not hmac.compare_digest(self.mac.encode(), self._mac(mac_key).encode()):
            raise Damaged(
                "The key file was altered outside Chairside, so nothing was opened. "
                "Put back the key file of a backup, or use the recovery code."
            )

    def to_bytes(self) -> bytes:
        """The file as it stands on the disk."""
        whole = {**self._outer(), "about": _ABOUT, "mac": self.mac}
        return _dump({**whole, "checksum": _checksum(whole)})

    def _mac(self, mac_key: bytes) -> str:
        return hmac.new(mac_key, _dump(self._outer()), hashlib.sha256).hexdigest()

    def _outer(self) -> dict[str, Any]:
        anchor = None if self.anchor is None else {"last": self.anchor.last, "mac": self.anchor.mac}
        body = {
            "store_id": self.store_id,
            "slots": [slot.to_json() for slot in self.slots],
            "gen": self.gen,
            "era": self.era,
            "anchor": anchor,
            "pending": None if self.pending is None else _text(self.pending),
        }
        return {"format": FORMAT, "version": VERSION, "body": body}


def parse(data: bytes) -> KeyFile:
    """Raises Damaged for any byte that is not as written, NewerKeyFile for a later version."""
    whole = _whole(data)
    if _int(whole["version"]) > VERSION:
        raise NewerKeyFile(
            "The key file was written by a newer version of Chairside: install that version to open it."
        )
    try:
        body = whole["body"]
        anchor, pending = body["anchor"], body["pending"]
        return KeyFile(
            _str(body["store_id"]),
            tuple(Slot.from_json(slot) for slot in body["slots"]),
            _int(body["gen"]),
            _int(body["era"]),
            None if anchor is None else Anchor(_int(anchor["last"]), _str(anchor["mac"])),
            None if pending is None else _bytes(pending),
            _str(whole["mac"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _damaged() from error


def key_path(store: Path) -> Path:
    """Where the key file of a store lies."""
    return store.with_suffix(".keys")


def twin_path(store: Path) -> Path:
    """Where the second copy of the key file lies."""
    return store.with_suffix(".keys.bak")


def read_one(path: Path) -> KeyFile:
    """One file, without looking at the other; raises NoKeyFile, Damaged or NewerKeyFile."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError as error:
        raise NoKeyFile(
            "The key file of this store is missing: put it back from a backup, "
            "or open the store with the recovery code."
        ) from error
    except OSError as error:
        raise Refused(
            "The key file of this store cannot be read: check that you may open its folder."
        ) from error
    return parse(data)


def read(store: Path) -> tuple[KeyFile, bool]:
    """The key file beside the store, and whether the twin had to stand in for it."""
    clear_stray(key_path(store))
    clear_stray(twin_path(store))
    try:
        return read_one(key_path(store)), False
    except (NoKeyFile, Damaged) as first:
        try:
            return read_one(twin_path(store)), True
        except NoKeyFile:
            raise first from None
        except Damaged as second:
            raise second from None


def write(store: Path, file: KeyFile) -> None:
    """Both copies, the key file first; raises Refused when the disk does not take them."""
    data = file.to_bytes()
    try:
        write_together(data, key_path(store), twin_path(store))
    except OSError as error:
        raise Refused(
            "The key file could not be written: check that the disk is not full and the folder not read-only."
        ) from error


def same_name(name: str) -> str:
    """What two spellings of one operator's name have in common."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _whole(data: bytes) -> dict[str, Any]:
    try:
        whole = json.loads(data)
        rest = {key: value for key, value in whole.items() if key != "checksum"}
        sound = whole["format"] == FORMAT and whole["checksum"] == _checksum(rest) and data == _dump(whole)
        _int(whole["version"])
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise _damaged() from error
    if not sound or len(data) > _MOST_BYTES:
        raise _damaged()
    return dict(whole)


def _damaged() -> Damaged:
    return Damaged(
        "The key file of this store is damaged: put it back from a backup, "
        "or open the store with the recovery code."
    )


def _dump(data: object) -> bytes:
    return (json.dumps(data, indent=1, sort_keys=True, allow_nan=False) + "\n").encode("ascii")


def _checksum(data: object) -> str:
    return hashlib.sha256(_dump(data)).hexdigest()


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _bytes(text: object) -> bytes:
    return base64.b64decode(_str(text), validate=True)


def _str(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _int(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError("a whole number was expected")
    return value
